"""The safe-contact rule, always in sight, on a ground of its own.

``SafeContactBanner(Shape.FULL)`` on a case, ``Shape.LINE`` on working screens, ``Shape.PANEL``
in the
contact panel, whose scrim hides the banner behind it. ``show_rule(SafeContactWords(...))`` fills
it; ``code_word_wanted`` asks for the code word, which is never shown unasked.
"""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.marks import box
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.chip import RiskChip, Tag
from idva_desktop.ui.widgets.fact_flow import Fact, FactFlow
from idva_desktop.ui.widgets.labels import Line


@dataclass(frozen=True, slots=True)
class SafeContactWords:
    """The rule in words.

    Attributes:
        safe: whether contact is safe at this moment.
        now: the words that say so, such as "Safe to text now, until 14:00".
        facts: channel, hours, voicemail and what must never be used.
        verified: when the rule was last checked, or empty.
        code_word: whether there is one to ask for.
        reference: the case, for the one-line form.
        risk: the risk band code, for the one-line form.
        raised: whether judgement raised it.
    """

    safe: bool
    now: str
    facts: tuple[Fact, ...]
    verified: str = ""
    code_word: bool = False
    reference: str = ""
    risk: str = ""
    raised: bool = False


class Shape(Enum):
    """Where the banner stands: margins at 100 %."""

    FULL = (14, 10, 14, 12)
    LINE = (28, 10, 28, 10)
    PANEL = (24, 10, 24, 10)


class SafeContactBanner(Column):
    """The rule, and whether contact is safe now."""

    code_word_wanted = Signal()

    def __init__(self, shape: Shape = Shape.FULL, parent: QWidget | None = None) -> None:
        super().__init__(6, shape.value, parent)
        tr = QCoreApplication.translate
        self._shape = shape
        self._now = Tag("", icon="check", tone="safe")
        full = shape is Shape.FULL
        self._facts = FactFlow(gap=20 if full else 14, corner=None if full else self._now)
        self._verified = Line("", "small", "muted")
        self._reference = Line("", "strong", "text", "zero")
        self._risk = RiskChip("")
        self._code_word = Button(tr("SafeContactBanner", "Code word"), Kind.LINK, icon="eye")
        self._code_word.clicked.connect(self.code_word_wanted)
        self._build(tr("SafeContactBanner", "Safe contact"))
        self.setAccessibleName(tr("SafeContactBanner", "Safe contact"))

    def _build(self, title: str) -> None:
        row = Row(gap=10)
        if self._shape is Shape.FULL:
            row.add(Line(title, "strong"))
            row.add(self._now)
            row.add(self._verified)
            row.add_stretch()
            row.add(self._code_word)
            self.add(row)
            self.add(self._facts)
            self._put_away(self._reference, self._risk)
            return
        if self._shape is Shape.LINE:
            row.add(self._reference, align=Qt.AlignmentFlag.AlignTop)
            row.add(self._risk, align=Qt.AlignmentFlag.AlignTop)
        row.add(self._facts, 1)
        self.add(row)
        self._put_away(self._verified, self._code_word)
        if self._shape is Shape.PANEL:
            self._put_away(self._reference, self._risk)

    def _put_away(self, *unused: QWidget) -> None:
        """Keep what this shape does not show; without a parent it would be a window of its own."""
        for widget in unused:
            widget.setParent(self)
            widget.hide()

    def show_rule(self, rule: SafeContactWords) -> None:
        """Show a rule."""
        icon, tone = ("check", "safe") if rule.safe else ("ban", "unsafe")
        self._now.show_words(rule.now, icon=icon, tone=tone)
        self._facts.show_facts(rule.facts)
        self._facts.place_corner()
        self._verified.setText(rule.verified)
        full = self._shape is Shape.FULL
        self._verified.setVisible(full and bool(rule.verified) and look().roomy)
        self._code_word.setVisible(full and rule.code_word)
        self._reference.setText(rule.reference)
        self._risk.show_level(rule.risk, raised=rule.raised)
        said = ". ".join([rule.now, *(fact.words for fact in rule.facts)])
        self.setAccessibleDescription(said)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        ground = look().colour("accent_soft")
        if self._shape is not Shape.FULL:
            painter.fillRect(self.rect(), ground)
            if look().palette == "contrast":
                painter.fillRect(0, self.height() - 1, self.width(), 1, look().colour("line"))
            return
        edge = look().colour("line_strong" if look().palette == "contrast" else "line")
        box(painter, QRectF(self.rect()), look().radius("card"), ground, edge)
