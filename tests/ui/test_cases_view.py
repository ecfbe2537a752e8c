from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.casework import contacts, intake, saved_lists
from idva_desktop.casework.case_index import CaseIndex
from idva_desktop.casework.cases import CaseRow, Filters
from idva_desktop.domain.records import Case, CaseSupervision, Need
from idva_desktop.ui.appearance import wear
from idva_desktop.ui.case_timeline_view import CaseTimelineView
from idva_desktop.ui.case_view import CaseView
from idva_desktop.ui.cases_view import CasesView
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.panel_host import PanelHost
from idva_desktop.ui.records_view import RecordsView
from idva_desktop.ui.widgets.case_list import CaseLine
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.filter_chip import FilterChip
from idva_desktop.ui.widgets.labels import Line
from idva_desktop.ui.widgets.timeline import FoldedNote, Timeline
from tests.ui.shell_in_use import in_sight
from tests.ui.typing import CTRL, in_use, key, keys
from tests.ui.vaults import FIRST, SECOND, SeededVault, contact, referral

ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> Iterator[CasesView]:
    made = CasesView(desk)
    in_use(qtbot, made)
    qtbot.waitUntil(lambda: made.pane.cases.lines.rowCount() == 3, timeout=5000)
    host = PanelHost(made)
    desk.opened.connect(host.open)
    desk.closed.connect(host.close_panel)
    made.focus_first()
    yield made
    desk.locking.emit()
    made.hide()


def _references(view: CasesView) -> list[str]:
    lines = view.pane.cases.lines
    found = (lines.line(at) for at in range(lines.rowCount()))
    return [line.reference for line in found if isinstance(line, CaseLine)]


def _wait_for(view: CasesView, qtbot: QtBot, references: list[str]) -> None:
    qtbot.waitUntil(lambda: _references(view) == references, timeout=2000)


def test_the_most_overdue_case_stands_first(view: CasesView) -> None:
    assert _references(view)[0] == FIRST


def test_a_name_finds_its_case_in_five_keys_and_the_list_shows_no_name(
    view: CasesView, qtbot: QtBot
) -> None:
    keys("whit")
    _wait_for(view, qtbot, [SECOND])
    key(ENTER)
    assert view.case_id == view.pane.cases.current_code()
    shown = " ".join(each.accessibleName() for each in view.findChildren(QWidget))
    assert "Whitcombe" not in shown


def test_enter_before_the_search_settles_opens_what_was_typed(
    view: CasesView, seeded_vault: SeededVault
) -> None:
    keys("whit")
    key(ENTER)
    assert view.case_id == seeded_vault.cases[SECOND]


def test_no_match_offers_a_wider_search_and_a_referral(view: CasesView, qtbot: QtBot) -> None:
    keys("zzz")
    _wait_for(view, qtbot, [])
    empty = in_sight(view, EmptyState)
    assert empty.title.text() == "No case matches “zzz”"
    places: list[Place] = []
    view.desk.wanted.connect(places.append)
    view._start_referral()
    assert places == [Place("intake")]


def test_esc_in_the_search_shows_every_case_again(view: CasesView, qtbot: QtBot) -> None:
    keys("zzz")
    _wait_for(view, qtbot, [])
    view.pane.search.clear()
    qtbot.waitUntil(lambda: len(_references(view)) == 3)


def test_a_filter_is_taken_away_by_its_chip(view: CasesView) -> None:
    chips = [each for each in view.findChildren(FilterChip) if each.isVisible()]
    assert [chip.text() for chip in chips] == ["Mine", "Open"]
    chips[0].click()
    assert view.pane.filters.mine is False


def test_arrows_rest_on_a_case_and_open_it(
    view: CasesView, qtbot: QtBot, seeded_vault: SeededVault
) -> None:
    view.pane.cases.setFocus()
    key(DOWN)
    key(Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: view.case_id == seeded_vault.cases[FIRST], timeout=2000)


