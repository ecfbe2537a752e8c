"""Risk instruments: replaceable sets of items, answered yes, no or don't know.

The built-in instrument has 24 prompts in our own words. A score never lowers a band by itself,
because a low score has been wrong too often.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from idva_desktop.domain.shipped import shipped

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
        owner: whose words they are.
        licence: on what terms they may be used.
    """

    id: str
    title: str
    version: str
    medium_from: int
    high_from: int
    groups: tuple[ItemGroup, ...]
    owner: str = ""
    licence: str = ""

    @property
    def words(self) -> str:
        """What an assessment keeps: the title and the version."""
        return f"{self.title}, version {self.version}"

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
def built_in() -> Instrument:
    """Return the instrument that comes with the program."""
    return shipped("instruments/built-in.json", _built_in)


def _built_in(raw: Mapping[str, Any]) -> Instrument:
    groups = tuple(
        ItemGroup(group["title"], tuple(Item(*item) for item in group["items"]))
        for group in raw["groups"]
    )
    return Instrument(
        raw["id"],
        raw["title"],
        raw["version"],
        raw["medium_from"],
        raw["high_from"],
        groups,
        owner="IDVA Desktop",
    )


_learnt: dict[str, Instrument] = {}
_in_use: list[Instrument] = []


def learn(instruments: Iterable[Instrument], in_use: Instrument | None) -> None:
    """Know a provider's instruments, and which is in use; those known before are forgotten.

    One process has one vault open, whose instruments these are.
    """
    _learnt.clear()
    _learnt.update({each.words: each for each in instruments})
    _in_use[:] = [in_use] if in_use else []


def instrument() -> Instrument:
    """Return the instrument in use: the provider's choice, or the built-in one."""
    return _in_use[0] if _in_use else built_in()


def instrument_called(words: str) -> Instrument | None:
    """Return the instrument of an assessment by what it keeps, ``None`` if it is not here.

    What was imported without one was made with the built-in instrument.
    """
    own = built_in()
    return own if words in ("", own.words) else _learnt.get(words)
