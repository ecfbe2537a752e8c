import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from idva_desktop.casework.reporting.return_design import decided
from idva_desktop.casework.session import Session
from idva_desktop.returns.cells import Status
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.return_view import ReturnView
from idva_desktop.ui.widgets.cells import Row, Withheld
from tests.casework.people import PASSPHRASES, SUPERVISOR, WORKER
from tests.ui.typing import focused, in_use, key, keys

PATIENCE = 60_000  # ms; a shared machine may prove slowly
DOWN, SPACE = Qt.Key.Key_Down, Qt.Key.Key_Space
ENTER, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Right
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Screen:
    """The screen of returns, worked by keys."""

    def __init__(self, session: Session, qtbot: QtBot) -> None:
        self.session, self.qtbot = session, qtbot
        self.view = ReturnView(Desk(session))
        in_use(qtbot, self.view, 1224, 840)
        self.card = self.view.design
        self.wait()

    def wait(self) -> None:
        """Wait until nothing is under way."""
        busy = (self.view.jobs, self.card.jobs)
        self.qtbot.waitUntil(lambda: not any(each.is_busy for each in busy), timeout=PATIENCE)

    def try_tables(self) -> None:
        """Ask for the simpler tables, and wait."""
        self.card.try_button.setFocus()
        key(SPACE)
        assert self.card.jobs.isVisible()
        self.wait()

    def approve(self, words: str = PASSPHRASES[WORKER]) -> None:
        """Let Worker A approve the table that is current."""
        self.card.member.setFocus()
        while self.card.member.value() != WORKER:
            key(DOWN)
        self.card.passphrase.setFocus()
        keys(words)
        self.card.use.button.setFocus()
        key(SPACE)
        self.wait()

    def shown(self) -> int:
        """Return how many figures the return shows."""
        assert self.view.preview is not None
        cells = self.view.preview.prepared.released.cells
        return sum(cell.status is Status.SHOWN for cell in cells)

    def rows(self) -> list[Row]:
        """Return what the list holds, without its headings."""
        model = self.card.table.records
        rows = (model.row(at) for at in range(model.rowCount()))
        return [row for row in rows if isinstance(row, Row)]


@pytest.fixture
def screen(year_session: Session, qtbot: QtBot) -> Iterator[Screen]:
    made = Screen(year_session, qtbot)
    yield made
    made.view.jobs.stop()
    made.card.jobs.stop()


@pytest.fixture
def looked_at(unchanged_year: Session, qtbot: QtBot) -> Iterator[Screen]:
    """A screen that is only looked at."""
    made = Screen(unchanged_year, qtbot)
    yield made
    made.view.jobs.stop()
    made.card.jobs.stop()


def test_nothing_is_tried_until_it_is_asked_for(looked_at: Screen) -> None:
    card = looked_at.card
    assert card.isVisible()
    assert card.tried is None
    assert not card.table.isVisible()
    assert not card.use.isVisible()
    choices = [card.member.itemText(at) for at in range(card.member.count())]
    assert SUPERVISOR not in choices


def test_each_simpler_table_says_what_it_shows_more_and_what_it_costs(looked_at: Screen) -> None:
    card = looked_at.card
    looked_at.try_tables()
    assert card.tried
    assert focused() is card.table
    for row, found in zip(looked_at.rows(), card.tried, strict=True):
        assert row.cells[1:3] == (len(found.given_back), len(found.given_up))
        assert str(abs(found.gain)) in str(row.cells[3])
        assert found.measure in str(row.cells[0])
        assert card.figures.text().startswith("Would be shown: K")
        key(DOWN)
    assert any("by total only" in str(row.cells[0]) for row in looked_at.rows())
    assert "typed their passphrase" in card.use.button.accessibleDescription()


