"""The history of a case or of one record, in the side panel: who did what, from what to what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from idva_desktop.casework.history import Altered, Deed, history, kinds_of
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.record import record_type
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.screen_view import PanelView
from idva_desktop.ui.widgets import timeline as shown
from idva_desktop.ui.widgets.boxes import Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.labels import Line
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.status_line import KeyHint

# Older entries are made when they are asked for: each is a few widgets.
PAGE = 50
KEYS = "Ctrl+H"
_READINGS = "readings"
_ICONS = {"added": "plus", "changed": "pencil", "taken": "trash-2", "put": "undo-2"}


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Which record a form changes: what its history and its removal need.

    Attributes:
        owner: the case that holds it, or the word of a shared scope.
        record_id: the record; blank for a new one.
        take_off: takes it off its list, where that is offered.
    """

    owner: str
    record_id: str = ""
    take_off: Callable[[], None] | None = None


class HistoryView(PanelView):
    """What happened, newest first, with a filter by the kind of record.

    Args:
        desk: the desk.
        owner: the case, or the word of a shared scope.
        record_id: only this record; everything if blank.
        reference: the case, beside the heading.
    """

    def __init__(self, desk: Desk, owner: str, record_id: str = "", *, reference: str = "") -> None:
        super().__init__(desk, "", gap=12)
        self.about = frozenset({owner, record_id})
        self.title = self.tr("History of this record") if record_id else self.tr("History")
        self._deeds: list[Deed] = []
        self._kind, self._shown = "", PAGE
        head = Row(gap=10)
        head.add(Line(reference, "body", "muted", "zero"))
        head.add_stretch()
        self.head: QWidget | None = head
        self._problem = MessageStrip(Tone.ERROR, "")
        self._problem.hide()
        self.add(self._problem)
        self.add(self._tools())
        self._timeline = shown.Timeline()
        self.add(self._timeline)
        self.older_button = Button(self.tr("Show older entries"), size="control_compact")
        self.older_button.clicked.connect(self._show_older)
        self.add(self.older_button, align=Qt.AlignmentFlag.AlignLeft)
        self._empty = EmptyState("history", self.tr("Nothing was changed yet"))
        self.add(self._empty)
        self._fetch(owner, record_id)

    def _tools(self) -> Row:
        row = Row(gap=16)
        self.kinds = Button("", icon="chevron-down", trailing=True)
        self.kinds.clicked.connect(self._open_menu)
        self._count = Line("", "small", "muted")
        self._menu = QMenu(self)
        row.add(self.kinds)
        row.add_stretch()
        row.add(self._count)
        return row

    def focus_first(self) -> None:
        """Go to the filter."""
        self.kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("Esc", self.tr("close")),)

    def show_kind(self, kind: str) -> None:
        """Show one kind of record only; everything if blank."""
        self._kind, self._shown = kind, PAGE
        self._show()

    # Inside

    def _fetch(self, owner: str, record_id: str) -> None:
        try:
            self._deeds = history(self.desk.session, owner, record_id)
        except IdvaError as error:
            self._problem.say(Tone.ERROR, str(error))
            self._problem.show()
        self._show()

    def _show(self) -> None:
        fitting = [deed for deed in self._deeds if self._fits(deed)]
        page = fitting[: self._shown]
        self._timeline.show_entries([_entry(deed) for deed in page])
        self.older_button.setVisible(len(fitting) > len(page))
        self.kinds.set_words(self._kind_words(self._kind))
        one = self.tr("1 entry")
        many = self.tr("{0} entries").format(f"{len(fitting):,}")
        self._count.setText(one if len(fitting) == 1 else many)
        self._count.updateGeometry()
        self._empty.setVisible(not fitting)

    def _fits(self, deed: Deed) -> bool:
        if self._kind == _READINGS:
            return deed.reading
        return self._kind in ("", deed.kind)

    def _kind_words(self, kind: str) -> str:
        if kind == _READINGS:
            return self.tr("Read, printed, exported")
        return record_type(kind).title if kind else self.tr("All records")

    def _open_menu(self) -> None:
        self._menu.clear()
        readings = [_READINGS] if any(deed.reading for deed in self._deeds) else []
        for kind in ("", *(kind.kind for kind in kinds_of(self._deeds)), *readings):
            action = self._menu.addAction(self._kind_words(kind))
            action.setCheckable(True)
            action.setChecked(kind == self._kind)
            action.triggered.connect(partial(self._choose, kind))
        self._menu.popup(self.kinds.mapToGlobal(QPoint(0, self.kinds.height())))

    def _choose(self, kind: str, _checked: bool = False) -> None:  # Qt's triggered(bool)
        self.show_kind(kind)

    def _show_older(self) -> None:
        self._shown += PAGE
        self._show()


def on_ctrl_h(view: QWidget, action: Callable[[], None]) -> None:
    """Let Ctrl+H open the history while the focus is inside a view."""
    shortcut = QShortcut(QKeySequence(KEYS), view)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(action)


def _entry(deed: Deed) -> shown.TimelineEntry:
    plain = [_line(each) for each in deed.answers if not each.narrative]
    folded = [_block(each) for each in deed.answers if each.narrative]
    note = [deed.note] if deed.note else []
    return shown.TimelineEntry(
        day=show_day(deed.at.date(), weekday=True),
        code="",
        icon=_icon(deed),
        title=deed.title,
        meta="\n".join([f"{deed.at:%H:%M} · {deed.who}", *note, *plain]),
        note="\n\n".join(folded),
    )


def _icon(deed: Deed) -> str:
    if deed.reading:
        return "eye"
    return next((icon for word, icon in _ICONS.items() if f" {word}" in deed.title), "circle-dot")


def _line(altered: Altered) -> str:
    question = altered.question.rstrip("?")
    if not altered.before:
        return f"{question}: {altered.after}"
    after = altered.after or QCoreApplication.translate("HistoryView", "cleared")
    return f"{question}: {altered.before} → {after}"


def _block(altered: Altered) -> str:
    tr = QCoreApplication.translate
    parts = [altered.question]
    if altered.before:
        parts.append(tr("HistoryView", "Before: {0}").format(altered.before))
        after = altered.after or tr("HistoryView", "cleared")
        parts.append(tr("HistoryView", "After: {0}").format(after))
    else:
        parts.append(altered.after)
    return "\n".join(parts)
