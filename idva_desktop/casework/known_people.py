"""Who is known: clients, alleged perpetrators and declared people, as a save leaves them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from idva_desktop.casework.saves import Save
from idva_desktop.domain.likeness import Person, keys_of
from idva_desktop.domain.record import Record, answers_of
from idva_desktop.domain.records import (
    Case,
    Cover,
    DeclaredRelationship,
    Identity,
    Perpetrator,
    Referral,
)
from idva_desktop.vault.members import Member, member_called, same_name
from idva_desktop.vault.read_door import ReadDoor

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Accused:
    """An alleged perpetrator.

    Attributes:
        client: the client in whose case they are named.
        person: who they are.
    """

    client: str
    person: Person


@dataclass(frozen=True, slots=True)
class Declared:
    """Somebody whom a member declared.

    Attributes:
        member: the member's id.
        person: who it is.
    """

    member: str
    person: Person


@dataclass(frozen=True, slots=True)
class _Held:
    """One record as the save leaves it."""

    owner: str
    answers: Mapping[str, Any]


class _Alphabet(Generic[T]):
    """People by what they may be alike in, so that a thousand who arrive are not all compared.

    Args:
        people: what is found, with who it is.
    """

    def __init__(self, people: Iterable[tuple[T, Person]]) -> None:
        self._found = list(people)
        self._at: dict[str, list[int]] = defaultdict(list)
        for place, (_found, person) in enumerate(self._found):
            for key in keys_of(person):
                self._at[key].append(place)

    def like(self, person: Person) -> Iterator[T]:
        """Yield whoever shares a word of a name or a number, in order of entry."""
        places = {place for key in keys_of(person) for place in self._at.get(key, ())}
        return (self._found[place][0] for place in sorted(places))


class KnownPeople:
    """Everybody, read once; only what is asked for is read.

    Args:
        door: sees past walls.
        saves: what is about to be saved.
        members: who is meant where a worker's name is spelt otherwise.
    """

    def __init__(self, door: ReadDoor, saves: Sequence[Save], members: Sequence[Member]) -> None:
        self._door, self._saves, self._members = door, saves, members

    # Clients

    def changed_clients(self) -> list[str]:
        """Return the clients whose identity is being saved."""
        return [save.owner for save in self._saves if save.kind is Identity and not save.removed]

    def clients_like(self, person: Person) -> Iterator[tuple[str, Person]]:
        """Yield the id of every client who may be alike, and who they are."""
        for client in self._by_client.like(person):
            yield client, self._clients[client]

    def client(self, client: str) -> Person:
        """Return who a client is; nobody for an id that is none."""
        return self._clients.get(client, Person())

    def is_new(self, client: str) -> bool:
        """Say whether a client's first case is in this save."""
        return client in self._new_clients

    def client_of(self, case_id: str) -> str | None:
        """Return the client of a case."""
        if case_id in self._new_cases:
            return self._new_cases[case_id]
        case = self._door.fetch_one(Case, case_id)
        return case.client if case else None

    def workers(self, client: str) -> set[str]:
        """Return who works, or worked, the cases of a client; a member by the name they have."""
        found = {case.id: case.worker for case in self._door.fetch(Case, client=client)}
        for save in self._case_saves.get(client, ()):
            found[save.owner] = save.answers.get("worker", found.get(save.owner))
        return {self._kept_name(name) for name in found.values() if name}

    def covering(self, client: str, today: date) -> set[str]:
        """Return who covers, or covered since the first referral, for a client's workers."""
        working = self.workers(client)
        received = (
            day
            for case in self._door.fetch(Case, client=client)
            for day in self._door.earliest(Referral, "received_at", owner=case.id).values()
        )
        since = min(received, default=today)
        found = {
            str(said.get("covered_by"))
            for said in self._covers()
            if said.get("away") in working and (said.get("until_on") or since) >= since
        }
        return found - working

    def worked_by(self, name: str) -> set[str]:
        """Return the clients of the cases that somebody works."""
        cases = self._door.fetch(Case)
        return {each.client for each in cases if each.client and same_name(each.worker or "", name)}

    def _kept_name(self, name: str) -> str:
        member = member_called(self._members, name)
        return member.name if member is not None else name

    def _covers(self) -> Iterator[Mapping[str, Any]]:
        held = (each.answers for each in self._people(Cover).values())
        return (said for said in held if said.get("covered_by"))

    # Others

    def changed_accused(self) -> Iterator[Accused]:
        """Yield the alleged perpetrators that are being saved."""
        yield from (self._accused(self._people(Perpetrator)[id_]) for id_ in self._ids(Perpetrator))

    def accused_like(self, person: Person) -> Iterator[Accused]:
        """Yield every alleged perpetrator who may be alike."""
        return self._by_accused.like(person)

    def changed_declared(self) -> Iterator[Declared]:
        """Yield the declared people that are being saved."""
        known = self._people(DeclaredRelationship)
        yield from (_declared(known[id_]) for id_ in self._ids(DeclaredRelationship))

    def declared_like(self, person: Person) -> Iterator[Declared]:
        """Yield everybody whom a member declared and who may be alike."""
        return self._by_declared.like(person)

    def answers_of_save(self, save: Save) -> Mapping[str, Any]:
        """Return a record's answers as a save leaves them."""
        return self._overlaid(save.kind)[save.id].answers

    # Inside

    @cached_property
    def _clients(self) -> dict[str, Person]:
        return {held.owner: person_of(held.answers) for held in self._people(Identity).values()}

    @cached_property
    def _new_cases(self) -> dict[str, str]:
        """The clients of the cases that this save makes, by case."""
        return {
            save.owner: str(save.answers["client"])
            for save in self._saves
            if save.kind is Case and save.answers.get("client")
        }

    @cached_property
    def _new_clients(self) -> frozenset[str]:
        return frozenset(self._new_cases.values())

    @cached_property
    def _case_saves(self) -> dict[str, list[Save]]:
        """What is saved of cases, by client."""
        found: dict[str, list[Save]] = defaultdict(list)
        for save in self._saves:
            client = self.client_of(save.owner) if save.kind is Case else None
            if client is not None:
                found[client].append(save)
        return found

    @cached_property
    def _by_client(self) -> "_Alphabet[str]":
        return _Alphabet(self._clients.items())

    @cached_property
    def _by_accused(self) -> "_Alphabet[Accused]":
        held = map(self._accused, self._people(Perpetrator).values())
        return _Alphabet((each, each.person) for each in held)

    @cached_property
    def _by_declared(self) -> "_Alphabet[Declared]":
        held = map(_declared, self._people(DeclaredRelationship).values())
        return _Alphabet((each, each.person) for each in held)

    @cached_property
    def _read(self) -> dict[type[Record], dict[str, _Held]]:
        return {}

    def _people(self, kind: type[Record]) -> dict[str, _Held]:
        if kind not in self._read:
            self._read[kind] = self._overlaid(kind)
        return self._read[kind]

    def _ids(self, kind: type[Record]) -> list[str]:
        return [save.id for save in self._saves if save.kind is kind and not save.removed]

    def _overlaid(self, kind: type[Record]) -> dict[str, _Held]:
        found = {held.id: _Held(held.owner, answers_of(held)) for held in self._door.fetch(kind)}
        for save in self._saves:
            if save.kind is not kind:
                continue
            before = found.pop(save.id, None)
            if not save.removed:
                answers = {**(before.answers if before else {}), **save.answers}
                found[save.id] = _Held(save.owner, answers)
        return found

    def _accused(self, held: _Held) -> Accused:
        return Accused(self.client_of(held.owner) or "", person_of(held.answers))


def _declared(held: _Held) -> Declared:
    return Declared(str(held.answers.get("member") or ""), person_of(held.answers))


def person_of(answers: Mapping[str, Any]) -> Person:
    """Return the person whom the answers of any of the kinds describe."""
    return Person(
        given=answers.get("given_name") or "",
        family=answers.get("family_name") or "",
        others=answers.get("other_names") or "",
        born=answers.get("date_of_birth"),
        number=answers.get("number") or "",
        phone=answers.get("mobile") or "",
    )
