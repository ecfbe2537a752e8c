"""What has been happening: the drawing, its table, and the plan that starts from it."""

from datetime import date

from pytestqt.qtbot import QtBot

from idva_desktop.casework import records
from idva_desktop.domain.records import AbusePattern
from idva_desktop.ui.abuse_timeline_view import AbuseTimelineView
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.plan_view import PlanView
from idva_desktop.ui.widgets.time_bands import ticks
from tests.ui.typing import in_use
from tests.ui.vaults import FIRST, THIRD, SeededVault


def _abuse(desk: Desk, case_id: str) -> None:
    typed = {
        "abuse_pattern.form": "technology",
        "abuse_pattern.frequency": "weekly",
        "abuse_pattern.trend": "rising",
        "abuse_pattern.since": "about May 2024",
    }
    records.save_record(desk.session, AbusePattern, case_id, dict(typed))


def _words(view: AbuseTimelineView) -> list[str]:
    model = view.table.records
    return [str(model.index(0, at).data()) for at in range(model.columnCount())]


def test_drawing_and_table_tell_the_same(
    desk: Desk, qtbot: QtBot, seeded_vault: SeededVault
) -> None:
    _abuse(desk, seeded_vault.cases[FIRST])
    view = AbuseTimelineView(desk, seeded_vault.cases[FIRST])
    in_use(qtbot, view, 900, 600)
    assert _words(view)[:4] == ["Through technology", "Weekly", "Growing", "About May 2024"]
    told = view.drawing.accessibleDescription()
    assert all(word in told for word in _words(view) if word)
    assert view.table.isVisible()
    assert view.drawing.isVisible()


def test_a_row_leads_to_the_list_of_the_forms(
    desk: Desk, qtbot: QtBot, seeded_vault: SeededVault
) -> None:
    case_id = seeded_vault.cases[FIRST]
    _abuse(desk, case_id)
    view = AbuseTimelineView(desk, case_id)
    qtbot.addWidget(view)
    with qtbot.waitSignal(desk.wanted) as wanted:
        view.table.opened.emit(view.picture.forms[0].record_id)
    assert wanted.args == [Place("abuse", case_id)]


def test_a_plan_starts_from_what_is_done_before_and_after_its_first_version(
    desk: Desk, qtbot: QtBot, seeded_vault: SeededVault
) -> None:
    case_id = seeded_vault.cases[THIRD]
    _abuse(desk, case_id)
    view = PlanView(desk, case_id)
    in_use(qtbot, view, 1200, 900)
    view.refresh()
    assert view.begins_from.drawing.isVisible()
    view.start()
    view.refresh()
    assert view.abuse.drawing.isVisible()
    view.abuse.swap_button.click()
    assert view.abuse.table.isVisible()
    assert not view.abuse.drawing.isVisible()


def test_where_nothing_is_recorded_the_plan_leads_to_the_forms(
    desk: Desk, qtbot: QtBot, seeded_vault: SeededVault
) -> None:
    case_id = seeded_vault.cases[THIRD]
    view = PlanView(desk, case_id)
    in_use(qtbot, view, 1200, 900)
    view.refresh()
    assert view.begins_from.add_button.isVisible()
    with qtbot.waitSignal(desk.wanted) as wanted:
        view.begins_from.add_button.click()
    assert wanted.args == [Place("abuse", case_id)]


def test_ticks_are_months_over_a_short_time_and_years_over_a_long_one() -> None:
    assert ticks(date(2025, 6, 15), date(2025, 11, 20), 6)[0][1] == "Jul 2025"
    years = ticks(date(1991, 1, 1), date(2025, 11, 20), 6)
    assert all(said == str(day.year) for day, said in years)
    assert 2 < len(years) <= 6
