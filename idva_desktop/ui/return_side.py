"""Beside the cells of a return: why one is withheld, and what was checked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent

from idva_desktop.casework.reporting.return_lines import STRAND_ORDER, PreviewRow
from idva_desktop.casework.reporting.return_preview import Preview
from idva_desktop.ui.return_check_words import Check
from idva_desktop.ui.return_words import why_title, why_words
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.icon_mark import IconLine
from idva_desktop.ui.widgets.labels import Line, WrappedLabel


class WhyCard(Card):
    """Why the cell that was asked about is withheld."""

    def __init__(self) -> None:
        super().__init__(gap=4)
        self.add(Line(self.tr("Why is this withheld?"), "heading"))
        self.cell = WrappedLabel("", "medium", "muted")
        self.reason = WrappedLabel("")
        self.true_figure = IconLine(
            "eye", self.tr("True figure: yours to see in KPIs"), role="small"
        )
        self.add(self.cell)
        self.add(self.reason)
        self.add(self.true_figure)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say how to ask."""
        self._say("", self.tr("Go to a withheld cell and press Enter."), told=False)

    def show_cell(self, preview: Preview, row: PreviewRow, strand: str) -> None:
        """Answer for one cell."""
        at = STRAND_ORDER.index(strand) if len(row.cells) > 1 else 0
        cell = row.cells[at]
        because = preview.why(cell) if cell is not None else None
        words = self.tr("This figure is shown.")
        if cell is None:
            words = self.tr("It is not in the return, which gives this by total only.")
        told = because is not None
        self._say(why_title(row, strand), why_words(because) if because else words, told=told)

    def _say(self, cell: str, reason: str, *, told: bool) -> None:
        self.cell.setText(cell)
        self.cell.setVisible(bool(cell))
        self.reason.setText(reason)
        self.true_figure.setVisible(told)
        self.setAccessibleName(f"{cell}. {reason}".strip(". "))
        if cell:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))


class ChecksCard(Card):
    """Each check with its outcome, and how many have passed."""

    def __init__(self) -> None:
        super().__init__(gap=10)
        head = Row(gap=8)
        head.add(Line(self.tr("Checks"), "heading"), 1)
        self.passed = Line("", "small")
        head.add(self.passed, align=Qt.AlignmentFlag.AlignVCenter)
        self.lines = Column(10)
        self.add(head)
        self.add(self.lines)

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        """Show these."""
        self.lines.clear()
        passed = sum(check.passed is True for check in checks)
        words = self.tr("{0} of {1} passed").format(passed, len(checks)) if checks else ""
        self.passed.setText(words)
        self.passed.set_colour("success" if passed == len(checks) else "warning")
        self.passed.updateGeometry()
        for check in checks:
            self.lines.add(self._line(check))
        if not checks:
            self.lines.add(WrappedLabel(self.tr("They follow once the return is prepared.")))

    def _line(self, check: Check) -> IconLine:
        icon, tint, word = {
            True: ("circle-check", "success", self.tr("passed")),
            False: ("circle-x", "error", self.tr("not passed")),
            None: ("circle-dashed", "warning", self.tr("waits")),
        }[check.passed]
        line = IconLine(icon, check.title, role="medium", tint=tint, detail=check.detail)
        line.setAccessibleName(f"{check.title}: {word}. {check.detail}")
        return line
