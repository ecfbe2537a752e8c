"""A place on the disk: typed, or chosen in the file picker."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths

from idva_desktop.ui.file_picker import FilePicker, Wanted
from idva_desktop.ui.widgets.buttoned_field import ButtonedField
from idva_desktop.ui.widgets.text_field import DEFAULT_WIDTH


class PlaceField(ButtonedField):
    """A file or folder; Choose opens the picker over the whole window.

    Args:
        label: the question.
        wanted: what is chosen.
        suggested: the name under the person's documents that it begins with; ``None`` for nothing,
            and ``""`` for the documents themselves.
        width: preferred width, px at 100 %.
        placeholder: an example.
    """

    def __init__(
        self,
        label: str,
        wanted: Wanted = Wanted.FOLDER,
        *,
        suggested: str | None = None,
        width: int = DEFAULT_WIDTH,
        placeholder: str = "",
    ) -> None:
        words = QCoreApplication.translate("PlaceField", "Choose")
        super().__init__(label, words, "folder-open", width=width, placeholder=placeholder)
        self._wanted = wanted
        if self.button is not None:
            self.button.setAccessibleName(f"{words}: {label}")
            self.button.clicked.connect(self.choose)
        if suggested is not None:
            documents = QStandardPaths.StandardLocation.DocumentsLocation
            folder = Path(QStandardPaths.writableLocation(documents))
            self.set_value(str(folder / suggested))

    def set_value(self, value: str) -> None:
        """Show a place; where it is too long, its end, by which it is told from others."""
        super().set_value(value)
        self.end(False)

    def place(self) -> Path:
        """Return what is typed as a place; ``~`` is the person's own folder."""
        try:
            return Path(self.value()).expanduser()
        except RuntimeError:
            return Path(self.value())

    def choose(self) -> None:
        """Open the picker."""
        FilePicker(self.window(), self._wanted, self.value(), self._take).start()

    def _take(self, place: Path) -> None:
        if self._wanted is Wanted.WITHIN and self.place().name:
            place /= self.place().name
        self.set_value(str(place))
        self.changed.emit()
        self.focus_first()
