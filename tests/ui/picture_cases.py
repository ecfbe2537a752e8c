"""The cases in the pictures: one in full work, one just accepted, one closed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from idva_desktop.app import demo_secrets
from idva_desktop.casework import closing, contacts, drafts, intake, plans, records, risk, support
from idva_desktop.casework.second_person import prove
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.form import Typed
from idva_desktop.domain.questions import Plain
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import (
    AbuseIncident,
    AbusePattern,
    AgencyAction,
    Case,
    CaseSupervision,
    CourtOrder,
    Dependant,
    Entitlement,
    Exclusion,
    Knows,
    MaracEpisode,
    Need,
    ProcessStep,
    SafeContact,
    Safeguarding,
    Sharing,
    Task,
    TriggerEvent,
    WorkplaceMeasure,
)
from idva_desktop.domain.typed_dates import show_day
from tests.ui.vaults import assessment, contact, referral
from tests.vault.second_laptop import answered_elsewhere

_STAGE = "risk_assessment.stage"
Back = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class PictureCases:
    """Case ids by what they show."""

    working: str
    fresh: str
    closed: str


def seed(session: Session) -> PictureCases:
    """Enter the cases as the windows enter them."""

    def day(back: int) -> str:
        return show_day(session.today - timedelta(days=back))

    working = _working(session, day)
    closed = _closed(session, day)
    _waiting(session, day)
    received = f"{day(1)} 15:00"
    fresh = intake.accept(session, referral("Noor", "Whitcombe", received=received, strand="BOTH"))
    drafts.keep(session, intake.DRAFT, "intake", {"referral.source": "self"}, "referral.source")
    return PictureCases(working, fresh, closed)


def _working(session: Session, day: Back) -> str:
    case_id = intake.accept(session, referral("Alexis", "Marchetti", received=f"{day(20)} 9:30"))
    case = session.vault.fetch_one(Case, case_id)
    assert case is not None
    rule = session.vault.fetch(SafeContact, owner=case.client)[0]
    needs: dict[str, object] = {"formats": ("large_print", "interpreter"), "language": "Polish"}
    session.save("save", [Save(SafeContact, rule.id, rule.owner, needs)])
    note = "Asked how the night went. She is at her sister’s until Sunday and has her own key."
    contacts.log_contact(session, case_id, contact(f"{day(17)} 10:40", note))
    support.begin_support(session, case_id, session.today - timedelta(days=17))
    risk.save_assessment(session, case_id, assessment(11, day(16)))
    review = assessment(15, day(1)) | {"risk_assessment.stage": "review"}
    risk.save_assessment(session, case_id, review)
    plans.start_version(session, case_id)
    plan: dict[str, Typed] = {
        "safety_plan.made_on": day(16),
        "safety_plan.copy": "memory",
        "safety_plan.review_by": day(-8),
    }
    plans.save_plan(session, case_id, plan)
    for area, what, who, due in (
        ("home", "Window locks and letterbox plate fitted", "Housing partner", day(-5)),
        ("home", "Spare key moved out of the house", "Client", day(-1)),
        ("digital", "New phone number used with us only", "You", day(1)),
        ("work", "Different site and start times for two weeks", "HR, by consent", day(-2)),
    ):
        action = {"area": area, "what": what, "who": who, "due": due}
        plans.save_action(session, case_id, {f"plan_action.{k}": v for k, v in action.items()})
    plans.send_for_approval(session, case_id)
    more = contact(f"{day(0)} 10:12", note, opinion="The Friday date may slip.")
    contacts.log_contact(session, case_id, more)
    _records(session, case_id, day)
    return case_id


def _records(session: Session, case_id: str, day: Back) -> None:
    need: dict[str, Typed] = {"need.area": "shelter_and_accommodation", "need.level_entry": "3"}
    step: dict[str, Typed] = {
        "process_step.process": "criminal",
        "process_step.stage": "reported",
        "process_step.on": day(10),
    }
    marac: dict[str, Typed] = {
        "marac_episode.met_on": day(1),
        "marac_episode.referred_on": day(1),
        "marac_episode.heard_on": day(-5),
    }
    _abuse(session, case_id, day)
    task: dict[str, Typed] = {"task.what": "Ask housing for a date", "task.due": day(-1)}
    for kind, typed in ((Need, need), (ProcessStep, step), (MaracEpisode, marac), (Task, task)):
        records.save_record(session, kind, case_id, typed)
    _around(session, case_id, day)


def _around(session: Session, case_id: str, day: Back) -> None:
    """Enter what was done to the client, who must not know, and what others owe."""
    entries: tuple[tuple[type[Record], dict[str, str]], ...] = (
        (TriggerEvent, {"event": "separation", "on": day(12)}),
        (WorkplaceMeasure, {"area": "systems_audit", "state": "asked", "asked_on": day(9)}),
        (CourtOrder, {"order": "non_molestation", "made_on": day(8), "expires_on": day(-300)}),
        (Safeguarding, {"about": "child", "threshold": "no", "reason": "Told by the school"}),
        (Entitlement, {"right": "personal_statement", "state": "offered", "due": day(-6)}),
        (Exclusion, {"unit": "Her own team", "why": "He leads it", "from_on": day(20)}),
        (Knows, {"who": "Occupational health", "consent": "yes", "since_on": day(7)}),
        (Dependant, {"who": "child", "age_band": "5_11", "lives_with": "client"}),
        (AgencyAction, {"agency": "Housing partner", "what": "Ring her", "arises_from": "marac"}),
    )
    for kind, given in entries:
        typed: dict[str, Typed] = {f"{kind.kind}.{name}": said for name, said in given.items()}
        records.save_record(session, kind, case_id, typed)
    talk: dict[str, object] = {
        "held_on": session.today - timedelta(days=9),
        "agreed": "See her with the ISVA.",
    }
    talk |= {"next_by": session.today + timedelta(days=12)}
    session.save("save", [Save(CaseSupervision, new_id(), case_id, talk)])


def _abuse(session: Session, case_id: str, day: Back) -> None:
    for form, often, trend, since, last in (
        ("controlling_or_coercive", "daily", "rising", "about May 2024", ""),
        ("technology", "weekly", "rising", "spring 2025", day(2)),
        ("physical", "less_often", "falling", "late 2024", "about August 2025"),
        ("economic", "", "", "", ""),
    ):
        said = {"form": form, "frequency": often, "trend": trend}
        said |= {"since": since, "last_happened": last}
        typed: dict[str, Typed] = {f"abuse_pattern.{name}": said[name] for name in said}
        records.save_record(session, AbusePattern, case_id, typed)
    for when, form in ((day(19), "technology"), ("about March 2025", "physical")):
        incident: dict[str, Typed] = {
            "abuse_incident.learned_on": day(19),
            "abuse_incident.happened": when,
            "abuse_incident.forms": [form],
        }
        records.save_record(session, AbuseIncident, case_id, incident)


def _closed(session: Session, day: Back) -> str:
    case_id = intake.accept(session, referral("Jordan", "Pell", received=f"{day(60)} 9:00"))
    contacts.log_contact(session, case_id, contact(f"{day(59)} 11:00"))
    support.begin_support(session, case_id, session.today - timedelta(days=58))
    closure: dict[str, Typed] = {
        "closure.closed_on": day(2),
        "closure.reason": "planned_needs_met",
        "closure.feels_safer": "agree",
        "closure.satisfaction": "satisfied",
    }
    closing.send_closure(session, case_id, closure)
    second = demo_secrets.SUPERVISOR
    with prove(session, second.name, second.passphrase) as approver:
        closing.approve_closure(session, case_id, approver)
    return case_id


def _waiting(session: Session, day: Back) -> None:
    """A closure and a sharing without consent, for a supervisor to read."""
    ending = intake.accept(session, referral("Sam", "Orchard", received=f"{day(90)} 9:00"))
    support.begin_support(session, ending, session.today - timedelta(days=88))
    risk.save_assessment(session, ending, assessment(8, day(87)))
    risk.save_assessment(session, ending, assessment(2, day(3)) | {_STAGE: "exit"})
    records.save_record(session, Need, ending, {"need.area": "safety", "need.level_entry": "3"})
    said = {
        "closed_on": day(1),
        "reason": "planned_needs_met",
        "abuse_at_entry": "yes",
        "abuse_last_month": "no",
        "feels_safer": "agree",
        "satisfaction": "satisfied",
        "in_work_entry": "yes",
        "in_work_exit": "yes",
    }
    closing.send_closure(session, ending, {f"closure.{name}": said[name] for name in said})
    sharing: dict[str, Typed] = {
        "sharing.recipient": "Children’s services",
        "sharing.purpose": "A child at risk",
        "sharing.scope_words": "What was seen on Tuesday",
        "sharing.basis": "safeguarding",
        "sharing.basis_reason": "Asking would warn the other parent",
    }
    records.save_record(session, Sharing, ending, sharing)


def answer_twice(session: Session, case_id: str) -> str:
    """Let two laptops answer one need without knowing of each other; return its id."""
    typed: dict[str, Typed] = {"need.area": "finance_and_benefits", "need.level_entry": "2"}
    need_id = records.save_record(session, Need, case_id, typed)
    typed |= {"need.level_entry": "3", "need.action": "Ask the bank for an account of her own"}
    records.save_record(session, Need, case_id, typed, need_id)
    other: dict[str, Plain | None] = {"level_entry": 4, "action": "Ask the debt adviser first"}
    answered_elsewhere(session.vault, case_id, "need", need_id, other)
    return need_id
