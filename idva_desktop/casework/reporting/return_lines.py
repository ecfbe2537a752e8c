"""The cells of a return laid out as lines: by strand, and by question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from idva_desktop.returns.answer_words import answer_words
from idva_desktop.returns.cells import Cell
from idva_desktop.returns.measure import TOTAL, AnyMeasure
from idva_desktop.returns.measures import MEASURES

STRAND_ORDER = ("IDVA", "ISVA", "BOTH", TOTAL)
"""The columns of the headline table."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line of the preview.

    Attributes:
        measure: id of the measure.
        title: name of the measure.
        part: what is counted of it: ``met``, ``base``, ``suspended``, …
        leads: whether it is the first line of its measure, or of its answer.
        answer: the category in words, in a table by question.
        cells: by strand in a headline table, one total in a table by question; ``None`` where the
            return holds no such cell.
    """

    measure: str
    title: str
    part: str
    leads: bool
    answer: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """The answers to one question of one measure."""

    measure: str
    title: str
    dimension: str
    rows: tuple[PreviewRow, ...]


def laid_out(cells: Sequence[Cell]) -> tuple[tuple[PreviewRow, ...], tuple[QuestionTable, ...]]:
    """Return the lines by strand, and the tables by question; each cell stands in one place."""
    lines = _Lines(cells)
    return tuple(lines.headline()), tuple(lines.questions())


_PARTS = (
    "met",
    "base",
    "count",
    "hours",
    "suspended",
    "unpaired",
    "start",
    "opened",
    "closed",
    "end",
)


class _Lines:
    """Lays cells out as lines."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._cells = {
            (
                each.key.measure,
                each.key.part,
                each.key.strand,
                each.key.dimension,
                each.key.category,
            ): each
            for each in cells
        }
        present = {cell.key.measure for cell in cells}
        self._measures = [each for each in MEASURES.values() if each.id in present]

    def headline(self) -> Iterator[PreviewRow]:
        """Yield each part of each measure, by strand."""
        for measure in self._measures:
            leads = True
            for part in _PARTS:
                found = tuple(
                    self._cells.get((measure.id, part, strand, TOTAL, TOTAL))
                    for strand in STRAND_ORDER
                )
                if any(found):
                    yield PreviewRow(measure.id, measure.title, part, leads, "", found)
                    leads = False

    def questions(self) -> Iterator[QuestionTable]:
        """Yield each breakdown, of the whole service."""
        for measure in self._measures:
            for dimension, codes in measure.breakdowns.items():
                rows = tuple(self._answers(measure, dimension, codes))
                if rows:
                    yield QuestionTable(measure.id, measure.title, dimension, rows)

    def _answers(
        self, measure: AnyMeasure, dimension: str, codes: Sequence[str]
    ) -> Iterator[PreviewRow]:
        for code in codes:
            leads = True
            for part in _PARTS:
                cell = self._cells.get((measure.id, part, TOTAL, dimension, code))
                if cell is not None:
                    yield PreviewRow(
                        measure.id,
                        measure.title,
                        part,
                        leads,
                        answer=answer_words(dimension, code),
                        cells=(cell,),
                    )
                    leads = False
