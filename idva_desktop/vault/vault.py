"""The vault: the one store. Casework reads and writes through this and nothing else."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from secrets import token_bytes
from types import TracebackType
from typing import Self, TypeVar

from sqlcipher3 import Connection

from idva_desktop.domain.errors import RefusedError, VaultError, WrongPassphraseError
from idva_desktop.domain.record import Record
from idva_desktop.journal.acts import Act
from idva_desktop.vault.audit import AuditReport, OnProgress, audit
from idva_desktop.vault.backup import back_up
from idva_desktop.vault.connection import plain_errors
from idva_desktop.vault.creating import NewVault, create_session
from idva_desktop.vault.device_code import device_code as code_of
from idva_desktop.vault.device_secret import DeviceSecretStore
from idva_desktop.vault.drafts import KEY_PARTS, Draft, DraftAnswer, Drafts
from idva_desktop.vault.kdf import KEY_BYTES, KdfCost
from idva_desktop.vault.key_door import KeyDoor
from idva_desktop.vault.member_rows import member_by_id, members
from idva_desktop.vault.members import Member, ProvenMember, Role, SigningKey, proper_name
from idva_desktop.vault.opening import open_session, start
from idva_desktop.vault.session import Clock, Session, now
from idva_desktop.vault.slots import ID_BYTES, Secrets, make_slot
from idva_desktop.vault.write_door import WriteDoor

R = TypeVar("R", bound=Record)


class Vault(KeyDoor, WriteDoor):
    """One door to an open vault, for one thread.

    Made by :meth:`create`, :meth:`open` and :meth:`second_door` only.

    Attributes:
        member: who opened it.
        folder: where it lies.
        is_demo: whether it is a demonstration with public secrets.
    """

    def __init__(self, session: Session, connection: Connection, *, is_main: bool) -> None:
        super().__init__(session, connection)
        self._is_main = is_main
        self._closed = False
        self._drafts = Drafts(connection, session.held.member)
        self.member = session.member
        self.folder = session.folder
        self.is_demo = session.header.demo

    @classmethod
    def create(  # noqa: PLR0913 - each is a choice that whoever makes a vault takes
        cls,
        folder: Path,
        *,
        member_name: str,
        roles: frozenset[Role],
        passphrase: str,
        keyring_use: DeviceSecretStore,
        cost: KdfCost | None = None,
        demo: bool = False,
        device_secret: bytes | None = None,
        clock: Clock = now,
        allow_shared_place: bool = False,
    ) -> tuple[Self, str]:
        """Make a vault with its first member; returns it open, and the device code to print.

        ``device_secret`` is for the demo, whose secrets are public; otherwise it is random.

        Raises:
            VaultError: the folder is shared or not empty, or the disk refuses; nothing was made.
            KeyringError: a keyring was asked for and does not work; nothing was made.
            RefusedError: the member's name is none; nothing was made.
        """
        session = create_session(
            folder,
            NewVault(member_name, roles, passphrase, cost or KdfCost(), demo, device_secret),
            store=keyring_use,
            clock=clock,
            allow_shared_place=allow_shared_place,
        )
        vault = cls(session, start(session, ()), is_main=True)
        return vault, code_of(session.device_secret)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        passphrase: str,
        member_name: str | None = None,
        device_code: str | None = None,
        keyring_use: DeviceSecretStore | None = None,
        clock: Clock = now,
    ) -> Self:
        """Open a vault. A device code that is given wins over the keyring.

        Raises:
            VaultError: one of its kinds, each with its own sentence; nothing was written.
        """
        session, connection = open_session(
            folder,
            passphrase=passphrase,
            member_name=member_name,
            device_code=device_code,
            store=keyring_use or DeviceSecretStore(),
            clock=clock,
        )
        return cls.at_main_door(session, connection)

    @classmethod
    def at_main_door(cls, session: Session, connection: Connection) -> Self:
        """Return the main door of a vault that was proven; a restored one begins with an act."""
        vault = cls(session, connection, is_main=True)
        if session.began_anew:
            vault.commit(Act("recovery"))
            vault.refresh_anchor()
        if vault.to_be_cleansed():
            # An erasure was cut short; its list stays until this succeeds.
            with suppress(VaultError):
                vault.cleanse()
        return vault

    def second_door(self) -> Self:
        """Return a further door for a job; call it on the job's own thread, and close it there."""
        return type(self)(self._session, self._session.connect(), is_main=False)

    @property
    def keyring_name(self) -> str:
        """The keyring that keeps the device secret, ``""`` where only the printed code opens."""
        return self._session.header.keyring

    @property
    def device_code(self) -> str:
        """The device secret as it is printed; whoever has it still needs a passphrase."""
        return code_of(self._session.device_secret)

    # Members

    @plain_errors()
    def members(self) -> list[Member]:
        """Return every member, by name."""
        return members(self._connection)

    @plain_errors()
    def add_member(self, *, name: str, roles: frozenset[Role], passphrase: str) -> Member:
        """Give a further person a slot, a passphrase and a signing key of their own.

        Raises:
            RefusedError: the name is taken, or is none.
        """
        name = proper_name(name)
        if any(known.is_called(name) for known in self.members()):
            raise RefusedError(
                "A member of this vault has this name already. Nothing was changed. Add another "
                "word to the name."
            )
        session = self._session
        header = session.header
        held = Secrets(session.held.database_key, token_bytes(ID_BYTES), token_bytes(KEY_BYTES))
        key = SigningKey(held.seed)
        member = Member(held.member.hex(), name, roles, key.public)
        slot = make_slot(
            header.vault, passphrase, session.device_secret, held, header.slots[0].cost
        )
        # The slot comes first: one without a member is passed over, and is taken back on failure.
        session.replace_header(
            replace(
                header,
                slots=(*header.slots, slot),
                signers=(*header.signers, (held.member, key.public)),
            )
        )
        try:
            self.commit(Act("add_member", (member.as_change(),)))
        except BaseException:
            session.replace_header(header)
            raise
        return member

    @plain_errors()
    def prove_member(self, name: str, passphrase: str) -> ProvenMember:
        """Let another member prove themselves on this computer, to approve one step.

        Raises:
            WrongPassphraseError: no slot of that member opens; the attempt is an act.
        """
        session = self._session
        for slot in session.header.slots:
            held = slot.open(session.header.vault, passphrase, session.device_secret)
            if held is None:
                continue
            member = member_by_id(self._connection, held.member)
            if member is not None and member.is_called(name):
                return ProvenMember(member, SigningKey(held.seed))
        self.commit(Act("failed_unlock"))
        raise WrongPassphraseError(
            "The name or the passphrase of the second person is not right. Nothing was changed. "
            "Let them type it again; capitals and spaces matter."
        )

    def sign(self, message: bytes) -> bytes:
        """Return the open member's Ed25519 signature."""
        return self._session.key.sign(message)

    # Writing

    def commit(
        self, act: Act, *, settles_draft: str | None = None, signer: ProvenMember | None = None
    ) -> str:
        """Write one act durably, all or nothing; returns its id.

        Args:
            act: what was done.
            settles_draft: the draft that it saves, dropped in the same transaction.
            signer: a second member whose own act this is; the open member if ``None``.

        Raises:
            VaultFullError: the disk is full; nothing was written.
        """
        with self._writing(signer) as writer:
            act_id = writer.write(act, self._session.clock())
            if settles_draft is not None:
                self._drafts.settle(settles_draft)
        return act_id

    def commit_many(
        self, acts: Iterable[Act], *, files: Iterable[tuple[str, str, bytes]] = ()
    ) -> list[str]:
        """Write many acts in one transaction, all or none; returns their ids in order.

        They go past walls: what a workbook or a package brings must not differ by who imports it.

        Args:
            acts: what was done.
            files: owner, attachment and content of the files that the acts record.
        """
        with self._writing(None, past_walls=True) as writer:
            ids = [writer.write(act, self._session.clock()) for act in acts]
            for owner, attachment, content in files:
                self._keep_file(owner, attachment, content)
        return ids

    # Drafts

    @plain_errors()
    def save_draft(
        self, key: str, form: str, answers: Mapping[str, DraftAnswer], cursor: str
    ) -> None:
        """Keep what is being typed, right or wrong, in place of what was kept before.

        What was being typed about a client or case that has been erased is not kept: a window that
        was open meanwhile would write words of theirs again.
        """
        if not self._keys.erased().isdisjoint(key.split(KEY_PARTS)):
            return
        self._drafts.save(Draft(key, form, dict(answers), cursor, self._session.clock()))

    @plain_errors()
    def draft(self, key: str) -> Draft | None:
        """Return the open member's draft of that key; none about what is walled from them."""
        return next((draft for draft in self.drafts() if draft.key == key), None)

    @plain_errors()
    def drafts(self) -> list[Draft]:
        """Return the open member's drafts, the newest first; those behind a wall wait there."""
        walled = self._walls.owners() | self._walls.hidden_records()
        kept = self._drafts.all()
        return [draft for draft in kept if walled.isdisjoint(draft.key.split(KEY_PARTS))]

    @plain_errors()
    def delete_draft(self, key: str) -> None:
        """Drop a draft."""
        self._drafts.delete(key)

    # Keeping

    @plain_errors()
    def backup(self, to: Path | None = None) -> Path:
        """Make a verified backup in ``to`` or the vault's own folder; returns where it is."""
        made = back_up(self._session, self._connection, to)
        self.refresh_anchor()
        return made

    @plain_errors()
    def refresh_anchor(self) -> None:
        """Note how far the journal reaches; at lock, at backup and each minute."""
        self._session.note_anchors(self._connection)

    def audit(self, on_progress: OnProgress | None = None) -> AuditReport:
        """Prove the journal and the projections; says in plain words what does not prove."""
        return audit(self._session, self._connection, on_progress)

    def close(self) -> None:
        """Close this door; the main door notes the anchor and releases the vault.

        Closing it again does nothing, so that a lock and the end of a window may meet.
        """
        if self._closed:
            return
        self._closed = True
        if self._is_main:
            try:
                # An older anchor is still a true lower bound, and a vault can always be closed.
                with suppress(VaultError):
                    self.refresh_anchor()
            finally:
                self._connection.close()
                self._session.key.drop()
                self._session.lock.release()
        else:
            self._connection.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the door, whatever happened."""
        self.close()
