"""A mapping is checked when it is read, so that a slip in it is named and nothing goes in."""

import json
from pathlib import Path
from typing import Any

import pytest

from idva_desktop.domain.errors import WorkbookError
from idva_desktop.domain.records import Identity, Referral
from idva_desktop.exchange.mapping import DEFAULT, read_mapping
from idva_desktop.resource_files import resource


@pytest.fixture
def plain() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(resource(DEFAULT).read_text("utf-8"))
    return read


def written(plain: object, folder: Path) -> Path:
    path = folder / "mapping.json"
    path.write_text(json.dumps(plain), "utf-8")
    return path


def test_the_shipped_mapping_reads_and_cases_come_first() -> None:
    mapping = read_mapping()
    assert [sheet.opens_cases for sheet in mapping.sheets] == [True] + [False] * 7
    assert mapping.sheets[0].column_of(Identity, "date_of_birth") == "DOB"
    assert not mapping.sheets[1].column_of(Referral, "source")


def test_sheets_that_open_cases_are_read_first_wherever_they_stand(
    plain: dict[str, Any], tmp_path: Path
) -> None:
    plain["sheets"] = dict(reversed(plain["sheets"].items()))
    assert read_mapping(written(plain, tmp_path)).sheets[0].name == "Referrals"


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("columns", "Sex"), ["client.shoe_size"], "client.shoe_size"),
        (("columns", "Sex"), ["nobody.sex"], "nobody.sex"),
        (("key",), ["Number"], "Number"),
        (("expected",), ["Number"], "Number"),
        (("values", "Sex"), {"purple": ["P"]}, "Sex"),
        (("values", "DOB"), {"female": ["F"]}, "DOB"),
        (("constants",), {"client.shoe_size": "9"}, "client.shoe_size"),
    ],
)
def test_what_a_mapping_names_must_exist(
    plain: dict[str, Any], tmp_path: Path, path: tuple[str, ...], value: object, named: str
) -> None:
    place = plain["sheets"]["Referrals"]
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    with pytest.raises(WorkbookError, match=f"“{named}”"):
        read_mapping(written(plain, tmp_path))


@pytest.mark.parametrize("content", ["", "{}", "[]", "no json", '{"sheets": 3}', '{"sheets": {}}'])
def test_what_is_no_mapping_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(content, "utf-8")
    with pytest.raises(WorkbookError, match="Nothing was changed"):
        read_mapping(path)


def test_a_mapping_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError):
        read_mapping(tmp_path / "none.json")
