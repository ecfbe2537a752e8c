"""What a vault shows from outside; needs no key, no database and no record."""

from dataclasses import dataclass
from pathlib import Path

from idva_desktop.vault.header import decode_header, read_header


@dataclass(frozen=True, slots=True)
class Glance:
    """What a vault shows before it is opened.

    Attributes:
        is_demo: whether it is a demonstration with public secrets.
        keyring_name: the keyring that keeps its device secret, ``""`` where the code is typed.
    """

    is_demo: bool
    keyring_name: str


def glance(folder: Path) -> Glance:
    """Look at a vault from outside.

    Raises:
        DamagedHeaderError: the header is missing, damaged or not a header.
    """
    header = decode_header(read_header(folder))
    return Glance(header.demo, header.keyring)
