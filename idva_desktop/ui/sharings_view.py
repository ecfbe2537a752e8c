"""What is shared of a case, with the second person's part where the client did not consent."""

from collections.abc import Mapping

from PySide6.QtCore import Qt

from idva_desktop.casework import sharing
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Sharing
from idva_desktop.ui.approval_panel import ApprovalPanel
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.records_view import RecordsView
from idva_desktop.ui.widgets.boxes import Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import Tone


class SharingsView(RecordsView):
    """The sharings of a case; the one that is chosen is approved below the table."""

    def stand_below_table(self) -> None:
        """Put what can be done about the chosen sharing below the table."""
        self._waits = WrappedLabel("", "body", "muted")
        self._waits.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.approve_button = Button(self.tr("Approve"), Kind.PRIMARY, size="control_compact")
        self.approve_button.clicked.connect(self.approve)
        self.refuse_button = Button(self.tr("Not to be shared"), size="control_compact")
        self.refuse_button.clicked.connect(self.refuse)
        self.second_button = Button(self.tr("Approve as another member"), size="control_compact")
        self.second_button.clicked.connect(self.ask_another)
        self._step = Row(gap=8)
        self._step.add(self._waits, 1)
        for button in (self.second_button, self.refuse_button, self.approve_button):
            self._step.add(button)
        self.add(self._step)
        self.table.moved.connect(self._show_step)

    def refresh(self) -> None:
        """Fetch the sharings again, and what can be done about the chosen one."""
        super().refresh()
        if self._rows and not self.table.current_code():
            self.table.set_current_code(self._first_waiting())
        self._show_step()

    def approve(self) -> None:
        """Approve the chosen sharing as the open member."""
        try:
            sharing.approve_sharing(self._desk.session, self._owner, self.table.current_code())
        except IdvaError as error:
            self._problem.say(Tone.ERROR, str(error))
            self._problem.show()
        else:
            self._desk.saved()

    def refuse(self) -> None:
        """Ask why the chosen sharing is not to be shared."""
        session, owner, chosen = self._desk.session, self._owner, self.table.current_code()

        def save(typed: Mapping[str, Typed]) -> None:
            why = str(typed.get("sharing.refusal", ""))
            sharing.refuse_sharing(session, owner, chosen, why)

        self._desk.open_panel(
            FormPanel(
                self._desk,
                sharing.refusal_form(),
                sharing.refusal_draft(owner, chosen),
                save,
                reference=self._reference(),
                action=self.tr("Not to be shared"),
            )
        )

    def ask_another(self) -> None:
        """Let a second member approve the chosen sharing at this desk."""
        session, owner, chosen = self._desk.session, self._owner, self.table.current_code()
        self._desk.open_panel(
            ApprovalPanel(
                self._desk,
                self.tr("Approve as another member"),
                self.tr(
                    "The second member reads the sharing, then approves with their passphrase."
                ),
                lambda proven: sharing.approve_sharing(session, owner, chosen, proven),
                action=self.tr("Approve"),
            )
        )

    def _first_waiting(self) -> str:
        waiting = {
            held.id
            for held in sharing.waiting_sharings(self._desk.session)
            if held.owner == self._owner
        }
        return next((row.id for row in self._rows if row.id in waiting), self._rows[0].id)

    def _show_step(self, _code: str = "") -> None:
        session = self._desk.session
        held = session.vault.fetch_one(Sharing, self.table.current_code())
        self._step.setVisible(sharing.APPROVAL.is_waiting(held))
        if held is None or not sharing.APPROVAL.is_waiting(held):
            return
        may = sharing.may_approve_sharing(session, held, session.vault.member)
        words = self.tr("To {0}: asked by {1}, waits for a supervisor.")
        self._waits.setText(words.format(held.recipient or "", held.asked_by or ""))
        self.approve_button.setVisible(may)
        self.refuse_button.setVisible(may)
        self.second_button.setVisible(not may)
