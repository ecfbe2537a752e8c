"""Recording an earlier return at the screen of returns: read, listed, approved by a second."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.casework.issued_ledger import issued_returns, ledger
from idva_desktop.casework.reporting.issuing import issue_return
from idva_desktop.casework.reporting.recording import record_returns
from idva_desktop.casework.reporting.return_periods import return_periods
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.ui.approval_panel import LongApprovalPanel
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.panel_foot import PanelFoot
from idva_desktop.ui.record_return_panel import RecordReturnPanel
from idva_desktop.ui.return_view import ReturnView
from idva_desktop.ui.return_words import choice_words, standing_words
from tests.casework.people import PASSPHRASES, SUPERVISOR, WORKER
from tests.casework.reporting.test_recording import SENT
from tests.casework.year_of_work import FIRST_QUARTER
from tests.ui.typing import CTRL, Window, focused, in_use, key, keys

PATIENCE = 60_000  # ms; a shared machine may prove slowly


class Panels:
    """The side panel of a window, and what is done in it."""

    def __init__(self, session: Session, qtbot: QtBot) -> None:
        self.session, self.qtbot = session, qtbot
        self.desk = Desk(session)
        self.window = Window(self.desk, QWidget())
        in_use(qtbot, self.window, 1224, 840)
        self.desk.open_panel(RecordReturnPanel(self.desk))

    @property
    def panel(self) -> RecordReturnPanel:
        """The panel with the file."""
        held = self.window.panel()
        assert isinstance(held, RecordReturnPanel)
        return held

    @property
    def way_out(self) -> QWidget:
        """The button that closes the panel."""
        foot = self.panel.foot
        assert isinstance(foot, PanelFoot)
        return foot.close_button

    def read(self, file: Path) -> str:
        """Read a file; return what the panel says."""
        self.panel.message.hide()
        self.panel.place.set_value(str(file))
        self.panel.focus_first()
        key(Qt.Key.Key_Return, CTRL)
        assert focused() is self.way_out, "the field is closed while it is read"
        assert not self.panel.place.isEnabled()
        self.qtbot.waitUntil(self.panel.message.isVisible, timeout=PATIENCE)
        assert focused() is not self.way_out
        return self.panel.message.accessibleName()

    def approve(self, words: str) -> LongApprovalPanel:
        """Go on to the second person, who types their passphrase."""
        key(Qt.Key.Key_Return, CTRL)
        second = self.window.panel()
        assert isinstance(second, LongApprovalPanel)
        second.member.set_value(WORKER)
        second.passphrase.setFocus()
        keys(words)
        key(Qt.Key.Key_Return, CTRL)
        return second


@pytest.fixture
def panels(year_session: Session, qtbot: QtBot) -> Panels:
    return Panels(year_session, qtbot)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "sent.csv"
    made.write_text(SENT, "utf-8")
    return made


def test_what_a_file_gave_away_stands_in_the_panel_before_anything_is_entered(
    panels: Panels, file: Path
) -> None:
    assert "Quarter 4 of 2024-25: 5 figures" in panels.read(file)
    assert "K01 Referrals, Both: 3" in panels.panel.losses.text()
    assert not issued_returns(panels.session)


def test_a_second_person_enters_it_and_the_list_says_so(panels: Panels, file: Path) -> None:
    panels.read(file)
    panels.approve(PASSPHRASES[WORKER])
    panels.qtbot.waitUntil(lambda: panels.window.panel() is None, timeout=PATIENCE)
    assert [row.recorded for row in ledger(panels.session).rows] == [True]
    first = return_periods(panels.session)[0]
    assert choice_words(first) == "Quarter 4 of 2024-25, recorded"
    assert f"by {SUPERVISOR}, approved by {WORKER}" in standing_words(first)


def test_a_wrong_passphrase_enters_nothing_and_can_be_typed_again(
    panels: Panels, file: Path
) -> None:
    panels.read(file)
    second = panels.approve("not the words of anybody")
    panels.qtbot.waitUntil(second.message.isVisible, timeout=PATIENCE)
    assert not issued_returns(panels.session)
    assert second.passphrase.value() == ""


def test_a_fault_stands_in_the_panel_with_its_row(panels: Panels, file: Path) -> None:
    file.write_text(SENT.replace(",12,", ",twelve,"), "utf-8")
    assert "Row 4: The value is no whole number." in panels.read(file)
    assert panels.panel.read is None
    file.write_text(SENT, "utf-8")
    assert "5 figures" in panels.read(file)


def test_without_a_file_it_asks_for_one(panels: Panels) -> None:
    panels.panel.place.set_value("")
    panels.panel.step()
    assert "Name the file" in panels.panel.message.accessibleName()


def test_the_screen_offers_it_until_a_return_is_issued(
    year_session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    view = ReturnView(Desk(year_session))
    window = Window(view.desk, view)
    in_use(qtbot, window, 1700, 840)
    qtbot.waitUntil(lambda: not view.jobs.is_busy, timeout=PATIENCE)
    view.record.click()
    assert isinstance(window.panel(), RecordReturnPanel)
    view.desk.close_panel()
    words = PASSPHRASES[WORKER]
    quarter = Period.parse(FIRST_QUARTER)
    issue_return(year_session, quarter, tmp_path / "out", approver=WORKER, passphrase=words)
    view.refresh()
    qtbot.waitUntil(lambda: not view.record.isVisible(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not view.jobs.is_busy, timeout=PATIENCE)
    view.jobs.stop()


def test_a_recorded_period_is_shown_as_such_and_offers_nothing_to_issue(
    year_session: Session, qtbot: QtBot, file: Path
) -> None:
    record_returns(year_session, file, approver=WORKER, passphrase=PASSPHRASES[WORKER])
    view = ReturnView(Desk(year_session))
    in_use(qtbot, view, 1224, 840)
    qtbot.waitUntil(lambda: not view.jobs.is_busy, timeout=PATIENCE)
    view.period_field.set_value("2024-Q4")
    view.period_field.changed.emit()
    qtbot.waitUntil(lambda: not view.jobs.is_busy, timeout=PATIENCE)
    assert "Sent before this program was in use" in view.line.text()
    assert view.preview is None
    assert not view.problem.isVisible()
    assert not view.approval.issue.button.isEnabled()
    assert view.sent.isVisible()
    assert not view.cells.isVisible(), "an empty table would say that nothing was sent"
    assert not view.approval.isVisible()
    assert not view.key_hints()
    assert view.sent.height() == view.sent.heightForWidth(view.sent.width())
    view.period_field.set_value(FIRST_QUARTER)
    view.period_field.changed.emit()
    assert view.cells.isVisible()
    assert not view.sent.isVisible()
    view.jobs.stop()
