"""Two answers to one question: both are shown with who and when, and a person decides.

They arise where two laptops answered without knowing of each other. Nothing is lost meanwhile:
both stand in the journal, and lists show one of them until somebody decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.history import HIDDEN, shown_plain
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.form import Field, Typed, typed_of
from idva_desktop.domain.questions import Disclosure, Plain, Text
from idva_desktop.domain.record import Record, Scope, questions_of, record_types
from idva_desktop.domain.records import Case, Identity
from idva_desktop.vault.conflicts import Conflict

DECIDED = "decided"
"""Beside the typed answers: the names of the questions on which the person has decided."""


@dataclass(frozen=True, slots=True, repr=False)
class Saying:
    """One of the answers that stand.

    Attributes:
        act: the act that gave it.
        who: the member's name.
        at: when, London time.
        words: the answer in words; blank where it was cleared.
        typed: the answer as the form would have it typed.
        plain: the sealed answer.
    """

    act: str
    who: str
    at: datetime
    words: str
    typed: Typed
    plain: Plain | None


@dataclass(frozen=True, slots=True, repr=False)
class Divided:
    """One question with several answers.

    Attributes:
        owner: the scope that holds the record.
        kind: the record kind.
        record_id: the record.
        name: the question's name.
        label: the question's words.
        narrative: whether the answers are free words, folded until opened.
        sayings: the answers; lists read the first until somebody decides.
    """

    owner: str
    kind: type[Record]
    record_id: str
    name: str
    label: str
    narrative: bool
    sayings: tuple[Saying, ...]

    @property
    def key(self) -> str:
        """The field's name on a form."""
        return f"{self.kind.kind}.{self.name}"


def conflicts(session: Session, owner: str, record_id: str = "") -> list[Divided]:
    """Return the questions of a case and its client on which answers disagree.

    Args:
        session: who asks.
        owner: the case, or the word of a shared scope.
        record_id: only this record; everything if blank.

    Raises:
        RefusedError: the case is not there, or the member may not see it.
    """
    owners = [owner]
    if not any(scope.is_shared and scope == owner for scope in Scope):
        client = the_case(session, owner).client
        owners.extend([client] if client else [])
    found = [each for scope in owners for each in session.vault.conflicts(scope)]
    if not found:
        return []
    names = {member.id: member.name for member in session.vault.members()}
    known = {kind.kind: kind for kind in record_types()}
    hide = owner not in session.identities
    return [
        _divided(known[each.kind], each, names, hide=hide and each.kind == Identity.kind)
        for each in found
        if each.kind in known
        and each.question in questions_of(known[each.kind])
        and record_id in ("", each.record_id)
    ]


def cases_in_conflict(session: Session) -> list[str]:
    """Return the ids of the cases in which answers disagree, their clients' among them."""
    owners = session.vault.owners_in_conflict()
    cases = {owner for owner in owners if session.vault.fetch_one(Case, owner) is not None}
    for owner in owners:
        cases.update(case.id for case in session.vault.fetch(Case, client=owner))
    return sorted(cases)


def decide(session: Session, case_id: str, divided: Divided, saying: Saying) -> None:
    """Let one of the answers stand alone; the history keeps the others.

    Raises:
        RefusedError: somebody decided meanwhile, or the case may not be seen.
    """
    current = conflicts(session, case_id, divided.record_id)
    if not any(each.name == divided.name and each.kind is divided.kind for each in current):
        raise RefusedError("This was decided meanwhile. Nothing was changed; look at it again.")
    question = questions_of(divided.kind)[divided.name]
    value = None if saying.plain is None else question.from_plain(saying.plain)
    save = Save(divided.kind, divided.record_id, divided.owner, {divided.name: value})
    session.save("decide", [save])


def without_undecided(
    session: Session,
    kind: type[Record],
    owner: str,
    record_id: str,
    given: Mapping[str, Any],
    typed: Mapping[str, Typed],
) -> dict[str, Any]:
    """Return the answers to save: a question still open between two answers stays open.

    It is settled where the person decided, or typed what is none of the two.
    """
    open_ones = {
        each.name: each.sayings[0]
        for each in _own_conflicts(session, kind, owner, record_id)
        if each.name not in typed.get(DECIDED, [])
    }
    return {
        name: value
        for name, value in given.items()
        if name not in open_ones or _plain(kind, name, value) != open_ones[name].plain
    }


def _own_conflicts(
    session: Session, kind: type[Record], owner: str, record_id: str
) -> list[Divided]:
    return [each for each in conflicts(session, owner, record_id) if each.kind is kind]


def _plain(kind: type[Record], name: str, value: Any) -> Plain | None:  # noqa: ANN401 - by kind
    return None if value is None else questions_of(kind)[name].to_plain(value)


def _divided(
    kind: type[Record], found: Conflict, names: Mapping[str, str], *, hide: bool
) -> Divided:
    question = questions_of(kind)[found.question]
    field = Field(kind, found.question, question)
    sayings = tuple(
        Saying(
            act=version.act,
            who=names.get(version.member_id, ""),
            at=version.at,
            words=HIDDEN if hide else shown_plain(question, version.value),
            typed=typed_of(
                field, None if version.value is None else question.from_plain(version.value)
            ),
            plain=version.value,
        )
        for version in found.versions
    )
    narrative = isinstance(question, Text) and question.disclosure is Disclosure.NEVER
    return Divided(
        found.owner, kind, found.record_id, found.question, question.label, narrative, sayings
    )
