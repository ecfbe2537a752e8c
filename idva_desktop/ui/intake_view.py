"""New referral: one page, its sections at the left, duplicates looked for as one types.

A draft is kept from the first answer and opens again at the same place. What is required is
required only on Accept; then the summary leads to each field.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.casework import drafts, intake
from idva_desktop.casework.contract_calendar import contract_notice
from idva_desktop.casework.referral_decisions import (
    DECISION_DRAFT,
    decide,
    decision_form,
    is_of_the_decision,
    record_after_cut_off,
)
from idva_desktop.domain.checks import CONFIRMED
from idva_desktop.domain.errors import CutOffError, DoubtError, GateError, IdvaError, Missing
from idva_desktop.domain.form import Section, Typed, read_form
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.draft_keeper import DraftKeeper
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.form_view import FormView
from idva_desktop.ui.intake_side import IntakeSide
from idva_desktop.ui.screen_head import ScreenHead
from idva_desktop.ui.screen_view import ScreenView, on_ctrl_enter
from idva_desktop.ui.section_list import SectionList, SectionState, Standing
from idva_desktop.ui.side_page import SidePage
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.status_line import KeyHint

LOOK_AFTER_MS = 350  # from the last key to the search for duplicates
LIST_WIDTH = 236
KNOWN_AS = "referral.known_as"


class IntakeView(ScreenView):
    """The screen of a new referral.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.form = FormView(intake.intake_form(short=False), desk.session.clock, short=True)
        self._cursor = ""
        self._build()
        self._doubts: list[str] = []
        self._keeper = DraftKeeper(
            desk, intake.DRAFT, self.form.form.name, self.form.typed, self.form.cursor, self
        )
        self._keeper.kept.connect(self._kept)
        self._keeper.failed.connect(self._not_kept)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(LOOK_AFTER_MS)
        self._looking.timeout.connect(self._look)
        self.form.edited.connect(self._edited)
        on_ctrl_enter(self, self.accept)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.keep_as_draft)

    def _build(self) -> None:
        self.keep_button = Button(self.tr("Keep as draft"), keys="Esc")
        self.keep_button.clicked.connect(self.keep_as_draft)
        self.accept_button = Button(self.tr("Accept"), Kind.PRIMARY, keys="Ctrl+Enter")
        self.accept_button.clicked.connect(self.accept)
        self.decide_button = Button(self.tr("Decide otherwise"))
        self.decide_button.clicked.connect(self.decide)
        buttons = (self.keep_button, self.decide_button, self.accept_button)
        self.head = ScreenHead(self.form.form.title, "", buttons)
        self.add(self.head)
        titles = tuple(section.title for section in self.form.form.sections)
        self.sections = SectionList(self.tr("Sections"), titles)
        self.sections.chosen.connect(self.go_to_section)
        self.side = IntakeSide(self.desk.session)
        self.side.wanted.connect(self._open_case)
        self.side.same.connect(self._same_client)
        main = Column(16)
        self.after_button = Button(self.tr("Record that it came"), size="control_compact")
        self.after_button.clicked.connect(self.record_after_cut_off)
        self.problem = MessageStrip(Tone.ERROR, "", choices=(self.after_button,))
        self.problem.hide()
        main.add(self.problem)
        main.add(self.form)
        self.more_button = Button(self.tr("More questions"), Kind.LINK, icon="chevron-down")
        self.more_button.clicked.connect(self.show_more)
        main.add(self.more_button, align=Qt.AlignmentFlag.AlignLeft)
        self.page = SidePage(main, self.side, left=self.sections, left_width=LIST_WIDTH)
        self.page.page_scroll.verticalScrollBar().valueChanged.connect(self._follow)
        self.add(self.page, 1)

    # The screen

    def refresh(self) -> None:
        """Show the draft that is kept, unless something newer is being typed."""
        if not self._keeper.is_waiting():
            draft = drafts.kept(self.desk.session, intake.DRAFT)
            typed = draft.typed if draft else {}
            if typed != self.form.typed():
                self.form.show_short()
                self.form.fill(typed)
            self._cursor = draft.cursor if draft else ""
            if draft:
                self._kept(f"{draft.kept_at.astimezone(LONDON):%H:%M}")
            else:
                self.head.say(self.tr("A draft is kept from the first answer."))
        self.more_button.setVisible(not self.form.shows_all())
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Fetch, and go on where the draft was left."""
        super().showEvent(event)
        self._notice()
        QTimer.singleShot(0, self, self.focus_first)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed."""
        super().hideEvent(event)
        self._looking.stop()
        self._keeper.keep_now()

    def focus_first(self) -> None:
        """Go on where the draft was left, else at the first question."""
        if self._cursor:
            self.form.focus(self._cursor)
        else:
            self.form.focus_first()

    def panes(self) -> Sequence[QWidget]:
        """Return sections, page and side."""
        return (self.sections, self.form, self.side)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (
            KeyHint("F6", self.tr("sections")),
            KeyHint("Ctrl+Enter", self.tr("accept")),
        )

    # What a person does

    def accept(self) -> None:
        """Make the referral a case, or say what is to be mended."""
        self._keeper.keep_now()
        self.problem.hide()
        try:
            typed = {**self.form.typed(), CONFIRMED: self._doubts}
            case_id = intake.accept(self.desk.session, typed)
        except GateError as error:
            self._doubts = error.sentences if isinstance(error, DoubtError) else []
            self.form.show_problems(str(error), error.missing, doubt=bool(self._doubts))
            self._show_states()
        except CutOffError as error:
            self._say(self.tr("No new referral is taken"), str(error), cut_off=True)
        except IdvaError as error:
            self._say(str(error))
        else:
            self._settle(case_id)

    def decide(self) -> None:
        """Ask for a decision other than to accept, or for none yet."""
        self._keeper.keep_now()
        self.problem.hide()
        unseen = self.tr("Recorded. A supervisor sees to this case.")

        def save(said: Mapping[str, Typed]) -> None:
            typed = {**self.form.typed(), CONFIRMED: said.get(CONFIRMED, [])}
            try:
                case_id = decide(self.desk.session, typed, said)
            except GateError as error:
                self._lead_back(error)
                raise
            drafts.discard(self.desk.session, DECISION_DRAFT)
            # Once the panel is closed: leaving this screen would close it with its draft kept.
            QTimer.singleShot(0, self, partial(self._settle, case_id, unseen))

        panel = FormPanel(
            self.desk,
            decision_form(),
            DECISION_DRAFT,
            save,
            action=self.tr("Record the decision"),
        )
        words = self.tr(
            "Left blank, it is a case to be decided later. Who the client is stays on record only "
            "where contact is unsafe or failed, where they declined, and of a duplicate."
        )
        panel.box.insertWidget(0, WrappedLabel(words, "body", "muted"))
        self.desk.open_panel(panel)

    def _lead_back(self, error: GateError) -> None:
        """Lead to what is missing on this page; the decision is kept as a draft."""
        here = [one for one in error.missing if not is_of_the_decision(one)]
        if here and not isinstance(error, DoubtError):
            self.desk.close_panel()
            # Once the panel has said it too, as the focus belongs here.
            QTimer.singleShot(0, self, partial(self._show_problems, str(error), here))

    def _show_problems(self, sentence: str, missing: Sequence[Missing]) -> None:
        self.form.show_problems(sentence, missing)
        self._show_states()

    def record_after_cut_off(self) -> None:
        """Record that a referral came when none is taken; only how it came is kept."""
        try:
            case_id = record_after_cut_off(self.desk.session, self.form.typed())
        except GateError as error:
            self.form.show_problems(str(error), error.missing)
        except IdvaError as error:
            self._say(str(error))
        else:
            self._settle(case_id)

    def _settle(self, case_id: str, unseen: str = "") -> None:
        """Empty the page and lead to the case; ``unseen`` is said where it is for a supervisor."""
        self._keeper.forget()
        self.form.fill({})
        self.problem.hide()
        self.desk.saved()
        if intake.waits_for_a_supervisor(self.desk.session, case_id):
            self.desk.go("cases")
            words = unseen or self.tr("Accepted. A supervisor allocates this case.")
            self.desk.said.emit(words)
        else:
            self.desk.go("case", case_id)

    def keep_as_draft(self) -> None:
        """Keep what is typed and go back to the cases."""
        self._keeper.keep_now()
        self.desk.go("cases")

    def show_more(self) -> None:
        """Show every question."""
        self.form.show_all()
        self.more_button.hide()
        self.form.focus(self._first_of(self._first_folded()))

    def go_to_section(self, title: str) -> None:
        """Bring a section into sight and put the cursor into its first question."""
        key = self._first_of(title)
        self.form.focus(key)
        self.more_button.setVisible(not self.form.shows_all())
        top = self.page.top_of(self.form.section_heads[title])
        self.page.page_scroll.verticalScrollBar().setValue(top - look().space(4))
        self.sections.set_current(title)

    # Inside

    def _edited(self, _key: str) -> None:
        self._doubts = []
        self._keeper.touch()
        self._looking.start()
        self._show_states()

    def _look(self) -> None:
        reading = read_form(self.form.form, self.form.typed(), self.desk.session.clock())
        self.side.show_reading(reading)
        self._show_states()

    def _show_states(self) -> None:
        answered = frozenset(self.form.typed())
        sections = self.form.form.sections
        self.sections.show_states({each.title: self._state(each, answered) for each in sections})

    def _state(self, section: Section, answered: frozenset[str]) -> SectionState:
        keys = {field.key for field in section.fields}
        given = keys & answered
        to_mend = len(keys & self.form.problems())
        if to_mend:
            return SectionState(Standing.TO_MEND, self.tr("{0} to mend").format(to_mend))
        if not given:
            return SectionState(Standing.NOT_BEGUN, self.tr("not begun"))
        needed = {field.key for field in section.fields if field.question.gates}
        return SectionState(Standing.DONE if needed <= given else Standing.BEGUN)

    def _follow(self, _value: int) -> None:
        """Mark the section that stands at the top of what is in sight."""
        top = self.page.page_scroll.verticalScrollBar().value() + look().space(60)
        shown = [
            title
            for title, head in self.form.section_heads.items()
            if head.isVisible() and self.page.top_of(head) <= top
        ]
        if shown:
            self.sections.set_current(shown[-1])

    def _first_of(self, title: str) -> str:
        section = next(each for each in self.form.form.sections if each.title == title)
        return section.fields[0].key

    def _first_folded(self) -> str:
        folded = (
            section.title
            for section in self.form.form.sections
            if not any(field.question.short for field in section.fields)
        )
        return next(folded, self.form.form.sections[0].title)

    def _kept(self, time: str) -> None:
        words = self.tr("Draft kept {0}. You can close this and come back.")
        self.head.say(words.format(time))

    def _not_kept(self, sentence: str) -> None:
        self._say(sentence)

    def _say(self, title: str, sentence: str = "", *, cut_off: bool = False) -> None:
        self.problem.say(Tone.WARNING if cut_off else Tone.ERROR, title, sentence)
        self.after_button.setVisible(cut_off)
        self.problem.show()

    def _notice(self) -> None:
        """Say before anything is typed that no referral is taken, or soon will not be."""
        notice = contract_notice(self.desk.session)
        if notice is not None and self.problem.isHidden():
            tone = Tone.WARNING if notice.closed else Tone.INFO
            self.problem.say(tone, notice.title, notice.words)
            self.after_button.setVisible(notice.closed)
            self.problem.show()

    def _same_client(self, reference: str) -> None:
        """Say that the client is the one of an earlier case."""
        self.form.answer(KNOWN_AS, reference)
        self.form.focus(KNOWN_AS)

    def _open_case(self, case_id: str) -> None:
        self._keeper.keep_now()
        self.desk.go("case", case_id)
