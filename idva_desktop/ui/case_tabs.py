"""The tabs of a case: one entry each. A new tab is one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from idva_desktop.domain.record import Record
from idva_desktop.domain.records import (
    AbusePattern,
    AgencyAction,
    ContactPause,
    CourtOrder,
    Entitlement,
    MaracEpisode,
    Need,
    Perpetrator,
    ProcessStep,
    RiskAssessment,
    Safeguarding,
    SafetyPlan,
    Sharing,
    TriggerEvent,
    WorkplaceMeasure,
)
from idva_desktop.ui.case_timeline_view import CaseTimelineView
from idva_desktop.ui.closure_view import ClosureView
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.records_view import ListWords, RecordsView


@dataclass(frozen=True, slots=True)
class CaseTab:
    """One tab.

    Attributes:
        name: as a :class:`~idva_desktop.ui.desk.Place` may name it.
        words: its name.
        make: makes its view for a case.
        counts: the kind of which the tab tells the number, if any.
        own_scroll: whether the view scrolls by itself.
    """

    name: str
    words: str
    make: Callable[[Desk, str], QWidget]
    counts: type[Record] | None = None
    own_scroll: bool = False


def case_tabs() -> tuple[CaseTab, ...]:
    """Return the tabs, in order; the first nine have Alt and a digit."""
    tr = QCoreApplication.translate
    return (
        CaseTab("case", tr("case_tabs", "Timeline"), CaseTimelineView, own_scroll=True),
        *_worked_on_screens(),
        *_listed_kinds(),
        CaseTab("closure", tr("case_tabs", "Closure"), ClosureView),
        # Behind the ninth, so that the keys of the others stay as they were learned.
        *_kinds_of_safety(),
        *_kinds_of_justice(),
        *_kinds_of_sharing(),
    )


def _worked_on_screens() -> tuple[CaseTab, ...]:
    tr = QCoreApplication.translate
    return (
        _listed(
            RiskAssessment,
            "risks",
            ListWords(
                tr("case_tabs", "Risk"),
                tr("case_tabs", "Assess risk"),
                tr("case_tabs", "Risk is not assessed yet"),
                icon="gauge",
            ),
            columns=("on", "stage", "score", "band", "signed_by"),
            leads_to="risk",
        ),
        _listed(
            SafetyPlan,
            "plans",
            ListWords(
                tr("case_tabs", "Safety plan"),
                tr("case_tabs", "Open the plan"),
                tr("case_tabs", "No safety plan is made yet"),
                icon="shield",
            ),
            columns=("version", "made_on", "review_by", "state", "approved_by"),
            leads_to="plan",
        ),
    )


def _listed_kinds() -> tuple[CaseTab, ...]:
    tr = QCoreApplication.translate
    return (
        _listed(
            Need,
            "needs",
            ListWords(
                tr("case_tabs", "Needs"),
                tr("case_tabs", "Add a need"),
                tr("case_tabs", "No need is recorded"),
                tr("case_tabs", "Levels go from 0, none, to 4, acute."),
            ),
        ),
        _listed(
            ProcessStep,
            "tracks",
            ListWords(
                tr("case_tabs", "Tracks"),
                tr("case_tabs", "Add a step"),
                tr("case_tabs", "No process is recorded"),
                tr("case_tabs", "Criminal, misconduct, civil or other: each step with its day."),
                icon="scale",
            ),
        ),
        _listed(
            MaracEpisode,
            "marac",
            ListWords(
                tr("case_tabs", "MARAC"),
                tr("case_tabs", "Add a decision"),
                tr("case_tabs", "No MARAC decision is recorded"),
                tr("case_tabs", "Not to refer is a decision too."),
                icon="users-round",
            ),
        ),
        _listed(
            Perpetrator,
            "perpetrator",
            ListWords(
                tr("case_tabs", "Perpetrator"),
                tr("case_tabs", "Add what is known"),
                tr("case_tabs", "Nothing is recorded about the alleged perpetrator"),
            ),
        ),
        _listed(
            ContactPause,
            "pauses",
            ListWords(
                tr("case_tabs", "Do not contact"),
                tr("case_tabs", "Add a pause"),
                tr("case_tabs", "Contact is not suspended"),
                tr("case_tabs", "A pause stops the clock; nobody is pushed."),
                icon="ban",
            ),
        ),
    )


def _kinds_of_safety() -> tuple[CaseTab, ...]:
    tr = QCoreApplication.translate
    return (
        _listed(
            TriggerEvent,
            "changes",
            ListWords(
                tr("case_tabs", "Something changed"),
                tr("case_tabs", "Add a change"),
                tr("case_tabs", "No change is recorded"),
                tr(
                    "case_tabs",
                    "An incident, a separation, a return: each asks for a new assessment.",
                ),
                icon="circle-alert",
            ),
        ),
        _listed(
            AbusePattern,
            "abuse",
            ListWords(
                tr("case_tabs", "Abuse"),
                tr("case_tabs", "Add a form of abuse"),
                tr("case_tabs", "No form of abuse is recorded"),
                tr(
                    "case_tabs",
                    "Each form with how often and whether it grows: the plan starts from these.",
                ),
            ),
        ),
        _listed(
            WorkplaceMeasure,
            "workplace",
            ListWords(
                tr("case_tabs", "Workplace"),
                tr("case_tabs", "Add a measure"),
                tr("case_tabs", "No workplace measure is recorded"),
                tr("case_tabs", "What was asked of the employer, and whether it is in place."),
            ),
        ),
        _listed(
            Safeguarding,
            "safeguarding",
            ListWords(
                tr("case_tabs", "Safeguarding"),
                tr("case_tabs", "Add a decision"),
                tr("case_tabs", "No safeguarding decision is recorded"),
                tr("case_tabs", "Children and adults at risk. Not to refer is a decision too."),
                icon="shield",
            ),
        ),
    )


def _kinds_of_justice() -> tuple[CaseTab, ...]:
    tr = QCoreApplication.translate
    return (
        _listed(
            CourtOrder,
            "orders",
            ListWords(
                tr("case_tabs", "Orders"),
                tr("case_tabs", "Add an order"),
                tr("case_tabs", "No order is recorded"),
                tr("case_tabs", "Orders and bail conditions, with the day on which they end."),
                icon="scale",
            ),
        ),
        _listed(
            Entitlement,
            "entitlements",
            ListWords(
                tr("case_tabs", "Entitlements"),
                tr("case_tabs", "Add a right"),
                tr("case_tabs", "No entitlement is recorded"),
                tr(
                    "case_tabs",
                    "Rights under the Victims’ Code, tracked until they are met or declined.",
                ),
            ),
        ),
    )


def _kinds_of_sharing() -> tuple[CaseTab, ...]:
    tr = QCoreApplication.translate
    return (
        _listed(
            Sharing,
            "sharing",
            ListWords(
                tr("case_tabs", "Sharing"),
                tr("case_tabs", "Add a sharing"),
                tr("case_tabs", "Nothing is shared with anybody"),
                tr("case_tabs", "Without the client’s consent a supervisor approves it first."),
            ),
            columns=("recipient", "basis", "state", "shared_on", "expires_on"),
        ),
        _listed(
            AgencyAction,
            "agencies",
            ListWords(
                tr("case_tabs", "What agencies owe"),
                tr("case_tabs", "Add what is owed"),
                tr("case_tabs", "No agency owes anything"),
                tr("case_tabs", "Each promise with its day, until it is met."),
            ),
            columns=("agency", "what", "due", "state", "chased_on"),
        ),
    )


def _listed(
    kind: type[Record],
    name: str,
    said: ListWords,
    *,
    columns: tuple[str, ...] = (),
    leads_to: str = "",
) -> CaseTab:
    make = partial(RecordsView, kind=kind, said=said, columns=columns, leads_to=leads_to)
    return CaseTab(name, said.title, make, counts=kind)
