"""The abuse timeline: what is done to the client, in order of time; safety planning starts here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from idva_desktop.casework.dated_kinds import said
from idva_desktop.casework.session import Session
from idva_desktop.domain.approximate_dates import ApproximateDay, Precision
from idva_desktop.domain.records import AbuseIncident, AbusePattern

_GOES_ON = ("rising", "same", "falling")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time from one day to another, both included; ``sure`` where it is known and not about."""

    first: date
    last: date
    sure: bool


@dataclass(frozen=True, slots=True)
class AbuseLine:
    """One form of abuse, or one incident.

    Attributes:
        record_id: the record that it comes from.
        form: the form, or the forms of an incident, in words.
        frequency: how often, in words; blank for an incident or where nothing is said.
        trend: whether it grows, as a code; blank likewise.
        trend_words: the same in words.
        since: since when, or when the incident happened, as closely as it is known.
        last: when it last happened, as closely as it is known.
        goes_on: whether what is said of it means that it still happens.
        is_incident: whether it is an incident.
    """

    record_id: str
    form: str
    frequency: str = ""
    trend: str = ""
    trend_words: str = ""
    since: ApproximateDay | None = None
    last: ApproximateDay | None = None
    goes_on: bool = False
    is_incident: bool = False

    def stretches(self, first: date, today: date) -> tuple[Stretch, ...]:
        """Return when it happened, from ``first`` on: where its ends are known only about, unsure.

        Args:
            first: where the drawing begins; what began before, or nobody knows when, begins there.
            today: what still goes on ends here.
        """
        begun = self.since.earliest if self.since else first
        sure_from = self.since.latest if self.since else None
        ended = min(self.last.latest, today) if self.last else today
        sure_to = self.last.earliest if self.last else today if self.goes_on else None
        begun, ended = max(begun, first), max(ended, begun, first)
        if sure_from is None or sure_to is None or sure_from > sure_to:
            return (Stretch(begun, ended, sure=begun == ended),)
        parts = (
            Stretch(begun, sure_from, sure=False),
            Stretch(max(sure_from, first), sure_to, sure=True),
            Stretch(sure_to, ended, sure=False),
        )
        return tuple(each for each in parts if each.sure or each.first < each.last)


@dataclass(frozen=True, slots=True)
class AbusePicture:
    """What has been happening.

    Attributes:
        forms: the forms of abuse, the oldest first, those of unknown beginning last.
        incidents: the incidents in order of time.
        first: the earliest day that is meant anywhere, or ``None`` where no day is known.
        today: the day on which this is true.
    """

    forms: tuple[AbuseLine, ...]
    incidents: tuple[AbuseLine, ...]
    first: date | None
    today: date

    def in_time(self) -> tuple[AbuseLine, ...]:
        """Return forms and incidents together, in order of time."""
        return tuple(sorted((*self.forms, *self.incidents), key=_when))


def abuse_picture(session: Session, case_id: str) -> AbusePicture:
    """Return what has been happening in a case."""
    forms = sorted(_forms(session, case_id), key=_when)
    incidents = sorted(_incidents(session, case_id), key=_when)
    days = (day for line in (*forms, *incidents) for day in (line.since, line.last) if day)
    first = min((day.earliest for day in days), default=None)
    return AbusePicture(tuple(forms), tuple(incidents), first, session.today)


def _forms(session: Session, case_id: str) -> Iterator[AbuseLine]:
    for held in session.vault.fetch(AbusePattern, owner=case_id):
        yield AbuseLine(
            held.id,
            said(held, "form"),
            said(held, "frequency"),
            held.trend or "",
            said(held, "trend"),
            held.since,
            held.last_happened,
            held.trend in _GOES_ON or held.recency == "last_month",
        )


def _incidents(session: Session, case_id: str) -> Iterator[AbuseLine]:
    for held in session.vault.fetch(AbuseIncident, owner=case_id):
        on = held.happened
        if on is None and held.learned_on is not None:
            on = ApproximateDay(held.learned_on, Precision.DAY, about=True)
        yield AbuseLine(held.id, said(held, "forms"), since=on, last=on, is_incident=True)


def _when(line: AbuseLine) -> tuple[bool, date, date]:
    day = line.since or line.last
    if day is None:
        return True, date.max, date.max
    return False, day.earliest, day.latest
