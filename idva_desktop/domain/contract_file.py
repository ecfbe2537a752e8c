"""A file that the provider may change, read with care: what is malformed is named by its place."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NoReturn

from idva_desktop.domain.calendar import Span
from idva_desktop.domain.errors import ContractError

_MOST_DAYS = 3650  # ten years: a longer limit is a slip of the hand
_UNITS = ("days", "weeks", "months", "years")


def read_entry(text: str, file: str = "contract file") -> "Entry":
    """Return the outermost entry of a contract file.

    Args:
        text: its content.
        file: what a message calls it.

    Raises:
        ContractError: it is no JSON object.
    """
    try:
        plain = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise ContractError(
            f"The {file} cannot be read: line {line} is not JSON. Nothing was changed; "
            "mend that line and start again."
        ) from None
    except RecursionError:
        raise ContractError(
            f"The {file} cannot be read: brackets stand within brackets without an end. Nothing "
            "was changed; mend it and start again."
        ) from None
    if not isinstance(plain, dict):
        raise ContractError(
            f"The {file} cannot be read: it is one list or value, not an object in braces."
        )
    return Entry(plain, "", file)


class Entry:
    """One object of the file, with the place where it stands.

    Args:
        plain: its values by name.
        place: such as ``rules 3 (risk_review)``; blank for the outermost.
        file: what a message calls the file.
    """

    def __init__(self, plain: dict[str, Any], place: str, file: str = "contract file") -> None:
        self._plain, self._place, self._file = plain, place, file

    def refuse(self, name: str, expected: str) -> NoReturn:
        """Say that a value is not what is expected.

        Raises:
            ContractError: always.
        """
        where = f"{self._place}, {name}" if self._place else name
        raise ContractError(
            f"The {self._file} is malformed at {where}: {expected} is expected. Nothing was "
            "changed; mend it and start again."
        )

    def names(self) -> tuple[str, ...]:
        """Return the names of its values."""
        return tuple(self._plain)

    def has(self, name: str) -> bool:
        """Say whether a value is given; ``null`` counts as none."""
        return self._plain.get(name) is not None

    def value(self, name: str) -> Any:  # noqa: ANN401 - as JSON has it
        """Return a value as it stands; ``None`` where it is not given."""
        return self._plain.get(name)

    def at(self, plain: dict[str, Any], place: str) -> "Entry":
        """Return an object that stands inside this one."""
        return Entry(plain, f"{self._place}, {place}" if self._place else place, self._file)

    def only(self, allowed: Sequence[str]) -> None:
        """Refuse a name that nothing reads, which is a slip of the hand.

        Raises:
            ContractError: such a name is given.
        """
        for name in self._plain:
            if name not in allowed:
                self.refuse(name, f"one of the names {', '.join(allowed)}")

    def words(self, name: str, default: str | None = None) -> str:
        """Return a text; it must be there unless a default is given."""
        if default is not None and not self.has(name):
            return default
        value = self._plain.get(name)
        if not isinstance(value, str) or not (value.strip() or default == ""):
            self.refuse(name, "words in quotes")
        return value

    def all_words(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; none if it is not given."""
        value = self._plain.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self.refuse(name, "a list of words in quotes")
        return tuple(value)

    def day(self, name: str) -> date:
        """Return a date, written ``2026-03-31``."""
        return self.maybe_day(name) or self.refuse(name, "a date such as 2026-03-31")

    def maybe_day(self, name: str) -> date | None:
        """Return a date, or ``None`` where none is given."""
        value = self._plain.get(name)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.refuse(name, "a date such as 2026-03-31")

    def yes(self, name: str) -> bool:
        """Return ``true`` or ``false``; not given is ``false``."""
        value = self._plain.get(name, False)
        if not isinstance(value, bool):
            self.refuse(name, "true or false")
        return value

    def number(self, name: str, *, least: int = 0, most: int = _MOST_DAYS) -> int:
        """Return a whole number."""
        value = self._plain.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.refuse(name, f"a whole number from {least} to {most}")
        return value

    def numbers(self, name: str, *, most: int = _MOST_DAYS) -> dict[str, int]:
        """Return whole numbers by name; none if they are not given."""
        inner = self.inner(name)
        return {each: inner.number(each, most=most) for each in inner.names()}

    def inner(self, name: str) -> "Entry":
        """Return an object inside this one; an empty one if it is not given."""
        value = self._plain.get(name, {})
        if not isinstance(value, dict):
            self.refuse(name, "an object in braces")
        return self.at(value, name)

    def entries(self, name: str) -> Iterator["Entry"]:
        """Yield the objects of a list."""
        value = self._plain.get(name, [])
        if not isinstance(value, list):
            self.refuse(name, "a list in square brackets")
        for place, one in enumerate(value, start=1):
            if not isinstance(one, dict):
                self.refuse(f"{name} {place}", "an object in braces")
            called = one.get("id")
            yield Entry(one, f"{name} {place}" + (f" ({called})" if called else ""), self._file)

    def span(self, name: str) -> Span | None:
        """Return a length of time such as ``{"months": 6}``, or ``None`` if it is not given."""
        if not self.has(name):
            return None
        inner = self.inner(name)
        names = inner.names()
        if len(names) != 1 or names[0] not in _UNITS:
            self.refuse(name, 'a time such as {"months": 6}, in days, weeks, months or years')
        return Span(**{names[0]: inner.number(names[0], least=1)})
