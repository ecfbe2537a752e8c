"""The header opens as it was written or not at all."""

import hashlib
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idva_desktop.domain.errors import DamagedHeaderError
from idva_desktop.journal.tip import Tip
from idva_desktop.vault.atomic_file import replace_file
from idva_desktop.vault.header import Header, check_mac, decode_header, encode_header
from idva_desktop.vault.kdf import LEAST_COST, KdfCost
from idva_desktop.vault.slots import Secrets, Slot, make_slot

KEY = bytes([1]) * 32
VAULT = bytes([2]) * 16
DEVICE_SECRET = bytes([3]) * 32
HELD = Secrets(KEY, bytes([4]) * 16, bytes([5]) * 32)
GOLDEN = Path(__file__).parent / "golden" / "vault.hdr.hex"
WORDS = "golden words"


def a_header() -> Header:
    return Header(
        vault=VAULT,
        device=bytes([6]) * 16,
        demo=False,
        backup=False,
        keyring="Secret Service",
        slots=(Slot(bytes([7]) * 16, bytes([8]) * 16, LEAST_COST, b"sealed" * 12),),
        recovery=(b"room for an age recipient",),
        signers=((bytes([4]) * 16, bytes([9]) * 32),),
        anchors=(Tip(bytes([6]) * 16, 41, bytes([10]) * 32),),
    )


def opens(raw: bytes) -> bool:
    """Say whether a header opens; anything but its own error is a defect and passes up."""
    try:
        check_mac(raw, decode_header(raw), KEY)
    except DamagedHeaderError:
        return False
    return True


def mutated(raw: bytes, dice: random.Random) -> bytes:
    changed = bytearray(raw)
    kind = dice.randrange(4)
    place = dice.randrange(len(changed))
    if kind == 0:
        changed[place] ^= 1 << dice.randrange(8)
    elif kind == 1:
        del changed[place : place + dice.randrange(1, 9)]
    elif kind == 2:
        changed[place:place] = dice.randbytes(dice.randrange(1, 9))
    else:
        width = dice.randrange(1, 33)
        changed[place : place + width] = dice.randbytes(width)
    return bytes(changed)


def rehashed(raw: bytes) -> bytes:
    """Return a header whose unkeyed hash is right again, as somebody with intent would do."""
    content = raw[:-64]
    return content + hashlib.sha256(content).digest() + raw[-32:]


def test_a_header_comes_back_as_it_was_written() -> None:
    raw = encode_header(a_header(), KEY)
    assert decode_header(raw) == a_header()
    assert opens(raw)


def test_mutated_headers_open_never_and_raise_nothing_unexpected() -> None:
    dice, raw = random.Random(7), encode_header(a_header(), KEY)  # noqa: S311 - repeatable
    for _ in range(3000):
        changed = mutated(raw, dice)
        assert changed == raw or not opens(changed)
        assert rehashed(changed) == raw or not opens(rehashed(changed))


@pytest.mark.soak
def test_thirty_thousand_mutated_headers_open_never() -> None:
    dice, raw = random.Random(11), encode_header(a_header(), KEY)  # noqa: S311 - repeatable
    for _ in range(30_000):
        changed = mutated(raw, dice)
        assert changed == raw or not opens(changed)
        assert rehashed(changed) == raw or not opens(rehashed(changed))


def test_a_header_changed_without_the_key_is_told() -> None:
    raw = encode_header(a_header(), KEY)
    forged = encode_header(replace(a_header(), demo=True), bytes(32))
    assert decode_header(forged).demo
    assert not opens(forged)
    assert opens(raw)


@given(st.binary(max_size=300))
def test_any_bytes_are_no_header(raw: bytes) -> None:
    assert not opens(raw)


@pytest.mark.parametrize(
    ("memory", "passes", "lanes"),
    [(1024, 2, 1), (2 * 1024 * 1024, 2, 1), (19456, 0, 1), (19456, 11, 1), (19456, 2, 9)],
)
def test_a_cost_out_of_bounds_is_refused_before_anything_is_derived(
    memory: int, passes: int, lanes: int
) -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        KdfCost(memory, passes, lanes)
    cost = object.__new__(KdfCost)
    for name, value in (("memory_kib", memory), ("passes", passes), ("lanes", lanes)):
        object.__setattr__(cost, name, value)
    slot = replace(a_header().slots[0])
    object.__setattr__(slot, "cost", cost)
    assert not opens(encode_header(replace(a_header(), slots=(slot,)), KEY))


def test_a_slot_opens_with_its_passphrase_and_device_secret_only() -> None:
    slot = make_slot(VAULT, WORDS, DEVICE_SECRET, HELD, LEAST_COST)
    opened = slot.open(VAULT, WORDS, DEVICE_SECRET)
    assert opened is not None
    assert (opened.database_key, opened.member, opened.seed) == (KEY, HELD.member, HELD.seed)
    assert slot.open(VAULT, WORDS + " ", DEVICE_SECRET) is None
    assert slot.open(VAULT, WORDS, bytes(32)) is None
    assert slot.open(bytes(16), WORDS, DEVICE_SECRET) is None
    moved = Slot(bytes(16), slot.salt, slot.cost, slot.sealed)
    assert moved.open(VAULT, WORDS, DEVICE_SECRET) is None


def test_a_passphrase_is_the_same_however_its_accents_are_typed() -> None:
    slot = make_slot(VAULT, "caf\u00e9", DEVICE_SECRET, HELD, LEAST_COST)
    assert slot.open(VAULT, "cafe\u0301", DEVICE_SECRET) is not None
    assert slot.open(VAULT, "cafe", DEVICE_SECRET) is None
    # What a terminal hands over of bytes that are no text is a passphrase like any other.
    assert slot.open(VAULT, "caf\udce9", DEVICE_SECRET) is None


@pytest.mark.parametrize("length", [0, 5, 11, 12, 27])
def test_a_slot_too_short_to_hold_anything_is_refused_as_damage(length: int) -> None:
    slot = replace(a_header().slots[0], sealed=bytes(length))
    assert not opens(encode_header(replace(a_header(), slots=(slot,)), KEY))


def test_the_published_header_still_opens() -> None:
    raw = bytes.fromhex(GOLDEN.read_text("ascii"))
    header = decode_header(raw)
    check_mac(raw, header, KEY)
    assert encode_header(header, KEY) == raw
    held = header.slots[0].open(header.vault, WORDS, DEVICE_SECRET)
    assert held is not None
    assert held.database_key == KEY


def test_a_file_is_replaced_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "vault.hdr"
    replace_file(path, b"first")
    replace_file(path, b"second")
    assert path.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [path]
    assert path.stat().st_mode & 0o077 == 0
