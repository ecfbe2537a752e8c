"""The chain finds what was altered, taken out, moved, forked, forged or rolled back."""

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from idva_desktop.journal.chain import Fault, Finding
from idva_desktop.journal.tip import Tip
from tests.journal.a_journal import DEVICE, STRANGER, WrittenChain, chain_of, findings


def faults(found: list[Finding]) -> set[Fault]:
    return {finding.fault for finding in found}


def test_an_untouched_chain_proves() -> None:
    chain = chain_of(5)
    assert findings(chain.bodies, chain.tip()) == []


@given(st.integers(0, 4), st.integers(0, 10_000), st.integers(0, 7))
def test_no_bit_of_any_envelope_can_change_unseen(place: int, byte: int, bit: int) -> None:
    bodies = list(chain_of(5).bodies)
    changed = bytearray(bodies[place])
    changed[byte % len(changed)] ^= 1 << bit
    bodies[place] = bytes(changed)
    assert findings(bodies)


@pytest.mark.parametrize("place", range(4))
def test_an_act_taken_out_is_missed(place: int) -> None:
    bodies = list(chain_of(5).bodies)
    del bodies[place]
    assert Fault.MISSING in faults(findings(bodies))


def test_acts_taken_off_the_end_are_missed_by_an_anchor_only() -> None:
    chain = chain_of(5)
    assert findings(chain.bodies[:3]) == []
    found = findings(chain.bodies[:3], chain.tip())
    assert faults(found) == {Fault.ROLLED_BACK}
    assert "5 acts were noted" in found[0].words


def test_acts_that_changed_places_are_told() -> None:
    bodies = list(chain_of(5).bodies)
    bodies[1], bodies[2] = bodies[2], bodies[1]
    assert Fault.REORDERED in faults(findings(bodies))


def test_two_acts_in_one_place_are_a_fork() -> None:
    chain, other = chain_of(3), chain_of(2)
    other.write(b"another third act" + b"\x80")
    assert Fault.FORKED in faults(findings([*chain.bodies, other.bodies[2]]))
    assert Fault.FORKED in faults(findings(other.bodies, chain.tip()))


def test_two_anchors_that_disagree_are_a_fork_in_either_order() -> None:
    chain, other = chain_of(2), chain_of(2)
    chain.write(b"third\x80")
    other.write(b"another third\x80")
    for anchors in ((chain.tip(), other.tip()), (other.tip(), chain.tip())):
        assert Fault.FORKED in faults(findings(chain.bodies, *anchors))


def test_an_act_repeated_is_a_fork() -> None:
    bodies = chain_of(3).bodies
    assert Fault.FORKED in faults(findings([*bodies, bodies[1]]))


def test_a_strangers_signature_and_an_unknown_member_are_told() -> None:
    chain = chain_of(1)
    chain.write(b"forged\x80", signer=STRANGER)
    assert faults(findings(chain.bodies)) == {Fault.ALTERED}
    header, sealed, signature = cbor2.loads(chain.bodies[0])
    fields = cbor2.loads(header)
    fields[-1] = bytes([9]) * 16
    body = cbor2.dumps([cbor2.dumps(fields, canonical=True), sealed, signature], canonical=True)
    assert faults(findings([body])) == {Fault.UNKNOWN_SIGNER}


def test_an_act_cut_short_is_told() -> None:
    chain = WrittenChain()
    chain.write(b"first of two\x80", part=1, parts=2)
    assert faults(findings(chain.bodies)) == {Fault.MISSING}


def test_two_devices_have_chains_of_their_own() -> None:
    one, two = chain_of(2), WrittenChain(device=bytes([8]) * 16)
    two.write(b"elsewhere\x80")
    assert findings([one.bodies[0], two.bodies[0], one.bodies[1]], one.tip(), two.tip()) == []


def test_an_anchor_of_a_device_that_is_gone_is_told() -> None:
    found = findings(chain_of(2).bodies, Tip(bytes([8]) * 16, 4, bytes(32)))
    assert faults(found) == {Fault.ROLLED_BACK}


def test_an_older_anchor_is_met_on_the_way() -> None:
    chain = chain_of(2)
    early = chain.tip()
    chain.write(b"later\x80")
    assert findings(chain.bodies, early, Tip(DEVICE, 0, bytes(32))) == []


@given(st.binary(max_size=300))
def test_what_is_no_envelope_is_said_to_be_altered(body: bytes) -> None:
    assert faults(findings([body])) == {Fault.ALTERED}
