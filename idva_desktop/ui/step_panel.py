"""One step in the side panel: a message, what is said or asked, and the button that takes it."""

from collections.abc import Sequence

from idva_desktop.ui.desk import Desk
from idva_desktop.ui.panel_foot import PanelFoot
from idva_desktop.ui.screen_view import PanelView, on_ctrl_enter
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.plain_scroll import keep_focus_in_sight
from idva_desktop.ui.widgets.status_line import KeyHint


class StepPanel(PanelView):
    """What panels of one step share; ``step`` is what the button and Ctrl+Enter do.

    Args:
        desk: the desk.
        title: the heading.
        action: what the step is called; without one the panel only shows.
        sentence: what is said above everything else, or none.
        icon: of the button, or none.
    """

    def __init__(
        self, desk: Desk, title: str, action: str, *, sentence: str = "", icon: str = ""
    ) -> None:
        super().__init__(desk, title)
        if sentence:
            self.add(WrappedLabel(sentence))
        self.message = MessageStrip(Tone.ERROR, "")
        self.message.hide()
        self.add(self.message)
        self._foot = PanelFoot(action, icon=icon)
        self._foot.close_button.clicked.connect(desk.close_panel)
        self._foot.save_button.clicked.connect(self.step)
        self._foot.save_button.setVisible(bool(action))
        self.foot = self._foot
        on_ctrl_enter(self, self.step)

    def step(self) -> None:
        """Take the step."""

    def focus_first(self) -> None:
        """Go to the first field, or to the way out."""
        self._foot.close_button.setFocus()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        close = KeyHint("Esc", self.tr("close"))
        further = KeyHint("Ctrl+Enter", self.tr("go on"))
        return (close, further) if self._foot.save_button.isVisibleTo(self._foot) else (close,)

    def tell(self, tone: Tone, words: str, sentence: str = "") -> None:
        """Say something above the fields."""
        self.message.say(tone, words, sentence)
        self.message.show()
        keep_focus_in_sight(self)
