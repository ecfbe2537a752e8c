from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from idva_desktop.casework.reporting.issued_board import issued_board
from idva_desktop.casework.reporting.issuing import issue_return
from idva_desktop.casework.reporting.kpi_board import kpi_board
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.journal.acts import LEDGER_OWNER
from idva_desktop.returns.measures import MEASURES
from idva_desktop.ui.appearance import wear
from idva_desktop.ui.cases_behind_panel import CasesBehindPanel
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.kpi_view import KpiView
from idva_desktop.ui.kpi_words import figure_words
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.cells import Row, Series, State, Withheld, spoken
from idva_desktop.ui.widgets.column_fit import cell_width
from idva_desktop.ui.widgets.record_table import PAD
from tests.casework.people import PASSPHRASES, WORKER
from tests.casework.year_of_work import FIRST_QUARTER
from tests.ui.typing import Window, focused, in_use, key

PATIENCE = 20_000  # ms; a shared machine may count slowly
DOWN, TAB = Qt.Key.Key_Down, Qt.Key.Key_Tab


@pytest.fixture
def view(unchanged_year: Session, qtbot: QtBot) -> Iterator[KpiView]:
    made = KpiView(Desk(unchanged_year))
    in_use(qtbot, made)
    qtbot.waitUntil(lambda: made.board is not None, timeout=PATIENCE)
    yield made
    made.jobs.stop()


def rows(view: KpiView) -> dict[str, Row]:
    model = view.table.records
    found = [model.row(at) for at in range(model.rowCount())]
    return {row.code: row for row in found if isinstance(row, Row)}


def test_the_last_quarter_that_is_over_is_chosen_for_all_strands(view: KpiView) -> None:
    assert view.period_field.currentText() == "Q2: 1 July to 30 September 2026"
    assert view.strand_field.value() == view.strand()
    choices = [view.period_field.itemText(at) for at in range(view.period_field.count())]
    assert choices[0] == "Q3: 1 October to 31 December 2026, so far"
    assert choices[-3:] == ["Year 2026–27, so far", "Year 2025–26", "Contract 2025-28, to date"]


def test_every_measure_has_a_row_with_the_figures_of_the_board(
    view: KpiView, unchanged_year: Session
) -> None:
    board, period = kpi_board(unchanged_year), view.period()
    assert period is not None
    shown = rows(view)
    assert list(shown) == [measure.id for measure in board.measures]
    for measure in board.measures:
        reading = board.reading(measure.id, period)
        cells = shown[measure.id].cells
        assert cells[0] == measure.id
        assert cells[2] == figure_words(reading)
        assert measure.is_rate == cells[2].endswith((" %", "n/a"))
        assert isinstance(cells[5], Series)
        assert len(cells[5].values) == 6


def test_how_a_figure_stands_is_said_in_words_and_with_an_icon(view: KpiView) -> None:
    for row in rows(view).values():
        state = row.cells[6]
        assert isinstance(state, State)
        assert state.text
        assert state.icon
    assert spoken(rows(view)["K13"].cells[6]) == "Met"
    assert "under" in spoken(rows(view)["K03"].cells[6])
    assert spoken(rows(view)["K01"].cells[6]) == "No target"


def test_four_cards_head_the_screen(view: KpiView) -> None:
    titles = [card.title.text() for card in view.cards.cards if card.isVisible()]
    assert [title[:3] for title in titles] == ["K03", "K06", "K09", "K11"]
    for card in view.cards.cards:
        assert "target" in card.origin.text()
        assert card.state.text()


@pytest.mark.parametrize("width", [1224, 1150])  # of windows of 1440 and of 1366
def test_no_word_of_the_table_is_cut_in_a_window_of_the_usual_width(
    unchanged_year: Session, qtbot: QtBot, width: int
) -> None:
    made = KpiView(Desk(unchanged_year))
    in_use(qtbot, made, width, 840)
    qtbot.waitUntil(lambda: made.board is not None, timeout=PATIENCE)
    model = made.table.records
    shown = [at for at in range(len(model.columns)) if not made.table.isColumnHidden(at)]
    for at in shown:
        wanted = max(
            cell_width(row.cells[at], model.columns[at])
            for row in rows(made).values()
            if at < len(row.cells)
        )
        assert made.table.columnWidth(at) >= wanted + 2 * look().space(PAD), model.columns[at].title
    made.jobs.stop()


def test_the_head_is_in_sight_when_somebody_comes(unchanged_year: Session, qtbot: QtBot) -> None:
    made = KpiView(Desk(unchanged_year))
    in_use(qtbot, made, 1224, 840)
    made.focus_first()
    qtbot.waitUntil(lambda: made.board is not None, timeout=PATIENCE)
    qtbot.wait(20)
    assert focused() is made.table
    assert made.page.verticalScrollBar().value() == 0
    made.jobs.stop()


