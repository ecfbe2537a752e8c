"""What waits for a second person, and how each kind of it is signed.

Open cases only, and of each only the assessment in force: nobody signs what a later assessment or
the closure has overtaken, such as the history that an import brings along. A further kind of work
that needs a second person is one more entry of :func:`sign_offs`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from idva_desktop.casework.cases import case_row
from idva_desktop.casework.closing import (
    approve_closure,
    closure_of,
    return_closure,
    waiting_closures,
)
from idva_desktop.casework.dated_kinds import said
from idva_desktop.casework.drafts import discard, draft_key
from idva_desktop.casework.issued_ledger import issued_returns
from idva_desktop.casework.leaving.disclosures import approve_disclosure, waiting_disclosures
from idva_desktop.casework.plan_approval import approve_plan, return_plan, waiting_plans
from idva_desktop.casework.risk import last_assessment, sign_assessment
from idva_desktop.casework.session import Session
from idva_desktop.casework.sharing import approve_sharing, refuse_sharing, waiting_sharings
from idva_desktop.casework.supervision.review_changes import (
    NOTHING,
    Comparison,
    closure_changes,
    disclosure_changes,
    plan_changes,
    risk_changes,
    sharing_changes,
)
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.form import Field, Form, Section, Typed, read_form
from idva_desktop.domain.record import Record, questions_of
from idva_desktop.domain.records import (
    ClosureRequest,
    DisclosureRequest,
    RiskAssessment,
    SafetyPlan,
    Sharing,
)
from idva_desktop.domain.roles import Role
from idva_desktop.domain.typed_dates import show_day


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One thing to sign.

    Attributes:
        what: the name of its kind in :func:`sign_offs`.
        record_id: which one.
        case_id: its case; blank for a return.
        reference: the case's reference, or the return's period.
        band: the case's risk band in force; blank for a return.
        raised: whether judgement raised it.
        title: in words, such as ``Safety plan, version 4``.
        detail: a smaller line: why it is quick.
        author: who wrote it.
        since: the day since when it waits.
        own: whether the member who looks wrote it, and so cannot sign it.
        opens: the screen, or the tab of its case, on which it is read.
    """

    what: str
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
    opens: str

    def days(self, today: date) -> int:
        """Return for how many days it has waited."""
        return max((today - self.since).days, 0)


@dataclass(frozen=True, slots=True)
class SignOff:
    """One kind of work that waits for a second person: how it is found, shown, signed and opened.

    Attributes:
        name: its name, such as ``plan``.
        opens: the screen, or the tab of its case, on which it is read.
        find: yields what waits, whatever the case.
        title: what one of them is called.
        since: the day since when one waits.
        sign: signs one as the open member, who is refused where they wrote it.
        changes: what is new in one since the last time; nothing where there is none to compare.
        give_back: gives one back with a note, where that can be done.
        note: the question that this note answers.
        detail: a smaller line about one, where there is more to say.
    """

    name: str
    opens: str
    find: Callable[[Session], Iterable[Record]]
    title: Callable[[Session, Record], str]
    since: Callable[[Record], date | None]
    sign: Callable[[Session, ReviewItem], object]
    changes: Callable[[Session, ReviewItem], Comparison]
    give_back: Callable[[Session, ReviewItem, str], object] | None = None
    note: tuple[type[Record], str] | None = None
    detail: Callable[[Record], str] = lambda _held: ""


def sign_offs() -> tuple[SignOff, ...]:
    """Return every kind of work of a case that waits for a second person."""
    return (
        SignOff(
            "plan",
            "plan",
            find=waiting_plans,
            title=_plan_title,
            since=_sent_on,
            sign=lambda session, item: approve_plan(session, item.case_id),
            changes=lambda session, item: plan_changes(session, item.record_id),
            give_back=lambda session, item, note: return_plan(session, item.case_id, note),
            note=(SafetyPlan, "returned_note"),
        ),
        SignOff(
            "risk",
            "risk",
            find=_unsigned,
            title=_risk_title,
            since=lambda held: held.on if isinstance(held, RiskAssessment) else None,
            sign=lambda session, item: sign_assessment(session, item.case_id, item.record_id),
            changes=lambda session, item: risk_changes(session, item.record_id),
        ),
        SignOff(
            "closure",
            "closure",
            find=waiting_closures,
            title=_closure_title,
            since=_sent_on,
            sign=lambda session, item: approve_closure(session, item.case_id),
            changes=lambda session, item: closure_changes(session, item.record_id),
            give_back=lambda session, item, note: return_closure(session, item.case_id, note),
            note=(ClosureRequest, "returned_note"),
            detail=lambda held: said(held, "reason"),
        ),
        SignOff(
            "sharing",
            "sharing",
            find=waiting_sharings,
            title=lambda _session, _held: "Sharing without consent",
            since=_sent_on,
            sign=lambda session, item: approve_sharing(session, item.case_id, item.record_id),
            changes=lambda session, item: sharing_changes(session, item.record_id),
            give_back=lambda session, item, note: refuse_sharing(
                session, item.case_id, item.record_id, note
            ),
            note=(Sharing, "refusal"),
            detail=lambda held: said(held, "basis"),
        ),
        SignOff(
            "disclosure",
            "disclosures",
            find=waiting_disclosures,
            title=lambda _session, _held: "Disclosure",
            since=lambda held: held.received_on if isinstance(held, DisclosureRequest) else None,
            sign=lambda session, item: approve_disclosure(session, item.case_id, item.record_id),
            changes=lambda session, item: disclosure_changes(session, item.record_id),
            detail=lambda held: said(held, "request_kind"),
        ),
    )


