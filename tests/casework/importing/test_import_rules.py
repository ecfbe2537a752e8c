"""What an import takes in, leaves out and says."""

import logging
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from idva_desktop.casework.importing.report import ImportReport
from idva_desktop.casework.importing.workbook import import_file
from idva_desktop.casework.reporting.figures import figures
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.progress import CancelledError, Progress, Stage, unwatched
from idva_desktop.domain.record import record_types
from idva_desktop.domain.records import (
    Case,
    Client,
    Contact,
    ContactPause,
    Identity,
    ImportedRow,
    Referral,
    RiskAssessment,
    SafeContact,
    SafetyPlan,
)
from idva_desktop.returns.cells import CellKey
from tests.casework.importing.made_workbook import Cell, write_plain
from tests.casework.importing.plain_truth import Rows


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def referral(ref: str = "R1", **answers: Cell) -> dict[str, Any]:
    row = {"Case ref": ref, "Date received": moment("2026-05-05T10:00"), "Service": "IDVA"}
    row |= {"Outcome of referral": "Accepted", "Decision date": date(2026, 5, 6)}
    return row | {name.replace("_", " "): value for name, value in answers.items()}


def contact(ref: str = "R1", **answers: Cell) -> dict[str, Any]:
    row = {"Case ref": ref, "Date / time": moment("2026-05-05T12:00"), "With": "Client"}
    row |= {"How": "Phone", "Result": "Successful", "Mins": 10}
    return row | answers


