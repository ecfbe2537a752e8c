"""How Qt's own controls are drawn: line edits, combo boxes, scroll bars, menus and tool tips.

There is no style sheet anywhere: with one, a palette change takes a hundred milliseconds and its
colours and sizes win over those set in code.
"""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionSlider,
    QTextEdit,
    QWidget,
)

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.marks import box
from idva_desktop.ui.theme import look

SCROLL_BAR = 12  # px of the gutter; the handle inside is thinner
SCROLL_HANDLE = 4
PROBLEM = "idva_problem"  # dynamic property of a field whose answer is to be mended

_HINTS = {
    QStyle.StyleHint.SH_ComboBox_Popup: 0,
    QStyle.StyleHint.SH_Widget_Animation_Duration: 0,
    QStyle.StyleHint.SH_LineEdit_PasswordCharacter: ord("\N{BULLET}"),
}
_FRAMELESS = {
    QStyle.PrimitiveElement.PE_FrameFocusRect,  # the focus ring draws focus
    QStyle.PrimitiveElement.PE_FrameStatusBarItem,
}
_BOXES = {
    QStyle.PrimitiveElement.PE_PanelLineEdit,
    QStyle.PrimitiveElement.PE_FrameLineEdit,
}
_POPUPS = {
    QStyle.PrimitiveElement.PE_PanelMenu,
    QStyle.PrimitiveElement.PE_FrameMenu,
    QStyle.PrimitiveElement.PE_PanelTipLabel,
}


class PlainStyle(QProxyStyle):
    """Fusion with our boxes, chevrons and thin scroll bars."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw field boxes and popup grounds; leave out Qt's own focus marks."""
        if element in _FRAMELESS:
            return
        if element in _BOXES:
            paint_field_box(painter, QRectF(option.rect), widget)
            return
        if element == QStyle.PrimitiveElement.PE_Frame:
            _paint_frame(painter, option, widget)
            return
        if element in _POPUPS:
            painter.fillRect(option.rect, look().colour("raised"))
            box(painter, QRectF(option.rect), 0, None, look().colour("control"))
            return
        super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw combo boxes and scroll bars."""
        if isinstance(option, QStyleOptionComboBox):
            _paint_combo(painter, option, widget)
            return
        if control == QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            handle = _scroll_part(option, QStyle.SubControl.SC_ScrollBarSlider)
            _paint_scroll_bar(painter, option, handle)
            return
        super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Give the scroll handle the whole length: there are no arrows."""
        if control != QStyle.ComplexControl.CC_ScrollBar or not isinstance(
            option, QStyleOptionSlider
        ):
            return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]  # Qt passes None
        return _scroll_part(option, part)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Keep scroll bars thin and icons in step with the text."""
        if metric == QStyle.PixelMetric.PM_ScrollBarExtent:
            return SCROLL_BAR
        if metric == QStyle.PixelMetric.PM_SmallIconSize:
            return look().size("icon")
        return super().pixelMetric(metric, option, widget)

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        """Keep menu entries large enough to hit."""
        made = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]  # Qt passes None
        if kind == QStyle.ContentsType.CT_MenuItem:
            made.setHeight(max(made.height(), look().size("smallest_target")))
        return made

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        """Open combo lists below their box; let nothing animate."""
        if hint in _HINTS:
            return _HINTS[hint]
        return super().styleHint(hint, option, widget, data)


def paint_field_box(painter: QPainter, rect: QRectF, widget: QWidget | None) -> None:
    """Draw the box of a field: 1 px, or 2 px in brick while its answer is to be mended."""
    wrong = widget is not None and bool(widget.property(PROBLEM))
    enabled = widget is None or widget.isEnabled()
    box(
        painter,
        rect,
        look().radius("control"),
        look().colour("surface" if enabled else "sunken"),
        look().colour("error" if wrong else "control"),
        width=2 if wrong else 1,
    )


def _paint_frame(painter: QPainter, option: QStyleOption, widget: QWidget | None) -> None:
    """Frame note fields and the lists of combo boxes; views and scroll areas have no frame."""
    if isinstance(widget, QTextEdit):
        paint_field_box(painter, QRectF(option.rect), widget)
    elif widget is not None and widget.isWindow():
        box(painter, QRectF(option.rect), 0, look().colour("raised"), look().colour("control"))


def _paint_combo(painter: QPainter, option: QStyleOptionComboBox, widget: QWidget | None) -> None:
    rect = QRectF(option.rect)
    paint_field_box(painter, rect, widget)
    side = look().size("icon")
    right = rect.right() - look().space(10) - side
    paint_icon(
        painter,
        QRectF(right, rect.y(), side, rect.height()),
        "chevron-down",
        look().colour("muted"),
    )


def _scroll_part(option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    rect: QRect = option.rect
    upright = option.orientation == Qt.Orientation.Vertical
    length = rect.height() if upright else rect.width()
    span = option.maximum - option.minimum
    size = length
    if span > 0:
        size = max(option.pageStep * length // (span + option.pageStep), look().grown(28))
    start = QStyle.sliderPositionFromValue(
        option.minimum,
        option.maximum,
        option.sliderPosition,
        length - size,
        option.upsideDown,
    )
    spans = {
        QStyle.SubControl.SC_ScrollBarSlider: (start, size),
        QStyle.SubControl.SC_ScrollBarSubPage: (0, start),
        QStyle.SubControl.SC_ScrollBarAddPage: (start + size, length - start - size),
        QStyle.SubControl.SC_ScrollBarGroove: (0, length),
    }
    if part not in spans:
        return QRect()
    begin, extent = spans[part]
    if upright:
        return QRect(rect.x(), rect.y() + begin, rect.width(), extent)
    return QRect(rect.x() + begin, rect.y(), extent, rect.height())


def _paint_scroll_bar(painter: QPainter, option: QStyleOptionSlider, handle: QRect) -> None:
    if option.maximum <= option.minimum:
        return
    shape = QRectF(handle)
    if option.orientation == Qt.Orientation.Vertical:
        shape = QRectF(
            shape.center().x() - SCROLL_HANDLE / 2, shape.y(), SCROLL_HANDLE, shape.height()
        )
    else:
        shape = QRectF(
            shape.x(), shape.center().y() - SCROLL_HANDLE / 2, shape.width(), SCROLL_HANDLE
        )
    box(painter, shape, SCROLL_HANDLE / 2, look().colour("control"))
