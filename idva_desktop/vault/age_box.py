"""Boxes that only one vault can open: files in the age format, sealed to a vault's own address.

The address (``age1…``) may be told to anybody; the secret half is kept sealed inside the vault.
"""

import pyrage
from pyrage import x25519

from idva_desktop.domain.errors import PackageError, RefusedError

_NOT_FOR_US = (
    "This file is not a package for this vault, or it was damaged on its way. Nothing was changed. "
    "Ask the sender to make it again for the address that this vault shows."
)


def new_secret() -> bytes:
    """Return a new secret half, as the age format writes it."""
    return str(x25519.Identity.generate()).encode()


def address_of(secret: bytes) -> str:
    """Return the address of a secret half, ``age1…``."""
    return str(x25519.Identity.from_str(secret.decode()).to_public())


def seal_for(address: str, content: bytes) -> bytes:
    """Return ``content`` so that only the vault with that address can read it.

    Raises:
        RefusedError: it is no address.
    """
    try:
        recipient = x25519.Recipient.from_str("".join(address.split()).lower())
    except pyrage.RecipientError:
        raise RefusedError(
            "This is not the address of a vault: it begins with age1 and has 62 letters and "
            "digits. Nothing was written. Copy it again from the other provider’s window."
        ) from None
    return pyrage.encrypt(content, [recipient])


def open_box(secret: bytes, box: bytes) -> bytes:
    """Return what a box holds.

    Raises:
        PackageError: it was sealed to another address, or was altered.
    """
    try:
        return pyrage.decrypt(box, [x25519.Identity.from_str(secret.decode())])
    except (pyrage.DecryptError, ValueError):
        raise PackageError(_NOT_FOR_US) from None
