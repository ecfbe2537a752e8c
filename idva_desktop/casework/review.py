"""What waits for a second person: plans sent for approval and high-risk assessments unsigned.

Open cases only, and of each only the assessment in force: nobody signs what a later assessment or
the closure has overtaken, such as the history that an import brings along.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from idva_desktop.casework.cases import CaseRow, case_row
from idva_desktop.casework.plan_approval import approve_plan, waiting_plans
from idva_desktop.casework.risk import last_assessment, sign_assessment
from idva_desktop.casework.session import Session
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import Closure, RiskAssessment, SafetyPlan


class Waiting(StrEnum):
    """What kind of work waits; the name is that of the screen that shows it."""

    PLAN = "plan"
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One thing to sign.

    Attributes:
        what: plan or assessment.
        record_id: which one.
        case_id: its case.
        reference: the case's reference.
        band: the case's risk band in force.
        raised: whether judgement raised it.
        title: in words, such as ``Safety plan, version 4``.
        detail: a smaller line: why it is quick.
        author: who wrote it.
        since: the day since when it waits.
        own: whether the member who looks wrote it, and so cannot sign it.
    """

    what: Waiting
    record_id: str
    case_id: str
    reference: str
    band: str
    raised: bool
    title: str
    detail: str
    author: str
    since: date
    own: bool

    def days(self, today: date) -> int:
        """Return for how many days it has waited."""
        return max((today - self.since).days, 0)


def review_items(session: Session) -> list[ReviewItem]:
    """Return what waits in open cases, the longest waiting first."""
    names = {member.id: member.name for member in session.vault.members()}
    found = (*_plans(session, names), *_assessments(session, names))
    return sorted(found, key=lambda item: (item.since, item.reference))


def _plans(session: Session, names: Mapping[str, str]) -> Iterator[ReviewItem]:
    for plan in waiting_plans(session):
        version = f"Safety plan, version {plan.version}" if plan.version else "Safety plan"
        row = case_row(session, plan.owner)
        if row is not None and row.open:
            yield _item(session, names, Waiting.PLAN, plan, row, version, plan.sent_on)


def _assessments(session: Session, names: Mapping[str, str]) -> Iterator[ReviewItem]:
    unsigned = session.vault.fetch(RiskAssessment, band="high", signed_by=None)
    closed = {held.owner for held in session.vault.fetch(Closure, reopened_on=None)}
    # By case, as several of one case may be unsigned; in order of entry.
    for case_id in dict.fromkeys(risk.owner for risk in unsigned if risk.owner not in closed):
        risk = last_assessment(session, case_id)
        row = case_row(session, case_id)
        if risk is None or risk.band != "high" or risk.signed_by or row is None or not row.open:
            continue
        title = "Risk assessment"
        if risk.score is not None:
            title = f"Risk assessment, {risk.score} yes"
        yield _item(session, names, Waiting.RISK, risk, row, title, risk.on)


def _item(
    session: Session,
    names: Mapping[str, str],
    what: Waiting,
    held: Record,
    row: CaseRow,
    title: str,
    since: date | None,
) -> ReviewItem:
    kind = SafetyPlan if what is Waiting.PLAN else RiskAssessment
    author = session.vault.author_of(kind, held.id)
    return ReviewItem(
        what=what,
        record_id=held.id,
        case_id=held.owner,
        reference=row.reference,
        band=row.band,
        raised=row.raised,
        title=title,
        detail="High risk: the same day" if row.band == "high" else "",
        author=names.get(author or "", ""),
        since=since or session.today,
        own=author == session.vault.member.id,
    )


def sign(session: Session, item: ReviewItem) -> None:
    """Approve the plan or sign the assessment, as the second person.

    Raises:
        RefusedError: the member is no supervisor, wrote it, or it no longer waits.
    """
    if item.what is Waiting.PLAN:
        approve_plan(session, item.case_id)
    else:
        sign_assessment(session, item.case_id, item.record_id)
