import pytest

from idva_desktop.casework import identity, records
from idva_desktop.casework.case_file import banner
from idva_desktop.casework.drafts import keep, kept
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import GateError, ReasonNeededError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Case, Cover, Identity, IdentityAsking
from tests.casework.people import SUPERVISOR, WORKER, Office
from tests.casework.supervision.test_allocation import COVER

WHY: dict[str, Typed] = {"identity_asking.why": "To ring her while the worker is ill."}
NUMBER = "07700 900142"


def _readings(session: Session, case_id: str) -> list[str]:
    """Return who read the identity, one entry an act."""
    acts = {
        entry.act: entry.member_id
        for entry in session.vault.history(case_id)
        if entry.what == "identity"
    }
    names = {member.id: member.name for member in session.vault.members()}
    return [names[member] for member in acts.values()]


def _rule(session: Session, case_id: str) -> str:
    return " ".join(words for _icon, words in banner(session, case_id).rule)


def test_the_cases_worker_is_not_asked_but_the_reading_is_an_act(
    session: Session, case_id: str
) -> None:
    shown = {line.label: line.words for line in identity.identity_of(session, case_id)}
    assert shown["First name"] == "Robin"
    identity.identity_of(session, case_id)
    assert _readings(session, case_id) == [WORKER]
    assert NUMBER in _rule(session, case_id)


def test_anybody_else_sees_the_reference_only_until_they_say_why(
    office: Office, case_id: str
) -> None:
    supervisor = office.change_places(SUPERVISOR)
    assert NUMBER not in _rule(supervisor, case_id)
    with pytest.raises(RefusedError, match="Say first why"):
        identity.identity_of(supervisor, case_id)
    with pytest.raises(GateError):
        identity.ask_identity(supervisor, case_id, {"identity_asking.why": "  "})
    assert _readings(supervisor, case_id) == []
    keep(supervisor, identity.asking_draft(case_id), identity.FORM, WHY, "")
    identity.ask_identity(supervisor, case_id, WHY)
    assert kept(supervisor, identity.asking_draft(case_id)) is None
    assert NUMBER in {line.words for line in identity.identity_of(supervisor, case_id)}
    assert NUMBER in _rule(supervisor, case_id)
    assert _readings(supervisor, case_id) == [SUPERVISOR]
    (asked,) = supervisor.vault.fetch(IdentityAsking, owner=case_id)
    assert (asked.why, asked.asked_by) == (WHY["identity_asking.why"], SUPERVISOR)


def test_what_was_asked_for_holds_for_that_session_only(office: Office, case_id: str) -> None:
    supervisor = office.change_places(SUPERVISOR)
    identity.ask_identity(supervisor, case_id, WHY)
    again = office.change_places(SUPERVISOR)
    with pytest.raises(RefusedError):
        identity.identity_of(again, case_id)


def _identity(session: Session, case_id: str) -> Identity:
    case = session.vault.fetch_one(Case, case_id)
    assert case is not None
    assert case.client is not None
    (held,) = session.vault.fetch(Identity, owner=case.client)
    return held


def test_no_list_and_no_form_tells_who_it_is_before_the_reason(
    office: Office, case_id: str
) -> None:
    supervisor = office.change_places(SUPERVISOR)
    held = _identity(supervisor, case_id)
    shown = records.rows(supervisor, Identity, case_id)
    assert [(row.id, set(row.cells)) for row in shown] == [(held.id, {""})]
    with pytest.raises(ReasonNeededError):
        records.typed_answers(supervisor, Identity, held.id)
    renamed: dict[str, Typed] = {"identity.given_name": "Alex", "identity.family_name": "Example"}
    with pytest.raises(ReasonNeededError):
        records.save_record(supervisor, Identity, case_id, renamed, held.id)
    assert _readings(supervisor, case_id) == []
    identity.ask_identity(supervisor, case_id, WHY)
    typed = records.typed_answers(supervisor, Identity, held.id)
    assert typed["identity.given_name"] == "Robin"


def test_opening_the_record_is_the_reading(session: Session, case_id: str) -> None:
    records.typed_answers(session, Identity, _identity(session, case_id).id)
    assert _readings(session, case_id) == [WORKER]


def test_whoever_covers_is_not_asked(office: Office, case_id: str) -> None:
    supervisor = office.change_places(SUPERVISOR)
    records.save_record(supervisor, Cover, Scope.SERVICE, COVER)
    assert identity.identity_of(supervisor, case_id)
    assert _readings(supervisor, case_id) == [SUPERVISOR]
