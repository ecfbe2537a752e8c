"""Saved views: filters and words of the case list that a member keeps under a name.

They are records of the vault, sealed like the rest, and never stand in any settings file. A view
holds no name of a client: the service's acts outlive an erasure.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from idva_desktop.casework.cases import Filters
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import GateError, Missing, RefusedError
from idva_desktop.domain.form import Form, Typed, form_of, missing_at, read_form
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Identity, SavedList
from idva_desktop.domain.search_words import words_of

MOST_VIEWS = 12
"""How many views a member keeps: more are no shorter way than the filters."""

OWNER = Scope.SERVICE.value
_MOST_NAMES = 200


@dataclass(frozen=True, slots=True)
class KeptList:
    """A view as the list offers it.

    Attributes:
        id: the record's id.
        name: what the member calls it.
        words: of the search; blank for none.
        filters: in force.
    """

    id: str
    name: str
    words: str
    filters: Filters

    def shows(self, words: str, filters: Filters) -> bool:
        """Say whether this is what the list shows."""
        return (self.words, self.filters) == (words, filters)


def views(session: Session) -> list[KeptList]:
    """Return the views that the member keeps, by name."""
    member = session.vault.member.id
    found = session.vault.fetch(SavedList, owner=OWNER, member=member)
    kept = [KeptList(v.id, v.name or "", v.words or "", _filters_of(v.filters)) for v in found]
    return sorted(kept, key=lambda view: view.name.casefold())


def view_form() -> Form:
    """Return the form that names a view."""
    left_out = ("saved_list.member", "saved_list.words", "saved_list.filters")
    return form_of("saved_list", "Save this view", SavedList, leave_out=left_out)


def view_draft(view_id: str = "new") -> str:
    """Return the key of the draft of a name."""
    return draft_key("saved_list", view_id)


def save_view(session: Session, words: str, filters: Filters, typed: Mapping[str, Typed]) -> str:
    """Keep a view under the name that was typed; returns its id.

    Raises:
        GateError: the name is missing, taken, or a client's.
        RefusedError: enough views are kept, or the words find a client's name.
    """
    kept = views(session)
    if len(kept) >= MOST_VIEWS:
        raise RefusedError(
            f"You keep {MOST_VIEWS} views already. Nothing was saved; delete one first."
        )
    words = words.strip()
    if _names_a_client(session, words):
        raise RefusedError(
            "These words find a client’s name, which no view may hold. Nothing was saved; empty "
            "the search and save the filters alone."
        )
    name = _name(session, typed, kept)
    answers = {
        "name": name,
        "member": session.vault.member.id,
        "words": words or None,
        "filters": json.dumps(asdict(filters), sort_keys=True),
    }
    made = new_id()
    session.save("save", [Save(SavedList, made, OWNER, answers)], draft=view_draft())
    return made


def rename_view(session: Session, view_id: str, typed: Mapping[str, Typed]) -> None:
    """Call a view something else.

    Raises:
        GateError: the name is missing, taken, or a client's.
    """
    others = [view for view in views(session) if view.id != view_id]
    answers = {"name": _name(session, typed, others)}
    session.save("save", [Save(SavedList, view_id, OWNER, answers)], draft=view_draft(view_id))


def delete_view(session: Session, view_id: str) -> None:
    """Take a view off the member's list."""
    session.save("remove", [Save(SavedList, view_id, OWNER, {}, removed=True)])


def _name(session: Session, typed: Mapping[str, Typed], others: list[KeptList]) -> str:
    reading = read_form(view_form(), typed, session.clock())
    answers = reading.answers[SavedList.kind]
    missing = [problem.as_missing() for problem in reading.problems]
    missing.extend(missing_at(SavedList, answers, Gate.APPROVE))
    name = str(answers.get("name") or "")
    if name.casefold() in {view.name.casefold() for view in others}:
        missing.append(Missing(SavedList.kind, "name", "You keep a view of this name already"))
    elif _names_a_client(session, name, whole=True):
        missing.append(Missing(SavedList.kind, "name", "A view may not hold a client’s name"))
    if missing:
        raise GateError("Everything you typed is kept. To save the view, mend this:", missing)
    return name


def _names_a_client(session: Session, words: str, *, whole: bool = False) -> bool:
    """Say whether a word is part of what is known of a client's identity, or all of a name."""
    for word in words_of(words):
        hits = [hit for hit in session.vault.search(word, _MOST_NAMES) if hit.kind == Identity.kind]
        if hits and not whole and len(word) > 1:
            return True
        held = session.vault.fetch_many(Identity, [hit.record_id for hit in hits])
        if any(word in words_of(f"{h.given_name} {h.family_name}") for h in held):
            return True
    return False


def _filters_of(kept: str | None) -> Filters:
    """Return the filters of a view; what this program does not know is left out."""
    try:
        held = json.loads(kept or "{}")
    except ValueError:
        return Filters()
    if not isinstance(held, dict):
        return Filters()
    plain = Filters()
    known: dict[str, Any] = {}
    for part in fields(Filters):
        value = held.get(part.name, getattr(plain, part.name))
        right = isinstance(value, bool) if part.type is bool else isinstance(value, str | None)
        if right:
            known[part.name] = value
    return Filters(**known)
