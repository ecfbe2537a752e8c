"""Opening a vault: seven things can be wrong, each has its own sentence and writes nothing."""

from dataclasses import replace
from pathlib import Path
from secrets import token_bytes

from sqlcipher3 import Connection

from idva_desktop.domain.errors import KeyringError, VaultError, WrongPassphraseError
from idva_desktop.journal.tip import Tip
from idva_desktop.vault.backup import MANIFEST, back_up
from idva_desktop.vault.connection import (
    DATABASE_FILE,
    look_before_opening,
    open_database,
    plain_errors,
    transaction,
)
from idva_desktop.vault.device_code import read_device_code
from idva_desktop.vault.device_secret import DeviceSecretStore
from idva_desktop.vault.header import Header, check_mac, decode_header, read_header
from idva_desktop.vault.member_rows import member_by_id
from idva_desktop.vault.members import Member, SigningKey
from idva_desktop.vault.projections import fit_tables
from idva_desktop.vault.rebuild import rebuild
from idva_desktop.vault.schema import migrate, newest_version, refuse_newer, version_of
from idva_desktop.vault.search_entries import SearchEntries
from idva_desktop.vault.session import (
    Clock,
    Session,
    is_behind,
    lock_vault,
    merge_anchors,
    tips_of,
)
from idva_desktop.vault.slots import ID_BYTES, Secrets


def wrong_passphrase() -> WrongPassphraseError:
    """Return the one error for every way in which no slot opens."""
    return WrongPassphraseError(
        "The passphrase, the name or the device code is not right for this vault. The vault is "
        "safe and nothing was changed. Try again; capitals and spaces matter."
    )


@plain_errors()
def open_session(
    folder: Path,
    *,
    passphrase: str,
    member_name: str | None,
    device_code: str | None,
    store: DeviceSecretStore,
    clock: Clock,
) -> tuple[Session, Connection]:
    """Open a vault with one member's passphrase.

    Raises:
        VaultError: one of its kinds, each with its own sentence; nothing was written.
    """
    raw = read_header(folder)
    header = decode_header(raw)
    if (folder / MANIFEST).exists():
        raise VaultError(
            "This folder is a backup. It was not opened, so that it stays as it was verified. "
            "Restore it into an empty folder and open that."
        )
    look_before_opening(folder / DATABASE_FILE)
    lock = lock_vault(folder)
    try:
        anchors = header.anchors
        if device_code is not None:
            device_secret = read_device_code(device_code)
        else:
            device_secret = _secret_of_keyring(header, store)
            anchors = merge_anchors(anchors, _anchors_of_keyring(header, store))
        held, member = _unlock(folder, raw, passphrase, device_secret, member_name)
        key = SigningKey(held.seed)
        session = Session(folder, header, held, device_secret, member, key, store, lock, clock)
        return session, start(session, anchors)
    except BaseException:
        lock.release()
        raise


@plain_errors()
def start(session: Session, anchors: tuple[Tip, ...]) -> Connection:
    """Connect, bring tables up to date, and begin a new incarnation where one is due."""
    connection = session.connect()
    try:
        if version_of(connection) < newest_version():
            if version_of(connection):
                back_up(session, connection, None)
            migrate(connection)
        with transaction(connection):
            if fit_tables(connection):
                rebuild(connection)
            SearchEntries(connection).fit()
        header = session.header
        if header.backup or is_behind(tips_of(connection), anchors):
            # Acts written from here must never be taken for ones that were written after the
            # state that was restored.
            device = token_bytes(ID_BYTES)
            kept = header.anchors if header.backup else anchors
            session.replace_header(replace(header, device=device, backup=False, anchors=kept))
            session.began_anew = True
    except BaseException:
        connection.close()
        raise
    return connection


def _secret_of_keyring(header: Header, store: DeviceSecretStore) -> bytes:
    if not header.keyring:
        raise KeyringError(
            "This vault opens with its printed device code, which no keyring on this computer "
            "keeps. The vault is safe and nothing was changed. Type the code from the sheet."
        )
    return store.find(header.vault)


def _anchors_of_keyring(header: Header, store: DeviceSecretStore) -> tuple[Tip, ...]:
    try:
        found = None if header.backup else store.find_anchor(header.vault, header.device)
    except KeyringError:
        return ()
    return (found,) if found else ()


def _unlock(
    folder: Path, raw: bytes, passphrase: str, device_secret: bytes, member_name: str | None
) -> tuple[Secrets, Member]:
    """Try each slot; one whose member was never entered, or is another, does not count."""
    header = decode_header(raw)
    for slot in header.slots:
        held = slot.open(header.vault, passphrase, device_secret)
        if held is not None:
            check_mac(raw, header, held.database_key)
            member = _look_inside(folder, held)
            if member is not None and _is_meant(member, member_name):
                return held, member
    raise wrong_passphrase()


def _is_meant(member: Member, name: str | None) -> bool:
    return name is None or member.is_called(name)


def _look_inside(folder: Path, held: Secrets) -> Member | None:
    """Read, without writing, whether the database is ours, not newer, and who opens it."""
    shared = folder / f"{DATABASE_FILE}-shm"
    had_shared = shared.exists()
    connection = open_database(folder / DATABASE_FILE, held.database_key, write=False)
    try:
        refuse_newer(connection)
        return member_by_id(connection, held.member)
    finally:
        connection.close()
        if not had_shared:
            # A log that a crash left needs shared memory to be read; the lock makes it ours.
            shared.unlink(missing_ok=True)
