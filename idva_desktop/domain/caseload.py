"""Caseload weighed by risk: how many points somebody carries, and against how much of a post.

The weights are data (``resources/caseload.json``). A case that nobody assessed weighs as much as a
medium one, because what is not known is not light.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from idva_desktop.domain.contract_file import read_entry
from idva_desktop.domain.shipped import shipped_text

FULL_POST = 100
"""FTE is held in hundredths: this is one full post."""
WEIGHED = ("high", "medium", "standard", "not_assessed")
"""What a case can be, as far as it is weighed."""
_MOST_POINTS = 10_000


@dataclass(frozen=True, slots=True)
class Weights:
    """What a case weighs.

    Attributes:
        points: by risk band code.
        per_fte: the points that a full post can carry.
    """

    points: Mapping[str, int]
    per_fte: int

    def of(self, counts: Mapping[str, int]) -> int:
        """Return the points of so many cases by band."""
        return sum(self.points[band] * count for band, count in counts.items())


@cache
def weights() -> Weights:
    """Return the shipped weights.

    Raises:
        ContractError: the file is malformed; the message says where.
    """
    return read_weights(shipped_text("caseload.json"))


def read_weights(text: str) -> Weights:
    """Read a file of weights.

    Raises:
        ContractError: it is malformed; the message says where and what is expected.
    """
    plain = read_entry(text, "caseload file")
    plain.only(("about", "points", "points_per_fte"))
    points = plain.inner("points")
    points.only(WEIGHED)
    return Weights(
        {band: points.number(band, most=_MOST_POINTS) for band in WEIGHED},
        plain.number("points_per_fte", least=1, most=_MOST_POINTS),
    )


@dataclass(frozen=True, slots=True)
class Load:
    """What one person carries.

    Attributes:
        worker: who; blank for cases that nobody has.
        counts: open cases by risk band.
        points: what they weigh.
        fte: hundredths of a full post, or ``None`` where none is recorded.
        room: the points that this much of a post can carry, or ``None``.
    """

    worker: str
    counts: Mapping[str, int]
    points: int
    fte: int | None
    room: int | None

    @property
    def cases(self) -> int:
        """How many open cases."""
        return sum(self.counts.values())

    @property
    def per_fte(self) -> float | None:
        """Points for a full post; ``None`` where no FTE is recorded, or none is left."""
        return self.points * FULL_POST / self.fte if self.fte else None

    @property
    def over(self) -> int:
        """By how many points it is over what the post can carry; nought where it is not known."""
        return 0 if self.room is None else max(self.points - self.room, 0)


def load(worker: str, counts: Mapping[str, int], fte: int | None) -> Load:
    """Return what somebody carries, weighed."""
    weighed = weights()
    room = None if fte is None else round(weighed.per_fte * fte / FULL_POST)
    return Load(worker, dict(counts), weighed.of(counts), fte, room)
