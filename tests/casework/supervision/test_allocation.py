from datetime import timedelta

import pytest

from idva_desktop.casework import intake, records
from idva_desktop.casework.cases import Filters, case_row, list_cases
from idva_desktop.casework.drafts import keep, kept
from idva_desktop.casework.session import Save, Session
from idva_desktop.casework.supervision import allocation
from idva_desktop.casework.walls import raise_wall
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Allocation, Case, Cover, Exclusion, Referral, SafeContact
from idva_desktop.domain.roles import Role
from tests.casework.people import REFERRAL, SUPERVISOR, WORKER, Office, close_with_second

REASON: dict[str, Typed] = {"allocation.reason": "Worker A leaves the service."}


def _worker(session: Session, case_id: str) -> str:
    row = case_row(session, case_id)
    assert row is not None
    return row.worker


def test_cases_are_moved_together_in_one_act_with_the_reason(office: Office) -> None:
    cases = [intake.accept(office.session, REFERRAL) for _ in range(3)]
    supervisor = office.change_places(SUPERVISOR)
    keep(supervisor, allocation.DRAFT, allocation.FORM, REASON, "")
    allocation.reallocate_typed(supervisor, cases[:2], SUPERVISOR, REASON)
    assert kept(supervisor, allocation.DRAFT) is None
    assert [_worker(supervisor, case) for case in cases] == [SUPERVISOR, SUPERVISOR, WORKER]
    held = supervisor.vault.fetch(Allocation)
    assert {(each.worker, each.allocated_by) for each in held} == {(SUPERVISOR, SUPERVISOR)}
    acts = {
        entry.act
        for case in cases[:2]
        for entry in supervisor.vault.history(case)
        if entry.what == "allocate"
    }
    assert len(acts) == 1


def test_a_case_is_not_moved_without_a_reason_or_to_nobody(office: Office, case_id: str) -> None:
    supervisor = office.change_places(SUPERVISOR)
    with pytest.raises(GateError) as refused:
        allocation.reallocate_typed(supervisor, [case_id], SUPERVISOR, {})
    assert [one.question for one in refused.value.missing] == ["reason"]
    with pytest.raises(GateError):
        allocation.reallocate_typed(supervisor, [case_id], "", REASON)
    with pytest.raises(RefusedError, match="Nobody of that name"):
        allocation.reallocate_typed(supervisor, [case_id], "Stranger", REASON)
    with pytest.raises(RefusedError, match="No case is chosen"):
        allocation.reallocate_typed(supervisor, [], SUPERVISOR, REASON)
    assert _worker(supervisor, case_id) == WORKER


def test_only_a_supervisor_moves_cases(session: Session, case_id: str) -> None:
    with pytest.raises(RefusedError, match="Only a supervisor"):
        allocation.reallocate(session, [case_id], SUPERVISOR, "Because")


def test_nothing_is_moved_where_one_case_is_closed(office: Office) -> None:
    cases = [intake.accept(office.session, REFERRAL) for _ in range(2)]
    close_with_second(office.session, cases[1])
    supervisor = office.change_places(SUPERVISOR)
    with pytest.raises(RefusedError, match="is not open"):
        allocation.reallocate(supervisor, cases, SUPERVISOR, "Because")
    assert _worker(supervisor, cases[0]) == WORKER


def test_a_first_worker_needs_the_strand_and_a_safe_way_to_make_contact(
    office: Office, case_id: str
) -> None:
    supervisor = office.change_places(SUPERVISOR)
    case = supervisor.vault.fetch_one(Case, case_id)
    assert case is not None
    assert case.client is not None
    (rule,) = supervisor.vault.fetch(SafeContact, owner=case.client)
    supervisor.save(
        "save",
        [
            Save(Case, case_id, case_id, {"worker": None, "strand": None}),
            Save(SafeContact, rule.id, case.client, {"channels": None}),
        ],
    )
    with pytest.raises(GateError) as refused:
        allocation.reallocate(supervisor, [case_id], WORKER, "First allocation")
    missing = refused.value.missing
    assert [one.question for one in missing] == [case_id, f"{case_id}/safe_contact"]
    reference = case.reference or ""
    assert [one.words.removeprefix(f"{reference}: ") for one in missing] == [
        "Choose which support the case is about",
        "Record how the client can be contacted safely",
    ]


def test_who_must_not_know_of_a_case_is_not_given_it(office: Office) -> None:
    cases = [intake.accept(office.session, REFERRAL) for _ in range(2)]
    supervisor = office.change_places(SUPERVISOR)
    saves = [Save(Case, case_id, case_id, {"worker": None}) for case_id in cases]
    excluded = Save(Exclusion, "1" * 32, cases[0], {"name": WORKER})
    supervisor.save("save", [*saves, excluded])
    with pytest.raises(GateError) as refused:
        allocation.reallocate(supervisor, cases, WORKER, "Because")
    assert [one.question for one in refused.value.missing] == [cases[0]]
    assert "must not know of it" in refused.value.missing[0].words
    assert _worker(supervisor, cases[1]) == ""


