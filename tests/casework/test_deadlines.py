"""Rules over real vaults: one entry in the contract's file adds one, and records settle them."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from idva_desktop.casework import contacts, records, risk, support
from idva_desktop.casework.case_file import open_case
from idva_desktop.casework.deadlines import case_dates, dues_of
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.casework.today import Part, TodayIndex
from idva_desktop.domain import contract as contract_module
from idva_desktop.domain.contract import contract
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import (
    AbuseIncident,
    AgencyAction,
    CourtOrder,
    MaracEpisode,
    OnwardReferral,
    SafetyPlan,
    TriggerEvent,
    WorkplaceMeasure,
)
from tests.casework.test_contacts import TEXTED
from tests.casework.test_risk import answered
from tests.domain.rule_days import Plain, shipped

UseContract = Callable[[Plain], None]


@pytest.fixture
def use_contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[UseContract]:
    """Put another contract file in the place of the shipped one."""

    def use(plain: Plain) -> None:
        file = tmp_path / "contract.json"
        file.write_text(json.dumps(plain), "utf-8")
        monkeypatch.setattr(contract_module, "shipped_text", lambda _name: file.read_text("utf-8"))
        contract.cache_clear()

    yield use
    monkeypatch.undo()
    contract.cache_clear()


def _rules(session: Session, case_id: str) -> set[str]:
    return {due.rule_id for due in dues_of(session, case_id)}


def test_one_entry_in_the_file_adds_a_rule(
    session: Session, case_id: str, use_contract: UseContract
) -> None:
    plain = shipped()
    plain["rules"].append(
        {
            "id": "bail_check",
            "source": "the contract, schedule 2",
            "asks": "Ask whether bail still stands",
            "because": "Within {limit} of the order",
            "from": {
                "record": "court_order",
                "day": "made_on",
                "where": {"order": ["bail_conditions"]},
            },
            "within": {"days": 21},
            "opens": "orders",
        }
    )
    use_contract(plain)
    assert "bail_check" not in _rules(session, case_id)
    typed = {"court_order.order": "bail_conditions", "court_order.made_on": "3 Nov 2025"}
    records.save_record(session, CourtOrder, case_id, typed)
    asked = next(due for due in dues_of(session, case_id) if due.rule_id == "bail_check")
    assert (asked.what, asked.by) == ("Ask whether bail still stands", date(2025, 11, 24))
    assert (asked.rule, asked.opens) == ("Within 21 days of the order", "orders")
    assert asked in open_case(session, case_id).due
    shown = TodayIndex.read(session).picture(session)
    assert "Ask whether bail still stands" in [item.what for item in shown.parts[Part.NEXT]]


def test_a_rule_may_read_what_the_client_holds(
    session: Session, case_id: str, use_contract: UseContract
) -> None:
    plain = shipped()
    plain["rules"].append(
        {
            "id": "rule_checked",
            "source": "the design, Safe contact",
            "asks": "Check the safe-contact rule",
            "because": "At least every {limit}",
            "from": {"record": "safe_contact", "day": "verified_on", "only_last": True},
            "within": {"months": 3},
        }
    )
    use_contract(plain)
    assert "rule_checked" not in _rules(session, case_id)


def test_something_changed_asks_for_a_new_assessment_until_it_is_made(
    session: Session, case_id: str
) -> None:
    support.begin_support(session, case_id, session.today)
    risk.save_assessment(session, case_id, answered(9) | {"risk_assessment.on": "19/11/2025"})
    assert "risk_again" not in _rules(session, case_id)
    typed = {"trigger_event.event": "separation", "trigger_event.on": "today"}
    records.save_record(session, TriggerEvent, case_id, typed)
    assert "risk_again" in _rules(session, case_id)
    risk.save_assessment(session, case_id, answered(9))
    assert "risk_again" not in _rules(session, case_id)


def test_high_risk_asks_for_a_marac_decision_until_one_is_recorded(
    session: Session, case_id: str
) -> None:
    support.begin_support(session, case_id, session.today)
    risk.save_assessment(session, case_id, answered(15))
    assert {"marac_decision", "risk_signed"} <= _rules(session, case_id)
    typed = {"marac_episode.met_on": "today", "marac_episode.not_referred_reason": "Not yet safe"}
    records.save_record(session, MaracEpisode, case_id, typed)
    assert not {"marac_decision", "marac_referral"} & _rules(session, case_id)


def test_a_further_incident_after_a_marac_is_a_repeat(session: Session, case_id: str) -> None:
    typed: dict[str, Typed] = {
        "marac_episode.met_on": "1 Nov 2025",
        "marac_episode.referred_on": "3 Nov 2025",
    }
    records.save_record(session, MaracEpisode, case_id, typed)
    changed = {"trigger_event.event": "new_incident", "trigger_event.on": "18 Nov 2025"}
    records.save_record(session, TriggerEvent, case_id, changed)
    assert case_dates(session, case_id).marac_repeated == (date(2025, 11, 18),)
    assert "marac_repeat" in _rules(session, case_id)


@pytest.mark.parametrize(("happened", "repeat"), [("17 Nov 2025", True), ("about May 2024", False)])
def test_a_recorded_incident_is_a_repeat_by_the_day_on_which_it_happened(
    session: Session, case_id: str, happened: str, *, repeat: bool
) -> None:
    typed: dict[str, Typed] = {
        "marac_episode.met_on": "1 Nov 2025",
        "marac_episode.referred_on": "3 Nov 2025",
    }
    records.save_record(session, MaracEpisode, case_id, typed)
    incident: dict[str, Typed] = {
        "abuse_incident.learned_on": "18 Nov 2025",
        "abuse_incident.happened": happened,
    }
    records.save_record(session, AbuseIncident, case_id, incident)
    learned = (date(2025, 11, 18),) if repeat else ()
    assert case_dates(session, case_id).marac_repeated == learned
    assert ("marac_repeat" in _rules(session, case_id)) == repeat


def test_a_case_that_is_not_there_has_no_dates(session: Session) -> None:
    assert dues_of(session, "nothing") == []


def test_the_last_contact_is_read_where_a_rule_asks_for_it(
    session: Session, case_id: str, use_contract: UseContract
) -> None:
    contacts.log_contact(session, case_id, TEXTED)
    assert case_dates(session, case_id).last_contact is None
    plain = shipped()
    plain["rules"].append(
        {
            "id": "in_touch",
            "source": "the design",
            "asks": "Be in touch",
            "because": "At least every {limit}",
            "from": "last_contact",
            "within": {"days": 28},
            "suspends": True,
        }
    )
    use_contract(plain)
    asked = next(due for due in dues_of(session, case_id) if due.rule_id == "in_touch")
    assert asked.by == date(2025, 12, 18)


def test_what_was_taken_off_settles_nothing_more(session: Session, case_id: str) -> None:
    order_id = new_id()
    answers = {"order": "bail_conditions", "breached_on": session.today}
    session.save("save", [Save(CourtOrder, order_id, case_id, answers)])
    support.begin_support(session, case_id, session.today)
    risk.save_assessment(session, case_id, answered(9) | {"risk_assessment.on": "19/11/2025"})
    assert "risk_again" in _rules(session, case_id)
    records.remove_record(session, CourtOrder, case_id, order_id)
    assert "risk_again" not in _rules(session, case_id)


@pytest.mark.parametrize(
    ("rule", "kind", "day", "settled"),
    [
        ("agency_due", AgencyAction, "due", {"state": "done"}),
        ("workplace_due", WorkplaceMeasure, "due", {"state": "in_place"}),
        ("onward_due", OnwardReferral, "owes_by", {"did_it": "yes"}),
        ("plan_review", SafetyPlan, "review_by", {"approved_on": None}),
    ],
)
def test_what_is_owed_or_to_be_read_again_is_asked_for_until_it_is_settled(
    session: Session,
    case_id: str,
    rule: str,
    kind: type[Record],
    day: str,
    settled: dict[str, str | None],
) -> None:
    record_id = new_id()
    given = {day: session.today}
    if kind is SafetyPlan:
        given["approved_on"] = session.today
    session.save("save", [Save(kind, record_id, case_id, given)])
    assert rule in _rules(session, case_id)
    session.save("save", [Save(kind, record_id, case_id, settled)])
    assert rule not in _rules(session, case_id)
