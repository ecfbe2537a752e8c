"""Where a device's chain ends; stands alone, because a header is read before any envelope."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tip:
    """A place in a device's chain and the digest of the envelope there; ``n`` 0 is the start."""

    device: bytes
    n: int
    digest: bytes
