"""Drafts as a list that leads back to where each was left."""

from dataclasses import dataclass
from datetime import datetime

from idva_desktop.casework import drafts
from idva_desktop.casework.cases import case_row
from idva_desktop.casework.session import Session
from idva_desktop.domain.record import record_types

_NAMES = {
    "intake": "New referral",
    "referral_decision": "Decision on a referral",
    "contact": "Contact",
    "risk": "Risk assessment",
    "plan": "Safety plan",
    "action": "Plan action",
    "plan_return": "Note that returns a plan",
    "closure": "Closure",
    "closure_return": "Note that returns a closure",
    "sharing_return": "Note that refuses a sharing",
    "reopen": "Reopening",
    "review_return": "Note that returns work",
    "allocation": "Allocation",
    "quality_sample": "Quality sample",
    "quality_review": "Quality review",
    "begin": "Begin support",
    "redaction": "Redaction",
}


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """One draft.

    Attributes:
        key: its key.
        form: the form's name.
        title: the form in words.
        case_id: its case; blank for a referral and for what the service holds.
        reference: the case's reference; blank as well.
        shared: whether the service holds it, and no case.
        kept_at: when it was written last.
        answers: how many questions have words.
    """

    key: str
    form: str
    title: str
    case_id: str
    reference: str
    shared: bool
    kept_at: datetime
    answers: int


def kept_drafts(session: Session) -> list[KeptDraft]:
    """Return the member's drafts, newest first."""
    shared = {kind.kind for kind in record_types() if kind.scope.is_shared}
    titles = _NAMES | {kind.kind: kind.title for kind in record_types() if kind.kind not in _NAMES}
    found = []
    for draft in drafts.all_kept(session):
        case_id = draft.key.partition(":")[2].partition(":")[0]
        row = case_row(session, case_id) if case_id and draft.form != "intake" else None
        found.append(
            KeptDraft(
                key=draft.key,
                form=draft.form,
                title=titles.get(draft.form, draft.form),
                case_id=row.id if row else "",
                reference=row.reference if row else "",
                shared=draft.form in shared,
                kept_at=draft.kept_at,
                answers=len(draft.typed),
            )
        )
    return found
