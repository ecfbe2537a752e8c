"""What holds for every widget of the kit, tried on the gallery."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.ui.appearance import wear
from idva_desktop.ui.theme import PALETTES, look
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.fact_flow import FactFlow
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.plain_scroll import PlainScroll
from tests.ui import gallery_forms, gallery_messages, gallery_records
from tests.ui.gallery import sheet

WINDOW = (1366, 768)
SMALLEST_TARGET = 24  # WCAG 2.2, 2.5.8
REDRESS_LIMIT = 0.150  # seconds of processor time for a new palette or text size

PARTS: dict[str, Callable[[], QWidget]] = {
    "buttons": gallery_forms.buttons,
    "fields": gallery_forms.fields,
    "choices": gallery_forms.choices,
    "banners": gallery_messages.banners,
    "messages": gallery_messages.messages,
    "marks": gallery_messages.marks,
    "timeline": gallery_records.timeline,
    "cases": gallery_records.cases,
    "pictures": gallery_records.pictures,
    "review table": gallery_records.review_table,
    "return table": gallery_records.return_table,
}


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """Return the whole gallery in a scrolling window."""
    made = PlainScroll(sheet())
    qtbot.addWidget(made)
    made.resize(*WINDOW)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _reached_by_tab(page: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
    ]


def test_everything_that_takes_the_focus_has_a_name(page: QWidget) -> None:
    nameless = []
    for widget in _reached_by_tab(page):
        heard = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        if not (heard and (widget.accessibleName() or not isinstance(widget, QComboBox))):
            nameless.append(type(widget).__name__)
    assert not nameless


def test_everything_that_can_be_pressed_is_large_enough(page: QWidget) -> None:
    small = [
        (type(widget).__name__, widget.width(), widget.height())
        for widget in _reached_by_tab(page)
        if min(widget.width(), widget.height()) < SMALLEST_TARGET
    ]
    assert not small


@pytest.mark.parametrize("backwards", [False, True])
def test_tab_reaches_everything_and_is_never_trapped(
    page: QWidget, backwards: bool
) -> None:  # a pytest parameter
    wanted = set(map(id, _reached_by_tab(page)))
    key = Qt.Key.Key_Backtab if backwards else Qt.Key.Key_Tab
    visited: set[int] = set()
    for _ in range(2 * len(wanted)):
        focused = QApplication.focusWidget() or page
        QTest.keyClick(focused, key)
        visited.add(id(QApplication.focusWidget()))
    assert wanted <= visited


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("part", list(PARTS))
def test_no_widget_widens_a_small_window(
    qapp: QApplication, qtbot: QtBot, part: str, text: int
) -> None:
    wear(qapp, "light", text)
    made = PARTS[part]()
    qtbot.addWidget(made)
    room = WINDOW[0] - look().grown(47) - 2 * look().space(28)
    assert made.minimumSizeHint().width() <= room


@pytest.mark.parametrize("text", [100, 150, 200])
def test_the_frame_of_a_window_fits_a_small_screen(
    qapp: QApplication, qtbot: QtBot, text: int
) -> None:
    wear(qapp, "light", text)
    made = gallery_messages.frame(QWidget())
    qtbot.addWidget(made)
    least = made.minimumSizeHint()
    assert (least.width() <= WINDOW[0], least.height() <= WINDOW[1]) == (True, True)


@pytest.mark.parametrize("text", [100, 200])
def test_words_on_buttons_are_never_cut(qapp: QApplication, page: QWidget, text: int) -> None:
    wear(qapp, "light", text)
    qapp.processEvents()
    cut = [
        button.spoken()
        for button in page.findChildren(Button)
        if button.isVisible() and button.width() < button.sizeHint().width()
    ]
    assert not cut


def test_a_new_palette_or_text_size_comes_at_once(qapp: QApplication, page: QWidget) -> None:
    assert len(page.findChildren(QWidget)) > 300
    took = []
    for palette, text in (("dark", 100), ("light", 125), ("light", 100)):
        qapp.processEvents()
        begun = time.process_time()
        wear(qapp, palette, text)
        qapp.processEvents()
        took.append(time.process_time() - begun)
    assert min(took) < REDRESS_LIMIT


@pytest.mark.parametrize("text", [100, 200])
def test_no_line_of_a_paragraph_is_cut(qapp: QApplication, page: QWidget, text: int) -> None:
    wear(qapp, "light", text)
    qapp.processEvents()
    qapp.processEvents()
    paragraphs = [*page.findChildren(WrappedLabel), *page.findChildren(FactFlow)]
    cut = [
        (label.text(), label.size().toTuple(), label.heightForWidth(label.width()))
        for label in paragraphs
        if label.isVisible() and label.height() < label.heightForWidth(label.width())
    ]
    assert len(paragraphs) > 20
    assert not cut


@pytest.mark.parametrize("palette", PALETTES)
def test_everything_paints_in_every_palette(
    qapp: QApplication, page: QWidget, palette: str
) -> None:
    wear(qapp, palette)
    picture = page.grab().toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(0, 1366, 7) for y in range(0, 768, 7)}
    assert {look().colour(name).name() for name in ("window", "rail", "surface")} <= seen


def test_there_is_no_style_sheet_and_the_caret_does_not_flash(
    qapp: QApplication, page: QWidget
) -> None:
    assert qapp.cursorFlashTime() == 0
    assert not qapp.styleSheet()
    assert not [w for w in page.findChildren(QWidget) if w.styleSheet()]
