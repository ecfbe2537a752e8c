"""The case list: every case that the member may see, searched and filtered."""

from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass
from datetime import date

from idva_desktop.casework.cover import workers_of
from idva_desktop.casework.deadlines import Shelf, latest_risk
from idva_desktop.casework.session import Session
from idva_desktop.domain.records import Case, MaracEpisode, RiskAssessment
from idva_desktop.domain.rules import CaseDates, Due
from idva_desktop.domain.typed_dates import show_day, show_day_briefly

RISK_UNKNOWN = "not_assessed"
# The first letters may match every name of a large vault; the next letter narrows it down.
MOST_HITS = 2_000


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as the list shows it; never a name.

    Attributes:
        id: the case's id.
        reference: its reference.
        strand: ``IDVA``, ``ISVA`` or ``BOTH``.
        band: the risk band in force, or ``not_assessed``.
        raised: whether judgement raised the band.
        worker: who works it.
        closed: whether it is closed.
        open: whether it is neither closed nor declined.
        due: what is due next, or ``None``.
        late: by how many days it is late; nought or less is in time.
        client: the client's opaque id; blank where none is linked.
        marac: whether a MARAC is to hear it.
        unsafe: whether contact is suspended as unsafe.
    """

    id: str
    reference: str
    strand: str
    band: str
    raised: bool
    worker: str
    closed: bool
    open: bool
    due: Due | None
    late: int
    client: str = ""
    marac: bool = False
    unsafe: bool = False

    def line(self, today: date) -> str:
        """Return the second line of the list: what is due, in a few words."""
        if self.closed:
            return "Closed"
        if not self.open:
            return "Not taken on"
        if self.due is None:
            return "Nothing due"
        if self.due.by is None:
            return f"{self.due.short}: suspended"
        if self.late > 0:
            return f"{self.due.short}, {days_words(self.late)} over"
        return f"{self.due.short}, {day_words(self.due.by, today)}"


def days_words(count: int) -> str:
    """Return ``1 day`` or ``12 days``."""
    return f"{count} day" if count == 1 else f"{count} days"


def day_words(day: date, today: date) -> str:
    """Return ``today``, ``tomorrow`` or ``Fri 28 Nov``; another year is named."""
    ahead = (day - today).days
    if ahead in (0, 1, -1):
        return {0: "today", 1: "tomorrow", -1: "yesterday"}[ahead]
    if day.year != today.year:
        return show_day(day)
    return show_day_briefly(day)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which cases the list shows.

    Attributes:
        mine: only those of the member, and of whom they cover today.
        open: only open ones.
        band: only that risk band, if given.
        strand: only that strand, or both strands with it, if given.
        late: only what is overdue.
        marac: only what a MARAC is to hear.
        unsafe: only where contact is suspended as unsafe.
        worker: only the cases of that worker, if given.
    """

    mine: bool = False
    open: bool = True
    band: str | None = None
    strand: str | None = None
    late: bool = False
    marac: bool = False
    unsafe: bool = False
    worker: str | None = None

    def let_through(self, row: CaseRow, workers: Collection[str]) -> bool:
        """Say whether ``row`` is shown to whoever works the cases of ``workers``."""
        return (
            (not self.mine or row.worker in workers)
            and (not self.open or row.open)
            and (self.band is None or row.band == self.band)
            and (self.strand is None or row.strand in (self.strand, "BOTH"))
            and (not self.late or (row.open and row.late > 0))
            and (not self.marac or row.marac)
            and (not self.unsafe or row.unsafe)
            and (self.worker is None or row.worker == self.worker)
        )


EVERYTHING = Filters(mine=False, open=False)
"""Leaves nothing out."""


def list_cases(
    session: Session, *, text: str = "", filters: Filters | None = None
) -> list[CaseRow]:
    """Return the cases to show, what is most overdue first.

    Args:
        session: who asks.
        text: words of the search field: part of a reference or of a name; blank for all.
        filters: which to leave out.
    """
    wanted = filters or Filters()
    rows = sorted(_rows(session), key=urgency)
    return matching(session, rows, text=text, filters=wanted)


def matching(
    session: Session, rows: Iterable[CaseRow], *, text: str, filters: Filters
) -> list[CaseRow]:
    """Return those of ``rows`` that a search finds and the filters let through."""
    workers = workers_of(session) if filters.mine else ()
    shown = (row for row in rows if filters.let_through(row, workers))
    words = text.strip()
    if not words:
        return list(shown)
    # References are at hand in the rows, so that no search loses one to the limit.
    hits = {hit.owner for hit in session.vault.search(words, MOST_HITS)}
    parts = words.casefold().split()
    return [
        row
        for row in shown
        if held_by(row, hits) or all(part in row.reference.casefold() for part in parts)
    ]


def held_by(row: CaseRow, owners: Container[str]) -> bool:
    """Say whether a hit is held by the case (a reference) or by the client behind it (a name)."""
    return row.id in owners or row.client in owners


def urgency(row: CaseRow) -> tuple[bool, date, str]:
    """Return the place of a row in the list: open ones first, by what is due, then reference."""
    by = row.due.by if row.due and row.due.by else date.max
    return not row.open, by, row.reference


def case_row(session: Session, case_id: str) -> CaseRow | None:
    """Return one case as the list shows it."""
    return next(iter(_rows(session, case_id)), None)


def _rows(session: Session, case_id: str | None = None) -> list[CaseRow]:
    shelf = Shelf(session, case_id)
    cases = session.vault.fetch(Case, owner=case_id) if case_id else session.vault.fetch(Case)
    return [row_of(shelf, case, shelf.dates(case)) for case in cases]


def row_of(shelf: Shelf, case: Case, dates: CaseDates) -> CaseRow:
    """Return a case as the list shows it.

    Args:
        shelf: what its records are read from.
        case: the case.
        dates: what its deadlines depend on.
    """
    dues = shelf.dues(dates)
    due = next((due for due in dues if not due.supervisor), None)
    last = latest_risk(shelf.of(RiskAssessment, case))
    return CaseRow(
        id=case.id,
        reference=case.reference or "No reference yet",
        strand=case.strand or "",
        band=(last.band if last else None) or RISK_UNKNOWN,
        raised=bool(last and last.judgement == "higher"),
        worker=case.worker or "",
        closed=dates.closed is not None,
        open=dates.open,
        due=due,
        late=(shelf.today - due.by).days if due and due.by else 0,
        client=case.client or "",
        marac=any(
            episode.heard_on is not None and episode.heard_on >= shelf.today
            for episode in shelf.of(MaracEpisode, case)
        ),
        unsafe=dates.paused,
    )
