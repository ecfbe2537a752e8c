"""Returns from the command line: two people, whole or not at all, the same bytes again."""

import csv
import hashlib
import json
from pathlib import Path

from idva_desktop.returns.measure import OutcomeOf, Shape
from idva_desktop.returns.measures import MEASURES
from tests.app.conftest import Desk, Outcome

FILES = {"cells.csv", "return.json", "datapackage.json", "return.pdf", "return.sig", "return.xlsx"}


def issue(desk: Desk, out: Path, period: str = "2025-Q1", approver: str = "Sam") -> Outcome:
    return desk.run(
        *("return", "issue", desk.vault, "--period", period, "--out", out, *desk.secrets()),
        *("--approver", approver, "--approver-passphrase-file", desk.folder / "second"),
    )


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_a_return_is_written_whole_and_issuing_again_gives_the_same_bytes(desk: Desk) -> None:
    first, second = desk.folder / "first", desk.folder / "second-copy"
    issued = issue(desk, first)
    assert issued.code == 0, issued.err
    assert set(hashes(first)) == FILES
    assert (desk.folder / "first.zip").is_file()
    again = issue(desk, second)
    assert again.code == 0, again.err
    assert hashes(first) == hashes(second)
    assert (desk.folder / "first.zip").read_bytes() == (
        desk.folder / "second-copy.zip"
    ).read_bytes()


def test_no_client_count_under_five_is_shown(desk: Desk) -> None:
    out = desk.folder / "out"
    assert issue(desk, out).code == 0
    with (out / "cells.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    shown = [row for row in rows if row["status"] == "A"]
    assert shown
    for row in shown:
        measure = MEASURES[row["measure"]]
        of_the_service = measure.outcome_of is OutcomeOf.SERVICE and row["part"] == "met"
        events = measure.shape is Shape.SERVICE and row["category"] not in measure.client_answers
        if not (of_the_service or events):
            assert int(row["value"]) >= 5, row
    assert all(row["value"] == "" for row in rows if row["status"] != "A")


def test_nobody_issues_alone(desk: Desk) -> None:
    refused = issue(desk, desk.folder / "out", approver="Ada")
    assert refused.code == 1
    assert "alone" in refused.err
    assert not (desk.folder / "out").exists()


def test_a_wrong_second_passphrase_writes_nothing(desk: Desk) -> None:
    desk.file("second", "not the passphrase at all")
    refused = issue(desk, desk.folder / "out")
    assert refused.code == 1
    assert not (desk.folder / "out").exists()


def test_a_folder_that_cannot_be_written_writes_nothing_and_releases_nothing(desk: Desk) -> None:
    below_a_file = Path(desk.file("file", "in the way")) / "out"
    refused = issue(desk, below_a_file)
    assert refused.code == 1
    assert "Nothing was released" in refused.err
    assert issue(desk, desk.folder / "out").code == 0


def test_a_folder_with_something_else_is_left_alone(desk: Desk) -> None:
    out = desk.folder / "out"
    out.mkdir()
    (out / "letter.txt").write_text("mine", "utf-8")
    refused = issue(desk, out)
    assert refused.code == 1
    assert [path.name for path in out.iterdir()] == ["letter.txt"]


def test_a_period_that_is_not_over_is_refused(desk: Desk) -> None:
    refused = issue(desk, desk.folder / "out", period="2099-Q1")
    assert refused.code == 1
    assert "not over" in refused.err


def test_quarters_are_issued_in_order(desk: Desk) -> None:
    assert issue(desk, desk.folder / "one", "2025-Q1").code == 0
    refused = issue(desk, desk.folder / "three", "2025-Q3")
    assert refused.code == 1
    assert "2025-Q2" in refused.err
    assert not (desk.folder / "three").exists()


def test_a_return_is_checked_without_a_vault(desk: Desk) -> None:
    out = desk.folder / "out"
    issued = issue(desk, out)
    key = issued.err.rpartition("fingerprint: ")[2].strip()
    checked = desk.run("return", "check", out, "--key", key)
    assert checked.code == 0, checked.err
    assert "nobody work out" in checked.err
    assert "in person" not in checked.err
    unnamed = desk.run("return", "check", out, "--json")
    assert unnamed.code == 0
    assert json.loads(unnamed.out)["passed"]
    assert "in person" in unnamed.err


def test_a_changed_return_does_not_pass(desk: Desk) -> None:
    out = desk.folder / "out"
    assert issue(desk, out).code == 0
    (out / "cells.csv").write_bytes((out / "cells.csv").read_bytes().replace(b",c\n", b",x\n", 1))
    checked = desk.run("return", "check", out)
    assert checked.code == 1
    assert "cells.csv is not the one that was signed" in checked.err
    assert "Traceback" not in checked.err
