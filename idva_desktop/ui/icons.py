"""The bundled icons, drawn in a palette colour.

``paint_icon(painter, rect, "lock", look().colour("muted"))`` inside a ``paintEvent``;
``icon("lock", "muted")`` where Qt wants a ``QIcon``.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from idva_desktop.resource_files import resource
from idva_desktop.ui.theme import look


@lru_cache(maxsize=512)
def icon_pixmap(name: str, colour: str, px: int, ratio: float) -> QPixmap:
    """Return a square picture of an icon.

    Args:
        name: the Lucide name, such as ``folder-open``.
        colour: as ``#RRGGBB``.
        px: side in logical pixels.
        ratio: device pixels for each logical pixel.
    """
    svg = resource(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    pixmap = QPixmap(round(px * ratio), round(px * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Draw an icon centred in ``rect``, as large as its shorter side."""
    side = int(min(rect.width(), rect.height()))
    ratio = painter.device().devicePixelRatioF()
    at = QPointF(
        round(rect.center().x() - side / 2 + 0.01), round(rect.center().y() - side / 2 + 0.01)
    )
    painter.drawPixmap(at, icon_pixmap(name, colour.name(), side, ratio))


def icon(name: str, colour: str = "muted") -> QIcon:
    """Return an icon for a menu entry, in the palette colour of that name."""
    return QIcon(icon_pixmap(name, look().colour(colour).name(), look().size("icon"), 2.0))
