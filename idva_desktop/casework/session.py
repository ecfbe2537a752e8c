"""A signed-in person at an open vault: what every capability of casework is given."""

import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from idva_desktop.casework.matching import with_conflicts
from idva_desktop.casework.saves import Save, new_id
from idva_desktop.domain.calendar import london_day, london_now
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.records import Case, Wall
from idva_desktop.domain.roles import Role
from idva_desktop.journal.acts import Act, Change
from idva_desktop.vault.members import Member, ProvenMember
from idva_desktop.vault.vault import Vault

__all__ = ["Save", "Session", "TakenStep", "new_id"]

_NUMBER = re.compile(r"DEMO-(\d+)")
# Without the letters and digits that are taken for each other, and without vowels: no words.
_SIGNS = "23456789CDFGHJKMNPQRTVWXZ"
_SIGNS_IN_ONE = 4


@dataclass(frozen=True, slots=True)
class TakenStep:
    """The last step that the open member saved.

    Attributes:
        act: the act's id.
        what: its word.
        owners: the cases, clients or shared scopes whose records it changed.
    """

    act: str
    what: str
    owners: tuple[str, ...]


class Watch:
    """What was saved since somebody last looked; each who looks has one of their own."""

    def __init__(self) -> None:
        self._touched: set[str] = set()

    def add(self, owners: Iterable[str]) -> None:
        """Note cases and clients that were saved."""
        self._touched.update(owners)

    def has_any(self) -> bool:
        """Say whether anything was saved since :meth:`take` was last asked."""
        return bool(self._touched)

    def take(self) -> set[str]:
        """Return the ids of the cases and clients saved since this was last asked."""
        touched, self._touched = self._touched, set()
        return touched


class Session:
    """A member at work.

    Attributes:
        vault: the open vault.
        clock: the present moment in London; handed in, so that a test can choose its day.
        last_step: what the open member saved last and has not taken back, or ``None``.
        identities: the cases whose client was shown in this session.
    """

    def __init__(self, vault: Vault, clock: Callable[[], datetime] = london_now) -> None:
        self.vault = vault
        self.clock = clock
        self.last_step: TakenStep | None = None
        self.identities: set[str] = set()
        self._opened: set[str] = set()
        self._watches = [Watch()]

    @contextmanager
    def beside(self) -> Iterator["Session"]:
        """Give a session of the same member at a door of its own, for long work on a thread.

        It may see what this one may; what it did reaches this one by :meth:`catch_up`.
        """
        with self.vault.second_door() as door:
            other = Session(door, self.clock)
            other.identities |= self.identities
            other._opened |= self._opened
            yield other

    def catch_up(self, other: "Session") -> None:
        """Take note of what a session of :meth:`beside` did, once its work has ended."""
        self.note_touched(other.take_touched())
        self.identities |= other.identities
        if other.last_step is not None:
            self.last_step = other.last_step

    @property
    def today(self) -> date:
        """The present London date."""
        return london_day(self.clock())

    @property
    def name(self) -> str:
        """The member's name."""
        return self.vault.member.name

    def may(self, role: Role) -> bool:
        """Say whether the member holds ``role``."""
        return role in self.vault.member.roles

    def need(self, role: Role, approver: ProvenMember | None = None) -> Member:
        """Return the member who acts, and refuse what only ``role`` may do.

        Args:
            role: the role that the step asks for.
            approver: a second member who proved themselves at this desk; the open one if ``None``.

        Raises:
            RefusedError: the member does not hold it.
        """
        member = approver.member if approver else self.vault.member
        if role not in member.roles:
            raise RefusedError(
                f"Only a {role.value} may do this. Nothing was changed; ask a {role.value}."
            )
        return member

    def save(
        self,
        what: str,
        saves: Iterable[Save],
        *,
        draft: str | None = None,
        signer: ProvenMember | None = None,
        notes: Mapping[str, str | int] | None = None,
    ) -> str:
        """Save as one act, and delete the draft that it settles in the same transaction.

        The act is the open member's, or that of ``signer``, who proved themselves for it. ``notes``
        are sealed with it. Conflicts that the save brings to light go into the same act.

        Raises:
            GateError: the client of a case is named as its alleged perpetrator.
            RefusedError: a case would be given to somebody who may not have it, or is not there.
        """
        asked = tuple(saves)
        done = with_conflicts(self.vault, asked, self.today)
        changes = tuple(save.change() for save in done)
        self.note_touched(save.owner for save in asked)
        act = self.vault.commit(
            Act(what, changes, notes=notes or {}), settles_draft=draft, signer=signer
        )
        self.note_touched(self._behind(done))
        # Walls are no part of the step: taking it back leaves them to a supervisor.
        owners = tuple(dict.fromkeys(save.owner for save in asked))
        self.last_step = TakenStep(act, what, owners) if signer is None else None
        return act

    def _behind(self, saves: Iterable[Save]) -> Iterator[str]:
        """Yield the cases of the clients round whom a wall was raised or lifted."""
        door = self.vault.beyond_walls()
        for save in saves:
            wall = door.fetch_one(Wall, save.id) if save.kind is Wall else None
            if wall is not None and wall.client is not None:
                yield from door.ids(Case, client=wall.client)

    def take_back(self, step: TakenStep, changes: Iterable[Change]) -> str:
        """Save the act that takes a step back."""
        act = self.vault.commit(Act("undo", tuple(changes), notes={"undoes": step.act}))
        self.note_touched(step.owners)
        self.last_step = None
        return act

    def note_touched(self, owners: Iterable[str]) -> None:
        """Note cases and clients that were saved by many acts at once."""
        touched = frozenset(owners)
        for watch in self._watches:
            watch.add(touched)

    def watch(self) -> "Watch":
        """Return a watch of its own on what is saved from now on."""
        self._watches.append(Watch())
        return self._watches[-1]

    def has_touched(self) -> bool:
        """Say whether anything was saved since :meth:`take_touched` was last asked."""
        return self._watches[0].has_any()

    def take_touched(self) -> set[str]:
        """Return the ids of the cases and clients saved since this was last asked."""
        return self._watches[0].take()

    def note_reading(self, case_id: str) -> None:
        """Record once a session that a case was opened: reading is an act too."""
        if case_id not in self._opened:
            self.vault.commit(Act("read", about=case_id))
            self._opened.add(case_id)

    def next_reference(self) -> str:
        """Return a free reference: random, so that none is missed where a wall hides a case.

        The demo counts: it holds nobody, and its script names its cases.
        """
        cases = self.vault.beyond_walls().fetch(Case)
        taken = {case.reference or "" for case in cases}
        if self.vault.is_demo:
            numbers = (_NUMBER.fullmatch(reference) for reference in taken)
            highest = max((int(found[1]) for found in numbers if found), default=0)
            return f"DEMO-{highest + 1:03d}"
        while True:
            drawn = "".join(secrets.choice(_SIGNS) for _ in range(_SIGNS_IN_ONE))
            if f"C-{drawn}" not in taken:
                return f"C-{drawn}"
