"""Import and figures from the command line."""

import json
from pathlib import Path

from tests.app.conftest import WORKBOOK, Desk

DATA = Path(__file__).parents[1] / "data"


def test_the_three_wrong_rows_come_back_and_everything_else_goes_in(blank_desk: Desk) -> None:
    report = blank_desk.folder / "report.json"
    done = blank_desk.run(
        "import", blank_desk.vault, WORKBOOK, "--report", report, *blank_desk.secrets()
    )
    assert done.code == 0, done.err
    written = json.loads(report.read_text("utf-8"))
    wrong = json.loads((DATA / "provider-workbook.bad-rows.json").read_text("utf-8"))
    assert [[row["sheet"], row["row"]] for row in written["refused"]] == [
        [sheet, row] for sheet, row, _ in wrong
    ]
    for row, (_, _, why) in zip(written["refused"], wrong, strict=True):
        assert set(row) == {"sheet", "row", "question", "reason"}
        assert row["reason"].split(":")[0] in (why, "impossible value")
    assert written["accepted"]["Contacts"] == 5535
    again = blank_desk.run("import", blank_desk.vault, WORKBOOK, "--json", *blank_desk.secrets())
    assert again.code == 0
    assert set(json.loads(again.out)["accepted"].values()) == {0}


def test_a_dry_run_writes_nothing(blank_desk: Desk) -> None:
    previewed = blank_desk.run(
        "import", blank_desk.vault, WORKBOOK, "--dry-run", "--json", *blank_desk.secrets()
    )
    assert previewed.code == 0, previewed.err
    assert json.loads(previewed.out)["accepted"]["Referrals"] == 455
    done = blank_desk.run("import", blank_desk.vault, WORKBOOK, "--json", *blank_desk.secrets())
    assert json.loads(done.out)["accepted"]["Referrals"] == 455


def test_a_file_that_is_no_workbook_is_a_sentence(blank_desk: Desk) -> None:
    other = blank_desk.file("notes.xlsx", "not a workbook")
    refused = blank_desk.run("import", blank_desk.vault, other, *blank_desk.secrets())
    assert refused.code == 1
    assert refused.err.count("\n") == 1
    assert "Traceback" not in refused.err


def test_json_figures_are_one_document_of_rows_as_in_the_file(desk: Desk) -> None:
    given = desk.run("figures", desk.vault, "--period", "2025-Q2", "--json", *desk.secrets())
    assert given.code == 0, given.err
    rows = json.loads(given.out)
    names = {"period", "measure", "part", "strand", "dimension", "category", "value", "status"}
    assert all(set(row) == names for row in rows)
    referrals = [
        row
        for row in rows
        if (row["measure"], row["strand"], row["dimension"]) == ("K01", "_T", "_T")
    ]
    truth = json.loads((DATA / "true-figures.json").read_text("utf-8"))
    assert [row["value"] for row in referrals] == [truth["2025-Q2"]["K01"]["_T"][0]]


def test_figures_are_for_the_supervisor_alone(desk: Desk) -> None:
    refused = desk.run(
        *("figures", desk.vault, "--period", "2025-Q2", "--member", "Sam"),
        *("--passphrase-file", desk.folder / "second"),
        *("--device-code-file", desk.folder / "code"),
    )
    assert refused.code == 1
    assert "supervisor" in refused.err


def test_a_period_that_does_not_exist_is_a_sentence(desk: Desk) -> None:
    refused = desk.run("figures", desk.vault, "--period", "2025-Q7", *desk.secrets())
    assert refused.code == 1
    assert "2025-Q2" in refused.err


def test_a_period_without_data_gives_noughts_and_no_rate(desk: Desk) -> None:
    given = desk.run("figures", desk.vault, "--period", "2031-Q1", "--json", *desk.secrets())
    assert given.code == 0, given.err
    counted = [row for row in json.loads(given.out) if row["measure"] in ("K01", "K03", "K15")]
    assert counted
    assert {row["value"] for row in counted if row["status"] == "A"} <= {0, None}
