"""Code lists: the coded answers, versioned, with the groups that a return may show.

Each list is data in ``resources/code_lists.json``. *Not asked*, *not known* and *prefer not to
say* are codes like any other and are never merged with "no" or with a blank.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from idva_desktop.resource_files import resource

NOT_ASKED = "not_asked"
NOT_KNOWN = "not_known"
PREFER_NOT_TO_SAY = "prefer_not_to_say"

_LABELS = {
    NOT_ASKED: "Not asked",
    NOT_KNOWN: "Not known",
    PREFER_NOT_TO_SAY: "Prefer not to say",
}


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
    """A versioned list of codes.

    Attributes:
        name: the list's name, used by the questions.
        valid_from: ISO date from which this version is offered.
        codes: in the order of the screen.
    """

    name: str
    valid_from: str
    codes: tuple[Code, ...]

    def __contains__(self, code: object) -> bool:
        """Say whether ``code`` is one of the list's codes."""
        return any(known.code == code for known in self.codes)

    def label(self, code: str) -> str:
        """Return the words for ``code``; a code of another version shows as itself."""
        return next((known.label for known in self.codes if known.code == code), code)

    def group(self, dimension: str, code: str | None) -> str:
        """Return the category of ``code`` in ``dimension``; a blank is *not asked*."""
        for known in self.codes:
            if known.code == code:
                return known.groups.get(dimension, known.code)
        return NOT_ASKED if code is None else NOT_KNOWN


@cache
def code_list(name: str) -> CodeList:
    """Return the current version of the list ``name``.

    Raises:
        KeyError: no such list is shipped, which is a defect.
    """
    return code_lists()[name]


@cache
def code_lists() -> Mapping[str, CodeList]:
    """Return every shipped list by its name."""
    raw = json.loads(resource("code_lists.json").read_text("utf-8"))
    return {name: _read(name, entry) for name, entry in raw["lists"].items()}


def _read(name: str, entry: Mapping[str, object]) -> CodeList:
    codes: list[Code] = []
    rows = entry["codes"]
    assert isinstance(rows, list)  # noqa: S101 - the shipped file is checked by a test
    for row in rows:
        code, label, *groups = row
        codes.append(Code(code, label, groups[0] if groups else {}))
    unsaid = entry.get("unsaid", [])
    assert isinstance(unsaid, list)  # noqa: S101 - as above
    codes.extend(Code(code, _LABELS[code]) for code in unsaid)
    return CodeList(name, str(entry["valid_from"]), tuple(codes))
