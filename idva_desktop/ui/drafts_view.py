"""Drafts kept: what was typed and not yet saved, each with the way back to it."""

from collections.abc import Sequence

from idva_desktop.casework import drafts
from idva_desktop.casework.cases import day_words
from idva_desktop.casework.kept_drafts import KeptDraft, kept_drafts
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.draft_places import go_on
from idva_desktop.ui.screen_head import ScreenHead
from idva_desktop.ui.screen_view import ScreenView
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.cells import Words
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.plain_scroll import PlainScroll
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.status_line import KeyHint


class DraftsView(ScreenView):
    """The list of drafts.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: dict[str, KeptDraft] = {}
        self._go_on = Button(self.tr("Go on"), Kind.PRIMARY, keys="Enter")
        self._go_on.clicked.connect(self._open_current)
        self._discard = Button(self.tr("Discard"), icon="trash-2")
        self._discard.clicked.connect(self._ask)
        line = self.tr("Kept as you type, encrypted, for you alone. Saving settles a draft.")
        self.add(ScreenHead(self.tr("Drafts"), line, (self._discard, self._go_on)))
        self._page = Column(gap=16, margins=(28, 0, 28, 16))
        self._question = self._sure()
        self._page.add(self._question)
        columns = [
            TableColumn(self.tr("Form"), strong=True),
            TableColumn(self.tr("Case"), width=160),
            TableColumn(self.tr("Kept"), width=200),
            TableColumn(self.tr("Answers"), width=110, number=True),
        ]
        self.table = RecordTable(self.tr("Drafts"), columns, whole=True)
        self.table.opened.connect(self._open)
        self.table.moved.connect(self._question_hide)
        card = Card(flush=True)
        card.add(self.table)
        self._page.add(card)
        self._page.add_stretch()
        self._scroll = PlainScroll(self._page)
        self.add(self._scroll, 1)
        self._empty = EmptyState(
            "notebook-pen",
            self.tr("No drafts"),
            self.tr("Whatever you type and do not save is kept here until you go on."),
        )
        self.add(self._empty, 1)

    def refresh(self) -> None:
        """Fetch the drafts again."""
        found = kept_drafts(self.desk.session)
        self._found = {draft.key: draft for draft in found}
        self.table.set_rows([self._row(draft) for draft in found])
        if found and not self.table.current_code():
            self.table.set_current_code(found[0].key)
        self._scroll.setVisible(bool(found))
        self._empty.setVisible(not found)
        self._go_on.setEnabled(bool(found))
        self._discard.setEnabled(bool(found))
        self._question.hide()

    def focus_first(self) -> None:
        """Go to the list."""
        self.table.setFocus()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("↑ ↓", self.tr("move")), KeyHint("Enter", self.tr("go on")))

    # Inside

    def _row(self, draft: KeptDraft) -> TableRow:
        local = draft.kept_at.astimezone(LONDON)
        day = day_words(local.date(), self.desk.session.today)
        return TableRow(
            draft.key,
            (
                draft.title,
                self._about(draft),
                f"{day[:1].upper()}{day[1:]} {local:%H:%M}",
                draft.answers,
            ),
        )

    def _about(self, draft: KeptDraft) -> Words:
        if draft.shared:
            return Words(self.tr("Service"))
        return Words(draft.reference or self.tr("No reference yet"), reference=True)

    def _sure(self) -> MessageStrip:
        keep = Button(self.tr("Keep it"), size="control_compact")
        keep.clicked.connect(self._question_hide)
        away = Button(self.tr("Discard the draft"), size="control_compact")
        away.clicked.connect(self._throw_away)
        strip = MessageStrip(
            Tone.WARNING,
            self.tr("Discard this draft?"),
            self.tr("What was typed in it is gone then. Nothing that was saved changes."),
            (keep, away),
        )
        strip.hide()
        self._keep = keep
        return strip

    def _ask(self) -> None:
        self._question.show()
        self._keep.setFocus()

    def _question_hide(self, _code: object = None) -> None:
        self._question.hide()

    def _throw_away(self) -> None:
        drafts.discard(self.desk.session, self.table.current_code())
        self.desk.changed.emit()

    def _open_current(self) -> None:
        self._open(self.table.current_code())

    def _open(self, key: str) -> None:
        draft = self._found.get(key)
        if draft is not None:
            go_on(self.desk, draft)
