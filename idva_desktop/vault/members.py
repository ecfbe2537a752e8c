"""Members of a vault: who may open it, in which role, with a signing key of their own."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from idva_desktop.domain.errors import RefusedError, VaultError
from idva_desktop.domain.questions import Plain
from idva_desktop.domain.record import Scope
from idva_desktop.domain.roles import Role
from idva_desktop.journal.acts import LEDGER_OWNER, Change

__all__ = [
    "MEMBER_KIND",
    "Member",
    "ProvenMember",
    "Role",
    "SigningKey",
    "member_called",
    "proper_name",
    "same_name",
]

LONGEST_NAME = 100

MEMBER_KIND = "member"
"""The record kind under which the journal keeps members."""


@dataclass(frozen=True, slots=True, repr=False)
class Member:
    """A member.

    Attributes:
        id: 32 hex digits, opaque.
        name: as the member wants to be called; unique in the vault whatever its case.
        roles: what the member may do.
        public_key: the 32 bytes that prove the member's signatures.
    """

    id: str
    name: str
    roles: frozenset[Role]
    public_key: bytes

    def __repr__(self) -> str:
        """Return the id only."""
        return f"<member {self.id}>"

    def is_called(self, name: str) -> bool:
        """Say whether ``name`` means this member: case, spaces and spelling of accents aside."""
        return same_name(self.name, name)

    def as_change(self) -> Change:
        """Return the change by which the journal keeps the member."""
        answers: dict[str, Plain | None] = {
            "name": self.name,
            "roles": sorted(self.roles),
            "public_key": self.public_key.hex(),
        }
        return Change(MEMBER_KIND, self.id, LEDGER_OWNER, Scope.LEDGER, answers)


def proper_name(words: str) -> str:
    """Return a member's name as it is kept: accents composed, spaces tidied.

    Raises:
        RefusedError: it is blank, too long, or holds signs that cannot be shown.
    """
    name = " ".join(unicodedata.normalize("NFC", words).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise RefusedError(
            f"A member’s name has 1 to {LONGEST_NAME} signs that can be shown. Nothing was "
            "changed; choose another name."
        )
    return name


def same_name(one: str, other: str) -> bool:
    """Say whether two names are one: case, spaces and spelling of accents aside."""
    return _folded(one) == _folded(other)


def member_called(members: Iterable[Member], name: str) -> Member | None:
    """Return who of some members is meant by a name, if anybody is."""
    return next((each for each in members if each.is_called(name)), None)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class SigningKey:
    """An Ed25519 key in use; it can be dropped, after which it signs no more."""

    def __init__(self, seed: bytes) -> None:
        self._key: Ed25519PrivateKey | None = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw()

    def sign(self, data: bytes, /) -> bytes:
        """Return the 64-byte signature of ``data``.

        Raises:
            VaultError: the key was dropped.
        """
        if self._key is None:
            raise VaultError(
                "This approval is over. Nothing was changed. Type the passphrase again to go on."
            )
        return self._key.sign(data)

    def drop(self) -> None:
        """Forget the key."""
        self._key = None


class ProvenMember:
    """A second member who proved themselves with their passphrase, for one step.

    Used as a context manager, it forgets the key at the end.
    """

    def __init__(self, member: Member, key: SigningKey) -> None:
        self.member = member
        self._key = key

    def sign(self, data: bytes, /) -> bytes:
        """Return this member's signature of ``data``."""
        return self._key.sign(data)

    def forget(self) -> None:
        """Drop the key; nothing more can be signed."""
        self._key.drop()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Forget the key, whatever happened."""
        self.forget()
