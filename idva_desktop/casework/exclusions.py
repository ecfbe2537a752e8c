"""Who must not know of a case, asked wherever somebody is named who would learn of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from idva_desktop.casework.other_side import is_at_the_other_side
from idva_desktop.casework.saving import Saving
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import Missing, RefusedError
from idva_desktop.domain.form import missing_at
from idva_desktop.domain.likeness import is_named
from idva_desktop.domain.questions import Gate, Text
from idva_desktop.domain.record import Record, Scope, questions_of, record_types
from idva_desktop.domain.records import Case, DisclosureRequest, Exclusion, Referral, Wall
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.vault.members import same_name

NOT_TO_LEAVE = (
    "It would go to somebody who must not know of this case. Nothing left this vault; see who is "
    "on the list, under Who must not know."
)
# On which day a record tells somebody; those that have none of these are told without a day.
_DAYS_OF_TELLING = (
    "shared_on",
    "printed_on",
    "met_on",
    "referred_on",
    "released_on",
    "received_on",
    "agreed_on",
)
REFUSED = "This names somebody who must not know of this case: leave them out"


def excluded_among(session: Session, case_id: str, words: str) -> list[Exclusion]:
    """Return who or which unit must not know of a case and is named in some words."""
    return [
        held
        for held in session.vault.fetch(Exclusion, owner=case_id)
        if is_named(words, name=held.name or "", unit=held.unit or "", number=held.number or "")
    ]


def is_barred(session: Session, case_id: str, name: str) -> bool:
    """Say whether a member must not know of a case.

    They stand on its list, are behind its wall, work for somebody whom it was matched with, or
    bear the name of somebody who is accused in it.
    """
    if excluded_among(session, case_id, name) or is_at_the_other_side(session, case_id, name):
        return True
    case = session.vault.fetch_one(Case, case_id)
    client = case.client if case is not None else None
    walls = session.vault.fetch(Wall, client=client, lifted_on=None) if client else []
    ids = {each.id for each in session.vault.members() if each.is_called(name)}
    return any(
        wall.member in ids or (wall.member is None and same_name(wall.name or "", name))
        for wall in walls
    )


def asked_who(session: Session, case_id: str) -> Iterator[Missing]:
    """Yield what is not asked or not named yet of who must not know, before a case is given.

    It is asked at the referral, and anew where nobody asked then, such as of what was imported.
    """
    if session.vault.count(Exclusion, owner=case_id):
        return
    referrals = session.vault.fetch(Referral, owner=case_id)
    said = {each.kept_from for each in referrals if each.kept_from}
    yield from unasked(
        {"kept_from": "yes" if "yes" in said else next(iter(said), None)}, named=False
    )


def unasked(referral: Mapping[str, Any], *, named: bool) -> Iterator[Missing]:
    """Yield what a referral leaves open of who must not know.

    Args:
        referral: its answers.
        named: whether anybody is named.
    """
    if referral.get("kept_from") == "yes" and not named:
        yield Missing(Exclusion.kind, "name", "Name the person or the unit that must not know")
    elif not named:
        answers = {"kept_from": referral.get("kept_from")}
        yield from missing_at(Referral, answers, Gate.ALLOCATE)


def refuse_excluded(session: Session, case_id: str, recipient: str | None) -> None:
    """Refuse what would reach somebody who must not know, whenever they were put on the list.

    Raises:
        RefusedError: the recipient names a person or a unit on the list.
    """
    if recipient and excluded_among(session, case_id, recipient):
        raise RefusedError(NOT_TO_LEAVE)


def told_excluded(
    session: Session, kind: type[Record], case_id: str, answers: Mapping[str, Any]
) -> Iterator[Missing]:
    """Yield each answer of a record that names somebody who must not know of the case."""
    for name, asked in questions_of(kind).items():
        words = answers.get(name)
        told = isinstance(asked, Text) and asked.tells and bool(words)
        if told and excluded_among(session, case_id, str(words)):
            yield Missing(kind.kind, name, REFUSED)


def told_before(session: Session, case_id: str, answers: Mapping[str, Any]) -> Iterator[Missing]:
    """Yield that whoever is being excluded was told something of the case before.

    What they were told cannot be taken back by an exclusion, so it is said while it is typed: by
    the kind of record and its day, never in the words of one.
    """
    named = {name: str(answers.get(name) or "") for name in ("name", "unit", "number")}
    found = ", ".join(_what_named(session, case_id, named))
    if found:
        at = next(name for name, words in named.items() if words)
        words = (
            f"They are named already in: {found}. Saving this takes nothing back that they were "
            "told. Plan with the client what follows"
        )
        yield Missing(Exclusion.kind, at, words)


def _what_named(session: Session, case_id: str, named: Mapping[str, str]) -> Iterator[str]:
    """Yield each record of a case, by kind and day, that tells somebody of these names."""
    for kind in record_types():
        asked = [n for n, q in questions_of(kind).items() if isinstance(q, Text) and q.tells]
        asked += ["asked_by"] if kind is DisclosureRequest else []
        if kind.scope is not Scope.CASE or not asked:
            continue
        for held in session.vault.fetch(kind, owner=case_id):
            if any(is_named(str(getattr(held, name) or ""), **named) for name in asked):
                yield _by_its_day(held)


def _by_its_day(held: Record) -> str:
    days = (getattr(held, name, None) for name in _DAYS_OF_TELLING)
    day = next((day for day in days if isinstance(day, date)), None)
    return f"{held.title} of {show_day(day)}" if day else f"{held.title}, without a day"


def exclusion_problems(saving: Saving[Any]) -> Iterator[Missing]:
    """Yield what stands against an exclusion as answered: it names nobody."""
    yield from names_nobody(saving.answers)


def names_nobody(answers: Mapping[str, Any]) -> Iterator[Missing]:
    """Yield that an exclusion names neither a person nor a unit."""
    if not any(answers.get(name) for name in ("name", "unit", "number")):
        words = "Name the person or the unit, or type the warrant or staff number"
        yield Missing(Exclusion.kind, "name", words)
