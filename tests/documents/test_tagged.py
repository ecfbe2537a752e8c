from io import BytesIO
from typing import Any

from pypdf import PdfReader

from idva_desktop.documents.device_code_sheet import device_code_pdf
from idva_desktop.documents.return_document import ReturnAbout, return_pdf
from idva_desktop.documents.trend_plots import Plot
from idva_desktop.domain.tables import FinishedTable, TableCell, TableRow

ROWS = tuple(TableRow(f"Row {n}", (TableCell(str(n)), TableCell("n/a"))) for n in range(60))
TABLE = FinishedTable("A table", "First", ("Second", "Third"), ROWS)
PDF = return_pdf("Title", [TABLE, TABLE])


def root_of(pdf: bytes) -> Any:  # noqa: ANN401 - pypdf's objects
    reader: Any = PdfReader(BytesIO(pdf))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] is not False
    assert catalogue["/Lang"] == "en-GB"
    return catalogue["/StructTreeRoot"]


def found(element: Any, role: str) -> list[Any]:  # noqa: ANN401 - as above
    """Return every element of ``role`` below one, in order."""
    below = [part.get_object() for part in element["/K"]]
    own = [part for part in below if part.get("/S") == role]
    deeper = [part for part in below if "/K" in part]
    return own + [one for part in deeper for one in found(part, role)]


def test_a_document_is_read_out_from_its_one_title() -> None:
    top = root_of(PDF)["/K"]
    assert top["/S"] == "/Document"
    assert top["/K"][0]["/S"] == "/H1"
    assert len(found(top, "/H1")) == 1
    assert len(found(top, "/H2")) == 3


def test_a_table_over_pages_is_one_table_with_its_head_once() -> None:
    tables = found(root_of(PDF)["/K"], "/Table")
    assert len(tables) == 2
    for table in tables:
        rows = found(table, "/TR")
        assert len(rows) == 61
        heads = [found(row, "/TH") for row in rows]
        assert [len(cells) for cells in heads] == [3] + [1] * 60
        assert heads[0][0]["/A"]["/Scope"] == "/Column"
        assert heads[1][0]["/A"]["/Scope"] == "/Row"
        assert all(len(found(row, "/TD")) == 2 for row in rows[1:])


def test_every_mark_on_a_page_leads_to_its_element() -> None:
    reader: Any = PdfReader(BytesIO(PDF))
    numbers = root_of(PDF)["/ParentTree"]["/Nums"]
    leading = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in reader.pages:
        drawn = page.get_contents().get_data().decode("latin-1")
        elements = leading[page["/StructParents"]]
        assert len(elements) == drawn.count("/MCID")
        assert drawn.count("BDC") + drawn.count("BMC") == drawn.count("EMC")
        for mark, element in enumerate(elements):
            references = [part.get_object() for part in element.get_object()["/K"]]
            assert mark in [int(part["/MCID"]) for part in references if "/MCID" in part]


def test_the_foot_of_a_page_is_not_read_out() -> None:
    reader: Any = PdfReader(BytesIO(PDF))
    for page in reader.pages:
        drawn = page.get_contents().get_data().decode("latin-1")
        assert drawn.rindex("/Artifact BMC") > drawn.rindex("/MCID")


def test_every_document_is_tagged() -> None:
    assert found(root_of(device_code_pdf("ABCD-EFGH"))["/K"], "/H1")


def test_a_plot_is_a_figure_that_says_in_words_what_it_shows() -> None:
    plot = Plot("Referrals", 80, True, ("2025-Q1", "2025-Q2"), (70, None), ("70 %", "withheld"))
    pdf = return_pdf("Title", [TABLE], ReturnAbout(plots=(plot, plot, plot)))
    figures = found(root_of(pdf)["/K"], "/Figure")
    said = "Referrals, quarter by quarter. 2025-Q1: 70 %; 2025-Q2: withheld. The target is 80 %."
    assert [figure["/Alt"] for figure in figures] == [said] * 3
