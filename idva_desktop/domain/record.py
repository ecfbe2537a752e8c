"""Records: frozen dataclasses whose attributes are declared questions.

From one declaration come the form, the check, the projection's columns, search, the import, the
printed page and what a KPI may name. A record may hold a single answer; gates ask for more.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from types import MappingProxyType
from typing import (
    Annotated,
    Any,
    ClassVar,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from idva_desktop.domain.checks import Check
from idva_desktop.domain.questions import Gate, Plain, Question
from idva_desktop.domain.roles import Role


class Scope(StrEnum):
    """What a record is sealed under: each scope has a key of its own.

    ``CLIENT`` and ``CASE`` have one for each client and case. Of every other there is one in a
    vault, and its word is its owner's id.
    """

    CLIENT = "client"
    CASE = "case"
    SERVICE = "service"
    DIRECTORY = "directory"
    FEEDBACK = "feedback"
    WALLS = "walls"
    LEDGER = "ledger"

    @property
    def is_shared(self) -> bool:
        """Whether there is one of it for the whole service."""
        return self not in (Scope.CLIENT, Scope.CASE)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Record:
    """What every record has.

    Attributes:
        id: random, opaque, unique.
        owner: the id of the scope that holds it: the client's, the case's, or a fixed word.
        kept_by: the role that alone may add and change it; everybody if ``None``.
        checks: what is looked at across its answers.
    """

    id: str
    owner: str

    kind: ClassVar[str]
    title: ClassVar[str]
    scope: ClassVar[Scope]
    kept_by: ClassVar[Role | None] = None
    checks: ClassVar[tuple[Check, ...]] = ()

    def __repr__(self) -> str:
        """Return kind and id only: a record in a log or a traceback tells nothing."""
        return f"<{self.kind} {self.id}>"


R = TypeVar("R", bound=Record)
_KINDS: dict[str, type[Record]] = {}
_QUESTIONS: dict[str, Mapping[str, Question]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(
    *,
    kind: str,
    title: str,
    scope: Scope,
    kept_by: Role | None = None,
    checks: tuple[Check, ...] = (),
) -> Callable[[type[R]], type[R]]:
    """Declare a record kind.

    Args:
        kind: its name in the journal, lower-case snake_case; never changed once used.
        title: its name on the screen.
        scope: whose key seals it.
        kept_by: the role that alone may add and change it; everybody if ``None``.
        checks: what is looked at across its answers.
    """

    def register(declared: type[R]) -> type[R]:
        made = dataclass(frozen=True, kw_only=True, repr=False)(declared)
        made.kind, made.title, made.scope = kind, title, scope
        made.kept_by = kept_by
        made.checks = checks
        for part in fields(made):
            if part.name not in ("id", "owner") and part.default is MISSING:
                raise TypeError(f"{kind}.{part.name} needs None as its default")
        _KINDS[kind] = made
        _QUESTIONS.pop(kind, None)
        return made

    return register


def record_types() -> tuple[type[Record], ...]:
    """Return every declared kind, in order of declaration."""
    return tuple(_KINDS.values())


def record_type(kind: str) -> type[Record]:
    """Return the kind of that name.

    Raises:
        KeyError: no such kind is declared here (an older or newer program wrote it).
    """
    return _KINDS[kind]


def questions_of(kind: type[Record]) -> Mapping[str, Question]:
    """Return the questions of a kind by attribute name, in order of declaration."""
    if kind.kind not in _QUESTIONS:
        _QUESTIONS[kind.kind] = MappingProxyType(dict(_declared(kind)))
    return _QUESTIONS[kind.kind]


def _declared(kind: type[Record]) -> Iterator[tuple[str, Question]]:
    hints = get_type_hints(kind, include_extras=True)
    for part in fields(kind):
        hint = hints[part.name]
        if get_origin(hint) is Annotated:
            yield from ((part.name, said) for said in get_args(hint) if isinstance(said, Question))


def answers_of(held: Record) -> dict[str, Any]:
    """Return the answers that are not blank."""
    given = ((name, getattr(held, name)) for name in questions_of(type(held)))
    return {name: value for name, value in given if value is not None}


def build(kind: type[R], record_id: str, owner: str, plain: Mapping[str, Plain | None]) -> R:
    """Return a record from its plain answers; names that are not declared here are left out."""
    questions = questions_of(kind)
    values = {
        name: questions[name].from_plain(value)
        for name, value in plain.items()
        if value is not None and name in questions
    }
    return kind(id=record_id, owner=owner, **values)


def plain_answers(kind: type[Record], answers: Mapping[str, Any]) -> dict[str, Plain | None]:
    """Return answers as the journal seals them; ``None`` clears an answer."""
    questions = questions_of(kind)
    return {
        name: None if value is None else questions[name].to_plain(value)
        for name, value in answers.items()
    }


def required_at(kind: type[Record], gate: Gate) -> Iterator[tuple[str, Question]]:
    """Yield the questions of a kind that ``gate`` needs."""
    return ((name, q) for name, q in questions_of(kind).items() if gate in q.gates)
