"""Code lists: the coded answers, versioned, with the groups that a return may show.

Each list is data in ``resources/code_lists.json``, with its earlier versions under ``earlier``; a
provider may add a newer version. *Not asked*, *not known* and *prefer not to
say* are codes like any other and are never merged with "no" or with a blank.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from idva_desktop.domain.shipped import shipped

NOT_ASKED = "not_asked"
NOT_KNOWN = "not_known"
PREFER_NOT_TO_SAY = "prefer_not_to_say"

_LABELS = {
    NOT_ASKED: "Not asked",
    NOT_KNOWN: "Not known",
    PREFER_NOT_TO_SAY: "Prefer not to say",
}


def within(words: str) -> str:
    """Return words as they stand inside a sentence: ``MARAC decision`` keeps its capitals.

    So does a name whose every word has one, such as ``British Sign Language``.
    """
    first, *others = words.split(" ")
    is_name = bool(others) and all(word[:1].isupper() for word in others)
    if is_name or first[1:] != first[1:].lower():
        return words
    return words[:1].lower() + words[1:]


@dataclass(frozen=True, slots=True)
class Code:
    """One answer of a list.

    Attributes:
        code: the stored value, lower-case snake_case (strands are upper-case, as in the return).
        label: the words on the screen.
        groups: dimension name to the broader category that a return shows.
    """

    code: str
    label: str
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodeList:
    """One version of a list of codes, with the versions that it follows.

    A code keeps its label for ever; another wording is another code. So a record shows the words
    under which it was answered, whichever version is offered now.

    Attributes:
        name: the list's name, used by the questions.
        valid_from: ISO date from which this version is offered.
        codes: in the order of the screen.
        earlier: the versions before this one, the newest first.
        offered_with: where another question narrows the list, its codes and which of this list go
            with each. A code that none of them names goes with all.
    """

    name: str
    valid_from: str
    codes: tuple[Code, ...]
    earlier: tuple["CodeList", ...] = ()
    offered_with: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __contains__(self, code: object) -> bool:
        """Say whether ``code`` is one of this version or an earlier one."""
        return any(known.code == code for known in self.every())

    def every(self) -> tuple[Code, ...]:
        """Return the codes of this version, then those that only earlier versions had."""
        found = {code.code: code for code in self.codes}
        for version in self.earlier:
            for code in version.codes:
                found.setdefault(code.code, code)
        return tuple(found.values())

    def on(self, day: date) -> "CodeList":
        """Return the version that is offered on a day; before the first, the first."""
        versions = (self, *self.earlier)
        return next((each for each in versions if each.valid_from <= day.isoformat()), versions[-1])

    def offered(self, day: date, kept: Iterable[str] = ()) -> tuple[Code, ...]:
        """Return what a form offers on a day.

        Args:
            day: the day on which is answered.
            kept: the codes of the saved answer, offered too where the version no longer has them.
        """
        codes = self.on(day).codes
        known = {code.code for code in codes}
        old = (code for code in dict.fromkeys(kept) if code and code not in known)
        return (*codes, *(Code(code, self.label(code)) for code in old))

    def goes_with(self, code: str, leading: object) -> bool:
        """Say whether ``code`` is offered beside ``leading``, the answer that narrows the list."""
        if not isinstance(leading, str) or leading not in self.offered_with:
            return True
        named = frozenset[str]().union(*self.offered_with.values())
        return code in self.offered_with[leading] or code not in named

    def label(self, code: str) -> str:
        """Return the words for ``code``; one that no version has shows as itself, and says so."""
        if not code:
            return ""
        known = next((known.label for known in self.every() if known.code == code), None)
        return known or f"{code} (no longer in the list)"

    def group(self, dimension: str, code: str | None) -> str:
        """Return the category of ``code`` in ``dimension``; a blank is *not asked*."""
        for known in self.every():
            if known.code == code:
                return known.groups.get(dimension, known.code)
        return NOT_ASKED if code is None else NOT_KNOWN


def code_list(name: str) -> CodeList:
    """Return the newest version of the list ``name``, with the earlier ones behind it.

    Raises:
        KeyError: no such list is shipped, which is a defect.
    """
    return _added.get(name) or code_lists()[name]


_added: dict[str, CodeList] = {}


def add_versions(lists: Iterable[CodeList]) -> None:
    """Let a provider's versions stand before the shipped ones; those added before are forgotten.

    One process has one vault open, whose versions these are.
    """
    _added.clear()
    for added in sorted(lists, key=lambda each: each.valid_from):
        before = code_list(added.name)
        versions = sorted((added, before, *before.earlier), key=lambda each: each.valid_from)
        plain = [replace(each, earlier=()) for each in reversed(versions)]
        _added[added.name] = replace(plain[0], earlier=tuple(plain[1:]))


@cache
def code_lists() -> Mapping[str, CodeList]:
    """Return every shipped list by its name, the newest version of each."""
    return shipped(
        "code_lists.json",
        lambda raw: {name: _with_earlier(name, entry) for name, entry in raw["lists"].items()},
    )


def _with_earlier(name: str, entry: Mapping[str, object]) -> CodeList:
    earlier = entry.get("earlier", [])
    assert isinstance(earlier, list)  # noqa: S101 - the shipped file is checked by a test
    return replace(read_codes(name, entry), earlier=tuple(read_codes(name, one) for one in earlier))


def read_codes(name: str, entry: Mapping[str, object]) -> CodeList:
    """Return one version of a list from its entry, whose form was checked before."""
    codes: list[Code] = []
    rows = entry["codes"]
    assert isinstance(rows, list)  # noqa: S101 - the shipped file is checked by a test
    for row in rows:
        code, label, *groups = row
        codes.append(Code(code, label, groups[0] if groups else {}))
    unsaid = entry.get("unsaid", [])
    assert isinstance(unsaid, list)  # noqa: S101 - as above
    codes.extend(Code(code, _LABELS[code]) for code in unsaid)
    beside = entry.get("offered_with", {})
    assert isinstance(beside, dict)  # noqa: S101 - as above
    offered = {leading: frozenset(those) for leading, those in beside.items()}
    return CodeList(name, str(entry["valid_from"]), tuple(codes), offered_with=offered)
