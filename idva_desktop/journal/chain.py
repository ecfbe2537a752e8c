"""The chain of each device, and what can be wrong with it.

A chain proves that nothing inside it was altered, taken out or moved. That its end is still there
is proved by an anchor: a place and digest noted elsewhere, at an earlier time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from idva_desktop.journal.envelopes import FIRST_PREVIOUS, Envelope, digest, read_envelope
from idva_desktop.journal.tip import Tip


class Fault(StrEnum):
    """The ways in which a journal fails to prove."""

    ALTERED = "altered"
    MISSING = "missing"
    REORDERED = "reordered"
    FORKED = "forked"
    UNKNOWN_SIGNER = "unknown_signer"
    ROLLED_BACK = "rolled_back"
    KEY = "key"
    PROJECTION = "projection"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not prove.

    Attributes:
        fault: its kind.
        device: hex id of the device whose chain it is in, or ``""``.
        n: the place in that chain, or 0.
        words: one plain sentence.
    """

    fault: Fault
    device: str
    n: int
    words: str


class ChainCheck:
    """Reads every envelope once, in the order in which it was kept, and says what is wrong.

    Args:
        signers: public key of each member, by member id.
        anchors: places noted elsewhere that must still be there.
    """

    def __init__(self, signers: Mapping[bytes, bytes], anchors: tuple[Tip, ...] = ()) -> None:
        self._signers = signers
        # Two places may have noted different acts for one place in the chain: both count.
        self._anchors: dict[tuple[bytes, int], set[bytes]] = {}
        for anchor in anchors:
            self._anchors.setdefault((anchor.device, anchor.n), set()).add(anchor.digest)
        self._gaps: list[tuple[bytes, range]] = []
        self._met: set[tuple[bytes, int]] = set()
        self._parts: dict[bytes, tuple[bytes, int, int]] = {}
        self.tips: dict[bytes, Tip] = {}

    def take(self, body: bytes) -> tuple[Envelope | None, list[Finding]]:
        """Check one envelope; returns it if it can be read, and what is wrong with it."""
        try:
            envelope = read_envelope(body)
        except ValueError:
            words = "An envelope in the journal cannot be read: it was altered."
            return None, [Finding(Fault.ALTERED, "", 0, words)]
        return envelope, [*self._check(envelope, digest(body))]

    def _check(self, envelope: Envelope, own_digest: bytes) -> Iterator[Finding]:
        header = envelope.header
        key = self._signers.get(header.signer)
        if key is None:
            yield self._finding(Fault.UNKNOWN_SIGNER, envelope, "is signed by nobody known here")
        elif not envelope.is_signed_by(key):
            yield self._finding(Fault.ALTERED, envelope, "was altered: its signature is wrong")
        yield from self._check_place(envelope)
        self._note_parts(envelope)
        place = (header.device, header.n)
        if place in self._anchors:
            self._met.add(place)
            if self._anchors[place] != {own_digest}:
                yield self._finding(Fault.FORKED, envelope, "is not the act that stood here before")
        tip = self.tips.get(header.device)
        if tip is None or header.n > tip.n:
            self.tips[header.device] = Tip(header.device, header.n, own_digest)

    def _check_place(self, envelope: Envelope) -> Iterator[Finding]:
        header = envelope.header
        tip = self.tips.get(header.device, Tip(header.device, 0, FIRST_PREVIOUS))
        if header.n <= tip.n:
            moved = any(header.device == whose and header.n in gap for whose, gap in self._gaps)
            if moved:
                yield self._finding(Fault.REORDERED, envelope, "was moved from its place")
            else:
                yield self._finding(Fault.FORKED, envelope, "stands there twice")
        elif header.n > tip.n + 1:
            self._gaps.append((header.device, range(tip.n + 1, header.n)))
            words = f"follows a gap: {header.n - tip.n - 1} before it are missing or were moved"
            yield self._finding(Fault.MISSING, envelope, words)
        elif header.previous != tip.digest:
            yield self._finding(Fault.ALTERED, envelope, "does not follow the one before it")

    def _note_parts(self, envelope: Envelope) -> None:
        header = envelope.header
        if header.part == header.parts:
            self._parts.pop(header.act, None)
        else:
            self._parts[header.act] = (header.device, header.n, header.parts)

    def finish(self) -> Iterator[Finding]:
        """Say what is wrong at the end: acts cut short, and anchors that were not met."""
        for device, n, parts in self._parts.values():
            words = f"Act {n} was cut short: it has {parts} parts and not all are there."
            yield Finding(Fault.MISSING, device.hex(), n, words)
        for device, n in self._anchors:
            tip = self.tips.get(device)
            if (device, n) not in self._met and n > (tip.n if tip else 0):
                words = (
                    f"The journal was rolled back: {n} acts were noted for this device, "
                    f"and it ends at {tip.n if tip else 0}."
                )
                yield Finding(Fault.ROLLED_BACK, device.hex(), n, words)

    @staticmethod
    def _finding(fault: Fault, envelope: Envelope, words: str) -> Finding:
        header = envelope.header
        return Finding(fault, header.device.hex(), header.n, f"Act {header.n} {words}.")
