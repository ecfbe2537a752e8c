"""The few strokes that everything is drawn with: boxes, words, key caps, bars and hatching."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from idva_desktop.ui.theme import look

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
HATCH_STEP = 6


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None = None,
    edge: QColor | None = None,
    *,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """Draw a rounded box whose edge lies wholly inside ``rect``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(Qt.PenStyle.NoPen)
    if edge is not None:
        pen = QPen(edge, width)
        if dashed:
            pen.setDashPattern([3 / width, 2 / width])
        rect = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        radius = max(radius - width / 2, 0)
    painter.setPen(pen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, radius, radius)


def words(
    painter: QPainter,
    rect: QRectF,
    text: str,
    role: str,
    colour: QColor,
    *features: str,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Write one line inside ``rect``, cut with an ellipsis where it does not fit."""
    metrics = look().metrics(role, *features)
    # A line as wide as its rect must not lose its last letter to rounding.
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) + 1)
    painter.setFont(look().font(role, *features))
    painter.setPen(colour)
    painter.drawText(rect, align | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip, shown)


def key_cap_width(keys: str) -> int:
    """Return the width of a key cap, in px."""
    return max(look().width(keys, "caption") + 2 * look().space(5), look().grown(18))


def key_cap(
    painter: QPainter,
    rect: QRectF,
    keys: str,
    ink: QColor,
    edge: QColor,
    fill: QColor | None = None,
) -> None:
    """Draw a key such as ``Ctrl+T`` in a small outlined cap, centred by height in ``rect``."""
    height = look().grown(20)
    cap = QRectF(rect.x(), round(rect.center().y() - height / 2), key_cap_width(keys), height)
    box(painter, cap, look().radius("chip"), fill, edge)
    words(painter, cap, keys, "caption", ink, align=CENTRE)


def hatch(painter: QPainter, rect: QRectF, colour: QColor, step: float = HATCH_STEP) -> None:
    """Fill ``rect`` with slanting lines; they join from one cell to the next."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.0))
    low, high = rect.left() + rect.top(), rect.right() + rect.bottom()
    step = look().grown(step)
    at = low - low % step
    while at <= high:
        painter.drawLine(
            int(at - rect.bottom()), int(rect.bottom()), int(at - rect.top()), int(rect.top())
        )
        at += step
    painter.restore()


def left_bar(painter: QPainter, rect: QRectF, width: float, colour: QColor) -> None:
    """Draw the bar that marks a selection or a message, along the left edge of ``rect``."""
    painter.fillRect(QRectF(rect.x(), rect.y(), width, rect.height()), colour)


def rounded_left_bar(
    painter: QPainter, rect: QRectF, width: float, radius: float, colour: QColor
) -> None:
    """Draw a left bar that follows the rounded corners of its box."""
    outline = QPainterPath()
    outline.addRoundedRect(rect, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(outline)
    left_bar(painter, rect, width, colour)
    painter.restore()
