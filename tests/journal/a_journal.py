"""Small chains of real envelopes, made from fixed keys so that every byte is known."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from idva_desktop.journal.chain import ChainCheck, Finding
from idva_desktop.journal.envelopes import FIRST_PREVIOUS, EnvelopeHeader, digest, seal
from idva_desktop.journal.payload import Payload, SealedChange, encode_payload
from idva_desktop.journal.tip import Tip

DEVICE = bytes([1]) * 16
MEMBER = bytes([2]) * 16
BOX = bytes([3]) * 16
KEY = bytes([4]) * 32
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes([5]) * 32)
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes([6]) * 32)
SIGNERS = {MEMBER: SIGNER.public_key().public_bytes_raw()}


def payload(note: str) -> Payload:
    return Payload(
        what="save",
        at="2026-07-01T23:30:00Z",
        day="2026-07-02",
        owner="case-1",
        scope="case",
        about="",
        notes={},
        changes=(
            SealedChange(
                "contact",
                "contact-1",
                {"minutes": 20, "note": note, "opinion": None, "support": ["a", "b"]},
                {"note": (bytes([7]) * 16,)},
            ),
        ),
    )


@dataclass
class WrittenChain:
    """A device's chain being written."""

    device: bytes = DEVICE
    bodies: list[bytes] = field(default_factory=list)

    def write(
        self, words: bytes, signer: Ed25519PrivateKey = SIGNER, part: int = 1, parts: int = 1
    ) -> bytes:
        n = len(self.bodies) + 1
        previous = digest(self.bodies[-1]) if self.bodies else FIRST_PREVIOUS
        act = bytes([n]) * 16
        header = EnvelopeHeader(1, self.device, n, previous, act, part, parts, BOX, 1, MEMBER)
        body = seal(header, words, key=KEY, nonce=bytes([n]) * 12, signer=signer)
        self.bodies.append(body)
        return body

    def tip(self) -> Tip:
        return Tip(self.device, len(self.bodies), digest(self.bodies[-1]))


def chain_of(length: int) -> WrittenChain:
    chain = WrittenChain()
    for n in range(length):
        chain.write(encode_payload(payload(f"note {n}")))
    return chain


def findings(bodies: list[bytes], *anchors: Tip) -> list[Finding]:
    check = ChainCheck(SIGNERS, anchors)
    found: list[Finding] = []
    for body in bodies:
        found.extend(check.take(body)[1])
    found.extend(check.finish())
    return found
