"""The keys that work everywhere, said once: the window binds them and the help lists them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the window.

    Attributes:
        does: the name of what it does.
        keys: as Qt writes them; the first is shown.
        words: what it does, for the list of keys.
    """

    does: str
    keys: tuple[str, ...]
    words: str


def window_keys() -> tuple[Key, ...]:
    """Return the keys of the window, in the order of the help."""
    tr = QCoreApplication.translate
    return (
        Key("log_contact", ("Ctrl+T",), tr("shortcuts", "Log a contact on the open case")),
        Key("summary", ("Ctrl+Shift+C",), tr("shortcuts", "Summary of the open case, to copy")),
        Key("intake", ("Ctrl+N",), tr("shortcuts", "New referral")),
        Key("search", ("Ctrl+F",), tr("shortcuts", "Search cases and notes")),
        Key("palette", ("Ctrl+K",), tr("shortcuts", "Find a case or do anything by its name")),
        Key("next_pane", ("F6",), tr("shortcuts", "Go to the next part of the window")),
        Key("last_pane", ("Shift+F6",), tr("shortcuts", "Go to the part before")),
        Key("main_action", ("Ctrl+Return", "Ctrl+Enter"), tr("shortcuts", "Save, sign or accept")),
        Key("undo", ("Ctrl+Z",), tr("shortcuts", "Take the last step back, for two minutes")),
        Key("history", ("Ctrl+H",), tr("shortcuts", "History of the case or record")),
        Key("close", ("Esc",), tr("shortcuts", "Close what lies on top; the draft is kept")),
        Key("larger", ("Ctrl++", "Ctrl+="), tr("shortcuts", "Larger text, up to 200 %")),
        Key("smaller", ("Ctrl+-",), tr("shortcuts", "Smaller text")),
        Key("normal", ("Ctrl+0",), tr("shortcuts", "Text at 100 %")),
        Key("help", ("F1", "Ctrl+/"), tr("shortcuts", "This list of keys")),
        Key("lock", ("Ctrl+L",), tr("shortcuts", "Lock; drafts are kept")),
        Key("hide", ("Ctrl+Shift+L",), tr("shortcuts", "Hide and lock at once; drafts are kept")),
    )


def shown_keys(key: Key) -> str:
    """Return a key as a person reads it."""
    return key.keys[0].replace("Return", "Enter")


def bind(window: QWidget, actions: Mapping[str, Callable[[], None]]) -> None:
    """Bind the window's keys to what they do; a key without an action stays free."""
    for key in window_keys():
        if key.does not in actions:
            continue
        for sequence in key.keys:
            shortcut = QShortcut(QKeySequence(sequence), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(actions[key.does])
