"""F6: from one part of the window to the next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def walk(panes: Sequence[QWidget], step: int) -> None:
    """Put the focus into the pane that is ``step`` further; from outside, into the first."""
    shown = [pane for pane in panes if pane.isVisible()]
    if not shown:
        return
    now = QApplication.focusWidget()
    inside = (
        at for at, pane in enumerate(shown) if now and (pane is now or pane.isAncestorOf(now))
    )
    at = next(inside, None)
    first = 0 if at is None else at + step
    # A pane may hold nothing that takes the focus; then the one after it does.
    for further in range(len(shown)):
        pane = shown[(first + further * step) % len(shown)]
        focus_inside(pane)
        there = QApplication.focusWidget()
        if there is not None and (pane is there or pane.isAncestorOf(there)):
            return


def focus_inside(pane: QWidget) -> None:
    """Put the focus on the pane's own first place, or on the first thing inside that takes it."""
    first = getattr(pane, "focus_first", None)
    if callable(first):
        first()
        return
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus and pane.isEnabled():
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return
    at = pane.nextInFocusChain()
    while at is not None and at is not pane:
        takes_tab = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and pane.isAncestorOf(at) and at.isVisible() and at.isEnabled():
            at.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        at = at.nextInFocusChain()
