"""Chooses a file or a folder, and remembers nothing.

The choosers of Qt and of the desktop write the folder that was last visited, and lists of recent
files, into settings that anybody may read (docs/decisions); folders are called after people.
This one shows names only: no thumbnail, no history, no trace.
"""

from collections.abc import Callable
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.folder_reader import FolderEntry, nearest_folder, read_folder
from idva_desktop.ui.jobs import Job
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.cells import Words
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.overlay import CentredPanel
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable

_UP = {Qt.Key.Key_Backspace, Qt.Key.Key_Left}


class Wanted(Enum):
    """What is chosen.

    Attributes:
        FILE: a file that is there.
        FOLDER: a folder that is there.
        WITHIN: the folder of a file or folder that is to be made; its name stays as typed.
    """

    FILE = "file"
    FOLDER = "folder"
    WITHIN = "within"


class FilePicker(CentredPanel):
    """The picker over a window.

    Args:
        window: what is covered.
        wanted: what is chosen.
        typed: the place as it is typed now; it begins there.
        chosen: told of the place.
    """

    def __init__(
        self, window: QWidget, wanted: Wanted, typed: str, chosen: Callable[[Path], None]
    ) -> None:
        super().__init__(window, "")
        self._wanted, self._chosen = wanted, chosen
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        otherwise = Path(QStandardPaths.writableLocation(documents))
        self.folder = nearest_folder(typed, otherwise)
        self._asked: Path | None = None
        title = self.tr("Choose a file") if self._files else self.tr("Choose a folder")
        self.setAccessibleName(title)
        self.panel.setAccessibleName(title)
        self._build(title)
        self.closed.connect(self.leave)

    def _build(self, title: str) -> None:
        page = Column(gap=10, margins=(20, 16, 20, 16))
        page.add(Line(title, "title"))
        row = Row(gap=10)
        self.up_button = Button(self.tr("Up"), icon="arrow-up", size="control_compact")
        self.up_button.clicked.connect(self.go_up)
        self._where = Line("", "body", "muted")
        row.add(self.up_button)
        row.add(self._where, 1)
        page.add(row)
        self._problem = MessageStrip(Tone.ERROR, "")
        self._problem.hide()
        page.add(self._problem)
        self.table = _Entries(self.tr("What is in this folder"), [TableColumn("")], head=False)
        self.table.opened.connect(self._open)
        self.table.left.connect(self.go_up)
        page.add(self.table, 1)
        self._none = WrappedLabel(self.tr("Nothing is in this folder."), "body", "muted")
        self._none.hide()
        page.add(self._none)
        foot = Row(gap=8)
        words = self.tr("Enter opens, Backspace goes up. What you choose is remembered nowhere.")
        foot.add(WrappedLabel(words, "small", "muted"), 1)
        self.close_button = Button(self.tr("Close"), keys="Esc")
        self.close_button.clicked.connect(self.closed)
        action = self.tr("Choose") if self._files else self.tr("Choose this folder")
        self.choose_button = Button(action, Kind.PRIMARY)
        self.choose_button.clicked.connect(self.choose)
        foot.add(self.close_button)
        foot.add(self.choose_button)
        page.add(foot)
        self.panel.add(page, 1)

    @property
    def _files(self) -> bool:
        return self._wanted is Wanted.FILE

    def start(self) -> None:
        """Open at the folder nearest to what is typed."""
        self.open(self.table)
        self.go(self.folder)

    def leave(self) -> None:
        """Close; nothing is kept of where somebody looked."""
        super().leave()
        self.deleteLater()

    def go(self, folder: Path) -> None:
        """Show a folder; it is read on a thread, for it may lie on a slow disk."""
        self._asked = folder
        files = self._files
        job = Job(lambda _progress: (folder, read_folder(folder, files=files)), self)
        job.finished_with.connect(self._show)
        job.failed.connect(self._fail)
        job.finished.connect(job.deleteLater)
        job.begin()

    def go_up(self) -> None:
        """Show the folder above; above the topmost stand the drives."""
        if self.folder.parent != self.folder:
            self.go(self.folder.parent)
            return
        drives = [Path(drive.absoluteFilePath()) for drive in QDir.drives()]
        if len(drives) > 1:
            self._list([FolderEntry(str(drive), is_folder=True) for drive in drives])

    def choose(self) -> None:
        """Choose the folder that is shown, or the file that is current."""
        if not self._files:
            self._end(self.folder)
            return
        code = self.table.current_code()
        if code:
            self._open(code)

    # Inside

    def _show(self, found: object) -> None:
        if not isinstance(found, tuple) or found[0] != self._asked:
            return  # another folder was asked for since
        self.folder, entries = found
        self._problem.hide()
        self._list(entries)

    def _list(self, entries: list[FolderEntry]) -> None:
        self._where.setText(str(self.folder))
        rows = [TableRow(_code(each), (_words(each),)) for each in entries]
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if rows:
            self.table.set_current_code(rows[0].code)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.up_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.panel.updateGeometry()
        self._fit()

    def _fail(self, sentence: str) -> None:
        self._problem.say(Tone.ERROR, sentence)
        self._problem.show()
        self._fit()

    def _open(self, code: str) -> None:
        place = self.folder / code.removesuffix("/")
        if code.endswith("/"):
            self.go(place)
        else:
            self._end(place)

    def _end(self, place: Path) -> None:
        self.closed.emit()
        self._chosen(place)


class _Entries(RecordTable):
    """The list, which one key leaves for the folder above."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _UP:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _code(entry: FolderEntry) -> str:
    return f"{entry.name}/" if entry.is_folder else entry.name


def _words(entry: FolderEntry) -> Words:
    icon = "folder" if entry.is_folder else "file-text"
    return Words(entry.name, icon=icon, role="medium" if entry.is_folder else "body")
