"""An open vault: the keys in use, the header, the lock. Shared by every door to it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout
from sqlcipher3 import Connection

from idva_desktop.domain.errors import KeyringError, VaultInUseError
from idva_desktop.journal.tip import Tip
from idva_desktop.vault.connection import DATABASE_FILE, open_database
from idva_desktop.vault.device_secret import DeviceSecretStore
from idva_desktop.vault.disk_errors import plain_disk_error
from idva_desktop.vault.header import Header, write_header
from idva_desktop.vault.members import Member, SigningKey
from idva_desktop.vault.slots import Secrets

LOCK_FILE = "vault.lock"
Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the present instant, UTC."""
    return datetime.now(UTC)


def lock_vault(folder: Path) -> BaseFileLock:
    """Hold a vault for this process.

    Raises:
        VaultInUseError: another window or command holds it.
        VaultError: the folder cannot be written.
    """
    lock = FileLock(folder / LOCK_FILE, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise VaultInUseError(
            "This vault is already open in another window or command. It is safe and nothing was "
            "changed. Close it there first, then open it here."
        ) from None
    except OSError as error:
        raise plain_disk_error(error) from None
    return lock


@dataclass(slots=True, repr=False)
class Session:
    """What an open vault holds in memory.

    Attributes:
        folder: the vault's folder.
        header: as it stands in the file.
        held: the secrets of the open member's slot.
        device_secret: of this computer.
        member: who opened it.
        key: the member's signing key.
        store: the keyring.
        lock: held until the vault is closed.
        clock: tells the time of acts; decides nothing.
        began_anew: whether this opening began a new device incarnation, as after a restore.
    """

    folder: Path
    header: Header
    held: Secrets
    device_secret: bytes
    member: Member
    key: SigningKey
    store: DeviceSecretStore
    lock: BaseFileLock
    clock: Clock
    began_anew: bool = False
    guard: threading.Lock = field(default_factory=threading.Lock)

    def connect(self) -> Connection:
        """Return a further connection, for the calling thread."""
        return open_database(self.folder / DATABASE_FILE, self.held.database_key)

    def replace_header(self, header: Header) -> None:
        """Write a changed header.

        Raises:
            VaultError: the disk is full or refuses; the header stays as it was.
        """
        with self.guard:
            try:
                write_header(self.folder, header, self.held.database_key)
            except OSError as error:
                raise plain_disk_error(error) from None
            self.header = header

    def note_anchors(self, connection: Connection) -> None:
        """Note in the header, and in the keyring where one is used, how far the journal reaches."""
        tips = tips_of(connection)
        if tips != self.header.anchors:
            self.replace_header(
                replace(self.header, anchors=merge_anchors(self.header.anchors, tips))
            )
        own = [tip for tip in tips if tip.device == self.header.device]
        if self.header.keyring and own:
            try:
                self.store.keep_anchor(self.header.vault, own[0])
            except KeyringError:
                # The header holds the anchor too; `audit` says when the keyring's is absent.
                return


def tips_of(connection: Connection) -> tuple[Tip, ...]:
    """Return how far each device's chain reaches by the database."""
    rows = connection.execute(
        "SELECT device, n, digest FROM devices WHERE n > 0 ORDER BY number"
    ).fetchall()
    return tuple(Tip(*row) for row in rows)


def merge_anchors(known: tuple[Tip, ...], tips: tuple[Tip, ...]) -> tuple[Tip, ...]:
    """Return the furthest known place of each device; an anchor is never lowered."""
    furthest = {tip.device: tip for tip in known}
    for tip in tips:
        if tip.device not in furthest or tip.n >= furthest[tip.device].n:
            furthest[tip.device] = tip
    return tuple(furthest.values())


def is_behind(tips: tuple[Tip, ...], anchors: tuple[Tip, ...]) -> bool:
    """Say whether the journal ends before a place that was noted."""
    reached = {tip.device: tip.n for tip in tips}
    return any(reached.get(anchor.device, 0) < anchor.n for anchor in anchors)
