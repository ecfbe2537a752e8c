"""Where a draft's form stands, so that a person can go on with it."""

from idva_desktop.casework.kept_drafts import KeptDraft
from idva_desktop.ui.case_tabs import case_tabs
from idva_desktop.ui.desk import Desk

# Where a draft's form stands that is no tab of a case and not named like its screen.
_PLACES = {
    "action": "plan",
    "plan_return": "plan",
    "closure_return": "closure",
    "sharing_return": "sharing",
    "reopen": "closure",
    "identity_asking": "identity",
    "begin": "case",
    "task": "case",
}
# The part of the review on which a draft's form stands.
_REVIEW = {
    "review_return": "queue",
    "allocation": "allocation",
    "quality_sample": "quality",
    "quality_review": "quality",
    "supervision_note": "supervision_note",
    "cover": "cover",
}


# The part of the service on which a draft's form stands that is no part of its own.
_SERVICE = {"feedback_answer": "feedback"}


def _tabs() -> dict[str, str]:
    """Return the place of each form that opens from a case."""
    listed = {tab.counts.kind: tab.name for tab in case_tabs() if tab.counts is not None}
    return listed | _PLACES


def go_on(desk: Desk, draft: KeptDraft) -> None:
    """Lead to where the draft was left."""
    if draft.form in ("intake", "referral_decision"):
        desk.go("intake")
    elif draft.form == "snooze":
        desk.go("today", draft.case_id, draft.key.split(":", 2)[2])
    elif draft.form in _REVIEW:
        desk.go("review", part=_REVIEW[draft.form])
    elif draft.shared:
        desk.go("service", part=_SERVICE.get(draft.form, draft.form))
    elif draft.case_id:
        desk.go(_tabs().get(draft.form, draft.form), draft.case_id)
