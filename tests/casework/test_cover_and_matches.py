"""Whoever covers comes to know who the clients are: they are kept from one side of each match."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from idva_desktop.casework import intake, walls
from idva_desktop.casework.cases import list_cases
from idva_desktop.casework.other_side import is_at_the_other_side
from idva_desktop.casework.records import save_record
from idva_desktop.casework.session import Save, Session
from idva_desktop.casework.supervision.allocation import reallocate
from idva_desktop.domain.errors import GateError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Case, Cover, DeclaredRelationship, Match, Perpetrator, Wall
from tests.casework.people import (
    PASSPHRASES,
    REFERRAL,
    ROLES,
    SUPERVISOR,
    WORKER,
    Office,
    spellings,
)
from tests.casework.test_conflict_walls import ALEX, COLLEAGUE, ROBIN_ACCUSES_SAM, SAM

THIRD = "Worker E"
PASSPHRASES |= {THIRD: "mellow cobalt finch ladder"}
ROLES |= {THIRD: ROLES[WORKER]}


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Office]:
    """Three workers and a supervisor at one vault; Worker A sits there."""
    made = Office(tmp_path / "vault", COLLEAGUE, THIRD)
    yield made
    made.close()


def seen(session: Session) -> set[str]:
    return {row.id for row in list_cases(session)}


def cover(session: Session, away: str, by: str, *, until: str = "27 Nov 2025") -> str:
    typed: dict[str, Typed] = {
        "cover.away": away,
        "cover.covered_by": by,
        "cover.from_on": "20 Nov 2025",
        "cover.until_on": until,
        "cover.reason": "Leave",
    }
    return save_record(session, Cover, Scope.SERVICE, typed)


def both_sides(team: Office) -> tuple[str, str]:
    """Robin's case is Worker A's and accuses Sam, whose case is Worker C's."""
    robin = intake.accept(team.session, ROBIN_ACCUSES_SAM)
    sam = intake.accept(team.change_places(COLLEAGUE), SAM)
    return robin, sam


def test_who_works_for_the_other_side_does_not_cover(team: Office) -> None:
    both_sides(team)
    supervisor = team.change_places(SUPERVISOR)
    with pytest.raises(GateError) as refused:
        cover(supervisor, WORKER, COLLEAGUE)
    assert {missing.question for missing in refused.value.missing} == {"covered_by"}
    assert supervisor.vault.count(Cover) == 0


@pytest.mark.parametrize("spelt", spellings(COLLEAGUE))
def test_who_works_for_the_other_side_is_known_however_their_name_is_spelt(
    team: Office, spelt: str
) -> None:
    robin, sam = both_sides(team)
    team.session.save("import", [Save(Case, sam, sam, {"worker": spelt})])
    supervisor = team.change_places(SUPERVISOR)
    with pytest.raises(GateError):
        cover(supervisor, COLLEAGUE, WORKER)
    assert is_at_the_other_side(supervisor, robin, COLLEAGUE)
    assert not is_at_the_other_side(supervisor, robin, THIRD)


def test_who_covers_one_side_is_walled_from_the_other(team: Office) -> None:
    robin, sam = both_sides(team)
    assert {robin, sam} <= seen(team.change_places(THIRD))
    cover(team.change_places(SUPERVISOR), WORKER, THIRD)
    session = team.change_places(THIRD)
    assert robin in seen(session)
    assert sam not in seen(session)


def test_a_likeness_found_while_somebody_covers_parts_them_too(team: Office) -> None:
    robin = intake.accept(team.session, ROBIN_ACCUSES_SAM)
    cover(team.change_places(SUPERVISOR), WORKER, THIRD)
    sam = intake.accept(team.change_places(COLLEAGUE), SAM)
    assert sam not in seen(team.change_places(THIRD))
    assert robin in seen(team.change_places(THIRD))


def test_who_covered_and_works_for_the_other_side_keeps_their_own_only(team: Office) -> None:
    robin = intake.accept(team.session, REFERRAL)
    sam = intake.accept(team.change_places(COLLEAGUE), SAM)
    cover(team.change_places(SUPERVISOR), WORKER, COLLEAGUE)
    accused = {k: v for k, v in ROBIN_ACCUSES_SAM.items() if k.startswith("perpetrator.")}
    save_record(team.change_places(WORKER), Perpetrator, robin, accused)
    session = team.change_places(COLLEAGUE)
    assert sam in seen(session)
    assert robin not in seen(session)


