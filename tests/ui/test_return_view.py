from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from idva_desktop.casework.issued_ledger import issued_returns
from idva_desktop.casework.reporting.return_preview import Preview
from idva_desktop.casework.session import Session
from idva_desktop.ui.appearance import wear
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.pane_walk import walk
from idva_desktop.ui.return_check_words import Check
from idva_desktop.ui.return_view import ReturnView
from idva_desktop.ui.widgets.cells import Row, Withheld, spoken
from tests.casework.people import PASSPHRASES, SUPERVISOR, WORKER
from tests.casework.year_of_work import FIRST_QUARTER, RUNNING, SECOND_QUARTER
from tests.ui.typing import focused, in_use, key, keys

PATIENCE = 60_000  # ms; a shared machine may prove slowly
ENTER, TAB, DOWN, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Right
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Screen:
    """The screen of returns, with its preview ready."""

    def __init__(self, session: Session, qtbot: QtBot) -> None:
        self.session, self.qtbot = session, qtbot
        self.view = ReturnView(Desk(session))
        in_use(qtbot, self.view, 1224, 840)
        self.wait()

    def wait(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(lambda: not self.view.jobs.is_busy, timeout=PATIENCE)

    def choose(self, period: str) -> None:
        """Choose a period in the list, as the keys do."""
        field = self.view.period_field
        field.setFocus()
        key(Qt.Key.Key_Home)
        while field.value() != period:
            key(DOWN)
        self.wait()

    def approve(self, folder: Path, words: str = PASSPHRASES[WORKER]) -> None:
        """Fill in the approval: member, passphrase, folder."""
        card = self.view.approval
        card.member.setFocus()
        while card.member.value() != WORKER:
            key(DOWN)
        card.passphrase.setFocus()
        keys(words)
        card.folder.setFocus()
        card.folder.selectAll()
        keys(str(folder))

    def issue(self) -> None:
        """Press the key that issues, and wait."""
        QTest.keyClick(focused(), Qt.Key.Key_E, CTRL_SHIFT)
        assert not self.view.approval.issue.button.isEnabled()
        assert focused() is self.view.jobs.stop_button
        self.wait()

    def problem(self) -> str:
        """Return the sentence beside the button."""
        strip = self.view.approval.problem
        return strip.accessibleName() if strip.isVisible() else ""


@pytest.fixture
def screen(year_session: Session, qtbot: QtBot) -> Iterator[Screen]:
    made = Screen(year_session, qtbot)
    yield made
    made.view.jobs.stop()


@pytest.fixture
def looked_at(unchanged_year: Session, qtbot: QtBot) -> Iterator[Screen]:
    """A screen that is only looked at."""
    made = Screen(unchanged_year, qtbot)
    yield made
    made.view.jobs.stop()


def test_the_next_period_is_chosen_and_nothing_is_issued_yet(looked_at: Screen) -> None:
    view = looked_at.view
    assert view.period_field.value() == FIRST_QUARTER
    assert view.title.text() == "Return, quarter 1 of 2025-26"
    assert view.line.text() == "1 April to 30 June 2025. Not issued."
    assert view.preview is not None


def test_every_withheld_cell_says_the_same_word(looked_at: Screen) -> None:
    view = looked_at.view
    assert view.preview is not None
    cells = [
        cell
        for table in (view.cells.headline, view.cells.questions)
        for at in range(table.records.rowCount())
        if isinstance(row := table.records.row(at), Row)
        for cell in row.cells
    ]
    withheld = [cell for cell in cells if isinstance(cell, Withheld)]
    assert len(withheld) == view.preview.prepared.withheld > 0
    assert {spoken(cell) for cell in withheld} == {"withheld"}
    shown = view.preview.prepared.shown
    assert view.count.shown.text() == f"{shown} of {shown + len(withheld)} cells shown"


def test_enter_on_a_withheld_cell_says_why(looked_at: Screen) -> None:
    view = looked_at.view
    view.focus_first()
    table = view.cells.headline
    said = set()
    for _ in range(table.records.rowCount()):
        for column in range(2, 6):
            view.cells.show_cell(table, table.currentIndex().row(), column)
            row = table.records.row(table.currentIndex().row())
            assert isinstance(row, Row)
            key(ENTER)
            if isinstance(row.cells[column], Withheld):
                said.add(view.why.reason.text())
                assert view.why.true_figure.isVisible()
            else:
                said.add(view.why.reason.text())
                assert not view.why.true_figure.isVisible()
        key(DOWN)
    assert "It is under 5." in said
    assert any(words.startswith("It could be shown alone, but together with") for words in said)
    assert any("a share of fewer than 10" in words for words in said)
    assert "It is not in the return, which gives this by total only." in said
    assert focused() is table


def test_the_arrows_move_from_cell_to_cell(looked_at: Screen) -> None:
    view = looked_at.view
    view.focus_first()
    table = view.cells.headline
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, 2)
    key(RIGHT)
    key(DOWN)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 3)
    key(TAB)
    assert focused() is not table


