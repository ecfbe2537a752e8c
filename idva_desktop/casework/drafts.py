"""Drafts: what is typed and not yet saved, one encrypted row each, deleted on save.

A draft is no act: half-sentences are neither permanent nor disclosable. The window writes it
within a second of the last key and opens it again at the same cursor.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from idva_desktop.casework.session import Session
from idva_desktop.domain.form import Typed


@dataclass(frozen=True, slots=True)
class Draft:
    """A kept draft.

    Attributes:
        key: where it belongs, such as ``contact:<case id>``.
        form: the form's name.
        typed: what was typed, by field key.
        cursor: the key of the field that had the focus.
        kept_at: when it was written last.
    """

    key: str
    form: str
    typed: Mapping[str, Typed]
    cursor: str
    kept_at: datetime


def draft_key(form: str, about: str) -> str:
    """Return the key of the draft of ``form`` about a case (or ``new``)."""
    return f"{form}:{about}"


def about(key: str) -> frozenset[str]:
    """Return what a draft's key says it is about: ids, or words such as ``new``."""
    return frozenset(key.split(":")[1:])


def keep(session: Session, key: str, form: str, typed: Mapping[str, Typed], cursor: str) -> None:
    """Write a draft over the last one."""
    session.vault.save_draft(key, form, dict(typed), cursor)


def kept(session: Session, key: str) -> Draft | None:
    """Return the draft at ``key``, if there is one."""
    row = session.vault.draft(key)
    return None if row is None else Draft(row.key, row.form, row.answers, row.cursor, row.saved_at)


def all_kept(session: Session) -> list[Draft]:
    """Return every draft of this member, newest first."""
    rows = session.vault.drafts()
    return [Draft(row.key, row.form, row.answers, row.cursor, row.saved_at) for row in rows]


def discard(session: Session, key: str) -> None:
    """Delete a draft on purpose."""
    session.vault.delete_draft(key)
