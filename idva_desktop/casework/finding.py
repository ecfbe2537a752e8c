"""Finding: cases by name or reference, names as they were meant, and records by their words.

What is found is shown by reference, kind and date, never by its text: narrative stays folded until
it is opened. That something was searched for is an act; for what is never written down.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from idva_desktop.casework.cases import CaseRow, Filters, case_row, held_by, matching
from idva_desktop.casework.cover import workers_of
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import london_day
from idva_desktop.domain.questions import Day, Moment, Text
from idva_desktop.domain.record import Record, questions_of, record_type
from idva_desktop.domain.records import Case
from idva_desktop.domain.search_words import Search, words_of
from idva_desktop.domain.vocab import within
from idva_desktop.journal.acts import LEDGER_OWNER, Act
from idva_desktop.vault.search import SearchHit

MOST_RECORDS = 30
_MOST_ALIKE = 12
_ENOUGH = 5  # so many cases are found as typed; then nobody has slipped
_READ_AHEAD = 400  # filters leave some out


@dataclass(frozen=True, slots=True)
class RecordFound:
    """A record in which the words occur.

    Attributes:
        case_id: the case to which it leads.
        reference: of that case.
        kind: the record kind.
        record_id: the record.
        title: what it is: ``Contact, note``.
        day: when it happened, if it says so.
    """

    case_id: str
    reference: str
    kind: str
    record_id: str
    title: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, in order of its groups.

    Attributes:
        cases: those whose reference or client's name holds the words.
        alike: those whose client has a name like what was typed.
        records: those in which the words occur, newest entry first.
    """

    cases: Sequence[CaseRow] = ()
    alike: Sequence[CaseRow] = ()
    records: Sequence[RecordFound] = ()

    def __bool__(self) -> bool:
        """Say whether anything was found."""
        return bool(self.cases or self.alike or self.records)


def find(session: Session, rows: Sequence[CaseRow], text: str, filters: Filters) -> Found:
    """Search everything that the member may see.

    Args:
        session: who asks.
        rows: every case that the member may see, in order of the list.
        text: what was typed; blank for all cases.
        filters: which cases to leave out, with their records.
    """
    cases = matching(session, rows, text=text, filters=filters)
    words = text.strip()
    if not words:
        return Found(cases)
    workers = workers_of(session) if filters.mine else ()
    shown = [row for row in rows if filters.let_through(row, workers)]
    alike = _alike(session, shown, words) if len(cases) < _ENOUGH else []
    exact = {row.id for row in cases}
    return Found(
        cases,
        [row for row in alike if row.id not in exact],
        list(_records(session, shown, words)),
    )


def note_search(session: Session) -> None:
    """Record that a search came to rest; what was searched for is kept nowhere."""
    session.vault.commit(Act("search", about=LEDGER_OWNER))


def cases_named(session: Session, text: str, limit: int) -> list[CaseRow]:
    """Return the few cases that a reference or a name means, without reading the whole list."""
    hits = session.vault.search(text, limit * 4)
    if len(hits) < limit:
        hits += session.vault.search_alike(text, limit)
    found: dict[str, None] = {}
    for hit in hits:
        found.update(dict.fromkeys(_cases_of(session, hit)))
    rows = (case_row(session, case_id) for case_id in list(found)[:limit])
    return [row for row in rows if row is not None]


def _cases_of(session: Session, hit: SearchHit) -> Iterator[str]:
    if hit.kind == Case.kind:
        yield hit.record_id
    else:
        yield from session.vault.ids(Case, client=hit.owner)


def _alike(session: Session, rows: Iterable[CaseRow], text: str) -> list[CaseRow]:
    """Return cases in order of how near their client's name is."""
    hits = session.vault.search_alike(text, _MOST_ALIKE)
    places = {hit.owner: place for place, hit in reversed(list(enumerate(hits)))}
    found = [row for row in rows if held_by(row, places)]
    return sorted(
        found, key=lambda row: min(places.get(o, len(hits)) for o in (row.id, row.client))
    )


def _records(session: Session, rows: Iterable[CaseRow], text: str) -> Iterator[RecordFound]:
    hits = session.vault.search_words(text, _READ_AHEAD)
    if not hits:
        return
    # Of several cases of one client the first in the list is the one that matters now.
    places: dict[str, CaseRow] = {}
    for row in rows:
        places.setdefault(row.id, row)
        places.setdefault(row.client, row)
    shown = [hit for hit in hits if hit.owner in places and _may_read(session, hit.kind)]
    held = _held(session, shown[:MOST_RECORDS])
    for hit in shown[:MOST_RECORDS]:
        if (found := held.get(hit.record_id)) is not None:
            row = places[hit.owner]
            yield RecordFound(
                row.id, row.reference, hit.kind, hit.record_id, _title(found, text), _day(found)
            )


def _may_read(session: Session, kind: str) -> bool:
    kept_by = record_type(kind).kept_by
    return kept_by is None or session.may(kept_by)


def _held(session: Session, hits: Iterable[SearchHit]) -> Mapping[str, Record]:
    ids: dict[str, list[str]] = {}
    for hit in hits:
        ids.setdefault(hit.kind, []).append(hit.record_id)
    return {
        held.id: held
        for kind, some in ids.items()
        for held in session.vault.fetch_many(record_type(kind), some)
    }


def _title(held: Record, text: str) -> str:
    """Return what a record is, and in which of its answers the words occur."""
    typed = words_of(text)
    for name, asked in questions_of(type(held)).items():
        if not isinstance(asked, Text) or asked.search is not Search.WORDS:
            continue
        words = set(words_of(getattr(held, name) or ""))
        if words and all(any(word.startswith(part) for word in words) for part in typed):
            label = within(asked.label)
            return held.title if label == within(held.title) else f"{held.title}, {label}"
    return held.title


def _day(held: Record) -> date | None:
    """Return the first day that a record names."""
    for name, asked in questions_of(type(held)).items():
        value = getattr(held, name)
        if isinstance(asked, Moment) and isinstance(value, datetime):
            return london_day(value)
        if isinstance(asked, Day) and isinstance(value, date):
            return value
    return None
