"""Hands at a keyboard: drives the real windows with real key presses, for the demo's script.

Nothing is set behind a widget's back: the hands press Tab until the wanted field has the focus,
type letters, and press the keys that a person would. A field that cannot be reached by keys stops
the script, so the script is a check of the keyboard as well.
"""

import time
from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from idva_desktop.domain.questions import Choice, Choices, Question
from idva_desktop.ui.form_view import FormView, options_of
from idva_desktop.ui.typing_place import field_of
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.options import letters
from idva_desktop.ui.widgets.segmented_choice import SegmentedChoice

_MOST_TABS = 200
_PATIENCE_S = 60.0
_BREATH_MS = 15


class LostError(RuntimeError):
    """The script waits for something that does not come: a defect of the program or the script."""


class Hands:
    """Presses keys wherever the focus is."""

    def __init__(self, window: Callable[[], QWidget]) -> None:
        self._window = window

    def at(self) -> QWidget:
        """Return what has the focus; the window itself if nothing has."""
        return QApplication.focusWidget() or self._window()

    def press(self, *keys: str) -> None:
        """Press keys, each as Qt writes it: ``Tab``, ``Ctrl+T``, ``Return``."""
        for key in keys:
            QTest.keySequence(self.at(), QKeySequence(key))
            self.breathe()

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        QTest.keyClicks(self.at(), words)
        self.breathe()

    @staticmethod
    def breathe(ms: int = _BREATH_MS) -> None:
        """Let the window work."""
        QTest.qWait(ms)

    def wait(self, what: str, until: Callable[[], object]) -> None:
        """Wait until something is so.

        Raises:
            LostError: it does not come.
        """
        ends = time.monotonic() + _PATIENCE_S
        while not until():
            if time.monotonic() > ends:
                raise LostError(f"The script waited in vain for {what}")
            self.breathe()

    def tab_to(self, what: str, there: Callable[[QWidget], bool]) -> None:
        """Press Tab until the focus is there.

        Raises:
            LostError: no number of Tabs leads there.
        """
        for _ in range(_MOST_TABS):
            if there(self.at()):
                return
            self.press("Tab")
        raise LostError(f"Tab does not lead to {what}")

    def tab_to_name(self, name: str) -> None:
        """Press Tab until the control of that accessible name has the focus."""
        self.tab_to(name, lambda widget: widget.accessibleName().startswith(name))

    def answer(self, form: FormView, key: str, value: str) -> None:
        """Answer one question of a form: a code, or what is typed.

        Raises:
            LostError: the field cannot be reached by keys.
        """
        self.tab_to(key, lambda _: field_of(form.cursor()) == key)
        question = next(field.question for field in form.form.fields() if field.key == key)
        field = form.frame(key).field
        if isinstance(question, Choices):
            self.tab_to_name(question.options().label(value))
            self.press("Space")
        elif isinstance(field, SegmentedChoice):
            self.press(_segment_key(question, value))
        elif isinstance(field, ChoiceField):
            self.choose(field, value)
        else:
            self.press("Ctrl+A")
            self.type(value)
        if value and not form.typed().get(key):
            raise LostError(f"The keys did not answer {key}")

    def choose(self, field: ChoiceField, value: str) -> None:
        """Choose an answer of a closed list that has the focus, by the arrow keys.

        Raises:
            LostError: the list does not hold it.
        """
        self.press("Home")
        for _ in range(field.count()):
            if field.value() == value:
                return
            self.press("Down")
        raise LostError("The list does not hold the answer")

    def shortcut(self, keys: str) -> None:
        """Press a shortcut of the window."""
        QTest.keySequence(self._window(), QKeySequence(keys))
        self.breathe()


def _segment_key(question: Question, value: str) -> str:
    """Return the key that chooses an answer among segments; levels are their own keys."""
    if not isinstance(question, Choice):
        return value
    options = options_of(question)
    return dict(zip([o.code for o in options], letters(options), strict=True))[value]
