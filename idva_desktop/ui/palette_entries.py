"""What the command palette offers, from what is declared already: keys, screens, tabs and looks.

Nothing is listed here a second time: a new screen, tab or key of the window stands in the palette
because it is declared, and is offered to whoever may use it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from idva_desktop.casework.cases import CaseRow
from idva_desktop.domain.search_words import words_of
from idva_desktop.domain.vocab import within
from idva_desktop.ui.case_lines import strand_words
from idva_desktop.ui.case_tabs import TAB_KEYS, case_groups
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.screens import Screen
from idva_desktop.ui.shortcuts import Key, shown_keys
from idva_desktop.ui.theme import PALETTES
from idva_desktop.ui.widgets.command_list import CommandLine

CASE_KEYS = frozenset({"log_contact"})
"""Keys of the window that act on the open case."""
_ICONS = {
    "log_contact": "message-square-text",
    "intake": "file-input",
    "search": "search",
    "undo": "undo-2",
    "help": "keyboard",
    "lock": "lock",
    "hide": "eye-off",
    "larger": "plus",
    "smaller": "minus",
    "normal": "rotate-ccw",
}
_UNDER_THE_HAND = frozenset({"palette", "next_pane", "last_pane"})
"""Keys that mean nothing as a choice in a list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find or do.

    Attributes:
        line: as it is shown.
        group: the heading under which it stands.
        do: does it.
    """

    line: CommandLine
    group: str
    do: Callable[[], object]

    def answers(self, typed: Sequence[str]) -> bool:
        """Say whether each typed word begins one of its words."""
        words = words_of(f"{self.line.words} {self.line.detail}")
        return all(any(word.startswith(part) for word in words) for part in typed)


def of_case(
    desk: Desk, row: CaseRow | None, keys: Iterable[Key], actions: Mapping[str, Callable[[], None]]
) -> Iterator[Entry]:
    """Yield what can be done in the open case: its keys, tabs and the lists on them."""
    if row is None:
        return
    tr = QCoreApplication.translate
    group = tr("palette", "In {0}").format(row.reference)
    yield from (_of_key(key, group, actions) for key in keys if key.does in CASE_KEYS)
    digits = iter(TAB_KEYS)
    for tab in case_groups():
        digit = next(digits, "")
        line = CommandLine(tab.words, icon="folder-open", keys=f"Alt+{digit}" if digit else "")
        yield Entry(line, group, partial(desk.go, tab.name, row.id))
        for part in tab.parts:
            if part.words != tab.words:
                line = CommandLine(part.words, tab.words, icon="list-checks")
                yield Entry(line, group, partial(desk.go, part.name, row.id))


def anywhere(
    desk: Desk,
    screens: Iterable[Screen],
    keys: Iterable[Key],
    actions: Mapping[str, Callable[[], None]],
) -> Iterator[Entry]:
    """Yield the screens that the member may see, and what the keys of the window do."""
    group = QCoreApplication.translate("palette", "Anywhere")
    for screen in screens:
        if screen.in_rail:
            line = CommandLine(screen.words, icon=screen.icon)
            yield Entry(line, group, partial(desk.go, screen.name))
    for key in keys:
        if key.does in actions and key.does not in CASE_KEYS | _UNDER_THE_HAND:
            yield _of_key(key, group, actions)


def looks(worn: str, wear: Callable[[str], object]) -> Iterator[Entry]:
    """Yield the palettes that are not worn now."""
    tr = QCoreApplication.translate
    group = tr("palette", "Appearance")
    said = {
        "light": tr("palette", "Light appearance"),
        "dark": tr("palette", "Dark appearance"),
        "contrast": tr("palette", "High contrast appearance"),
    }
    for name in PALETTES:
        if name != worn:
            yield Entry(CommandLine(said[name], icon="sun"), group, partial(wear, name))


def of_cases(desk: Desk, rows: Iterable[CaseRow]) -> Iterator[Entry]:
    """Yield the cases that were found."""
    group = QCoreApplication.translate("palette", "Cases")
    for row in rows:
        detail = f"{strand_words(row.strand)}, {within(row.line(desk.session.today))}"
        line = CommandLine(row.reference, detail, "folder-open", "", row.band, row.raised)
        yield Entry(line, group, partial(desk.go, "case", row.id))


def in_groups(entries: Iterable[Entry]) -> tuple[list[CommandLine], dict[int, Entry]]:
    """Return the lines with their headings, and the entry at each place that can be chosen."""
    lines: list[CommandLine] = []
    places: dict[int, Entry] = {}
    group = ""
    for entry in entries:
        if entry.group != group:
            group = entry.group
            lines.append(CommandLine(group, heading=True))
        places[len(lines)] = entry
        lines.append(entry.line)
    return lines, places


def _of_key(key: Key, group: str, actions: Mapping[str, Callable[[], None]]) -> Entry:
    icon = _ICONS.get(key.does, "command")
    line = CommandLine(key.words, icon=icon, keys=shown_keys(key) if key.keys else "")
    return Entry(line, group, actions.get(key.does, _nothing))


def _nothing() -> None:
    """Do nothing: a key whose action is not bound here."""
