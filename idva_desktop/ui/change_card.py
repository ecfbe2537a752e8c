"""What is new in one thing since the last time: ``card.show_item(item, changes(session, item))``.

Each line says in words how it differs; the icon before it only repeats that.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from idva_desktop.casework.supervision.review import ReviewItem, changes
from idva_desktop.casework.supervision.review_changes import ChangeLine, Comparison, Turn
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.panel_foot import PanelFoot
from idva_desktop.ui.screen_view import PanelView, on_ctrl_enter
from idva_desktop.ui.widgets.boxes import Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.icon_mark import IconLine
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.status_line import KeyHint

_ICONS = {
    Turn.ADDED: ("plus", "warning"),
    Turn.REMOVED: ("minus", "muted"),
    Turn.CHANGED: ("arrow-right", "accent_text"),
}


class ChangeCard(Card):
    """The pane beside the queue; Tab stops on it, so that a screen reader reads it whole."""

    focus_outset = 3

    def __init__(self) -> None:
        super().__init__(gap=10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.said: list[str] = []

    def show_item(self, item: ReviewItem, compared: Comparison) -> None:
        """Show what is new in ``item``."""
        self.clear()
        head = Row(gap=8)
        head.add(Line(item.title, "heading"), 1)
        head.add(Line(item.reference, "strong", "muted", "zero"))
        self.add(head)
        since = compared.since or _tr("Nothing to compare it with; open it to read it.")
        self.add(WrappedLabel(since, "small", "muted"))
        self.said = [item.title, since]
        for line in compared.lines:
            if line.turn is Turn.SAME:
                self._say_same(line)
                continue
            icon, tint = _ICONS[line.turn]
            detail = _detail(line)
            self.add(IconLine(icon, line.words, tint=tint, detail=detail))
            self.said.append(f"{line.words}: {detail}")
        if not compared.lines and compared.since:
            self.add(WrappedLabel(_tr("Nothing has changed."), "medium"))
            self.said.append(_tr("Nothing has changed."))
        self.setAccessibleName(_tr("What is new"))
        self.setAccessibleDescription(". ".join(part.rstrip(".") for part in self.said))

    def forget(self) -> None:
        """Hold nothing more of what was shown: nothing waits, or it went."""
        self.clear()
        self.said = []
        self.setAccessibleDescription("")

    def _say_same(self, line: ChangeLine) -> None:
        """Say what is to be known though it did not turn, as a pair without a mark."""
        pair = Row(gap=12)
        pair.add(WrappedLabel(line.words, "body", "muted"), 2)
        pair.add(WrappedLabel(_detail(line), "medium"), 3)
        self.add(pair)
        self.said.append(f"{line.words}: {_detail(line)}")


class ChangePanel(PanelView):
    """The same in the side panel, where large text leaves no room beside the queue.

    Args:
        desk: the desk.
        item: what waits.
        sign: signs it.
        leads: leads to where it was written, by its record.
    """

    def __init__(
        self,
        desk: Desk,
        item: ReviewItem,
        *,
        sign: Callable[[], None],
        leads: Callable[[str], None],
    ) -> None:
        super().__init__(desk, _tr("What is new"))
        self._item, self._do_sign, self._leads = item, sign, leads
        self.about = frozenset({item.case_id, item.record_id})
        self.card = ChangeCard()
        self.card.show_item(item, changes(desk.session, item))
        self.add(self.card)
        self.open_button = Button(_tr("Open where it was written"), icon="arrow-right")
        self.open_button.clicked.connect(self.open_it)
        self.add(self.open_button, align=Qt.AlignmentFlag.AlignLeft)
        foot = PanelFoot(_tr("Sign"))
        foot.close_button.clicked.connect(desk.close_panel)
        foot.save_button.clicked.connect(self.sign)
        self.foot: QWidget | None = foot
        on_ctrl_enter(self, self.sign)

    def focus_first(self) -> None:
        """Go to what is to be read."""
        self.card.setFocus()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("Esc", _tr("close")), KeyHint("Ctrl+Enter", _tr("sign")))

    def sign(self) -> None:
        """Sign it; the queue says what came of it."""
        self.desk.close_panel()
        self._do_sign()

    def open_it(self) -> None:
        """Lead to where it was written."""
        self.desk.close_panel()
        self._leads(self._item.record_id)


def _detail(line: ChangeLine) -> str:
    if line.turn is Turn.SAME:
        return _tr("{0}, as before").format(line.after) if line.before else line.after
    if not line.before:
        return _tr("New: {0}").format(line.after)
    if not line.after:
        return _tr("Taken out: {0}").format(line.before)
    return f"{line.before} → {line.after}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("ChangeCard", words)
