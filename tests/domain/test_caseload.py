import pytest

from idva_desktop.domain.caseload import load, weights


def test_a_case_not_assessed_weighs_as_much_as_a_medium_one() -> None:
    points = weights().points
    assert points["not_assessed"] == points["medium"]
    assert points["high"] > points["medium"] > points["standard"] > 0


def test_points_are_weighed_and_held_against_the_post() -> None:
    counts = {"high": 5, "medium": 6, "standard": 9, "not_assessed": 2}
    carried = load("Worker A", counts, 80)
    assert (carried.cases, carried.points, carried.room) == (22, 45, 36)
    assert carried.per_fte == pytest.approx(56.25)
    assert carried.over == 9


def test_who_has_room_is_over_by_nothing() -> None:
    assert load("Worker A", {"standard": 1}, 100).over == 0


@pytest.mark.parametrize("fte", [None, 0])
def test_no_figure_is_made_where_no_fte_is_recorded(fte: int | None) -> None:
    assert load("Worker A", {"high": 3}, fte).per_fte is None


def test_without_hours_nobody_is_said_to_be_over() -> None:
    carried = load("Worker A", {"high": 90}, None)
    assert (carried.room, carried.over) == (None, 0)
