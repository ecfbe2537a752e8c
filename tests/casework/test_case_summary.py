from datetime import timedelta

import pytest

from idva_desktop.casework import case_summary, records, risk
from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.leaving import case_sheets
from idva_desktop.casework.session import Session
from idva_desktop.casework.timeline import timeline
from idva_desktop.domain.errors import GateError, OutputError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import CaseSheet, CourtOrder, Exclusion, Perpetrator
from tests.casework.people import SUPERVISOR, Office
from tests.casework.test_risk import answered
from tests.documents.printed import metadata_of, words_of

SHEET: dict[str, Typed] = {
    "case_sheet.for_whom": "marac",
    "case_sheet.recipient": "The coordinator",
    "case_sheet.why": "To be heard on Tuesday",
    "case_sheet.parts": ["risk", "orders"],
}


@pytest.fixture
def worked(session: Session, case_id: str) -> str:
    risk.save_assessment(session, case_id, answered(15, why_now="A new incident"))
    ends = session.today + timedelta(days=30)
    order: dict[str, Typed] = {
        "court_order.order": "occupation",
        "court_order.expires_on": ends.isoformat(),
    }
    records.save_record(session, CourtOrder, case_id, order)
    known: dict[str, Typed] = {"perpetrator.police_link": "mps_officer"}
    records.save_record(session, Perpetrator, case_id, known)
    return case_id


def test_a_summary_knows_the_case_by_its_reference_alone(session: Session, worked: str) -> None:
    words = case_summary.plain_summary(session, worked)
    assert words.startswith(f"{the_case(session, worked).reference}\n")
    assert "Band: High" in words
    assert "Occupation order ends" in words
    for telling in ("Robin", "Example", "07700", "1988"):
        assert telling not in words


def test_a_summary_of_no_case_is_refused(session: Session) -> None:
    with pytest.raises(RefusedError):
        case_summary.plain_summary(session, "no such case")


def test_a_sheet_holds_what_was_ticked_and_nothing_else(
    session: Session, worked: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("out")
    place = case_sheets.print_sheet(session, worked, SHEET, folder)
    words = words_of(place.read_bytes())
    assert place.name == "marac-summary.pdf"
    assert "Given to The coordinator" in words
    assert "Occupation order" in words
    for left_out in ("MPS officer", "Robin", "07700"):
        assert left_out not in words
    assert "Robin" not in str(metadata_of(place.read_bytes()))


def test_printing_a_sheet_is_recorded_with_what_it_held_and_why(
    session: Session, worked: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    case_sheets.print_sheet(session, worked, SHEET, tmp_path_factory.mktemp("out"))
    held = session.vault.fetch(CaseSheet, owner=worked)[0]
    assert held.parts == ("risk", "orders")
    assert (held.printed_on, held.printed_by) == (session.today, session.name)
    assert any(each.title == "Sheet printed: MARAC" for each in timeline(session, worked))


@pytest.mark.parametrize("part", ["identity", "safe_contact"])
def test_who_it_is_and_how_to_reach_them_needs_a_reason(
    session: Session, worked: str, tmp_path_factory: pytest.TempPathFactory, part: str
) -> None:
    folder = tmp_path_factory.mktemp("out")
    typed = SHEET | {"case_sheet.parts": ["risk", part]}
    with pytest.raises(GateError) as refused:
        case_sheets.print_sheet(session, worked, typed, folder)
    assert [each.question for each in refused.value.missing] == ["why_identity"]
    assert not list(folder.iterdir())
    typed |= {"case_sheet.why_identity": "The form of this area asks for it"}
    words = words_of(case_sheets.print_sheet(session, worked, typed, folder).read_bytes())
    assert ("Robin" if part == "identity" else "07700 900142") in words


def test_others_print_no_name_before_they_said_why(
    office: Office,
    session: Session,
    worked: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    assert session is office.session
    typed = SHEET | {"case_sheet.parts": ["identity"], "case_sheet.why_identity": "Asked for"}
    with pytest.raises(RefusedError):
        case_sheets.print_sheet(
            office.change_places(SUPERVISOR), worked, typed, tmp_path_factory.mktemp("out")
        )


def test_what_cannot_be_written_is_not_recorded(
    session: Session, worked: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.raises(OutputError):
        case_sheets.print_sheet(session, worked, SHEET, tmp_path_factory.mktemp("out") / "gone")
    assert session.vault.count(CaseSheet, owner=worked) == 0


def test_a_sheet_of_nothing_is_not_printed(
    session: Session, case_id: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    typed = SHEET | {"case_sheet.parts": ["orders"]}
    with pytest.raises(GateError):
        case_sheets.print_sheet(session, case_id, typed, tmp_path_factory.mktemp("out"))


# Somebody must not know

PAT: dict[str, Typed] = {"exclusion.name": "Pat Marsh", "exclusion.why": "A colleague"}


def test_no_sheet_is_printed_for_somebody_who_must_not_know(
    session: Session, worked: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("out")
    records.save_record(session, Exclusion, worked, PAT)
    typed = SHEET | {"case_sheet.recipient": "DS Pat Marsh"}
    with pytest.raises(GateError) as refused:
        case_sheets.print_sheet(session, worked, typed, folder)
    (missing,) = refused.value.missing
    assert missing.question == "recipient"
    assert "Marsh" not in missing.words
    assert list(folder.iterdir()) == []
    assert session.vault.count(CaseSheet) == 0
    assert case_sheets.print_sheet(session, worked, SHEET, folder).exists()


def test_a_summary_is_copied_for_nobody_in_particular_where_all_may_know(
    session: Session, worked: str
) -> None:
    assert not case_summary.names_whom(session, worked)
    case_summary.note_copying(session, worked)
    assert session.vault.count(CaseSheet) == 0


@pytest.mark.parametrize("for_whom", ["", "  ", "pat marsh, IDVA"])
def test_a_summary_is_not_copied_for_nobody_or_for_who_must_not_know(
    session: Session, worked: str, for_whom: str
) -> None:
    records.save_record(session, Exclusion, worked, PAT)
    assert case_summary.names_whom(session, worked)
    before = len(session.vault.history(worked))
    with pytest.raises(RefusedError) as refused:
        case_summary.note_copying(session, worked, for_whom)
    assert "Marsh" not in str(refused.value)
    assert len(session.vault.history(worked)) == before


def test_for_whom_a_summary_was_copied_is_kept_with_the_case(session: Session, worked: str) -> None:
    records.save_record(session, Exclusion, worked, PAT)
    case_summary.note_copying(session, worked, "The duty manager")
    (left,) = session.vault.fetch(CaseSheet, owner=worked)
    assert (left.recipient, left.printed_on) == ("The duty manager", session.today)
