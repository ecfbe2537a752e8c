"""Case histories: every countable answer of one case, ready for the measures.

The fields of each part are named as the questions of its record are, after the record's id:
:mod:`idva_desktop.returns.history_rows` reads what is declared here and nothing else. So a measure
that needs one more countable answer needs one more line here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class ReferralHistory(NamedTuple):
    """One referral of a case; a case has a second one only where it was referred again."""

    id: str
    received_at: date | None = None
    strand: str | None = None
    source: str | None = None
    age_band: str | None = None
    decision: str | None = None
    decided_on: date | None = None


class PauseHistory(NamedTuple):
    """Days without contact, both included; a blank end is open."""

    id: str
    from_day: date | None = None
    until_day: date | None = None

    def overlaps(self, first: date, last: date) -> bool:
        """Say whether it touches the days from ``first`` to ``last``, both included."""
        if self.from_day is None and self.until_day is None:
            return False
        starts = self.from_day is None or self.from_day <= last
        return starts and (self.until_day is None or self.until_day >= first)


class AssessmentHistory(NamedTuple):
    """One risk assessment."""

    id: str
    on: date | None = None
    stage: str | None = None
    band: str | None = None


class PlanHistory(NamedTuple):
    """One safety plan."""

    id: str
    made_on: date | None = None
    approved_on: date | None = None
    review_by: date | None = None


class SupervisionHistory(NamedTuple):
    """One talk about a case with a supervisor."""

    id: str
    held_on: date | None = None
    next_by: date | None = None


class AbuseHistory(NamedTuple):
    """One incident of abuse, on the day on which the service learned of it."""

    id: str
    learned_on: date | None = None
    after_closing: str | None = None


class MaracHistory(NamedTuple):
    """One MARAC episode."""

    id: str
    criterion: str | None = None
    met_on: date | None = None
    referred_on: date | None = None
    heard_on: date | None = None
    repeat: str | None = None


class StepHistory(NamedTuple):
    """One step of one process."""

    id: str
    process: str | None = None
    stage: str | None = None
    on: date | None = None
    reason: str | None = None


class NeedHistory(NamedTuple):
    """One area of need."""

    id: str
    area: str | None = None
    on: date | None = None
    level_entry: int | None = None
    level_exit: int | None = None


class ClosureHistory(NamedTuple):
    """The end of a case, with what the client said then."""

    id: str
    closed_on: date | None = None
    reason: str | None = None
    abuse_at_entry: str | None = None
    abuse_last_month: str | None = None
    feels_safer: str | None = None
    copes_better: str | None = None
    satisfaction: str | None = None
    in_work_entry: str | None = None
    in_work_exit: str | None = None
    days_off: int | None = None
    absence_band: str | None = None
    adjustment: str | None = None


class PerpetratorHistory(NamedTuple):
    """One alleged perpetrator."""

    id: str
    police_link: str | None = None


class EmploymentHistory(NamedTuple):
    """What a client did at the MPS."""

    id: str
    employment_type: str | None = None


class ClientHistory(NamedTuple):
    """The characteristics of a client, as raw codes."""

    id: str
    sex: str | None = None
    ethnicity: str | None = None
    disability: str | None = None
    sexual_orientation: str | None = None
    religion: str | None = None
    gender_identity: str | None = None
    partnership: str | None = None
    pregnancy: str | None = None


NOBODY = ClientHistory("")
"""Where no client is linked: every characteristic is blank."""


class ContactEvent(NamedTuple):
    """One contact, as K22 counts it; ``category`` is ``who/how/result``."""

    id: str
    day: date
    category: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHistory:
    """What may be counted of one case. Lists are in order of entry unless it says otherwise.

    Attributes:
        case: id of the case.
        client: id of the client; of the case where no client is linked.
        strand: ``IDVA``, ``ISVA`` or ``BOTH``; a case without one is in no column yet.
        support_started: the day on which support began.
        referrals: nearly always one.
        pauses: times when contact would have been unsafe.
        first_attempt: day of the first contact with the client, attempted or successful.
        first_success: day of the first successful contact with the client.
        contacts: contacts with anybody, attempted or successful, on the days asked for only.
        assessments: those with a date, in its order; of two on one day the graver first.
        plans: safety plans.
        maracs: MARAC episodes.
        steps: steps of processes.
        needs: areas of need.
        supervisions: talks about the case with a supervisor.
        again: days on which the client came to notice again, whichever case it was in: each
            referral, and each incident that is said to be after an earlier closing.
        closure: the first closing, so that what happens later moves no old figure.
        about: the client's characteristics.
        employments: what the client did at the MPS.
        perpetrators: the alleged perpetrators.
    """

    case: str
    client: str
    strand: str
    support_started: date | None = None
    referrals: Sequence[ReferralHistory] = ()
    pauses: Sequence[PauseHistory] = ()
    first_attempt: date | None = None
    first_success: date | None = None
    contacts: Sequence[ContactEvent] = ()
    assessments: Sequence[AssessmentHistory] = ()
    plans: Sequence[PlanHistory] = ()
    maracs: Sequence[MaracHistory] = ()
    steps: Sequence[StepHistory] = ()
    needs: Sequence[NeedHistory] = ()
    supervisions: Sequence[SupervisionHistory] = ()
    again: Sequence[date] = ()
    closure: ClosureHistory | None = None
    about: ClientHistory = NOBODY
    employments: Sequence[EmploymentHistory] = ()
    perpetrators: Sequence[PerpetratorHistory] = ()

    @property
    def entry(self) -> AssessmentHistory | None:
        """The first assessment of stage *entry*; a review never stands in for it."""
        return next((found for found in self.assessments if found.stage == "entry"), None)

    @property
    def exit(self) -> AssessmentHistory | None:
        """The last assessment of stage *exit*."""
        found = [each for each in self.assessments if each.stage == "exit"]
        return found[-1] if found else None

    @property
    def plan_approved(self) -> date | None:
        """The day on which the first plan was approved."""
        return min((plan.approved_on for plan in self.plans if plan.approved_on), default=None)
