"""Risk instruments: replaceable sets of items, answered yes, no or don't know.

The built-in instrument has 24 prompts in our own words. A score never lowers a band by itself,
because a low score has been wrong too often.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from idva_desktop.resource_files import resource

BANDS = ("standard", "medium", "high")


@dataclass(frozen=True, slots=True)
class Item:
    """One prompt: its id and its words."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Prompts under one heading."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A set of prompts with the scores from which a band is visible.

    Attributes:
        id: its name, such as ``built-in``.
        title: its name on the screen.
        version: the version of the wording.
        medium_from: lowest score of the medium band.
        high_from: lowest score of visible high risk.
        groups: the prompts in order.
    """

    id: str
    title: str
    version: str
    medium_from: int
    high_from: int
    groups: tuple[ItemGroup, ...]

    def items(self) -> Iterator[Item]:
        """Yield the prompts in order."""
        for group in self.groups:
            yield from group.items

    def score(self, answers: Mapping[str, str]) -> int:
        """Return how many prompts were answered yes."""
        return sum(answers.get(item.id) == "yes" for item in self.items())

    def unanswered(self, answers: Mapping[str, str]) -> list[Item]:
        """Return the prompts that have no answer yet."""
        return [item for item in self.items() if item.id not in answers]

    def band_of_score(self, score: int) -> str:
        """Return the band that the score alone gives."""
        if score >= self.high_from:
            return "high"
        return "medium" if score >= self.medium_from else "standard"

    def band(self, score: int, *, judged_higher: bool, before: str | None) -> str:
        """Return the band of an assessment.

        Args:
            score: number of prompts answered yes.
            judged_higher: whether professional judgement raises it by one band.
            before: the band in force, which a lower score never lowers.
        """
        place = BANDS.index(self.band_of_score(score))
        if judged_higher:
            place = min(place + 1, len(BANDS) - 1)
        if before in BANDS:
            place = max(place, BANDS.index(before))
        return BANDS[place]


@cache
def instrument(name: str = "built-in") -> Instrument:
    """Return the shipped instrument ``name``."""
    raw = json.loads(resource(f"instruments/{name}.json").read_text("utf-8"))
    groups = tuple(
        ItemGroup(group["title"], tuple(Item(*item) for item in group["items"]))
        for group in raw["groups"]
    )
    return Instrument(
        raw["id"], raw["title"], raw["version"], raw["medium_from"], raw["high_from"], groups
    )
