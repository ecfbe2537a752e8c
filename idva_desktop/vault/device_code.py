"""The printed device code: 32 bytes as Crockford base32 in groups, with a checksum.

Forgiving where people are not exact: case, spaces and dashes do not matter, O reads as 0, I and L
read as 1.
"""

import hashlib

from idva_desktop.domain.errors import DeviceCodeError

SECRET_BYTES = 32
CHECK_BYTES = 3
GROUP = 4

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_IGNORED = str.maketrans("", "", " -–—\t\r\n.")
_BITS = 5


def device_code(secret: bytes) -> str:
    """Return the code for a device secret: 14 groups of four."""
    content = secret + _check(secret)
    number = int.from_bytes(content, "big")
    length = len(content) * 8 // _BITS
    letters = [_ALPHABET[(number >> (_BITS * place)) & 31] for place in range(length)]
    text = "".join(reversed(letters))
    return "-".join(text[start : start + GROUP] for start in range(0, length, GROUP))


def read_device_code(code: str) -> bytes:
    """Return the device secret of a typed code.

    Raises:
        DeviceCodeError: a letter is missing, added or wrong.
    """
    text = code.translate(_IGNORED).upper().translate(_LOOKALIKES)
    length = (SECRET_BYTES + CHECK_BYTES) * 8 // _BITS
    if len(text) != length or any(letter not in _ALPHABET for letter in text):
        raise DeviceCodeError(
            f"The device code has {length} letters and digits; what was typed has another length "
            "or a sign that no code has. Nothing was changed. Check it against the printed sheet."
        )
    number = 0
    for letter in text:
        number = number << _BITS | _ALPHABET.index(letter)
    content = number.to_bytes(SECRET_BYTES + CHECK_BYTES, "big")
    secret, check = content[:SECRET_BYTES], content[SECRET_BYTES:]
    if check != _check(secret):
        raise DeviceCodeError(
            "The device code was mistyped: its last letters do not fit the others. "
            "Nothing was changed. Check it against the printed sheet."
        )
    return secret


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"idva device code" + secret).digest()[:CHECK_BYTES]
