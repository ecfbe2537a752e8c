from datetime import timedelta

import pytest

from idva_desktop.casework import records, sharing
from idva_desktop.casework.second_person import prove
from idva_desktop.casework.session import Session
from idva_desktop.domain.checks import CONFIRMED
from idva_desktop.domain.errors import DoubtError, GateError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import AgencyAction, Exclusion, Sharing
from tests.casework.people import PASSPHRASES, SUPERVISOR, WORKER, Office

BY_CONSENT: dict[str, Typed] = {
    "sharing.recipient": "Housing partner",
    "sharing.purpose": "A move",
    "sharing.scope_words": "Size of the household",
    "sharing.basis": "consent",
    "sharing.consented_on": "18 Nov 2025",
    "sharing.shared_on": "19 Nov 2025",
}
WITHOUT: dict[str, Typed] = {
    "sharing.recipient": "Children’s services",
    "sharing.purpose": "A child at risk",
    "sharing.scope_words": "What was seen on Tuesday",
    "sharing.basis": "safeguarding",
    "sharing.basis_reason": "Asking would warn the other parent",
}


def _held(session: Session, record_id: str) -> Sharing:
    held = session.vault.fetch_one(Sharing, record_id)
    assert held is not None
    return held


def _refused(
    session: Session, case_id: str, typed: dict[str, Typed], held: str | None = None
) -> set[str]:
    with pytest.raises(GateError) as refused:
        records.save_record(session, Sharing, case_id, typed, held)
    return {each.question for each in refused.value.missing}


def test_sharing_by_consent_asks_nobody_else(session: Session, case_id: str) -> None:
    held = _held(session, records.save_record(session, Sharing, case_id, BY_CONSENT))
    assert (held.state, held.asked_by, held.approved_by) == ("by_consent", None, None)
    assert sharing.waiting_sharings(session) == []


def test_consent_has_a_day_and_no_other_basis_is_without_its_reason(
    session: Session, case_id: str
) -> None:
    undated = {k: v for k, v in BY_CONSENT.items() if k != "sharing.consented_on"}
    assert _refused(session, case_id, undated) == {"consented_on"}
    unreasoned = {k: v for k, v in WITHOUT.items() if k != "sharing.basis_reason"}
    assert _refused(session, case_id, unreasoned) == {"basis_reason"}


def test_sharing_without_consent_waits_for_a_supervisor(session: Session, case_id: str) -> None:
    held = _held(session, records.save_record(session, Sharing, case_id, WITHOUT))
    assert (held.state, held.asked_by) == ("waiting", WORKER)
    assert held.asked_on == session.today
    assert [each.id for each in sharing.waiting_sharings(session)] == [held.id]


def test_nothing_is_shared_before_it_is_approved(session: Session, case_id: str) -> None:
    shared = WITHOUT | {"sharing.shared_on": "today"}
    assert _refused(session, case_id, shared) == {"shared_on"}
    assert session.vault.count(Sharing, owner=case_id) == 0


def test_to_save_a_life_nobody_waits_but_a_supervisor_reads_it(
    session: Session, case_id: str
) -> None:
    typed = WITHOUT | {"sharing.basis": "vital_interests", "sharing.shared_on": "today"}
    held = _held(session, records.save_record(session, Sharing, case_id, typed))
    assert (held.state, held.shared_on) == ("waiting", session.today)


def test_a_worker_cannot_approve_and_nobody_approves_their_own(
    office: Office, session: Session, case_id: str
) -> None:
    record_id = records.save_record(session, Sharing, case_id, WITHOUT)
    with pytest.raises(RefusedError):
        sharing.approve_sharing(session, case_id, record_id)
    supervising = office.change_places(SUPERVISOR)
    own = records.save_record(supervising, Sharing, case_id, WITHOUT)
    with pytest.raises(RefusedError, match="your own"):
        sharing.approve_sharing(supervising, case_id, own)


def test_whoever_wrote_some_of_it_is_no_second_person(
    office: Office, session: Session, case_id: str
) -> None:
    record_id = records.save_record(session, Sharing, case_id, WITHOUT)
    supervising = office.change_places(SUPERVISOR)
    wider = WITHOUT | {"sharing.scope_words": "Everything"}
    records.save_record(supervising, Sharing, case_id, wider, record_id)
    assert _held(supervising, record_id).asked_by == WORKER
    with pytest.raises(RefusedError, match="your own"):
        sharing.approve_sharing(supervising, case_id, record_id)
    assert _held(supervising, record_id).state == "waiting"


