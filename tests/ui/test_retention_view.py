"""Retention at the window: what is due is shown, erased by two people, and proved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts, intake, records
from idva_desktop.casework.case_file import banner
from idva_desktop.casework.erasing import erasure
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.records import Case, Contact, Erasure, LegalHold, Referral
from idva_desktop.ui.approval_panel import LongApprovalPanel
from idva_desktop.ui.contact_view import ContactView
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.erase_panels import ErasePanel, ProofPanel, RectifyPanel, RunPanel
from idva_desktop.ui.print_panel import PdfPanel
from idva_desktop.ui.retention_view import RetentionView
from idva_desktop.ui.service_view import ServiceView
from idva_desktop.ui.shell_view import ShellView
from tests.ui.shell_in_use import in_sight, shell_in_use
from tests.ui.typing import CTRL, key, keys
from tests.ui.vaults import FIRST, NOW, WORKER, WORKER_WORDS, SeededVault, referral
from tests.ui.what_is_held import holders, words_of_the_program

ENTER = Qt.Key.Key_Return


def never_reached(session: Session, family: str) -> str:
    """Enter a referral whose time is over."""
    case_id = intake.accept(session, referral("Sam", family, received="3 Mar 2025 9:00"))
    [asked] = session.vault.fetch(Referral, owner=case_id)
    answers = {"decision": "could_not_contact", "decided_on": NOW.date().replace(month=3)}
    session.save("save", [Save(Referral, asked.id, case_id, answers)])
    return case_id


@pytest.fixture
def due(supervisor_desk: Desk) -> str:
    """Return a case whose time is over."""
    return never_reached(supervisor_desk.session, "Ashby")


@pytest.fixture
def shell(supervisor_desk: Desk, due: str, qtbot: QtBot) -> Iterator[ShellView]:
    assert due
    made = shell_in_use(supervisor_desk, qtbot)
    made.go(Place("service", part=Erasure.kind))
    yield made
    made.close()


def _view(shell: ShellView) -> RetentionView:
    view = shell.view()
    assert isinstance(view, ServiceView)
    part = view.part()
    assert isinstance(part, RetentionView)
    return part


def _approve(shell: ShellView) -> None:
    panel = in_sight(shell, LongApprovalPanel)
    panel.member.set_value(WORKER)
    panel.focus_first()
    keys(WORKER_WORDS)
    key(ENTER, CTRL)


def test_a_due_case_is_erased_by_keyboard_and_the_proof_is_shown(
    shell: ShellView, due: str, qtbot: QtBot, tmp_path: Path
) -> None:
    view = _view(shell)
    view.focus_first()
    key(ENTER)
    assert in_sight(shell, ErasePanel).why.value() == "retention"
    key(ENTER, CTRL)
    _approve(shell)
    session = shell.desk.session
    qtbot.waitUntil(lambda: _view(shell).erased.table.records.rowCount() == 1, timeout=15_000)
    assert session.vault.fetch_one(Case, due) is None
    assert _view(shell).due.table.records.rowCount() == 0
    assert session.vault.to_be_cleansed() == set()
    _view(shell).focus_first()
    key(ENTER)
    proof = in_sight(shell, ProofPanel)
    proof.step()
    assert "holds no name" in proof.message.accessibleName()
    proof.print_button.setFocus()
    key(ENTER)
    panel = in_sight(shell, PdfPanel)
    assert not panel.large.isVisible()
    panel.folder.set_value(str(tmp_path))
    key(ENTER, CTRL)
    qtbot.waitUntil(panel.message.isVisible, timeout=10_000)
    assert (tmp_path / "proof-of-erasure.pdf").read_bytes().startswith(b"%PDF")


def test_a_case_that_is_open_in_the_window_leaves_it_when_it_is_erased(
    shell: ShellView, due: str, qtbot: QtBot
) -> None:
    session = shell.desk.session
    reference = banner(session, due).row.reference
    for screen in ("risk", "plan", "case"):
        shell.desk.go(screen, due)
    shell.log_contact()
    panel = in_sight(shell, ContactView)
    panel.focus_first()
    keys("1TRSalamandrine")
    shell.desk.open_panel(ErasePanel(shell.desk, due, why="clients_request"))
    assert {reference, due} <= {mark for mark in (reference, due) if mark in words_of_the_program()}
    in_sight(shell, ErasePanel).step()
    _approve(shell)
    qtbot.waitUntil(lambda: reference not in words_of_the_program(), timeout=15_000)
    qtbot.waitUntil(lambda: not session.vault.to_be_cleansed(), timeout=15_000)
    assert session.vault.fetch_one(Case, due) is None
    shell.desk.close_panel()
    for mark in (reference, due, "Salamandrine"):
        assert mark not in words_of_the_program(), holders(mark)
    assert drafts.all_kept(session) == []


def test_all_that_are_due_go_at_once(shell: ShellView, qtbot: QtBot) -> None:
    never_reached(shell.desk.session, "Brook")
    shell.desk.saved()
    before = shell.desk.session.vault.count(Case)
    _view(shell).run_button.click()
    in_sight(shell, RunPanel).step()
    _approve(shell)
    qtbot.waitUntil(lambda: _view(shell).erased.table.records.rowCount() == 2, timeout=15_000)
    assert shell.desk.session.vault.count(Case) == before - 2


def test_a_held_case_leads_to_its_hold_and_cannot_go_on(shell: ShellView, due: str) -> None:
    typed = {"legal_hold.since": "today", "legal_hold.why": "Inquest"}
    records.save_record(shell.desk.session, LegalHold, due, typed)
    shell.desk.saved()
    assert _view(shell).due.table.records.rowCount() == 0
    assert _view(shell).held.table.records.rowCount() == 1
    shell.desk.open_panel(ErasePanel(shell.desk, due, why="retention"))
    panel = in_sight(shell, ErasePanel)
    assert "legal hold" in panel.message.accessibleName()
    panel.step()
    assert panel.isVisible()
    assert shell.desk.session.vault.fetch_one(Case, due) is not None


def test_a_reason_is_asked_for(shell: ShellView, due: str) -> None:
    shell.desk.open_panel(ErasePanel(shell.desk, due))
    panel = in_sight(shell, ErasePanel)
    panel.step()
    assert "Choose why" in panel.message.accessibleName()


def test_earlier_values_are_removed_from_the_case(
    shell: ShellView, seeded_vault: SeededVault, qtbot: QtBot
) -> None:
    case_id = seeded_vault.cases[FIRST]
    shell.desk.go("closure", case_id)
    shell.desk.open_panel(RectifyPanel(shell.desk, case_id))
    panel = in_sight(shell, RectifyPanel)
    panel.step()
    assert "Choose where" in panel.message.accessibleName()
    panel.whose.set_value("case")
    panel.refresh()
    panel.step()
    _approve(shell)
    session = shell.desk.session
    qtbot.waitUntil(lambda: bool(erasure.erasures(session)), timeout=15_000)
    qtbot.waitUntil(lambda: not session.vault.to_be_cleansed(), timeout=15_000)
    assert session.vault.fetch(Contact, owner=case_id)
    qtbot.waitUntil(lambda: len(session.vault.own_backups()) == 1, timeout=15_000)