def test_a_new_case_joins_the_list_after_the_save(
    view: CasesView, desk: Desk, qtbot: QtBot
) -> None:
    intake.accept(desk.session, referral("Robin", "Example", received="today 9:30"))
    desk.saved()
    qtbot.waitUntil(lambda: len(_references(view)) == 4, timeout=2000)


def test_a_case_opened_from_elsewhere_stays_open_whatever_was_searched_before(
    view: CasesView, desk: Desk, qtbot: QtBot
) -> None:
    keys("whit")
    _wait_for(view, qtbot, [SECOND])
    made = intake.accept(desk.session, referral("Robin", "Example", received="today 9:30"))
    desk.saved()
    view.show_place(Place("case", made))
    qtbot.waitUntil(lambda: len(_references(view)) == 4, timeout=2000)
    assert view.case_id == made
    assert view.pane.cases.current_code() == made


def test_what_was_saved_without_the_session_is_read_again(
    view: CasesView, desk: Desk, qtbot: QtBot, seeded_vault: SeededVault
) -> None:
    with desk.session.vault.second_door() as door:
        held = door.fetch_one(Case, seeded_vault.cases[FIRST])
        assert held is not None
    desk.changed.emit()
    qtbot.waitUntil(view._reader.is_at_rest, timeout=5000)
    assert len(_references(view)) == 3


def test_twenty_thousand_cases_are_searched_and_shown_at_once(
    view: CasesView, qtbot: QtBot
) -> None:
    model = view._reader.index
    assert model is not None
    many = [replace(model.rows[0], id=f"{n:032x}", reference=f"DEMO-{n}") for n in range(20_000)]
    view._reader.index = CaseIndex([*model.rows, *many])
    view._find()
    assert view.pane.cases.lines.rowCount() == 20_003
    keys("whit")
    _wait_for(view, qtbot, [SECOND])
    assert len(view.findChildren(QWidget)) < 200, "a widget for each row"


def test_a_case_row_never_holds_a_name() -> None:
    names = {part for part in CaseRow.__slots__ if "name" in part}
    assert not names


# The open case


def test_the_rule_is_in_sight_and_the_code_word_only_when_asked(
    view: CasesView, seeded_vault: SeededVault, qtbot: QtBot
) -> None:
    view.open_case(seeded_vault.cases[FIRST])
    case = in_sight(view, CaseView)
    assert "Text only" in case._rule.accessibleDescription()
    assert not [each for each in case.findChildren(Line) if "bluebell" in each.text()]
    case._rule.code_word_wanted.emit()
    words = [each for each in case.findChildren(Line) if "bluebell" in each.text()]
    assert [each.isVisible() for each in words] == [True]
    case._hiding.setInterval(1)
    case._hiding.start()
    qtbot.waitUntil(lambda: not words[0].isVisible())


def test_alt_and_a_digit_open_a_tab(view: CasesView, seeded_vault: SeededVault) -> None:
    view.open_case(seeded_vault.cases[FIRST])
    case = in_sight(view, CaseView)
    case.focus_first()
    key(Qt.Key.Key_3, ALT)
    assert case.tabs.strip.current() == list(case._groups)[2]
    key(Qt.Key.Key_1, ALT)
    assert case.tabs.strip.current() == "case"


def test_notes_stay_folded_until_they_are_opened(
    view: CasesView, seeded_vault: SeededVault
) -> None:
    view.open_case(seeded_vault.cases[FIRST])
    timeline = in_sight(view, CaseView).findChildren(Timeline)[0]
    notes = timeline.findChildren(FoldedNote)
    assert notes
    assert not any(note.is_open() for note in notes)
    view.findChildren(CaseTimelineView)[0]._all_notes.click()
    assert all(note.is_open() for note in timeline.findChildren(FoldedNote))


