"""Police couples and colleagues: matched at referral, walled at once, handed to a supervisor."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from idva_desktop.casework import drafts, intake, walls
from idva_desktop.casework.case_file import open_case, the_case
from idva_desktop.casework.cases import list_cases
from idva_desktop.casework.records import rows, save_record, typed_answers
from idva_desktop.casework.session import Save, Session
from idva_desktop.casework.supervision.allocation import reallocate
from idva_desktop.casework.undo import undo
from idva_desktop.casework.wall_forms import decision_draft, match_form
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.form import Typed, read_form
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import (
    Case,
    DeclaredRelationship,
    Exclusion,
    Identity,
    Match,
    Perpetrator,
    Wall,
)
from tests.casework.people import PASSPHRASES, REFERRAL, ROLES, SUPERVISOR, WORKER, Office

COLLEAGUE, SECOND_SUPERVISOR = "Worker C", "Supervisor D"
PASSPHRASES |= {
    COLLEAGUE: "violet anchor saddle prune",
    SECOND_SUPERVISOR: "lemon gravel trumpet shore",
}
ROLES |= {COLLEAGUE: ROLES[WORKER], SECOND_SUPERVISOR: ROLES[SUPERVISOR]}

ROBIN_ACCUSES_SAM: dict[str, Typed] = REFERRAL | {
    "perpetrator.given_name": "Sam",
    "perpetrator.family_name": "Sampleton",
    "perpetrator.date_of_birth": "3 May 1985",
}
SAM: dict[str, Typed] = REFERRAL | {
    "identity.given_name": "Sam",
    "identity.family_name": "Sampleton",
    "identity.date_of_birth": "3 May 1985",
    "identity.mobile": "07700 900999",
}
SAM_ACCUSES_ROBIN: dict[str, Typed] = SAM | {
    "perpetrator.given_name": "Robin",
    "perpetrator.family_name": "Example",
    "perpetrator.date_of_birth": "14 June 1988",
}
ALEX: dict[str, Typed] = SAM | {
    "identity.given_name": "Alex",
    "identity.family_name": "Unrelated",
    "identity.date_of_birth": "1 Jan 1990",
    "identity.mobile": "07700 900111",
}


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Office]:
    """Two workers and two supervisors at one vault; Worker A sits there."""
    made = Office(tmp_path / "vault", COLLEAGUE, SECOND_SUPERVISOR)
    yield made
    made.close()


def seen(session: Session) -> set[str]:
    return {row.id for row in list_cases(session)}


@pytest.mark.parametrize(
    ("first", "second"),
    [(ROBIN_ACCUSES_SAM, SAM), (SAM, ROBIN_ACCUSES_SAM), (ROBIN_ACCUSES_SAM, SAM_ACCUSES_ROBIN)],
    ids=["the accused comes", "the client comes", "each accuses the other"],
)
def test_a_match_walls_each_client_from_the_others_worker(
    team: Office, first: dict[str, Typed], second: dict[str, Typed]
) -> None:
    one = intake.accept(team.session, first)
    session = team.change_places(COLLEAGUE)
    other = intake.accept(session, second)
    assert seen(session) == {other}
    with pytest.raises(RefusedError, match="not here"):
        open_case(session, one)
    session = team.change_places(WORKER)
    assert seen(session) == {one}
    session = team.change_places(SUPERVISOR)
    assert seen(session) == {one, other}
    (waiting,) = walls.matches_waiting(session)
    assert waiting.sure
    references = {the_case(session, case).reference for case in (one, other)}
    assert {*waiting.references, *waiting.others} == references
    assert {row.name for row in walls.walls(session)} == {WORKER, COLLEAGUE}


def test_one_worker_cannot_have_both_so_the_new_case_waits_for_a_supervisor(team: Office) -> None:
    one = intake.accept(team.session, ROBIN_ACCUSES_SAM)
    other = intake.accept(team.session, SAM)
    assert seen(team.session) == {one}
    session = team.change_places(SUPERVISOR)
    assert the_case(session, other).worker is None
    with pytest.raises(GateError) as refused:
        reallocate(session, [other], WORKER, "Mistaken")
    assert [one.question for one in refused.value.missing] == [other]
    reallocate(session, [other], COLLEAGUE, "No conflict")
    assert the_case(session, other).worker == COLLEAGUE
    session = team.change_places(COLLEAGUE)
    assert seen(session) == {other}


def test_the_perpetrator_named_later_is_matched_too(team: Office) -> None:
    one = intake.accept(team.session, REFERRAL)
    session = team.change_places(COLLEAGUE)
    other = intake.accept(session, SAM)
    assert seen(session) == {one, other}
    session = team.change_places(WORKER)
    named: dict[str, Typed] = {
        "perpetrator.given_name": "Samm",
        "perpetrator.family_name": "Sampleton",
    }
    save_record(session, Perpetrator, one, named)
    assert seen(session) == {one}
    assert one in session.take_touched()
    session = team.change_places(SUPERVISOR)
    (waiting,) = walls.matches_waiting(session)
    assert not waiting.sure


def test_client_and_alleged_perpetrator_of_one_case_are_not_one_person(session: Session) -> None:
    swapped: dict[str, Typed] = REFERRAL | {
        "perpetrator.given_name": "Robin",
        "perpetrator.family_name": "Example",
    }
    with pytest.raises(GateError) as refused:
        intake.accept(session, swapped)
    assert [(one.kind, one.question) for one in refused.value.missing] == [
        ("perpetrator", "given_name")
    ]
    assert session.vault.count(Case) == 0
    case = intake.accept(session, ROBIN_ACCUSES_SAM)
    (identity,) = session.vault.fetch(Identity)
    typed = typed_answers(session, Identity, identity.id)
    typed |= {key: words for key, words in SAM.items() if key.startswith("identity.")}
    with pytest.raises(GateError):
        save_record(session, Identity, case, typed, identity.id)


def test_a_declared_relationship_walls_whoever_declared_it(team: Office) -> None:
    declared: dict[str, Typed] = {
        "declared_relationship.given_name": "Sam",
        "declared_relationship.family_name": "Sampleton",
        "declared_relationship.relationship": "family",
    }
    save_record(team.session, DeclaredRelationship, Scope.SERVICE, declared)
    assert len(rows(team.session, DeclaredRelationship, Scope.SERVICE)) == 1
    session = team.change_places(COLLEAGUE)
    assert rows(session, DeclaredRelationship, Scope.SERVICE) == []
    case = intake.accept(session, SAM)
    assert seen(session) == {case}
    session = team.change_places(WORKER)
    assert seen(session) == set()
    session = team.change_places(SUPERVISOR)
    (waiting,) = walls.matches_waiting(session)
    assert waiting.about == WORKER


def test_what_is_declared_later_walls_from_clients_that_are_here(team: Office) -> None:
    session = team.change_places(COLLEAGUE)
    case = intake.accept(session, SAM)
    session = team.change_places(WORKER)
    assert seen(session) == {case}
    declared: dict[str, Typed] = {
        "declared_relationship.given_name": "Sam",
        "declared_relationship.family_name": "Sampleton",
        "declared_relationship.relationship": "friend",
    }
    save_record(session, DeclaredRelationship, Scope.SERVICE, declared)
    assert seen(session) == set()


def test_an_excluded_member_is_walled_and_is_never_given_the_case(team: Office) -> None:
    case = intake.accept(team.session, REFERRAL)
    excluded: dict[str, Typed] = {"exclusion.name": COLLEAGUE, "exclusion.why": "Shares a house"}
    save_record(team.session, Exclusion, case, excluded)
    session = team.change_places(SUPERVISOR)
    with pytest.raises(GateError) as refused:
        reallocate(session, [case], COLLEAGUE, "Leave")
    assert [one.question for one in refused.value.missing] == [case]
    by_another_way = Save(Case, case, case, {"worker": COLLEAGUE})
    with pytest.raises(RefusedError, match="cannot be given"):
        session.save("save", [by_another_way])
    (row,) = walls.walls(session)
    assert row.name == COLLEAGUE
    session = team.change_places(COLLEAGUE)
    assert seen(session) == set()


def test_a_duplicate_of_a_walled_client_is_told_to_a_supervisor_only(team: Office) -> None:
    one = intake.accept(team.session, REFERRAL)
    session = team.change_places(SUPERVISOR)
    walls.raise_wall(session, one, COLLEAGUE, "Neighbours")
    session = team.change_places(COLLEAGUE)
    reading = read_form(intake.intake_form(short=False), REFERRAL, session.clock())
    assert intake.likely_duplicates(session, reading) == []
    again = intake.accept(session, REFERRAL)
    assert seen(session) == {again}
    assert not session.vault.fetch(Match)
    assert not session.vault.fetch(Wall)
    session = team.change_places(SUPERVISOR)
    (waiting,) = walls.matches_waiting(session)
    assert waiting.others == (the_case(session, one).reference,)


def test_a_walled_supervisor_does_not_see_the_item_and_another_does(team: Office) -> None:
    session = team.change_places(SUPERVISOR)
    one = intake.accept(session, ROBIN_ACCUSES_SAM)
    session = team.change_places(COLLEAGUE)
    other = intake.accept(session, SAM)
    session = team.change_places(SUPERVISOR)
    assert seen(session) == {one}
    assert walls.matches_waiting(session) == []
    assert {row.references for row in walls.walls(session)} == {(the_case(session, one).reference,)}
    session = team.change_places(SECOND_SUPERVISOR)
    assert len(walls.matches_waiting(session)) == 1
    assert seen(session) == {one, other}


def test_what_was_somebody_else_lifts_its_walls_and_is_not_raised_again(team: Office) -> None:
    one = intake.accept(team.session, ROBIN_ACCUSES_SAM)
    session = team.change_places(COLLEAGUE)
    other = intake.accept(session, SAM)
    session = team.change_places(SUPERVISOR)
    (waiting,) = walls.matches_waiting(session)
    with pytest.raises(RefusedError, match="Say why"):
        walls.settle_match(session, waiting.id, founded=False, reason=" ")
    walls.settle_match(session, waiting.id, founded=False, reason="Another Sam")
    assert not walls.matches_waiting(session)
    assert not walls.walls(session)
    (held,) = session.vault.fetch(Perpetrator, owner=one)
    typed = typed_answers(session, Perpetrator, held.id)
    save_record(session, Perpetrator, one, typed | {"perpetrator.same_team": "yes"}, held.id)
    assert walls.matches_waiting(session) == []
    session = team.change_places(WORKER)
    assert seen(session) == {one, other}


def test_a_wall_is_confirmed_and_lifted_with_a_reason_by_a_supervisor_only(team: Office) -> None:
    case = intake.accept(team.session, REFERRAL)
    for deny in (walls.walls, walls.matches_waiting):
        with pytest.raises(RefusedError):
            deny(team.session)
    with pytest.raises(RefusedError):
        walls.raise_wall(team.session, case, COLLEAGUE, "Neighbours")
    session = team.change_places(SUPERVISOR)
    for name, words in ((SUPERVISOR, "another supervisor"), ("Nobody", "Nobody of that name")):
        with pytest.raises(RefusedError, match=words):
            walls.raise_wall(session, case, name, "Why not")
    wall = walls.raise_wall(session, case, COLLEAGUE, "Neighbours")
    with pytest.raises(RefusedError, match="already"):
        walls.raise_wall(session, case, COLLEAGUE, "Again")
    walls.confirm_wall(session, wall, "Asked both")
    assert case in session.take_touched()
    walls.lift_wall(session, wall, "Moved away")
    with pytest.raises(RefusedError):
        walls.lift_wall(session, wall, "Twice")
    said = [entry.what for entry in session.vault.history(Scope.WALLS)]
    assert {"raise_wall", "confirm_wall", "lift_wall"} <= set(said)


def test_taking_a_step_back_lifts_no_wall(team: Office) -> None:
    one = intake.accept(team.session, REFERRAL)
    session = team.change_places(COLLEAGUE)
    intake.accept(session, SAM)
    session = team.change_places(WORKER)
    named: dict[str, Typed] = {
        "perpetrator.given_name": "Sam",
        "perpetrator.family_name": "Sampleton",
    }
    save_record(session, Perpetrator, one, named)
    undo(session)
    assert session.vault.count(Perpetrator) == 0
    assert seen(session) == {one}


def test_people_who_have_nothing_to_do_with_each_other_are_left_alone(team: Office) -> None:
    one = intake.accept(team.session, ROBIN_ACCUSES_SAM)
    session = team.change_places(COLLEAGUE)
    other = intake.accept(session, ALEX)
    assert seen(session) == {one, other}
    assert session.vault.beyond_walls().count(Wall) == 0


def test_what_a_supervisor_began_to_decide_waits_behind_a_wall_raised_since(team: Office) -> None:
    one = intake.accept(team.session, ROBIN_ACCUSES_SAM)
    session = team.change_places(COLLEAGUE)
    intake.accept(session, SAM)
    session = team.change_places(SUPERVISOR)
    (waiting,) = walls.matches_waiting(session)
    key = decision_draft(match_form(), waiting.id)
    drafts.keep(session, key, match_form().name, {"match.decision": "Quetzalcoatlus"}, "")
    session = team.change_places(SECOND_SUPERVISOR)
    wall = walls.raise_wall(session, one, SUPERVISOR, "Neighbours")
    session = team.change_places(SUPERVISOR)
    assert drafts.all_kept(session) == []
    session = team.change_places(SECOND_SUPERVISOR)
    walls.lift_wall(session, wall, "Moved")
    session = team.change_places(SUPERVISOR)
    assert [draft.key for draft in drafts.all_kept(session)] == [key]
