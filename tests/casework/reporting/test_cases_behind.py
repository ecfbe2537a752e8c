"""Behind each figure stand cases: shown by reference, to whom may open them, and on record."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from idva_desktop.casework import intake, walls
from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.reporting.cases_behind import cases_behind
from idva_desktop.casework.reporting.figures import figures
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import AnswerError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.journal.acts import LEDGER_OWNER
from idva_desktop.returns.cells import CellKey
from idva_desktop.returns.measures import MEASURES
from tests.casework.people import PASSPHRASES, REFERRAL, ROLES, SUPERVISOR, WORKER, Office
from tests.casework.year_of_work import FIRST_QUARTER

SECOND_SUPERVISOR = "Supervisor D"
PASSPHRASES |= {SECOND_SUPERVISOR: "lemon gravel trumpet shore"}
ROLES |= {SECOND_SUPERVISOR: ROLES[SUPERVISOR]}
ALEX: dict[str, Typed] = REFERRAL | {
    "identity.given_name": "Alex",
    "identity.family_name": "Unrelated",
    "identity.date_of_birth": "1 Jan 1990",
    "identity.mobile": "07700 900111",
}
RECEIVED = CellKey("2025-Q3", "K01", "count")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Office]:
    """A worker and two supervisors; the worker took two referrals in."""
    made = Office(tmp_path / "vault", SECOND_SUPERVISOR)
    for typed in (REFERRAL, ALEX):
        intake.accept(made.session, typed)
    yield made
    made.close()


COUNTED_BY_CASE = (
    ("K01", "count"),
    ("K02", "met"),
    ("K03", "base"),
    ("K03", "suspended"),
    ("K05", "met"),
    ("K07", "base"),
    ("K09", "met"),
    ("K09", "unpaired"),
    ("K10", "base"),
    ("K13R", "met"),
    ("K14", "base"),
    ("K15", "count"),
    ("K16", "start"),
    ("K16", "opened"),
    ("K16", "closed"),
    ("K16", "end"),
    ("K19", "met"),
)


@pytest.mark.parametrize(("measure", "part"), COUNTED_BY_CASE)
def test_as_many_cases_stand_behind_a_figure_as_it_says(
    year_session: Session, measure: str, part: str
) -> None:
    period = Period.parse(FIRST_QUARTER)
    cells = [
        cell
        for cell in figures(year_session, period)
        if (cell.key.measure, cell.key.part) == (measure, part)
    ]
    some = [cell for cell in cells if cell.value][:12]
    assert some or part in {"suspended", "start"}
    for cell in some:
        assert len(cases_behind(year_session, cell.key)) == cell.value, cell.key


def test_met_and_not_met_make_the_base(year_session: Session) -> None:
    met, base, rest = (
        {case.id for case in cases_behind(year_session, CellKey("2025-FY", "K07", part))}
        for part in ("met", "base", "not_met")
    )
    assert met
    assert rest
    assert met | rest == base
    assert not met & rest


def test_behind_contacts_stand_their_cases_once(year_session: Session) -> None:
    found = cases_behind(year_session, CellKey(FIRST_QUARTER, "K22", "count"))
    assert found
    assert len({case.id for case in found}) == len(found)


def test_behind_what_the_service_keeps_of_itself_stands_no_case(year_session: Session) -> None:
    key = CellKey("2025-FY", "K20", "count", "_T", "event", "complaint")
    assert cases_behind(year_session, key) == ()


def test_cases_are_known_by_their_reference_alone(team: Office) -> None:
    session = team.change_places(SUPERVISOR)
    found = cases_behind(session, RECEIVED)
    assert [case.reference for case in found] == sorted(
        str(the_case(session, case.id).reference) for case in found
    )
    assert len(found) == 2
    assert "Robin" not in repr(found)


def test_looking_is_recorded_with_the_figure_and_how_many(team: Office) -> None:
    session = team.change_places(SUPERVISOR)
    cases_behind(session, RECEIVED)
    (looked,) = [act for act in session.vault.history(LEDGER_OWNER) if act.what == "read"]
    assert looked.notes == {"period": "2025-Q3", "form": "K01/count/_T/_T/_T", "count": 2}


def test_a_walled_case_is_not_listed_and_the_figure_stays_whole(team: Office) -> None:
    session = team.change_places(SUPERVISOR)
    hidden, seen = cases_behind(session, RECEIVED)
    walls.raise_wall(session, hidden.id, SECOND_SUPERVISOR, "Lives with the client")
    walled = team.change_places(SECOND_SUPERVISOR)
    assert cases_behind(walled, RECEIVED) == (seen,)
    true = {cell.key: cell.value for cell in figures(walled, Period.parse("2025-Q3"))}
    assert true[RECEIVED] == 2


def test_it_is_for_supervisors(team: Office) -> None:
    with pytest.raises(RefusedError, match="supervisor"):
        cases_behind(team.change_places(WORKER), RECEIVED)


def test_a_figure_that_is_not_there_has_no_cases(team: Office) -> None:
    assert "K77" not in MEASURES
    with pytest.raises(AnswerError, match="K77"):
        cases_behind(team.change_places(SUPERVISOR), CellKey("2025-Q3", "K77", "count"))