def test_who_is_excluded_while_a_sharing_waits_is_told_nothing(
    office: Office, session: Session, case_id: str
) -> None:
    record_id = records.save_record(session, Sharing, case_id, WITHOUT)
    supervising = office.change_places(SUPERVISOR)
    unit: dict[str, Typed] = {
        "exclusion.unit": "Children’s services",
        "exclusion.why": "Works there",
    }
    with pytest.raises(DoubtError, match="Mend this") as doubted:
        records.save_record(supervising, Exclusion, case_id, unit)
    unit[CONFIRMED] = doubted.value.sentences
    records.save_record(supervising, Exclusion, case_id, unit)
    with pytest.raises(RefusedError, match="must not know"):
        sharing.approve_sharing(supervising, case_id, record_id)
    assert _held(supervising, record_id).state == "waiting"


def test_a_second_member_approves_at_the_workers_desk_in_their_own_name(
    session: Session, case_id: str
) -> None:
    record_id = records.save_record(session, Sharing, case_id, WITHOUT)
    with prove(session, SUPERVISOR, PASSPHRASES[SUPERVISOR]) as second:
        sharing.approve_sharing(session, case_id, record_id, second)
    assert _held(session, record_id).approved_by == SUPERVISOR
    last = session.vault.history(case_id, record_id)[-1]
    assert last.member_id != session.vault.member.id


def test_an_approved_sharing_may_be_shared_and_a_change_waits_anew(
    office: Office, session: Session, case_id: str
) -> None:
    record_id = records.save_record(session, Sharing, case_id, WITHOUT)
    sharing.approve_sharing(office.change_places(SUPERVISOR), case_id, record_id)
    held = _held(office.session, record_id)
    assert (held.state, held.approved_by, held.approved_on) == (
        "approved",
        SUPERVISOR,
        office.session.today,
    )
    working = office.change_places(WORKER)
    shared = WITHOUT | {"sharing.shared_on": "today"}
    records.save_record(working, Sharing, case_id, shared, record_id)
    assert _held(working, record_id).state == "approved"
    wider = shared | {"sharing.scope_words": "Everything"}
    assert _refused(working, case_id, wider, record_id) == {"shared_on"}
    records.save_record(
        working, Sharing, case_id, WITHOUT | {"sharing.scope_words": "Everything"}, record_id
    )
    held = _held(working, record_id)
    assert (held.state, held.approved_by, held.asked_by) == ("waiting", None, WORKER)


def test_a_refusal_says_why_and_holds_until_the_sharing_is_changed(
    office: Office, session: Session, case_id: str
) -> None:
    record_id = records.save_record(session, Sharing, case_id, WITHOUT)
    supervising = office.change_places(SUPERVISOR)
    with pytest.raises(RefusedError, match="Say why"):
        sharing.refuse_sharing(supervising, case_id, record_id, " ")
    sharing.refuse_sharing(supervising, case_id, record_id, "Ask the client first")
    assert _held(supervising, record_id).state == "refused"
    with pytest.raises(RefusedError):
        sharing.approve_sharing(supervising, case_id, record_id)
    working = office.change_places(WORKER)
    records.save_record(working, Sharing, case_id, WITHOUT, record_id)
    assert _held(working, record_id).refusal == "Ask the client first"
    records.save_record(working, Sharing, case_id, BY_CONSENT, record_id)
    assert _held(working, record_id).state == "by_consent"


def test_a_sharing_of_another_case_is_not_approved_here(
    office: Office, session: Session, case_id: str
) -> None:
    record_id = records.save_record(session, Sharing, case_id, WITHOUT)
    with pytest.raises(RefusedError):
        sharing.approve_sharing(office.change_places(SUPERVISOR), "another", record_id)


@pytest.mark.parametrize(
    ("name", "day"),
    [("shared_on", "17 Nov 2025"), ("expires_on", "17 Nov 2025"), ("withdrawn_on", "17 Nov 2025")],
)
def test_days_out_of_order_are_refused(session: Session, case_id: str, name: str, day: str) -> None:
    assert name in _refused(session, case_id, BY_CONSENT | {f"sharing.{name}": day})


def test_nothing_is_shared_after_consent_is_withdrawn(session: Session, case_id: str) -> None:
    late = {"sharing.withdrawn_on": "18 Nov 2025", "sharing.shared_on": "19 Nov 2025"}
    assert _refused(session, case_id, BY_CONSENT | late) == {"shared_on"}


def test_what_an_agency_owes_is_met_on_a_day(session: Session, case_id: str) -> None:
    owed: dict[str, Typed] = {
        "agency_action.agency": "Housing",
        "agency_action.what": "New locks",
        "agency_action.due": (session.today + timedelta(days=3)).isoformat(),
        "agency_action.state": "done",
    }
    with pytest.raises(GateError) as refused:
        records.save_record(session, AgencyAction, case_id, owed)
    assert [each.question for each in refused.value.missing] == ["done_on"]
