"""The case as plain text, to read first and then to copy for a short while."""

from collections.abc import Sequence

from idva_desktop.casework.case_file import banner
from idva_desktop.casework.case_summary import names_whom, note_copying, plain_summary
from idva_desktop.domain.errors import IdvaError
from idva_desktop.ui.clipboard import ShortClipboard
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.panel_foot import PanelFoot
from idva_desktop.ui.screen_view import PanelView, on_ctrl_enter
from idva_desktop.ui.widgets.boxes import Row
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.note_field import NoteField
from idva_desktop.ui.widgets.status_line import KeyHint
from idva_desktop.ui.widgets.text_field import TextField

_LINES = 24


class SummaryView(PanelView):
    """What would be copied, and the button that copies it.

    Args:
        desk: the desk.
        case_id: the case.
        clipboard: lends the words, and outlives the panel.
    """

    def __init__(self, desk: Desk, case_id: str, clipboard: ShortClipboard) -> None:
        super().__init__(desk, "")
        self.title = self.tr("Summary of the case")
        self._case_id, self._clipboard = case_id, clipboard
        self.about = frozenset({case_id})
        head = Row(gap=10)
        head.add(Line(banner(desk.session, case_id).row.reference, "body", "muted", "zero"))
        head.add_stretch()
        self.head = head
        self.add(
            WrappedLabel(
                self.tr(
                    "By reference only. Copied words stay on the clipboard for 20 seconds, and "
                    "that they were copied is recorded."
                )
            )
        )
        self.message = MessageStrip(Tone.SUCCESS, "")
        self.message.hide()
        self.add(self.message)
        self.for_whom = TextField(self.tr("For whom is it?"))
        self.for_whom.returnPressed.connect(self.copy)
        hint = self.tr("Somebody must not know of this case, so it is said first and recorded.")
        self._asked = FieldFrame(self.for_whom, hint)
        self.add(self._asked)
        self._asked.setVisible(names_whom(desk.session, case_id))
        self.words = NoteField(self.tr("Summary"), lines=_LINES, most_lines=_LINES)
        self.words.setReadOnly(True)
        self.words.set_value(plain_summary(desk.session, case_id))
        self.add(self.words)
        foot = PanelFoot(self.tr("Copy"), icon="copy")
        foot.close_button.clicked.connect(desk.close_panel)
        foot.save_button.clicked.connect(self.copy)
        self._foot = foot
        self.foot = foot
        on_ctrl_enter(self, self.copy)

    def focus_first(self) -> None:
        """Go to the button: what is shown was made to be copied; first to what is asked."""
        if self._asked.isHidden():
            self._foot.save_button.setFocus()
        else:
            self.for_whom.focus_first()

    def copy(self) -> None:
        """Lend the words to the clipboard; that they left is recorded first."""
        try:
            note_copying(self.desk.session, self._case_id, self.for_whom.value())
        except IdvaError as error:
            self.message.say(Tone.ERROR, str(error))
        else:
            self._clipboard.lend(self.words.value())
            self.message.say(Tone.SUCCESS, self.tr("Copied. Cleared in 20 seconds."))
        self.message.show()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("Esc", self.tr("close")), KeyHint("Ctrl+Enter", self.tr("copy")))
