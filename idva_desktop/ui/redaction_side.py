"""Beside the redaction preview: sections in and out, words struck out, and what still stands."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from idva_desktop.casework.leaving.disclosure_text import TextSection
from idva_desktop.domain.redaction import Finding
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.check_mark import CheckMark
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.text_field import TextField


class RedactionSide(Column):
    """What is chosen. ``changed`` tells of every change, ``typed`` of every letter.

    Args:
        may_let_stand: whether the member may let a safe detail stand, with a reason.
    """

    changed = Signal()
    typed = Signal()

    def __init__(self, *, may_let_stand: bool) -> None:
        super().__init__(gap=16)
        self._may_let_stand = may_let_stand
        self.struck: list[str] = []
        self.reasons: dict[str, str] = {}
        self._marks: dict[str, CheckMark] = {}
        self._told: list[tuple[str, tuple[str, ...], int]] | None = None
        self._findings = Card(gap=10)
        self.add(self._findings)
        self._words = Card(gap=10)
        self._words.add(SectionHeading(self.tr("Struck out")))
        self.word = TextField(self.tr("Words to strike out"))
        self.word.changed.connect(self.typed)
        self.word.returnPressed.connect(self._strike_typed)
        self._words.add(FieldFrame(self.word, self.tr("Enter strikes them out everywhere.")))
        self._list = Column(gap=4)
        self._words.add(self._list)
        self.add(self._words)
        self._sections = Card(gap=6)
        self.add(self._sections)

    def kept(self) -> frozenset[str]:
        """Return the sections that are ticked."""
        return frozenset(name for name, mark in self._marks.items() if mark.value())

    def show_choice(
        self,
        sections: Sequence[TextSection],
        kept: frozenset[str],
        struck: Sequence[str],
        reasons: Mapping[str, str],
        word: str,
    ) -> None:
        """Show what was chosen before."""
        self.struck, self.reasons = list(dict.fromkeys(struck)), dict(reasons)
        self.word.set_value(word)
        self._sections.clear()
        self._marks = {}
        self._sections.add(SectionHeading(self.tr("Sections")))
        for section in sections:
            mark = CheckMark(f"{section.title}, {len(section.entries)}")
            mark.set_value(section.id in kept)
            mark.changed.connect(self.changed)
            self._marks[section.id] = mark
            self._sections.add(mark)
        self._told = None
        self._show_struck()

    def strike(self, words: Sequence[str]) -> None:
        """Strike words out."""
        new = [" ".join(each.split()) for each in words]
        self.struck = list(dict.fromkeys([*self.struck, *(each for each in new if each)]))
        self._show_struck()
        self.changed.emit()

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Show what still stands in the kept text."""
        told = [(each.what, each.surfaces, each.count) for each in found]
        if told == self._told:
            return  # a reason that is being typed keeps its cursor
        self._told = told
        self._findings.clear()
        self._findings.add(SectionHeading(self.tr("Safe details"), len(found) or None))
        if not found:
            self._findings.add(
                WrappedLabel(self.tr("None that is recorded stands in the text."), "body", "muted")
            )
        for each in found:
            self._findings.add(self._finding(each))

    # Inside

    def _finding(self, found: Finding) -> QWidget:
        part = Column(gap=6)
        row = Row(gap=8)
        row.add(Line(f"{found.what}, {found.count}", "strong"), 1)
        button = Button(self.tr("Strike out"), size="control_compact")
        button.setAccessibleName(self.tr("Strike out: {0}").format(found.what))
        button.clicked.connect(partial(self._strike_found, found))
        row.add(button)
        part.add(row)
        part.add(WrappedLabel(", ".join(found.surfaces), "small", "muted"))
        if self._may_let_stand:
            reason = TextField(self.tr("Why it may stay: {0}").format(found.what))
            reason.set_value(self.reasons.get(found.what, ""))
            reason.changed.connect(partial(self._reason, found.what, reason))
            part.add(FieldFrame(reason, optional=True))
        return part

    def _reason(self, what: str, field: TextField) -> None:
        self.reasons[what] = field.value()
        self.typed.emit()

    def _strike_found(self, found: Finding, _checked: bool = False) -> None:  # clicked(bool)
        self.word.setFocus()  # the button goes with what it struck out
        self.strike(found.surfaces)

    def _strike_typed(self) -> None:
        words = self.word.value()
        self.word.set_value("")
        if words:
            self.strike([words])

    def _put_back(self, words: str, _checked: bool = False) -> None:  # clicked(bool)
        self.struck.remove(words)
        self.word.setFocus()
        self._show_struck()
        self.changed.emit()

    def _show_struck(self) -> None:
        self._list.clear()
        for words in self.struck:
            row = Row(gap=8)
            row.add(Line(words), 1)
            button = Button(self.tr("Put back"), size="control_compact")
            button.setAccessibleName(self.tr("Put back: {0}").format(words))
            button.clicked.connect(partial(self._put_back, words))
            row.add(button)
            self._list.add(row)
        self._list.setVisible(bool(self.struck))
