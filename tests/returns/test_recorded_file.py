"""The file of an earlier return: each fault in a sentence with its row, and nothing half-taken."""

from datetime import date

import pytest

from idva_desktop.domain.errors import ReturnError
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.recorded_file import read_recorded
from idva_desktop.returns.submission import cells_csv
from tests.returns.earlier_returns import sent

TODAY = date(2026, 11, 16)
HEADS = "period,measure,part,strand,dimension,category,value,status"


def _read(*rows: str, heads: str = HEADS) -> list[Cell]:
    return read_recorded("\n".join((heads, *rows)).encode(), MEASURES, TODAY)


def test_what_this_program_writes_is_read_back() -> None:
    cells = sorted(sent("2025-Q1"))
    assert read_recorded(cells_csv(cells), MEASURES, TODAY) == cells


def test_a_file_typed_off_may_leave_out_what_it_does_not_need() -> None:
    cells = _read("2024-Q1,K01,count,56", "2024-Q1,K15,count,", heads="period,measure,part,value")
    assert cells == [
        Cell(CellKey("2024-Q1", "K01", "count"), 56),
        Cell(CellKey("2024-Q1", "K15", "count"), None, Status.WITHHELD),
    ]


def test_what_is_empty_by_definition_is_known_whether_the_file_says_so_or_not() -> None:
    [_, empty] = sorted(_read("2024-Q1,K06,base,_T,_T,_T,20,A"), key=lambda cell: cell.status)[:2]
    assert (empty.key.strand, empty.status) == ("ISVA", Status.EMPTY)


def test_what_was_not_collected_says_nothing() -> None:
    cells = _read("2024-Q1,K01,count,_T,_T,_T,9,A", "2024-Q1,K09,base,_T,_T,_T,,x")
    assert [cell.key.measure for cell in cells] == ["K01"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2024-13,K01,count,_T,_T,_T,9,A", "period is none"),
        ("2024-M01,K01,count,_T,_T,_T,9,A", "months cannot be recorded"),
        ("2029-Q1,K01,count,_T,_T,_T,9,A", "not over yet"),
        ("2024-Q1,K99,count,_T,_T,_T,9,A", "no measure “K99”"),
        ("2024-Q1,K01,met,_T,_T,_T,9,A", "no part “met”"),
        ("2024-Q1,K01,median_weeks,_T,_T,_T,9,A", "no part “median_weeks”"),
        ("2024-Q1,K01,count,Wales,_T,_T,9,A", "no strand “Wales”"),
        ("2024-Q1,K22,count,IDVA,_T,_T,9,A", "no strand “IDVA”"),
        ("2024-Q1,K01,count,IDVA,sex,female,9,A", "One breakdown at a time"),
        ("2024-Q1,K01,count,_T,sex,martian,9,A", "no category “martian”"),
        ("2024-Q1,K01,count,_T,_T,female,9,A", "without its dimension"),
        ("2024-Q1,K02,met,_T,decision,accepted,9,A", "not shown by decision"),
        ("2024-Q1,K20,count,_T,_T,_T,9,A", "no total"),
        ("2024-Q1,K01,count,_T,_T,_T,9.5,A", "no whole number"),
        ("2024-Q1,K01,count,_T,_T,_T,-3,A", "no whole number"),
        ("2024-Q1,K01,count,_T,_T,_T,56 %,A", "no whole number"),
        ("2024-Q1,K01,count,_T,_T,_T,1e3,A", "no whole number"),
        ("2024-Q1,K01,count,_T,_T,_T,٣,A", "no whole number"),
        ("2024-Q1,K01,count,_T,_T,_T,100000,A", "more than one service can count"),
        (f"2024-Q1,K01,count,_T,_T,_T,{'9' * 5000},A", "more than one service can count"),
        ("2024-Q1,K22,hours,_T,_T,_T,16001,A", "more than one service can count"),
        ("2024-Q1,K22,minutes,_T,_T,_T,90,A", "no part “minutes”"),
        ("2024-Q1,K01,count,_T,rank,inspector,9,A", "of “rank”"),
        ("2024-Q1,K01,count,_T,sex+age_band,female,9,A", "of “sex+age_band”"),
        ("2024-Q1,K01,count,_T,_T,_T,9,c", "beside the status A"),
        ("2024-Q1,K01,count,_T,_T,_T,,A", "beside the status A"),
        ("2024-Q1,K01,count,_T,_T,_T,9,Q", "none of A, c, z and x"),
        ("2024-Q1,K06,base,ISVA,_T,_T,9,A", "empty by definition"),
        ("2024-Q1,K01,count,IDVA,_T,_T,,z", "empty by definition"),
        ("2024-Q1,K01,count,IDVA,_T,_T,20,A", "in row 2 already"),
    ],
)
def test_each_fault_is_said_with_its_row(row: str, words: str) -> None:
    with pytest.raises(ReturnError, match="Row 3: ") as refused:
        _read("2024-Q1,K01,count,IDVA,_T,_T,20,A", row)
    assert words in str(refused.value)
    assert "Nothing was entered" in str(refused.value)


