"""The end of a case: the way there, what waits for a second person, and what was recorded."""

from collections.abc import Callable, Mapping
from functools import partial

from idva_desktop.casework import closing
from idva_desktop.casework.case_file import banner
from idva_desktop.casework.dated_kinds import said
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Record, answers_of, questions_of
from idva_desktop.domain.records import Closure, ClosureRequest
from idva_desktop.domain.roles import Role
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.ui.approval_panel import ApprovalPanel
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone

_BESIDE = ("state", "sent_by", "sent_on", "returned_note")  # said above the answers


class ClosureView(Column):
    """The closure of a case.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(gap=12)
        self._desk, self._case_id = desk, case_id
        self.message = MessageStrip(Tone.INFO, "")
        self.add(self.message)
        self._build_buttons()
        self._card = Card(gap=4)
        self.add(self._card)
        self.close_button = Button(self.tr("Close this case"), icon="door-closed")
        self.close_button.clicked.connect(self._open)
        self._empty = EmptyState(
            "door-open",
            self.tr("This case is open"),
            self.tr(
                "Closing asks for the reason and the measures at exit; what is missing is listed. "
                "A supervisor approves it."
            ),
            (self.close_button,),
        )
        self.add(self._empty, 1)
        self.add_stretch()
        self.refresh()

    def _build_buttons(self) -> None:
        self._buttons = Row(gap=8)
        self.back_button = self._button(self.tr("Take back"), self.take_back)
        self.return_button = self._button(self.tr("Return with a note"), self.give_back)
        self.second_button = self._button(self.tr("Approve as another member"), self.ask_another)
        self.approve_button = self._button(self.tr("Approve the closure"), self.approve)
        self.reopen_button = self._button(self.tr("Reopen this case"), self.reopen, "door-open")
        self._buttons.add_stretch()
        self.add(self._buttons)

    def _button(self, words: str, do: Callable[[], None], icon: str = "") -> Button:
        main = words == self.tr("Approve the closure")
        made = Button(words, Kind.PRIMARY if main else Kind.PLAIN, icon=icon)
        made.clicked.connect(do)
        self._buttons.add(made)
        return made

    @property
    def _session(self) -> Session:
        return self._desk.session

    def refresh(self) -> None:
        """Fetch the closure again."""
        closure = closing.closure_of(self._session, self._case_id)
        request = closing.request_of(self._session, self._case_id)
        waiting = request if request is not None and request.state == "sent" else None
        self._say(closure, request)
        self._show_buttons(closure, waiting)
        held = closure or waiting
        self._card.clear()
        self._card.setVisible(held is not None)
        self._empty.setVisible(held is None)
        if held is not None:
            words = self.tr("Closed") if closure else self.tr("Sent for approval")
            self._card.add(SectionHeading(words))
            self._show_answers(held)

    def focus_first(self) -> None:
        """Go to the first button that can be pressed."""
        buttons = (
            self.close_button,
            self.approve_button,
            self.back_button,
            self.second_button,
            self.reopen_button,
        )
        for button in buttons:
            if button.isVisible():
                button.setFocus()
                return

    def take_back(self) -> None:
        """Take back what was sent, to change it."""
        self._do(closing.take_back)

    def approve(self) -> None:
        """Approve as the open member."""
        self._do(closing.approve_closure)

    def give_back(self) -> None:
        """Ask for the note with which the closure is given back."""

        def save(typed: Mapping[str, Typed]) -> None:
            note = str(typed.get("closure_request.returned_note", ""))
            closing.return_closure(self._session, self._case_id, note)

        self._desk.open_panel(
            FormPanel(
                self._desk,
                closing.return_form(),
                closing.return_draft(self._case_id),
                save,
                reference=self._reference(),
                action=self.tr("Return"),
            )
        )

    def ask_another(self) -> None:
        """Let a second member approve at this desk."""
        session, case_id = self._session, self._case_id
        self._desk.open_panel(
            ApprovalPanel(
                self._desk,
                self.tr("Approve as another member"),
                self.tr(
                    "The second member reads the closure, then approves with their passphrase."
                ),
                lambda proven: closing.approve_closure(session, case_id, proven),
                action=self.tr("Approve"),
            )
        )

    def reopen(self) -> None:
        """Ask why the case is opened again."""
        self._desk.open_panel(
            FormPanel(
                self._desk,
                closing.reopen_form(),
                closing.reopen_draft(self._case_id),
                partial(closing.reopen_case, self._session, self._case_id),
                reference=self._reference(),
                action=self.tr("Reopen the case"),
            )
        )

    # Inside

    def _say(self, closure: Closure | None, request: ClosureRequest | None) -> None:
        self.message.hide()
        if closure is not None or request is None or request.state == "draft":
            return
        if request.state == "sent":
            words = self.tr("{0} sent this closure on {1}. A second person approves it.")
            day = show_day(request.sent_on) if request.sent_on else ""
            after = self.tr("The case stays open until then, and what is due for it stays due.")
            self.message.say(Tone.INFO, words.format(request.sent_by or "", day), after)
        else:
            words = self.tr("The closure was returned with a note.")
            self.message.say(Tone.WARNING, words, request.returned_note or "")
        self.message.show()

    def _show_buttons(self, closure: Closure | None, waiting: ClosureRequest | None) -> None:
        session = self._session
        sent = closure is None and waiting is not None
        may = waiting is not None and closing.may_approve(session, waiting, session.vault.member)
        own = waiting is not None and waiting.sent_by == session.name
        self.back_button.setVisible(sent and own)
        self.return_button.setVisible(sent and may)
        self.approve_button.setVisible(sent and may)
        self.second_button.setVisible(sent and not may)
        reopens = closure is not None and session.may(Role.SUPERVISOR)
        self.reopen_button.setVisible(reopens)
        self._buttons.setVisible(sent or reopens)

    def _show_answers(self, held: Record) -> None:
        for name in answers_of(held):
            if name in _BESIDE:
                continue
            self._card.add(WrappedLabel(questions_of(type(held))[name].label, "small", "muted"))
            self._card.add(WrappedLabel(said(held, name), "medium"))

    def _do(self, step: Callable[[Session, str], object]) -> None:
        try:
            step(self._session, self._case_id)
        except IdvaError as error:
            self.message.say(Tone.ERROR, str(error))
            self.message.show()
        else:
            self._desk.saved()

    def _reference(self) -> str:
        return banner(self._session, self._case_id).row.reference

    def _open(self) -> None:
        self._desk.open_panel(
            FormPanel(
                self._desk,
                closing.closure_form(),
                closing.closure_draft(self._case_id),
                partial(closing.send_closure, self._session, self._case_id),
                typed=closing.typed_request(self._session, self._case_id),
                reference=self._reference(),
                action=self.tr("Send for approval"),
            )
        )