def test_a_finer_table_is_tried_and_says_what_it_would_cost(looked_at: Screen) -> None:
    card = looked_at.card
    assert not card.ask_button.isEnabled()
    card.finer.setFocus()
    while not card.finer.value().endswith("by sex"):
        key(DOWN)
    card.ask_button.setFocus()
    key(SPACE)
    looked_at.wait()
    [row], [asked] = looked_at.rows(), card.asked
    assert (asked.change.measure, asked.change.breakdown) == ("K01", "sex")
    assert row.cells[1:3] == (len(asked.given_back), len(asked.given_up))
    assert card.figures.text().startswith(f"It adds {asked.new} figures, shown or withheld.")
    assert card.use.button.spoken() == "Use it from this return on"


def test_trying_can_be_stopped(looked_at: Screen) -> None:
    card = looked_at.card
    card.try_button.setFocus()
    key(SPACE)
    card.jobs.stop_button.setFocus()
    key(SPACE)
    looked_at.wait()
    assert "Stopped as you asked" in card.problem.accessibleName()
    assert card.tried is None
    assert card.try_button.isEnabled()


def test_a_simpler_table_is_tried_chosen_and_approved_at_one_desk(screen: Screen) -> None:
    card, before = screen.card, screen.shown()
    screen.try_tables()
    assert card.tried
    best = card.tried[0]
    screen.approve()
    held = decided(screen.session)
    assert {(each.measure, each.decided_by, each.approved_by) for each in held} == {
        (best.measure, SUPERVISOR, WORKER)
    }
    assert card.success.isVisible()
    assert card.passphrase.value() == ""
    assert screen.shown() == before + best.gain
    [row] = screen.rows()
    assert best.measure in str(row.cells[0])
    assert f"approved by {WORKER}" in card.figures.text()
    assert card.use.button.spoken() == "Put it back from this return on"
    screen.approve()
    assert screen.rows() == []
    assert screen.shown() == before
    assert len(decided(screen.session)) == 2 * len(held)


def test_from_the_preview_by_keys_to_a_return_with_a_simpler_table(
    screen: Screen, tmp_path: Path
) -> None:
    view, card = screen.view, screen.card
    view.focus_first()
    table = view.cells.headline
    while not isinstance(_current(view), Withheld):
        key(RIGHT if table.currentIndex().column() < 5 else DOWN)
    key(ENTER)
    assert view.why.true_figure.isVisible(), "why it is withheld"
    screen.try_tables()
    assert card.tried
    chosen = card.tried[0]
    screen.approve()
    assert {each.measure for each in decided(screen.session)} == {chosen.measure}
    view.approval.member.setFocus()
    while view.approval.member.value() != WORKER:
        key(DOWN)
    view.approval.passphrase.setFocus()
    keys(PASSPHRASES[WORKER])
    view.approval.folder.setFocus()
    view.approval.folder.selectAll()
    keys(str(tmp_path / "out"))
    assert view.checks.passed.text() == "8 of 8 passed"
    QTest.keyClick(focused(), Qt.Key.Key_E, CTRL_SHIFT)
    screen.wait()
    assert view.success.isVisible()
    with (tmp_path / "out" / "cells.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["measure"] == chosen.measure]
    assert {row["dimension"] for row in rows} == {"_T", *filter(None, [chosen.into])}
    assert not card.isVisible(), "what was issued keeps its tables"


def _current(view: ReturnView) -> object:
    table = view.cells.headline
    row = table.records.row(table.currentIndex().row())
    return row.cells[table.currentIndex().column()] if isinstance(row, Row) else None


def test_a_wrong_passphrase_changes_no_table(screen: Screen) -> None:
    screen.try_tables()
    screen.approve("not the words of anybody")
    assert "passphrase" in screen.card.problem.accessibleName()
    assert screen.card.passphrase.value() == ""
    assert decided(screen.session) == []
    assert screen.card.tried, "what was tried stays"


def test_what_was_tried_does_not_take_the_focus_from_who_went_on_elsewhere(
    looked_at: Screen,
) -> None:
    looked_at.card.try_button.setFocus()
    key(SPACE)
    looked_at.view.approval.folder.setFocus()
    looked_at.wait()
    assert looked_at.card.tried
    assert focused() is looked_at.view.approval.folder
