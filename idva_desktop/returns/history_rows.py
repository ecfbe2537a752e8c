"""Builds case histories from countable rows, in one pass over each kind of record.

A million contacts pass through here: they are reduced while they stream, and only those of the
days that are asked for are kept one by one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.questions import Day, Moment
from idva_desktop.domain.record import Record, questions_of
from idva_desktop.domain.records import (
    AbuseIncident,
    Case,
    CaseSupervision,
    Client,
    Closure,
    Contact,
    ContactPause,
    Employment,
    MaracEpisode,
    Need,
    Perpetrator,
    ProcessStep,
    Referral,
    RiskAssessment,
    SafetyPlan,
)
from idva_desktop.domain.vocab import NOT_ASKED
from idva_desktop.returns.histories import (
    NOBODY,
    AbuseHistory,
    AssessmentHistory,
    CaseHistory,
    ClientHistory,
    ClosureHistory,
    ContactEvent,
    EmploymentHistory,
    MaracHistory,
    NeedHistory,
    PauseHistory,
    PerpetratorHistory,
    PlanHistory,
    ReferralHistory,
    StepHistory,
    SupervisionHistory,
)
from idva_desktop.returns.service_history import SERVICE_PARTS, ServiceHistory

CountableRows = Callable[[type[Record], Sequence[str]], Iterable[tuple[Any, ...]]]
"""Hands out, of one kind, ``(record id, owner, entered at, answer, …)`` for each record; of a
moment its London date. The vault's own, which refuses what is not countable."""

PARTS: Mapping[type[Record], type[Any]] = {
    Referral: ReferralHistory,
    ContactPause: PauseHistory,
    RiskAssessment: AssessmentHistory,
    SafetyPlan: PlanHistory,
    MaracEpisode: MaracHistory,
    ProcessStep: StepHistory,
    Need: NeedHistory,
    Closure: ClosureHistory,
    Perpetrator: PerpetratorHistory,
    Employment: EmploymentHistory,
    Client: ClientHistory,
    CaseSupervision: SupervisionHistory,
    AbuseIncident: AbuseHistory,
}
"""Which part of a history each kind of record becomes."""

CASE_READS = ("client", "strand", "support_started")
CONTACT_READS = ("who", "how", "result", "at", "minutes")
READS: Mapping[type[Record], Sequence[str]] = {
    Case: CASE_READS,
    Contact: CONTACT_READS,
    **{kind: part._fields[1:] for kind, part in PARTS.items()},
}
"""Every countable answer that a history is built from, by kind."""

SERVICE_READS: Mapping[type[Record], Sequence[str]] = {
    kind: part._fields[1:] for kind, part in SERVICE_PARTS.items()
}
"""Every countable answer of the service's own records, by kind."""

_TRIED = frozenset({"attempted", "successful"})
_NOT_TRIED = "could_not_try_safely"
_GRAVER = {"high": 0, "medium": 1, "standard": 2}


def build_histories(rows: CountableRows, *, contacts_in: Period | None = None) -> list[CaseHistory]:
    """Build the history of every case.

    Args:
        rows: hands out countable rows by kind.
        contacts_in: the period of which contacts are kept one by one, or ``None`` for all; the
            first attempt and the first success are of all days.

    Returns:
        One history a case, in order of case id. A case for which no strand is said yet can stand
        in no column and is left out.
    """
    parts = {kind: _by_owner(rows, kind) for kind in PARTS}
    contacts = _Contacts(contacts_in)
    for row in rows(Contact, CONTACT_READS):
        contacts.add(row)
    cases = [_CaseRow(*row) for row in sorted(rows(Case, CASE_READS))]
    again = _again(cases, parts)
    histories = (_history(case, parts, contacts, again) for case in cases)
    return [history for history in histories if history is not None]


def build_service_history(rows: CountableRows) -> ServiceHistory:
    """Build what may be counted of the service's own records."""
    complaints, incidents, sessions = (
        [each for held in _by_owner(rows, kind, part).values() for each in held]
        for kind, part in SERVICE_PARTS.items()
    )
    return ServiceHistory(complaints=complaints, incidents=incidents, sessions=sessions)


