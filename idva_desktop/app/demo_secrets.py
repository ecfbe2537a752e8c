"""The demo's secrets, public on purpose: a demo vault holds invented people only."""

from dataclasses import dataclass
from hashlib import sha256

from idva_desktop.domain.roles import Role


@dataclass(frozen=True, slots=True)
class DemoMember:
    """A member of the demo vault and their public passphrase."""

    name: str
    passphrase: str
    roles: frozenset[Role]


CASEWORKER = DemoMember(
    "Worker A", "lantern pebble orchard violin harbour", frozenset({Role.CASEWORKER})
)
SUPERVISOR = DemoMember(
    "Supervisor A", "meadow copper thimble walnut river", frozenset({Role.SUPERVISOR})
)
SECOND_SUPERVISOR = DemoMember(
    "Supervisor B", "saffron kettle marble bramble quay", frozenset({Role.SUPERVISOR})
)
MEMBERS = (CASEWORKER, SUPERVISOR, SECOND_SUPERVISOR)

DEVICE_SECRET = sha256(b"IDVA Desktop demo device secret, public").digest()
"""The secret behind the demo's printed device code."""


def device_code() -> str:
    """Return the demo's printed device code."""
    from idva_desktop.vault.device_code import device_code as code_of  # noqa: PLC0415 - only the demo needs it

    return code_of(DEVICE_SECRET)
