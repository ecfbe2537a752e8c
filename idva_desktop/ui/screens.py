"""The screens that exist: one entry each. A new screen is one line here and one module."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from idva_desktop.domain.roles import Role
from idva_desktop.ui.cases_view import CasesView
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.draft_keeper import DraftKeeper
from idva_desktop.ui.drafts_view import DraftsView
from idva_desktop.ui.intake_view import IntakeView
from idva_desktop.ui.kpi_view import KpiView
from idva_desktop.ui.plan_view import PlanView
from idva_desktop.ui.redaction_view import RedactionView
from idva_desktop.ui.return_view import ReturnView
from idva_desktop.ui.review_view import ReviewView
from idva_desktop.ui.risk_view import RiskView
from idva_desktop.ui.service_view import ServiceView
from idva_desktop.ui.today_view import TodayView


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen.

    Attributes:
        name: as :class:`~idva_desktop.ui.desk.Place` names it.
        words: its name in the rail.
        icon: a bundled icon.
        make: makes its view.
        role: who may see it; everybody if ``None``.
        in_rail: whether the rail leads there.
    """

    name: str
    words: str
    icon: str
    make: Callable[[Desk], QWidget]
    role: Role | None = None
    in_rail: bool = True


def screens() -> tuple[Screen, ...]:
    """Return the screens, in order of the rail."""
    tr = QCoreApplication.translate
    return (
        Screen("today", tr("screens", "Today"), "sun", TodayView),
        Screen("cases", tr("screens", "Cases"), "folder-open", CasesView),
        Screen("intake", tr("screens", "New referral"), "file-input", IntakeView, in_rail=False),
        Screen("risk", tr("screens", "Risk"), "gauge", RiskView, in_rail=False),
        Screen("plan", tr("screens", "Safety plan"), "shield", PlanView, in_rail=False),
        Screen("drafts", tr("screens", "Drafts"), "notebook-pen", DraftsView),
        Screen("review", tr("screens", "Review"), "user-round-check", ReviewView, Role.SUPERVISOR),
        Screen("redaction", tr("screens", "Redaction"), "eye-off", RedactionView, in_rail=False),
        Screen("service", tr("screens", "Service"), "archive", ServiceView),
        Screen("kpis", tr("screens", "KPIs"), "chart-column", KpiView, Role.SUPERVISOR),
        Screen("returns", tr("screens", "Returns"), "file-check", ReturnView, Role.SUPERVISOR),
    )


def screens_for(desk: Desk) -> dict[str, Screen]:
    """Return the screens that the member may see, by name."""
    return {
        screen.name: screen
        for screen in screens()
        if screen.role is None or desk.session.may(screen.role)
    }


def let_go_of_screens(views: dict[str, QWidget], *, but: str) -> None:
    """Let screens be made anew when somebody next goes there; their drafts are kept first.

    Args:
        views: the screens that were made, by name; those that go are taken out.
        but: the one in sight, which stays.
    """
    for name in [each for each in views if each != but]:
        keepers = views[name].findChildren(DraftKeeper)
        for keeper in keepers:
            keeper.keep_now()
        if not any(keeper.is_waiting() for keeper in keepers):  # what is not kept stays in sight
            views.pop(name).deleteLater()
