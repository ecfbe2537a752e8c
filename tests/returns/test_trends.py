import json

from idva_desktop.domain.tables import WITHHELD
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.layout import ReturnLayout, layout
from idva_desktop.returns.ledger import Released
from idva_desktop.returns.measure import TOTAL
from idva_desktop.returns.return_tables import percentage
from idva_desktop.returns.trends import QUARTERS_SHOWN, trend_table, trends
from idva_desktop.returns.workbook_tables import SIGNS
from tests.returns.issued_years import YEAR, year
from tests.returns.made_up_service import MEASURES

ROWS = year(250).rows


def _laid(place: int) -> ReturnLayout:
    row = ROWS[place]
    return layout(row.period, row.cells, MEASURES, trends(ROWS[: place + 1], MEASURES))


def _row(period: str, met: int | None, base: int | None) -> Released:
    cells = tuple(
        Cell(
            CellKey(period, "K09", part), value, Status.WITHHELD if value is None else Status.SHOWN
        )
        for part, value in (("met", met), ("base", base))
    )
    return Released(period, "test", 5, cells, ())


def test_a_point_of_a_trend_is_what_the_quarter_released_and_nothing_else() -> None:
    told = {trend.measure: trend for trend in trends(ROWS[:4], MEASURES)}
    assert told
    for place, row in enumerate(ROWS[:4]):
        shown = {cell.key: cell.value for cell in row.cells}
        for id_, trend in told.items():
            parts = ("met", "base") if trend.is_rate else ("count", "count")
            values = [shown[CellKey(row.period, id_, part)] for part in parts]
            expected = percentage(*values) if trend.is_rate else values[0]
            assert trend.points[place] == expected


def test_a_withheld_quarter_is_said_to_be_withheld() -> None:
    rows = [_row("2025-Q1", 10, 20), _row("2025-Q2", None, 20), _row("2025-Q3", 12, 20)]
    (trend,) = trends(rows, MEASURES)
    assert trend.points == (50, None, 60)
    assert [cell.text for cell in trend_table([trend]).rows[0].cells] == ["50 %", WITHHELD, "60 %"]


def test_one_quarter_is_no_trend() -> None:
    assert trends(ROWS[:1], MEASURES) == []


def test_a_trend_looks_back_two_years_and_never_past_its_own_return() -> None:
    names = [f"{2023 + at // 4}-Q{at % 4 + 1}" for at in range(11)]
    rows = [_row(name, 10 + at, 40) for at, name in enumerate(names)]
    (trend,) = trends(rows, MEASURES)
    assert trend.quarters == tuple(names[-QUARTERS_SHOWN:])
    (year_end,) = trends([*rows, _row("2024-FY", 40, 160)], MEASURES)
    assert year_end.quarters[-1] == "2024-Q4"


def test_every_cell_of_a_return_stands_once_among_the_numbers() -> None:
    for place, period in enumerate(YEAR):
        row = ROWS[place]
        assert row.period == period
        laid = _laid(place)
        own = [table for table in laid.numbers if table.title != "Quarter by quarter"]
        numbers = sorted(
            cell.number
            for table in own
            for line in table.rows
            for column, cell in zip(table.columns, line.cells, strict=True)
            if cell.number is not None
            and not column.startswith(("Target", "Percentage"))
            and "Percentage" not in [each.text for each in line.cells]
        )
        assert numbers == sorted(cell.value for cell in row.cells if cell.value is not None)


def test_the_numbers_hold_no_withheld_figure() -> None:
    for place in range(len(YEAR)):
        laid = _laid(place)
        for table in laid.numbers:
            for line in table.rows:
                for cell in line.cells:
                    assert not cell.withheld or (cell.number, cell.text) == (
                        None,
                        SIGNS[Status.WITHHELD],
                    )


def test_totals_lead_every_headline() -> None:
    laid = _laid(0)
    assert laid.numbers[0].columns[2] == "Total"
    assert TOTAL not in json.dumps([table.title for table in laid.numbers])
