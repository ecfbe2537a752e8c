"""The key figures for the pictures: true, with the cases behind one, and as the Met has them."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from idva_desktop.app import demo_secrets
from idva_desktop.casework.reporting.issuing import issue_return
from idva_desktop.casework.reporting.return_periods import Standing, return_periods
from idva_desktop.ui.cases_behind_panel import CasesBehindPanel
from idva_desktop.ui.kpi_view import KpiView
from idva_desktop.ui.shell_view import ShellView

Step = Callable[[], None]
Wait = Callable[[str, Callable[[], object]], None]


def kpi_screens(shell: ShellView, wait: Wait) -> Iterator[tuple[str, Step]]:
    """Yield the pictures of the key figures, in order: the last issues a return first."""

    def view() -> KpiView:
        shell.desk.go("kpis")
        found = shell.view()
        assert isinstance(found, KpiView)
        wait("kpis", lambda: found.board is not None and found.pages.currentWidget() is found.page)
        return found

    def behind() -> None:
        figures = view()
        figures.table.set_current_code("K06")
        figures.table.opened.emit("K06")
        panel = shell.findChildren(CasesBehindPanel)[-1]
        panel.part.set_value("not_met")
        panel.part.changed.emit()
        wait("the cases", panel.count.isVisible)

    def as_met() -> None:
        shell.desk.close_panel()
        figures = view()
        if figures.side_field.value() != "met":
            figures.side_field.set_value("met")
            figures.side_field.changed.emit()
        view()

    def true() -> None:
        view()

    yield "kpis", true
    yield "kpis-behind", behind
    _issue_the_first(shell)
    yield "kpis-met", as_met


def _issue_the_first(shell: ShellView) -> None:
    session = shell.desk.session
    ready = next(each for each in return_periods(session) if each.standing is Standing.NEXT)
    second = demo_secrets.CASEWORKER
    with tempfile.TemporaryDirectory() as place:
        issue_return(
            session,
            ready.period,
            Path(place) / "return",
            approver=second.name,
            passphrase=second.passphrase,
        )