def test_begin_support_is_offered_until_it_has_begun(
    view: CasesView, desk: Desk, seeded_vault: SeededVault
) -> None:
    case_id = seeded_vault.cases[SECOND]
    view.open_case(case_id)
    case = in_sight(view, CaseView)
    assert case._begin.isVisible()
    case._begin.click()
    key(ENTER, CTRL)
    held = desk.session.vault.fetch_one(Case, case_id)
    assert held is not None
    assert held.support_started == desk.session.today
    assert not case._begin.isVisible()


def test_reading_a_case_is_an_act(view: CasesView, desk: Desk, seeded_vault: SeededVault) -> None:
    case_id = seeded_vault.cases[SECOND]
    before = len(_readings(desk, case_id))
    view.open_case(case_id)
    assert len(_readings(desk, case_id)) == before + 1


def _readings(desk: Desk, case_id: str) -> list[object]:
    return [entry for entry in desk.session.vault.history(case_id) if entry.what == "read"]


def test_at_twice_the_text_list_and_case_take_turns(
    view: CasesView, seeded_vault: SeededVault, qapp: QApplication
) -> None:
    wear(qapp, "light", 200)
    assert view.pane.isVisible()
    view.open_case(seeded_vault.cases[FIRST])
    assert not view.pane.isVisible()
    in_sight(view, CaseView)._back.click()
    assert view.pane.isVisible()
    assert view.case_id == ""


def test_a_need_is_added_in_the_panel_and_shows_in_its_table(
    view: CasesView, desk: Desk, seeded_vault: SeededVault
) -> None:
    case_id = seeded_vault.cases[FIRST]
    view.show_place(Place("needs", case_id))
    table = in_sight(view, RecordsView)
    table.add_button.setFocus()
    key(ENTER)
    panel = view.findChildren(FormPanel)[0]
    panel.form_view.focus("need.area")
    key(Qt.Key.Key_Down)
    panel.form_view.focus("need.level_entry")
    key(Qt.Key.Key_3)
    key(ENTER, CTRL)
    found = desk.session.vault.fetch(Need, owner=case_id)
    assert [need.level_entry for need in found] == [3]
    assert found[0].area
    assert table.table.records.rowCount() == 1


def test_a_worker_reads_supervision_and_is_told_at_once_who_keeps_it(
    view: CasesView, seeded_vault: SeededVault
) -> None:
    view.show_place(Place("supervisions", seeded_vault.cases[FIRST]))
    listed = next(each for each in view.findChildren(RecordsView) if each._kind is CaseSupervision)
    listed.add_button.setFocus()
    key(ENTER)
    assert view.findChildren(FormPanel) == []
    assert listed._problem.isVisible()
    assert "Only a supervisor may do this" in listed._problem.accessibleName()


# Words, slips, filters and views


def _lines(view: CasesView) -> list[str]:
    lines = view.pane.cases.lines
    found = (lines.line(at) for at in range(lines.rowCount()))
    return [line.spoken() for line in found if line is not None]


def test_words_of_a_note_are_found_under_their_own_heading_and_lead_to_their_tab(
    view: CasesView, qtbot: QtBot, seeded_vault: SeededVault
) -> None:
    keys("window locks")
    qtbot.waitUntil(lambda: "Words in records" in _lines(view), timeout=2000)
    assert [line for line in _lines(view) if line.startswith("Action. DEMO-001")]
    assert not any("housing" in line.casefold() for line in _lines(view))
    key(ENTER)
    assert view.case_id == seeded_vault.cases[FIRST]
    assert in_sight(view, CaseView)._open == "plans"
    assert view.pane.text() == "window locks", "the search stays as it was"


def test_cases_stand_before_records_and_arrows_pass_the_headings(
    view: CasesView, qtbot: QtBot, seeded_vault: SeededVault
) -> None:
    save_note(view.desk, seeded_vault.cases[FIRST], "Spoke about Whitcombe Road")
    view.desk.saved()
    keys("whitcombe")
    qtbot.waitUntil(lambda: len(_lines(view)) == 4, timeout=2000)
    assert _lines(view)[0] == "Cases"
    assert _lines(view)[1].startswith(SECOND)
    assert _lines(view)[2] == "Words in records"
    view.pane.cases.setFocus()
    for _ in range(3):
        key(DOWN)
    assert view.pane.cases.currentIndex().row() == 3
    key(Qt.Key.Key_Up)
    assert view.pane.cases.currentIndex().row() == 1


