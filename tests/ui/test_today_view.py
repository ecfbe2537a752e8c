"""Today by real keys in the real window: moved through, ticked, opened, put off."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts, intake, records
from idva_desktop.casework.session import Save, new_id
from idva_desktop.casework.today import Part, TodayCase, TodayIndex
from idva_desktop.domain.contract import contract
from idva_desktop.domain.records import Case, ContactPause, Snooze, Task
from idva_desktop.ui.appearance import wear
from idva_desktop.ui.case_tabs import case_tabs
from idva_desktop.ui.contact_view import ContactView
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.plan_view import PlanView
from idva_desktop.ui.screens import screens
from idva_desktop.ui.shell_view import ShellView
from idva_desktop.ui.theme import look
from idva_desktop.ui.today_list import MOST_ROWS
from idva_desktop.ui.today_view import TodayView
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.cells import TwoLines
from tests.ui.shell_in_use import shell_in_use
from tests.ui.typing import CTRL, focused, key, keys
from tests.ui.vaults import FIRST, SECOND, THIRD, SeededVault

ENTER, SPACE, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Up
TASK = "Ring the school"


def opened(desk: Desk, qtbot: QtBot) -> tuple[ShellView, TodayView]:
    shell = shell_in_use(desk, qtbot)
    view = shell.view()
    assert isinstance(view, TodayView)
    qtbot.waitUntil(view.is_ready, timeout=5000)
    return shell, view


@pytest.fixture
def shell(desk: Desk, seeded_vault: SeededVault, qtbot: QtBot) -> Iterator[ShellView]:
    typed = {"task.what": TASK, "task.due": "today"}
    records.save_record(desk.session, Task, seeded_vault.cases[SECOND], typed)
    made, _view = opened(desk, qtbot)
    yield made
    made.close()


@pytest.fixture
def view(shell: ShellView) -> TodayView:
    found = shell.view()
    assert isinstance(found, TodayView)
    return found


@pytest.fixture
def supervising(supervisor_desk: Desk, qtbot: QtBot) -> Iterator[TodayView]:
    made, found = opened(supervisor_desk, qtbot)
    yield found
    made.close()


def titles(view: TodayView, part: Part) -> list[str]:
    table = view.list.parts[part].table
    return [row.cells[1].title for row in table.shown() if isinstance(row.cells[1], TwoLines)]


def go_to(view: TodayView, what: str) -> None:
    """Move down by keys to what is to be done."""
    for _ in range(40):
        item = view.list.item()
        if item is not None and item.what == what:
            return
        key(DOWN)
    raise AssertionError(what)


def test_it_is_the_first_screen_and_the_first_row_has_the_focus(
    shell: ShellView, view: TodayView
) -> None:
    assert next(iter(screens())).name == "today"
    assert view.list.isAncestorOf(focused())
    item = view.list.item()
    assert item is not None
    assert item.part(view.desk.session.today) is Part.OVERDUE
    assert shell.windowTitle() == "IDVA Desktop"


def test_arrows_lead_through_every_part_and_back(view: TodayView) -> None:
    rows = [row.code for part in view.list.parts.values() for row in part.table.shown()]
    rows += [row.code for row in view.list.quiet.table.shown()]
    assert len(rows) > 5
    seen = [view.list._code]
    for _ in rows[1:]:
        key(DOWN)
        seen.append(view.list._code)
    assert seen == rows
    key(DOWN)
    assert view.list._code == rows[-1]
    for _ in rows:
        key(UP)
    assert view.list._code == rows[0]


def test_space_ticks_an_own_task_and_it_can_be_taken_back(view: TodayView, desk: Desk) -> None:
    go_to(view, TASK)
    key(SPACE)
    assert TASK not in titles(view, Part.TODAY)
    assert desk.session.vault.count(Task, done_on=desk.session.today) == 1
    assert view.list.isAncestorOf(focused())
    view._back_button.click()
    assert TASK in titles(view, Part.TODAY)
    assert desk.session.vault.count(Task, done_on=desk.session.today) == 0


def test_space_says_why_a_rule_is_not_ticked(view: TodayView, desk: Desk) -> None:
    before = desk.session.vault.count(Task)
    key(SPACE)
    assert view._message.isVisible()
    assert "A rule asks for this" in view._message.accessibleName()
    assert desk.session.vault.count(Task) == before
    key(DOWN)
    assert not view._message.isVisible()


def test_enter_leads_to_where_it_is_dealt_with(
    shell: ShellView, view: TodayView, qtbot: QtBot
) -> None:
    go_to(view, "Safety plan approval")
    key(ENTER)
    assert isinstance(shell.view(), PlanView)
    shell.go(Place("today"))
    go_to(view, "First attempt")
    key(ENTER)
    assert shell.panel_is_open()
    qtbot.waitUntil(lambda: bool(shell.findChildren(ContactView)))
    shell.go(Place("today"))
    assert not shell.panel_is_open()


def test_log_contact_takes_the_case_of_the_current_row(
    shell: ShellView, view: TodayView, seeded_vault: SeededVault
) -> None:
    go_to(view, "First attempt")
    assert shell.case_id() == seeded_vault.cases[THIRD]
    key(Qt.Key.Key_T, CTRL)
    assert shell.panel_is_open()


def test_s_puts_off_with_a_reason_and_not_without(
    shell: ShellView, view: TodayView, desk: Desk, qtbot: QtBot
) -> None:
    go_to(view, TASK)
    key(Qt.Key.Key_S)
    qtbot.waitUntil(shell.panel_is_open)
    qtbot.wait(30)
    keys("24 Nov")
    key(ENTER, CTRL)
    assert shell.panel_is_open()
    assert desk.session.vault.count(Snooze) == 0
    for _ in range(8):
        if focused().accessibleName() == "Why":
            break
        key(Qt.Key.Key_Tab)
    keys("The school is closed")
    key(ENTER, CTRL)
    assert not shell.panel_is_open()
    assert titles(view, Part.SNOOZED) == [TASK]
    assert TASK not in titles(view, Part.TODAY)


def test_what_is_typed_while_putting_off_is_kept_and_found_again(
    shell: ShellView, view: TodayView, desk: Desk, qtbot: QtBot
) -> None:
    go_to(view, TASK)
    key(Qt.Key.Key_S)
    qtbot.waitUntil(shell.panel_is_open)
    qtbot.wait(30)
    keys("24 Nov")
    key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shell.panel_is_open())
    assert [draft.form for draft in drafts.all_kept(desk.session)] == ["snooze"]
    shell.go(Place("drafts"))
    key(ENTER)
    assert shell.view() is view
    assert shell.panel_is_open()


def test_what_is_suspended_stands_apart_and_is_not_put_off(
    view: TodayView, desk: Desk, seeded_vault: SeededVault, shell: ShellView
) -> None:
    pause = {"from_day": desk.session.today}
    desk.session.save("save", [Save(ContactPause, new_id(), seeded_vault.cases[THIRD], pause)])
    desk.saved()
    assert titles(view, Part.SUSPENDED) == ["First attempt"]
    go_to(view, "First attempt")
    key(Qt.Key.Key_S)
    assert not shell.panel_is_open()
    assert "nobody is pushed" in view._message.accessibleName()


def test_a_letter_does_nothing(view: TodayView) -> None:
    before = view.list._code
    keys("rx9")
    assert view.list._code == before


def test_a_rules_task_goes_when_the_fact_is_recorded(
    view: TodayView, desk: Desk, seeded_vault: SeededVault
) -> None:
    assert "Begin support" in titles(view, Part.NEXT)
    for name in (SECOND, THIRD):
        answers = {"support_started": desk.session.today}
        case_id = seeded_vault.cases[name]
        desk.session.save("save", [Save(Case, case_id, case_id, answers)])
    desk.saved()
    assert "Begin support" not in titles(view, Part.NEXT)


def test_the_rail_counts_what_presses(shell: ShellView, view: TodayView) -> None:
    assert view._picture is not None
    assert view._picture.pressing == len(titles(view, Part.OVERDUE)) + len(titles(view, Part.TODAY))
    named = [each.accessibleName() for each in shell.rail.findChildren(QWidget)]
    assert any(name.startswith("Today") and str(view._picture.pressing) in name for name in named)


def test_a_supervisor_sees_what_waits_for_a_signature_and_can_see_everybodys(
    supervising: TodayView,
) -> None:
    view = supervising
    assert view.whose.isVisible()
    assert "Sign the risk assessment" in titles(view, Part.OVERDUE)
    assert "Begin support" not in titles(view, Part.NEXT)
    view.whose.focus_first()
    keys("E")
    assert "Begin support" in titles(view, Part.NEXT)


def test_everybodys_begins_with_what_is_overdue(
    supervising: TodayView, qapp: QApplication, qtbot: QtBot
) -> None:
    view = supervising
    wear(qapp, "light", 200)
    view.window().resize(1366, 768)
    view.whose.focus_first()
    keys("E")
    view.list.focus_first()
    go_to(view, titles(view, Part.NEXT)[-1])
    qtbot.wait(60)
    assert view.page.page_scroll.verticalScrollBar().value() > 0
    view.whose.focus_first()
    keys("E")
    qtbot.wait(60)
    assert view.page.page_scroll.verticalScrollBar().value() == 0
    assert view.list.item() is not None
    first = next(each for each in view.list.parts.values() if not each.isHidden())
    assert first.table.current_code() == next(iter(first.table.shown())).code


def test_a_heading_is_never_cut_by_its_buttons(supervising: TodayView, qapp: QApplication) -> None:
    title = supervising._head._title
    for text in (100, 150, 200):
        wear(qapp, "light", text)
        supervising.window().resize(1366, 768)
        QTest.qWait(60)
        assert title.width() >= look().width(title.text(), "display")


def test_a_caseworker_cannot_see_everybodys(view: TodayView) -> None:
    assert not view.whose.isVisible()


def test_nothing_due_says_so(view: TodayView) -> None:
    view.reader.index = TodayIndex()
    view.reader.ready.emit()
    assert view._empty.isVisible()
    assert view._empty.title.text() == "Nothing due"
    assert not view.log_button.isEnabled()


def test_a_draft_leads_back(shell: ShellView, view: TodayView, desk: Desk) -> None:
    drafts.keep(desk.session, intake.DRAFT, "intake", {"referral.source": "self"}, "")
    desk.changed.emit()
    button = next(
        each
        for each in view.side.findChildren(Button)
        if each.accessibleName().startswith("Go on: New referral")
    )
    button.click()
    assert shell.view() is not view


def test_thousands_of_things_to_do_are_shown_a_page_at_a_time(view: TodayView) -> None:
    index = view.reader.index
    assert index is not None
    held = next(each for each in index.cases.values() if each.items)
    for place in range(3_000):
        row = replace(held.row, id=f"{place:032x}", reference=f"DEMO-{place}")
        items = tuple(replace(item, case=row) for item in held.items)
        index.cases[row.id] = TodayCase(row, items, ())
    view.reader.ready.emit()
    part = next(each for each in view.list.parts.values() if each.more.isVisible())
    assert len(list(part.table.shown())) == MOST_ROWS
    assert len(view.findChildren(QWidget)) < 400, "a widget for each row"
    part.more.click()
    assert len(list(part.table.shown())) >= 3_000


def test_every_rule_leads_to_a_place_that_there_is(seeded_vault: SeededVault) -> None:
    assert seeded_vault.cases[FIRST]
    places = {"contact", *(each.name for each in screens()), *(tab.name for tab in case_tabs())}
    assert {rule.opens for rule in contract().rules} <= places
