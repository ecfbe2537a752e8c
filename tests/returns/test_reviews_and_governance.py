"""Reviews that fall due, and what the service keeps of itself."""

from datetime import date

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.booking import book
from idva_desktop.returns.cells import Cell, CellKey, Status, figures
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import (
    AssessmentHistory,
    CaseHistory,
    ClosureHistory,
    PlanHistory,
    ReferralHistory,
    SupervisionHistory,
)
from idva_desktop.returns.measures import MEASURES, facts_of, service_facts
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.protect import protect
from idva_desktop.returns.service_history import (
    ComplaintHistory,
    IncidentHistory,
    ServiceHistory,
    SessionHistory,
)
from tests.returns.issued_years import SEED

QUARTER = Period.parse("2025-Q1")
BEGAN = date(2025, 4, 7)
SERVICE = ServiceHistory(
    complaints=[ComplaintHistory("a", date(2025, 5, 1)), ComplaintHistory("b", None)],
    incidents=[IncidentHistory("i", date(2025, 7, 1))],
    sessions=[SessionHistory("s", date(2025, 6, 1), 40), SessionHistory("t", date(2025, 6, 2))],
)


def reviewed(**parts: object) -> list[Fact]:
    told = {"support_started": BEGAN, **parts}
    history = CaseHistory(case="case", client="client", strand="IDVA", **told)  # type: ignore[arg-type]  # parts of a history
    return list(MEASURES["K17"].facts(history))


@pytest.mark.parametrize(
    ("band", "due"), [("high", date(2025, 5, 6)), ("medium", date(2025, 7, 7))]
)
def test_risk_is_due_again_by_its_band(band: str, due: date) -> None:
    first = AssessmentHistory("a", date(2025, 4, 8), "entry", band)
    (fact,) = reviewed(assessments=[first])
    assert (fact.day, fact.category, fact.met) == (due, "risk", False)
    again = AssessmentHistory("b", due, "review", band)
    assert reviewed(assessments=[first, again])[0].met


def test_a_plan_and_a_supervision_are_due_by_the_day_agreed() -> None:
    plan = PlanHistory("p", date(2025, 4, 10), date(2025, 4, 11), date(2025, 5, 12))
    draft = PlanHistory("q", date(2025, 5, 13), None, date(2025, 6, 13))
    talk = SupervisionHistory("s", date(2025, 4, 10), date(2025, 5, 10))
    again = SupervisionHistory("t", date(2025, 5, 10), None)
    found = reviewed(plans=[plan, draft], supervisions=[talk, again])
    assert [(fact.category, fact.unit, fact.met) for fact in found] == [
        ("plan", "p", False),
        ("supervision", "s", True),
    ]


def test_nothing_is_due_in_a_case_that_was_closed_before() -> None:
    plan = PlanHistory("p", date(2025, 4, 10), date(2025, 4, 11), date(2025, 5, 12))
    ends = ClosureHistory("c", date(2025, 5, 11))
    assert not reviewed(plans=[plan], closure=ends)
    assert reviewed(plans=[plan], closure=ends._replace(closed_on=date(2025, 5, 12)))
    assert not reviewed(plans=[plan], support_started=None)


def test_an_exit_assessment_asks_for_no_review() -> None:
    assert not reviewed(assessments=[AssessmentHistory("x", date(2025, 4, 8), "exit", "high")])


def transferred() -> CaseHistory:
    decided = ReferralHistory(
        "r", date(2025, 5, 1), decision="conflict_transferred", decided_on=date(2025, 5, 2)
    )
    return CaseHistory(case="case", client="client", strand="ISVA", referrals=[decided])


def test_governance_counts_what_the_service_keeps_and_those_who_came() -> None:
    facts = [*facts_of([transferred()], SERVICE)]
    cells = [cell for cell in figures(facts, MEASURES, QUARTER) if cell.key.measure == "K20"]
    assert {cell.key.category: cell.value for cell in cells} == {
        "complaint": 1,
        "data_incident": 0,
        "conflict_transfer": 1,
        "awareness_session": 2,
        "awareness_attendance": 40,
    }
    assert {(cell.key.strand, cell.key.dimension) for cell in cells} == {("_T", "event")}


def returned() -> dict[str, Cell]:
    facts = [*facts_of([transferred()], SERVICE)]
    lattice = Lattice(MEASURES, Pack.default(), [QUARTER], book(facts, MEASURES, [], QUARTER))
    cells = protect(lattice, [], Pack.default().cells(QUARTER, MEASURES), SEED).cells
    return {cell.key.category: cell for cell in cells if cell.key.measure == "K20"}


def test_complaints_incidents_and_sessions_are_shown_however_few_and_clients_are_not() -> None:
    cells = returned()
    assert {code for code, cell in cells.items() if cell.status is Status.WITHHELD} == {
        "conflict_transfer"
    }
    assert (cells["complaint"].value, cells["data_incident"].value) == (1, 0)
    assert cells["awareness_attendance"].value == 40


def test_transfers_are_by_definition_the_decisions_that_say_so() -> None:
    facts = [*facts_of([transferred()], SERVICE)]
    lattice = Lattice(MEASURES, Pack.default(), [QUARTER], book(facts, MEASURES, [], QUARTER))
    one = CellKey("2025-Q1", "K20", "count", "_T", "event", "conflict_transfer")
    other = CellKey("2025-Q1", "K02", "base", "_T", "decision", "conflict_transferred")
    tied = {**lattice.cell(one)} | dict.fromkeys(lattice.cell(other), -1)
    assert any(rule.form == tied and (rule.low, rule.high) == (0, 0) for rule in lattice.rules())


def test_what_the_service_keeps_has_no_strand_and_no_client() -> None:
    assert {fact.strand for fact in service_facts(SERVICE)} == {""}
