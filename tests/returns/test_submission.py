import hashlib
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from idva_desktop.domain.errors import ReturnError
from idva_desktop.returns.cells import CellKey, Status
from idva_desktop.returns.layout import ReturnLayout
from idva_desktop.returns.prepare import PreparedReturn
from idva_desktop.returns.return_tables import percentage, return_tables
from idva_desktop.returns.submission import (
    Submission,
    cells_csv,
    fingerprint,
    read_cells,
    signed_list,
    submission,
)
from tests.returns.issued_years import prepared, until, year
from tests.returns.made_up_service import MEASURES

_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
_PUBLIC = _KEY.public_key().public_bytes_raw()


def _pdf(laid: ReturnLayout) -> bytes:
    return repr((laid.title, laid.tables)).encode()


def _workbook(laid: ReturnLayout) -> bytes:
    return repr((laid.title, laid.numbers)).encode()


def _submission(ready: PreparedReturn) -> Submission:
    return submission(
        ready,
        MEASURES,
        writers={"return.pdf": _pdf, "return.xlsx": _workbook},
        sign=_KEY.sign,
        public_key=_PUBLIC,
    )


@pytest.fixture(scope="module")
def ready() -> PreparedReturn:
    return prepared("2025-Q2", [], year(250))


@pytest.fixture(scope="module")
def package(ready: PreparedReturn) -> Submission:
    return _submission(ready)


def _plain(package: Submission, name: str) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(package.files[name])
    return plain


def test_the_package_holds_its_six_files(package: Submission) -> None:
    assert sorted(package.files) == [
        "cells.csv",
        "datapackage.json",
        "return.json",
        "return.pdf",
        "return.sig",
        "return.xlsx",
    ]


def test_the_same_return_gives_the_same_bytes(ready: PreparedReturn, package: Submission) -> None:
    assert _submission(ready) == package
    assert _submission(prepared("2025-Q2", [], until(year(250), 3))) == package


def test_cells_are_sorted_one_a_row_and_read_back(
    ready: PreparedReturn, package: Submission
) -> None:
    content = package.files["cells.csv"]
    lines = content.decode().split("\n")
    assert lines[0] == "period,measure,part,strand,dimension,category,value,status"
    assert lines[-1] == ""
    assert read_cells(content) == sorted(ready.released.cells)
    assert cells_csv(reversed(ready.released.cells)) == content


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"a,b\n", b"period,measure\n1,2\n", b"<html></html>"]
)
def test_what_is_no_cells_file_is_refused(content: bytes) -> None:
    with pytest.raises(ReturnError, match=r"cells\.csv"):
        read_cells(content)


def test_nothing_in_the_package_tells_why_a_cell_is_withheld(package: Submission) -> None:
    for name, content in package.files.items():
        assert b"under the threshold" not in content, name
        assert b"give another away" not in content, name
    statuses = {cell["status"] for cell in _plain(package, "return.json")["cells"]}
    assert statuses == {"A", "c", "z"}


def test_no_unit_client_or_booking_leaves(ready: PreparedReturn, package: Submission) -> None:
    units = {booking.fact.unit for booking in ready.released.bookings}
    assert units
    everything = b"".join(package.files.values()).decode()
    assert not [unit for unit in units if unit in everything]


def test_percentages_come_from_two_shown_counts_alone(package: Submission) -> None:
    plain = _plain(package, "return.json")
    shown = {
        (c["measure"], c["part"], c["strand"]): c["value"]
        for c in plain["cells"]
        if c["dimension"] == "_T" and c["status"] == "A"
    }
    found = 0
    for share in plain["percentages"]:
        met, base = (shown.get((share["measure"], p, share["strand"])) for p in ("met", "base"))
        both = met is not None and base is not None
        assert (share["value"] is not None) == both
        assert (share["status"] == Status.SHOWN) == both
        found += both
    assert found > 5


@pytest.mark.parametrize(
    ("met", "base", "share"), [(1, 2, 50), (1, 8, 13), (2, 3, 67), (0, 7, 0), (1, 0, None)]
)
def test_a_percentage_is_whole_and_halves_go_up(met: int, base: int, share: int | None) -> None:
    assert percentage(met, base) == share


def test_the_data_package_describes_the_cells_file(package: Submission) -> None:
    (resource,) = _plain(package, "datapackage.json")["resources"]
    content = package.files["cells.csv"]
    assert resource["bytes"] == len(content)
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    names = [field["name"] for field in resource["schema"]["fields"]]
    assert ",".join(names) == content.decode().split("\n")[0]


def test_the_signature_covers_every_file(package: Submission) -> None:
    plain = _plain(package, "return.sig")
    signed = {name: content for name, content in package.files.items() if name != "return.sig"}
    assert set(plain["files"]) == set(signed)
    _KEY.public_key().verify(bytes.fromhex(plain["signature"]), signed_list(signed))
    assert plain["fingerprint"] == fingerprint(_PUBLIC) == package.fingerprint


def test_few_late_entries_are_not_told(ready: PreparedReturn) -> None:
    for late, told in ((0, None), (4, None), (5, 5), (12, 12)):
        changed = PreparedReturn(ready.released, {}, late, 0, certificate=ready.certificate)
        assert _plain(_submission(changed), "return.json")["late_entries"]["value"] == told


def test_tables_show_what_the_cells_show(ready: PreparedReturn) -> None:
    cells = ready.released.cells
    tables = {table.title: table for table in return_tables(cells, MEASURES)}
    headline = tables["Indicators by strand"]
    assert all(len(row.cells) == len(headline.columns) for row in headline.rows)
    row = next(row for row in headline.rows if row.heading == "Measure K01")
    total = next(cell for cell in cells if cell.key == CellKey("2025-Q2", "K01", "count"))
    assert row.cells[0].number == total.value
    withheld = sum(
        cell.key.dimension == "reason" and cell.status is Status.WITHHELD for cell in cells
    )
    reasons = tables["Measure K15 by reason"]
    assert sum(row.cells[0].withheld for row in reasons.rows[:-1]) == withheld
