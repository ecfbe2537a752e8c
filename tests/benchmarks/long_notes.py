"""What a note of 100,000 letters costs, as ratios to Qt's plain text edit in the same run.

``python -m tests.benchmarks.long_notes`` prints how long the window's thread is held by showing,
unfolding and typing into such a note, in one paragraph and in many. It never fails by time: these
machines are shared.
"""

import statistics
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from idva_desktop.casework.contacts import contact_form
from idva_desktop.domain.calendar import london_now
from idva_desktop.ui.form_view import FormView
from idva_desktop.ui.program import application
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.note_field import NoteField
from idva_desktop.ui.widgets.plain_scroll import PlainScroll
from idva_desktop.ui.widgets.timeline import FoldedNote

LETTERS, ROUNDS, KEYS = 100_000, 5, 15
WORDS = "She said that the locks were changed on Tuesday and that she feels safer at home. "


def note(paragraphs: int) -> str:
    """Return words of that many paragraphs, together as long as the longest note."""
    each = (WORDS * (LETTERS // paragraphs // len(WORDS) + 1))[: LETTERS // paragraphs]
    return "\n".join([each] * paragraphs)


def held(app: QApplication, do: Callable[[], None]) -> float:
    """Return for how many seconds the window's thread is held, painting included."""
    began = time.perf_counter()
    do()
    app.processEvents()
    return time.perf_counter() - began


def typing(app: QApplication, make: Callable[[str], tuple[QWidget, QWidget]], text: str) -> float:
    """Return the median of a key at the end of a note that stands in a page."""
    window, field = make(text)
    window.resize(900, 800)
    window.show()
    app.processEvents()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    app.processEvents()
    taken = [held(app, lambda: QTest.keyClick(field, Qt.Key.Key_A)) for _ in range(KEYS)]
    window.deleteLater()
    app.processEvents()
    return statistics.median(taken)


def showing(app: QApplication, make: Callable[[str], Callable[[], None]], text: str) -> float:
    """Return the median of showing a note for the first time."""
    taken = []
    for _ in range(ROUNDS):
        taken.append(held(app, make(text)))
        for window in app.topLevelWidgets():
            window.close()
            window.deleteLater()
        app.processEvents()
    return statistics.median(taken)


def _plain(text: str) -> tuple[QWidget, QWidget]:
    edit = QPlainTextEdit(text)
    page = Column()
    page.add(edit)
    return page, edit


def _note(text: str) -> tuple[QWidget, QWidget]:
    field = NoteField("Note")
    field.set_value(text)
    page = Column()
    page.add(field)
    page.add_stretch()
    return PlainScroll(page), field


def _form(text: str) -> tuple[QWidget, QWidget]:
    form = FormView(contact_form(), london_now)
    form.fill({"contact.note": text})
    form.edited.connect(lambda _key: None)
    field = form.frame("contact.note").field
    assert isinstance(field, QWidget)
    return PlainScroll(form), field


def _show_plain(text: str) -> Callable[[], None]:
    page, _edit = _plain(text)
    page.resize(900, 800)
    return page.show


def _unfold(text: str) -> Callable[[], None]:
    page = Column()
    folded = FoldedNote(text)
    page.add(folded)
    page.add_stretch()
    scroll = PlainScroll(page)
    scroll.resize(900, 800)
    scroll.show()
    QApplication.processEvents()

    def unfold() -> None:
        folded.set_open(unfold=True)
        assert scroll.isVisible()

    return unfold


def _open_field(text: str) -> Callable[[], None]:
    window, _field = _note(text)
    window.resize(900, 800)
    return window.show


def main() -> None:
    """Measure and print."""
    app = application()
    for paragraphs in (1, 200):
        text = note(paragraphs)
        floor = typing(app, _plain, text)
        shown = showing(app, _show_plain, text)
        sys.stdout.write(
            f"{paragraphs} paragraphs: plain edit shows in {shown * 1e3:.1f} ms,"
            f" a key takes {floor * 1e3:.1f} ms\n"
        )
        for name, taken, beside in (
            ("unfold a note", showing(app, _unfold, text), shown),
            ("show a field", showing(app, _open_field, text), shown),
            ("key in a field", typing(app, _note, text), floor),
            ("key in a form", typing(app, _form, text), floor),
        ):
            sys.stdout.write(f"  {name:15} {taken * 1e3:7.1f} ms, {taken / beside:6.2f} times\n")


if __name__ == "__main__":
    main()
