"""What looks odd about a row and still goes in: a person may want to look again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from idva_desktop.casework.importing.report import Note
from idva_desktop.domain.calendar import london_day
from idva_desktop.domain.questions import Day, Moment
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import (
    Case,
    Closure,
    Contact,
    Identity,
    ProcessStep,
    Referral,
    RiskAssessment,
)
from idva_desktop.exchange.rows import ReadRow

Name = tuple[str, str]


@dataclass(slots=True)
class _CaseDates:
    """What the workbook says of one case; the first of each."""

    received: datetime | None = None
    started: date | None = None
    closed: date | None = None


class Oddities:
    """Finds what looks odd.

    Args:
        rows: every row of the workbook that can be read, whether new or not.
        names: the names of clients whose records are in the vault.
        today: after it nothing can have happened yet.
    """

    def __init__(self, rows: Iterable[ReadRow], names: Iterable[Name], today: date) -> None:
        self._today = today
        self._in_vault = set(names)
        self._first_with: dict[Name, int] = {}
        self._closures: set[str] = set()
        self._cases: dict[str, _CaseDates] = defaultdict(_CaseDates)
        for row in rows:
            case = self._cases[row.case]
            case.received = case.received or row.answer(Referral, "received_at", datetime)
            case.started = case.started or row.answer(Case, "support_started", date)
            case.closed = case.closed or row.answer(Closure, "closed_on", date)

    def notes(self, row: ReadRow) -> list[Note]:
        """Return what is odd about a row that goes in; call in the order of the rows."""
        case = self._cases[row.case]
        found = [
            *_blanks(row),
            *self._ahead(row),
            *_out_of_order(row, case),
            *self._closing(row, case),
            *self._same_name(row),
        ]
        return [Note(row.sheet.name, row.number, words) for words in found]

    def _ahead(self, row: ReadRow) -> Iterator[str]:
        for kind, answers in row.answers.items():
            for name, value in answers.items():
                question = questions_of(kind)[name]
                if isinstance(question, Day | Moment) and question.past:
                    day = london_day(value) if isinstance(value, datetime) else value
                    if day > self._today:
                        yield f"{question.label}: the date lies ahead of today"

    def _closing(self, row: ReadRow, case: _CaseDates) -> Iterator[str]:
        if Closure not in row.answers:
            return
        if row.case in self._closures:
            yield "the case is closed by an earlier row too; the first closing is the one counted"
        self._closures.add(row.case)
        closed = row.answer(Closure, "closed_on", date)
        if closed and case.started is None:
            yield "closed, but support never began; not counted among closures"
        if closed and case.started and closed < case.started:
            yield "closed before support began"

    def _same_name(self, row: ReadRow) -> Iterator[str]:
        name = name_of(row.answers.get(Identity, {}))
        if name is None:
            return
        if name in self._first_with:
            yield f"the same name as in row {self._first_with[name]}: is it the same person?"
        elif name in self._in_vault:
            yield "the same name as a client who is here already: is it the same person?"
        self._first_with.setdefault(name, row.number)


def name_of(identity: dict[str, str]) -> Name | None:
    """Return a name as it is compared, or ``None`` where a part is blank."""
    given, family = identity.get("given_name"), identity.get("family_name")
    return (given.casefold(), family.casefold()) if given and family else None


def _blanks(row: ReadRow) -> Iterator[str]:
    for column in row.blank:
        yield f"{column} is blank, so figures that need it leave the row out"


def _out_of_order(row: ReadRow, case: _CaseDates) -> Iterator[str]:
    decided = row.answer(Referral, "decided_on", date)
    started = row.answer(Case, "support_started", date)
    received = row.answer(Referral, "received_at", datetime)
    if decided and started and started < decided:
        yield "support began before the decision"
    if decided and received and decided < london_day(received):
        yield "decided before the referral was received"
    at = row.answer(Contact, "at", datetime)
    if at and case.received and _is_before(at, case.received):
        yield "the contact is before the referral was received; it counts as made in time"
    happened = row.answer(ProcessStep, "on", date)
    if happened and case.closed and happened > case.closed:
        yield "the step is after the case was closed"
    assessed = row.answer(RiskAssessment, "on", date)
    if assessed and case.closed and assessed > case.closed:
        yield "the assessment is after the case was closed"


def _is_before(at: datetime, received: datetime) -> bool:
    # A contact noted without a clock time stands at midnight of its day.
    return london_day(at) < london_day(received) if at.time() == time(0) else at < received
