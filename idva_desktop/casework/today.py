"""Today: what is due, worked from the rules and from a person's own tasks.

Everything is computed from the records, for one case or, in one pass, for all. What a rule asks
for goes when the fact is recorded. Both kinds can be put off with a reason; neither is deleted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from idva_desktop.casework.cases import CaseRow, row_of
from idva_desktop.casework.cover import is_worker, workers_of
from idva_desktop.casework.deadlines import Shelf
from idva_desktop.casework.key_dates import KeyDate, hearings
from idva_desktop.casework.session import Session
from idva_desktop.domain.records import Case, Snooze, Task
from idva_desktop.domain.roles import Role

NEXT_DAYS = 14
"""How many days ahead count as the next days."""

# Below so many own cases each is read by itself; above, each kind of record is read whole.
_READ_ONE_BY_ONE = 60


class Part(StrEnum):
    """The parts of the list, in order."""

    OVERDUE = "overdue"
    TODAY = "today"
    NEXT = "next"
    SUSPENDED = "suspended"
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True)
class TodayItem:
    """One thing to do.

    Attributes:
        key: what it is put off under.
        what: in words.
        why: where it comes from, in words.
        case: its case as the list shows it.
        by: the last day; ``None`` where it is suspended or has no day.
        opens: the screen or tab where it is dealt with.
        task_id: the task, where a person set it; blank where a rule asks.
        supervisor: whether a supervisor has to act.
        suspended: whether unsafe contact suspends it.
        urgent: whether it stands first among those of its day.
        until: the day on which it comes back, where it is put off.
        reason: why it is put off.
    """

    key: str
    what: str
    why: str
    case: CaseRow
    by: date | None
    opens: str = "case"
    task_id: str = ""
    supervisor: bool = False
    suspended: bool = False
    urgent: bool = False
    until: date | None = None
    reason: str = ""

    @property
    def key_of_row(self) -> str:
        """What names it among all cases."""
        return f"{self.case.id}:{self.key}"

    def part(self, today: date) -> Part | None:
        """Return the part of the list in which it stands; ``None`` while it lies further ahead."""
        if self.suspended:
            return Part.SUSPENDED
        if self.until is not None and self.until > today:
            return Part.SNOOZED
        if self.by is None:
            return Part.NEXT
        if self.by < today:
            return Part.OVERDUE
        if self.by == today:
            return Part.TODAY
        return Part.NEXT if self.by <= today + timedelta(days=NEXT_DAYS) else None


@dataclass(frozen=True, slots=True)
class AheadDate:
    """A MARAC, a hearing or the end of an order that lies ahead.

    Attributes:
        date: the day and what happens.
        case: its case.
    """

    date: KeyDate
    case: CaseRow


@dataclass(frozen=True, slots=True)
class TodayCase:
    """One case: what is to be done in it and what lies ahead.

    It is open, or it was not taken on and a task of it is not done, such as to look again.
    """

    row: CaseRow
    items: tuple[TodayItem, ...]
    ahead: tuple[KeyDate, ...]


@dataclass(frozen=True, slots=True)
class TodayPicture:
    """What the screen shows.

    Attributes:
        parts: what is to be done, by the part of the list.
        quiet: open cases without anything due in the next days.
        ahead: dates ahead, the next first.
        bands: how many open cases there are by risk band.
    """

    parts: Mapping[Part, tuple[TodayItem, ...]]
    quiet: tuple[CaseRow, ...]
    ahead: tuple[AheadDate, ...]
    bands: Mapping[str, int]

    @property
    def pressing(self) -> int:
        """How much is due today or overdue."""
        return len(self.parts[Part.OVERDUE]) + len(self.parts[Part.TODAY])


@dataclass(slots=True)
class TodayIndex:
    """Every open case that may stand on the screen, kept while the desk is open.

    Attributes:
        cases: by id.
    """

    cases: dict[str, TodayCase] = field(default_factory=dict)

    @classmethod
    def read(cls, session: Session) -> "TodayIndex":
        """Read the open cases, of a caseworker their own; long where there are many."""
        vault = session.vault
        if session.may(Role.SUPERVISOR):
            cases = vault.fetch(Case)
        else:
            mine = sorted(workers_of(session))
            cases = [case for worker in mine for case in vault.fetch(Case, worker=worker)]
        shared = Shelf(session) if len(cases) > _READ_ONE_BY_ONE else None
        read = (_read(shared or Shelf(session, case.id), case) for case in cases)
        return cls({each.row.id: each for each in read if each is not None})

    def renew(self, session: Session, touched: Iterable[str]) -> None:
        """Read again the cases that were touched, or whose client was."""
        owners = set(touched)
        ids = owners | {each.row.id for each in self.cases.values() if each.row.client in owners}
        for case in session.vault.fetch_many(Case, sorted(ids)):
            found = _read(Shelf(session, case.id), case)
            if found is None or not (session.may(Role.SUPERVISOR) or is_worker(session, case)):
                self.cases.pop(case.id, None)
            else:
                self.cases[case.id] = found

    def picture(self, session: Session, *, everybody: bool = False) -> TodayPicture:
        """Return what the screen shows.

        Args:
            session: who looks.
            everybody: whether a supervisor looks at everybody's cases.
        """
        today, supervises = session.today, session.may(Role.SUPERVISOR)
        mine = workers_of(session)
        own = [
            each
            for each in self.cases.values()
            if (everybody and supervises) or each.row.worker in mine
        ]
        parts: dict[Part, list[TodayItem]] = {part: [] for part in Part}
        for item in self._items(own, supervises=supervises):
            part = item.part(today)
            if part is not None:
                parts[part].append(item)
        busy = {item.case.id for items in parts.values() for item in items}
        bands: dict[str, int] = {}
        still_open = [each for each in own if each.row.open]
        for each in still_open:
            bands[each.row.band] = bands.get(each.row.band, 0) + 1
        ahead = [AheadDate(day, each.row) for each in own for day in each.ahead]
        return TodayPicture(
            {part: tuple(sorted(items, key=_order)) for part, items in parts.items()},
            tuple(
                sorted(
                    (each.row for each in still_open if each.row.id not in busy),
                    key=lambda row: row.reference,
                )
            ),
            tuple(sorted(ahead, key=lambda each: (each.date.day, each.case.reference))),
            bands,
        )

    def _items(self, own: Sequence[TodayCase], *, supervises: bool) -> Iterator[TodayItem]:
        """Yield what is the member's to do: a supervisor also acts on the cases of others."""
        for each in own:
            yield from (item for item in each.items if supervises or not item.supervisor)
        if supervises:
            shown = {each.row.id for each in own}
            for case_id, each in self.cases.items():
                if case_id not in shown:
                    yield from (item for item in each.items if item.supervisor)


