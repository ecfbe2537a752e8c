"""What other tables would show: tried when asked for, chosen and approved by two."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from idva_desktop.casework.reporting.return_design import (
    TriedTable,
    as_changes,
    change_of,
    change_tables,
    finer_tables,
    simpler_designs,
    try_table,
)
from idva_desktop.casework.reporting.return_preview import Preview
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.progress import Progress
from idva_desktop.domain.vocab import within
from idva_desktop.returns.design_changes import DesignChange
from idva_desktop.returns.pack_changes import PackChange
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.job_strip import JobStrip
from idva_desktop.ui.return_design_words import (
    asked_words,
    change_words,
    changes_words,
    decided_words,
    gain_words,
    traded_words,
)
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets import cells
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind, ReasonedButton
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.passphrase_field import PassphraseField
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable

_Told = tuple[Sequence[PackChange], str]
"""Changes that can be chosen together, and what is said below the table while they are current."""


class DesignCard(Card):
    """The simpler tables, what each would show more and what it would cost.

    Args:
        desk: the desk.
    """

    changed = Signal()
    grown = Signal()  # what was tried is there

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=12)
        self.desk = desk
        self.preview: Preview | None = None
        self._told: dict[str, _Told] = {}
        self.tried: Sequence[DesignChange] | None = None
        self.asked: list[TriedTable] = []
        self._finer: dict[str, PackChange] = {}
        self.try_button = Button(self.tr("Try simpler tables"), size="control_compact")
        self.try_button.clicked.connect(self._try)
        self._head = Row(gap=12)
        self._head.add(Line(self.tr("What other tables would show"), "heading"), 1)
        self._head.add(self.try_button)
        self.said = WrappedLabel("", "body", "muted")
        self.jobs = JobStrip(desk)
        self.success, self.problem = MessageStrip(Tone.SUCCESS, ""), MessageStrip(Tone.ERROR, "")
        columns = (
            TableColumn(self.tr("Table")),
            TableColumn(self.tr("Shown more"), 112, number=True),
            TableColumn(self.tr("Shown less"), 112, number=True),
            TableColumn(self.tr("In all"), 84, number=True),
        )
        self.table = RecordTable(
            self.tr("Changes of the tables"), columns, row="control", whole=True
        )
        self.table.moved.connect(self._show_choice)
        self.figures = WrappedLabel("")
        self._asking, self._choice = self._build_asking(), self._build_choice()
        for widget in self._parts():
            self.add(widget)
        for strip in (self.success, self.problem):
            strip.hide()
        self.show_preview(None)
        self.dress()

    def _build_asking(self) -> Row:
        """Return the choice of a finer table and the button that tries it."""
        self.finer = ChoiceField(
            self.tr("A finer table"), (), prompt=self.tr("Another table"), width=320
        )
        self.ask_button = Button(self.tr("Try it"), size="control_compact")
        self.ask_button.clicked.connect(self._ask)
        self.finer.changed.connect(self._show_choice)
        label = Line(self.finer.label, "small", "muted")
        label.setBuddy(self.finer)
        row = Row(gap=8)
        row.add(label)
        row.add(self.finer, 1)
        row.add(self.ask_button)
        return row

    def _parts(self) -> tuple[QWidget, ...]:
        said = (self._head, self.said, self.jobs, self.success, self.problem)
        return (*said, self._asking, self.table, self.figures, self._choice)

    def _build_choice(self) -> Column:
        self.member = ChoiceField(self.tr("Second person for the tables"), (), width=200)
        self.passphrase = PassphraseField(self.tr("Their passphrase for the tables"), width=220)
        self._fields = Row(gap=16)
        for field, share in ((self.member, 2), (self.passphrase, 3)):
            frame = FieldFrame(field)
            frame.changed.connect(self._show_choice)
            self._fields.add(frame, share)
        self.use = ReasonedButton(Button("", Kind.PLAIN))
        self.use.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.use.button.clicked.connect(self._use)
        whole = Column(12)
        whole.add(self._fields)
        whole.add(self.use)
        return whole

    def dress(self) -> None:
        """Put the fields below each other where the text is large."""
        super().dress()
        if getattr(self, "_fields", None) is not None:
            for row in (self._fields, self._head, self._asking):
                row.lay(beside=look().roomy)
            self._show_choice()

    def offer(self, members: Sequence[str]) -> None:
        """Offer these people as the second; the member is not among them."""
        self.member.set_options([Option(name, name) for name in members])

    def show_preview(self, preview: Preview | None) -> None:
        """Take a return that was prepared anew; what was tried of the one before falls away."""
        again = preview is not None and preview.prepared.again
        same = (
            preview is not None
            and self.preview is not None
            and preview.prepared.released == self.preview.prepared.released
        )
        self.preview = preview
        if not same:
            self.jobs.stop()
            self.tried, self.asked = None, []
            finer = finer_tables(preview.prepared) if preview else []
            self._finer = {change_words(change): change for change in finer}
            self.finer.set_options([Option(words, words) for words in self._finer])
        self.setVisible(preview is not None and not again)
        self._show_tables()

    def _show_tables(self) -> None:
        """Show what was tried and what is in force; first rows of the one, then of the other."""
        self._told = {}
        rows: list[cells.Row | cells.Group] = []
        preview = self.preview
        period = Period.parse(preview.prepared.released.period) if preview else None
        if self.tried and period:
            rows.append(cells.Group(self.tr("Simpler tables")))
            for at, found in enumerate(self.tried):
                changes = as_changes(found, period)
                self._told[f"o{at}"] = (changes, traded_words(found.given_back, found.given_up))
                traded = (len(found.given_back), len(found.given_up), gain_words(found.gain))
                rows.append(cells.Row(f"o{at}", (changes_words(changes), *traded)))
        if self.asked:
            rows.append(cells.Group(self.tr("Asked for")))
            for at, asked in enumerate(self.asked):
                told = traded_words(asked.given_back, asked.given_up)
                self._told[f"a{at}"] = ([asked.change], asked_words(asked.new, told))
                counts = (len(asked.given_back), len(asked.given_up), gain_words(asked.gain))
                rows.append(cells.Row(f"a{at}", (change_words(asked.change), *counts)))
        if preview and preview.design and period:
            rows.append(cells.Group(self.tr("In force")))
            for at, held in enumerate(preview.design):
                changes = [change_of(each) for each in held]
                back = [replace(each, since=period.name, step=each.step.back) for each in changes]
                self._told[f"b{at}"] = (back, decided_words(held[0]))
                rows.append(cells.Row(f"b{at}", (changes_words(changes), None, None, None)))
        self.table.set_rows(rows, grouped=True)
        if not self.table.current_code():
            self.table.set_current_code(next(iter(self._told), ""))
        self.table.setVisible(bool(rows))
        self.said.setText(self._sentence())
        self.try_button.setVisible(self.tried is None)
        self._show_choice()

    def _sentence(self) -> str:
        if self.tried is None:
            return self.tr(
                "A small service cannot carry fine tables. Each simpler one is tried in full, "
                "which can take a minute."
            )
        if not self.tried:
            return self.tr("No simpler table would show a figure that is withheld now.")
        return self.tr(
            "Each was tried in full and is as safe as the return above. Choose one to make it "
            "part of the contract’s own tables, or leave them as they are."
        )

    def _show_choice(self, _code: str = "") -> None:
        told = self._told.get(self.table.current_code())
        self.figures.setText(self._said_of(told) if told else "")
        self.figures.setVisible(told is not None)
        self._choice.setVisible(bool(self._told))
        self.ask_button.setEnabled(bool(self.finer.value()) and not self.jobs.is_busy)
        back = self.table.current_code().startswith("b")
        use = self.tr("Put it back from this return on")
        self.use.button.set_words(use if back else self.tr("Use it from this return on"))
        self.use.set_closed(self._missing(told))

    @staticmethod
    def _said_of(told: _Told) -> str:
        """Return what is said of the current row; where its table cuts words, those first."""
        return told[1] if look().roomy else f"{changes_words(told[0])}. {told[1]}"

    def _missing(self, told: _Told | None) -> str | None:
        if self.jobs.is_busy:
            return self.tr("Something is under way.")
        if told is None:
            return self.tr("Choose a table in the list.")
        if not self.member.value() or not self.passphrase.value():
            return self.tr(
                "Opens when the second person is chosen and has typed their passphrase. It "
                "changes no return that was issued."
            )
        return None

    # Trying and choosing

    def _try(self) -> None:
        if self.preview is None:
            return
        prepared = self.preview.prepared

        def work(session: Session, progress: Progress) -> list[DesignChange]:
            return simpler_designs(session, prepared, progress)

        self.problem.hide()
        self.success.hide()
        self.try_button.setEnabled(False)
        self.jobs.run(work, self._tried, self._failed)

    def _ask(self) -> None:
        change = self._finer.get(self.finer.value())
        if self.preview is None or change is None:
            return
        prepared = self.preview.prepared

        def work(session: Session, progress: Progress) -> TriedTable:
            return try_table(session, prepared, change, progress)

        self.problem.hide()
        self.success.hide()
        self.jobs.run(work, self._asked, self._failed)
        self._show_choice()

    def _asked(self, found: TriedTable) -> None:
        others = [each for each in self.asked if each.change != found.change]
        self.asked = [*others, found]
        self._show_tables()
        self.table.set_current_code(f"a{len(others)}")
        self._go_on_here()
        self.grown.emit()

    def _tried(self, found: Sequence[DesignChange]) -> None:
        self.try_button.setEnabled(True)
        self.tried = found
        self._show_tables()
        self.table.set_current_code("o0")
        if self._told:
            self._go_on_here()
        self.grown.emit()

    def _go_on_here(self) -> None:
        """Lead to what was tried, unless somebody went on elsewhere meanwhile."""
        now = QApplication.focusWidget()
        if now is None or self.jobs.held_focus or self.isAncestorOf(now):
            self.table.setFocus()

    def _failed(self, sentence: str) -> None:
        self.try_button.setEnabled(True)
        self.passphrase.set_value("")
        self.problem.say(Tone.ERROR, sentence)
        self.problem.show()
        self._show_choice()

    def _use(self) -> None:
        told = self._told.get(self.table.current_code())
        if told is None or self.jobs.is_busy:
            return
        changes, (member, words) = told[0], (self.member.value(), self.passphrase.value())

        def work(session: Session, _progress: Progress) -> Sequence[PackChange]:
            change_tables(session, changes, approver=member, passphrase=words)
            return changes

        self.passphrase.set_value("")
        self.passphrase.hide_letters()
        self.problem.hide()
        self.jobs.run(work, self._used, self._failed)
        self._show_choice()

    def _used(self, changes: Sequence[PackChange]) -> None:
        since = within(Period.parse(changes[0].since).title())
        self.success.say(
            Tone.SUCCESS,
            self.tr("From {0} on: {1}.").format(since, changes_words(changes)),
            self.tr("The return is prepared anew. What was issued before stays as it is."),
        )
        self.success.show()
        self.changed.emit()