def test_the_arrows_lead_from_measure_to_measure(view: KpiView) -> None:
    view.focus_first()
    view.table.set_current_code("K05")
    key(DOWN)
    assert view.detail.title.text() == "Risk assessed in time"
    assert view.detail.rate_chart.isVisible()
    assert "first risk assessment" in view.detail.definition.text().lower()
    key(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert view.detail.title.text() == "Referrals"
    assert view.detail.count_chart.isVisible()
    assert not view.detail.rate_chart.isVisible()


def test_what_the_service_keeps_of_itself_is_told_by_kind_and_has_no_total(view: KpiView) -> None:
    view.table.set_current_code("K20")
    assert spoken(rows(view)["K20"].cells[2]) == "–"
    told = view.detail.apart.text()
    for kind in ("Complaint", "Data incident", "Conflict transfer", "Awareness session"):
        assert f"{kind}: " in told


def test_beside_the_chart_stand_the_same_quarters_as_a_table(view: KpiView) -> None:
    view.table.set_current_code("K06")
    model = view.detail.table.records
    rows = [row for at in range(model.rowCount()) if isinstance(row := model.row(at), Row)]
    quarters = [spoken(row.cells[0]) for row in rows]
    assert quarters == ["Q2 26", "Q1 26", "Q4 25", "Q3 25", "Q2 25", "Q1 25"]
    figures = [spoken(row.cells[3]) for row in rows]
    said = view.detail.rate_chart.accessibleDescription()
    assert all(figure in said for figure in figures)


def test_where_there_is_nobody_to_count_stands_not_applicable_and_never_nought(
    view: KpiView,
) -> None:
    view.strand_field.focus_first()
    key(Qt.Key.Key_S)
    assert view.strand() == "ISVA"
    risk = rows(view)["K06"].cells
    assert risk[2] == "n/a"
    assert spoken(risk[6]) == "Not counted"
    card = next(card for card in view.cards.cards if "K06" in card.title.text())
    assert card.figure.text() == "n/a"


def test_another_period_is_shown_at_once(view: KpiView) -> None:
    before = spoken(rows(view)["K01"].cells[2])
    view.period_field.setFocus()
    key(DOWN)
    assert view.period_field.value() == "2026-Q1"
    assert not view.jobs.is_busy
    assert spoken(rows(view)["K01"].cells[2]) != before


def test_measures_without_a_target_can_be_hidden(view: KpiView) -> None:
    view.without.setFocus()
    key(Qt.Key.Key_Space)
    assert list(rows(view)) == ["K03", "K04", "K06", "K07", "K09", "K11", "K13", "K17", "K18"]
    key(Qt.Key.Key_Return)
    assert len(rows(view)) == len(MEASURES)


def test_tab_leads_through_the_screen_and_out_of_it_again(view: KpiView) -> None:
    view.period_field.setFocus()
    seen = []
    for _ in range(12):
        key(TAB)
        seen.append(focused())
    assert view.table in seen
    assert view.detail.table in seen
    assert view.period_field in seen


def test_what_takes_the_focus_has_a_name(view: KpiView) -> None:
    view.period_field.setFocus()
    for _ in range(12):
        key(TAB)
        asked = QAccessible.queryAccessibleInterface(focused())
        assert asked is not None
        assert asked.text(QAccessible.Text.Name), type(focused()).__name__


def test_counting_again_keeps_what_is_shown_and_what_is_chosen(view: KpiView, qtbot: QtBot) -> None:
    view.period_field.set_value("2025-Q3")
    view.table.set_current_code("K09")
    board = view.board
    view.desk.changed.emit()
    assert view.table.current_code() == "K09"
    qtbot.waitUntil(lambda: view.board is not board, timeout=PATIENCE)
    assert view.period_field.value() == "2025-Q3"
    assert view.table.current_code() == "K09"


def test_a_caseworker_reads_why_the_screen_is_closed(desk: Desk, qtbot: QtBot) -> None:
    view = KpiView(desk)
    in_use(qtbot, view)
    assert view.pages.currentWidget() is view.nothing
    assert "supervisor" in view.nothing.sentence.text()
    assert not view.key_hints()
    assert not view.jobs.is_busy


def test_a_lock_stops_the_counting(unchanged_year: Session, qtbot: QtBot) -> None:
    desk = Desk(unchanged_year)
    view = KpiView(desk)
    in_use(qtbot, view)
    before = view.jobs.is_busy
    desk.locking.emit()
    assert (before, view.jobs.is_busy) == (True, False)
    assert view.board is None


def test_large_text_fits_a_small_screen(
    unchanged_year: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    wear(qapp, text=200)
    view = KpiView(Desk(unchanged_year))
    in_use(qtbot, view, 1290, 704)
    qtbot.waitUntil(lambda: view.board is not None, timeout=PATIENCE)
    assert view.width() <= 1290
    view.arrive()
    qtbot.wait(20)
    assert focused() is view.period_field
    assert view.page.verticalScrollBar().value() == 0
    assert view.table.horizontalScrollBar().maximum() == 0
    assert view.detail.table.horizontalScrollBar().maximum() == 0
    view.jobs.stop()


def _turn(view: KpiView, qtbot: QtBot, side: str) -> None:
    view.side_field.set_value(side)
    view.side_field.changed.emit()
    qtbot.waitUntil(lambda: view.pages.currentWidget() is view.page, timeout=PATIENCE)


def test_with_no_return_issued_the_screen_says_so_and_stays_on_the_true_figures(
    view: KpiView, qtbot: QtBot
) -> None:
    before = {code: row.cells for code, row in rows(view).items()}
    _turn(view, qtbot, "met")
    assert view.side_field.value() == "true"
    assert "No return was issued" in view.problem.accessibleName()
    assert {code: row.cells for code, row in rows(view).items()} == before


def test_what_the_met_sees_holds_no_figure_that_was_withheld(
    year_session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    period = Period.parse(FIRST_QUARTER)
    issue_return(
        year_session, period, tmp_path / "out", approver=WORKER, passphrase=PASSPHRASES[WORKER]
    )
    made = KpiView(Desk(year_session))
    looked_at: list[bool] = []
    told_of_other_keys: list[bool] = []
    made.hinted.connect(lambda: told_of_other_keys.append(True))
    made.desk.looked_at.connect(looked_at.append)
    in_use(qtbot, made)
    qtbot.waitUntil(lambda: made.board is not None, timeout=PATIENCE)
    assert looked_at[-1:] == [False]
    _turn(made, qtbot, "met")
    assert looked_at[-1:] == [True]
    assert "Only what issued returns show" in made.line.text()
    assert made.period_field.value() == FIRST_QUARTER
    assert made.period_field.count() == 1
    board = issued_board(year_session)
    for code, row in rows(made).items():
        reading = board.reading(code, period)
        assert spoken(row.cells[2]) == figure_words(reading)
        assert isinstance(row.cells[2], Withheld) == reading.is_withheld
    assert any(isinstance(row.cells[2], Withheld) for row in rows(made).values())
    assert [hint.keys for hint in made.key_hints()] == ["↑ ↓"]
    assert told_of_other_keys
    made.table.opened.emit("K03")
    assert made.detail.behind.isHidden()
    made.jobs.stop()
    made.hide()
    assert looked_at[-1:] == [False]


def opened(session: Session, qtbot: QtBot) -> tuple[Window, KpiView]:
    """Return a window with the key figures in it, once they are counted."""
    desk = Desk(session)
    made = KpiView(desk)
    window = Window(desk, made)
    in_use(qtbot, window)
    qtbot.waitUntil(lambda: made.board is not None, timeout=PATIENCE)
    return window, made


def test_the_cases_behind_a_figure_are_listed_and_one_is_opened_by_keys_alone(
    year_session: Session, qtbot: QtBot
) -> None:
    window, made = opened(year_session, qtbot)
    wanted: list[Place] = []
    made.desk.wanted.connect(wanted.append)
    made.table.set_current_code("K03")
    made.table.setFocus()
    key(Qt.Key.Key_Return)
    panel = window.panel()
    assert isinstance(panel, CasesBehindPanel)
    assert panel.table.isHidden(), "nothing is listed, and nothing recorded, before it is asked"
    key(Qt.Key.Key_Space)
    qtbot.waitUntil(panel.table.isVisible, timeout=PATIENCE)
    assert made.board is not None
    period = made.period()
    assert period is not None
    reading = made.board.reading("K03", period)
    late = reading.parts["base"] - reading.parts["met"]
    assert panel.part.value() == "not_met"
    assert panel.table.records.rowCount() == late
    assert panel.count.text() == f"{late} cases that you may open"
    [act] = [each for each in year_session.vault.history(LEDGER_OWNER) if each.what == "read"][-1:]
    assert act.notes["count"] == late
    key(Qt.Key.Key_Return)
    assert [place.screen for place in wanted] == ["case"]
    made.jobs.stop()


def test_a_figure_with_one_kind_of_case_waits_to_be_asked_for_it_too(
    year_session: Session, qtbot: QtBot
) -> None:
    window, made = opened(year_session, qtbot)
    made.table.set_current_code("K01")
    made.table.setFocus()
    key(Qt.Key.Key_Return)
    panel = window.panel()
    assert isinstance(panel, CasesBehindPanel)
    assert panel.part.value() == "", "an answer that is chosen already cannot be chosen by a key"
    key(Qt.Key.Key_A)
    qtbot.waitUntil(panel.table.isVisible, timeout=PATIENCE)
    assert focused() is panel.table
    made.jobs.stop()


def test_nothing_leads_to_cases_from_the_mets_side_or_from_what_has_none(
    view: KpiView, qtbot: QtBot
) -> None:
    opened: list[object] = []
    view.desk.opened.connect(opened.append)
    view.table.set_current_code("K20")
    assert view.detail.behind.isHidden()
    view.table.opened.emit("K20")
    assert opened == []
    qtbot.waitUntil(lambda: view.board is not None, timeout=PATIENCE)
