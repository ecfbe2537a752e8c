"""Safety plan: its actions by area, its versions, and approval by a second person.

What can be done follows from the state of the version shown: in work it is sent, once sent it is
approved or given back, once approved the next version can be started.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from idva_desktop.casework import plan_approval, plans
from idva_desktop.casework.case_file import banner
from idva_desktop.casework.plans import PlanPicture
from idva_desktop.domain.errors import GateError, IdvaError
from idva_desktop.domain.vocab import code_list
from idva_desktop.ui.abuse_timeline_view import AbuseTimelineView
from idva_desktop.ui.approval_panel import ApprovalPanel
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.plan_actions import PlanActions
from idva_desktop.ui.plan_panels import ActionReading, action_panel, plan_panel, return_panel
from idva_desktop.ui.plan_side import PlanSide
from idva_desktop.ui.print_panel import PrintPanel
from idva_desktop.ui.rule_words import rule_words
from idva_desktop.ui.screen_head import ScreenHead
from idva_desktop.ui.screen_view import ScreenView, on_ctrl_enter
from idva_desktop.ui.side_page import SidePage
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.error_summary import ErrorSummary
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.plain_scroll import PlainScroll
from idva_desktop.ui.widgets.safe_contact_banner import SafeContactBanner, Shape
from idva_desktop.ui.widgets.status_line import KeyHint

NO_ACTION = "plan_action."


class PlanView(ScreenView):
    """The safety plan of one case.

    Args:
        desk: the desk.
        case_id: the case; another may follow by ``show_place``.
    """

    def __init__(self, desk: Desk, case_id: str = "") -> None:
        super().__init__(desk)
        self.case_id = case_id
        self.picture = PlanPicture(None, None, (), ())
        self._build()
        on_ctrl_enter(self, self.main_action)
        self._bind("Esc", self.leave)
        self._bind("+", self.add_action)

    def _bind(self, keys: str, action: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)

    def _build(self) -> None:
        self.banner = SafeContactBanner(Shape.LINE)
        self.add(self.banner)
        self.back_button = self._button(self.tr("Take back"), self.take_back)
        self.return_button = self._button(self.tr("Return with a note"), self.give_back)
        self.second_button = self._button(self.tr("Approve as another member"), self.ask_another)
        self.main_button = Button("", Kind.PRIMARY, keys="Ctrl+Enter")
        self.main_button.clicked.connect(self.main_action)
        buttons = (self.back_button, self.return_button, self.second_button, self.main_button)
        for button in buttons:
            button.hide()
        line = self.tr("Made with the client. It does not presume leaving.")
        self.add(ScreenHead(self.tr("Safety plan"), line, buttons))
        self.plan_actions = PlanActions()
        self.plan_actions.opened.connect(self.open_action)
        self.plan_actions.ticked.connect(self.tick)
        self.plan_actions.added.connect(self.add_action)
        self.side = PlanSide()
        self.side.changed.connect(self.change_plan)
        self.side.printed.connect(self.print_copy)
        self.side.added.connect(self.add_action)
        self.message = MessageStrip(Tone.WARNING, "")
        self.problem = MessageStrip(Tone.ERROR, "")
        self.go_on_button = Button(self.tr("Go on"), size="control_compact")
        self.go_on_button.clicked.connect(self.go_on)
        words = self.tr("An action is begun and not saved yet")
        self.begun = MessageStrip(Tone.INFO, words, "", (self.go_on_button,))
        self.summary = ErrorSummary()
        self.summary.chosen.connect(self._mend)
        main = Column(16)
        for part in (self.problem, self.message, self.begun, self.summary):
            part.hide()
            main.add(part)
        self.abuse = AbuseTimelineView(self.desk, self.case_id, folded=True)
        main.add(self.abuse)
        main.add(self.plan_actions)
        self.page = SidePage(main, self.side)
        start = Button(self.tr("Start the first version"), Kind.PRIMARY, icon="plus")
        start.clicked.connect(self.start)
        self.start_button = start
        self._empty = EmptyState(
            "shield",
            self.tr("No plan yet"),
            self.tr("Start the first version with the client. One action is enough to begin."),
            (start,),
        )
        self.begins_from = AbuseTimelineView(self.desk, self.case_id, folded=True)
        beginning = Column(16, (28, 4, 28, 24))
        beginning.add(self.begins_from)
        beginning.add(self._empty)
        beginning.add_stretch()
        self._beginning = PlainScroll(beginning)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.page)
        self.stack.addWidget(self._beginning)
        self.add(self.stack, 1)

    def _button(self, words: str, action: Callable[[], None]) -> Button:
        button = Button(words)
        button.clicked.connect(action)
        return button

    # The screen

    def show_place(self, place: Place) -> None:
        """Go to the plan of another case."""
        if place.case_id and place.case_id != self.case_id:
            self.case_id = place.case_id
            self.summary.hide()
            self.problem.hide()
            if self.isVisible():
                self.refresh()

    def refresh(self) -> None:
        """Fetch the plan again."""
        if not self.case_id:
            return
        session = self.desk.session
        try:
            self.banner.show_rule(rule_words(banner(session, self.case_id)))
        except IdvaError as error:
            self._say_problem(str(error))
            return
        self.abuse.show_case(self.case_id)
        self.begins_from.show_case(self.case_id)
        self.picture = plans.plan_picture(session, self.case_id)
        plan = self.picture.plan
        state = (plan.state or "draft") if plan else ""
        self.stack.setCurrentWidget(self.page if plan else self._beginning)
        in_work = state in ("draft", "returned")
        self.plan_actions.show_actions(self.picture.actions, session.today, add=in_work)
        due = plans.approval_due(session, self.case_id)
        self.side.show_plan(self.picture, due, session.today)
        self._show_note()
        begun = plans.begun_action(session, self.case_id) if in_work else None
        self.begun.setVisible(begun is not None)
        self._dress_for(state)
        self.hinted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fetch, and go to the actions."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.focus_first)

    def focus_first(self) -> None:
        """Go to the actions, or to what begins them."""
        if self.picture.plan is None:
            self.start_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.picture.actions:
            self.plan_actions.table().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.plan_actions.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> Sequence[QWidget]:
        """Return the actions and what stands beside them."""
        return (self.plan_actions, self.side) if self.picture.plan else (self._beginning,)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        if self.picture.plan is None:
            return (KeyHint("Enter", self.tr("start")),)
        moves = (
            KeyHint("↑ ↓", self.tr("move")),
            KeyHint("Space", self.tr("done")),
            KeyHint("Enter", self.tr("open")),
        )
        adds = (KeyHint("+", self.tr("add")),) if self._in_work() else ()
        return (*moves, *adds, KeyHint("F6", self.tr("panes")))

    # What a person does

    def main_action(self) -> None:
        """Do what the state of the version asks for next."""
        plan = self.picture.plan
        if plan is None or plan.approved_on:
            self.start()
        elif plan.state != "sent":
            self.send()
        elif self._may_approve():
            self._do(plan_approval.approve_plan)

    def start(self) -> None:
        """Start the first or the next version."""
        self._do(plans.start_version)
        self.focus_first()

    def send(self) -> None:
        """Send the version for approval, or say what is missing."""
        self.problem.hide()
        self.summary.hide()
        try:
            plans.send_for_approval(self.desk.session, self.case_id)
        except GateError as error:
            links = [(f"{one.kind}.{one.question}", one.words) for one in error.missing]
            self.summary.show_problems(str(error), links)
        except IdvaError as error:
            self._say_problem(str(error))
        else:
            self.desk.saved()

    def take_back(self) -> None:
        """Take the version that was sent back into work."""
        self._do(plan_approval.take_back)

    def give_back(self) -> None:
        """Return the version with a note."""
        self.desk.open_panel(return_panel(self.desk, self.case_id))

    def ask_another(self) -> None:
        """Let a second member approve at this desk."""
        session, case_id = self.desk.session, self.case_id
        self.desk.open_panel(
            ApprovalPanel(
                self.desk,
                self.tr("Approve as another member"),
                self.tr("The second member reads the plan, then approves with their passphrase."),
                lambda proven: plan_approval.approve_plan(session, case_id, proven),
                action=self.tr("Approve"),
            )
        )

    def tick(self, action_id: str) -> None:
        """Mark an action done, or take the mark back."""
        held = next((each for each in self.picture.actions if each.id == action_id), None)
        if held is not None:
            self._do(partial(plans.tick_action, action_id=action_id, done=held.state != "done"))

    def open_action(self, action_id: str) -> None:
        """Open an action to change it, or only to read it where the version is not in work."""
        if self._in_work():
            self._open(partial(action_panel, action_id=action_id))
            return
        held = next((each for each in self.picture.actions if each.id == action_id), None)
        if held is not None:
            self.desk.open_panel(ActionReading(self.desk, held))

    def add_action(self, area: str = "") -> None:
        """Add an action, in an area if one is named."""
        if self._in_work():
            self._open(partial(action_panel, area=area))

    def go_on(self) -> None:
        """Open the action that was begun, where its draft was left."""
        about = plans.begun_action(self.desk.session, self.case_id) or ""
        if about in code_list("plan_area"):
            self.add_action(about)
        elif about:
            self.open_action(about)
        else:
            self.add_action()

    def change_plan(self) -> None:
        """Change what is said about the version itself."""
        if self._in_work():
            self._open(plan_panel)

    def print_copy(self) -> None:
        """Print the client's copy."""
        self.desk.open_panel(PrintPanel(self.desk, self.case_id))

    def leave(self) -> None:
        """Go back to the case."""
        self.desk.go("case", self.case_id)

    # Inside

    def _open(self, make: Callable[[Desk, str], QWidget]) -> None:
        try:
            panel = make(self.desk, self.case_id)
        except IdvaError as error:
            self._say_problem(str(error))
        else:
            self.desk.open_panel(panel)

    def _do(self, step: Callable[..., object]) -> None:
        self.problem.hide()
        self.summary.hide()
        try:
            step(self.desk.session, self.case_id)
        except IdvaError as error:
            self._say_problem(str(error))
        else:
            self.desk.saved()

    def _in_work(self) -> bool:
        plan = self.picture.plan
        return plan is not None and plan.state in ("draft", "returned")

    def _may_approve(self) -> bool:
        plan, session = self.picture.plan, self.desk.session
        return plan is not None and plan_approval.may_approve(session, plan, session.vault.member)

    def _dress_for(self, state: str) -> None:
        plan, sent = self.picture.plan, state == "sent"
        approves = sent and self._may_approve()
        own = plan is not None and plan.sent_by == self.desk.session.name
        self.back_button.setVisible(sent and own)
        self.return_button.setVisible(approves)
        self.second_button.setVisible(sent and not approves)
        self.main_button.setVisible(bool(state) and (approves or not sent))
        words = self.tr("Send for approval")
        if approves:
            words = self.tr("Approve")
        elif state == "approved" and plan is not None:
            words = self.tr("Start version {0}").format((plan.version or 0) + 1)
        self.main_button.set_words(words)

    def _show_note(self) -> None:
        plan = self.picture.plan
        note = plan.returned_note if plan and plan.state == "returned" else None
        if note:
            self.message.say(Tone.WARNING, self.tr("Returned with a note"), note)
        self.message.setVisible(bool(note))

    def _mend(self, place: str) -> None:
        if place.startswith(NO_ACTION):
            self.add_action()
            return
        self._open(partial(plan_panel, place=place))

    def _say_problem(self, sentence: str) -> None:
        self.problem.say(Tone.ERROR, sentence)
        self.problem.show()
