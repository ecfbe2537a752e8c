"""A PDF into a folder that is typed, such as the client's copy under a name that tells nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt

from idva_desktop.casework.leaving.plan_copy import print_copy, print_needs
from idva_desktop.casework.session import Session
from idva_desktop.domain.progress import Progress
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.jobs import Job
from idva_desktop.ui.panel_foot import PanelFoot
from idva_desktop.ui.screen_view import PanelView, on_ctrl_enter
from idva_desktop.ui.widgets.check_mark import CheckMark
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.status_line import KeyHint
from idva_desktop.ui.widgets.text_field import TextField

Printing = Callable[[Session, Path, bool], Path]
"""Writes a PDF into a folder, in large print or not, and returns the file."""


class PdfPanel(PanelView):
    """Folder, large print or not, and the writing of one PDF.

    Args:
        desk: the desk.
        title: the heading.
        words: what is written, and what of it is recorded.
        printing: gives what writes it with what is chosen at that moment; the writing itself is
            done on a thread of its own with a session of its own.
        large: whether it begins in large print; ``None`` offers none.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        words: str,
        printing: Callable[[], Printing],
        *,
        large: bool | None = None,
    ) -> None:
        super().__init__(desk, "")
        self.title = title
        self._printing = printing
        self._job: Job | None = None
        self.explanation = WrappedLabel(words)
        self.add(self.explanation)
        self.message = MessageStrip(Tone.ERROR, "")
        self.message.hide()
        self.add(self.message)
        self.folder = TextField(self.tr("Folder"))
        place = QStandardPaths.StandardLocation.DocumentsLocation
        self.folder.set_value(QStandardPaths.writableLocation(place))
        self.large = CheckMark(self.tr("Large print"), detail=self.tr("18 point"))
        self.large.set_value(bool(large))
        self.large.setVisible(large is not None)
        self.add(FieldFrame(self.folder, self.tr("Never a shared drive or a cloud folder")))
        self.add(self.large)
        foot = PanelFoot(self.tr("Write the PDF"), icon="printer")
        foot.close_button.clicked.connect(desk.close_panel)
        foot.save_button.clicked.connect(self.write)
        self._foot = foot
        self.foot = foot
        self.folder.returnPressed.connect(self.write)
        on_ctrl_enter(self, self.write)

    def focus_first(self) -> None:
        """Go to the folder."""
        self.folder.focus_first()

    def leave(self) -> None:
        """Wait for a file that is being written."""
        if self._job is not None:
            self._job.wait()

    def write(self) -> None:
        """Write the PDF."""
        if self._job is not None:
            return
        self.message.hide()
        self._foot.save_button.setEnabled(False)
        vault, clock, printing = self.desk.session.vault, self.desk.session.clock, self._printing()
        folder, large = Path(self.folder.value()).expanduser(), self.large.value()

        def make(_progress: Progress) -> str:
            with vault.second_door() as door:
                return printing(Session(door, clock), folder, large).name

        self._job = Job(make, self)
        self._job.finished_with.connect(self._written, Qt.ConnectionType.QueuedConnection)
        self._job.failed.connect(self._refused, Qt.ConnectionType.QueuedConnection)
        self._job.begin()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("Esc", self.tr("close")), KeyHint("Ctrl+Enter", self.tr("write")))

    # Inside

    def _written(self, name: object) -> None:
        self._end_job()
        words = self.tr("Written: {0}").format(name)
        self.message.say(Tone.SUCCESS, words, self.tr("That it was printed is recorded."))
        self.message.show()
        self.desk.saved()

    def _refused(self, sentence: str) -> None:
        self._end_job()
        self.message.say(Tone.ERROR, sentence)
        self.message.show()
        self.folder.focus_first()

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.wait()
            self._job.deleteLater()
        self._job = None
        self._foot.save_button.setEnabled(True)


class PrintPanel(PdfPanel):
    """The client's copy of the safety plan, in the print that the client needs.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        needs = print_needs(desk.session, case_id)
        tr = QCoreApplication.translate
        super().__init__(
            desk,
            tr("PrintPanel", "Safe print"),
            tr(
                "PrintPanel",
                "The copy is written as a PDF, and that it was printed is recorded. "
                "Delete the file once it is on paper.",
            ),
            lambda: (
                lambda session, folder, large: print_copy(session, case_id, folder, large=large)
            ),
            large=needs.large_print,
        )
        self.needs = WrappedLabel("", "body", "muted")
        self.needs.setVisible(bool(needs.others))
        words = self.tr("The client also needs: {0}. This paper alone does not give it.")
        self.needs.setText(words.format(needs.others))
        self.add(self.needs)
