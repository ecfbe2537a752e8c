"""Making a vault: built beside its place and moved in whole, or not at all."""

from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_bytes

from sqlcipher3 import Connection

from idva_desktop.domain.record import Scope
from idva_desktop.journal.acts import LEDGER_OWNER, Act
from idva_desktop.journal.envelopes import NONCE_BYTES
from idva_desktop.vault.connection import DATABASE_FILE, open_database, plain_errors, transaction
from idva_desktop.vault.device_secret import DeviceSecretStore
from idva_desktop.vault.header import Header, write_header
from idva_desktop.vault.kdf import KEY_BYTES, KdfCost
from idva_desktop.vault.members import Member, Role, SigningKey, proper_name
from idva_desktop.vault.new_folder import new_vault_folder
from idva_desktop.vault.places import refuse_shared_place
from idva_desktop.vault.projections import fit_tables
from idva_desktop.vault.projector import Projector
from idva_desktop.vault.schema import migrate
from idva_desktop.vault.scope_keys import ScopeKeys
from idva_desktop.vault.sealed_keys import RETURN_KEY, seal_key
from idva_desktop.vault.session import Clock, Session, lock_vault, tips_of
from idva_desktop.vault.slots import ID_BYTES, Secrets, make_slot, new_database_key
from idva_desktop.vault.writer import ActWriter


@dataclass(frozen=True, slots=True, repr=False)
class NewVault:
    """What a new vault is made with.

    Attributes:
        name: the first member's name.
        roles: and roles.
        passphrase: and passphrase.
        cost: of deriving keys from passphrases.
        demo: whether it is a demonstration with public secrets.
        device_secret: the demo's public secret; random if ``None``.
    """

    name: str
    roles: frozenset[Role]
    passphrase: str
    cost: KdfCost
    demo: bool = False
    device_secret: bytes | None = None


@plain_errors()
def create_session(
    folder: Path,
    wanted: NewVault,
    *,
    store: DeviceSecretStore,
    clock: Clock,
    allow_shared_place: bool,
) -> Session:
    """Make a vault with its first member, and open it.

    Raises:
        VaultError: the folder is shared or not empty, or the disk refuses; nothing was made.
        KeyringError: a keyring was asked for and does not work.
    """
    name = proper_name(wanted.name)
    if not allow_shared_place:
        refuse_shared_place(folder)
    with new_vault_folder(folder) as making:
        secret = wanted.device_secret or token_bytes(KEY_BYTES)
        held = Secrets(new_database_key(), token_bytes(ID_BYTES), token_bytes(KEY_BYTES))
        key = SigningKey(held.seed)
        member = Member(held.member.hex(), name, wanted.roles, key.public)
        vault = token_bytes(ID_BYTES)
        header = Header(
            vault=vault,
            device=token_bytes(ID_BYTES),
            demo=wanted.demo,
            backup=False,
            keyring=store.keep(vault, secret),
            slots=(make_slot(vault, wanted.passphrase, secret, held, wanted.cost),),
            signers=((held.member, key.public),),
        )
        connection = open_database(making / DATABASE_FILE, held.database_key, create=True)
        try:
            _first_act(connection, header, member, held, key, clock)
            header = replace(header, anchors=tips_of(connection))
        finally:
            connection.close()
        write_header(making, header, held.database_key)
    lock = lock_vault(folder)
    return Session(folder, header, held, secret, member, key, store, lock, clock)


def _first_act(
    connection: Connection,
    header: Header,
    member: Member,
    held: Secrets,
    key: SigningKey,
    clock: Clock,
) -> None:
    """Make the tables, enter the first member, and make the key that signs returns."""
    migrate(connection)
    with transaction(connection):
        fit_tables(connection)
        keys, projector = ScopeKeys(connection), Projector(connection)
        projector.search.note_declared()
        writer = ActWriter(
            connection,
            keys,
            projector,
            device=header.device,
            signer_id=held.member,
            signer=key,
        )
        writer.write(Act("add_member", (member.as_change(),)), clock())
        writer.finish()
        ledger = keys.find_or_make(LEDGER_OWNER, Scope.LEDGER)
        seal_key(connection, ledger, RETURN_KEY, token_bytes(KEY_BYTES), token_bytes(NONCE_BYTES))
