"""The rules of a contract file, read with care: every name in them must exist."""

from collections.abc import Iterable
from typing import Any

from idva_desktop.domain import records as declared
from idva_desktop.domain.contract_file import Entry
from idva_desktop.domain.questions import Choice, Choices, Day, Moment, Question, Text
from idva_desktop.domain.record import Record, Scope, questions_of, record_type
from idva_desktop.domain.rule import ANY, NAMED, Allowance, Condition, Rule, Source

_KEYS = (
    *("id", "source", "asks", "brief", "because", "from", "done", "done_ever", "after", "within"),
    *("ahead_days", "each", "by_itself", "suspends", "urgent", "strands", "bands", "supervisor"),
    *("opens", "valid_from", "valid_until"),
)
_SOURCE_KEYS = ("record", "day", "where", "unless", "only_last", "words", "says")
_UNITS = ("working_days", "days", "months")
_BANDS = ("standard", "medium", "high")
_STRANDS = ("IDVA", "ISVA", "BOTH")


def read_rules(plain: Entry, limits: Iterable[str]) -> tuple[Rule, ...]:
    """Read the rules.

    Args:
        plain: the contract file.
        limits: the names of limits that a rule may allow: those of ``working_days`` in the terms.

    Raises:
        ContractError: one is malformed; the message names it.
    """
    assert declared.__all__  # noqa: S101 - importing them declares the kinds that rules name
    known, found = tuple(limits), dict[str, Rule]()
    for entry in plain.entries("rules"):
        rule = _rule(entry, known)
        if rule.id in found:
            entry.refuse("id", "a name that no other rule has")
        found[rule.id] = rule
    return tuple(found.values())


def _rule(entry: Entry, limits: tuple[str, ...]) -> Rule:
    entry.only(_KEYS)
    starts = _events(entry, "from")
    if not starts:
        entry.refuse("from", "at least one happening")
    return Rule(
        id=entry.words("id"),
        source=entry.words("source"),
        asks=entry.words("asks"),
        brief=entry.words("brief", ""),
        because=entry.words("because"),
        starts=starts,
        done=_events(entry, "done"),
        done_ever=entry.yes("done_ever"),
        after=_events(entry, "after"),
        allows=_allowance(entry, limits),
        ahead_days=entry.number("ahead_days") if entry.has("ahead_days") else 0,
        each=entry.yes("each"),
        by_itself=entry.yes("by_itself"),
        suspends=entry.yes("suspends"),
        urgent=entry.yes("urgent"),
        strands=_among(entry, "strands", _STRANDS),
        bands=_among(entry, "bands", _BANDS),
        supervisor=entry.yes("supervisor"),
        opens=entry.words("opens", "case"),
        valid_from=entry.maybe_day("valid_from"),
        valid_until=entry.maybe_day("valid_until"),
    )


def _among(entry: Entry, name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    given = entry.all_words(name)
    if any(one not in allowed for one in given):
        entry.refuse(name, f"some of {', '.join(allowed)}")
    return given


def _allowance(entry: Entry, limits: tuple[str, ...]) -> Allowance:
    within = entry.inner("within")
    names = within.names()
    if len(names) != 1 or names[0] not in _UNITS:
        entry.refuse("within", 'a time such as {"working_days": 5}, in working_days, days, months')
    unit = names[0]
    if isinstance(within.value(unit), dict):
        by_band = within.inner(unit)
        by_band.only(("high", "other"))
        high, other = (_count(by_band, name, limits) for name in ("high", "other"))
    else:
        high = other = _count(within, unit, limits)
    if unit != "working_days" and not (isinstance(high, int) and isinstance(other, int)):
        entry.refuse("within", "a number: only working_days have limits in the terms")
    return Allowance(high, other, unit)


def _count(entry: Entry, name: str, limits: tuple[str, ...]) -> int | str:
    value = entry.value(name)
    if not isinstance(value, str):
        return entry.number(name)
    if value not in limits:
        entry.refuse(name, "a number, or the name of a limit in working_days of the terms")
    return value


def _events(entry: Entry, name: str) -> tuple[str | Source, ...]:
    value = entry.value(name)
    if value is None:
        return ()
    found: list[str | Source] = []
    for place, one in enumerate(value if isinstance(value, list) else [value], start=1):
        if isinstance(one, dict):
            found.append(_source(entry.at(one, f"{name} {place}")))
        elif one in NAMED:
            found.append(str(one))
        else:
            entry.refuse(name, f"a record with its day, or one of {', '.join(NAMED)}")
    return tuple(found)


def _source(entry: Entry) -> Source:
    entry.only(_SOURCE_KEYS)
    kind = _kind(entry)
    day = entry.words("day")
    if not isinstance(questions_of(kind).get(day), Day | Moment):
        entry.refuse("day", f"a question of {kind.kind} that holds a day")
    says = entry.words("says", "")
    if says and not _is_short(questions_of(kind).get(says)):
        entry.refuse("says", f"a coded question of {kind.kind}, or one of a single line")
    return Source(
        kind,
        day,
        _conditions(entry, "where", kind),
        _conditions(entry, "unless", kind),
        entry.yes("only_last"),
        entry.words("words", ""),
        says,
    )


def _is_short(question: Question | None) -> bool:
    if isinstance(question, Text):
        return question.lines == 1
    return isinstance(question, Choice | Choices)


def _kind(entry: Entry) -> type[Record]:
    try:
        kind = record_type(entry.words("record"))
    except KeyError:
        entry.refuse("record", "the name of a record kind, such as court_order")
    if kind is declared.Contact:
        entry.refuse(
            "record",
            "first_attempt, first_contact or last_contact, by name: there may "
            "be a million contacts, so that a record with fewer",
        )
    if kind.scope not in (Scope.CASE, Scope.CLIENT):
        entry.refuse("record", "a record of a case or of a client")
    return kind


def _conditions(entry: Entry, name: str, kind: type[Record]) -> tuple[Condition, ...]:
    inner = entry.inner(name)
    found = []
    for asked in inner.names():
        question = questions_of(kind).get(asked)
        if question is None:
            inner.refuse(asked, f"a question of {kind.kind}")
        found.append(Condition(asked, _answers(inner, asked, question)))
    return tuple(found)


def _answers(entry: Entry, name: str, question: Question) -> tuple[str | None, ...]:
    value: Any = entry.value(name)
    given = value if isinstance(value, list) else [value]
    coded = isinstance(question, Choice | Choices)
    for one in given:
        if one is None or one == ANY:
            continue
        if not coded or one not in question.options():  # type: ignore[attr-defined] # coded says so
            entry.refuse(name, f'codes of its list, null for a blank, or "{ANY}" for any answer')
    return tuple(given)
