"""A full disk, a hanging keyring, another's draft: said in the flow, and no word is lost."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.SecretService import Keyring as SecretService
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts
from idva_desktop.casework.contacts import contact_draft
from idva_desktop.casework.kept_drafts import kept_drafts
from idva_desktop.casework.session import Session
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Contact
from idva_desktop.ui.contact_view import ContactView
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.drafts_view import DraftsView
from idva_desktop.ui.shell_view import ShellView
from idva_desktop.ui.unlock_view import UnlockView
from idva_desktop.ui.widgets.message_strip import MessageStrip
from idva_desktop.vault import device_secret
from idva_desktop.vault.device_secret import DeviceSecretStore
from idva_desktop.vault.vault import Vault
from tests.ui.shell_in_use import shell_in_use
from tests.ui.typing import CTRL, in_use, key, keys
from tests.ui.vaults import SECOND, SUPERVISOR_WORDS, WORKER_WORDS, SeededVault, now

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
LONG = "The neighbour wrote down when he came. "


@pytest.fixture
def shell(desk: Desk, seeded_vault: SeededVault, qtbot: QtBot) -> Iterator[ShellView]:
    made = shell_in_use(desk, qtbot)
    desk.go("case", seeded_vault.cases[SECOND])
    qtbot.wait(20)
    yield made
    made.close()


def panel(shell: ShellView) -> ContactView | None:
    return next((each for each in shell.findChildren(ContactView) if each.isVisible()), None)


def said(shell: ShellView) -> str:
    shown = panel(shell)
    assert shown is not None
    words = [each.text() for each in shown.window().findChildren(QLabel) if each.isVisible()]
    return " ".join([*words, shown.summary.accessibleDescription(), shown.summary.accessibleName()])


def fill_the_disk(vault: Vault) -> None:
    """Let the database grow no more, and use up the room that its pages still have."""
    row = vault._connection.execute("PRAGMA page_count").fetchone()
    assert row is not None
    vault._connection.execute(f"PRAGMA max_page_count = {row[0]}")


def free_some_space(vault: Vault) -> None:
    vault._connection.execute("PRAGMA max_page_count = 1000000")


def test_a_full_disk_is_said_in_the_flow_and_the_save_works_once_there_is_space(
    shell: ShellView, desk: Desk, seeded_vault: SeededVault
) -> None:
    case_id = seeded_vault.cases[SECOND]
    vault = desk.session.vault
    before = vault.count(Contact, owner=case_id)
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_T)
    key(Qt.Key.Key_R)
    keys("Kept before the disk was full. ")
    shown = panel(shell)
    assert shown is not None
    shown.leave()
    kept = drafts.kept(desk.session, contact_draft(case_id))
    fill_the_disk(vault)
    shown.fields.answer("contact.note", LONG * 400)
    key(ENTER, CTRL)
    assert panel(shell) is shown, "the panel closed though nothing was saved"
    assert "The disk is full" in said(shell)
    assert shown.fields.typed()["contact.note"] == LONG * 400
    assert vault.count(Contact, owner=case_id) == before
    assert drafts.kept(desk.session, contact_draft(case_id)) == kept
    shown._keeper.keep_now()
    assert shown._keeper.is_waiting(), "a draft that could not be kept is tried again"
    assert drafts.kept(desk.session, contact_draft(case_id)) == kept
    free_some_space(vault)
    key(ENTER, CTRL)
    assert panel(shell) is None
    saved = vault.fetch(Contact, owner=case_id)
    assert (len(saved), saved[-1].note) == (before + 1, (LONG * 400).strip())
    assert drafts.kept(desk.session, contact_draft(case_id)) is None
    assert vault.audit().proved


class HangingKeyring(SecretService):
    """A Secret Service whose daemon does not answer until it is let go."""

    let_go = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        del service, username
        self.let_go.wait(60)
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        del service, username, password
        self.let_go.wait(60)


def use_keyring(kind: type[KeyringBackend]) -> None:
    keyring.set_keyring(kind())


@pytest.fixture
def kept_in_a_keyring(vault_folder: Path, seeded_vault: SeededVault) -> Iterator[Path]:
    """Return a vault whose header says that a keyring keeps its device secret."""
    before = keyring.core._keyring_backend
    with Vault.open(
        vault_folder, passphrase=WORKER_WORDS, device_code=seeded_vault.code, clock=now
    ) as vault:
        header = replace(vault._session.header, keyring="Secret Service")
        vault._session.replace_header(header)
        use_keyring(NoKeyring)
    HangingKeyring.let_go.clear()
    yield vault_folder
    HangingKeyring.let_go.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join()
    keyring.core._keyring_backend = before


def field(view: UnlockView, name: str) -> QLineEdit:
    return next(each for each in view.findChildren(QLineEdit) if each.accessibleName() == name)


def message(view: UnlockView) -> str:
    strips = view.findChildren(MessageStrip)
    return " ".join(each.accessibleName() for each in strips if each.isVisible())


@pytest.mark.parametrize("kind", [NoKeyring, HangingKeyring])
def test_without_an_answer_of_the_keyring_the_code_is_asked_for_once_and_opens(
    kind: type[KeyringBackend],
    kept_in_a_keyring: Path,
    seeded_vault: SeededVault,
    qtbot: QtBot,
) -> None:
    use_keyring(kind)
    view = UnlockView(kept_in_a_keyring, store=DeviceSecretStore(patience=0.5), clock=now)
    opened: list[Session] = []
    view.unlocked.connect(opened.append)
    in_use(qtbot, view)
    view.focus_first()
    assert not field(view, "Device code").isVisible()
    keys(WORKER_WORDS)
    key(ENTER)
    qtbot.waitUntil(lambda: bool(message(view)), timeout=10_000)
    assert "Open it with the printed device code." in message(view) or (
        "Use the printed device code." in message(view)
    )
    assert field(view, "Device code").isVisible()
    keys(seeded_vault.code)
    begun = time.monotonic()
    key(ENTER)
    qtbot.waitUntil(lambda: bool(opened), timeout=10_000)
    opened[0].vault.close()
    assert time.monotonic() - begun < 5
    view.close()


def test_every_try_at_the_window_asks_the_same_keyring(
    kept_in_a_keyring: Path, qtbot: QtBot
) -> None:
    view = UnlockView(kept_in_a_keyring, clock=now)
    qtbot.addWidget(view)
    view._work()
    first = view._store
    view._work()
    assert first is not None
    assert view._store is first
    assert device_secret.PATIENCE_SECONDS <= 8


def test_a_lock_does_not_wait_for_a_keyring_that_hangs(
    kept_in_a_keyring: Path, seeded_vault: SeededVault
) -> None:
    use_keyring(HangingKeyring)
    vault = Vault.open(
        kept_in_a_keyring, passphrase=WORKER_WORDS, device_code=seeded_vault.code, clock=now
    )
    begun = time.monotonic()
    vault.close()
    assert time.monotonic() - begun < 3


# Drafts


def _open(folder: Path, words: str, seeded: SeededVault) -> Session:
    vault = Vault.open(folder, passphrase=words, device_code=seeded.code, clock=now)
    return Session(vault, now)


def test_a_draft_is_shown_to_whoever_typed_it_alone_and_survives_a_lock(
    vault_folder: Path, seeded_vault: SeededVault, qtbot: QtBot
) -> None:
    case_id = seeded_vault.cases[SECOND]
    mine = _open(vault_folder, WORKER_WORDS, seeded_vault)
    drafts.keep(mine, contact_draft(case_id), "contact", {"contact.note": "Mine"}, "")
    mine.vault.close()
    other = _open(vault_folder, SUPERVISOR_WORDS, seeded_vault)
    assert kept_drafts(other) == []
    assert drafts.kept(other, contact_draft(case_id)) is None
    view = ContactView(Desk(other), case_id)
    qtbot.addWidget(view)
    assert "contact.note" not in view.fields.typed()
    drafts.keep(other, contact_draft(case_id), "contact", {"contact.note": "Theirs"}, "")
    drafts.discard(other, contact_draft(case_id))
    other.vault.close()
    mine = _open(vault_folder, WORKER_WORDS, seeded_vault)
    kept = drafts.kept(mine, contact_draft(case_id))
    mine.vault.close()
    assert kept is not None
    assert kept.typed == {"contact.note": "Mine"}


ODD_DRAFTS = [
    {"contact.gone": "words", "contact.note": "Still here"},
    {"contact.how": "a code that is no more", "contact.note": "Still here"},
    {"contact.how": ["text"], "contact.support": "was a choice", "contact.note": "Still here"},
    {"contact.note": "Still here", "contact.at": {"an": "item"}},
]


@pytest.mark.parametrize("typed", ODD_DRAFTS)
def test_a_draft_of_an_older_form_opens_with_what_still_has_a_field(
    shell: ShellView, desk: Desk, seeded_vault: SeededVault, typed: dict[str, Typed]
) -> None:
    case_id = seeded_vault.cases[SECOND]
    drafts.keep(desk.session, contact_draft(case_id), "contact", typed, "contact.gone@9")
    key(Qt.Key.Key_T, CTRL)
    shown = panel(shell)
    assert shown is not None
    assert shown.fields.typed()["contact.note"] == "Still here"
    key(ESC)


def test_a_draft_of_a_form_or_a_case_that_is_gone_is_listed_and_can_be_discarded(
    desk: Desk, qtbot: QtBot
) -> None:
    for name in ("gone:somewhere", "contact:no-case", "without a case"):
        drafts.keep(desk.session, name, name.partition(":")[0], {"gone.note": "words"}, "")
    view = DraftsView(desk)
    in_use(qtbot, view)
    view.refresh()
    assert view.table.current_code()
    view._open_current()
    assert len(kept_drafts(desk.session)) == 3
