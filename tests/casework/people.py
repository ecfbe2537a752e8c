"""A real encrypted vault with two members, and a session at a chosen moment."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from idva_desktop.casework import closing
from idva_desktop.casework.second_person import prove
from idva_desktop.casework.session import Session
from idva_desktop.domain.form import Typed
from idva_desktop.domain.roles import Role
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.vault.device_secret import DeviceSecretStore, Use
from idva_desktop.vault.kdf import LEAST_COST
from idva_desktop.vault.session import now
from idva_desktop.vault.vault import Vault

WORKER, SUPERVISOR = "Worker A", "Supervisor B"
PASSPHRASES = {
    WORKER: "kettle orbit lantern maple",
    SUPERVISOR: "walnut piano harbour stitch",
}
ROLES = {
    WORKER: frozenset({Role.CASEWORKER}),
    SUPERVISOR: frozenset({Role.CASEWORKER, Role.SUPERVISOR}),
}
THURSDAY = datetime(2025, 11, 20, 11, 20, tzinfo=LONDON)

REFERRAL: dict[str, Typed] = {
    "referral.received_at": "20/11/2025 09:30",
    "referral.source": "self",
    "referral.strand": "IDVA",
    "referral.client_aware": "yes",
    "referral.kept_from": "no",
    "identity.given_name": "Robin",
    "identity.family_name": "Example",
    "identity.date_of_birth": "14 June 1988",
    "identity.mobile": "07700 900142",
    "safe_contact.channels": ["text"],
    "employment.employment_type": "officer",
}
"""What a person types on the short path; nobody real."""

CLOSED: dict[str, Typed] = {
    "closure.closed_on": "today",
    "closure.reason": "planned_needs_met",
    "closure.feels_safer": "agree",
    "closure.satisfaction": "satisfied",
}
"""What a person types to close a case."""


@dataclass
class Clock:
    """A clock that a test sets."""

    at: datetime = field(default=THURSDAY)

    def __call__(self) -> datetime:
        """Return the moment."""
        return self.at


def new_vault(
    folder: Path, member: str = WORKER, *, demo: bool = False, clock: Callable[[], datetime] = now
) -> tuple[Vault, str]:
    """Make a vault whose first member is open, and return its device code."""
    return Vault.create(
        folder,
        member_name=member,
        roles=ROLES[member],
        passphrase=PASSPHRASES[member],
        keyring_use=DeviceSecretStore(Use.PRINTED),
        cost=LEAST_COST,
        demo=demo,
        clock=clock,
    )


def add(vault: Vault, member: str) -> None:
    """Add one of the people."""
    vault.add_member(name=member, roles=ROLES[member], passphrase=PASSPHRASES[member])


def spellings(name: str) -> list[str]:
    """Return a member's name as it is, and as the program takes it for the same."""
    wide = "".join(
        chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalpha() else sign for sign in name
    )
    return [name, name.upper(), f" {name} ", name.replace(" ", "  "), wide]


class Office:
    """A vault that one person at a time sits down to.

    Args:
        folder: where it is made.
        others: its members beside Worker A, who sits there, and Supervisor B.
    """

    def __init__(self, folder: Path, *others: str) -> None:
        self.folder = folder
        self.clock = Clock()
        vault, self.code = new_vault(folder)
        for member in (SUPERVISOR, *others):
            add(vault, member)
        self.session = Session(vault, self.clock)

    def change_places(self, member: str) -> Session:
        """Close the vault and let another member open it."""
        self.session.vault.close()
        vault = Vault.open(
            self.folder,
            passphrase=PASSPHRASES[member],
            member_name=member,
            device_code=self.code,
            keyring_use=DeviceSecretStore(Use.PRINTED),
        )
        self.session = Session(vault, self.clock)
        return self.session

    def close(self) -> None:
        """Close the vault."""
        self.session.vault.close()


def close_with_second(session: Session, case_id: str) -> str:
    """Close a case as it is closed at one desk: the worker sends, the supervisor approves."""
    closing.send_closure(session, case_id, CLOSED)
    with prove(session, SUPERVISOR, PASSPHRASES[SUPERVISOR]) as approver:
        return closing.approve_closure(session, case_id, approver)
