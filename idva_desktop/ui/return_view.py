"""The return: which period, what the Met will see, what was checked, and issuing it with another.

Preparing and issuing are jobs; whatever goes wrong stands in the page as a sentence, and nothing
is half-written.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from idva_desktop.casework.reporting.issuing import Issued, issue_return
from idva_desktop.casework.reporting.return_lines import PreviewRow
from idva_desktop.casework.reporting.return_periods import (
    ReturnPeriod,
    Standing,
    first_choice,
    return_periods,
)
from idva_desktop.casework.reporting.return_preview import Preview, preview_return
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.progress import Progress
from idva_desktop.domain.roles import Role
from idva_desktop.domain.vocab import within
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.job_strip import JobStrip
from idva_desktop.ui.record_return_panel import RecordReturnPanel
from idva_desktop.ui.return_approval import ApprovalCard
from idva_desktop.ui.return_cells import CellCount, ReturnCells
from idva_desktop.ui.return_check_words import checks_of
from idva_desktop.ui.return_design_card import DesignCard
from idva_desktop.ui.return_side import ChecksCard, WhyCard
from idva_desktop.ui.return_words import choice_words, dates_words, issued_words, standing_words
from idva_desktop.ui.screen_view import ScreenView
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.plain_scroll import PlainScroll
from idva_desktop.ui.widgets.status_line import KeyHint

_SIDE = 336  # px at 100 %, of the column beside the cells
_NO_LIMIT = 16777215


class ReturnView(ScreenView):
    """The screen of returns.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.periods: dict[str, ReturnPeriod] = {}
        self.preview: Preview | None = None
        self._issuing = False
        self._approved_by = ""  # from the moment of issuing until the return is read again
        self.pages = QStackedWidget()
        self.nothing = EmptyState("file-check", "", "")
        self.page = PlainScroll(self._build())
        self.pages.addWidget(self.nothing)
        self.pages.addWidget(self.page)
        self.add(self.pages, 1)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+E"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._ask_to_issue)
        self.dress()

    def _build(self) -> QWidget:
        content = Column(16, (28, 22, 28, 20))
        content.add(self._head())
        self.success = MessageStrip(Tone.SUCCESS, "")
        self.again = Button(self.tr("Prepare again"), size="control_compact")
        self.again.clicked.connect(self._prepare)
        self.problem = MessageStrip(Tone.ERROR, "", choices=(self.again,))
        self.sent = MessageStrip(
            Tone.INFO,
            self.tr("It was sent before this program was in use, so there is nothing to issue."),
            self.tr(
                "Its figures stand in the file that was recorded. Every return issued here is "
                "proved safe together with them."
            ),
        )
        for strip in (self.success, self.problem, self.sent):
            strip.hide()
            content.add(strip)
        self.cells = ReturnCells()
        self.jobs = JobStrip(self.desk)
        self.count = CellCount()
        self.why, self.checks = WhyCard(), ChecksCard()
        self.approval = ApprovalCard()
        self.design = DesignCard(self.desk)
        self._main, self._side = Column(12), Column(12)
        self._main.add(self.cells, 1)
        self._main.add(self.jobs)
        self._main.add(self.count)
        self._main.add(self.approval)  # before the design, as Tab goes
        self._side.add(self.why)
        self._side.add(self.checks)
        self._side.add_stretch()
        self._lower = Row(gap=16)
        self._lower.add(self._main, 1)
        self._lower.add(self._side)
        content.add(self._lower, 1)
        content.add(self.design)
        self.cells.asked.connect(self._explain)
        self.approval.changed.connect(self._show_checks)
        self.approval.issue_asked.connect(self._issue)
        self.design.changed.connect(self.desk.saved)
        self.design.grown.connect(self._bring_design)
        return content

    def _head(self) -> QWidget:
        titles = Column(2)
        self.title = Line(self.tr("Return"), "display")
        self.line = WrappedLabel("", "body", "muted")
        titles.add(self.title)
        titles.add(self.line)
        self.period_field = ChoiceField(self.tr("Period"), (), prompt="", width=280)
        label = Line(self.period_field.label, "small", "muted")
        label.setBuddy(self.period_field)
        fields = Row(gap=8)
        fields.add(label)
        fields.add(self.period_field, 1)
        self._heading_row = Row(gap=16)
        self._heading_row.add(titles, 1)
        self.record = Button(self.tr("Record an earlier return"))
        self.record.clicked.connect(self._record)
        self.record.hide()
        self._heading_row.add(self.record, align=Qt.AlignmentFlag.AlignTop)
        self._heading_row.add(fields, align=Qt.AlignmentFlag.AlignTop)
        self.period_field.changed.connect(self._choose)
        return self._heading_row

    def dress(self) -> None:
        """Put everything below each other where the text is large."""
        super().dress()
        if getattr(self, "page", None) is None:
            return
        roomy = look().roomy
        for parts in (self._heading_row, self._lower):
            parts.lay(beside=roomy)
        self._side.setMinimumWidth(look().grown(_SIDE) if roomy else 0)
        self._side.setMaximumWidth(look().grown(_SIDE) if roomy else _NO_LIMIT)
        (self._main if roomy else self._side).add(self.approval)
        # Why stays near the cell that was asked about.
        (self._side if roomy else self._main).box.insertWidget(0 if roomy else 1, self.why)

    # Fetching and preparing

    def refresh(self) -> None:
        """Fetch the periods again and prepare the chosen one; issuing is never interrupted."""
        if self._issuing:
            return
        try:
            self.desk.session.need(Role.SUPERVISOR)
        except RefusedError as refused:
            self._say_nothing(self.tr("Returns are for supervisors"), str(refused))
            return
        if not self.periods:
            self._say_nothing(self.tr("Looking"), self.tr("Which returns were issued before."))
        own = self.desk.session.name
        members = (member.name for member in self.desk.session.vault.members())
        others = [name for name in members if name != own]
        self.approval.offer(others)
        self.design.offer(others)
        self.jobs.run(_periods, self._found, self._failed, quietly=True)

    def chosen(self) -> ReturnPeriod | None:
        """Return the period that is chosen."""
        return self.periods.get(self.period_field.value())

    def _found(self, periods: Sequence[ReturnPeriod]) -> None:
        before = self.period_field.value()
        self.periods = {each.period.name: each for each in periods}
        # Once a return is issued, what was sent before can no longer become part of its proof.
        self.record.setVisible(not any(each.standing is Standing.ISSUED for each in periods))
        self.period_field.set_options(
            [Option(each.period.name, choice_words(each)) for each in periods]
        )
        if before not in self.periods:
            self.period_field.set_value(first_choice(periods))
        self.pages.setCurrentWidget(self.page)
        self._prepare()

    def _choose(self) -> None:
        self._approved_by = ""
        self.success.hide()
        self._prepare()

    def _prepare(self) -> None:
        chosen = self.chosen()
        if chosen is None or self._issuing:
            return
        title = chosen.period.title()
        self.title.setText(self.tr("Return, {0}").format(within(title)))
        self.line.setText(f"{dates_words(chosen.period)}. {standing_words(chosen)}")
        self.problem.hide()
        recorded = chosen.standing is Standing.RECORDED
        self.sent.setVisible(recorded)
        self._show_parts(shown=not recorded)
        if recorded:
            self.jobs.let_go()
            self._show(None, self.tr("It was sent before, so there is nothing to issue."))
            return
        self.approval.suggest_folder(chosen.period.name)
        closed = self.tr("Opens when the return is prepared and every check has passed.")
        period = chosen.period
        held = self.preview is not None and self.preview.prepared.released.period == period.name
        if held:
            # What is shown stays until it is prepared anew, so that nothing flickers.
            self.approval.close_for(closed, again=chosen.standing is Standing.ISSUED)
            self._show_checks()
        else:
            self._show(None, closed)

        def prepare(session: Session, progress: Progress) -> Preview:
            return preview_return(session, period, progress)

        self.jobs.run(prepare, self._prepared, self._failed, quietly=held)

    def _show_parts(self, *, shown: bool) -> None:
        """Show the figures and what is beside them, or leave their room empty below a message."""
        at = QApplication.focusWidget()
        if not shown and at is not None and self._lower.isAncestorOf(at):
            self.period_field.setFocus()
        for part in (self._main, self._side):
            part.setVisible(shown)
        self.hinted.emit()

    def _prepared(self, preview: Preview) -> None:
        failed = self.tr("A check has not passed, so this return cannot be issued.")
        self._show(preview, None if preview.checks.passed else failed)
        if self.jobs.held_focus:
            self.cells.focus_first()

    def _failed(self, sentence: str) -> None:
        if not self.periods:
            self._say_nothing(self.tr("The returns could not be read"), sentence)
            return
        chosen = self.chosen()
        waits = chosen is not None and chosen.standing is Standing.NOT_YET
        self.problem.say(Tone.INFO if waits else Tone.ERROR, sentence)
        self.again.setVisible(not waits)  # what is not over is no fault, and no try would mend it
        self.problem.show()
        self._show_parts(shown=not waits)
        self._show(None, self.tr("There is nothing to issue; the reason stands above."))
        if self.jobs.held_focus:
            (self.period_field if waits else self.again).setFocus()

    def _record(self) -> None:
        self.desk.open_panel(RecordReturnPanel(self.desk))

    # Showing

    def _show(self, preview: Preview | None, closed: str | None) -> None:
        self.preview = preview
        self.cells.show_preview(preview)
        self.count.show_preview(preview)
        self.count.setVisible(preview is not None)
        self.design.show_preview(preview)
        self.why.show_nothing()
        again = preview is not None and preview.prepared.again
        self.approval.close_for(closed, again=again)
        self._show_checks()

    def _show_checks(self) -> None:
        if self.preview is None:
            self.checks.show_checks(())
        else:
            chosen = self.chosen()
            issued = chosen.issued if chosen else None
            approved_by = (issued.approved_by or "") if issued else self._approved_by
            found = checks_of(self.preview, self.approval.second(), approved_by)
            self.checks.show_checks(found)

    def _explain(self, row: PreviewRow, strand: str) -> None:
        if self.preview is not None:
            self.why.show_cell(self.preview, row, strand)
            if not look().roomy:
                self._bring(self.why)

    def _bring_design(self) -> None:
        self._bring(self.design)

    def _bring(self, part: QWidget) -> None:
        """Scroll to a part of the page once it is as high as its words."""
        QTimer.singleShot(0, self, lambda: self.page.ensureWidgetVisible(part))

    def _say_nothing(self, title: str, sentence: str) -> None:
        self.nothing.say(title, sentence)
        self.pages.setCurrentWidget(self.nothing)

    # Issuing

    def _ask_to_issue(self) -> None:
        """Issue, or lead to what is still missing for it."""
        button = self.approval.issue.button
        if button.isEnabled():
            button.click()
        elif not self._issuing:
            self.approval.focus_first()
            self.page.ensureWidgetVisible(self.approval)

    def _issue(self) -> None:
        preview = self.preview
        if preview is None or self._issuing:
            return
        given, prepared = self.approval.approval(), preview.prepared
        period = Period.parse(prepared.released.period)

        def issue(session: Session, progress: Progress) -> Issued:
            return issue_return(
                session,
                period,
                given.folder,
                approver=given.member,
                passphrase=given.passphrase,
                prepared=prepared,
                progress=progress,
            )

        self.jobs.run(issue, partial(self._issued, given.member), self._not_issued)
        self.jobs.stop_button.setFocus()  # before the fields close, or the focus would leave them
        self._set_issuing(on=True)
        self.approval.begin()
        self.page.ensureWidgetVisible(self.jobs)

    def _set_issuing(self, *, on: bool) -> None:
        self._issuing = on
        self.period_field.setEnabled(not on)

    def _issued(self, approved_by: str, issued: Issued) -> None:
        self._set_issuing(on=False)
        self._approved_by = approved_by
        self.approval.close_for(self.tr("It is issued, and is read once more."), again=True)
        self.approval.end()
        if self.jobs.held_focus:
            self.cells.focus_first()
        self._tell(issued)
        self.desk.saved()

    def _tell(self, issued: Issued) -> None:
        self.success.say(Tone.SUCCESS, *issued_words(issued))
        self.success.show()
        self.page.verticalScrollBar().setValue(0)

    def _not_issued(self, sentence: str) -> None:
        self._set_issuing(on=False)
        self.approval.end(sentence)
        if self.jobs.held_focus:
            self.approval.focus_first()
        self._bring(self.approval.problem)

    # The window

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here; none where there is nothing to look at."""
        if self._main.isHidden():
            return ()
        first = KeyHint("← ↑ ↓ →", self.tr("cell"))
        if not look().roomy:  # one arrives at the head, where the arrows choose the period
            first = KeyHint("F6", self.tr("next part"))
        return (
            first,
            KeyHint("Enter", self.tr("why withheld")),
            KeyHint("Ctrl+Shift+E", self.tr("issue")),
        )

    def panes(self) -> Sequence[QWidget]:
        """Return the parts that F6 walks through."""
        return (self.period_field, self.cells, self.approval, self.design)

    def focus_first(self) -> None:
        """Begin at the first figure."""
        self.cells.focus_first()

    def arrive(self) -> None:
        """Begin at the head where the table does not show beside it."""
        if look().roomy:
            self.focus_first()
        else:
            self.period_field.setFocus()


def _periods(session: Session, _progress: Progress) -> list[ReturnPeriod]:
    return return_periods(session)
