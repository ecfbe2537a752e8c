"""Small labels.

``RiskChip("high", raised=True)``: level by ground, edge, bars and word, so that it reads in
black and
white. ``Tag("Need to know", icon="lock")`` with a tone. ``FilterChip("Mine")`` is a button that
takes its filter away (``clicked``). The paint functions serve tables and lists.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.marks import box, words
from idva_desktop.ui.theme import Dressed, look

PAD, BAR_GAP, ARROW = 8, 2, 14
BARS = (5, 8, 11)  # heights at 100 %
FAINT = 0.4  # opacity of a bar that is not reached


@dataclass(frozen=True, slots=True)
class _Level:
    bars: int
    ink: str
    fill: str
    edge: str
    dashed: bool = False


_LEVELS = {
    "high": _Level(3, "on_risk_high", "risk_high_fill", "risk_high"),
    "medium": _Level(2, "risk_medium", "risk_medium_soft", "risk_medium"),
    "standard": _Level(1, "risk_standard", "surface", "risk_standard"),
    "not_assessed": _Level(0, "muted", "surface", "muted", dashed=True),
}
# tone: ink, ground, edge
_TONES = {
    "plain": ("muted", "sunken", "line"),
    "accent": ("accent_text", "accent_soft", "accent_soft"),
    "success": ("success", "success_soft", "success_soft"),
    "warning": ("warning", "warning_soft", "warning_soft"),
    "error": ("error", "error_soft", "error_soft"),
    "safe": ("success", "surface", "surface"),
    "unsafe": ("warning", "surface", "surface"),
    "demo": ("window", "text", "text"),
}


def risk_words(level: str) -> str:
    """Return the word for a risk band code; an unknown or empty code is not assessed."""
    tr = QCoreApplication.translate
    return {
        "high": tr("RiskChip", "High"),
        "medium": tr("RiskChip", "Medium"),
        "standard": tr("RiskChip", "Standard"),
    }.get(level, tr("RiskChip", "Not assessed"))


def risk_spoken(level: str, *, raised: bool) -> str:
    """Return what a screen reader hears for a chip."""
    tr = QCoreApplication.translate
    said = tr("RiskChip", "Risk: {band}").format(band=risk_words(level).lower())
    return said + tr("RiskChip", ", raised by judgement") if raised else said


def risk_width(level: str, *, raised: bool) -> int:
    """Return the width of a risk chip, in px."""
    width = 2 * look().space(PAD) + _bars_width() + look().space(6)
    width += look().width(risk_words(level), "caption_strong") + 1
    return width + (look().grown(ARROW) + look().space(3) if raised else 0)


def paint_risk(painter: QPainter, rect: QRectF, level: str, *, raised: bool) -> None:
    """Draw a risk chip at the left of ``rect``, centred by height."""
    spec = _LEVELS.get(level, _LEVELS["not_assessed"])
    height = look().size("chip")
    width = min(risk_width(level, raised=raised), rect.width())
    chip = QRectF(rect.x(), round(rect.center().y() - height / 2), width, height)
    colour = look().colour
    edge, fill, ink = colour(spec.edge), colour(spec.fill), colour(spec.ink)
    box(painter, chip, look().radius("chip"), fill, edge, dashed=spec.dashed)
    x = chip.x() + look().space(PAD)
    _paint_bars(painter, x, chip, ink, spec.bars)
    x += _bars_width() + look().space(6)
    arrow = look().grown(ARROW)
    room = chip.right() - x - look().space(PAD) + 1
    if raised:
        room -= arrow + look().space(3)
    words(painter, QRectF(x, chip.y(), room, height), risk_words(level), "caption_strong", ink)
    if raised:
        at = chip.right() - look().space(PAD) - arrow + 1
        paint_icon(painter, QRectF(at, chip.y(), arrow, height), "arrow-up", ink)


def tag_width(text: str, icon: str = "") -> int:
    """Return the width of a tag, in px."""
    width = 2 * look().space(PAD) + look().width(text, "caption") + 1
    return width + (look().grown(ARROW) + look().space(5) if icon else 0)


def paint_tag(
    painter: QPainter, rect: QRectF, text: str, *, icon: str = "", tone: str = "plain"
) -> None:
    """Draw a tag at the left of ``rect``, centred by height."""
    ink_name, ground, edge_name = _TONES[tone]
    if look().palette == "contrast" and tone != "demo":
        edge_name = "line_strong" if tone == "plain" else ink_name
    ink = look().colour(ink_name)
    height = look().size("chip")
    width = min(tag_width(text, icon), rect.width())
    chip = QRectF(rect.x(), round(rect.center().y() - height / 2), width, height)
    box(painter, chip, look().radius("chip"), look().colour(ground), look().colour(edge_name))
    x = chip.x() + look().space(PAD)
    if icon:
        side = look().grown(ARROW)
        paint_icon(painter, QRectF(x, chip.y(), side, height), icon, ink)
        x += side + look().space(5)
    room = chip.right() - x - look().space(PAD) + 1
    words(painter, QRectF(x, chip.y(), room, height), text, "caption", ink)


class _Chip(Dressed, QLabel):
    """A chip that only says something."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def dress(self) -> None:
        """Follow the text size."""
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Accept less; the words end in an ellipsis."""
        return QSize(min(self.sizeHint().width(), look().grown(56)), self.sizeHint().height())


class RiskChip(_Chip):
    """The risk band of a case.

    Args:
        level: a risk band code; anything else shows as not assessed.
        raised: whether judgement raised it above the score.
    """

    def __init__(self, level: str, *, raised: bool = False, parent: QWidget | None = None) -> None:
        self._level, self._raised = level, raised
        super().__init__(risk_words(level), parent)
        self.show_level(level, raised=raised)

    def show_level(self, level: str, *, raised: bool = False) -> None:
        """Show another band."""
        self._level, self._raised = level, raised
        self.setText(risk_words(level))
        self.setAccessibleName(risk_spoken(level, raised=raised))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the whole chip."""
        return QSize(risk_width(self._level, raised=self._raised), look().size("chip"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        paint_risk(QPainter(self), QRectF(self.rect()), self._level, raised=self._raised)


class Tag(_Chip):
    """A state or a fact in a few words.

    Args:
        text: the words.
        icon: a bundled icon, or none.
        tone: ``plain``, ``accent``, ``success``, ``warning``, ``error``, ``safe`` or ``unsafe``.
    """

    def __init__(
        self, text: str, *, icon: str = "", tone: str = "plain", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._tone = icon, tone

    def show_words(self, text: str, *, icon: str = "", tone: str = "plain") -> None:
        """Say something else."""
        self._icon, self._tone = icon, tone
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the whole tag."""
        return QSize(tag_width(self.text(), self._icon), look().size("chip"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tag."""
        rect = QRectF(self.rect())
        paint_tag(QPainter(self), rect, self.text(), icon=self._icon, tone=self._tone)


def _bars_width() -> int:
    return 3 * look().grown(3) + 2 * look().grown(BAR_GAP)


def _paint_bars(painter: QPainter, x: float, chip: QRectF, ink: QColor, reached: int) -> None:
    base = chip.center().y() + look().grown(max(BARS)) / 2
    faint = QColor(ink)
    faint.setAlphaF(FAINT)
    for place, height in enumerate(BARS):
        tall = look().grown(height)
        width = look().grown(3)
        colour = ink if place < reached else faint
        bar = QRectF(round(x), round(base - tall), width, tall)
        box(painter, bar, 1, colour)
        x += width + look().grown(BAR_GAP)
