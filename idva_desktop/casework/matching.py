"""Conflicts noticed at every save that says who somebody is: matched, walled and handed on.

:meth:`~idva_desktop.casework.session.Session.save` asks here, so that no form can forget it: a
referral accepted, a perpetrator named later, an identity corrected, a relationship declared,
somebody excluded, a case given to another worker. What is noticed goes into the same act.

It looks past walls, since a conflict with a walled client counts too; whatever it finds it writes
down in the scope of walls and shows to nobody here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from idva_desktop.casework.known_people import Accused, KnownPeople
from idva_desktop.casework.saves import Save, new_id
from idva_desktop.domain.errors import GateError, Missing, RefusedError
from idva_desktop.domain.likeness import Alike, Person, Sureness, alike, is_named, is_one_person
from idva_desktop.domain.record import Record, Scope
from idva_desktop.domain.records import (
    Case,
    Cover,
    DeclaredRelationship,
    Exclusion,
    Identity,
    Match,
    Perpetrator,
    Wall,
)
from idva_desktop.vault.members import Member, member_called, same_name
from idva_desktop.vault.vault import Vault

_WHO_IS_WHO: frozenset[type[Record]] = frozenset(
    {Identity, Perpetrator, DeclaredRelationship, Exclusion, Cover}
)
_NOT_TO_BE_GIVEN = (
    "{0} cannot be given one of these cases. Nothing was changed; choose somebody else."
)
_ONE_PERSON = (
    "This is the client of this case: client and alleged perpetrator cannot be the same person"
)


def with_conflicts(
    vault: Vault, saves: Sequence[Save], today: date, *, arriving: bool = False
) -> list[Save]:
    """Return what is to be saved, with the walls and matches that follow from it.

    A new case whose worker would be walled from it begins without a worker.

    Args:
        vault: where it is saved.
        saves: the records, of one act or of all that arrives at once.
        today: the London date.
        arriving: whether they come from elsewhere, by import or handover: nobody is there to be
            asked, so nothing is refused, and a case is given to nobody rather than to whoever
            may not have it.

    Returns:
        ``saves`` in their order, and after them what follows.

    Raises:
        GateError: the client of a case is named as its alleged perpetrator.
        RefusedError: a case would be given to somebody who is walled or excluded from it.
    """
    done = list(saves)
    given = [save for save in done if save.kind is Case and save.answers.get("worker")]
    if not given and not any(save.kind in _WHO_IS_WHO for save in done):
        return done
    looking = _Looking(vault, done, today, arriving=arriving)
    looking.notice()
    return looking.finish(given)


_Pair = tuple[str, frozenset[str | None], str]
"""Why two clients are matched, which, and about whom."""


@dataclass(frozen=True, slots=True)
class _Shut:
    """A wall to be raised: from which client, for whom, and after which match."""

    client: str
    name: str
    cause: str
    why: str
    match: str | None


class _Looking:
    """One save, looked at."""

    def __init__(self, vault: Vault, saves: list[Save], today: date, *, arriving: bool) -> None:
        self._vault, self._saves, self._today = vault, saves, today
        self._arriving = arriving
        self._door = vault.beyond_walls()
        self._members = vault.members()
        self._people = KnownPeople(self._door, saves, self._members)
        self._new = {save.owner for save in saves if save.kind is Case and "client" in save.answers}
        self._matches: dict[_Pair, Save] = {}
        self._walls: list[Save] = []

    def notice(self) -> None:
        """Look at everybody whom the save says something about."""
        for client in self._people.changed_clients():
            self._client_is_accused(client)
            self._client_is_declared(client)
            self._client_is_a_duplicate(client)
        for accused in self._people.changed_accused():
            self._accused_is_client(accused)
            self._accused_is_member(accused)
        for declared in self._people.changed_declared():
            for client, person in self._people.clients_like(declared.person):
                self._declared(client, declared.member, alike(person, declared.person))
        for save in self._saves:
            if save.kind is Exclusion and not save.removed:
                self._excluded(save)
            if save.kind is Cover and not save.removed:
                self._covered(save)

    def finish(self, given: Iterable[Save]) -> list[Save]:
        """Return the saves with what follows; a case is given to nobody who may not have it."""
        done = {id(save): save for save in self._saves}
        for save in given:
            if self._arriving or save.owner in self._new:
                if self._is_barred(save):
                    done[id(save)] = replace(save, answers={**save.answers, "worker": None})
            elif self._is_barred(save):
                raise RefusedError(_NOT_TO_BE_GIVEN.format(save.answers["worker"]))
            else:
                self._given(save)
        return [*done.values(), *self._matches.values(), *self._walls]

    # What is noticed

    def _client_is_accused(self, client: str) -> None:
        person = self._people.client(client)
        for accused in self._people.accused_like(person):
            found = alike(person, accused.person)
            if found is not None:
                self._pair(client, accused, found)

    def _accused_is_client(self, accused: Accused) -> None:
        for client, person in self._people.clients_like(accused.person):
            found = alike(person, accused.person)
            if found is not None:
                self._pair(client, accused, found)

    def _pair(self, client: str, accused: Accused, found: Alike) -> None:
        """Wall the workers of a client and of whoever accuses them from each other's client."""
        if client == accused.client:
            same = is_one_person(self._people.client(client), accused.person)
            if same and not self._arriving:
                raise self._one_person()
            return
        match = self._match(client, accused.client, "perpetrator", found)
        if match is None:
            return
        mine, theirs = self._people.workers(client), self._people.workers(accused.client)
        # Whoever covers knows who it is too; of both sides they keep those whom they work.
        for name in (mine | self._people.covering(client, self._today)) - theirs:
            self._shut(_Shut(accused.client, name, "perpetrator", found.words, match))
        for name in (theirs | self._people.covering(accused.client, self._today)) - mine:
            self._shut(_Shut(client, name, "perpetrator", found.words, match))
        for name in mine & theirs:
            # Whoever works both already is known to both: a supervisor decides. A new case goes.
            for new in (client, accused.client):
                if self._people.is_new(new):
                    self._shut(_Shut(new, name, "perpetrator", found.words, match))

    def _accused_is_member(self, accused: Accused) -> None:
        """Wall a member who bears the name of an alleged perpetrator from whoever accuses them."""
        for member in self._members:
            found = alike(accused.person, Person(others=member.name))
            if found is None or not found.words.startswith("Same name"):
                continue
            client = accused.client
            match = self._match(client, None, "perpetrator", found, about=member.id)
            works = member.name in self._people.workers(client)
            if match and (not works or self._people.is_new(client)):
                self._shut(_Shut(client, member.name, "perpetrator", found.words, match))

    def _client_is_declared(self, client: str) -> None:
        person = self._people.client(client)
        for declared in self._people.declared_like(person):
            self._declared(client, declared.member, alike(person, declared.person))

    def _declared(self, client: str, member_id: str, found: Alike | None) -> None:
        member = next((each for each in self._members if each.id == member_id), None)
        if member is None or found is None:
            return
        match = self._match(client, None, "declared", found, about=member.id)
        works = member.name in self._people.workers(client) and not self._people.is_new(client)
        if match and not (works and found.sureness is Sureness.POSSIBLE):
            self._shut(_Shut(client, member.name, "declared", found.words, match))

    def _client_is_a_duplicate(self, client: str) -> None:
        """Hand a likeness with a client behind a wall to a supervisor, and say nothing here."""
        if not self._people.is_new(client):
            return
        person = self._people.client(client)
        for other, known in self._people.clients_like(person):
            walled = other != client and other in self._walled
            found = alike(person, known) if walled else None
            if found is not None:
                self._match(client, other, "duplicate", found)

    def _excluded(self, save: Save) -> None:
        said = self._people.answers_of_save(save)
        client = self._people.client_of(save.owner)
        for member in self._members:
            named = is_named(str(said.get("name") or ""), name=member.name)
            if client and (named or is_named(member.name, name=str(said.get("name") or ""))):
                self._shut(_Shut(client, member.name, "exclusion", "Must not know", None))

    # What follows

    def _match(
        self, client: str, other: str | None, cause: str, found: Alike, about: str = ""
    ) -> str | None:
        """Return the id of a new match; ``None`` where a supervisor has it, or decided it."""
        pair = (cause, frozenset({client, other}), about)
        if any(each in (found.sureness, Sureness.SURE) for each in self._held.get(pair, ())):
            return None
        if pair in self._matches:
            return self._matches[pair].id
        answers = {
            "client": client,
            "other": other,
            "about": about or None,
            "cause": cause,
            "likeness": found.sureness.value,
            "why": found.words,
            "found_on": self._today,
        }
        self._matches[pair] = Save(Match, new_id(), Scope.WALLS, answers)
        return self._matches[pair].id

    @cached_property
    def _walled(self) -> frozenset[str]:
        return self._vault.walled()

    @cached_property
    def _held(self) -> Mapping[_Pair, Sequence[str | None]]:
        """How alike the pairs are that a supervisor has or decided."""
        found: dict[_Pair, list[str | None]] = defaultdict(list)
        for held in self._door.fetch(Match):
            pair = (held.cause or "", frozenset({held.client, held.other}), held.about or "")
            found[pair].append(held.likeness)
        return found

    def _shut(self, shut: _Shut) -> None:
        """Raise a wall, unless it stands."""
        member = member_called(self._members, shut.name)
        if self._is_walled(shut.client, shut.name, member):
            return
        answers = {
            "client": shut.client,
            "member": member.id if member else None,
            "name": member.name if member else shut.name,
            "cause": shut.cause,
            "reason": shut.why,
            "since_on": self._today,
            "match": shut.match,
        }
        self._walls.append(Save(Wall, new_id(), Scope.WALLS, answers))

    def _is_walled(self, client: str, name: str, member: Member | None) -> bool:
        standing = self._door.fetch(Wall, client=client, lifted_on=None)
        if any(_is_meant(wall.member, wall.name, name, member) for wall in standing):
            return True
        new = (save.answers for save in self._walls if save.answers["client"] == client)
        return any(_is_meant(said["member"], said["name"], name, member) for said in new)

    def _is_barred(self, save: Save) -> bool:
        """Say whether somebody may not have a case: walled, excluded, or at the other side."""
        name = str(save.answers["worker"])
        member = member_called(self._members, name)
        held = self._door.fetch(Exclusion, owner=save.owner)
        if any(is_named(name, name=each.name or "") for each in held):
            return True
        client = self._people.client_of(save.owner)
        if client is None or self._is_walled(client, name, member):
            return client is not None
        return any(name in self._people.workers(other) for other, _ in self._opponents(client))

    def _given(self, save: Save) -> None:
        """Wall whoever takes a case over, and whoever covers for them, from the other side."""
        client = self._people.client_of(save.owner)
        for other, match in self._opponents(client) if client else ():
            name = str(save.answers["worker"])
            self._shut(_Shut(other, name, "perpetrator", "Took over a matched case", match))
        for name in self._people.covering(client, self._today) if client else ():
            self._learns(client or "", name)

    def _covered(self, save: Save) -> None:
        """Part whoever covers from one side of each match that the covered cases are in."""
        said = self._people.answers_of_save(save)
        away, name = str(said.get("away") or ""), str(said.get("covered_by") or "")
        for client in sorted(self._people.worked_by(away)) if away and name else ():
            self._learns(client, name)

    def _learns(self, client: str, name: str) -> None:
        """Wall somebody who covers: from the client if they work the other side, else from that."""
        if name in self._people.workers(client):
            return
        for other, match in self._opponents(client):
            works = name in self._people.workers(other)
            why = "Works for the other side" if works else "Covers a matched case"
            self._shut(_Shut(client if works else other, name, "perpetrator", why, match))

    def _opponents(self, client: str) -> Iterator[tuple[str, str]]:
        """Yield the clients matched with one as alleged perpetrator, and the match's id.

        Those whom a supervisor found to be somebody else are none.
        """
        for held in self._door.fetch(Match, cause="perpetrator"):
            if client in (held.client, held.other) and held.outcome != "unfounded":
                other = held.other if held.client == client else held.client
                if other:
                    yield other, held.id

    def _one_person(self) -> GateError:
        kinds = {save.kind for save in self._saves}
        kind = Perpetrator if Perpetrator in kinds else Identity
        return GateError(
            "Everything you typed is kept. To save it, mend these:",
            [Missing(kind.kind, "given_name", _ONE_PERSON)],
        )


def _is_meant(member_id: str | None, said: str | None, name: str, member: Member | None) -> bool:
    if member is not None and member_id:
        return member_id == member.id
    return same_name(said or "", name)
