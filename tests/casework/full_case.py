"""A case of which every kind of record holds a marked word, for whoever looks for what leaks."""

from datetime import date, datetime
from typing import Any

from idva_desktop.casework import contacts, drafts, intake
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.approximate_dates import parse_approximate
from idva_desktop.domain.questions import (
    AboutWhen,
    Choice,
    Choices,
    Day,
    Moment,
    Question,
    Text,
    WholeNumber,
)
from idva_desktop.domain.record import Record, Scope, questions_of, record_types
from idva_desktop.domain.records import Case, Client, Erasure, Identity, ImportedRow, Wall
from tests.casework.people import REFERRAL

MARK = "Quetzalcoatlus"
"""Stands in every free answer of the case but those that say who the client is."""

NAME = "Archaeopteryx"
"""Stands in every answer that says who the client is."""

_NOT_FILLED = (Case, Client, Wall, Erasure, ImportedRow)


def full_case(session: Session) -> str:
    """Accept a case and give it one record of every kind that a case or a client holds."""
    case = intake.accept(session, {**REFERRAL, "identity.family_name": NAME})
    client = session.vault.fetch(Identity)[0].owner
    saves = []
    for kind in record_types():
        if kind in _NOT_FILLED or kind.scope.is_shared:
            continue
        owner = client if kind.scope is Scope.CLIENT else case
        held = session.vault.fetch(kind, owner=owner)
        record_id = held[0].id if held else new_id()
        saves.append(Save(kind, record_id, owner, _answers(kind, session.clock())))
    session.save("save", saves)
    drafts.keep(session, contacts.contact_draft(case), "contact", {"contact.note": MARK}, "")
    return case


def _answers(kind: type[Record], now: datetime) -> dict[str, Any]:
    word = NAME if kind is Identity else MARK
    found = {name: _answer(asked, word, now) for name, asked in questions_of(kind).items()}
    return {name: value for name, value in found.items() if value is not None}


def _answer(asked: Question, word: str, now: datetime) -> object:
    match asked:
        case Text():
            return word
        case Choice():
            return asked.options().codes[0].code
        case Choices():
            return (asked.options().codes[0].code,)
        case WholeNumber():
            return 1
        case Moment():
            return now
        case Day():
            return date(2025, 11, 20)
        case AboutWhen():
            return parse_approximate("2024", now.date())
        case _:
            return None
