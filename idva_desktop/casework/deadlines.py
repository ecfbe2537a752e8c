"""What is due in a case: its records, read once for one case or for all, under the rules."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import cast

from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import london_day
from idva_desktop.domain.contract import contract
from idva_desktop.domain.marac import FurtherIncident, area_of, prompted_since, repeats
from idva_desktop.domain.record import R, Record, Scope
from idva_desktop.domain.records import (
    AbuseIncident,
    Case,
    Closure,
    Contact,
    ContactPause,
    MaracEpisode,
    PlanAction,
    Referral,
    RiskAssessment,
    SafetyPlan,
    TriggerEvent,
)
from idva_desktop.domain.rule import Happening, Source, sources_of
from idva_desktop.domain.rules import CaseDates, Due, due_items
from idva_desktop.domain.safe_contact import paused

DUPLICATE = "duplicate"


def case_dates(session: Session, case_id: str) -> CaseDates:
    """Return what the deadlines of one case depend on."""
    case = session.vault.fetch_one(Case, case_id)
    return CaseDates() if case is None else Shelf(session, case_id).dates(case)


def dues_of(session: Session, case_id: str) -> list[Due]:
    """Return what the rules ask for in a case, the earliest first."""
    return due_items(case_dates(session, case_id), session.today)


class Shelf:
    """The records behind the deadlines, each kind read once when it is first needed.

    Args:
        session: who asks.
        case_id: the one case that is asked about; all of them if ``None``.
    """

    def __init__(self, session: Session, case_id: str | None = None) -> None:
        self.today = session.today
        self._vault, self._case_id = session.vault, case_id
        self._held: dict[type[Record], Mapping[str, Sequence[Record]]] = {}
        self._contract = contract()
        self._sources = sources_of(self._contract.rules)

    def of(self, kind: type[R], case: Case) -> Sequence[R]:
        """Return the records of a kind in a case or of its client, oldest entry first."""
        owner = case.client if kind.scope is Scope.CLIENT else case.id
        if owner is None:
            return ()
        if kind not in self._held:
            one = owner if self._case_id else None
            self._held[kind] = _by_owner(self._vault.fetch(kind, owner=one))
        return cast("Sequence[R]", self._held[kind].get(owner, ()))

    def dues(self, dates: CaseDates) -> list[Due]:
        """Return what the rules ask for in a case, the earliest first."""
        return due_items(dates, self.today, self._contract)

    def dates(self, case: Case) -> CaseDates:
        """Return what the deadlines of a case depend on."""
        referral = standing(self.of(Referral, case))
        # A closure that a reopening superseded closes nothing.
        closures = [held for held in self.of(Closure, case) if held.reopened_on is None]
        closure = _last(closures)
        risks = self.of(RiskAssessment, case)
        last = latest_risk(risks)
        approved = (plan.approved_on for plan in self.of(SafetyPlan, case))
        episodes = self.of(MaracEpisode, case)
        areas, area = self._contract.marac_areas, area_of(episodes)
        return CaseDates(
            received=london_day(referral.received_at)
            if referral and referral.received_at
            else None,
            decision=referral.decision if referral else None,
            decided=referral.decided_on if referral else None,
            started=case.support_started,
            first_attempt=self._attempts.get(case.id),
            first_contact=self._successes.get(case.id),
            last_contact=self._last_contacts.get(case.id),
            last_assessed=last.on if last else None,
            last_band=last.band if last else None,
            plan_approved=min((day for day in approved if day), default=None),
            closed=closure.closed_on if closure else None,
            paused=paused(self.of(ContactPause, case), self.today) is not None,
            strand=case.strand,
            marac_prompted=prompted_since(risks, areas, area),
            marac_repeated=repeats(self._incidents(case), episodes, areas, area),
            found=self._found(case),
        )

    def _found(self, case: Case) -> Mapping[Source, Sequence[Happening]]:
        read = ((source, self._standing(source.kind, case)) for source in self._sources)
        return {source: source.happenings(records) for source, records in read if records}

    def _standing(self, kind: type[Record], case: Case) -> Sequence[Record]:
        """Return the records that count: of actions only those of the newest version of the plan.

        An open action is carried into the next version; its former self asks for nothing.
        """
        if kind is not PlanAction:
            return self.of(kind, case)
        plans = self.of(SafetyPlan, case)
        newest = max(plans, key=lambda plan: plan.version or 0, default=None)
        actions = self.of(PlanAction, case)
        return [held for held in actions if newest is not None and held.plan == newest.id]

    def _incidents(self, case: Case) -> Iterator[FurtherIncident]:
        for event in self.of(TriggerEvent, case):
            if event.event == "new_incident" and event.on:
                yield FurtherIncident(event.on)
        for held in self.of(AbuseIncident, case):
            if held.learned_on:
                when = held.happened
                span = (when.earliest, when.latest) if when else None
                yield FurtherIncident(held.learned_on, span)

    @cached_property
    def _attempts(self) -> Mapping[str, date]:
        return self._vault.earliest(Contact, "at", owner=self._case_id, who="client")

    @cached_property
    def _successes(self) -> Mapping[str, date]:
        return self._vault.earliest(
            Contact, "at", owner=self._case_id, who="client", result="successful"
        )

    @cached_property
    def _last_contacts(self) -> Mapping[str, date]:
        """The last successful contacts, which are read only where a rule asks for them."""
        if not any(rule.names("last_contact") for rule in self._contract.rules):
            return {}
        return self._vault.latest(
            Contact, "at", owner=self._case_id, who="client", result="successful"
        )


def standing(referrals: Sequence[Referral]) -> Referral | None:
    """Return the referral whose decision holds for its case: the last that is no duplicate.

    A duplicate is counted with the case that it repeats, and changes nothing in it.
    """
    held = [each for each in referrals if each.decision != DUPLICATE]
    return next(reversed(held or referrals), None)


def latest_risk(risks: Sequence[RiskAssessment]) -> RiskAssessment | None:
    """Return the assessment in force: the last one dated, the last entered among equals."""
    # Newest entry first, as the first of equals is taken.
    dated = [risk for risk in reversed(risks) if risk.on is not None and risk.band]
    return max(dated, key=lambda risk: risk.on or date.min) if dated else None


def _last(found: Sequence[R]) -> R | None:
    return found[-1] if found else None


def _by_owner(found: Iterable[R]) -> Mapping[str, Sequence[R]]:
    grouped: dict[str, list[R]] = defaultdict(list)
    for held in found:
        grouped[held.owner].append(held)
    return dict(grouped)
