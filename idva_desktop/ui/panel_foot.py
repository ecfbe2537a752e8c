"""The foot of a form in the side panel: what became of the draft, Close and Save."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from idva_desktop.ui.screen_view import on_ctrl_enter
from idva_desktop.ui.widgets.boxes import Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.icon_mark import IconMark
from idva_desktop.ui.widgets.labels import Line


class PanelFoot(Row):
    """Draft state at the left, buttons at the right.

    Args:
        save: what the main action is called.
        icon: its icon, or none.

    Attributes:
        doubts: the sentences that saving once more confirms.
    """

    def __init__(self, save: str, *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(gap=8, parent=parent)
        self._mark = IconMark("check", "success", "small")
        self._words = Line("", "small", "muted")
        self.close_button = Button(self.tr("Close"), keys="Esc")
        self.save_button = Button(save, Kind.PRIMARY, icon=icon, keys="Ctrl+Enter")
        self.add(self._mark)
        self.add(self._words, 1)
        self.add(self.close_button)
        self.add(self.save_button)
        # The foot stands beside the form, not in it: its keys are its own.
        on_ctrl_enter(self, self.save_button.click)
        self._save, self.doubts = save, list[str]()
        self.say("")

    def ask_again(self, doubts: Sequence[str]) -> None:
        """Name the main action for what it is where something unlikely stands; none: as ever."""
        self.doubts = list(doubts)
        self.save_button.set_words(self.tr("Save as it is") if doubts else self._save)

    def say(self, words: str, *, failed: bool = False, busy: bool = False) -> None:
        """Say what became of the draft, or what is under way; nothing while there is nothing."""
        self._mark.setVisible(bool(words) and not busy)  # a tick would say that it is done
        self._mark.show_icon(*(("circle-alert", "error") if failed else ("check", "success")))
        self._words.setText(words)
        self._words.updateGeometry()