RETURN = "return"
NOTE_FORM = "review_return"


def review_items(session: Session) -> list[ReviewItem]:
    """Return what waits in open cases and for the service, the longest waiting first."""
    found = [item for kind in sign_offs() for item in _items(session, kind)]
    return sorted([*found, *_returns(session)], key=lambda item: (item.since, item.reference))


def sign(session: Session, item: ReviewItem) -> None:
    """Sign one thing as the second person.

    Raises:
        RefusedError: the member is no supervisor, wrote it, or it no longer waits; a return is
            read whole on its own screen.
    """
    if item.what == RETURN:
        raise RefusedError(
            "A return is read whole and approved on its own screen. Nothing was changed; open it."
        )
    _kind(item.what).sign(session, item)


def note_form(item: ReviewItem) -> Form | None:
    """Return the question that whoever gives this back answers; ``None`` where it cannot be."""
    kind = None if item.what == RETURN else _kind(item.what)
    if kind is None or kind.note is None:
        return None
    record, name = kind.note
    field = Field(record, name, questions_of(record)[name])
    return Form(NOTE_FORM, "Return with a note", (Section("", (field,)),))


def note_draft(item: ReviewItem) -> str:
    """Return the key of the draft of that note."""
    return draft_key(NOTE_FORM, f"{item.case_id}:{item.record_id}")


def give_back(session: Session, item: ReviewItem, typed: Mapping[str, Typed]) -> None:
    """Give one thing back to who wrote it, with a note on what to mend.

    Raises:
        GateError: the note cannot be read.
        RefusedError: there is no note, or this member may not.
    """
    form, kind = note_form(item), _kind(item.what)
    if form is None or kind.give_back is None:
        raise RefusedError("This is not given back here. Nothing was changed; open it.")
    reading = read_form(form, typed, session.clock())
    if reading.problems:
        words = "Everything you typed is kept. To return it, mend this:"
        raise GateError(words, [problem.as_missing() for problem in reading.problems])
    note = next(iter(next(iter(reading.answers.values())).values()), "")
    kind.give_back(session, item, note)
    discard(session, note_draft(item))


def _kind(name: str) -> SignOff:
    return next(kind for kind in sign_offs() if kind.name == name)


def changes(session: Session, item: ReviewItem) -> Comparison:
    """Return what is new in one thing since the last time."""
    return NOTHING if item.what == RETURN else _kind(item.what).changes(session, item)


def _items(session: Session, kind: SignOff) -> Iterator[ReviewItem]:
    names = {member.id: member.name for member in session.vault.members()}
    for held in kind.find(session):
        row = case_row(session, held.owner)
        if row is None or not row.open:
            continue
        author = session.vault.author_of(type(held), held.id)
        high = "High risk: the same day" if row.band == "high" else ""
        yield ReviewItem(
            what=kind.name,
            record_id=held.id,
            case_id=held.owner,
            reference=row.reference,
            band=row.band,
            raised=row.raised,
            title=kind.title(session, held),
            detail=kind.detail(held) or high,
            author=names.get(author or "", ""),
            since=kind.since(held) or session.today,
            own=author == session.vault.member.id or _sender(held) == session.name,
            opens=kind.opens,
        )


def _sent_on(held: Record) -> date | None:
    if isinstance(held, Sharing):
        return held.asked_on
    return held.sent_on if isinstance(held, SafetyPlan | ClosureRequest) else None


def _sender(held: Record) -> str | None:
    if isinstance(held, Sharing):
        return held.asked_by
    return held.sent_by if isinstance(held, SafetyPlan | ClosureRequest) else None


def _plan_title(_session: Session, held: Record) -> str:
    version = getattr(held, "version", None)
    return f"Safety plan, version {version}" if version else "Safety plan"


def _closure_title(_session: Session, _held: Record) -> str:
    return "Closure"


def _unsigned(session: Session) -> Iterator[RiskAssessment]:
    found = session.vault.fetch(RiskAssessment, band="high", signed_by=None)
    # By case, as several of one case may be unsigned; in order of entry.
    for case_id in dict.fromkeys(risk.owner for risk in found):
        risk = last_assessment(session, case_id)
        if risk is None or risk.band != "high" or risk.signed_by:
            continue
        if closure_of(session, case_id) is None:
            yield risk


def _risk_title(_session: Session, held: Record) -> str:
    score = getattr(held, "score", None)
    return "Risk assessment" if score is None else f"Risk assessment, {score} yes"


def _returns(session: Session) -> Iterator[ReviewItem]:
    """Yield the quarter that is over and has no return yet, once a series of returns has begun."""
    if not session.may(Role.SUPERVISOR):
        return
    periods = (Period.parse(row.period) for row in issued_returns(session) if row.period)
    last = max(
        (each for each in periods if each.is_quarter), key=lambda each: each.end, default=None
    )
    if last is None:
        return
    quarter = Period.quarter_of(last.end)
    if quarter.end > session.today:
        return
    yield ReviewItem(
        what=RETURN,
        record_id=quarter.name,
        case_id="",
        reference=quarter.name,
        band="",
        raised=False,
        title=f"Return, {quarter.name}",
        detail=f"The quarter ended before {show_day(quarter.end)}",
        author="",
        since=quarter.end,
        own=False,
        opens="returns",
    )
