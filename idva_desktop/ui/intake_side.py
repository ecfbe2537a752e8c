"""What the program says beside a referral while it is typed: likely duplicates, what is due."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal

from idva_desktop.casework.intake import (
    Likeness,
    first_attempt_by,
    likely_duplicates,
    safe_contact_typed,
)
from idva_desktop.casework.session import Session
from idva_desktop.domain.form import Reading
from idva_desktop.domain.records import Case
from idva_desktop.domain.safe_contact import rule_parts
from idva_desktop.domain.typed_dates import show_day_briefly
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.icon_mark import IconLine

_COMPARED = ("given_name", "mobile", "date_of_birth")


class IntakeSide(Column):
    """Two cards: as you type, and if accepted today.

    Args:
        session: who asks.
    """

    wanted = Signal(str)
    same = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(14)
        self._session = session
        self._alike = Column(8)
        first = Card(10)
        first.add(SectionHeading(self.tr("As you type")))
        first.add(self._alike)
        self.add(first)
        self._due = Column(10)
        second = Card(10)
        second.add(SectionHeading(self.tr("If accepted today")))
        second.add(self._due)
        self.add(second)

    def show_reading(self, reading: Reading) -> None:
        """Look again at what is typed so far."""
        self._show_alike(reading, likely_duplicates(self._session, reading))
        self._show_due(reading)

    def _show_alike(self, reading: Reading, found: Sequence[Likeness]) -> None:
        self._alike.clear()
        for likeness in found:
            words = IconLine(
                "users", likeness.reference, role="medium", tint="warning", detail=likeness.words
            )
            self._alike.add(words)
            self._alike.add(self._ways(likeness), align=Qt.AlignmentFlag.AlignLeft)
        if found:
            return
        identity = reading.answers.get("identity", {})
        if any(name in identity for name in _COMPARED):
            count = self._session.vault.count(Case)
            one = count == 1
            said = self.tr("1 case searched") if one else self.tr("{0} cases searched")
            said = said.format(f"{count:,}")
            title = self.tr("No likely duplicate")
        else:
            title = self.tr("Nothing to compare yet")
            said = self.tr("Names, number and date of birth are looked for as you type")
        self._alike.add(IconLine("users", title, role="medium", detail=said))

    def _ways(self, likeness: Likeness) -> Row:
        """Return what can be done about a likeness: look at it, or say that it is one person."""
        row = Row(8, margins=(28, 0, 0, 0))
        for words, spoken, do in (
            (self.tr("Open it"), self.tr("Open {0}"), partial(self._open, likeness.case_id)),
            (
                self.tr("Same client"),
                self.tr("Same client as {0}"),
                partial(self._say_same, likeness.reference),
            ),
        ):
            button = Button(words, Kind.LINK)
            button.setAccessibleName(spoken.format(likeness.reference))
            button.clicked.connect(do)
            row.add(button)
        row.add_stretch()
        return row

    def _show_due(self, reading: Reading) -> None:
        self._due.clear()
        due = first_attempt_by(self._session, reading)
        if due is None or due.by is None:
            title, rule = self.tr("First attempt: not known yet"), self.tr("Say when it came in")
        else:
            title = self.tr("First attempt by {0}").format(show_day_briefly(due.by))
            rule = due.rule
        self._due.add(IconLine("clock", title, role="medium", detail=rule))
        typed = safe_contact_typed(reading)
        if typed is None or not typed.channels:
            title, rule = self.tr("No safe way to make contact yet"), self.tr("Ask the client")
        else:
            parts = [words for _icon, words in rule_parts(typed, None)]
            title, rule = ", ".join(parts), self.tr("From the safe-contact rule")
        self._due.add(IconLine("message-square-text", title, role="medium", detail=rule))

    def _say_same(self, reference: str, _checked: bool = False) -> None:
        self.same.emit(reference)

    def _open(self, case_id: str, _checked: bool = False) -> None:
        self.wanted.emit(case_id)
