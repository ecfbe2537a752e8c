"""What must not leave in a text: details found however they are spelled, words struck out.

A detail is looked for as words, whatever their case, accents and the signs between them; a
telephone number by its digits, with or without its country code; a name by each of its words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

STRUCK = "█████"
"""What stands for a word that was struck out: as long for every word, so that it tells nothing."""

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\+?\d(?:[\s().-]{0,2}\d){5,}")
_ENOUGH_DIGITS = 6
_LAST_DIGITS = 9  # of a telephone number, the same with and without its country code
_PART = re.compile(r"[,;\n]+")
_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}\b")


class Spelling(Enum):
    """How a detail may be spelled in a text."""

    WHOLE = "whole"  # a code word, an email address, a time
    NAME = "name"  # each of its words tells the person
    ADDRESS = "address"  # each of its lines tells the place, and its postcode
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Detail:
    """One detail that must not leave unseen.

    Attributes:
        what: what it is, such as "Home address"; never its words.
        words: the detail itself.
        spelling: how it may be spelled.
    """

    what: str
    words: str
    spelling: Spelling

    def __repr__(self) -> str:
        """Return what it is only."""
        return f"<detail {self.what}>"


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """A detail that still appears in a text.

    Attributes:
        what: what it is.
        surfaces: how it appears there, each way once.
        count: how often.
    """

    what: str
    surfaces: tuple[str, ...]
    count: int


def findings(details: Iterable[Detail], text: str) -> list[Finding]:
    """Return the details that appear in a text, those of one name together."""
    words = [(_fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]
    at: dict[str, list[int]] = {}
    for place, (word, _start, _end) in enumerate(words):
        at.setdefault(word, []).append(place)
    places: dict[str, set[tuple[int, int]]] = {}
    for detail in details:
        if detail.spelling is Spelling.NUMBER:
            found = set(_numbers(detail.words, text))
        else:
            found = set()
            for needle in _needles(detail):
                found.update(_spans(needle, words, at))
        if found:
            places.setdefault(detail.what, set()).update(found)
    return [
        Finding(what, tuple(dict.fromkeys(text[a:b] for a, b in sorted(spans))), len(spans))
        for what, spans in places.items()
    ]


def strike(text: str, struck: Iterable[str]) -> str:
    """Return a text with each of these words struck out wherever they stand, in any case."""
    for words in sorted(struck, key=len, reverse=True):
        parts = [re.escape(part) for part in words.split()]
        if parts:
            pattern = r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)"
            text = re.sub(pattern, STRUCK, text, flags=re.IGNORECASE)
    return text


def _needles(detail: Detail) -> Iterator[list[str]]:
    if detail.spelling is Spelling.NAME:
        yield from ([word] for word in _folded(detail.words) if len(word) > 1)
        return
    if detail.spelling is Spelling.ADDRESS:
        for postcode in _POSTCODE.findall(detail.words):
            yield _folded(postcode)
            yield ["".join(_folded(postcode))]
        parts = [_folded(part) for part in _PART.split(_POSTCODE.sub(",", detail.words))]
        # A line of one word, such as the name of a town, tells no place by itself.
        yield from (part for part in parts if len(part) > 1)
        return
    if whole := _folded(detail.words):
        yield whole


def _spans(
    needle: list[str], words: list[tuple[str, int, int]], places: Mapping[str, list[int]]
) -> Iterator[tuple[int, int]]:
    size = len(needle)
    for at in places.get(needle[0], ()):
        if [word[0] for word in words[at : at + size]] == needle:
            yield words[at][1], words[at + size - 1][2]


def _numbers(number: str, text: str) -> Iterator[tuple[int, int]]:
    digits = _digits(number)
    if len(digits) < _ENOUGH_DIGITS:
        return
    tail = digits[-_LAST_DIGITS:]
    for found in _NUMBER.finditer(text):
        if _digits(found[0]).endswith(tail):
            yield found.start(), found.end()


def _digits(words: str) -> str:
    return "".join(sign for sign in words if sign.isdecimal())


def _folded(words: str) -> list[str]:
    return [_fold(word) for word in _WORD.findall(words)]


def _fold(word: str) -> str:
    spread = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in spread if not unicodedata.combining(sign)).casefold()
