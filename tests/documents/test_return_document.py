import subprocess
import sys
from datetime import date

import pytest

from idva_desktop.documents.rate_bars import rates_of
from idva_desktop.documents.return_document import (
    Definition,
    ReturnAbout,
    period_in_words,
    return_pdf,
)
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import OutputError
from idva_desktop.domain.tables import (
    NOT_APPLICABLE,
    WITHHELD,
    FinishedTable,
    TableCell,
    TableRow,
)
from tests.documents.printed import fonts_of, metadata_of, pages_of, words_of

HIDDEN = TableCell(WITHHELD, withheld=True)
NOTE = "A rate is shown as met of base, with the whole percentage."
HEADLINE = FinishedTable(
    "Indicators by strand",
    "Indicator",
    ("Total", "IDVA", "Target"),
    (
        TableRow("Referrals", (TableCell("1,064", number=1064), HIDDEN, TableCell(""))),
        TableRow(
            "First attempt",
            (TableCell("47 of 50 (94 %)", number=94), HIDDEN, TableCell("90 %")),
        ),
        TableRow(
            "Safety plan",
            (
                TableCell(f"{WITHHELD} of 45", withheld=True),
                TableCell(NOT_APPLICABLE),
                TableCell("90 %"),
            ),
        ),
    ),
    (NOTE,),
)
REASONS = FinishedTable(
    "Closures by reason",
    "Reason",
    ("Number",),
    tuple(TableRow(f"Reason {n}", (TableCell(str(n + 5), number=n + 5),)) for n in range(70)),
    (NOTE,),
)
ABOUT = ReturnAbout(
    Period.parse("2025-Q2"),
    threshold=5,
    definitions=(Definition("K03", "First attempt", "Made by the due date, of those due."),),
    notes=("Some entries came late.",),
    issued_on=date(2025, 11, 14),
)
TITLE = "Return for Quarter 2 of 2025-26"


def test_the_document_says_what_it_covers_and_what_is_withheld_and_why() -> None:
    words = words_of(return_pdf(TITLE, [HEADLINE], ABOUT))
    assert words.startswith(TITLE)
    assert "1 July to 30 September 2025. Issued 14 November 2025." in words
    assert "shows 2 figures and withholds 3" in words
    assert "clients below 5" in words
    assert "Some entries came late." in words
    assert "K03 First attempt Made by the due date, of those due." in words


def test_every_cell_is_printed_as_it_stands_in_the_table() -> None:
    words = words_of(return_pdf(TITLE, [HEADLINE], ABOUT))
    assert "Indicator Total IDVA Target" in words
    assert "Referrals 1,064 withheld" in words
    assert "First attempt 47 of 50 (94 %) withheld 90 %" in words
    assert "Safety plan withheld of 45 n/a 90 %" in words


def test_a_long_table_repeats_its_head_and_loses_no_row() -> None:
    pages = pages_of(return_pdf(TITLE, [HEADLINE, REASONS], ABOUT))
    holding = [page for page in pages if "Reason 3" in page or "Reason 69" in page]
    assert len(holding) >= 2
    assert all("Reason Number" in page for page in holding)
    words = " ".join(pages)
    assert all(f"Reason {n} {n + 5}" in words for n in range(70))


def test_a_note_is_said_once() -> None:
    assert words_of(return_pdf(TITLE, [HEADLINE, REASONS], ABOUT)).count(NOTE) == 1


def test_every_page_has_its_number() -> None:
    pages = pages_of(return_pdf(TITLE, [HEADLINE, REASONS], ABOUT))
    for number, page in enumerate(pages, start=1):
        assert f"{number} of {len(pages)}" in page


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for rows in range(20, 46, 2):
        first = FinishedTable("First", "Row", ("Number",), REASONS.rows[:rows])
        pages = pages_of(return_pdf(TITLE, [first, REASONS]))
        for page in pages:
            above_foot, foot, _ = page.rpartition(TITLE)
            assert foot
            assert not above_foot.rstrip().endswith(("Closures by reason", "Reason Number"))


def test_a_preview_says_so_on_every_page() -> None:
    pages = pages_of(return_pdf(TITLE, [HEADLINE, REASONS], ReturnAbout(preview=True)))
    assert all("Preview, not issued." in page for page in pages)
    issued = words_of(return_pdf(TITLE, [HEADLINE], ABOUT))
    assert "Preview" not in issued
    assert "How to check this return" in issued


def test_the_same_tables_give_the_same_bytes() -> None:
    first = return_pdf(TITLE, [HEADLINE, REASONS], ABOUT)
    assert return_pdf(TITLE, [REASONS]) != first
    assert return_pdf(TITLE, [HEADLINE, REASONS], ABOUT) == first


def test_another_process_with_another_clock_makes_the_same_bytes() -> None:
    code = (
        "import hashlib, sys; sys.path.insert(0, '.');"
        "from idva_desktop.documents.device_code_sheet import device_code_pdf;"
        "print(hashlib.sha256(device_code_pdf('ABCD-EFGH')).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C.UTF-8"},
        ).stdout
        for zone, seed in (("Asia/Tokyo", "1"), ("America/Lima", "2"))
    }
    assert len(made) == 1


def test_shares_are_plotted_from_what_the_table_shows_and_nothing_else() -> None:
    found = list(rates_of(HEADLINE))
    assert [(rate.label, rate.percent, rate.target) for rate in found] == [
        ("First attempt", 94, 90)
    ]
    words = words_of(return_pdf(TITLE, [HEADLINE], ABOUT))
    assert "First attempt 47 of 50 (94 %), target 90 %" in words
    assert list(rates_of(REASONS)) == []


def test_the_file_says_its_title_and_nothing_of_where_it_was_made() -> None:
    said = metadata_of(return_pdf(TITLE, [HEADLINE], ABOUT))
    assert said.pop("/Title") == TITLE
    dates = {said.pop("/CreationDate"), said.pop("/ModDate")}
    assert dates == {"D:20000101000000+00'00'"}
    assert set(said) <= {"/Trapped"}
    fonts = fonts_of(return_pdf(TITLE, [HEADLINE], ABOUT))
    assert all("Inter" in name and embedded for name, embedded in fonts.items())


def test_letters_that_the_font_lacks_are_refused() -> None:
    with pytest.raises(OutputError):
        return_pdf(TITLE, [HEADLINE], ReturnAbout(notes=("打",)))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2025-Q2", "1 July to 30 September 2025"),
        ("2025-Q4", "1 January to 31 March 2026"),
        ("2025-FY", "1 April 2025 to 31 March 2026"),
        ("2025-28@2026-FY", "1 April 2025 to 31 March 2027"),
    ],
)
def test_a_period_is_said_by_its_first_and_last_day(name: str, words: str) -> None:
    assert period_in_words(Period.parse(name)) == words
