"""Retention: what is due for erasure, what is held, and the proofs of what was erased."""

from PySide6.QtWidgets import QSizePolicy

from idva_desktop.casework.erasing import erasure
from idva_desktop.casework.erasing.erasure import ErasureProof
from idva_desktop.casework.erasing.retention import RetentionRow, retention_list
from idva_desktop.domain.typed_dates import show_day, show_day_in_a_cell, show_moment
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.erase_panels import ErasePanel, ProofPanel, RunPanel
from idva_desktop.ui.job_strip import JobStrip
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.cells import State, Words
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable

_BY = 3  # the column that large text leaves out; the proof says it too


class RetentionView(Column):
    """The three lists.

    Args:
        desk: a supervisor's.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=16)
        self._desk = desk
        self._proofs: dict[str, ErasureProof] = {}
        self.message = MessageStrip(Tone.WARNING, "")
        self.again_button = Button(self.tr("Try again now"), size="control_compact")
        self.again_button.clicked.connect(self.cleanse)
        self._strip = JobStrip(desk)
        self._left = Row(gap=12)
        self._left.add(self.message, 1)
        self._left.add(self.again_button)
        self.add(self._left)
        self.add(self._strip)
        self.due = _Part(
            self.tr("Due for erasure"),
            [
                TableColumn(self.tr("Case"), width=140, strong=True),
                TableColumn(self.tr("Since"), width=128),
                TableColumn(self.tr("Why")),
            ],
        )
        self.held = _Part(
            self.tr("Held"),
            [
                TableColumn(self.tr("Case"), width=140, strong=True),
                TableColumn(self.tr("Time over"), width=128),
                TableColumn(self.tr("Held because")),
            ],
        )
        self.erased = _Part(
            self.tr("Erased"),
            [
                TableColumn(self.tr("When"), width=200),
                TableColumn(self.tr("What")),
                TableColumn(self.tr("Why"), width=180),
                TableColumn(self.tr("By")),
                TableColumn(self.tr("Own backups"), width=150),
            ],
        )
        self.run_button = Button(self.tr("Erase all that are due"), size="control_compact")
        self.run_button.clicked.connect(lambda: desk.open_panel(RunPanel(desk)))
        self.due.head.add(self.run_button)
        self.due.table.opened.connect(self._erase)
        self.held.table.opened.connect(lambda case_id: desk.go("closure", case_id))
        self.erased.table.opened.connect(self._show_proof)
        for part in (self.due, self.held, self.erased):
            self.add(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.refresh()

    def refresh(self) -> None:
        """Fetch the lists again."""
        session = self._desk.session
        found = retention_list(session)
        proofs = erasure.erasures(session)
        self._proofs = {proof.id: proof for proof in proofs}
        following = self.tr("No case is due today.")
        if found.next_due:
            words = self.tr("No case is due today. The next one falls due on {0}.")
            following = words.format(show_day(found.next_due))
        self.due.show_rows(
            [_row(row) for row in found.due],
            following,
            self.tr("Enter shows what would go and what stays, before anything is erased."),
        )
        self.run_button.setVisible(bool(found.due))
        self.held.show_rows(
            [_held_row(row) for row in found.held],
            self.tr("Nothing is held back from erasure."),
            self.tr("Enter leads to the case. A hold is set and ended there."),
        )
        self.erased.show_rows(
            [self._proof_row(proof) for proof in proofs],
            self.tr("Nothing was erased in this vault yet."),
            self.tr("Enter shows the proof. It holds no name and no reference."),
        )
        waiting = not all(proof.cleansed for proof in proofs)
        self.message.say(
            Tone.WARNING,
            self.tr("Backups in the vault’s own folder still hold an erased key."),
            self.tr("A backup that cannot be read is to be deleted by hand."),
        )
        self._left.setVisible(waiting and not self._strip.is_busy)

    def dress(self) -> None:
        """Leave out who did it where large text needs the room."""
        super().dress()
        if getattr(self, "erased", None) is not None:
            self.erased.table.setColumnHidden(_BY, not look().roomy)

    def focus_first(self) -> None:
        """Go to the first list that holds something."""
        for part in (self.due, self.held, self.erased):
            if part.table.isVisibleTo(self):
                part.table.setFocus()
                return
        self.setFocus()

    def cleanse(self) -> None:
        """Try again to cleanse what an erasure left."""
        self._strip.run(
            lambda session, _progress: erasure.cleanse(session), self._cleansed, self._refused
        )
        self._left.hide()

    # Inside

    def _cleansed(self, _done: object) -> None:
        self.refresh()

    def _refused(self, sentence: str) -> None:
        self.refresh()
        self.message.say(Tone.ERROR, sentence)

    def _erase(self, case_id: str) -> None:
        self._desk.open_panel(ErasePanel(self._desk, case_id, why="retention"))

    def _show_proof(self, run: str) -> None:
        self._desk.open_panel(ProofPanel(self._desk, self._proofs[run]))

    def _proof_row(self, proof: ErasureProof) -> TableRow:
        state = (
            State(self.tr("Cleansed"), "check", "success")
            if proof.cleansed
            else State(self.tr("To be done"), "clock", "warning")
        )
        when = show_moment(proof.at) if proof.at else ""
        return TableRow(proof.id, (when, proof.what, proof.why, proof.by, state))


class _Part(Column):
    """A heading, a line and a table."""

    def __init__(self, title: str, columns: list[TableColumn]) -> None:
        super().__init__(gap=8)
        self._heading = SectionHeading(title)
        self.head = Row(gap=12)
        self.head.add(self._heading, 1)
        self.add(self.head)
        self._line = WrappedLabel("", "small", "muted")
        self.add(self._line)
        self.table = RecordTable(title, columns, whole=True)
        self._card = Card(flush=True)
        self._card.add(self.table)
        self.add(self._card)

    def show_rows(self, rows: list[TableRow], none: str, some: str) -> None:
        """Show these, or say that there is none."""
        self.table.set_rows(rows)
        self._heading.set_count(len(rows) or None)
        self._line.setText(some if rows else none)
        self._card.setVisible(bool(rows))


def _row(row: RetentionRow) -> TableRow:
    since = show_day_in_a_cell(row.due) if row.due else ""
    return TableRow(
        row.case_id, (Words(row.reference, role="strong", reference=True), since, row.why)
    )


def _held_row(row: RetentionRow) -> TableRow:
    since = show_day_in_a_cell(row.due) if row.due else ""
    reference = Words(row.reference, role="strong", reference=True)
    return TableRow(row.case_id, (reference, since, " ".join(row.held)))
