"""What a table row holds, as plain data.

A cell is a ``str``, an ``int``, ``None`` for nothing, or one of the classes here. Each class
knows the words that a screen reader hears (``spoken``). ``Row("code", (cell, cell))`` is a row;
``Group("Home")`` a heading between rows.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from idva_desktop.ui.widgets.chip import risk_spoken


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a tone or weight of their own.

    Attributes:
        text: the words.
        colour: palette name.
        role: type role: ``body``, ``medium``, ``strong`` or ``small``.
        icon: a bundled icon before the words, or none.
        reference: whether it is a reference, set with a slashed zero.
    """

    text: str
    colour: str = "text"
    role: str = "body"
    icon: str = ""
    reference: bool = False

    def spoken(self) -> str:
        """Return the words."""
        return self.text


@dataclass(frozen=True, slots=True)
class TwoLines:
    """A title over a smaller line."""

    title: str
    detail: str

    def spoken(self) -> str:
        """Return both lines."""
        return f"{self.title}. {self.detail}"


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk chip."""

    level: str
    raised: bool = False

    def spoken(self) -> str:
        """Return the band."""
        return risk_spoken(self.level, raised=self.raised)


@dataclass(frozen=True, slots=True)
class State:
    """A tag; see ``chip.Tag`` for tones."""

    text: str
    icon: str = ""
    tone: str = "plain"

    def spoken(self) -> str:
        """Return the words."""
        return self.text


@dataclass(frozen=True, slots=True)
class Ticked:
    """A box to tick; Space and a click on it ask to turn it (``RecordTable.ticked``)."""

    on: bool
    words: str = ""

    def spoken(self) -> str:
        """Return the state."""
        tr = QCoreApplication.translate
        return tr("Ticked", "done") if self.on else tr("Ticked", "not done")


@dataclass(frozen=True, slots=True)
class Withheld:
    """A figure that is not told; one look for every reason."""

    def spoken(self) -> str:
        """Return the word."""
        return QCoreApplication.translate("Withheld", "withheld")


@dataclass(frozen=True, slots=True)
class Series:
    """A small line of figures; None where there is no figure."""

    values: tuple[float | None, ...]

    def spoken(self) -> str:
        """Return the figures."""
        nothing = QCoreApplication.translate("Series", "none")
        return ", ".join(nothing if v is None else f"{v:g}" for v in self.values)


Cell = str | int | None | Words | TwoLines | Risk | State | Ticked | Withheld | Series


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its code, and a cell for each column."""

    code: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading across the table."""

    title: str


def spoken(cell: Cell) -> str:
    """Return what a screen reader hears for a cell."""
    if cell is None:
        return ""
    if isinstance(cell, (str, int)):
        return str(cell)
    return cell.spoken()
