"""The header file ``vault.hdr``: slots, signers and anchors, replaced atomically.

The published format is ``docs/formats/vault.md``. An unkeyed hash tells accidental damage; a MAC
under a key derived from the database key tells deliberate change.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from pathlib import Path

import cbor2

from idva_desktop.domain.errors import DamagedHeaderError
from idva_desktop.journal.tip import Tip
from idva_desktop.vault.atomic_file import read_bounded, replace_file
from idva_desktop.vault.kdf import KdfCost, derive
from idva_desktop.vault.slots import ID_BYTES, SHORTEST_SEALED, Slot

HEADER_FILE = "vault.hdr"
MAGIC = b"IDVAVLT\x01"
FORMAT = 1
LARGEST = 1 << 20
MOST_SLOTS = 32

_HASH_BYTES = 32
_DAMAGED = (
    "The vault’s header file is damaged. The casework itself may be whole and nothing was "
    "changed. Restore the newest backup into an empty folder."
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says.

    Attributes:
        vault: the vault's random id, 16 bytes.
        device: this device incarnation, 16 bytes; a restore begins a new one.
        demo: whether it is a demonstration with public secrets.
        backup: whether this is the header of a backup, which opens as a new incarnation.
        keyring: the keyring that keeps the device secret, ``""`` if none does.
        slots: one a member.
        recovery: room for recovery slots, opaque to this version.
        signers: each member's id and public key, leavers included.
        anchors: the last known place of each device's chain.
    """

    vault: bytes
    device: bytes
    demo: bool
    backup: bool
    keyring: str
    slots: tuple[Slot, ...]
    recovery: tuple[bytes, ...] = ()
    signers: tuple[tuple[bytes, bytes], ...] = ()
    anchors: tuple[Tip, ...] = field(default=())


def encode_header(header: Header, database_key: bytes) -> bytes:
    """Return the bytes of the header file."""
    fields = {
        "format": FORMAT,
        "vault": header.vault,
        "device": header.device,
        "demo": header.demo,
        "backup": header.backup,
        "keyring": header.keyring,
        "slots": [[*slot.public_fields(), slot.sealed] for slot in header.slots],
        "recovery": list(header.recovery),
        "signers": [list(signer) for signer in header.signers],
        "anchors": [[anchor.device, anchor.n, anchor.digest] for anchor in header.anchors],
    }
    content = MAGIC + cbor2.dumps(fields, canonical=True)
    return content + hashlib.sha256(content).digest() + _mac(content, header.vault, database_key)


def decode_header(raw: bytes) -> Header:
    """Return the header; its MAC is still to be checked, which needs the database key.

    Raises:
        DamagedHeaderError: not a header, damaged, or out of bounds.
    """
    content, found = raw[: -2 * _HASH_BYTES], raw[-2 * _HASH_BYTES : -_HASH_BYTES]
    if not content.startswith(MAGIC) or hashlib.sha256(content).digest() != found:
        raise DamagedHeaderError(_DAMAGED)
    try:
        fields = cbor2.loads(content[len(MAGIC) :])
        header = _from_fields(fields)
        canonical = cbor2.dumps(fields, canonical=True) == content[len(MAGIC) :]
    except (cbor2.CBORError, KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise DamagedHeaderError(_DAMAGED) from None
    if not canonical:
        raise DamagedHeaderError(_DAMAGED)
    return header


def check_mac(raw: bytes, header: Header, database_key: bytes) -> None:
    """Prove that the header is the one that was written.

    Raises:
        DamagedHeaderError: it was changed by somebody without the database key.
    """
    content, found = raw[: -2 * _HASH_BYTES], raw[-_HASH_BYTES:]
    if not hmac.compare_digest(_mac(content, header.vault, database_key), found):
        raise DamagedHeaderError(
            "The vault’s header file was changed by something other than this program. Nothing "
            "was changed now. Restore the newest backup into an empty folder."
        )


def read_header(folder: Path) -> bytes:
    """Return the bytes of a folder's header file.

    Raises:
        DamagedHeaderError: there is none, or it is far too long.
    """
    try:
        return read_bounded(folder / HEADER_FILE, LARGEST)
    except (OSError, ValueError):
        raise DamagedHeaderError(
            "There is no readable vault in this folder: its header file is missing or damaged. "
            "Nothing was changed. Choose another folder, or restore a backup."
        ) from None


def write_header(folder: Path, header: Header, database_key: bytes) -> None:
    """Replace the header file: either the old one or the new one is there, whatever happens."""
    replace_file(folder / HEADER_FILE, encode_header(header, database_key))


def _mac(content: bytes, vault: bytes, database_key: bytes) -> bytes:
    key = derive(database_key, salt=vault, purpose=b"idva header 1")
    return hmac.digest(key, content, "sha256")


def _from_fields(fields: dict[str, object]) -> Header:
    if fields["format"] != FORMAT:
        raise ValueError("format")
    slots = tuple(_slot(row) for row in _rows(fields["slots"]))
    if not 1 <= len(slots) <= MOST_SLOTS:
        raise ValueError("slots")
    signers = tuple(
        (_bytes(who, ID_BYTES), _bytes(key, 32)) for who, key in _rows(fields["signers"])
    )
    anchors = tuple(
        Tip(_bytes(device, ID_BYTES), _whole(n), _bytes(digest, _HASH_BYTES))
        for device, n, digest in _rows(fields["anchors"])
    )
    recovery = fields["recovery"]
    keyring = fields["keyring"]
    if not isinstance(recovery, list) or not isinstance(keyring, str):
        raise TypeError("recovery or keyring")
    return Header(
        vault=_bytes(fields["vault"], ID_BYTES),
        device=_bytes(fields["device"], ID_BYTES),
        demo=fields["demo"] is True,
        backup=fields["backup"] is True,
        keyring=keyring,
        slots=slots,
        recovery=tuple(_bytes(sealed, None) for sealed in recovery),
        signers=signers,
        anchors=anchors,
    )


def _slot(row: list[object]) -> Slot:
    slot, salt, memory, passes, lanes, sealed = row
    cost = KdfCost(_whole(memory), _whole(passes), _whole(lanes))
    if len(_bytes(sealed, None)) < SHORTEST_SEALED:
        raise ValueError("sealed")
    return Slot(_bytes(slot, ID_BYTES), _bytes(salt, ID_BYTES), cost, _bytes(sealed, None))


def _rows(value: object) -> list[list[object]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise TypeError("rows")
    return value


def _bytes(value: object, length: int | None) -> bytes:
    if not isinstance(value, bytes) or (length is not None and len(value) != length):
        raise TypeError("bytes")
    return value


def _whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("number")
    return value
