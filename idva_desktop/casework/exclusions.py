"""Who must not know of a case, asked wherever somebody is named who would learn of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from idva_desktop.casework.saving import Saving
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import Missing
from idva_desktop.domain.likeness import is_named
from idva_desktop.domain.questions import Text
from idva_desktop.domain.record import Record, questions_of
from idva_desktop.domain.records import Exclusion

REFUSED = "This names somebody who must not know of this case: leave them out"


def excluded_among(session: Session, case_id: str, words: str) -> list[Exclusion]:
    """Return who or which unit must not know of a case and is named in some words."""
    return [
        held
        for held in session.vault.fetch(Exclusion, owner=case_id)
        if is_named(words, name=held.name or "", unit=held.unit or "", number=held.number or "")
    ]


def told_excluded(
    session: Session, kind: type[Record], case_id: str, answers: Mapping[str, Any]
) -> Iterator[Missing]:
    """Yield each answer of a record that names somebody who must not know of the case."""
    for name, asked in questions_of(kind).items():
        words = answers.get(name)
        told = isinstance(asked, Text) and asked.tells and bool(words)
        if told and excluded_among(session, case_id, str(words)):
            yield Missing(kind.kind, name, REFUSED)


def exclusion_problems(saving: Saving[Any]) -> Iterator[Missing]:
    """Yield what stands against an exclusion as answered: it names nobody."""
    if not any(saving.answers.get(name) for name in ("name", "unit", "number")):
        words = "Name the person or the unit, or type the warrant or staff number"
        yield Missing(Exclusion.kind, "name", words)
