"""The writing half of the vault: one transaction at a time, erasing and files included."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from sqlcipher3 import Connection

from idva_desktop.journal.acts import Act
from idva_desktop.vault.attachments import damaged_file, open_parts, seal_parts
from idva_desktop.vault.cleansing import Cleansed, cleanse, own_backups, pending
from idva_desktop.vault.connection import plain_errors, transaction
from idva_desktop.vault.drafts import Drafts
from idva_desktop.vault.erasing import destroy, erasable, require_named
from idva_desktop.vault.members import ProvenMember
from idva_desktop.vault.projector import Projector
from idva_desktop.vault.read_door import ReadDoor
from idva_desktop.vault.rekeying import rekey, take_out
from idva_desktop.vault.session import Session
from idva_desktop.vault.walls import Walls, refuse_walled
from idva_desktop.vault.writer import ActWriter
from idva_desktop.vault.writers import NOTE


class WriteDoor(ReadDoor):
    """What :class:`~idva_desktop.vault.vault.Vault` writes through, for one thread."""

    def __init__(self, session: Session, connection: Connection) -> None:
        super().__init__(connection, session.member)
        self._session = session
        self._projector = Projector(connection)

    @contextmanager
    def _writing(
        self, signer: ProvenMember | None, *, past_walls: bool = False
    ) -> Iterator[ActWriter]:
        session = self._session
        walled = frozenset[str]() if past_walls else self._walled(signer)
        signer_id = bytes.fromhex(signer.member.id) if signer else session.held.member
        try:
            with transaction(self._connection):
                self._keys.forget_what_others_changed()
                writer = ActWriter(
                    self._connection,
                    self._keys,
                    self._projector,
                    device=session.header.device,
                    signer_id=signer_id,
                    signer=signer or session.key,
                    walled=walled,
                )
                yield writer
                writer.finish()
        except BaseException:
            self._keys.forget()
            raise

    def _walled(self, signer: ProvenMember | None) -> frozenset[str]:
        """Return what neither the open member nor the second one may write to."""
        own = self._walls.owners()
        return own | Walls(self._connection, signer.member).owners() if signer else own

    # Files

    def attach(
        self, act: Act, owner: str, attachment: str, content: bytes, *, settles_draft: str = ""
    ) -> str:
        """Keep a file in the transaction of the act that records it, and settle its draft.

        Raises:
            VaultFullError: the disk is full; nothing was written.
        """
        with self._writing(None) as writer:
            act_id = writer.write(act, self._session.clock())
            self._keep_file(owner, attachment, content)
            Drafts(self._connection, self._session.held.member).settle(settles_draft)
        return act_id

    def _keep_file(self, owner: str, attachment: str, content: bytes) -> None:
        key = erasable(owner, self._keys.find(owner))
        seal_parts(self._connection, key, attachment, content)

    @plain_errors()
    def attachment(self, owner: str, attachment: str) -> bytes:
        """Return the content of a file that was kept.

        Raises:
            JournalError: a piece is missing or was changed.
            RefusedError: it is walled from the member.
        """
        refuse_walled(self._walls.owners(), [owner])
        with self._acts() as keys:
            key = keys.find(owner)
            if key is None:
                raise damaged_file()
            return open_parts(self._connection, key, attachment)

    # Erasing

    def named_key(self, owner: str) -> tuple[str, int]:
        """Return the box and the epoch of a scope's key, as the proof of its erasure names them.

        Raises:
            RefusedError: the scope is not there, was erased before, or may not be erased.
        """
        self._keys.forget_what_others_changed()
        key = erasable(owner, self._keys.find(owner))
        return key.box.hex(), key.epoch

    def erase(self, act: Act, owners: Sequence[str]) -> str:
        """Destroy the keys of scopes, in the transaction of the act that names them.

        What backups and free pages still hold goes with :meth:`cleanse`.

        Raises:
            RefusedError: a scope is not there, was erased before, or may not be erased.
        """
        refuse_walled(self._walls.owners(), owners)
        with self._writing(None) as writer:
            keys = [erasable(owner, self._keys.find(owner)) for owner in owners]
            require_named(act, keys)
            act_id = writer.write(act, self._session.clock())
            for key in keys:
                destroy(self._connection, key)
        self._keys.forget()
        return act_id

    def rectify(self, act: Act, owner: str) -> str:
        """Seal what a scope says now under a new key, and destroy the key of what it said before.

        Raises:
            RefusedError: two answers stand for one question, or a newer program wrote here.
        """
        refuse_walled(self._walls.owners(), [owner])
        with self._writing(None) as writer:
            key = erasable(owner, self._keys.find(owner))
            require_named(act, [key])
            kept, writers = take_out(self._connection, key)
            rekey(self._connection, self._keys, key, kept)
            notes = {**act.notes, NOTE: writers}
            whole = replace(act, changes=(*act.changes, *kept), notes=notes)
            return writer.write(whole, self._session.clock())

    def cleanse(self) -> Cleansed:
        """Leave nothing of destroyed keys in free pages, the log and the own backups; repeatable.

        Raises:
            VaultError: the disk refuses or the vault is busy; it stays on the list.
        """
        return cleanse(self._session, self._connection)

    def to_be_cleansed(self) -> set[str]:
        """Return the boxes, hex, of which pages or backups may still hold a destroyed key."""
        return {box.hex() for box in pending(self._connection)}

    def own_backups(self) -> list[str]:
        """Return the names of the backups in the vault's own folder, oldest first."""
        return [backup.name for backup in own_backups(self._session.folder)]
