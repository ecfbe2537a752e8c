"""Plain records, such as needs or complaints: listed, added, changed, taken off.

What is said here holds for every declared kind, so that a new kind needs no code of its own. A
record is held by its owner: a case, or a scope of which the service has one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.conflicts import without_undecided
from idva_desktop.casework.declared import own_only
from idva_desktop.casework.doubts import settle_doubts
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.exclusions import told_excluded
from idva_desktop.casework.identity import identity_of, is_shown, read_identity_of
from idva_desktop.casework.kind_rules import kind_problems, program_answers, what_follows
from idva_desktop.casework.lookups import is_there, told
from idva_desktop.casework.saving import Saving
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import GateError, Missing, RefusedError
from idva_desktop.domain.form import (
    Form,
    Typed,
    at_odds,
    form_of,
    missing_at,
    out_of_order,
    read_form,
    typed_of,
)
from idva_desktop.domain.lookup import Lookup
from idva_desktop.domain.questions import Day, Gate, Items, Link, Question, Text
from idva_desktop.domain.record import R, Record, Scope, questions_of
from idva_desktop.domain.records import Identity, Task
from idva_desktop.domain.typed_dates import show_day_in_a_cell

# A table is read across; further answers show when the record is opened.
MOST_COLUMNS = 5
_SHORT_TEXT = 400


@dataclass(frozen=True, slots=True)
class Row:
    """One record as a table shows it.

    Attributes:
        id: the record's id.
        cells: the words under each column; blank where nothing was answered.
    """

    id: str
    cells: tuple[str, ...]


def columns(kind: type[Record], names: Sequence[str] = ()) -> list[tuple[str, Question]]:
    """Return the questions that a table of ``kind`` shows.

    Args:
        kind: the record kind.
        names: which, in order; without them the coded and short ones, first come.
    """
    if names:
        return [(name, questions_of(kind)[name]) for name in names]
    shown = (
        (name, question) for name, question in questions_of(kind).items() if _fits_a_cell(question)
    )
    return [pair for pair, _ in zip(shown, range(MOST_COLUMNS), strict=False)]


def _fits_a_cell(question: Question) -> bool:
    if isinstance(question, Link | Items):
        return False
    return not isinstance(question, Text) or question.limit <= _SHORT_TEXT


def rows(
    session: Session,
    kind: type[Record],
    owner: str,
    names: Sequence[str] = (),
    only: Mapping[str, str] | None = None,
) -> list[Row]:
    """Return the records of ``kind`` that an owner holds as table rows, the newest first.

    Args:
        session: who looks.
        kind: the record kind.
        owner: the case, or the word of a shared scope.
        names: the questions that are shown.
        only: answers that those listed have.
    """
    shown = columns(kind, names)
    found = session.vault.fetch(kind, owner=held_by(session, kind, owner), **(only or {}))
    if not is_shown(session, kind, owner):
        return [Row(held.id, ("",) * len(shown)) for held in reversed(found)]
    asked = {**(only or {}), **own_only(session, kind)}
    found = session.vault.fetch(kind, owner=held_by(session, kind, owner), **asked)
    return [
        Row(held.id, tuple(_cell(session, held, *pair) for pair in shown))
        for held in reversed(found)
    ]


def _cell(session: Session, held: Record, name: str, question: Question) -> str:
    value = getattr(held, name)
    if isinstance(question, Lookup) and value is not None:
        return told(session, question, value)
    if isinstance(question, Day) and value is not None:
        return show_day_in_a_cell(value)
    return "" if value is None else question.show(value)


def record_form(kind: type[Record]) -> Form:
    """Return the form of one record, without what the program answers itself."""
    return form_of(kind.kind, kind.title, kind)


def record_draft(kind: type[Record], owner: str, record_id: str | None = None) -> str:
    """Return the key of the draft of a new record of an owner, or of a change to one."""
    return draft_key(kind.kind, f"{owner}:{record_id}" if record_id else owner)


def typed_answers(session: Session, kind: type[R], record_id: str) -> dict[str, Typed]:
    """Return a saved record as its form would have it typed.

    Raises:
        RefusedError: it was taken off the list, or says who the client is and nobody said why.
    """
    held = session.vault.fetch_one(kind, record_id)
    if held is None:
        raise RefusedError("This entry was taken off the list. Nothing was changed.")
    if kind is Identity:
        read_identity_of(session, held.owner)
    return {
        field.key: typed_of(field, value)
        for field in record_form(kind).fields()
        if (value := getattr(held, field.name)) is not None
    }


def save_record(
    session: Session,
    kind: type[Record],
    owner: str,
    typed: Mapping[str, Typed],
    record_id: str | None = None,
) -> str:
    """Add a record, or change one, and settle its draft.

    Args:
        session: who saves.
        kind: the record kind.
        owner: the case, also for what its client holds, or the word of a shared scope.
        typed: what is typed, by field key.
        record_id: the record that is changed; a new one if ``None``.

    Returns:
        The record's id.

    Raises:
        GateError: something is missing or cannot be read, or nothing is answered at all.
        RefusedError: the owner is not there, or the member may not keep this kind.
        DoubtError: something is unlikely and not yet confirmed.
    """
    _may_keep(session, kind, owner)
    form = record_form(kind)
    held = session.vault.fetch_one(kind, record_id) if record_id is not None else None
    reading = read_form(form, typed, session.clock(), held)
    answers = dict(reading.answers[kind.kind])
    saving = Saving(session, owner, held, answers)
    missing = [problem.as_missing() for problem in reading.problems]
    # What a referral asks holds whenever its records are changed.
    for gate in (Gate.ACCEPT, Gate.APPROVE):
        missing.extend(missing_at(kind, answers, gate))
    missing.extend(out_of_order(kind, answers))
    missing.extend(at_odds(kind, answers, held))
    missing.extend(kind_problems(kind, saving))
    missing.extend(_lost_lookups(session, kind, owner, answers))
    missing.extend(told_excluded(session, kind, owner, answers))
    if not missing and not answers:
        first = next(iter(form.fields()))
        missing.append(Missing(kind.kind, first.name, "Answer at least one question"))
    if missing:
        raise GateError("Everything you typed is kept. To save it, mend these:", missing)
    notes = settle_doubts(session, kind, owner, answers, typed)
    saved_id = record_id or new_id()
    # A field that was emptied is cleared; a new record has nothing to clear.
    given: Mapping[str, Any] = answers
    if record_id is not None:
        given = {field.name: answers.get(field.name) for field in form.fields()}
        given = without_undecided(session, kind, owner, record_id, given, typed)
    given = {**given, **program_answers(kind, saving)}
    draft = record_draft(kind, owner, record_id)
    saves = [Save(kind, saved_id, held_by(session, kind, owner), given)]
    saves.extend(what_follows(kind, saving))
    session.save("save", saves, draft=draft, notes=notes)
    return saved_id


def _lost_lookups(
    session: Session, kind: type[Record], owner: str, answers: Mapping[str, Any]
) -> Iterator[Missing]:
    """Yield each answer that points at a record which is not there to be chosen."""
    for name, question in questions_of(kind).items():
        chosen = answers.get(name)
        if not isinstance(question, Lookup) or chosen is None:
            continue
        if not is_there(session, question, owner, chosen):
            yield Missing(kind.kind, name, f"{question.label}: choose one of those found")


def remove_record(session: Session, kind: type[Record], owner: str, record_id: str) -> None:
    """Take a record off its list; the journal keeps it.

    Raises:
        RefusedError: the owner is not there, or the member may not keep this kind.
    """
    _may_keep(session, kind, owner)
    saves = [Save(kind, record_id, held_by(session, kind, owner), {}, removed=True)]
    session.save("remove", saves)


def held_by(session: Session, kind: type[Record], owner: str) -> str:
    """Return the id under which a case's records of ``kind`` are held: the client's for some.

    Raises:
        RefusedError: there is no such case, or it has no client.
    """
    if kind.scope is not Scope.CLIENT:
        return owner
    client = the_case(session, owner).client
    if client is None:
        raise RefusedError("This case has no client record. Nothing was changed.")
    return client


def count(session: Session, kind: type[Record], owner: str) -> int:
    """Return how many records of ``kind`` a case or a shared scope holds."""
    own = own_only(session, kind)
    return session.vault.count(kind, owner=held_by(session, kind, owner), **own)


def may_open(session: Session, kind: type[Record], owner: str) -> None:
    """Refuse to open who the client is to those who have not said why; the reading is an act.

    Raises:
        ReasonNeededError: it is the client's identity, and a reason is asked for first.
    """
    if kind is Identity:
        identity_of(session, owner)


def _may_keep(session: Session, kind: type[Record], owner: str) -> None:
    may_open(session, kind, owner)
    if kind.kept_by is not None:
        session.need(kind.kept_by)
    if not kind.scope.is_shared:
        the_case(session, owner)
    elif owner != kind.scope:
        raise ValueError("a shared scope is its own owner")


def open_tasks(session: Session, case_id: str) -> Sequence[Task]:
    """Return the tasks of a case that are not done, the earliest due first, undated ones last."""
    found = [task for task in session.vault.fetch(Task, owner=case_id) if task.done_on is None]
    return sorted(found, key=lambda task: (task.due is None, task.due or session.today))


def tick_task(session: Session, case_id: str, task_id: str, *, done: bool) -> None:
    """Mark a task done today, or take the mark back.

    Raises:
        RefusedError: there is no such case, or the member may not see it.
    """
    the_case(session, case_id)
    answers = {"done_on": session.today if done else None}
    session.save("save", [Save(Task, task_id, case_id, answers)])