class Bring:
    """Imports rows as a workbook; each call writes a new one."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session = session
        self.folder = folder

    def __call__(
        self, rows: Rows, *, dry_run: bool = False, progress: Progress = unwatched
    ) -> ImportReport:
        path = write_plain(rows, self.folder / f"{new_id()}.xlsx")
        return import_file(self.session, path, dry_run=dry_run, progress=progress)


@pytest.fixture
def bring(session: Session, tmp_path: Path) -> Bring:
    return Bring(session, tmp_path)


def notes(report: ImportReport, sheet: str) -> list[tuple[int, str]]:
    return [(note.row, note.note) for note in report.notes if note.sheet == sheet]


def test_a_referral_makes_the_client_the_case_and_what_belongs_to_them(
    session: Session, bring: Bring
) -> None:
    row = referral(
        " r 1 ",
        First_name="Siân",
        Surname="Carter",
        DOB=date(1976, 6, 10),
        Safe_contact="No voicemail",
        Do_not_contact_from=date(2026, 5, 5),
        Started_support=date(2026, 5, 8),
        Worker="T.  Dunne",
    )
    bring({"Referrals": [row]})
    (case,) = session.vault.fetch(Case)
    (client,) = session.vault.fetch(Client)
    (identity,) = session.vault.fetch(Identity)
    (came,) = session.vault.fetch(Referral)
    assert (case.reference, case.strand, case.worker) == ("r 1", "IDVA", "T. Dunne")
    assert (case.client, case.support_started) == (client.id, date(2026, 5, 8))
    assert (identity.owner, identity.given_name, identity.family_name) == (
        client.id,
        "Siân",
        "Carter",
    )
    assert (came.owner, came.age_band, came.decision) == (case.id, "45_54", "accepted")
    assert session.vault.fetch(SafeContact)[0].rule == "no_voicemail"
    assert session.vault.fetch(ContactPause)[0].until_day is None


def test_a_blank_answer_stays_blank_and_counts_as_not_asked(session: Session, bring: Bring) -> None:
    bring({"Referrals": [referral(Sex="  ")]})
    assert session.vault.fetch(Client)[0].sex is None
    cells = {cell.key: cell.value for cell in figures(session, Period.parse("2026-Q1"))}
    assert cells[CellKey("2026-Q1", "K01", "count", "_T", "sex", "not_asked")] == 1


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("12.01.00", date(2000, 1, 12)),
        ("12.01.61", date(1961, 1, 12)),
        ("12/01/26", date(1926, 1, 12)),
        (date(2030, 1, 12), date(1930, 1, 12)),
    ],
)
def test_a_two_digit_birth_year_is_past(
    session: Session, bring: Bring, typed: Cell, born: date
) -> None:
    received = moment("2026-01-05T10:00")
    assert not bring({"Referrals": [referral(DOB=typed) | {"Date received": received}]}).refused
    assert session.vault.fetch(Identity)[0].date_of_birth == born


def test_a_birth_after_the_referral_typed_in_full_is_impossible(bring: Bring) -> None:
    (refused,) = bring({"Referrals": [referral(DOB="01/02/2031")]}).refused
    assert (refused.question, refused.reason) == (
        "DOB",
        "impossible date: a birth after the referral",
    )


def test_two_true_contacts_may_share_case_and_minute(session: Session, bring: Bring) -> None:
    rows: Rows = {"Referrals": [referral()], "Contacts": [contact(), contact()]}
    assert bring(rows).accepted["Contacts"] == 2
    assert bring(rows).unchanged["Contacts"] == 2
    rows["Contacts"].append(contact())
    assert bring(rows).accepted["Contacts"] == 1
    assert session.vault.count(Contact) == 3


def test_a_changed_row_is_said_and_not_added(session: Session, bring: Bring) -> None:
    rows: Rows = {"Referrals": [referral()], "Contacts": [contact(), contact(Mins=20)]}
    bring(rows)
    rows["Contacts"] = [contact(Mins=25), contact(), contact(Mins=30)]
    report = bring(rows)
    assert report.accepted["Contacts"] == 1  # one of them is new: three rows, two were in
    assert notes(report, "Contacts") == [
        (2, "changed since it was imported; what is in the vault was kept")
    ]
    assert sorted(held.minutes or 0 for held in session.vault.fetch(Contact)) == [10, 20, 30]


def test_a_row_typed_anew_in_another_form_is_the_same_row(bring: Bring) -> None:
    rows: Rows = {"Referrals": [referral()], "Contacts": [contact()]}
    bring(rows)
    typed = {
        "Case ref": "r1\u00a0",
        "Date / time": "5 May 2026 12:00",
        "How": " PHONE",
        "Mins": "10",
    }
    report = bring({"Referrals": [referral(" R1")], "Contacts": [contact() | typed]})
    assert report.unchanged["Referrals"] == report.unchanged["Contacts"] == 1
    assert not report.notes


def test_an_unknown_code_refuses_its_row_and_is_never_echoed(bring: Bring) -> None:
    report = bring({"Referrals": [referral(Service="MARKER-7391")]})
    (refused,) = report.refused
    assert (refused.sheet, refused.row, refused.question) == ("Referrals", 2, "Service")
    assert refused.reason == "impossible value: not one of the list"
    assert "MARKER" not in str(report.to_plain())


def test_rows_of_a_refused_case_are_refused_too(bring: Bring) -> None:
    report = bring({"Referrals": [referral(Service="nothing")], "Contacts": [contact()]})
    assert [(row.sheet, row.row) for row in report.refused] == [("Referrals", 2), ("Contacts", 2)]


def test_a_further_referral_of_a_case_is_counted_and_makes_no_second_client(
    session: Session, bring: Bring
) -> None:
    again = referral() | {"Date received": moment("2026-08-05T10:00")}
    report = bring({"Referrals": [referral(), again]})
    assert report.accepted["Referrals"] == 2
    assert notes(report, "Referrals")[0] == (3, "a further referral of a case that is here already")
    assert (session.vault.count(Client), session.vault.count(Referral)) == (1, 2)
    cells = {cell.key: cell.value for cell in figures(session, Period.parse("2026-FY"))}
    assert cells[CellKey("2026-FY", "K01", "count")] == 2


def test_a_case_made_by_hand_is_not_doubled_and_takes_its_contacts(
    session: Session, bring: Bring
) -> None:
    case = new_id()
    session.save("save", [Save(Case, case, case, {"reference": "R1", "strand": "ISVA"})])
    report = bring({"Referrals": [referral()], "Contacts": [contact()]})
    assert report.accepted["Referrals"] == 0
    assert notes(report, "Referrals")[0][1].startswith("a case with this reference was made here")
    assert [held.owner for held in session.vault.fetch(Contact)] == [case]


def test_oddities_are_noted_and_go_in(bring: Bring) -> None:
    early = moment("2026-05-04T12:00")
    report = bring(
        {
            "Referrals": [
                referral(First_name="Zoë", Surname="Khan", Started_support=date(2026, 5, 5)),
                referral("R2", First_name="ZOË", Surname="khan", Outcome_of_referral=None),
            ],
            "Contacts": [contact() | {"Date / time": early}, contact()],
            "Justice": [
                {
                    "Case ref": "R1",
                    "Process": "Criminal",
                    "Stage": "Charged",
                    "Date": date(2026, 8, 1),
                }
            ],
            "Closures": [
                {"Case ref": "R1", "Closed": date(2026, 7, 1)},
                {"Case ref": "R2", "Closed": date(2026, 7, 1)},
            ],
        }
    )
    assert not report.refused
    assert notes(report, "Referrals") == [
        (2, "support began before the decision"),
        (3, "Outcome of referral is blank, so figures that need it leave the row out"),
        (3, "the same name as in row 2: is it the same person?"),
    ]
    assert [row for row, _ in notes(report, "Contacts")] == [2]
    assert notes(report, "Justice") == [(2, "the step is after the case was closed")]
    assert notes(report, "Closures") == [
        (3, "closed, but support never began; not counted among closures")
    ]


def test_a_preview_says_the_same_and_writes_nothing(session: Session, bring: Bring) -> None:
    rows: Rows = {"Referrals": [referral()], "Contacts": [contact()]}
    preview = bring(rows, dry_run=True)
    assert not any(session.vault.count(kind) for kind in record_types())
    assert bring(rows).to_plain() == preview.to_plain()


def test_a_cancelled_import_leaves_nothing(session: Session, bring: Bring) -> None:
    def stop_while_writing(stage: Stage) -> None:
        if stage.stage == "Writing the records" and stage.done == 2:
            raise CancelledError

    rows: Rows = {"Referrals": [referral(f"R{number}") for number in range(5)]}
    with pytest.raises(CancelledError):
        bring(rows, progress=stop_while_writing)
    assert not any(session.vault.count(kind) for kind in record_types())
    assert bring(rows).accepted["Referrals"] == 5
    assert session.vault.audit().findings == ()


def test_the_wait_is_told_stage_by_stage(bring: Bring) -> None:
    stages: list[Stage] = []
    bring({"Referrals": [referral()]}, progress=stages.append)
    assert [stage.stage for stage in stages] == [
        "Reading the workbook",
        "Checking the rows",
        "Looking for conflicts",
        "Writing the records",
        "Writing the records",
    ]
    assert (stages[-1].done, stages[-1].total) == (1, 1)


def test_notes_of_any_length_and_script_come_through(session: Session, bring: Bring) -> None:
    words = "Siân 王小明 مريم नीता Łódź 👩🏽‍🚒 \u202eabc\u202c a\u0301 \u200fשלום — line\nline"
    long = "x" * 32_000
    rows: Rows = {
        "Referrals": [referral(First_name=words.splitlines()[0], Surname="ﬁ")],
        "Contacts": [contact(Notes=words), contact(Notes=long)],
    }
    assert not bring(rows).refused
    assert session.vault.fetch(Identity)[0].given_name == " ".join(words.splitlines()[0].split())
    assert [held.note for held in session.vault.fetch(Contact)] == [words, long]


def test_numbers_typed_as_text_are_numbers(session: Session, bring: Bring) -> None:
    rows: Rows = {
        "Referrals": [referral()],
        "Contacts": [contact(Mins=" 15 "), contact(Mins=15.0), contact(Mins="15.0")],
        "Risk": [{"Case ref": "R1", "Date": "3 Mar 2026", "RIC score": "7", "Risk level": "HIGH"}],
    }
    assert not bring(rows).refused
    assert [held.minutes for held in session.vault.fetch(Contact)] == [15, 15, 15]
    assert session.vault.fetch(RiskAssessment)[0].score == 7


def test_plans_are_numbered_and_say_whether_they_were_approved(
    session: Session, bring: Bring
) -> None:
    plans: list[dict[str, Any]] = [
        {"Case ref": "R1", "Plan date": date(2026, 5, 8), "Signed off": date(2026, 5, 9)},
        {"Case ref": "R1", "Plan date": date(2026, 6, 8)},
    ]
    bring({"Referrals": [referral()], "Plans": plans})
    assert [(plan.version, plan.state) for plan in session.vault.fetch(SafetyPlan)] == [
        (1, "approved"),
        (2, "draft"),
    ]


def test_no_value_of_a_row_is_in_a_log_or_beside_a_hash(
    session: Session, bring: Bring, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rows: Rows = {
        "Referrals": [referral(First_name="MARKER-7391"), referral("R2", DOB="MARKER-7391")],
        "Contacts": [contact("MARKER-7391"), contact(Mins="MARKER-7391")],
    }
    report = bring(rows)
    assert len(report.refused) == 3
    assert "MARKER" not in caplog.text
    assert "MARKER" not in str(report.to_plain())
    for held in session.vault.fetch(ImportedRow):
        assert len(held.content or "") == len(held.key or "") == 64


def test_a_workbook_of_headings_alone_brings_nothing(bring: Bring) -> None:
    report = bring({})
    assert not any(report.accepted.values())
    assert not report.refused


def test_a_step_of_another_process_does_not_go_in(bring: Bring) -> None:
    step = {"Case ref": "R1", "Date": date(2026, 6, 1), "Reason": None}
    rows: Rows = {
        "Referrals": [referral()],
        "Justice": [
            step | {"Process": "Misconduct", "Stage": "Charged"},
            step | {"Process": "Misconduct", "Stage": "Allegation"},
        ],
    }
    report = bring(rows)
    assert [(each.row, each.question, each.reason) for each in report.refused] == [
        (2, "Stage", "impossible value: it does not go with the rest of the row")
    ]
    assert report.accepted["Justice"] == 1