def test_a_slip_in_a_name_is_forgiven_under_its_own_heading(view: CasesView, qtbot: QtBot) -> None:
    keys("whitcomeb")
    _wait_for(view, qtbot, [SECOND])
    assert _lines(view)[0] == "With a name like this"


def test_a_search_that_rests_is_an_act_once_without_its_text(view: CasesView, qtbot: QtBot) -> None:
    def acts() -> int:
        return sum(e.what == "search" for e in view.desk.session.vault.history("ledger"))

    before = acts()
    keys("wh")
    keys("it")
    assert acts() == before, "not while somebody types"
    view.pane._settling.setInterval(1)
    view.pane._settling.start()
    qtbot.waitUntil(lambda: acts() == before + 1, timeout=2000)
    key(ENTER)
    view.pane._settling.start()
    qtbot.wait(20)
    assert acts() == before + 1


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen menus
def test_a_filter_is_added_from_the_menu_by_keys_and_shows_as_a_chip(
    view: CasesView, qtbot: QtBot
) -> None:
    view.pane.bar.funnel.setFocus()
    key(Qt.Key.Key_Space)
    qtbot.waitUntil(view.pane.bar.menu.isVisible, timeout=2000)
    for _ in range(3):
        QTest.keyClick(view.pane.bar.menu, DOWN)
    QTest.keyClick(view.pane.bar.menu, ENTER)
    assert view.pane.filters.late
    chips = [each.text() for each in view.findChildren(FilterChip) if each.isVisible()]
    assert chips == ["Mine", "Open", "Overdue"]
    assert not any(offer.group == "worker" for offer in view.pane.bar.offers())


def test_a_supervisor_filters_by_worker(supervisor_desk: Desk, qtbot: QtBot) -> None:
    view = CasesView(supervisor_desk)
    in_use(qtbot, view)
    qtbot.waitUntil(lambda: view.pane.cases.lines.rowCount() == 3, timeout=5000)
    offer = next(offer for offer in view.pane.bar.offers() if offer.group == "worker")
    view.pane.set_filters(offer.other)
    assert view.pane.filters.worker == offer.words
    assert len(_references(view)) == 3
    supervisor_desk.locking.emit()
    view.hide()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen menus
def test_a_view_is_saved_shown_renamed_and_deleted(view: CasesView, qtbot: QtBot) -> None:
    bar = view.pane.bar
    view.pane.set_filters(replace(view.pane.filters, band="high"))
    bar._open_views()
    assert [action.text() for action in bar.views_menu.actions()] == ["Save this view"]
    bar.views_menu.actions()[0].trigger()
    bar.views_menu.close()
    keys("High risk")
    key(ENTER, CTRL)
    assert bar.views_button.text() == "High risk"
    view.pane.set_filters(Filters())
    assert bar.views_button.text() == "Views"
    bar._open_views()
    bar.views_menu.actions()[0].trigger()
    bar.views_menu.close()
    assert view.pane.filters.band == "high"
    _wait_for(view, qtbot, [FIRST])
    bar._open_views()
    said = [action.text() for action in bar.views_menu.actions() if action.text()]
    assert said == ["High risk", "Rename “High risk”", "Delete “High risk”"]
    bar.views_menu.actions()[-1].trigger()
    bar.views_menu.close()
    assert saved_lists.views(view.desk.session) == []
    assert bar.views_button.text() == "Views"


def save_note(desk: Desk, case_id: str, note: str) -> None:
    """Log a contact with this note."""
    contacts.log_contact(desk.session, case_id, contact("19 Nov 2025 12:00", note))
