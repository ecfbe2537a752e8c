"""The vault's own keys: what signs its returns, and the address to which others seal packages."""

from secrets import token_bytes

from idva_desktop.journal.acts import LEDGER_OWNER
from idva_desktop.journal.envelopes import NONCE_BYTES
from idva_desktop.vault import age_box
from idva_desktop.vault.connection import plain_errors, transaction
from idva_desktop.vault.members import SigningKey
from idva_desktop.vault.read_door import ReadDoor
from idva_desktop.vault.scope_keys import ScopeKey
from idva_desktop.vault.sealed_keys import (
    HANDOVER_KEY,
    RETURN_KEY,
    RETURN_SEED,
    derived_secret,
    has_key,
    open_key,
    seal_key,
)


class KeyDoor(ReadDoor):
    """The part of :class:`~idva_desktop.vault.vault.Vault` that lends its own keys."""

    @plain_errors()
    def return_signing_key(self) -> SigningKey:
        """Return the vault's key for signing returns."""
        return SigningKey(self._own_key(RETURN_KEY))

    @plain_errors()
    def return_seed(self) -> bytes:
        """Return 32 secret bytes, the same for the vault's life: they settle what is withheld."""
        return derived_secret(self._own_key(RETURN_KEY), RETURN_SEED)

    @plain_errors()
    def handover_address(self) -> str:
        """Return the address to which others seal packages for this vault; made when first asked.

        Raises:
            VaultFullError: the disk is full; nothing was made.
        """
        if not has_key(self._connection, HANDOVER_KEY):
            with transaction(self._connection):
                secret, nonce = age_box.new_secret(), token_bytes(NONCE_BYTES)
                seal_key(self._connection, self._ledger(), HANDOVER_KEY, secret, nonce)
        return age_box.address_of(self._own_key(HANDOVER_KEY))

    @plain_errors()
    def open_package(self, box: bytes) -> bytes:
        """Return what a package for this vault holds.

        Raises:
            PackageError: it is for another vault, or was altered.
        """
        self.handover_address()  # a vault that never showed its address has none to open with
        return age_box.open_box(self._own_key(HANDOVER_KEY), box)

    def _own_key(self, name: str) -> bytes:
        return open_key(self._connection, self._ledger(), name)

    def _ledger(self) -> ScopeKey:
        ledger = self._keys.find(LEDGER_OWNER)
        assert ledger is not None  # noqa: S101 - made with the vault
        return ledger
