"""The tabs of the work itself: timeline, risk, plan, needs, tracks, MARAC, closure."""

from PySide6.QtCore import QCoreApplication

from idva_desktop.domain.records import (
    AgencyAction,
    Attachment,
    CaseSupervision,
    Entitlement,
    FeedbackOffer,
    LegalHold,
    MaracEpisode,
    Need,
    ProcessStep,
    RiskAssessment,
    SafetyPlan,
    TriggerEvent,
)
from idva_desktop.ui.case_parts import CaseGroup, CaseTab, listed
from idva_desktop.ui.case_timeline_view import CaseTimelineView
from idva_desktop.ui.closure_view import ClosureView
from idva_desktop.ui.documents_view import DocumentsView
from idva_desktop.ui.records_view import ListWords
from idva_desktop.ui.removal_view import RemovalView
from idva_desktop.ui.tracks_view import TracksView


def timeline() -> CaseGroup:
    """What happened."""
    words = QCoreApplication.translate("case_tabs", "Timeline")
    return CaseGroup("case", words, (CaseTab("case", words, CaseTimelineView, own_scroll=True),))


def risk() -> CaseGroup:
    """The assessments, what has changed since, and when a supervisor looked at it."""
    tr = QCoreApplication.translate
    said = ListWords(
        tr("case_tabs", "Risk"),
        tr("case_tabs", "Assess risk"),
        tr("case_tabs", "Risk is not assessed yet"),
        icon="gauge",
    )
    columns = ("on", "stage", "score", "band", "signed_by")
    changes = ListWords(
        tr("case_tabs", "Something changed"),
        tr("case_tabs", "Add a change"),
        tr("case_tabs", "No change is recorded"),
        tr("case_tabs", "An incident, a separation, a return: each asks for a new assessment."),
        icon="circle-alert",
    )
    supervised = ListWords(
        tr("case_tabs", "Case supervision"),
        tr("case_tabs", "Add a supervision"),
        tr("case_tabs", "The case has not been talked through in supervision"),
        tr("case_tabs", "A supervisor keeps it here: it is walled and erased with the case."),
        icon="users",
    )
    return CaseGroup(
        "risks",
        said.title,
        (
            listed(RiskAssessment, "risks", said, columns=columns, leads_to="risk"),
            listed(TriggerEvent, "changes", changes),
            listed(
                CaseSupervision,
                "supervisions",
                supervised,
                columns=("held_on", "next_by", "agreed"),
            ),
        ),
    )


def plan() -> CaseGroup:
    """The versions of the safety plan."""
    tr = QCoreApplication.translate
    said = ListWords(
        tr("case_tabs", "Safety plan"),
        tr("case_tabs", "Open the plan"),
        tr("case_tabs", "No safety plan is made yet"),
        icon="shield",
    )
    columns = ("version", "made_on", "review_by", "state", "approved_by")
    part = listed(SafetyPlan, "plans", said, columns=columns, leads_to="plan")
    return CaseGroup("plans", said.title, (part,))


def needs() -> CaseGroup:
    """The needs by area."""
    tr = QCoreApplication.translate
    said = ListWords(
        tr("case_tabs", "Needs"),
        tr("case_tabs", "Add a need"),
        tr("case_tabs", "No need is recorded"),
        tr("case_tabs", "Levels go from 0, none, to 4, acute."),
    )
    return CaseGroup("needs", said.title, (listed(Need, "needs", said),))


def tracks() -> CaseGroup:
    """The processes and what the Victims' Code gives in them."""
    tr = QCoreApplication.translate
    return CaseGroup(
        "tracks",
        tr("case_tabs", "Tracks"),
        (
            CaseTab("side_by_side", tr("case_tabs", "Side by side"), TracksView),
            listed(
                ProcessStep,
                "steps",
                ListWords(
                    tr("case_tabs", "Steps"),
                    tr("case_tabs", "Add a step"),
                    tr("case_tabs", "No process is recorded"),
                    tr("case_tabs", "Each step of a process with its day."),
                    icon="scale",
                ),
            ),
            listed(
                Entitlement,
                "entitlements",
                ListWords(
                    tr("case_tabs", "Entitlements"),
                    tr("case_tabs", "Add a right"),
                    tr("case_tabs", "No entitlement is recorded"),
                    tr("case_tabs", "Rights under the Victims’ Code, until met or declined."),
                ),
            ),
        ),
    )


def marac() -> CaseGroup:
    """The decisions on conferences."""
    tr = QCoreApplication.translate
    said = ListWords(
        tr("case_tabs", "MARAC"),
        tr("case_tabs", "Add a decision"),
        tr("case_tabs", "No MARAC decision is recorded"),
        tr("case_tabs", "Not to refer is a decision too."),
        icon="users-round",
    )
    owed = ListWords(
        tr("case_tabs", "MARAC actions"),
        tr("case_tabs", "Add an action"),
        tr("case_tabs", "No action is owed from a conference"),
        tr("case_tabs", "Who owes what, until it is met; listed with all that agencies owe."),
    )
    columns = ("agency", "what", "due", "state", "chased_on")
    actions = listed(
        AgencyAction, "marac_actions", owed, columns=columns, only=("arises_from", "marac")
    )
    return CaseGroup("marac", said.title, (listed(MaracEpisode, "marac", said), actions))


def closure() -> CaseGroup:
    """The end of the case."""
    tr = QCoreApplication.translate
    words = tr("case_tabs", "Closure")
    asked = listed(
        FeedbackOffer,
        "feedback_offer",
        ListWords(
            tr("case_tabs", "Feedback asked for"),
            tr("case_tabs", "Say whether it was asked for"),
            tr("case_tabs", "Nothing is recorded yet"),
            tr("case_tabs", "What was said is entered under Service, apart from the case."),
        ),
    )
    held = ListWords(
        tr("case_tabs", "Legal hold"),
        tr("case_tabs", "Add a hold"),
        tr("case_tabs", "This case is under no legal hold"),
        tr("case_tabs", "While one is in force, nothing of the case can be erased."),
        icon="lock",
    )
    return CaseGroup(
        "closure",
        words,
        (
            CaseTab("closure", words, ClosureView),
            asked,
            listed(LegalHold, "holds", held),
            CaseTab("removal", tr("case_tabs", "Removing for good"), RemovalView),
        ),
    )


def documents() -> CaseGroup:
    """Orders, forms and letters as files."""
    words = QCoreApplication.translate("case_tabs", "Documents")
    part = CaseTab("documents", words, DocumentsView, counts=Attachment)
    return CaseGroup("documents", words, (part,))
