"""Very long and very odd words on paper: made in bounded time, or refused in a sentence."""

import time
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from idva_desktop.documents.case_sheet import SheetPaper, sheet_pdf
from idva_desktop.documents.disclosure import disclosure_pdf
from idva_desktop.documents.safety_plan import FULL, PlanCopy, PlannedAction, plan_pdf
from idva_desktop.domain.errors import OutputError
from idva_desktop.domain.tables import TextSection

LONG = {
    "words": "the quick brown fox jumps over it " * 3_000,
    "lines": "a\n" * 10_000,
    "blank lines": "\n" * 10_000,
    "one word": "x" * 20_000,
    "markup": "<b>&amp;<br/></para>" * 5_000,
}
BOUND_S = 90  # on a busy machine; alone it is a third of that at most
ODD = {
    "Arabic": "سلام",
    "Hebrew": "שלום",
    "Chinese": "蓝色",
    "an emoji": "\U0001f600",
    "a letter beyond the plane": "\U00010400",
    "NUL": "a\x00b",
    "a half character": "a\ud800b",
    "an escape": "a\x1b[31mb",
    "a turn of direction": "a\u202eb",
}


def sheet(text: str) -> bytes:
    return sheet_pdf(SheetPaper("Sheet", "C-1", "Given", (TextSection("Part", (text,)),)))


def released(text: str) -> bytes:
    return disclosure_pdf([TextSection("Contact", (text,))])


@pytest.mark.parametrize("name", LONG)
def test_a_note_of_a_hundred_thousand_signs_is_printed_in_bounded_time(name: str) -> None:
    began = time.monotonic()
    made = released(LONG[name])
    assert time.monotonic() - began < BOUND_S
    assert PdfReader(BytesIO(made)).pages


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("name", LONG)
def test_a_planned_action_of_a_hundred_thousand_signs_is_printed_whole(
    name: str, large: bool
) -> None:
    began = time.monotonic()
    words = f"{LONG[name]} and the end"
    action = PlannedAction("home", words, "client", date(2026, 12, 1))
    made = plan_pdf(PlanCopy(FULL, (action,)), large_print=large)
    assert time.monotonic() - began < BOUND_S
    read = "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    assert "and the end" in " ".join(read.split())
    assert sum(map(str.isalnum, read)) >= sum(map(str.isalnum, words))


def test_every_line_of_a_long_note_is_on_the_sheet() -> None:
    lines = [f"line number {at}" for at in range(3_000)]
    pages = PdfReader(BytesIO(sheet("\n".join(lines)))).pages
    read = "\n".join(page.extract_text() for page in pages)
    assert [line for line in lines if line not in read] == []


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("make", [sheet, released], ids=["sheet", "disclosure"])
def test_letters_that_the_font_lacks_are_told_and_never_left_out(
    name: str, make: Callable[[str], bytes]
) -> None:
    with pytest.raises(OutputError, match="Nothing was printed") as refused:
        make(f"before {ODD[name]} after")
    assert ODD[name] not in str(refused.value)