def _order(item: TodayItem) -> tuple[date, bool, str]:
    return item.until or item.by or date.max, not item.urgent, item.case.reference


def case_items(session: Session, case_id: str) -> tuple[TodayItem, ...]:
    """Return what is to be done in one open case, put off or not, the earliest first."""
    case = session.vault.fetch_one(Case, case_id)
    found = None if case is None else _read(Shelf(session, case_id), case)
    return () if found is None else tuple(sorted(found.items, key=_order))


def _read(shelf: Shelf, case: Case) -> TodayCase | None:
    dates = shelf.dates(case)
    if dates.closed is not None:
        return None
    row = row_of(shelf, case, dates)
    items = [
        TodayItem(
            due.key,
            due.what,
            due.rule,
            row,
            due.by,
            opens=due.opens,
            supervisor=due.supervisor,
            suspended=due.by is None,
            urgent=due.urgent,
        )
        for due in shelf.dues(dates)
    ]
    items.extend(
        TodayItem(
            task_key(task.id), task.what or "Task", "Own task", row, task.due, task_id=task.id
        )
        for task in shelf.of(Task, case)
        if task.done_on is None
    )
    if not (dates.open or items):
        return None
    snoozes = {held.item: held for held in shelf.of(Snooze, case)}  # the last entered counts
    put_off = tuple(_put_off(item, snoozes.get(item.key)) for item in items)
    return TodayCase(row, put_off, tuple(hearings(shelf, case)) if dates.open else ())


def _put_off(item: TodayItem, snooze: Snooze | None) -> TodayItem:
    if snooze is None:
        return item
    return replace(item, until=snooze.until, reason=snooze.reason or "")


def task_key(task_id: str) -> str:
    """Return what a person's own task is put off under."""
    return f"task:{task_id}"
