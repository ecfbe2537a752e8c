"""Risk assessments: items, score, band, judgement, and the second person's signature."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.deadlines import latest_risk
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import GateError, Missing, RefusedError
from idva_desktop.domain.form import Form, Typed, form_of, missing_at, read_form, typed_of
from idva_desktop.domain.instrument import Instrument, built_in, instrument, instrument_called
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.records import RiskAssessment
from idva_desktop.domain.roles import Role
from idva_desktop.domain.rules import limits_on
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.vault.members import Member, ProvenMember

FORM = "risk"
_ITEMS = "risk_assessment.items"
_SOURCES = "risk_assessment.item_sources"


def risk_form() -> Form:
    """Return the questions beside the items; score and band follow from these."""
    return form_of(
        FORM,
        "Risk assessment",
        RiskAssessment,
        short=True,
        leave_out=(_ITEMS, _SOURCES, "risk_assessment.score", "risk_assessment.band"),
    )


def risk_draft(case_id: str) -> str:
    """Return the key of the risk draft of a case: half an assessment is of one instrument."""
    used = instrument()
    if used == built_in():
        return draft_key(FORM, case_id)
    return draft_key(FORM, f"{case_id}:{used.id}-{used.version}")


def items_of(held: RiskAssessment | None) -> dict[str, str]:
    """Return an assessment's answers where they are to the items in use; numbers alone may lie."""
    if held is None or instrument_called(held.instrument or "") != instrument():
        return {}
    return dict(held.items or {})


def sources_of(held: RiskAssessment | None) -> dict[str, str]:
    """Return who answered the items that the client did not, where they are those in use."""
    if held is None or not items_of(held):
        return {}
    return dict(held.item_sources or {})


@dataclass(frozen=True, slots=True)
class RiskPicture:
    """What the screen shows beside the items.

    Attributes:
        instrument: the items and thresholds.
        score: yes answers so far.
        unanswered: the numbers of items still open.
        band: the band that would be saved now.
        raised: whether judgement raises it.
        kept: whether the band is kept from the last assessment although the score is lower.
        before: the assessment in force, or ``None``.
        review_by: the day of the next review at the latest.
        review_days: after how many days that is.
    """

    instrument: Instrument
    score: int
    unanswered: tuple[str, ...]
    band: str
    raised: bool
    kept: bool
    before: RiskAssessment | None
    review_by: date
    review_days: int


def last_assessment(session: Session, case_id: str) -> RiskAssessment | None:
    """Return the assessment in force."""
    return latest_risk(session.vault.fetch(RiskAssessment, owner=case_id))


def risk_picture(session: Session, case_id: str, typed: Mapping[str, Typed]) -> RiskPicture:
    """Return score, band and next review for what is typed so far."""
    used = instrument()
    items = _items(typed)
    score = used.score(items)
    before = last_assessment(session, case_id)
    raised = typed.get("risk_assessment.judgement") == "higher"
    alone = used.band(score, judged_higher=raised, before=None)
    band = used.band(score, judged_higher=raised, before=_floor(before, typed))
    limits = limits_on(session.today)
    days = limits.review_days_high if band == "high" else limits.review_days
    return RiskPicture(
        used,
        score,
        tuple(str(int(item.id)) for item in used.unanswered(items)),
        band,
        raised,
        band != alone,
        before,
        session.today + timedelta(days=days),
        days,
    )


def first_answers(session: Session, case_id: str) -> dict[str, Typed]:
    """Return what a new assessment begins with: today, and its stage. Items are never carried."""
    stage = "review" if last_assessment(session, case_id) else "entry"
    return {
        _ITEMS: {},
        "risk_assessment.on": show_day(session.today),
        "risk_assessment.stage": stage,
    }


def typed_assessment(held: RiskAssessment) -> dict[str, Typed]:
    """Return a saved assessment as its form would have it typed, without the items."""
    return {
        field.key: typed_of(field, value)
        for field in risk_form().fields()
        if (value := getattr(held, field.name)) is not None
    }


def _floor(before: RiskAssessment | None, typed: Mapping[str, Typed]) -> str | None:
    """The band that the score may not go below; at exit the reading stands for itself.

    An exit reading measures what support changed (K09), so it is not held up by the last band;
    it still needs the supervisor's signature where it is lower.
    """
    if before is None or typed.get("risk_assessment.stage") == "exit":
        return None
    return before.band


def _items(typed: Mapping[str, Typed]) -> dict[str, str]:
    return _by_item(typed, _ITEMS)


def _by_item(typed: Mapping[str, Typed], key: str) -> dict[str, str]:
    given = typed.get(key)
    return dict(given) if isinstance(given, dict) else {}


def save_assessment(session: Session, case_id: str, typed: Mapping[str, Typed]) -> str:
    """Save an assessment and send it to the supervisor; settle its draft.

    Returns:
        The id of the assessment.

    Raises:
        GateError: items are open, or something is missing or cannot be read.
    """
    the_case(session, case_id)
    picture = risk_picture(session, case_id, typed)
    reading = read_form(risk_form(), typed, session.clock())
    used = picture.instrument
    items = _items(typed)
    sources = {item: said for item, said in _by_item(typed, _SOURCES).items() if item in items}
    answers = dict(reading.answers[RiskAssessment.kind]) | {
        "items": items,
        "item_sources": sources or None,
        "score": picture.score,
        "band": picture.band,
        "instrument": used.words,
    }
    missing = [problem.as_missing() for problem in reading.problems]
    missing.extend(missing_at(RiskAssessment, answers, Gate.APPROVE))
    if picture.unanswered:
        open_items = ", ".join(picture.unanswered)
        missing.append(
            Missing(RiskAssessment.kind, "items", f"Answer the open items: {open_items}")
        )
    if missing:
        raise GateError("Everything you answered is kept. To save it, mend these:", missing)
    risk_id = new_id()
    saves = [Save(RiskAssessment, risk_id, case_id, answers)]
    session.save("save", saves, draft=risk_draft(case_id))
    return risk_id


def unsigned_assessment(session: Session, case_id: str) -> RiskAssessment | None:
    """Return the assessment in force if nobody has signed it yet."""
    last = last_assessment(session, case_id)
    return last if last is not None and not last.signed_by else None


def may_sign(session: Session, risk: RiskAssessment, member: Member) -> bool:
    """Say whether ``member`` is a second person for this assessment."""
    author = session.vault.author_of(RiskAssessment, risk.id)
    return Role.SUPERVISOR in member.roles and author != member.id


def sign_assessment(
    session: Session, case_id: str, risk_id: str, approver: ProvenMember | None = None
) -> None:
    """Sign an assessment as the second person.

    Args:
        session: where it is done.
        case_id: the case.
        risk_id: the assessment.
        approver: the second person, proved at the open member's desk; the open member if ``None``.

    Raises:
        RefusedError: the member is no supervisor or wrote it, or it is signed already or not there.
    """
    member = session.need(Role.SUPERVISOR, approver)
    risk = session.vault.fetch_one(RiskAssessment, risk_id)
    if risk is None or risk.signed_by:
        raise RefusedError("Nothing waits for a signature here. Nothing was changed.")
    if not may_sign(session, risk, member):
        raise RefusedError("You cannot sign your own assessment. Ask another supervisor.")
    signed = {"signed_by": member.name, "signed_on": session.today}
    saves = [Save(RiskAssessment, risk_id, case_id, signed)]
    session.save("approve", saves, signer=approver)