def test_the_other_questions_are_one_key_away(looked_at: Screen) -> None:
    view = looked_at.view
    view.cells.shape.focus_first()
    key(Qt.Key.Key_Q)
    assert view.cells.tables.currentWidget() is view.cells.questions
    assert view.cells.questions.isVisible()
    assert "by decision" in str(view.cells.questions.records.row(0))


def test_all_checks_pass_and_the_last_waits_for_the_second_person(looked_at: Screen) -> None:
    view = looked_at.view
    assert view.preview is not None
    checks = view.preview.checks
    assert view.checks.passed.text() == "7 of 8 passed"
    said = " ".join(
        line.accessibleName() for line in view.checks.lines.findChildren(type(view.why.true_figure))
    )
    assert f"{checks.targets} small counts: each could be 0 and could be 5 or more" in said
    assert f"{checks.worlds} made-up services" in said
    assert "0 mismatches" in said
    assert "CSV, JSON, XLSX and PDF agree" in said
    assert "Second person: waits" in said
    assert not view.approval.issue.button.isEnabled()


def test_the_button_says_what_it_still_waits_for(looked_at: Screen, tmp_path: Path) -> None:
    view = looked_at.view
    button, card = view.approval.issue.button, view.approval
    assert "Choose the second person" in button.accessibleDescription()
    choices = [card.member.itemText(at) for at in range(card.member.count())]
    assert SUPERVISOR not in choices
    card.member.setFocus()
    while card.member.value() != WORKER:
        key(DOWN)
    assert "typed their passphrase" in button.accessibleDescription()
    card.passphrase.setFocus()
    keys("some words")
    assert button.isEnabled()
    assert view.checks.passed.text() == "8 of 8 passed"
    card.folder.setFocus()
    card.folder.selectAll()
    key(Qt.Key.Key_Delete)
    assert not button.isEnabled()
    assert "Name a folder" in button.accessibleDescription()
    assert tmp_path.is_dir()


