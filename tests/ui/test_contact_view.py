from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts
from idva_desktop.casework.contacts import contact_draft
from idva_desktop.domain.records import Contact, Task
from idva_desktop.ui.contact_view import ContactView
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.shell_view import ShellView
from idva_desktop.ui.widgets.message_strip import MessageStrip
from tests.ui.shell_in_use import shell_in_use
from tests.ui.typing import CTRL, focused, key, keys
from tests.ui.vaults import NOW, SECOND, SeededVault

ENTER, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab


@pytest.fixture
def shell(desk: Desk, seeded_vault: SeededVault, qtbot: QtBot) -> Iterator[ShellView]:
    made = shell_in_use(desk, qtbot)
    desk.go("case", seeded_vault.cases[SECOND])
    qtbot.wait(20)
    yield made
    made.close()


@pytest.fixture
def case_id(seeded_vault: SeededVault) -> str:
    return seeded_vault.cases[SECOND]


def _panel(shell: ShellView) -> ContactView:
    found = [each for each in shell.findChildren(ContactView) if each.isVisible()]
    assert found, "the contact panel is not open"
    return found[0]


def _is_open(shell: ShellView) -> bool:
    return any(each.isVisible() for each in shell.findChildren(ContactView))


def _contacts(shell: ShellView, case_id: str) -> list[Contact]:
    return shell.desk.session.vault.fetch(Contact, owner=case_id)


def _breach(shell: ShellView) -> MessageStrip:
    return _panel(shell).findChildren(MessageStrip)[0]


