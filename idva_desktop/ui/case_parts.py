"""What the page of a case is made of: lists and views, grouped on few tabs."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from idva_desktop.domain.record import Record
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.records_view import ListShape, ListWords, RecordsView


@dataclass(frozen=True, slots=True)
class CaseTab:
    """One list or view of a case; several may share a tab.

    Attributes:
        name: as a :class:`~idva_desktop.ui.desk.Place` may name it.
        words: its name.
        make: makes its view for a case.
        counts: the kind that it lists, if it is a list.
        own_scroll: whether the view scrolls by itself.
        counted: whether the tab tells how many there are.
    """

    name: str
    words: str
    make: Callable[[Desk, str], QWidget]
    counts: type[Record] | None = None
    own_scroll: bool = False
    counted: bool = True


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """One tab of a case.

    Attributes:
        name: as a :class:`~idva_desktop.ui.desk.Place` may name it.
        words: its name on the strip.
        parts: what stands on its page, from top to bottom.
    """

    name: str
    words: str
    parts: tuple[CaseTab, ...]


def listed(
    kind: type[Record],
    name: str,
    said: ListWords,
    *,
    columns: tuple[str, ...] = (),
    leads_to: str = "",
    only: tuple[str, str] | None = None,
    view: type[RecordsView] = RecordsView,
) -> CaseTab:
    """Return the list of a record kind.

    Args:
        kind: the record kind.
        name: as a place may name it.
        said: what the list says.
        columns: the questions that the table shows, where not the first short ones.
        leads_to: the screen on which these records are worked, where they have one.
        only: a coded question and the code of those listed; the kind is counted where all are.
        view: what shows the list, where it is more than a list.
    """
    shape = ListShape(only=only)
    make = partial(view, kind=kind, said=said, columns=columns, leads_to=leads_to, shape=shape)
    return CaseTab(name, said.title, make, counts=kind, counted=only is None)


def held_once(
    kind: type[Record],
    name: str,
    said: ListWords,
    *,
    columns: tuple[str, ...] = (),
    folded: bool = False,
) -> CaseTab:
    """Return the page part of a kind that the client has once, such as the employment.

    Args:
        kind: the record kind.
        name: as a place may name it.
        said: what the part says.
        columns: the questions that the table shows.
        folded: whether its answers show only when it is opened.
    """
    make = partial(
        RecordsView,
        kind=kind,
        said=said,
        columns=columns,
        shape=ListShape(single=True, folded=folded),
    )
    return CaseTab(name, said.title, make, counts=kind, counted=False)