def _by_owner(
    rows: CountableRows, kind: type[Record], into: type[Any] | None = None
) -> dict[str, list[Any]]:
    """Return the parts of histories by owner, in order of entry."""
    part = into or PARTS[kind]
    names = part._fields[1:]
    questions = questions_of(kind)
    days = [place for place, name in enumerate(names) if isinstance(questions[name], Day | Moment)]
    found: dict[str, list[Any]] = defaultdict(list)
    for record_id, owner, _, *answers in sorted(rows(kind, names), key=_by_entry):
        for place in days:
            answers[place] = _day(answers[place])
        found[owner].append(part(record_id, *answers))
    return found


def _by_entry(row: tuple[Any, ...]) -> tuple[str, str, str]:
    # Records of one import were entered at one instant; then the first answer decides, a date.
    return str(row[2]), str(row[3] or "~"), row[0]


@cache
def _day(iso: str | None) -> date | None:
    # Cached, so that a million contacts share the few dates there are.
    return None if iso is None else date.fromisoformat(iso)


@cache
def _category(who: str | None, how: str | None, result: str | None) -> str:
    return f"{who}/{how}/{result}" if who and how and result else NOT_ASKED


class _Contacts:
    """Reduces contacts as they stream: first days by case, and the events asked for."""

    def __init__(self, kept: Period | None) -> None:
        self._kept = kept
        self.attempts: dict[str, date] = {}
        self.successes: dict[str, date] = {}
        self.events: dict[str, list[ContactEvent]] = defaultdict(list)

    def add(self, row: tuple[Any, ...]) -> None:
        record_id, case, _, who, how, result, at, minutes = row
        day = _day(at)
        if day is None:
            return
        if who == "client" and result in _TRIED:
            if day < self.attempts.get(case, date.max):
                self.attempts[case] = day
            if result == "successful" and day < self.successes.get(case, date.max):
                self.successes[case] = day
        # What could not be tried safely was neither attempted nor successful: no contact.
        if result != _NOT_TRIED and (self._kept is None or day in self._kept):
            category = _category(who, how, result)
            self.events[case].append(ContactEvent(record_id, day, category, minutes or 0))


class _CaseRow(NamedTuple):
    id: str
    owner: str
    entered: str
    client: str | None
    strand: str | None
    support_started: str | None


Parts = Mapping[type[Record], dict[str, list[Any]]]


def _again(cases: Iterable[_CaseRow], parts: Parts) -> dict[str, list[date]]:
    """Return, by client, each day on which they were referred or an abuse came up again."""
    found: dict[str, list[date]] = defaultdict(list)
    for case in cases:
        received = [each.received_at for each in parts[Referral].get(case.id, ())]
        learned = [
            each.learned_on
            for each in parts[AbuseIncident].get(case.id, ())
            if each.after_closing == "yes"
        ]
        found[case.client or case.id] += [day for day in (*received, *learned) if day]
    return found


def _history(
    case: _CaseRow, parts: Parts, contacts: _Contacts, again: Mapping[str, list[date]]
) -> CaseHistory | None:
    client: str = case.client or case.id
    referrals = parts[Referral].get(case.id, ())
    strand = case.strand or next((each.strand for each in referrals if each.strand), None)
    if strand is None:
        return None
    closures = [each for each in parts[Closure].get(case.id, ()) if each.closed_on]
    assessments = [each for each in parts[RiskAssessment].get(case.id, ()) if each.on]
    return CaseHistory(
        case=case.id,
        client=client,
        strand=strand,
        support_started=_day(case.support_started),
        referrals=referrals,
        pauses=parts[ContactPause].get(case.id, ()),
        first_attempt=contacts.attempts.get(case.id),
        first_success=contacts.successes.get(case.id),
        contacts=contacts.events.get(case.id, ()),
        assessments=sorted(
            assessments, key=lambda each: (each.on, _GRAVER.get(each.band or "", 1))
        ),
        plans=parts[SafetyPlan].get(case.id, ()),
        maracs=parts[MaracEpisode].get(case.id, ()),
        steps=parts[ProcessStep].get(case.id, ()),
        needs=parts[Need].get(case.id, ()),
        supervisions=parts[CaseSupervision].get(case.id, ()),
        again=sorted(again[client]),
        closure=min(closures, key=lambda each: each.closed_on, default=None),
        about=next(iter(parts[Client].get(client, ())), NOBODY),
        employments=parts[Employment].get(client, ()),
        perpetrators=parts[Perpetrator].get(case.id, ()),
    )
