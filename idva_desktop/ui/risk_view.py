"""Risk assessment: yes, no or don't know for each item, then judgement.

Nothing is carried forward as an answer: what was answered last time shows as a tag where it
differs. A supervisor who did not write it opens an unsigned assessment here, reads it and signs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.casework import drafts, risk
from idva_desktop.casework.case_file import banner
from idva_desktop.domain.errors import GateError, IdvaError, Missing
from idva_desktop.domain.form import Typed
from idva_desktop.domain.instrument import instrument
from idva_desktop.domain.records import RiskAssessment
from idva_desktop.domain.typed_dates import LONDON, show_day
from idva_desktop.ui.approval_panel import ApprovalPanel
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.draft_keeper import DraftKeeper
from idva_desktop.ui.risk_items import RiskItems
from idva_desktop.ui.risk_side import RiskSide
from idva_desktop.ui.rule_words import rule_words
from idva_desktop.ui.screen_head import ScreenHead
from idva_desktop.ui.screen_view import ScreenView, on_ctrl_enter
from idva_desktop.ui.side_page import SidePage
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.error_summary import ErrorSummary
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.safe_contact_banner import SafeContactBanner, Shape
from idva_desktop.ui.widgets.status_line import KeyHint

ITEMS = "risk_assessment.items"
SOURCES = "risk_assessment.item_sources"
SIDE_WIDTH = 316
_ITEM = "item."


class RiskView(ScreenView):
    """The risk screen of one case.

    Args:
        desk: the desk.
        case_id: the case; another may follow by ``show_place``.
    """

    def __init__(self, desk: Desk, case_id: str = "") -> None:
        super().__init__(desk)
        self.case_id = case_id
        self._cursor = ""
        self._to_sign: RiskAssessment | None = None
        self._anew = False
        self._build()
        self._keeper = DraftKeeper(
            desk, risk.risk_draft(case_id), risk.FORM, self.typed, self._place, self
        )
        self._keeper.kept.connect(self._kept)
        self._keeper.failed.connect(self._say_problem)
        self.items.edited.connect(self._edited)
        self.side.edited.connect(self._edited)
        self.side.chosen.connect(self.items.focus)
        on_ctrl_enter(self, self.main_action)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.keep_as_draft)

    def _build(self) -> None:
        self.banner = SafeContactBanner(Shape.LINE)
        self.add(self.banner)
        self.keep_button = Button(self.tr("Keep as draft"), keys="Esc")
        self.keep_button.clicked.connect(self.keep_as_draft)
        self.anew_button = Button(self.tr("Assess anew"))
        self.anew_button.clicked.connect(self.assess_anew)
        self.main_button = Button("", Kind.PRIMARY, keys="Ctrl+Enter")
        self.main_button.clicked.connect(self.main_action)
        buttons = (self.keep_button, self.anew_button, self.main_button)
        self.head = ScreenHead(self.tr("Risk assessment"), "", buttons)
        self.add(self.head)
        self.items = RiskItems(instrument())
        self.side = RiskSide(instrument(), self.desk.session.clock)
        main = Column(16)
        self.problem = MessageStrip(Tone.ERROR, "")
        self.problem.hide()
        self.second_button = Button(self.tr("Sign as another member"), size="control_compact")
        self.second_button.clicked.connect(self.sign_as_another)
        self.waiting = MessageStrip(Tone.INFO, "", "", (self.second_button,))
        self.waiting.hide()
        self.summary = ErrorSummary()
        self.summary.hide()
        self.summary.chosen.connect(self.focus)
        for part in (self.problem, self.waiting, self.summary, self.items):
            main.add(part)
        self.page = SidePage(main, self.side, side_width=SIDE_WIDTH)
        self.add(self.page, 1)

    # The screen

    def show_place(self, place: Place) -> None:
        """Go to the assessment of another case."""
        if place.case_id and place.case_id != self.case_id:
            self._keeper.keep_now()
            self.case_id = place.case_id
            self._keeper.key = risk.risk_draft(place.case_id)
            self._anew = False
            self.summary.hide()
            self.problem.hide()
            if self.isVisible():
                self.refresh()

    def refresh(self) -> None:
        """Show the draft, or the assessment that waits for this member's signature."""
        if not self.case_id:
            return
        session = self.desk.session
        try:
            self.banner.show_rule(rule_words(banner(session, self.case_id)))
        except IdvaError as error:
            self._say_problem(str(error))
            return
        unsigned = risk.unsigned_assessment(session, self.case_id)
        signs = unsigned is not None and risk.may_sign(session, unsigned, session.vault.member)
        self._to_sign = unsigned if signs and not self._anew else None
        self._dress_for_step()
        if self._to_sign is not None:
            self._show_saved(self._to_sign)
        elif not self._keeper.is_waiting():
            self._show_draft()
        self._show_waiting(unsigned)
        self._show_picture()
        self.hinted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fetch, and go on where the draft was left."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.focus_first)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was answered."""
        super().hideEvent(event)
        self._keeper.keep_now()

    def focus_first(self) -> None:
        """Go on where the draft was left, else at the first open item."""
        if self._to_sign is not None:
            self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus(self._cursor or f"{_ITEM}{self.items.first_open()}")

    def focus(self, place: str) -> None:
        """Go to an item or a question; the items as a whole mean the first open one."""
        if place == ITEMS:
            self.items.focus(self.items.first_open())
        elif place.startswith(_ITEM):
            self.items.focus(place.removeprefix(_ITEM))
        else:
            self.side.focus(place)

    def panes(self) -> Sequence[QWidget]:
        """Return the items and what stands beside them."""
        return (self.items, self.side)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        if self._to_sign is not None:
            return (
                KeyHint("Esc", self.tr("back")),
                KeyHint("Ctrl+Enter", self.tr("sign")),
            )
        return (
            KeyHint("Y", self.tr("yes")),
            KeyHint("N", self.tr("no")),
            KeyHint("D", self.tr("don’t know")),
            KeyHint("S", self.tr("source")),
            KeyHint("↑ ↓", self.tr("item")),
        )

    def typed(self) -> dict[str, Typed]:
        """Return what is answered and typed, as a draft keeps it."""
        sources = self.items.sources()
        items: dict[str, Typed] = {ITEMS: self.items.answers()}
        return items | ({SOURCES: sources} if sources else {}) | self.side.typed()

    # What a person does

    def main_action(self) -> None:
        """Send the assessment to the supervisor, or sign the one that is read."""
        self.problem.hide()
        if self._to_sign is not None:
            self._sign(self._to_sign)
        else:
            self._send()

    def keep_as_draft(self) -> None:
        """Keep what is answered and go back to the case."""
        self._keeper.keep_now()
        self.desk.go("case", self.case_id)

    def assess_anew(self) -> None:
        """Leave the assessment that waits, and begin another."""
        self._anew = True
        self.refresh()
        self.focus_first()

    def sign_as_another(self) -> None:
        """Let a second member sign the last assessment at this desk."""
        unsigned = risk.unsigned_assessment(self.desk.session, self.case_id)
        if unsigned is None:
            return
        session, case_id, risk_id = self.desk.session, self.case_id, unsigned.id
        self.desk.open_panel(
            ApprovalPanel(
                self.desk,
                self.tr("Sign as another member"),
                self.tr(
                    "The second member reads the assessment, then signs with their passphrase."
                ),
                lambda proven: risk.sign_assessment(session, case_id, risk_id, proven),
                action=self.tr("Sign"),
            )
        )

    # Inside

    def _send(self) -> None:
        self._keeper.keep_now()
        try:
            risk.save_assessment(self.desk.session, self.case_id, self.typed())
        except GateError as error:
            self._show_problems(str(error), error.missing)
        except IdvaError as error:
            self._say_problem(str(error))
        else:
            self._leave_settled()

    def _sign(self, held: RiskAssessment) -> None:
        try:
            risk.sign_assessment(self.desk.session, self.case_id, held.id)
        except IdvaError as error:
            self._say_problem(str(error))
        else:
            self._leave_settled()

    def _leave_settled(self) -> None:
        self._keeper.forget()
        self._anew = False
        self.summary.hide()
        self.desk.saved()
        self.desk.go("case", self.case_id)

    def _dress_for_step(self) -> None:
        signing = self._to_sign is not None
        self.main_button.set_words(self.tr("Sign") if signing else self.tr("Send to supervisor"))
        self.keep_button.set_words(self.tr("Back") if signing else self.tr("Keep as draft"))
        self.anew_button.setVisible(signing)
        self.items.lock(closed=signing)
        self.side.lock(closed=signing)
        policy = Qt.FocusPolicy.StrongFocus if signing else Qt.FocusPolicy.NoFocus
        self.page.page_scroll.setFocusPolicy(policy)

    def _show_saved(self, held: RiskAssessment) -> None:
        self.items.show_before({})
        self.items.fill(risk.items_of(held), risk.sources_of(held))
        self.side.fill(risk.typed_assessment(held))
        self._cursor = ""
        said = self.tr("Assessed {0}. Nobody has signed it yet. You sign as the second person.")
        self.head.say(said.format(show_day(held.on) if held.on else ""))

    def _show_draft(self) -> None:
        draft = drafts.kept(self.desk.session, self._keeper.key)
        typed = draft.typed if draft else risk.first_answers(self.desk.session, self.case_id)
        items, sources = typed.get(ITEMS), typed.get(SOURCES)
        if typed != self.typed():
            self.items.fill(
                items if isinstance(items, dict) else {},
                sources if isinstance(sources, dict) else {},
            )
            self.side.fill(typed)
        before = risk.last_assessment(self.desk.session, self.case_id)
        self.items.show_before(risk.items_of(before))
        self._cursor = draft.cursor if draft else ""
        if draft:
            self._kept(f"{draft.kept_at.astimezone(LONDON):%H:%M}")
        else:
            self.head.say(self._instrument_words())

    def _show_waiting(self, unsigned: RiskAssessment | None) -> None:
        waits = unsigned is not None and self._to_sign is None and not self._anew
        self.waiting.setVisible(waits)
        if waits and unsigned is not None and unsigned.on:
            title = self.tr("The assessment of {0} waits for a second person")
            sentence = self.tr("A new one can be begun here at any time.")
            self.waiting.say(Tone.INFO, title.format(show_day(unsigned.on)), sentence)

    def _show_picture(self) -> None:
        picture = risk.risk_picture(self.desk.session, self.case_id, self.typed())
        if self._to_sign is not None:
            picture = replace(picture, before=None, kept=False, band=self._to_sign.band or "")
        self.side.show_picture(picture, self.items.answers())

    def _edited(self, _key: str) -> None:
        self._keeper.touch()
        self._show_picture()

    def _place(self) -> str:
        at = self.items.in_use()
        return f"{_ITEM}{at}" if at else self.side.cursor()

    def _show_problems(self, lead: str, missing: Sequence[Missing]) -> None:
        links: Mapping[str, str] = {f"{one.kind}.{one.question}": one.words for one in missing}
        self.side.mark(links)
        if ITEMS in links:
            self.items.mark_open()
        self.summary.show_problems(lead, list(links.items()))

    def _instrument_words(self) -> str:
        used = instrument()
        return self.tr("{0}, version {1}").format(used.title, used.version)

    def _kept(self, time: str) -> None:
        words = self.tr("{0}. Draft kept {1}")
        self.head.say(words.format(self._instrument_words(), time))

    def _say_problem(self, sentence: str) -> None:
        self.problem.say(Tone.ERROR, sentence)
        self.problem.show()
