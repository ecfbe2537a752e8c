"""Approving and issuing a return: a second person on this laptop, a folder, one button."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QSizePolicy

from idva_desktop.ui.file_picker import Wanted
from idva_desktop.ui.place_field import PlaceField
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Row
from idva_desktop.ui.widgets.button import Button, Kind, ReasonedButton
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import Line
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.passphrase_field import PassphraseField


@dataclass(frozen=True, slots=True, repr=False)
class Approval:
    """What the second person gave: their name and passphrase, and where the files go."""

    member: str
    passphrase: str
    folder: Path


class ApprovalCard(Card):
    """The three fields and the button; closed with its reason until everything is there."""

    changed = Signal()
    issue_asked = Signal()

    def __init__(self) -> None:
        super().__init__(gap=12)
        self._suggested_for = ""
        self._closed: str | None = None
        self._again = False
        self.add(Line(self.tr("Approve and issue"), "heading"))
        self.problem = MessageStrip(Tone.ERROR, "")
        self.problem.hide()
        self.add(self.problem)
        self.member = ChoiceField(self.tr("Second person"), (), width=200)
        self.passphrase = PassphraseField(self.tr("Their passphrase"), width=220)
        self.folder = PlaceField(self.tr("Folder for the files"), Wanted.WITHIN, width=260)
        self._fields = Row(gap=16)
        for field, share in ((self.member, 2), (self.passphrase, 3), (self.folder, 4)):
            frame = FieldFrame(field)
            frame.changed.connect(self._edited)
            self._fields.add(frame, share)
        self.add(self._fields)
        self.issue = ReasonedButton(
            Button(
                self.tr("Issue return"),
                Kind.PRIMARY,
                icon="send",
                keys="Ctrl+Shift+E",
                size="primary_alone",
            )
        )
        self.issue.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.issue.button.clicked.connect(self.issue_asked)
        self.add(self.issue)
        self.dress()

    def dress(self) -> None:
        """Put the fields below each other where the text is large."""
        super().dress()
        if getattr(self, "_fields", None) is not None:
            self._fields.lay(beside=look().roomy)

    def offer(self, members: Sequence[str]) -> None:
        """Offer these people; nobody approves their own return, so the member is not among them."""
        self.member.set_options([Option(name, name) for name in members])
        self.member.setEnabled(bool(members))

    def suggest_folder(self, name: str) -> None:
        """Suggest a folder for a return: beside the one named last, else among the documents."""
        if name == self._suggested_for:
            return
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        beside = Path(QStandardPaths.writableLocation(documents)) / "IDVA returns"
        if self.folder.value():
            beside = Path(self.folder.value()).parent
        self.folder.set_value(str(beside / name))
        self._suggested_for = name

    def approval(self) -> Approval:
        """Return what was given."""
        return Approval(self.member.value(), self.passphrase.value(), self.folder.place())

    def focus_first(self) -> None:
        """Go to the first field that waits for an answer, or to the button."""
        open_ = self.issue.button.isEnabled()
        waits = [
            field for field in (self.member, self.passphrase, self.folder) if not field.value()
        ]
        if open_:
            self.issue.button.setFocus()
        else:
            (waits or [self.passphrase])[0].focus_first()

    def second(self) -> str:
        """Return who is to approve, once they have typed their passphrase."""
        return self.member.value() if self.passphrase.value() else ""

    def close_for(self, reason: str | None, *, again: bool = False) -> None:
        """Close the button for a reason, or open it as far as the fields allow.

        Args:
            reason: what speaks against issuing, or ``None``.
            again: whether the return was issued before, so that only its files are written.
        """
        self._closed, self._again = reason, again
        words = self.tr("Write the same files again") if again else self.tr("Issue return")
        self.issue.button.set_words(words)
        self._show_reason()

    def begin(self) -> None:
        """Close everything while the return is issued; the passphrase is forgotten."""
        self.passphrase.set_value("")
        self.passphrase.hide_letters()
        self.problem.hide()
        self._fields.setEnabled(False)
        self.issue.set_closed(self.tr("It is being issued."))

    def end(self, problem: str = "") -> None:
        """Open the fields again, with what went wrong."""
        self._fields.setEnabled(True)
        self.problem.say(Tone.ERROR, problem)
        self.problem.setVisible(bool(problem))
        self._edited()

    def _edited(self) -> None:
        self._show_reason()
        self.changed.emit()

    def _show_reason(self) -> None:
        self.issue.set_closed(self._closed or self._missing())

    def _missing(self) -> str | None:
        if not self.member.isEnabled() and self._fields.isEnabled():
            return self.tr("Nobody issues a return alone, and this vault has no other member yet.")
        if not self.member.value():
            return self.tr(
                "Opens when every check has passed. Choose the second person; nobody issues a "
                "return alone."
            )
        if not self.passphrase.value():
            if self._again:
                return self.tr("Opens when the second person has typed their passphrase again.")
            return self.tr(
                "Opens when the second person has typed their passphrase. An issued return is "
                "never altered; later changes go into the next one."
            )
        if not self.folder.value():
            return self.tr("Name a folder for the files.")
        return None
