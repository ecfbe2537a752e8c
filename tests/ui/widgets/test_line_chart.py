"""Figures over time: a scale that can be true, and figures that can be read."""

import pytest
from pytestqt.qtbot import QtBot

from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.line_chart import DOT, GAP, ChartPoint, LineChart, bounds


@pytest.mark.parametrize(
    ("known", "target", "expected"),
    [
        ([0, 0], None, (0, 10)),
        ([0, 4, 5], 95, (0, 100)),
        ([50, 50], None, (40, 50)),
        ([61, 80], 90, (50, 90)),
        ([4], None, (0, 10)),
    ],
)
def test_the_scale_holds_every_figure_and_never_goes_under_nought(
    known: list[float], target: float | None, expected: tuple[float, float]
) -> None:
    assert bounds(known, target) == expected


def test_a_figure_is_written_as_in_the_table_beside_it(qtbot: QtBot) -> None:
    chart = LineChart("Activity", [ChartPoint("Q1 26", 1020), ChartPoint("Q2 26", None)])
    qtbot.addWidget(chart)
    assert chart.accessibleDescription() == "Q1 26: 1,020. Q2 26: n/a"


def test_the_figure_of_the_highest_point_stands_above_it_not_upon_its_line(qtbot: QtBot) -> None:
    points = [ChartPoint("Q1", 80), ChartPoint("Q2", 90), ChartPoint("Q3", 80)]
    chart = LineChart("Engagement", points, unit=" %")
    qtbot.addWidget(chart)
    chart.resize(360, chart.sizeHint().height())
    drawn = chart.grab().toImage()
    ground = drawn.pixelColor(drawn.width() - 1, 0)
    top = look().line("caption") + look().space(GAP) - look().grown(DOT) - 1
    left = look().width("90 %", "caption") + look().space(10)  # right of the words of the scale
    above = [
        drawn.pixelColor(x, y) != ground for y in range(top) for x in range(left, drawn.width())
    ]
    assert any(above)