class Counted:
    """Presses keys and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, which: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
        self.count += 1
        key(which, modifier)


def test_a_contact_is_logged_in_eight_keys_at_most_besides_the_note(
    shell: ShellView, case_id: str, qtbot: QtBot
) -> None:
    before = len(_contacts(shell, case_id))
    plain = Qt.KeyboardModifier.NoModifier
    hand = Counted()
    hand.press(Qt.Key.Key_T)
    hand.press(Qt.Key.Key_T, plain)
    hand.press(Qt.Key.Key_R, plain)
    keys("She is well.")
    hand.press(ENTER)
    qtbot.waitUntil(lambda: not _is_open(shell))
    found = _contacts(shell, case_id)
    assert len(found) == before + 1
    saved = found[-1]
    assert (saved.who, saved.how, saved.result) == ("client", "text", "successful")
    assert saved.note == "She is well."
    assert saved.at == NOW
    assert hand.count <= 8


def test_an_agency_contact_takes_no_more_keys(shell: ShellView, case_id: str) -> None:
    plain = Qt.KeyboardModifier.NoModifier
    hand = Counted()
    hand.press(Qt.Key.Key_T)
    hand.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    hand.press(Qt.Key.Key_2, plain)
    hand.press(Qt.Key.Key_C, plain)
    hand.press(Qt.Key.Key_R, plain)
    hand.press(ENTER)
    saved = _contacts(shell, case_id)[-1]
    assert (saved.who, saved.how) == ("agency", "phone")
    assert hand.count <= 8


def test_a_channel_outside_the_rule_interrupts_and_closes_the_save(
    shell: ShellView, case_id: str
) -> None:
    before = len(_contacts(shell, case_id))
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_C)
    assert _breach(shell).isVisible()
    assert "This client’s rule is text only" in _breach(shell).accessibleName()
    key(Qt.Key.Key_R)
    key(ENTER, CTRL)
    assert _is_open(shell)
    assert len(_contacts(shell, case_id)) == before


def test_changing_to_the_safe_channel_opens_the_save(shell: ShellView, case_id: str) -> None:
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_C)
    panel = _panel(shell)
    panel._change.setFocus()
    key(ENTER)
    assert not _breach(shell).isVisible()
    key(Qt.Key.Key_R)
    key(ENTER, CTRL)
    assert _contacts(shell, case_id)[-1].how == "text"


def test_a_reason_opens_the_save_and_is_kept_with_the_contact(
    shell: ShellView, case_id: str
) -> None:
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_C)
    key(Qt.Key.Key_R)
    key(ENTER, CTRL)  # refused: the focus goes to the way out
    key(ENTER)
    keys("She rang us first")
    key(ENTER, CTRL)
    saved = _contacts(shell, case_id)[-1]
    assert (saved.how, saved.rule_reason) == ("phone", "She rang us first")


def test_the_rule_does_not_bind_contact_with_an_agency(shell: ShellView) -> None:
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_C)
    assert _breach(shell).isVisible()
    _panel(shell).fields.focus("contact.who")
    key(Qt.Key.Key_2)
    assert not _breach(shell).isVisible()


def test_esc_keeps_the_draft_and_it_opens_again_at_the_same_letter(
    shell: ShellView, desk: Desk, case_id: str
) -> None:
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_T)
    key(Qt.Key.Key_R)
    keys("Half a sentence")
    for _ in range(4):
        key(Qt.Key.Key_Left)
    key(ESC)
    assert not _is_open(shell)
    kept = drafts.kept(desk.session, contact_draft(case_id))
    assert kept is not None
    assert kept.typed["contact.note"] == "Half a sentence"
    key(Qt.Key.Key_T, CTRL)
    note = focused()
    assert isinstance(note, QTextEdit)
    assert note.toPlainText() == "Half a sentence"
    keys("whole ")
    assert note.toPlainText() == "Half a sentwhole ence"


@pytest.mark.usefixtures("shell")
def test_a_draft_keeps_the_blanks_at_its_ends_and_its_cursor_among_them(
    desk: Desk, case_id: str
) -> None:
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_T)
    key(Qt.Key.Key_R)
    keys("  First. ")
    key(Qt.Key.Key_Escape)
    key(Qt.Key.Key_T, CTRL)
    note = focused()
    assert isinstance(note, QTextEdit)
    assert (note.toPlainText(), note.textCursor().position()) == ("  First. ", 9)
    keys("Then more. ")
    key(ENTER, CTRL)
    assert desk.session.vault.fetch(Contact, owner=case_id)[-1].note == "First. Then more."


def test_the_draft_is_on_the_disk_within_a_second_of_the_key(
    shell: ShellView, desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_N)
    _panel(shell).fields.focus("contact.note")
    keys("T")
    qtbot.waitUntil(
        lambda: drafts.kept(desk.session, contact_draft(case_id)) is not None, timeout=1000
    )


@pytest.mark.usefixtures("shell")
def test_an_untouched_panel_leaves_no_draft(desk: Desk, case_id: str) -> None:
    key(Qt.Key.Key_T, CTRL)
    key(ESC)
    assert drafts.kept(desk.session, contact_draft(case_id)) is None


def test_saving_settles_the_draft(shell: ShellView, desk: Desk, case_id: str) -> None:
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_T)
    key(ESC)
    key(Qt.Key.Key_T, CTRL)
    _panel(shell).fields.focus("contact.result")
    key(Qt.Key.Key_R)
    key(ENTER, CTRL)
    assert drafts.kept(desk.session, contact_draft(case_id)) is None
    assert not _is_open(shell)


def test_today_in_a_draft_of_yesterday_stays_yesterday(shell: ShellView, desk: Desk) -> None:
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_T)
    key(ESC)
    desk.session.clock = lambda: NOW + timedelta(days=1)
    key(Qt.Key.Key_T, CTRL)
    assert _panel(shell).fields.typed()["contact.at"] == "20 Nov 2025 10:12"


def test_what_is_missing_is_listed_and_leads_to_its_field(shell: ShellView) -> None:
    key(Qt.Key.Key_T, CTRL)
    key(ENTER, CTRL)
    panel = _panel(shell)
    assert panel.summary.isVisible()
    assert panel.summary.hasFocus()
    assert "Choose how contact was made" in panel.summary.accessibleDescription()
    key(TAB)
    key(ENTER)
    assert panel.fields.place().startswith("contact.how")


def test_the_timer_fills_the_minutes_only_when_it_is_stopped(shell: ShellView) -> None:
    key(Qt.Key.Key_T, CTRL)
    panel = _panel(shell)
    assert "contact.minutes" not in panel.fields.typed()
    panel.timer.button.setFocus()
    key(ENTER)
    assert panel.fields.typed()["contact.minutes"] == "1"


def test_a_follow_up_becomes_a_task(shell: ShellView, desk: Desk, case_id: str) -> None:
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_T)
    key(Qt.Key.Key_R)
    _panel(shell).fields.focus("task.due")
    keys("tomorrow")
    key(ENTER, CTRL)
    tasks = desk.session.vault.fetch(Task, owner=case_id)
    assert [task.due for task in tasks] == [(NOW + timedelta(days=1)).date()]


def test_opinion_stays_folded_until_it_is_asked_for(shell: ShellView, case_id: str) -> None:
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_T)
    key(Qt.Key.Key_R)
    names = [each.accessibleName() for each in _visible_fields(_panel(shell))]
    assert "Opinion" not in names
    _panel(shell).fields.focus("contact.opinion")
    keys("May need time")
    key(ENTER, CTRL)
    assert _contacts(shell, case_id)[-1].opinion == "May need time"


def _visible_fields(panel: ContactView) -> list[QWidget]:
    fields = [*panel.findChildren(QTextEdit), *panel.findChildren(QLineEdit)]
    return [each for each in fields if each.isVisible()]


def test_without_an_open_case_ctrl_t_says_what_to_do(desk: Desk, qtbot: QtBot) -> None:
    shell = shell_in_use(desk, qtbot)
    QTest.keyClick(shell, Qt.Key.Key_T, CTRL)
    assert not _is_open(shell)
    assert "Open a case first" in shell.status.text()
    shell.close()


def test_tab_never_leaves_the_panel(shell: ShellView) -> None:
    key(Qt.Key.Key_T, CTRL)
    panel = _panel(shell).window().findChildren(ContactView)
    assert panel
    overlay = _panel(shell).parentWidget()
    assert overlay is not None
    for _ in range(25):
        key(TAB)
        assert not shell.rail.isAncestorOf(focused())
        assert not shell.stack.isAncestorOf(focused())


def test_a_draft_leads_back_to_its_panel(shell: ShellView) -> None:
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_T)
    key(ESC)
    shell.go(Place("drafts"))
    key(ENTER)
    assert _panel(shell).fields.typed()["contact.how"] == "text"


def test_which_agency_is_asked_only_where_it_was_with_one(
    shell: ShellView,
) -> None:
    key(Qt.Key.Key_T, CTRL)
    fields = _panel(shell).fields
    assert fields._frames["contact.agency"].isHidden()
    fields.answer("contact.who", "agency")
    assert not fields._frames["contact.agency"].isHidden()
    fields.answer("contact.agency", "Housing")
    assert fields.typed()["contact.agency"] == "Housing"
    fields.answer("contact.who", "client")
    assert "contact.agency" not in fields.typed()
