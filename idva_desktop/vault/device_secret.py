"""Where this computer keeps the device secret and the anchor: the operating system's keyring.

Only real keyrings count (Secret Service, KWallet, Windows, macOS); what was written is read back;
every call has a time limit, because a keyring can hang. There is no plaintext fall-back: without a
keyring the person types the printed device code.
"""

import queue
import threading
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from idva_desktop.domain.errors import DeviceCodeError, KeyringError
from idva_desktop.journal.tip import Tip
from idva_desktop.vault.device_code import device_code, read_device_code

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "IDVA Desktop"
PATIENCE_SECONDS = 8.0
ANCHOR_PATIENCE_SECONDS = 1.5  # an anchor is noted at lock, which must not wait

REAL_KEYRINGS = {
    "keyring.backends.SecretService.Keyring": "Secret Service",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
    "keyring.backends.Windows.WinVaultKeyring": "Windows Credential Manager",
    "keyring.backends.macOS.Keyring": "macOS Keychain",
}

_NO_ANSWER = (
    "This computer’s keyring does not answer. The vault is safe and nothing was changed. "
    "Open it with the printed device code."
)
_T = TypeVar("_T")


class Use(StrEnum):
    """How a new vault keeps its device secret; there is always a printed code as well."""

    KEYRING = "keyring"  # in the keyring, or the vault is not made
    PRINTED = "printed"  # on paper only
    EITHER = "either"  # in the keyring where one works, else on paper only; the caller says which


class DeviceSecretStore:
    """The keyring's entries for vaults.

    Args:
        use: what a new vault does; opening follows what its header records.
        patience: seconds after which a keyring counts as hanging.
    """

    def __init__(self, use: Use = Use.EITHER, *, patience: float = PATIENCE_SECONDS) -> None:
        self.use = use
        self._patience = patience
        self._hanging: threading.Thread | None = None

    def name(self) -> str:
        """Return the name of the keyring that would be used.

        Raises:
            KeyringError: there is none that is trusted, or it does not answer.
        """
        return self._ask(lambda: _real_name(_backend()) or "")

    def keep(self, vault: bytes, secret: bytes) -> str:
        """Keep a new vault's device secret; returns the keyring's name, ``""`` for paper only.

        Raises:
            KeyringError: a keyring was asked for and does not work.
        """
        if self.use is Use.PRINTED:
            return ""
        try:
            name = self._ask(lambda: self._write(vault.hex(), device_code(secret)))
        except KeyringError:
            if self.use is Use.EITHER:
                return ""
            raise
        return name

    def find(self, vault: bytes) -> bytes:
        """Return the device secret of a vault.

        Raises:
            KeyringError: no keyring answers, or it holds nothing for this vault.
        """
        code = self._ask(lambda: _backend().get_password(SERVICE, vault.hex()))
        if not code:
            raise KeyringError(
                "This computer’s keyring holds nothing for this vault. The vault is safe and "
                "nothing was changed. Open it with the printed device code."
            )
        try:
            return read_device_code(code)
        except DeviceCodeError:
            raise KeyringError(
                "What this computer’s keyring holds for this vault is damaged. The vault is safe "
                "and nothing was changed. Open it with the printed device code."
            ) from None

    def keep_anchor(self, vault: bytes, tip: Tip) -> None:
        """Note how far the chain of a device reaches.

        Raises:
            KeyringError: the keyring does not work.
        """
        text = f"{tip.n}:{tip.digest.hex()}"
        entry = _anchor_entry(vault, tip.device)
        self._ask(lambda: self._write(entry, text), ANCHOR_PATIENCE_SECONDS)

    def find_anchor(self, vault: bytes, device: bytes) -> Tip | None:
        """Return how far a device's chain was last known to reach; ``None`` if nothing was noted.

        Raises:
            KeyringError: the keyring does not work.
        """
        text = self._ask(lambda: _backend().get_password(SERVICE, _anchor_entry(vault, device)))
        n, _, digest = (text or "").partition(":")
        try:
            return Tip(device, int(n), bytes.fromhex(digest))
        except ValueError:
            return None

    @staticmethod
    def _write(user: str, text: str) -> str:
        backend = _backend()
        backend.set_password(SERVICE, user, text)
        if backend.get_password(SERVICE, user) != text:
            raise OSError("the keyring does not give back what it was given")
        return _real_name(backend) or ""

    def _ask(self, call: Callable[[], _T], at_most: float = PATIENCE_SECONDS) -> _T:
        """Call the keyring on a thread of its own, so that it cannot hold up the program."""
        if self._hanging is not None and self._hanging.is_alive():
            # One wait is enough: until the keyring answers the last call, it is not asked again.
            raise KeyringError(_NO_ANSWER)
        answers: queue.Queue[_T | BaseException] = queue.Queue()

        def work() -> None:
            try:
                answers.put(call())
            except BaseException as error:  # noqa: BLE001 - handed over to the asking thread
                answers.put(error)

        asking = threading.Thread(target=work, name="keyring", daemon=True)
        asking.start()
        try:
            answer = answers.get(timeout=min(self._patience, at_most))
        except queue.Empty:
            self._hanging = asking
            raise KeyringError(_NO_ANSWER) from None
        if isinstance(answer, KeyringError):
            raise answer
        if isinstance(answer, BaseException):
            raise KeyringError(
                "This computer’s keyring refused or is locked. The vault is safe and nothing was "
                "changed. Unlock the keyring, or open the vault with the printed device code."
            ) from None
        return answer


def _backend() -> "KeyringBackend":
    """Return the first real keyring.

    Raises:
        KeyringError: there is none.
    """
    import keyring  # noqa: PLC0415 - slow to load, and not needed where the code is typed

    chosen = keyring.get_keyring()
    backends: list[KeyringBackend] = list(getattr(chosen, "backends", [chosen]))
    for backend in backends:
        if _real_name(backend):
            return backend
    raise KeyringError(
        "This computer has no keyring that this program trusts. The vault is safe and nothing "
        "was changed. Use the printed device code."
    )


def _real_name(backend: object) -> str | None:
    names = (f"{kind.__module__}.{kind.__qualname__}" for kind in type(backend).__mro__)
    return next((REAL_KEYRINGS[name] for name in names if name in REAL_KEYRINGS), None)


def _anchor_entry(vault: bytes, device: bytes) -> str:
    return f"{vault.hex()} {device.hex()}"
