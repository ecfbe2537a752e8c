"""Whether two descriptions mean one person: by number, by name and date of birth, or nearly so.

Pure: names, numbers and days go in; whether they are alike, and in what, comes out. The words say
what was compared and never what it was.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from idva_desktop.domain.alike import slips
from idva_desktop.domain.search_words import words_of

_SHORTEST_NUMBER = 3  # signs; a shorter one is no number that tells people apart
_PHONE_DIGITS = 10  # of a British number without its country code or nought
_SHORTEST_PHONE = 7
_FEW_SLIPS = 1.0


class Sureness(StrEnum):
    """How sure a likeness is; the codes of the list ``likeness``."""

    SURE = "sure"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Person:
    """What is known of somebody; whatever is blank is not compared.

    Attributes:
        given: first names.
        family: surname.
        others: other names used, apart by commas or semicolons.
        born: date of birth.
        number: warrant or staff number.
        phone: a phone number.
    """

    given: str = ""
    family: str = ""
    others: str = ""
    born: date | None = None
    number: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """That two descriptions are alike.

    Attributes:
        sureness: how sure.
        words: in what, such as ``Same name and date of birth``.
    """

    sureness: Sureness
    words: str


def number_key(number: str) -> str:
    """Return a warrant or staff number as it is compared; blank where it is too short."""
    key = "".join(words_of(number))
    return key if len(key) >= _SHORTEST_NUMBER else ""


def phone_key(phone: str) -> str:
    """Return the last digits of a phone number; blank where there are too few."""
    digits = "".join(sign for sign in phone if sign.isdecimal())[-_PHONE_DIGITS:]
    return digits if len(digits) >= _SHORTEST_PHONE else ""


def alike(one: Person, other: Person) -> Alike | None:
    """Say whether two descriptions may mean one person, and in what they are alike."""
    if number_key(one.number) and number_key(one.number) == number_key(other.number):
        return Alike(Sureness.SURE, "Same warrant or staff number")
    found = _by_name(one, other)
    if found is None and phone_key(one.phone) and phone_key(one.phone) == phone_key(other.phone):
        found = Alike(Sureness.POSSIBLE, "Same phone number")
    return found


def is_one_person(one: Person, other: Person) -> bool:
    """Say whether two descriptions are of one person by their whole name or number."""
    found = alike(one, other)
    return found is not None and found.words.startswith(("Same name", "Same warrant"))


def keys_of(person: Person) -> frozenset[str]:
    """Return what two people share of whom :func:`alike` says anything: words and numbers."""
    names = words_of(f"{person.given} {person.family} {person.others}")
    numbers = (number_key(person.number), phone_key(person.phone))
    return frozenset((*names, *(f"#{number}" for number in numbers if number)))


def _by_name(one: Person, other: Person) -> Alike | None:
    names = _names_alike(one, other)
    if not names:
        return None
    same_day = one.born is not None and one.born == other.born
    unknown = one.born is None or other.born is None
    if same_day:
        sure = Sureness.SURE if names == "Same name" else Sureness.POSSIBLE
        return Alike(sure, f"{names} and date of birth")
    if unknown:
        return Alike(Sureness.POSSIBLE, f"{names}; no date of birth to compare")
    if names == "Same name" and _near_days(one.born, other.born):
        return Alike(Sureness.POSSIBLE, "Same name; dates of birth nearly the same")
    return None


def _names_alike(one: Person, other: Person) -> str:
    """Return ``Same name``, ``Similar name`` or nothing; a surname alone says nothing."""
    near = ""
    for mine in _full_names(one):
        for theirs in _full_names(other):
            if sorted(mine) == sorted(theirs):
                return "Same name"
            if _near_names(mine, theirs):
                near = "Similar name"
    return near


def _full_names(person: Person) -> Iterable[tuple[str, ...]]:
    given, family = tuple(words_of(person.given)), tuple(words_of(person.family))
    if given and family:
        yield (*given, *family)
    for other in re.split(r"[,;]", person.others):
        words = tuple(words_of(other))
        if len(words) > 1:
            yield words
        elif words and family:
            yield (*words, *family)


def _near_names(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether one name is the other with words more, an initial or a slip of the key."""
    few, many = sorted((one, other), key=len)
    left = list(many)
    for word in few:
        like = next((known for known in left if _near_words(word, known)), None)
        if like is None:
            return False
        left.remove(like)
    # An initial alone must not make a name of another: one word at least is whole in both.
    return any(len(word) > 1 and word in many for word in few)


def _near_words(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return long.startswith(short)
    far = (slips(one, other), slips(other, one))
    return any(slip is not None and slip <= _FEW_SLIPS for slip in far)


def _near_days(one: date | None, other: date | None) -> bool:
    """Say whether two days differ by one digit, or have day and month turned round."""
    if one is None or other is None:
        return False
    turned = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    signs = zip(one.isoformat(), other.isoformat(), strict=True)
    return turned or sum(mine != theirs for mine, theirs in signs) == 1


def is_named(words: str, *, name: str = "", unit: str = "", number: str = "") -> bool:
    """Say whether a text names somebody: their whole name in any order, their unit or number."""
    said = words_of(words)
    its_name, its_unit, its_number = words_of(name), words_of(unit), number_key(number)
    return (
        bool(its_name and set(its_name) <= set(said))
        or bool(its_unit and _in_order(its_unit, said))
        or bool(its_number and (its_number in said or its_number in "".join(said)))
    )


def _in_order(part: list[str], whole: list[str]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))
