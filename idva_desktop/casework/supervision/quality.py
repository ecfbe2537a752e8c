"""Samples of quality: drawn at random, with a reason, and read case by case.

Chance alone chooses, so that nobody is picked out; what was drawn, out of how many and why is
recorded before a case is opened. Nobody's own cases are drawn for them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random, SystemRandom
from typing import Any

from idva_desktop.casework.cases import CaseRow, Filters, case_row, list_cases
from idva_desktop.casework.dated_kinds import said
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import GateError, Missing, RefusedError
from idva_desktop.domain.form import Form, Typed, form_of, missing_at, read_form, typed_of
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import QualityReview, QualitySample
from idva_desktop.domain.roles import Role

SAMPLE_FORM = "quality_sample"
REVIEW_FORM = "quality_review"
_SET = ("quality_review.sample", "quality_review.drawn_on")
_READ = ("quality_review.read_on", "quality_review.read_by")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One case of a sample, as the list shows it.

    Attributes:
        id: the review's id.
        case_id: its case.
        reference: the case's reference.
        worker: who works it.
        band: its risk band in force.
        drawn_on: when it was drawn.
        why: why the sample was drawn.
        read_on: when it was read, or ``None``.
        finding: the code of what was found as a whole; blank until it is read.
        overall: the same in words.
        follow_up_by: by when something is to be mended, or ``None``.
    """

    id: str
    case_id: str
    reference: str
    worker: str
    band: str
    drawn_on: date | None
    why: str
    read_on: date | None
    finding: str
    overall: str
    follow_up_by: date | None


def sample_form() -> Form:
    """Return the form by which a sample is drawn."""
    return form_of(SAMPLE_FORM, "Draw a sample", QualitySample, short=True)


def sample_draft() -> str:
    """Return the key of the draft of a sample."""
    return draft_key(SAMPLE_FORM, Scope.SERVICE)


def review_form() -> Form:
    """Return the form of what was found in one case."""
    return form_of(REVIEW_FORM, "Quality review", QualityReview, leave_out=(*_SET, *_READ))


def review_draft(case_id: str, review_id: str) -> str:
    """Return the key of the draft of what was found."""
    return draft_key(REVIEW_FORM, f"{case_id}:{review_id}")


def draw_sample(
    session: Session, typed: Mapping[str, Typed], chance: Random | None = None
) -> list[str]:
    """Draw cases at random, record the draw, and settle its draft.

    Args:
        session: the supervisor.
        typed: how many, of which cases, and why.
        chance: what chooses; the operating system's source if ``None``.

    Returns:
        The ids of the cases, in order of their references.

    Raises:
        GateError: something is missing or cannot be read, or there is no such case.
        RefusedError: the member is no supervisor.
    """
    session.need(Role.SUPERVISOR)
    reading = read_form(sample_form(), typed, session.clock())
    answers: dict[str, Any] = dict(reading.answers[QualitySample.kind])
    missing = [problem.as_missing() for problem in reading.problems]
    missing.extend(missing_at(QualitySample, answers, Gate.APPROVE))
    rows = [] if missing else _pool(session, answers)
    if not missing and not rows:
        words = "There is no such case of another worker; draw from others"
        missing.append(Missing(QualitySample.kind, "drawn_from", words))
    if missing:
        raise GateError("Everything you typed is kept. To draw a sample, mend these:", missing)
    drawn = (chance or SystemRandom()).sample(rows, min(answers["number"], len(rows)))
    drawn.sort(key=lambda row: row.reference)
    sample_id, today = new_id(), session.today
    made = {"drawn_on": today, "drawn_by": session.name, "out_of": len(rows)}
    saves = [Save(QualitySample, sample_id, Scope.SERVICE, answers | made)]
    saves.extend(
        Save(QualityReview, new_id(), row.id, {"sample": sample_id, "drawn_on": today})
        for row in drawn
    )
    session.save("sample", saves, draft=sample_draft())
    return [row.id for row in drawn]


def _pool(session: Session, answers: Mapping[str, Any]) -> list[CaseRow]:
    """Return the cases from which is drawn, in a settled order."""
    band, which = answers.get("band"), answers["drawn_from"]
    rows = list_cases(session, filters=Filters(open=False, band=band))
    own = session.vault.member
    chosen = (row for row in rows if _fits(row, which) and not own.is_called(row.worker))
    return sorted(chosen, key=lambda row: row.id)


def _fits(row: CaseRow, which: str) -> bool:
    return (row.open and which != "closed") or (row.closed and which != "open")


def drawn_cases(session: Session) -> list[Drawn]:
    """Return the cases drawn and still here, those to be read first, then the newest."""
    samples = {held.id: held for held in session.vault.fetch(QualitySample)}
    found = []
    for review in session.vault.fetch(QualityReview):
        row = case_row(session, review.owner)
        if row is not None:
            found.append(_drawn(review, row, samples.get(review.sample or "")))
    found.sort(key=lambda each: each.reference)
    found.sort(key=lambda each: each.drawn_on or date.min, reverse=True)
    found.sort(key=lambda each: each.read_on is not None)
    return found


def _drawn(review: QualityReview, row: CaseRow, sample: QualitySample | None) -> Drawn:
    return Drawn(
        id=review.id,
        case_id=row.id,
        reference=row.reference,
        worker=row.worker,
        band=row.band,
        drawn_on=review.drawn_on,
        why=(sample.why or "") if sample else "",
        read_on=review.read_on,
        finding=review.overall or "",
        overall=said(review, "overall"),
        follow_up_by=review.follow_up_by,
    )


def typed_review(session: Session, review_id: str) -> dict[str, Typed]:
    """Return what was found so far as its form would have it typed."""
    held = _review(session, review_id)
    return {
        field.key: typed_of(field, value)
        for field in review_form().fields()
        if (value := getattr(held, field.name)) is not None
    }


def save_review(session: Session, review_id: str, typed: Mapping[str, Typed]) -> None:
    """Save what was found in a case, and settle its draft.

    Raises:
        GateError: something is missing or cannot be read.
        RefusedError: the member is no supervisor, or it is a case of their own.
    """
    session.need(Role.SUPERVISOR)
    held = _review(session, review_id)
    row = case_row(session, held.owner)
    if row is None:
        raise RefusedError("This case is not here. Nothing was changed.")
    if session.vault.member.is_called(row.worker):
        raise RefusedError("You cannot review your own case. Ask another supervisor.")
    form = review_form()
    reading = read_form(form, typed, session.clock())
    given = reading.answers[QualityReview.kind]
    missing = [problem.as_missing() for problem in reading.problems]
    missing.extend(missing_at(QualityReview, given, Gate.APPROVE))
    if missing:
        raise GateError("Everything you typed is kept. To save it, mend these:", missing)
    answers: dict[str, Any] = {field.name: given.get(field.name) for field in form.fields()}
    answers |= {"read_on": session.today, "read_by": session.name}
    draft = review_draft(held.owner, review_id)
    session.save("save", [Save(QualityReview, review_id, held.owner, answers)], draft=draft)


def _review(session: Session, review_id: str) -> QualityReview:
    held = session.vault.fetch_one(QualityReview, review_id)
    if held is None:
        raise RefusedError("This review is not here. Nothing was changed.")
    return held


def progress(found: Sequence[Drawn]) -> tuple[int, int]:
    """Return how many of the cases drawn were read, and how many were drawn."""
    return sum(each.read_on is not None for each in found), len(found)
