"""A document is added from a file, shown from memory, and exported as an act."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from idva_desktop.casework import attachments, records
from idva_desktop.casework.attachments import PDF, Opened
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Attachment
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.errand import Errand
from idva_desktop.ui.file_picker import Wanted
from idva_desktop.ui.long_form_panel import LongFormPanel
from idva_desktop.ui.panel_foot import PanelFoot
from idva_desktop.ui.place_field import PlaceField
from idva_desktop.ui.screen_view import PanelView, on_ctrl_enter
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.reading_field import ReadingField
from idva_desktop.ui.widgets.status_line import KeyHint


class AddDocumentPanel(LongFormPanel):
    """Title, kind and file.

    Args:
        desk: the desk.
        case_id: the case.
        reference: the case, beside the heading.
    """

    def __init__(self, desk: Desk, case_id: str, reference: str) -> None:
        super().__init__(
            desk,
            attachments.attachment_form(),
            attachments.attachment_draft(case_id),
            self._sealing,
            reference=reference,
            action=self.tr("Add the document"),
        )
        self._case_id = case_id
        self.file = PlaceField(self.tr("File"), Wanted.FILE)
        hint = self.tr("Up to 10 MB. The file stays where it is; delete it once it is added.")
        self.add(FieldFrame(self.file, hint))

    def _sealing(self, typed: Mapping[str, Typed]) -> Callable[[Session], str]:
        case_id, file = self._case_id, self.file.value()
        return lambda session: attachments.add_document(session, case_id, file, typed)


class DocumentPanel(PanelView):
    """One document: what it is, what can be shown of it, and its way out.

    Args:
        desk: the desk.
        case_id: the case.
        opened: the document, in memory.
    """

    def __init__(self, desk: Desk, case_id: str, opened: Opened) -> None:
        document = opened.document
        super().__init__(desk, document.name)
        self._case_id, self._id = case_id, document.id
        self.about = frozenset({case_id})
        self.add(WrappedLabel(self._about(opened), "body", "muted"))
        self.message = MessageStrip(Tone.ERROR, "")
        self.message.hide()
        self.add(self.message)
        self.shown = self._content(opened)
        self.add(self.shown)
        self.add(
            WrappedLabel(
                self.tr(
                    "An exported copy is a plain file that this vault no longer protects. That it "
                    "left is recorded, with its hash. Delete it when it is no longer needed."
                )
            )
        )
        self._errand = Errand[Path](desk, self)
        self.folder = PlaceField(self.tr("Folder for a copy"), suggested="")
        self.add(FieldFrame(self.folder, self.tr("Never a shared drive or a cloud folder")))
        self.remove_button = Button(self.tr("Take off the list"), Kind.LINK, icon="trash-2")
        self.remove_button.clicked.connect(self.remove)
        self.add(self.remove_button, align=Qt.AlignmentFlag.AlignLeft)
        self._foot = PanelFoot(self.tr("Export a copy"))
        self._foot.close_button.clicked.connect(desk.close_panel)
        self._foot.save_button.clicked.connect(self.export)
        self.foot = self._foot
        on_ctrl_enter(self, self.export)

    def focus_first(self) -> None:
        """Go to what is shown, or to the folder."""
        takes_focus = self.shown.focusPolicy() != Qt.FocusPolicy.NoFocus
        (self.shown if takes_focus else self.folder).setFocus()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("Esc", self.tr("close")), KeyHint("Ctrl+Enter", self.tr("export")))

    def export(self) -> None:
        """Write a copy into the folder."""
        if self._errand.is_busy:
            return
        self._foot.save_button.setEnabled(False)
        case_id, document, folder = self._case_id, self._id, self.folder.value()
        self._errand.run(
            lambda session: attachments.export_document(session, case_id, document, folder),
            self._exported,
            self._refused,
        )

    def remove(self) -> None:
        """Take the document off the list; undo is in the journal."""
        try:
            records.remove_record(self.desk.session, Attachment, self._case_id, self._id)
        except IdvaError as error:
            self._say(Tone.ERROR, str(error))
            return
        self.desk.saved()
        self.desk.close_panel()

    # Inside

    def _exported(self, place: Path) -> None:
        self._foot.save_button.setEnabled(True)
        self._say(Tone.SUCCESS, self.tr("Exported: {0}").format(place.name))

    def _refused(self, error: IdvaError) -> None:
        self._foot.save_button.setEnabled(True)
        self._say(Tone.ERROR, str(error))
        self.folder.focus_first()

    def _about(self, opened: Opened) -> str:
        document = opened.document
        parts = [document.sort, document.type, document.size]
        if opened.pages:
            pages = self.tr("1 page") if opened.pages == 1 else self.tr("{0} pages")
            parts.append(pages.format(opened.pages))
        return " · ".join(part for part in parts if part)

    def _content(self, opened: Opened) -> QWidget:
        document = opened.document
        if document.can_be_shown and document.media != attachments.TEXT:
            image = QImage.fromData(opened.content)
            if not image.isNull():
                return _Picture(image, document.name)
        elif document.can_be_shown:
            return ReadingField(opened.text(), document.name)
        if document.media == PDF:
            return WrappedLabel(
                self.tr("A PDF cannot be shown here without leaving the vault. Export a copy.")
            )
        return WrappedLabel(self.tr("This kind of file cannot be shown here. Export a copy."))

    def _say(self, tone: Tone, words: str) -> None:
        self.message.say(tone, words)
        self.message.show()


class _Picture(QWidget):
    """A picture from memory, as wide as there is room, never larger than it is."""

    def __init__(self, image: QImage, name: str) -> None:
        super().__init__()
        self._image = image
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        shown = min(width, self._image.width())
        return max(1, round(self._image.height() * shown / max(1, self._image.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width = min(self.width(), self._image.width())
        painter.drawImage(QRectF(0, 0, width, self.heightForWidth(self.width())), self._image)


def open_document_panel(desk: Desk, case_id: str, document: str) -> DocumentPanel:
    """Return the panel of a document; that it was opened is an act.

    Raises:
        RefusedError: it was taken off the list.
        JournalError: it is not the one that was added.
    """
    opening = partial(attachments.open_document, desk.session, case_id)
    return DocumentPanel(desk, case_id, opening(document))
