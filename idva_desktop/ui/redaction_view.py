"""What would be released of a case: the kept text, what is struck out, and what still stands.

Everything that is ticked and typed is kept as a draft. Ctrl+Enter does what comes next: a
supervisor approves, and then the text is released to a file.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.casework import drafts
from idva_desktop.casework.case_file import banner
from idva_desktop.casework.leaving import disclosures
from idva_desktop.casework.leaving.disclosure_text import (
    USUAL,
    Redaction,
    TextSection,
    kept_text,
    safe_details,
    text_sections,
)
from idva_desktop.domain.errors import GateError, IdvaError, ReasonNeededError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import DisclosureRequest
from idva_desktop.domain.redaction import Detail, findings
from idva_desktop.domain.roles import Role
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.ui.approval_panel import ApprovalPanel
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.draft_keeper import DraftKeeper
from idva_desktop.ui.errand import Errand
from idva_desktop.ui.identity_panel import asking_panel
from idva_desktop.ui.place_field import PlaceField
from idva_desktop.ui.redaction_side import RedactionSide
from idva_desktop.ui.screen_head import ScreenHead
from idva_desktop.ui.screen_view import ScreenView, on_ctrl_enter
from idva_desktop.ui.side_page import SidePage
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.check_mark import CheckMark
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.note_field import NoteField
from idva_desktop.ui.widgets.status_line import KeyHint

_SIDE_WIDTH = 340  # px at 100 %
_KEPT, _STRUCK, _REASONS, _WORD = "kept", "struck", "reasons", "word"


class RedactionView(ScreenView):
    """The redaction of one request.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.case_id = self.request_id = ""
        self._sections: list[TextSection] = []
        self._details: list[Detail] = []
        self._keeper: DraftKeeper | None = None
        self._errand = Errand[Path](desk, self)
        self.back_button = Button(self.tr("To the case"), icon="arrow-left")
        self.back_button.clicked.connect(self._leave)
        self.main_button = Button(self.tr("Release"), Kind.PRIMARY, keys="Ctrl+Enter")
        self.main_button.clicked.connect(self.main_action)
        self.second_button = Button(self.tr("Approve as another member"))
        self.second_button.clicked.connect(self.ask_another)
        self.second_button.hide()
        buttons = (self.back_button, self.second_button, self.main_button)
        self.head = ScreenHead(self.tr("Redaction preview"), "", buttons)
        self.add(self.head)
        self.message = MessageStrip(Tone.INFO, "")
        self.message.hide()
        self.text = NoteField(self.tr("Kept text"), lines=12, most_lines=24)
        self.text.setReadOnly(True)
        self.strike_button = Button(self.tr("Strike out what is selected"), icon="eye-off")
        self.strike_button.clicked.connect(self._strike_selected)
        self.folder = PlaceField(self.tr("Folder for the file"), suggested="")
        self.plain = CheckMark(self.tr("As plain text"), detail=self.tr("Otherwise a PDF"))
        self.side = RedactionSide(may_let_stand=desk.session.may(Role.SUPERVISOR))
        self.side.changed.connect(self._changed)
        self.side.typed.connect(self._touch)
        main = Column(gap=12)
        main.add(self.message)
        self.opens = WrappedLabel("", "body", "muted")
        main.add(self.opens)
        main.add(FieldFrame(self.text, self.tr("As it would leave. Bars stand for what is out.")))
        row = Row(gap=8)
        row.add(self.strike_button)
        row.add_stretch()
        main.add(row)
        main.add(FieldFrame(self.folder, self.tr("Never a shared drive or a cloud folder")))
        main.add(self.plain)
        self.add(SidePage(main, self.side, side_width=_SIDE_WIDTH), 1)
        on_ctrl_enter(self, self.main_action)

    def show_place(self, place: Place) -> None:
        """Open the request that is named, or the first one of the case that is open."""
        self._keep()
        self.message.hide()
        self.case_id = place.case_id
        found = disclosures.open_requests(self.desk.session)
        first = next((each.id for each in found if each.case_id == place.case_id), "")
        self.request_id = place.part or first
        if self._keeper is not None:
            self._keeper.deleteLater()
            self._keeper = None
        try:
            held = self._held()
            self._sections = text_sections(self.desk.session, self.case_id)
            self._details = safe_details(self.desk.session, self.case_id)
        except IdvaError as error:
            self._sections, self._details = [], []
            self.text.set_value("")
            self._say(Tone.ERROR, str(error))
            self.main_button.setEnabled(False)
            self.second_button.hide()
            if isinstance(error, ReasonNeededError):
                self.desk.open_panel(
                    asking_panel(self.desk, self.case_id, partial(self.show_place, place))
                )
            return
        key = disclosures.redaction_draft(self.case_id, held.id)
        self._restore(key)
        self._keeper = DraftKeeper(self.desk, key, "redaction", self._typed, str, self)
        self._show(held)

    def refresh(self) -> None:
        """Fetch what the case holds again."""
        if not self.request_id:
            return
        try:
            held = self._held()
        except IdvaError:
            return  # it was taken off the list; the case shows so
        self._show(held)

    def focus_first(self) -> None:
        """Go to the text."""
        self.text.setFocus()

    def panes(self) -> Sequence[QWidget]:
        """Return the text and what stands beside it."""
        return (self.text, self.side)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("Ctrl+Enter", self.main_button.text()),)

    def redaction(self) -> Redaction:
        """Return what is kept and struck out."""
        return Redaction(self.side.kept(), tuple(self.side.struck))

    def main_action(self) -> None:
        """Approve, or release."""
        if not self.main_button.isEnabled() or self._errand.is_busy:
            return
        try:
            held = self._held()
            if held.approved_on is not None:
                self._release(held)
                return
            disclosures.approve_disclosure(self.desk.session, self.case_id, held.id)
            self._say(Tone.SUCCESS, self.tr("Approved. It can be released now."))
            self.desk.saved()
        except IdvaError as error:
            self._refused(error)

    def ask_another(self) -> None:
        """Let a second member approve the release at this desk."""
        session, case_id, request_id = self.desk.session, self.case_id, self.request_id
        self.desk.open_panel(
            ApprovalPanel(
                self.desk,
                self.tr("Approve as another member"),
                self.tr(
                    "The second member reads the request, then approves with their passphrase."
                ),
                lambda proven: disclosures.approve_disclosure(session, case_id, request_id, proven),
                action=self.tr("Approve"),
            )
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the draft."""
        self._keep()
        super().hideEvent(event)

    # Inside

    def _held(self) -> DisclosureRequest:
        return disclosures.the_request(self.desk.session, self.case_id, self.request_id)

    def _release(self, held: DisclosureRequest) -> None:
        """Write the file on a thread; what is chosen is kept first and stands still meanwhile."""
        self._keep()
        case_id, chosen, folder = self.case_id, self.redaction(), self.folder.place()
        reasons, plain = dict(self.side.reasons), self.plain.value()
        self.message.hide()
        self._stand_still(still=True)
        self._errand.run(
            lambda session: disclosures.release(
                session, case_id, held.id, chosen, folder, reasons=reasons, plain=plain
            ),
            partial(self._released, held.id),
            partial(self._not_released, held.id),
        )

    def _released(self, request_id: str, place: Path) -> None:
        self._stand_still(still=False)
        self.refresh()
        if request_id != self.request_id:
            return  # another request is shown meanwhile; the list says that this one was released
        if self._keeper is not None:
            self._keeper.forget()
        words = self.tr("Written: {0}").format(place.name)
        self._say(Tone.SUCCESS, words, self.tr("That it left is recorded, with its hash."))

    def _not_released(self, request_id: str, error: IdvaError) -> None:
        self._stand_still(still=False)
        self.refresh()
        if request_id == self.request_id:
            self._refused(error)
        else:
            self.desk.said.emit(str(error))

    def _stand_still(self, *, still: bool) -> None:
        self.side.setEnabled(not still)
        self.strike_button.setEnabled(not still)
        self.main_button.setEnabled(not still)

    def _refused(self, error: IdvaError) -> None:
        missing = error.missing if isinstance(error, GateError) else ()
        self._say(Tone.ERROR, str(error), " ".join(f"{each.words}." for each in missing))

    def _show(self, held: DisclosureRequest) -> None:
        reference = banner(self.desk.session, self.case_id).row.reference
        kind = questions_of(DisclosureRequest)["request_kind"].show(held.request_kind or "")
        due = self.tr("due {0}").format(show_day(held.due)) if held.due else ""
        self.head.say(" · ".join(part for part in (reference, kind, due) if part))
        words, enabled, opens = self._next(held)
        waits = held.decision in disclosures.RELEASED and held.approved_on is None
        self.second_button.setVisible(waits and not enabled)
        self.main_button.set_words(words)
        self.main_button.setEnabled(enabled)
        self.opens.setText(opens)
        self.opens.setVisible(bool(opens))
        self._preview()
        self.hinted.emit()

    def _next(self, held: DisclosureRequest) -> tuple[str, bool, str]:
        """Return what comes next, whether it can be done here and now, and what it waits for."""
        if held.released_on is not None:
            words = self.tr("It was released on {0} by {1}, and is not released twice.")
            words = words.format(show_day(held.released_on), held.released_by or "")
            return self.tr("Release"), False, words
        if held.approved_on is not None:
            return self.tr("Release"), True, ""
        if held.decision not in disclosures.RELEASED:
            words = self.tr("The request says first whether it is to be released, and why.")
            return self.tr("Approve"), False, words
        session = self.desk.session
        if disclosures.may_approve_disclosure(session, held, session.vault.member):
            return self.tr("Approve"), True, ""
        words = self.tr("A supervisor who did not write the request approves it before a release.")
        return self.tr("Approve"), False, words

    def _preview(self) -> None:
        text = kept_text(self._sections, self.redaction())
        self.text.set_value(text)
        self.side.show_findings(findings(self._details, text))

    def _changed(self) -> None:
        self._preview()
        self._touch()

    def _touch(self) -> None:
        if self._keeper is not None:
            self._keeper.touch()

    def _keep(self) -> None:
        if self._keeper is not None:
            self._keeper.keep_now()

    def _typed(self) -> dict[str, Typed]:
        return {
            _KEPT: sorted(self.side.kept()),
            _STRUCK: list(self.side.struck),
            _REASONS: dict(self.side.reasons),
            _WORD: self.side.word.value(),
        }

    def _restore(self, key: str) -> None:
        draft = drafts.kept(self.desk.session, key)
        typed = draft.typed if draft else {}
        kept, struck = typed.get(_KEPT), typed.get(_STRUCK)
        reasons = typed.get(_REASONS)
        self.side.show_choice(
            self._sections,
            frozenset(kept) if isinstance(kept, list) else USUAL,
            struck if isinstance(struck, list) else (),
            reasons if isinstance(reasons, dict) else {},
            str(typed.get(_WORD, "")),
        )

    def _strike_selected(self) -> None:
        words = self.text.textCursor().selectedText().replace("\u2029", " ").strip()
        if words:
            self.side.strike([words])
            return
        self._say(Tone.INFO, self.tr("Select words in the text first, with Shift and the arrows."))

    def _leave(self) -> None:
        self.desk.go("disclosures", self.case_id)

    def _say(self, tone: Tone, title: str, sentence: str = "") -> None:
        self.message.say(tone, title, sentence)
        self.message.show()
