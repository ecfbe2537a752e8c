"""Recording an earlier return: its file is read and what it gave away listed, then two enter it."""

from idva_desktop.casework.reporting.recording import (
    ReadReturns,
    enter_returns,
    loss_lines,
    read_returns,
)
from idva_desktop.domain.calendar import Period
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.file_panel import FilePanel
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import Tone


class RecordReturnPanel(FilePanel[ReadReturns]):
    """The file with what was sent, and what of it gives small counts away.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Record an earlier return"),
            self.tr("Read the file"),
            read_returns,
            sentence=self.tr(
                "For returns sent before this program was in use, and before the first one is "
                "issued here. What was sent is entered as it was, so that every return from now "
                "on is proved safe together with it."
            ),
            label=self.tr("File with its figures"),
            hint=self.tr(
                "A CSV with the columns of cells.csv; period, measure, part and value do."
            ),
        )
        self.losses = WrappedLabel("")
        self.losses.hide()
        self.add(self.losses)

    def show_read(self, read: ReadReturns) -> None:
        """Say how much was read, and list what it gave away."""
        lost = read.prepared.losses
        figures = self.tr("{0}: {1} figures, and they add up.").format(
            _titles(read), read.prepared.shown
        )
        told = self.tr("They give no small count away.")
        if lost:
            told = self.tr(
                "They gave {0} small or withheld figures away, which cannot be undone. They are "
                "listed below."
            ).format(len(lost))
            self.losses.setText("\n".join(loss_lines(lost)))
            self.losses.show()
        self.tell(Tone.WARNING if lost else Tone.INFO, figures, told)

    def ask_second(self, read: ReadReturns) -> None:
        """Let another member enter it."""
        words = self.tr("Compare the file with what was sent. What is recorded is never altered.")
        self.approve(
            f"{_titles(read)}. {words}",
            lambda session, proven: enter_returns(session, read, proven),
            action=self.tr("Record"),
            anybody=True,
        )


def _titles(read: ReadReturns) -> str:
    """Return the periods of the file as they are called on the screen."""
    return ", ".join(Period.parse(name).title() for name in read.periods)
