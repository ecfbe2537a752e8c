"""The history of a case in words: who did what, when, and each answer from what to what.

The journal keeps every act; this reads it for people. Narrative is marked, so that a screen folds
it. Who read, printed or exported is for supervisors.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.questions import Disclosure, Link, Plain, Question, Text
from idva_desktop.domain.record import Record, Scope, questions_of, record_types
from idva_desktop.domain.records import Case, Identity
from idva_desktop.domain.roles import Role
from idva_desktop.vault.history import HistoryEntry

_DEEDS = {
    "accept": "Referral accepted",
    "approve": "Approved",
    "close": "Closed",
    "copy": "Summary copied",
    "decide": "Decided between two answers",
    "erase": "Erased",
    "export": "Exported",
    "import": "Imported",
    "print": "Printed",
    "read": "Opened and read",
    "reopen": "Opened again",
    "return": "Sent back",
    "send": "Sent for approval",
    "take_over": "Taken over from another service",
    "undo": "Step taken back",
}
"""What each act is called, where the record does not say it: added, changed, taken off."""

HIDDEN = "Hidden until you ask who the client is"
"""What stands for a name or number while the member works with the reference."""
_UNREAD = "An answer that this version of the program cannot show"


@dataclass(frozen=True, slots=True, repr=False)
class Altered:
    """One answer that an act changed.

    Attributes:
        question: its label.
        before: in words; blank where it was blank.
        after: in words; blank where it was cleared.
        narrative: whether it is folded until opened: free words, and all that names a person.
    """

    question: str
    before: str
    after: str
    narrative: bool


@dataclass(frozen=True, slots=True, repr=False)
class Deed:
    """What one act did to one record, or a reading that changed none.

    Attributes:
        act: the act's id.
        at: when, London time, by the laptop's clock.
        who: the member's name.
        title: what was done, such as ``Order changed``.
        kind: the record kind; blank for a reading.
        record_id: the record.
        answers: what changed, in order of the form.
        note: why, where it was said.
        reading: whether it changed nothing.
    """

    act: str
    at: datetime
    who: str
    title: str
    kind: str
    record_id: str
    answers: tuple[Altered, ...]
    note: str
    reading: bool


def history(session: Session, owner: str, record_id: str = "") -> list[Deed]:
    """Return what happened in a case and to its client, or to one record, the newest first.

    Args:
        session: who asks.
        owner: the case, or the word of a scope that is shared.
        record_id: only this record; everything if blank.

    Raises:
        RefusedError: the case is not there, or the member may not see it.
    """
    hidden = owner not in session.identities
    deeds = _deeds(session, _entries(session, owner, record_id), hide_identity=hidden)
    shown = deeds if session.may(Role.SUPERVISOR) else (d for d in deeds if not d.reading)
    return list(reversed(list(shown)))


def kinds_of(deeds: Iterable[Deed]) -> list[type[Record]]:
    """Return the kinds that a history tells of, in order of their declaration."""
    told = {deed.kind for deed in deeds}
    return [kind for kind in record_types() if kind.kind in told]


def shown_plain(question: Question, plain: Plain | None) -> str:
    """Return a sealed answer in words; blank for none."""
    if plain is None:
        return ""
    try:
        return question.show(question.from_plain(plain))
    except (AnswerError, ValueError, TypeError, KeyError, AttributeError):
        # An older or newer version may have sealed it otherwise; the rest of the page still shows.
        return _UNREAD


def _entries(session: Session, owner: str, record_id: str) -> list[HistoryEntry]:
    owners = [owner]
    if not any(scope.is_shared and scope == owner for scope in Scope):
        client = the_case(session, owner).client
        owners.extend([client] if client else [])
    found = [entry for each in owners for entry in session.vault.history(each)]
    if record_id:
        found = [entry for entry in found if entry.record_id == record_id]
    return sorted(found, key=lambda entry: entry.at)  # stable: within a second as they were kept


def _deeds(
    session: Session, entries: Iterable[HistoryEntry], *, hide_identity: bool
) -> Iterator[Deed]:
    names = {member.id: member.name for member in session.vault.members()}
    known = {kind.kind: kind for kind in record_types()}
    met: set[str] = set()
    for (act, kind, record_id), steps in groupby(
        entries, key=lambda entry: (entry.act, entry.kind, entry.record_id)
    ):
        done = list(steps)
        first = done[0]
        fresh = bool(kind) and record_id not in met
        hide = hide_identity and kind == Identity.kind
        met.add(record_id)
        kind_of = known.get(kind)
        yield Deed(
            act=act,
            at=first.at,
            who=names.get(first.member_id, ""),
            title=_title(first.what, kind_of, kind, done, fresh=fresh),
            kind=kind,
            record_id=record_id,
            answers=tuple(_hidden(each) if hide else each for each in _altered(kind_of, done)),
            note=str(first.notes.get("reason", "")),
            reading=not kind,
        )


def _hidden(altered: Altered) -> Altered:
    """Tell that it was changed, not what it says; a blank stays a blank."""
    before, after = (HIDDEN if words else "" for words in (altered.before, altered.after))
    return replace(altered, before=before, after=after)


def _title(
    what: str, kind: type[Record] | None, name: str, steps: list[HistoryEntry], *, fresh: bool
) -> str:
    deed = _DEEDS.get(what, what.replace("_", " ").capitalize())
    if not name:
        form = str(steps[0].notes.get("form", "")).replace("_", " ")
        return f"{deed}: {form}" if form else deed
    title = kind.title if kind else name.replace("_", " ").capitalize()
    taken_off = [bool(step.after) for step in steps if step.question == ""]
    if taken_off:
        changed = "taken off the list" if taken_off[-1] else "put back on the list"
    else:
        changed = "added" if fresh else "changed"
    words = f"{title} {changed}"
    return f"{words} · {deed}" if what in _DEEDS else words


def _altered(kind: type[Record] | None, steps: list[HistoryEntry]) -> Iterator[Altered]:
    asked: Mapping[str, Question] = questions_of(kind) if kind else {}
    order = list(asked)
    told = [step for step in steps if step.question]
    told.sort(key=lambda s: order.index(s.question) if s.question in asked else len(order))
    for step in told:
        question = asked.get(step.question)
        if question is None:
            yield Altered(
                step.question.replace("_", " ").capitalize(), "", _UNREAD, narrative=False
            )
        elif not isinstance(question, Link):
            yield Altered(
                question.label,
                shown_plain(question, step.before),
                shown_plain(question, step.after),
                _is_narrative(kind, question),
            )


def _is_narrative(kind: type[Record] | None, question: Question) -> bool:
    names_a_person = kind is not None and kind is not Case and kind.scope is Scope.CLIENT
    if question.disclosure is not Disclosure.NEVER:
        return False
    return names_a_person or isinstance(question, Text)
