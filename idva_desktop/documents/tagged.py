"""The structure of a document beside its look: headings, paragraphs, tables, for screen readers.

reportlab draws words and leaves their order and meaning out. A :class:`Words` says what it is when
it is drawn, and a :class:`TaggedCanvas` writes the structure tree (ISO 32000-1, 14.7 and 14.8). A
picture that tells something is drawn as a figure with its sentence (14.9.3). Whatever is drawn
otherwise, lines and grounds and bars, says nothing that the words do not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

ROLE = "role"
"""The name under which a paragraph style says what its words are: ``H1``, ``H2``, ``TH``, ``P``."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of words in a table: row and column, and a mark that only this table has."""

    table: object
    row: int
    column: int


@dataclass(slots=True)
class _Element:
    role: str
    scope: str = ""
    alternative: str = ""
    parts: list["_Element"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)


class Words(Paragraph):
    """A paragraph that says what it is.

    Args:
        text: with reportlab's markup.
        style: its ``role`` attribute is what the words are; without one they are a paragraph.

    Attributes:
        cell: their place in a table, if they stand in one.
    """

    cell: Cell | None = None

    @classmethod
    def placed(cls, text: str, style: ParagraphStyle, cell: Cell) -> "Words":
        """Return words that stand in a table."""
        words = cls(text, style)
        words.cell = cell
        return words

    def draw(self) -> None:
        """Draw the words between two marks."""
        canvas = self.canv
        if not isinstance(canvas, TaggedCanvas):
            super().draw()
            return
        with canvas.marked(getattr(self.style, ROLE, "P"), self.cell):
            super().draw()


@contextmanager
def unread(canvas: Canvas) -> Iterator[None]:
    """Mark what is drawn meanwhile as furniture of the page, which is not read out."""
    canvas.addLiteral("/Artifact BMC")
    yield
    canvas.addLiteral("EMC")


class TaggedCanvas(Canvas):
    """A canvas that writes the structure of what was drawn on it."""

    _tree: "_Tree | None" = None

    @property
    def tree(self) -> "_Tree":
        """The structure so far."""
        self._tree = self._tree or _Tree()
        return self._tree

    @contextmanager
    def figure(self, alternative: str) -> Iterator[None]:
        """Mark what is drawn meanwhile as a picture, and say in words what it shows."""
        number = self.tree.add(self.getPageNumber() - 1, "Figure", None, alternative)
        self.addLiteral(f"/Figure <</MCID {number}>> BDC")
        yield
        self.addLiteral("EMC")

    @contextmanager
    def marked(self, role: str, cell: Cell | None = None) -> Iterator[None]:
        """Mark what is drawn meanwhile as ``role``."""
        number = self.tree.add(self.getPageNumber() - 1, role, cell)
        known = number is not None
        self.addLiteral(f"/{role} <</MCID {number}>> BDC" if known else "/Artifact BMC")
        yield
        self.addLiteral("EMC")

    def save(self) -> None:
        """Write the structure and the file."""
        self.tree.write(vars(self)["_doc"])
        super().save()


class _Tree:
    """The elements of a document, and which marks on which page belong to each."""

    def __init__(self) -> None:
        self._root = _Element("Document")
        self._rows: dict[tuple[object, int], _Element] = {}
        self._tables: dict[object, _Element] = {}
        self._cells: set[Cell] = set()
        self._marks: dict[int, list[_Element]] = {}

    def add(self, page: int, role: str, cell: Cell | None, alternative: str = "") -> int | None:
        """Note words of a page; return their mark, or ``None`` for a head that is repeated."""
        if cell in self._cells:
            return None
        element = _Element(role, alternative=alternative)
        if cell is not None:
            heads = role == "TH"
            element = _Element(role if heads else "TD", _scope(cell) if heads else "")
        self._parent(cell).parts.append(element)
        if cell is not None:
            self._cells.add(cell)
        marks = self._marks.setdefault(page, [])
        marks.append(element)
        element.marks.append((page, len(marks) - 1))
        return len(marks) - 1

    def _parent(self, cell: Cell | None) -> _Element:
        if cell is None:
            return self._root
        if cell.table not in self._tables:
            self._tables[cell.table] = _Element("Table")
            self._root.parts.append(self._tables[cell.table])
        place = (cell.table, cell.row)
        if place not in self._rows:
            self._rows[place] = _Element("TR")
            self._tables[cell.table].parts.append(self._rows[place])
        return self._rows[place]

    def write(self, document: Any) -> None:  # noqa: ANN401 - reportlab's document is untyped
        """Put the structure into the document."""
        pages = document.Pages.pages
        written: dict[int, Any] = {}
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        top = document.Reference(root)
        root["K"] = self._written(self._root, top, document, pages, written)
        numbers: list[Any] = []
        for number, page in enumerate(pages):
            elements = self._marks.get(number, [])
            numbers += [number, PDFArray([written[id(element)] for element in elements])]
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, PDFName("S")
        root["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        root["ParentTreeNextKey"] = len(pages)
        document.Catalog.StructTreeRoot = top
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _written(
        self,
        element: _Element,
        parent: Any,  # noqa: ANN401 - as above
        document: Any,  # noqa: ANN401 - as above
        pages: Any,  # noqa: ANN401 - as above
        written: dict[int, Any],
    ) -> Any:  # noqa: ANN401 - as above
        made = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.role)})
        reference = written[id(element)] = document.Reference(made)
        parts = [self._written(part, reference, document, pages, written) for part in element.parts]
        parts += [
            PDFDictionary(
                {"Type": PDFName("MCR"), "Pg": document.Reference(pages[page]), "MCID": mark}
            )
            for page, mark in element.marks
        ]
        made["P"], made["K"] = parent, PDFArray(parts)
        if element.alternative:
            made["Alt"] = PDFString(element.alternative)
        if element.scope:
            scope = PDFName(element.scope)
            made["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": scope})
        return reference


def _scope(cell: Cell) -> str:
    return "Column" if cell.row == 0 else "Row"
