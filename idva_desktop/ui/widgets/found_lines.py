"""What stands in the list of cases while somebody searches: headings, and records that were found.

A heading cannot be chosen. A record is shown by its reference, what it is and its day; its text
stays folded until the case is open.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.marks import RIGHT, words
from idva_desktop.ui.theme import look

HEAD_HEIGHT, HIT_HEIGHT = 32, 56  # px at 100 %


@dataclass(frozen=True, slots=True)
class HeadLine:
    """The heading of a group.

    Attributes:
        words: its name.
        code: nothing: it leads nowhere.
    """

    words: str
    code: str = ""

    @property
    def heading(self) -> bool:
        """It is one."""
        return True

    def spoken(self) -> str:
        """Return what a screen reader says."""
        return self.words


@dataclass(frozen=True, slots=True)
class HitLine:
    """A record that was found.

    Attributes:
        code: what the signals give.
        title: what it is, and where in it the words stand.
        reference: of its case.
        day: when, in words; blank where it names none.
        icon: a bundled icon.
    """

    code: str
    title: str
    reference: str
    day: str = ""
    icon: str = "file-text"

    @property
    def heading(self) -> bool:
        """A record is none."""
        return False

    def spoken(self) -> str:
        """Return what a screen reader says."""
        return ". ".join(part for part in (self.title, self.reference, self.day) if part)


def paint_head(painter: QPainter, rect: QRectF, line: HeadLine) -> None:
    """Draw a heading on the bottom of its place, near what it heads."""
    height = look().line("caption")
    place = QRectF(rect.x(), rect.bottom() - height - look().space(4), rect.width(), height)
    words(painter, place, line.words, "caption", look().colour("muted"))


def paint_hit(painter: QPainter, rect: QRectF, line: HitLine) -> None:
    """Draw a record on two lines beside its icon."""
    side, gap = look().size("icon"), look().space(10)
    first, second = look().line("body"), look().line("small")
    top = round(rect.center().y() - (first + second + look().space(2)) / 2)
    muted = look().colour("muted")
    paint_icon(painter, QRectF(rect.x(), top, side, first), line.icon, muted)
    left = rect.x() + side + gap
    room = rect.right() - left
    place = QRectF(left, top, room, first)
    words(painter, place, line.title, "medium", look().colour("text"))
    low = top + first + look().space(2)
    day = look().width(line.day, "small") + 1
    words(
        painter, QRectF(rect.right() - day, low, day, second), line.day, "small", muted, align=RIGHT
    )
    place = QRectF(left, low, room - day - look().space(8), second)
    words(painter, place, line.reference, "small", muted, "zero")