def test_a_case_given_to_somebody_who_is_covered_parts_whoever_covers(team: Office) -> None:
    robin, sam = both_sides(team)
    supervisor = team.change_places(SUPERVISOR)
    alex = intake.accept(team.change_places(SUPERVISOR), ALEX)
    reallocate(team.change_places(SUPERVISOR), [alex], THIRD, "Room for one more")
    supervisor = team.change_places(SUPERVISOR)
    cover(supervisor, THIRD, COLLEAGUE)
    reallocate(supervisor, [robin], THIRD, "Worker A leaves")
    session = team.change_places(COLLEAGUE)
    assert {sam, alex} <= seen(session)
    assert robin not in seen(session)


def test_a_match_that_is_somebody_else_lets_them_see_again(team: Office) -> None:
    _, sam = both_sides(team)
    cover(team.change_places(SUPERVISOR), WORKER, THIRD)
    supervisor = team.change_places(SUPERVISOR)
    (waiting,) = walls.matches_waiting(supervisor)
    walls.settle_match(supervisor, waiting.id, founded=False, reason="Another of that name")
    assert sam in seen(team.change_places(THIRD))


def test_a_member_who_is_named_as_alleged_perpetrator_is_walled(team: Office) -> None:
    accused: dict[str, Typed] = {"perpetrator.given_name": "Worker", "perpetrator.family_name": "E"}
    robin = intake.accept(team.session, REFERRAL | accused)
    assert robin not in seen(team.change_places(THIRD))
    assert robin in seen(team.change_places(COLLEAGUE))
    supervisor = team.change_places(SUPERVISOR)
    with pytest.raises(GateError):
        cover(supervisor, WORKER, THIRD)
    with pytest.raises(GateError):
        reallocate(supervisor, [robin], THIRD, "Moves")
    (waiting,) = walls.matches_waiting(supervisor)
    assert (waiting.about, waiting.others) == (THIRD, ())
    walls.settle_match(supervisor, waiting.id, founded=False, reason="Another of that name")
    assert robin in seen(team.change_places(THIRD))
    assert cover(team.change_places(SUPERVISOR), WORKER, THIRD)


def test_who_declared_the_client_does_not_cover(team: Office) -> None:
    robin = intake.accept(team.session, REFERRAL)
    declared: dict[str, Typed] = {
        "declared_relationship.given_name": "Robin",
        "declared_relationship.family_name": "Example",
        "declared_relationship.date_of_birth": "14 June 1988",
        "declared_relationship.relationship": "friend",
    }
    save_record(team.change_places(THIRD), DeclaredRelationship, Scope.SERVICE, declared)
    assert robin not in seen(team.change_places(THIRD))
    supervisor = team.change_places(SUPERVISOR)
    with pytest.raises(GateError):
        cover(supervisor, WORKER, THIRD)


def test_a_cover_of_strangers_raises_nothing(team: Office) -> None:
    intake.accept(team.session, REFERRAL)
    intake.accept(team.change_places(COLLEAGUE), ALEX)
    supervisor = team.change_places(SUPERVISOR)
    cover(supervisor, WORKER, COLLEAGUE)
    door = supervisor.vault.beyond_walls()
    assert (door.fetch(Match), door.fetch(Wall)) == ([], [])


@pytest.mark.parametrize("spelt", spellings(COLLEAGUE))
def test_whoever_covers_for_a_worker_whose_name_is_spelt_otherwise_is_parted_too(
    team: Office, spelt: str
) -> None:
    sam = intake.accept(team.change_places(COLLEAGUE), SAM)
    team.session.save("import", [Save(Case, sam, sam, {"worker": spelt})])
    cover(team.change_places(SUPERVISOR), COLLEAGUE, THIRD)
    robin = intake.accept(team.change_places(WORKER), ROBIN_ACCUSES_SAM)
    assert robin not in seen(team.change_places(COLLEAGUE))
    assert robin not in seen(team.change_places(THIRD))
    assert sam in seen(team.session)
