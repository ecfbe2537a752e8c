"""A reader of a return meets words, never codes; and the same words in every file."""

import pytest

from idva_desktop.returns.answer_words import answer_words, dimension_words
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.measure import TOTAL
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.return_tables import return_tables
from idva_desktop.returns.workbook_tables import workbook_tables

PERIOD = "2025-Q1"
CODED = ("mps", " hr ", " oh", "plus")


@pytest.mark.parametrize(
    ("dimension", "code", "expected"),
    [
        ("reason", "left_the_mps", "Left the MPS"),
        ("route", "manager_hr_oh", "Line manager, HR or occupational health"),
        ("decision", "after_cut_off", "After the cut-off date"),
        ("ethnicity", "not_asked", "Not asked"),
        ("contact", "client/face_to_face/attempted", "Client, face to face, attempted"),
    ],
)
def test_an_answer_is_called_as_its_code_list_calls_it(
    dimension: str, code: str, expected: str
) -> None:
    assert answer_words(dimension, code) == expected


def test_no_answer_of_any_measure_reads_like_a_code() -> None:
    said = [
        answer_words(dimension, code)
        for measure in MEASURES.values()
        for dimension, codes in measure.breakdowns.items()
        for code in codes
    ]
    assert said
    assert [each for each in said if "_" in each or any(part in f"{each} " for part in CODED)] == []


def _cell(part: str, value: int | None, *, of: tuple[str, str] = (TOTAL, TOTAL)) -> Cell:
    status = Status.WITHHELD if value is None else Status.SHOWN
    return Cell(CellKey(PERIOD, "K02", part, TOTAL, *of), value, status)


def test_a_count_that_is_shown_beside_a_withheld_base_stands_on_paper_too() -> None:
    [headline, *_] = return_tables([_cell("met", 15), _cell("base", None)], MEASURES)
    assert headline.rows[0].cells[0].text == "15 of withheld"
    assert headline.rows[0].cells[0].withheld


def test_a_thousand_is_written_alike_in_a_count_and_in_a_rate() -> None:
    [headline, *_] = return_tables([_cell("met", 1114), _cell("base", 1764)], MEASURES)
    assert headline.rows[0].cells[0].text == "1,114 of 1,764 (63 %)"


def test_the_headings_of_the_workbook_say_what_is_counted() -> None:
    cells = [_cell("met", 9), _cell("base", 12), _cell("base", 9, of=("decision", "accepted"))]
    headline, decisions = workbook_tables(cells, MEASURES, ())
    assert decisions.columns == ("Number",), "nothing stands there that it is a share of"
    share = next(row for row in headline.rows if row.cells[1].text == "Percentage")
    assert [cell.text for cell in share.cells[2:6]] == ["75", "[x]", "[x]", "[x]"]
    assert dimension_words("perpetrator_police") == "perpetrator linked to the police"