def test_nobody_is_given_a_first_case_of_which_nobody_asked_who_must_not_know(
    office: Office, case_id: str
) -> None:
    supervisor = office.change_places(SUPERVISOR)
    (referral,) = supervisor.vault.fetch(Referral, owner=case_id)
    unasked = Save(Referral, referral.id, case_id, {"kept_from": None})
    supervisor.save("save", [Save(Case, case_id, case_id, {"worker": None}), unasked])
    with pytest.raises(GateError) as refused:
        allocation.reallocate(supervisor, [case_id], WORKER, "First allocation")
    (missing,) = refused.value.missing
    assert missing.question == f"{case_id}/referral"
    assert "kept from knowing" in missing.words
    supervisor.save("save", [Save(Referral, referral.id, case_id, {"kept_from": "yes"})])
    with pytest.raises(GateError) as refused:
        allocation.reallocate(supervisor, [case_id], WORKER, "First allocation")
    assert refused.value.missing[0].question == f"{case_id}/exclusions"
    excluded: dict[str, Typed] = {"exclusion.name": "Pat Marsh", "exclusion.why": "A colleague"}
    records.save_record(supervisor, Exclusion, case_id, excluded)
    allocation.reallocate(supervisor, [case_id], WORKER, "First allocation")
    assert _worker(supervisor, case_id) == WORKER


def test_nobody_covers_a_case_of_which_they_must_not_know(office: Office) -> None:
    cases = [intake.accept(office.session, REFERRAL) for _ in range(2)]
    supervisor = office.change_places(SUPERVISOR)
    third = "Worker C"
    words = "violet anchor saddle prune"
    supervisor.vault.add_member(name=third, roles=frozenset({Role.CASEWORKER}), passphrase=words)
    raise_wall(supervisor, cases[0], third, "They share a house.")
    typed = COVER | {"cover.covered_by": third}
    with pytest.raises(GateError) as refused:
        records.save_record(supervisor, Cover, Scope.SERVICE, typed)
    (missing,) = refused.value.missing
    case = supervisor.vault.fetch_one(Case, cases[0])
    assert case is not None
    assert missing.question == "covered_by"
    assert case.reference is not None
    assert case.reference in missing.words
    assert "house" not in missing.words
    close_with_second(office.change_places(WORKER), cases[0])
    supervisor = office.change_places(SUPERVISOR)
    assert records.save_record(supervisor, Cover, Scope.SERVICE, typed)


def test_who_is_walled_from_a_client_is_not_given_the_case(office: Office, case_id: str) -> None:
    supervisor = office.change_places(SUPERVISOR)
    supervisor.save("save", [Save(Case, case_id, case_id, {"worker": None})])
    raise_wall(supervisor, case_id, WORKER, "They share a house.")
    with pytest.raises(GateError) as refused:
        allocation.reallocate(supervisor, [case_id], WORKER, "Because")
    assert "must not know of it" in refused.value.missing[0].words
    assert _worker(supervisor, case_id) == ""


COVER: dict[str, Typed] = {
    "cover.away": WORKER,
    "cover.covered_by": SUPERVISOR,
    "cover.from_on": "20 Nov 2025",
    "cover.until_on": "27 Nov 2025",
    "cover.reason": "Leave",
}


def _mine(session: Session) -> list[str]:
    return [row.id for row in list_cases(session, filters=Filters(mine=True))]


def test_covered_cases_are_mine_while_the_cover_lasts(office: Office, case_id: str) -> None:
    supervisor = office.change_places(SUPERVISOR)
    assert _mine(supervisor) == []
    records.save_record(supervisor, Cover, Scope.SERVICE, COVER)
    assert _mine(supervisor) == [case_id]
    assert _worker(supervisor, case_id) == WORKER
    office.clock.at += timedelta(days=8)
    assert _mine(supervisor) == []


def test_who_covers_is_a_caseworker_here_and_somebody_else(office: Office) -> None:
    supervisor = office.change_places(SUPERVISOR)
    for changed in ({"cover.covered_by": "Stranger"}, {"cover.covered_by": WORKER}):
        with pytest.raises(GateError) as refused:
            records.save_record(supervisor, Cover, Scope.SERVICE, COVER | changed)
        assert [one.question for one in refused.value.missing] == ["covered_by"]
    with pytest.raises(GateError) as refused:
        records.save_record(
            supervisor, Cover, Scope.SERVICE, COVER | {"cover.until_on": "1 Nov 2025"}
        )
    assert [one.question for one in refused.value.missing] == ["until_on"]


def test_a_caseworker_gives_nobody_cover(session: Session) -> None:
    with pytest.raises(RefusedError, match="supervisor"):
        records.save_record(session, Cover, Scope.SERVICE, COVER)