def test_a_year_may_hold_four_times_the_hours_of_a_quarter() -> None:
    [cell] = _read("2024-FY,K22,hours,_T,_T,_T,64000,A")
    assert cell.value == 64_000


def test_a_number_with_a_comma_in_it_is_never_taken_for_a_smaller_one() -> None:
    with pytest.raises(ReturnError, match="Row 2: There are more cells than columns"):
        _read("2024-Q1,K01,count,1,234", heads="period,measure,part,value")
    assert _read("2024-Q1,K01,count,1,,", heads="period,measure,part,value")


def test_a_column_that_there_is_not_is_never_passed_over() -> None:
    with pytest.raises(ReturnError, match="column “strnd”") as refused:
        _read("2024-Q1,K01,count,IDVA,9", heads="period,measure,part,strnd,value")
    assert "Nothing was entered" in str(refused.value)


def test_answers_that_were_left_out_of_a_breakdown_may_be_anything() -> None:
    rows = [
        "2024-Q1,K15,count,_T,_T,_T,20,A",
        "2024-Q1,K15,count,_T,reason,declined,7,A",
        "2024-Q1,K15,count,_T,reason,disengaged,5,A",
    ]
    assert len(_read(*rows)) == len(rows)
    with pytest.raises(ReturnError, match="Rows 2, 3 and 4: these figures do not add up"):
        _read(rows[0], rows[1], rows[2].replace(",5,", ",14,"))


def test_a_broader_answer_that_its_fine_ones_exceed_is_refused() -> None:
    with pytest.raises(ReturnError, match="Rows 2 and 3: these figures do not add up"):
        _read(
            "2024-Q1,K02,base,_T,decision_group,not_taken_up,5,A",
            "2024-Q1,K02,base,_T,decision,declined_by_client,6,A",
        )


def test_every_fault_is_said_and_not_the_first_alone() -> None:
    with pytest.raises(ReturnError) as refused:
        _read("x,K01,count,_T,_T,_T,9,A", "2024-Q1,K01,count,_T,_T,_T,9,A", "x,y,z,,,,,")
    assert "Row 2: " in str(refused.value)
    assert "Row 4: " in str(refused.value)
    assert "Row 3: " not in str(refused.value)


def test_figures_that_do_not_add_up_are_said_with_their_rows() -> None:
    with pytest.raises(ReturnError, match="Rows 2, 3, 4 and 5: these figures do not add up"):
        _read(
            "2024-Q1,K01,count,BOTH,_T,_T,5,A",
            "2024-Q1,K01,count,IDVA,_T,_T,20,A",
            "2024-Q1,K01,count,ISVA,_T,_T,10,A",
            "2024-Q1,K01,count,_T,_T,_T,36,A",
        )


def test_parts_that_are_more_than_their_whole_are_refused_though_one_is_withheld() -> None:
    with pytest.raises(ReturnError, match="Rows 2 and 3: these figures do not add up"):
        _read("2024-Q1,K01,count,IDVA,_T,_T,40,A", "2024-Q1,K01,count,_T,_T,_T,36,A")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"period,measure\n",
        b"period,period,measure,part,value\n",
        "period,measure,part,value\n2024-Q1,K01,count,9\n".encode("utf-16"),
        "period,measure,part,value\n2024-Q1,K01,cöunt,9\n".encode("latin-1"),
        b"period;measure;part;value\n2024-Q1;K01;count;9\n",
        b"period,measure,part,value\r2024-Q1,K01,count,9\r",
        b'period,measure,part,value\n2024-Q1,K01,count,"9\n',
        b"period,measure,part,value\n2024-Q1,K01,count,9\0\n",
        b"PK\x03\x04\x14\x00\x06\x00",
    ],
)
def test_what_is_no_such_file_is_refused(content: bytes) -> None:
    with pytest.raises(ReturnError, match="Nothing was entered"):
        read_recorded(content, MEASURES, TODAY)


def test_a_file_without_a_figure_is_refused() -> None:
    with pytest.raises(ReturnError, match="holds no figure"):
        _read("2024-Q1,K01,count,_T,_T,_T,,c")
