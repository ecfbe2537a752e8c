"""Recording earlier returns from the command line."""

import json

from tests.app.conftest import Desk, Outcome

SENT = """period,measure,part,strand,value
2024-Q4,K01,count,IDVA,41
2024-Q4,K01,count,ISVA,12
2024-Q4,K01,count,BOTH,
2024-Q4,K01,count,_T,56
"""


def record(desk: Desk, words: str = SENT, *more: str, approver: str = "Sam") -> Outcome:
    return desk.run(
        *("return", "record", desk.vault, desk.file("sent.csv", words), *desk.secrets(), *more),
        *("--approver", approver, "--approver-passphrase-file", desk.folder / "second"),
    )


def test_an_earlier_return_is_recorded_and_what_it_gave_away_is_said(desk: Desk) -> None:
    made = record(desk)
    assert made.code == 0, made.err
    assert "Recorded: 2024-Q4, 3 figures" in made.err
    assert "K01 Referrals, Both: 3, follows from other figures" in made.err
    assert not made.out
    issued = desk.run(
        *("return", "issue", desk.vault, "--period", "2025-Q1", "--out", desk.folder / "out"),
        *desk.secrets(),
        *("--approver", "Sam", "--approver-passphrase-file", desk.folder / "second"),
    )
    assert issued.code == 0, issued.err
    late = record(desk, SENT.replace("2024-Q4", "2024-Q3"))
    assert late.code == 1
    assert "Returns were issued already" in late.err


def test_the_findings_are_one_json_document(desk: Desk) -> None:
    made = record(desk, SENT, "--json")
    assert made.code == 0, made.err
    told = json.loads(made.out)
    assert told["periods"] == ["2024-Q4"]
    assert told["figures"] == 3
    [loss] = [each for each in told["given_away"] if each["measure"] == "K01"]
    assert (loss["strand"], loss["low"], loss["high"], loss["was_shown"]) == ("BOTH", 3, 3, False)


def test_a_fault_is_said_with_its_row_and_nothing_is_entered(desk: Desk) -> None:
    refused = record(desk, SENT.replace("12", "twelve"))
    assert refused.code == 1
    assert "Row 3: The value is no whole number." in refused.err
    assert "Traceback" not in refused.err
    assert record(desk).code == 0


def test_nobody_records_alone(desk: Desk) -> None:
    refused = record(desk, approver="Ada")
    assert refused.code == 1
    assert "alone" in refused.err
    assert record(desk).code == 0


def test_without_a_second_person_it_is_wrong_usage(desk: Desk) -> None:
    given = desk.run("return", "record", desk.vault, desk.file("sent.csv", SENT), *desk.secrets())
    assert given.code == 2
