"""One answer to choose: ``Option("idva", "IDVA", letter="I")``."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that can be chosen.

    Attributes:
        code: what ``value()`` returns.
        words: what the person reads.
        letter: the key that chooses it; derived where empty.
        icon: a bundled icon, or none.
        detail: a second, smaller line where there is room for one.
    """

    code: str
    words: str
    letter: str = ""
    icon: str = ""
    detail: str = ""


def letters(options: Sequence[Option]) -> list[str]:
    """Return one key for each option: its own, else its initial, else its place.

    Initials serve only where all differ; otherwise the keys are 1, 2, 3….
    """
    given = [option.letter.upper() for option in options]
    if all(given):
        return given
    initials = [option.words[:1].upper() for option in options]
    if len(set(initials)) == len(initials) and all(letter.isalpha() for letter in initials):
        return initials
    return [str(place) for place in range(1, len(options) + 1)]
