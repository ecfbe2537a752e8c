"""The look in force: colours, type and space by name, read from ``resources/palette.json``.

Widgets ask ``look()`` while they paint or measure and never keep what it answers::

    painter.setPen(look().colour("muted"))
    painter.setFont(look().font("small"))
    height = look().size("control")  # controls grow with the text
    gap = look().space(12)  # space grows 40 % as fast

A widget whose fixed sizes or fonts depend on the look is ``Dressed``: its ``dress()`` runs at the
end of its construction and again whenever palette or text size changes (``ui.appearance``).
"""

import re
from functools import cache
from typing import Any, ClassVar

from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette

from idva_desktop.domain.shipped import shipped

PALETTES = ("light", "dark", "contrast")
SMALLEST_TEXT, LARGEST_TEXT = 100, 200  # per cent, as experience.md bounds Ctrl+plus
RAIL_ICONS_FROM = 150  # per cent: from here the shell has no room for words beside the icons
_CODE = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")


@cache
def specification() -> dict[str, Any]:
    """Return the whole of ``palette.json``."""
    return shipped("palette.json", _whole)


def _whole(content: dict[str, Any]) -> dict[str, Any]:
    """Refuse a file that lacks what every screen needs, before any of them is drawn."""
    inks = {pair[side] for pair in content["pairs"] for side in ("ink", "ground")}
    for name in PALETTES:
        codes = content["palettes"][name]
        for ink in (*inks, *_QT_ROLES.values()):
            if not _CODE.fullmatch(codes[ink]):
                raise ValueError
    for font in content["type"].values():
        QFont(font["family"]).setWeight(QFont.Weight(font["weight"]))
        float(font["size"]) + float(font["line"])
    for sizes in (content["size"], content["radius"]):
        [float(px) for px in sizes.values()]
    float(content["space"]["growth"])
    return content


class Theme:
    """One palette at one text size.

    Args:
        palette: ``light``, ``dark`` or ``contrast``.
        text: text size in per cent, 100 to 200.
    """

    worn: ClassVar["Theme | None"] = None
    narrow: ClassVar[bool] = False  # whether the main window is

    def __init__(self, palette: str = "light", text: int = 100) -> None:
        spec = specification()
        self.palette = palette if palette in PALETTES else "light"
        self.text = min(max(text, SMALLEST_TEXT), LARGEST_TEXT)
        self._scale = self.text / 100
        self._space = 1 + (self._scale - 1) * float(spec["space"]["growth"])
        self._colours = {name: _colour(code) for name, code in self._codes().items()}
        self._fonts: dict[tuple[str, ...], QFont] = {}
        self._metrics: dict[tuple[str, ...], QFontMetrics] = {}

    def _codes(self) -> dict[str, str]:
        codes: dict[str, str] = specification()["palettes"][self.palette]
        return codes

    @property
    def roomy(self) -> bool:
        """Whether there is room for parts beside each other: not at large text, nor when narrow."""
        return self.text < RAIL_ICONS_FROM and not Theme.narrow

    def colour(self, name: str) -> QColor:
        """Return a colour by its meaning, such as ``muted`` or ``accent_soft``."""
        return self._colours[name]

    def font(self, role: str, *features: str) -> QFont:
        """Return the font of a type role, with OpenType features such as ``zero`` or ``tnum``."""
        key = (role, *features)
        if key not in self._fonts:
            spec = specification()["type"][role]
            font = QFont(spec["family"])
            font.setPixelSize(round(spec["size"] * self._scale))
            font.setWeight(QFont.Weight(spec["weight"]))
            for feature in features:
                font.setFeature(QFont.Tag(feature), 1)
            self._fonts[key] = font
        return self._fonts[key]

    def metrics(self, role: str, *features: str) -> QFontMetrics:
        """Return the measurements of ``font(role, *features)``."""
        key = (role, *features)
        if key not in self._metrics:
            self._metrics[key] = QFontMetrics(self.font(role, *features))
        return self._metrics[key]

    def width(self, words: str, role: str, *features: str) -> int:
        """Return the width of words on one line, in px."""
        return self.metrics(role, *features).horizontalAdvance(words)

    def line(self, role: str) -> int:
        """Return the line height of a type role, in px."""
        return round(float(specification()["type"][role]["line"]) * self._scale)

    def space(self, px: float) -> int:
        """Return a distance of ``px`` at 100 %, grown as space grows."""
        return round(px * self._space)

    def size(self, name: str) -> int:
        """Return a named size, such as ``control`` or ``row``, grown as the text grows."""
        return round(float(specification()["size"][name]) * self._scale)

    def grown(self, px: float) -> int:
        """Return a size of ``px`` at 100 %, grown as the text grows."""
        return round(px * self._scale)

    def radius(self, name: str) -> float:
        """Return a corner radius: ``chip``, ``control``, ``card`` or ``popup``."""
        return float(specification()["radius"][name]) * self._space

    def qt_palette(self) -> QPalette:
        """Return the colours that Qt's own drawing uses."""
        made = QPalette()
        for role, name in _QT_ROLES.items():
            made.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
            made.setColor(QPalette.ColorGroup.Disabled, role, self.colour("muted"))
        return made


_QT_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.Accent: "accent",
}


def _colour(code: str) -> QColor:
    if len(code) == len("#RRGGBBAA"):
        return QColor(f"#{code[7:]}{code[1:7]}")
    return QColor(code)


def look() -> Theme:
    """Return the theme in force."""
    if Theme.worn is None:
        Theme.worn = Theme()
    return Theme.worn


class Dressed:
    """A widget with sizes, fonts or margins that follow the look."""

    def dress(self) -> None:
        """Set again whatever depends on the look; called when palette or text size changes."""
        raise TypeError(f"{type(self).__name__} is Dressed but says nothing of how")
