"""The directory of services: searched, checked, and what was not checked for too long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from idva_desktop.casework.service.service_notices import Notice
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.contract import contract
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.records import DirectoryEntry
from idva_desktop.domain.typed_dates import show_day_in_a_cell
from idva_desktop.domain.vocab import code_list


@dataclass(frozen=True, slots=True)
class DirectoryLine:
    """One service as the list shows it.

    Attributes:
        id: the entry.
        name: what it is called.
        kinds: in words.
        area: where.
        phone: its number.
        checked: when it was checked last, in words.
        stale: whether that is too long ago, or never was.
    """

    id: str
    name: str
    kinds: str
    area: str
    phone: str
    checked: str
    stale: bool


def directory(session: Session, text: str = "") -> list[DirectoryLine]:
    """Return the services that hold every word typed, those to be checked first, then by name."""
    parts = text.casefold().split()
    found = (
        _line(held, session.today)
        for held in session.vault.fetch(DirectoryEntry)
        if all(part in _words(held).casefold() for part in parts)
    )
    return sorted(found, key=lambda line: (not line.stale, line.name.casefold()))


def directory_notices(session: Session) -> Iterator[Notice]:
    """Yield how many services are to be checked."""
    stale = sum(_is_stale(held, session.today) for held in session.vault.fetch(DirectoryEntry))
    if stale:
        every = contract().terms_on(session.today).directory_check.words
        words = (
            f"{stale} services are to be checked" if stale != 1 else "1 service is to be checked"
        )
        yield Notice(words, f"Each is checked every {every}. They stand first in the list.")


def mark_checked(session: Session, entry_id: str) -> None:
    """Note that an entry was checked today and is right.

    Raises:
        RefusedError: it was taken off the list.
    """
    if session.vault.fetch_one(DirectoryEntry, entry_id) is None:
        raise RefusedError("This service was taken off the list. Nothing was changed.")
    answers = {"checked_on": session.today}
    session.save("save", [Save(DirectoryEntry, entry_id, DirectoryEntry.scope, answers)])


def _line(held: DirectoryEntry, today: date) -> DirectoryLine:
    return DirectoryLine(
        id=held.id,
        name=held.name or "",
        kinds=_kinds(held),
        area=held.area or "",
        phone=held.phone or "",
        checked=_checked(held, today),
        stale=_is_stale(held, today),
    )


def _kinds(held: DirectoryEntry) -> str:
    return ", ".join(map(code_list("directory_kind").label, held.service_kind or ()))


def _words(held: DirectoryEntry) -> str:
    said = (held.name, _kinds(held), held.area, held.phone, held.access, held.email)
    return " ".join(word for word in said if word)


def _is_stale(held: DirectoryEntry, today: date) -> bool:
    if held.checked_on is None:
        return True
    return contract().terms_on(today).directory_check.after(held.checked_on) < today


def _checked(held: DirectoryEntry, today: date) -> str:
    if held.checked_on is None:
        return "Never checked"
    if not _is_stale(held, today):
        return show_day_in_a_cell(held.checked_on)
    months = 12 * (today.year - held.checked_on.year) + today.month - held.checked_on.month
    months -= today.day < held.checked_on.day
    return f"Not checked for {months} months"
