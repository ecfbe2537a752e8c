"""An envelope opens with its key only, and its format is the published one, byte for byte."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idva_desktop.journal.envelopes import digest, read_envelope
from idva_desktop.journal.payload import SMALLEST_STEP, decode_payload, encode_payload
from tests.journal.a_journal import KEY, SIGNERS, WrittenChain, chain_of, payload

GOLDEN = Path(__file__).parent / "golden" / "envelopes.json"


def test_the_published_vectors_are_what_is_written() -> None:
    chain = WrittenChain()
    vectors = json.loads(GOLDEN.read_text("utf-8"))
    assert len(vectors) == 2
    for vector in vectors:
        padded = encode_payload(payload(vector["note"]))
        assert padded.hex() == vector["payload"]
        assert chain.write(padded).hex() == vector["envelope"]
        assert digest(chain.bodies[-1]).hex() == vector["digest"]


def test_the_published_vectors_are_read_back() -> None:
    for vector in json.loads(GOLDEN.read_text("utf-8")):
        envelope = read_envelope(bytes.fromhex(vector["envelope"]))
        assert envelope.is_signed_by(SIGNERS[envelope.header.signer])
        assert decode_payload(envelope.open(KEY)) == payload(vector["note"])


def test_another_key_does_not_open_an_envelope() -> None:
    envelope = read_envelope(chain_of(1).bodies[0])
    with pytest.raises(ValueError, match="does not open"):
        envelope.open(bytes(32))


@given(st.text(max_size=3000))
def test_any_words_come_back_and_their_length_is_hidden(note: str) -> None:
    padded = encode_payload(payload(note))
    assert decode_payload(padded) == payload(note)
    assert len(padded) % SMALLEST_STEP == 0


def test_short_notes_of_different_length_have_one_length() -> None:
    assert len({len(encode_payload(payload("x" * length))) for length in range(60)}) <= 2


@given(st.binary(max_size=400))
def test_what_is_no_payload_is_refused_plainly(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"not a payload|padding"):
        decode_payload(content)


def test_nothing_a_person_wrote_is_readable_in_an_envelope() -> None:
    body = chain_of(1).bodies[0]
    for word in (b"note", b"contact", b"case-1", b"save", b"2026"):
        assert word not in body