def test_two_people_issue_a_return_at_one_desk(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, folder = screen.view, tmp_path / "returns" / "first"
    screen.approve(folder)
    shown: list[object] = []
    show = view.cells.show_preview

    def note(seen: Preview | None) -> None:
        shown.append(seen)
        show(seen)

    monkeypatch.setattr(view.cells, "show_preview", note)
    said_of_second: list[str] = []
    asked = view.checks.show_checks

    def listen(checks: tuple[Check, ...]) -> None:
        said_of_second.extend(check.detail for check in checks[-1:])
        asked(checks)

    monkeypatch.setattr(view.checks, "show_checks", listen)
    screen.issue()
    assert set(said_of_second) == {f"{WORKER} approved it"}
    assert view.success.isVisible()
    assert focused() is view.cells.table()
    assert view.cells.table().currentIndex().column() > 1, "Enter asks why of a figure alone"
    said = view.success.accessibleName()
    assert str(folder.resolve()) in said
    assert "fingerprint" in said
    assert view.approval.passphrase.value() == ""
    assert {entry.name for entry in folder.iterdir()} == {
        "cells.csv",
        "datapackage.json",
        "return.json",
        "return.pdf",
        "return.sig",
        "return.xlsx",
    }
    screen.qtbot.waitUntil(lambda: "Issued on" in view.line.text(), timeout=PATIENCE)
    assert view.checks.passed.text() == "8 of 8 passed", "who approved is known before it is read"
    assert view.approval.issue.button.spoken() == "Write the same files again"
    [row] = issued_returns(screen.session)
    assert (row.period, row.approved_by) == (FIRST_QUARTER, WORKER)
    screen.wait()
    assert view.period_field.value() == FIRST_QUARTER
    assert "It is never altered" in view.line.text()
    assert view.preview is not None
    assert view.preview.prepared.again
    assert None not in shown, "the table was emptied between the two"
    assert view.checks.passed.text() == "8 of 8 passed"
    assert view.approval.issue.button.spoken() == "Write the same files again"
    screen.choose(SECOND_QUARTER)
    place = view.approval.folder
    assert place.value() == str(folder.with_name(SECOND_QUARTER))
    assert place.cursorPosition() == len(place.text()), "its end is out of sight"
    assert not view.success.isVisible()
    assert view.preview is not None
    assert not view.preview.prepared.again


@pytest.mark.parametrize(
    ("words", "blocked", "sentence"),
    [
        ("not the words of anybody", False, "passphrase"),
        (PASSPHRASES[WORKER], True, "cannot be written there"),
    ],
)
def test_what_goes_wrong_is_said_beside_the_button_and_nothing_is_released(
    screen: Screen, tmp_path: Path, words: str, blocked: bool, sentence: str
) -> None:
    file = tmp_path / "a file"
    file.write_text("not a folder")
    screen.approve(file / "return" if blocked else tmp_path / "return", words)
    screen.issue()
    assert sentence in screen.problem()
    assert "device code" not in screen.problem()
    assert focused() is screen.view.approval.passphrase
    assert not screen.view.success.isVisible()
    assert not issued_returns(screen.session)
    assert not (tmp_path / "return").exists()
    assert screen.view.approval.passphrase.value() == ""
    assert screen.view.approval.member.isEnabled()


def test_a_period_that_is_not_over_says_so_in_the_page(looked_at: Screen) -> None:
    view = looked_at.view
    view.period_field.set_value(RUNNING)
    view.focus_first()
    view.period_field.changed.emit()
    looked_at.wait()
    assert focused() is view.period_field, "the figures went out of sight with the focus"
    assert view.problem.isVisible()
    assert "not over yet" in view.problem.accessibleName()
    assert "It can be from 1 January 2027." in view.problem.accessibleName()
    assert not view.again.isVisible(), "no try would mend it"
    assert not view.cells.isVisible()
    assert not view.key_hints()
    assert view.preview is None
    assert not view.approval.issue.button.isEnabled()
    looked_at.choose(FIRST_QUARTER)
    assert not view.problem.isVisible()
    assert view.preview is not None


def test_preparing_can_be_stopped_and_begun_again(looked_at: Screen) -> None:
    view = looked_at.view
    view.period_field.setFocus()
    key(DOWN)
    assert view.jobs.isVisible()
    view.jobs.stop_button.setFocus()
    key(Qt.Key.Key_Space)
    assert focused() is view.jobs.stop_button
    looked_at.wait()
    assert "Stopped as you asked" in view.problem.accessibleName()
    assert focused() is view.again
    key(Qt.Key.Key_Space)
    looked_at.wait()
    assert view.preview is not None


def test_tab_goes_from_the_figures_to_their_approval_and_then_to_the_design(
    looked_at: Screen,
) -> None:
    view = looked_at.view
    view.focus_first()
    order = [view.approval.member, view.approval.passphrase, view.approval.folder]
    seen: list[object] = []
    while view.design.try_button not in seen:
        key(TAB)
        seen.append(focused())
    assert [at for at in seen if at in order] == order


def test_the_key_that_issues_leads_to_what_is_still_missing(looked_at: Screen) -> None:
    view = looked_at.view
    view.focus_first()
    QTest.keyClick(focused(), Qt.Key.Key_E, CTRL_SHIFT)
    assert focused() is view.approval.member
    view.approval.member.set_value(WORKER)
    view.approval.member.changed.emit()
    QTest.keyClick(focused(), Qt.Key.Key_E, CTRL_SHIFT)
    assert focused() is view.approval.passphrase
    assert not view.jobs.is_busy


def test_f6_leads_to_the_figures_the_approval_and_the_design(looked_at: Screen) -> None:
    view = looked_at.view
    view.period_field.setFocus()
    for expected in (view.cells.headline, view.approval.member, view.design.try_button):
        walk(view.panes(), 1)
        assert focused() is expected


def test_what_takes_the_focus_has_a_name(looked_at: Screen) -> None:
    looked_at.view.period_field.setFocus()
    seen = []
    for _ in range(14):
        key(TAB)
        seen.append(focused())
        asked = QAccessible.queryAccessibleInterface(focused())
        assert asked is not None
        assert asked.text(QAccessible.Text.Name), type(focused()).__name__
    assert looked_at.view.period_field in seen


def test_a_caseworker_reads_why_the_screen_is_closed(desk: Desk, qtbot: QtBot) -> None:
    view = ReturnView(desk)
    in_use(qtbot, view)
    assert view.pages.currentWidget() is view.nothing
    assert "supervisor" in view.nothing.sentence.text()


def test_large_text_fits_a_small_screen(
    unchanged_year: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    wear(qapp, text=200)
    screen = Screen(unchanged_year, qtbot)
    screen.view.resize(1290, 704)
    assert screen.view.width() <= 1290
    assert screen.view.cells.headline.horizontalScrollBar().maximum() == 0
    screen.view.arrive()
    qtbot.wait(20)
    assert focused() is screen.view.period_field
    assert screen.view.page.verticalScrollBar().value() == 0
    screen.view.focus_first()
    key(ENTER)
    why = screen.view.why
    seen = screen.view.page.viewport()
    qtbot.waitUntil(
        lambda: why.mapTo(seen, why.rect().bottomLeft()).y() <= seen.height(), timeout=PATIENCE
    )
    screen.view.jobs.stop()
