"""A code that no list has any more is shown, kept, printed and counted as it is."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from idva_desktop.casework import case_summary
from idva_desktop.casework.case_file import open_case
from idva_desktop.casework.cases import EVERYTHING, list_cases
from idva_desktop.casework.finding import find
from idva_desktop.casework.leaving.disclosure_text import Redaction, kept_sections, text_sections
from idva_desktop.casework.records import held_by, rows, save_record, typed_answers
from idva_desktop.casework.reporting.figures import figures
from idva_desktop.casework.reporting.kpi_board import kpi_board
from idva_desktop.casework.session import Save, Session
from idva_desktop.casework.supervision.review import review_items
from idva_desktop.casework.today import TodayIndex
from idva_desktop.documents.disclosure import disclosure_pdf
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.checks import CONFIRMED
from idva_desktop.domain.errors import DoubtError, GateError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.questions import Choice, Choices
from idva_desktop.domain.record import Record, Scope, answers_of, questions_of, record_types
from idva_desktop.domain.records import Case, CourtOrder, Employment, Identity, Need
from tests.casework.full_case import full_case
from tests.casework.people import SUPERVISOR, Office

GONE = "of_another_year"
_WHAT_MEASURES_ARE_OF = frozenset({"strand", "outcome"})
"""Codes that decide whether a case is counted at all; the contract names them."""
SHOWN = f"{GONE} (no longer in the list)"


def _coded(kind: type[Record]) -> dict[str, object]:
    """Return an answer that no list has to each coded question that a person answers."""
    return {
        name: (GONE,) if isinstance(asked, Choices) else GONE
        for name, asked in questions_of(kind).items()
        if isinstance(asked, Choice | Choices) and name not in _WHAT_MEASURES_ARE_OF
    }


def _all_gone(session: Session) -> str:
    """Return a case of which every coded answer is of a list that is gone."""
    case_id = full_case(session)
    client = session.vault.fetch(Identity)[0].owner
    owners = {Scope.CASE: case_id, Scope.CLIENT: client}
    saves = [
        Save(kind, held.id, held.owner, _coded(kind))
        for kind in record_types()
        if kind.scope in owners
        for held in session.vault.fetch(kind, owner=owners[kind.scope])
        if _coded(kind)
    ]
    assert len(saves) > 20
    session.save("save", saves)
    return case_id


def test_every_list_and_paper_shows_it(office: Office) -> None:
    case_id = _all_gone(office.session)
    session = office.session
    for kind in record_types():
        if kind.scope in (Scope.CASE, Scope.CLIENT):
            rows(session, kind, case_id)
    open_case(session, case_id)
    assert {row.id for row in list_cases(session, filters=EVERYTHING)} == {case_id}
    find(session, list_cases(session, filters=EVERYTHING), "Robin", EVERYTHING)
    case_summary.plain_summary(session, case_id)
    session.vault.history(case_id)
    released = text_sections(session, case_id)
    said = "\n".join("\n".join(each.entries) for each in released)
    assert said.count(SHOWN) > 20


def test_every_screen_of_the_supervisor_reads_and_each_case_is_counted_once(
    office: Office,
) -> None:
    case_id = _all_gone(office.session)
    session = office.change_places(SUPERVISOR)
    TodayIndex.read(session).picture(session, everybody=True)
    review_items(session)
    kpi_board(session)
    assert session.vault.fetch_one(Case, case_id) is not None


@pytest.mark.parametrize("kind", [Need, Employment, CourtOrder])
def test_a_change_beside_it_is_saved_and_the_code_is_kept(
    office: Office, kind: type[Record]
) -> None:
    case_id = _all_gone(office.session)
    session = office.session
    owner = held_by(session, kind, case_id)
    (before,) = session.vault.fetch(kind, owner=owner)
    typed = typed_answers(session, kind, before.id)
    try:
        save_record(session, kind, case_id, typed, before.id)
    except DoubtError as doubted:
        confirmed = {**typed, CONFIRMED: doubted.sentences}
        save_record(session, kind, case_id, confirmed, before.id)
    (after,) = session.vault.fetch(kind, owner=owner)
    assert answers_of(after) == answers_of(before)
    assert GONE in answers_of(after).values()


def test_a_code_that_no_list_has_cannot_be_chosen_anew(office: Office) -> None:
    case_id = _all_gone(office.session)
    session = office.session
    with pytest.raises(GateError):
        save_record(session, Need, case_id, {"need.area": GONE})
    (held,) = session.vault.fetch(Need, owner=case_id)
    typed: dict[str, Typed] = {**typed_answers(session, Need, held.id), "need.area": "another_gone"}
    with pytest.raises(GateError):
        save_record(session, Need, case_id, typed, held.id)


def test_it_is_printed_and_counted(office: Office) -> None:
    case_id = _all_gone(office.session)
    released = kept_sections(text_sections(office.session, case_id), Redaction(frozenset({"need"})))
    read = PdfReader(BytesIO(disclosure_pdf(released))).pages[0].extract_text()
    assert SHOWN in " ".join(read.split())
    session = office.change_places(SUPERVISOR)
    cells = [each for each in figures(session, Period.parse("2025-Q3")) if each.value]
    assert cells
