"""Put a look on the whole program: fonts, style, palette and text size."""

from functools import cache

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from idva_desktop.resource_files import resource
from idva_desktop.ui.style import PlainStyle
from idva_desktop.ui.theme import Dressed, Theme, look

FONTS = ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "InterDisplay-SemiBold")
NARROW_BELOW = 1100  # px at 100 % of the main window


@cache
def _load_fonts() -> None:
    for name in FONTS:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}.ttf")))


def wear(app: QApplication, palette: str = "light", text: int = 100) -> Theme:
    """Show everything in this palette at this text size, now and from now on.

    Args:
        app: the running application.
        palette: ``light``, ``dark`` or ``contrast``.
        text: text size in per cent; held between 100 and 200.
    """
    _load_fonts()
    theme = Theme(palette, text)
    Theme.worn = theme
    app.setCursorFlashTime(0)
    if not isinstance(app.style(), PlainStyle):
        app.setStyle(PlainStyle())
    palette_made = theme.qt_palette()
    app.setPalette(palette_made)
    app.setFont(theme.font("body"))
    for window in app.topLevelWidgets():
        # Qt tells open windows only while its own main loop runs.
        if window.palette() != palette_made:
            window.setPalette(palette_made)
    _dress(app)
    return theme


def fit(app: QApplication, width: int) -> None:
    """Lay the screens out for a window of that width: a narrow one as for large text.

    Args:
        app: the running application.
        width: of the main window, px.
    """
    narrow = width < look().grown(NARROW_BELOW)
    if narrow != Theme.narrow:
        Theme.narrow = narrow
        _dress(app)


def _dress(app: QApplication) -> None:
    for widget in app.allWidgets():
        if isinstance(widget, Dressed):
            widget.dress()
        widget.update()
