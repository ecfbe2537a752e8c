"""The data dictionary: every question with its purpose, disclosure class and retention."""

from collections.abc import Iterator

from idva_desktop.documents.privacy.activities import Activity, activities
from idva_desktop.documents.privacy.markdown import page, table
from idva_desktop.domain.lookup import Lookup
from idva_desktop.domain.questions import (
    AboutWhen,
    Day,
    Disclosure,
    Hundredths,
    Items,
    ItemSources,
    Link,
    Moment,
    Question,
    Text,
    WholeNumber,
)
from idva_desktop.domain.record import Record, questions_of
from idva_desktop.domain.vocab import CodeList

_HEAD = ("Question", "Name", "Answer", "Purpose", "Disclosure", "Needed to")
_OTHERS: dict[type[Question], str] = {
    AboutWhen: "a day, a month, a season or a year, as closely as it is known",
    Day: "a day",
    Moment: "a day and time",
}
_ABOUT = """\
Made from the declarations by `idva-desktop papers`; a test holds it against them.

Disclosure classes: **never** is identity, narrative, anything that could point at a person;
**internal** is coded and never in a return; **countable** may enter a count, and a return shows
only protected counts.
"""


def data_dictionary() -> str:
    """Return the dictionary, one table a record kind, grouped by activity."""
    return page("Data dictionary", _ABOUT, *_parts())


def _parts() -> Iterator[str]:
    for activity in activities():
        yield f"## {activity.name}\n\nKept: {activity.keep}\n"
        for kind in activity.kinds:
            yield f"### {kind.title}\n"
            yield f"`{kind.kind}`, sealed under the {kind.scope.value} key. {_first_line(kind)}\n"
            yield table(_HEAD, _rows(kind))


def _first_line(kind: type[Record]) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]


def _rows(kind: type[Record]) -> Iterator[tuple[str, ...]]:
    for name, asked in questions_of(kind).items():
        gates = ", ".join(sorted(gate.value for gate in asked.gates))
        yield (
            asked.label,
            f"`{name}`",
            answer_words(asked),
            asked.purpose,
            asked.disclosure.value,
            gates,
        )


def answer_words(asked: Question) -> str:
    """Return what kind of answer a question takes, with its bounds."""
    if isinstance(asked, Text):
        return f"words, up to {asked.limit:,}"
    if isinstance(asked, Hundredths):
        return f"a number from {asked.lowest / 100:g} to {asked.highest / 100:g}"
    if isinstance(asked, WholeNumber):
        return f"a number from {asked.lowest:,} to {asked.highest:,}"
    if isinstance(asked, Link):
        return f"set by the program: the id of a {asked.to.replace('_', ' ')}"
    if isinstance(asked, Lookup):
        return f"chosen: the id of a {asked.to.replace('_', ' ')}"
    if isinstance(asked, Items):
        from_list = isinstance(asked, ItemSources)
        codes = _codes(asked.options()) if from_list else "yes, no or don’t know"
        return f"{codes} for each item"
    options = getattr(asked, "options", None)
    if callable(options):
        return _codes(options())
    return _OTHERS[type(asked)]


def _codes(codes: CodeList) -> str:
    labels = "; ".join(code.label for code in codes.codes)
    return f"one of `{codes.name}` ({codes.valid_from}): {labels}"


def disclosure_counts(activity: Activity) -> dict[Disclosure, int]:
    """Return how many questions of an activity are of each disclosure class."""
    found = [asked.disclosure for kind in activity.kinds for asked in questions_of(kind).values()]
    return {each: found.count(each) for each in Disclosure}
