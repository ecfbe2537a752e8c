"""Services from a CSV file: read first, then taken; what is not taken is told with its line."""

from collections.abc import Sequence

from idva_desktop.casework.importing.directory import (
    ReadDirectory,
    read_directory,
    take_directory,
)
from idva_desktop.domain.errors import IdvaError
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.errand import Errand
from idva_desktop.ui.file_picker import Wanted
from idva_desktop.ui.panel_foot import PanelFoot
from idva_desktop.ui.place_field import PlaceField
from idva_desktop.ui.screen_view import PanelView, on_ctrl_enter
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.status_line import KeyHint


class DirectoryImportPanel(PanelView):
    """The path of a file, what it holds, and taking it.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "")
        self.title = self.tr("Services from a file")
        self._read: ReadDirectory | None = None
        self._reading = Errand[ReadDirectory](desk, self)
        self._taking = Errand[object](desk, self)
        self.add(
            WrappedLabel(
                self.tr(
                    "A CSV file whose first line names the columns as the form does: Name, Kind, "
                    "Area, Telephone, Email, Web address, How to refer, Opening hours, "
                    "Accessibility and languages, Last checked on. Several kinds are separated by "
                    "semicolons."
                )
            )
        )
        self.path = PlaceField(self.tr("File"), Wanted.FILE, suggested="directory.csv")
        self.path.changed.connect(self._forget)
        self.add(FieldFrame(self.path, self.tr("The file is read and stays where it is.")))
        self.message = MessageStrip(Tone.INFO, "")
        self.message.hide()
        self.add(self.message)
        columns = [TableColumn(self.tr("Line"), width=80, number=True), TableColumn(self.tr("Why"))]
        self.refused = RecordTable(self.tr("Rows that are not taken"), columns, whole=True)
        self._card = Card(flush=True)
        self._card.add(self.refused)
        self._card.hide()
        self.add(self._card)
        foot = PanelFoot(self.tr("Read the file"), icon="import")
        foot.close_button.clicked.connect(desk.close_panel)
        foot.save_button.clicked.connect(self.go_on)
        self._foot = foot
        self.foot = foot
        self.path.returnPressed.connect(self.go_on)
        on_ctrl_enter(self, self.go_on)

    def focus_first(self) -> None:
        """Go to the path."""
        self.path.focus_first()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("Esc", self.tr("close")), KeyHint("Ctrl+Enter", self.tr("go on")))

    def go_on(self) -> None:
        """Read the file; once it is read, take what it holds."""
        if self._reading.is_busy or self._taking.is_busy:
            return
        self._foot.save_button.setEnabled(False)
        read, place = self._read, self.path.place()
        if read is not None and read.entries:
            self._taking.run(
                lambda session: take_directory(session, read), self._taken, self._refused
            )
        else:
            self._reading.run(
                lambda session: read_directory(session, place),
                self._show,
                self._refused,
                saves=False,
            )

    # Inside

    def _show(self, read: ReadDirectory) -> None:
        self._foot.save_button.setEnabled(True)
        self._read = read
        good, bad = len(read.entries), len(read.refused)
        title = self.tr("Services to be added: {0}. Rows not taken: {1}.").format(good, bad)
        sentence = ""
        if read.unknown:
            sentence = self.tr("Columns of no question, left out: {0}").format(read.unknown)
        self.message.say(Tone.INFO if good else Tone.WARNING, title, sentence)
        self.message.show()
        self.refused.set_rows(
            [TableRow(str(row.line), (row.line, row.reason)) for row in read.refused]
        )
        self._card.setVisible(bool(read.refused))
        if good:
            self._foot.save_button.set_words(self.tr("Add them"))

    def _taken(self, _done: object) -> None:
        self.desk.close_panel()

    def _refused(self, error: IdvaError) -> None:
        self._foot.save_button.setEnabled(True)
        self._forget()
        self.message.say(Tone.ERROR, str(error))
        self.message.show()

    def _forget(self) -> None:
        self._read = None
        self.message.hide()
        self._card.hide()
        self._foot.save_button.set_words(self.tr("Read the file"))
