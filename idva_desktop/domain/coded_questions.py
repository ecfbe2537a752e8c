"""Questions that are answered with codes of a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.question import Plain, Question
from idva_desktop.domain.vocab import CodeList, code_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Question):
    """One code of a list. A few codes show as a row of segments, more as a box.

    ``narrowed_by`` names another coded question of the record: only the codes that the list offers
    with the answer to it (``offered_with``) can be chosen. An answer that was saved before and no
    longer goes with it is kept, and the form says so.
    """

    codes: str
    narrowed_by: str = ""

    def options(self) -> CodeList:
        """Return the list from which is chosen."""
        return code_list(self.codes)

    def goes_with(self, code: str, answers: Mapping[str, object]) -> bool:
        """Say whether ``code`` can be chosen beside the record's other answers."""
        return not self.narrowed_by or self.options().goes_with(code, answers.get(self.narrowed_by))

    def parse(self, text: str, now: datetime) -> str:
        """Return the code for a code or its label, whatever its case and spacing."""
        del now
        wanted = " ".join(text.split()).casefold()
        for code in self.options().every():
            if wanted in (code.code.casefold(), code.label.casefold()):
                return code.code
        raise AnswerError(f"{self.label}: choose one of the list")

    def show(self, value: str) -> str:
        """Return the label of the code."""
        return self.options().label(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices(Question):
    """Any number of codes of a list."""

    codes: str

    def options(self) -> CodeList:
        """Return the list from which is chosen."""
        return code_list(self.codes)

    def parse(self, text: str, now: datetime) -> tuple[str, ...]:
        """Return the codes of a list separated by semicolons, each once."""
        single = Choice(
            label=self.label, purpose=self.purpose, disclosure=self.disclosure, codes=self.codes
        )
        chosen = (single.parse(part, now) for part in text.split(";") if part.strip())
        return tuple(dict.fromkeys(chosen))

    def show(self, value: Sequence[str]) -> str:
        """Return the labels, separated by commas."""
        return ", ".join(self.options().label(code) for code in value)

    def to_plain(self, value: Sequence[str]) -> Plain:
        """Return the codes as a list."""
        return list(value)

    def from_plain(self, plain: Plain) -> tuple[str, ...]:
        """Return the codes as a tuple."""
        return (
            (plain,) if isinstance(plain, str) else tuple(plain) if isinstance(plain, list) else ()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Items(Question):
    """The answers to an instrument's items: item id to ``yes``, ``no`` or ``dont_know``."""

    instrument: str

    expected: ClassVar[str] = "answer each item yes, no or don’t know"

    def parse(self, text: str, now: datetime) -> dict[str, str]:
        """Return the answers of ``01:yes;02:no``."""
        del now
        pairs = (part.partition(":") for part in text.split(";") if part.strip())
        answers = {item.strip(): answer.strip() for item, _, answer in pairs}
        if not all(answers) or any(answer not in self.options() for answer in answers.values()):
            raise AnswerError(f"{self.label}: {self.expected}")
        return answers

    def options(self) -> CodeList:
        """Return the answers that an item can have."""
        return code_list("yes_no_dont_know")

    def show(self, value: Mapping[str, str]) -> str:
        """Return how many items were answered yes; the wording is the instrument's."""
        yes = sum(answer == "yes" for answer in value.values())
        return f"{yes} answered yes, of {len(value)} answered"

    def to_plain(self, value: Mapping[str, str]) -> Plain:
        """Return ``item:answer`` texts in order of the items."""
        return [f"{item}:{answer}" for item, answer in sorted(value.items())]

    def from_plain(self, plain: Plain) -> dict[str, str]:
        """Return the answers by item."""
        pairs = (str(part).partition(":") for part in plain) if isinstance(plain, list) else ()
        return {item: answer for item, _, answer in pairs}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSources(Items):
    """Who an instrument's answers are from, item by item, where that is not the client."""

    expected: ClassVar[str] = "choose a source of the list for each item"

    def options(self) -> CodeList:
        """Return the sources that an answer can have."""
        return code_list("risk_source")

    def show(self, value: Mapping[str, str]) -> str:
        """Return each source with its items, such as ``Police records: 1, 8``."""
        by_source: dict[str, list[str]] = {}
        for item, source in sorted(value.items()):
            by_source.setdefault(source, []).append(item.lstrip("0") or item)
        return "; ".join(
            f"{self.options().label(source)}: {', '.join(items)}"
            for source, items in by_source.items()
        )
