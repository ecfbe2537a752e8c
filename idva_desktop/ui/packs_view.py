"""Content packs: load a risk checklist or a code list from a file, and choose the checklist."""

from PySide6.QtCore import Qt

from idva_desktop.casework.service.packs import PackRow, load_pack, pack_rows, use_instrument
from idva_desktop.domain.errors import IdvaError
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.file_picker import Wanted
from idva_desktop.ui.place_field import PlaceField
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable

_BUILT_IN = "built-in"  # a row needs a code; the built-in instrument has no record
_OWNER = 2  # the column that gives way at large text


class PacksView(Column):
    """What is loaded, what is in use, and the way to load more.

    Args:
        desk: the desk, a supervisor's.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=12)
        self._desk = desk
        self._rows: dict[str, PackRow] = {}
        self.add(SectionHeading(self.tr("Content packs")))
        self.add(
            WrappedLabel(
                self.tr(
                    "The wording of an official risk checklist belongs to its owner: load it from "
                    "the file that you were given. What is loaded or chosen here is used at once; "
                    "assessments made before keep the checklist that they were made with."
                ),
                "body",
                "muted",
            )
        )
        self.message = MessageStrip(Tone.INFO, "")
        self.message.hide()
        self.add(self.message)
        self.add(self._loader())
        self.table = RecordTable(self.tr("Content packs"), self._columns(), whole=True)
        self.table.opened.connect(self._use)
        self.table.moved.connect(self._moved)
        card = Card(flush=True)
        card.add(self.table)
        self.add(card)
        self.use_button = Button(self.tr("Use this checklist"), keys="Enter")
        self.use_button.clicked.connect(self._use_current)
        self.add(self.use_button, align=Qt.AlignmentFlag.AlignLeft)
        self.refresh()

    def _loader(self) -> Row:
        row = Row(gap=12)
        self.place = PlaceField(
            self.tr("File"), Wanted.FILE, width=420, placeholder="checklist.json"
        )
        hint = self.tr("Where the file is, with its folders")
        self.load_button = Button(self.tr("Load"), icon="import")
        self.load_button.clicked.connect(self.load)
        self.place.returnPressed.connect(self.load)
        row.add(FieldFrame(self.place, hint), 1)
        row.add(self.load_button, align=Qt.AlignmentFlag.AlignBottom)
        return row

    def _columns(self) -> list[TableColumn]:
        return [
            TableColumn(self.tr("Name")),
            TableColumn(self.tr("Version"), width=120),
            TableColumn(self.tr("Owner"), width=200, muted=True),
            TableColumn(self.tr("Loaded"), width=160),
            TableColumn(self.tr("In use"), width=90),
        ]

    def refresh(self) -> None:
        """Fetch what is loaded again."""
        found = pack_rows(self._desk.session)
        self._rows = {row.id or _BUILT_IN: row for row in found}
        self.table.set_rows([TableRow(code, self._cells(row)) for code, row in self._rows.items()])
        self._moved("")
        self.dress()

    def dress(self) -> None:
        """At large text leave the owner out."""
        super().dress()
        if hasattr(self, "table"):
            self.table.setColumnHidden(_OWNER, not look().roomy)

    def focus_first(self) -> None:
        """Go to the place of the file."""
        self.place.focus_first()

    def load(self) -> None:
        """Load the file that is named, or say what is wrong with it."""
        if not self.place.value():
            self._say(Tone.ERROR, self.tr("Say first where the file is. Nothing was changed."))
            self.place.focus_first()
            return
        try:
            loaded = load_pack(self._desk.session, self.place.place())
        except IdvaError as error:
            self._say(Tone.ERROR, str(error))
            return
        self.place.set_value("")
        self._desk.renew()
        self._say(Tone.INFO, self._loaded_words(loaded))
        self.refresh()

    # Inside

    def _cells(self, row: PackRow) -> tuple[str, ...]:
        in_use = self.tr("Yes") if row.in_use else ""
        return (row.name, row.version, row.owner, row.loaded, in_use)

    def _loaded_words(self, pack_id: str) -> str:
        rows = {row.id: row for row in pack_rows(self._desk.session)}
        if pack_id in rows and not rows[pack_id].is_instrument:
            return self.tr("It is loaded. Forms offer its codes from the day that it names.")
        return self.tr("It is loaded. Choose it below to assess with it.")

    def _moved(self, _code: str) -> None:
        row = self._rows.get(self.table.current_code())
        self.use_button.setEnabled(row is not None and row.is_instrument and not row.in_use)

    def _use_current(self) -> None:
        self._use(self.table.current_code())

    def _use(self, code: str) -> None:
        row = self._rows.get(code)
        if row is None or not row.is_instrument or row.in_use:
            return
        try:
            use_instrument(self._desk.session, row.id)
        except IdvaError as error:
            self._say(Tone.ERROR, str(error))
            return
        self._desk.renew()
        self._say(
            Tone.INFO,
            self.tr(
                "New assessments are made with it from now on. One that was begun with another "
                "checklist is kept, and opens again while that one is in use."
            ),
        )
        self.refresh()

    def _say(self, tone: Tone, words: str) -> None:
        self.message.say(tone, words)
        self.message.show()
