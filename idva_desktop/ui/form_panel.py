"""Any declared form in the side panel, with its draft, its problems and its save."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from idva_desktop.casework import drafts
from idva_desktop.casework.conflicts import DECIDED, Divided, Saying, conflicts
from idva_desktop.domain.checks import CONFIRMED
from idva_desktop.domain.errors import DoubtError, GateError, IdvaError
from idva_desktop.domain.form import Form, Typed
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.ui.conflicts_view import AnswersSideBySide
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.draft_keeper import DraftKeeper
from idva_desktop.ui.form_view import FormView
from idva_desktop.ui.history_view import KEYS, HistoryView, RecordPlace, on_ctrl_h
from idva_desktop.ui.lookups import lookup_in
from idva_desktop.ui.panel_foot import PanelFoot
from idva_desktop.ui.screen_view import PanelView, on_ctrl_enter
from idva_desktop.ui.widgets.boxes import Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.labels import Line

Saving = Callable[[Mapping[str, Typed]], object]


class FormPanel(PanelView):
    """A form over the screen.

    Args:
        desk: the desk.
        form: what is asked.
        draft: the key of its draft.
        saving: saves what is typed; raises ``GateError`` with what is missing.
        typed: what a saved record says, where one is changed.
        reference: the case, beside the heading.
        action: what saving is called.
        record: the record, for what it may point at, its history and to take it off the list.
    """

    def __init__(
        self,
        desk: Desk,
        form: Form,
        draft: str,
        saving: Saving,
        *,
        typed: Mapping[str, Typed] | None = None,
        reference: str = "",
        action: str = "",
        record: RecordPlace | None = None,
    ) -> None:
        super().__init__(desk, form.title)
        self.about = drafts.about(draft) | ({record.owner} if record else set())
        self._saving, self._decided = saving, list[str]()
        lookup = lookup_in(desk.session, record.owner) if record else None
        begun = drafts.kept(desk.session, draft)
        kept = {**(typed or {}), **(begun.typed if begun else {})}
        self.form_view = FormView(form, desk.session.clock, lookup=lookup, kept=kept)
        if record is not None and record.record_id:
            self._show_conflicts(record)
        self.add(self.form_view)
        head = Row(gap=10)
        head.add(Line(reference, "body", "muted", "zero"))
        head.add_stretch()
        self._record, self._reference = record, reference
        if record is not None and record.record_id:
            self.history_button = Button(self.tr("History"), Kind.LINK, icon="history", keys=KEYS)
            self.history_button.clicked.connect(self.open_history)
            on_ctrl_h(self, self.open_history)
            head.add(self.history_button)
        if record is not None and record.take_off is not None:
            self.remove_button = Button(self.tr("Take off the list"), Kind.LINK, icon="trash-2")
            self.remove_button.clicked.connect(self.remove)
            self.add(self.remove_button, align=Qt.AlignmentFlag.AlignLeft)
        self.head: QWidget | None = head
        foot = PanelFoot(action or self.tr("Save"))
        foot.close_button.clicked.connect(desk.close_panel)
        foot.save_button.clicked.connect(self.save)
        self._foot = foot
        self.foot: QWidget | None = foot
        self._keeper = DraftKeeper(
            desk, draft, form.name, self.form_view.typed, self.form_view.cursor, self
        )
        self._keeper.kept.connect(self._kept)
        self._keeper.failed.connect(self._not_kept)
        self.form_view.edited.connect(self._edited)
        on_ctrl_enter(self, self.save)
        self._cursor = ""
        self._restore(typed or {})

    def focus_first(self) -> None:
        """Go on where the draft was left, else at the first question."""
        if self._cursor:
            self.form_view.focus(self._cursor)
        else:
            self.form_view.focus_first()

    def start_at(self, place: str) -> None:
        """Begin at a question; where a draft was left has precedence."""
        self._cursor = self._cursor or place

    def leave(self) -> None:
        """Keep the draft."""
        self._keeper.keep_now()

    def save(self) -> None:
        """Save, or say what is missing."""
        try:
            self._saving(self.answers())
        except IdvaError as error:
            self.refuse(error)
        else:
            self._keeper.forget()
            self.desk.saved()
            self.desk.close_panel()

    def answers(self) -> dict[str, Typed]:
        """Return what is typed, with what was confirmed and decided beside it."""
        beside = {CONFIRMED: self._foot.doubts, DECIDED: self._decided}
        return {**self.form_view.typed(), **beside}

    def refuse(self, error: IdvaError) -> None:
        """Say what is missing, unlikely or wrong."""
        if isinstance(error, DoubtError):
            self._foot.ask_again(error.sentences)
            self.form_view.show_problems(str(error), error.missing, doubt=True)
        elif isinstance(error, GateError):
            self._foot.ask_again(())
            self.form_view.show_problems(str(error), error.missing)
        else:
            self.form_view.show_problems(str(error), ())

    def open_history(self) -> None:
        """Show the record's history in place of the form, whose draft is kept."""
        if self._record is not None:
            place = self._record
            self.desk.open_panel(
                HistoryView(self.desk, place.owner, place.record_id, reference=self._reference)
            )

    def remove(self) -> None:
        """Take the record off its list; undo brings it back."""
        if self._record is None or self._record.take_off is None:
            return
        try:
            self._record.take_off()
        except IdvaError as error:
            self.form_view.show_problems(str(error), ())
        else:
            self._keeper.forget()
            self.desk.saved()
            self.desk.close_panel()

    def _show_conflicts(self, record: RecordPlace) -> None:
        for divided in conflicts(self.desk.session, record.owner, record.record_id):
            card = AnswersSideBySide(divided)
            card.kept.connect(partial(self._decide, divided))
            self.add(card)

    def _decide(self, divided: Divided, saying: Saying) -> None:
        """Take one of two answers into the form; saving lets it stand alone."""
        self._decided.append(divided.name)
        self.form_view.answer(divided.key, saying.typed)
        self.form_view.focus(divided.key)

    def _restore(self, typed: Mapping[str, Typed]) -> None:
        draft = drafts.kept(self.desk.session, self._keeper.key)
        if draft is None:
            self.form_view.fill(typed)
            return
        self.form_view.fill(draft.typed)
        self._cursor = draft.cursor
        self._kept(f"{draft.kept_at.astimezone(LONDON):%H:%M}")

    def _edited(self, _key: str) -> None:
        self._foot.ask_again(())
        self._keeper.touch()

    def _kept(self, time: str) -> None:
        self._foot.say(self.tr("Draft kept {0}").format(time))

    def _not_kept(self, sentence: str) -> None:
        self._foot.say(sentence, failed=True)
