"""The timeline: what happened in a case, newest first, made from its records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from idva_desktop.casework.dated_kinds import HAPPENED, day_of, filled, metas, said
from idva_desktop.casework.session import Session
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import Contact, Referral, RiskAssessment, SafetyPlan
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.domain.vocab import within


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened.

    Attributes:
        at: when, in London; midnight where only the day is known.
        icon: the name of its icon.
        title: what, in a few words.
        meta: the smaller line under the title.
        note: narrative, folded until opened; blank for none.
        opinion: opinion, kept apart; blank for none.
        high: whether it is marked as high risk.
        kind: the record kind that it comes from, such as ``contact``.
    """

    at: datetime
    icon: str
    title: str
    meta: str = ""
    note: str = ""
    opinion: str = ""
    high: bool = False
    kind: str = ""

    @property
    def day(self) -> date:
        """The London date under which it is shown."""
        return self.at.astimezone(LONDON).date()


_CONTACT_ICONS = {
    "text": "message-square-text",
    "phone": "phone",
    "video": "video",
    "face_to_face": "users",
    "email": "mail",
}


def timeline(session: Session, case_id: str) -> list[TimelineEntry]:
    """Return the entries of a case, newest first."""
    vault = session.vault
    entries: Iterable[TimelineEntry] = (
        *_of(Referral, _referrals(vault.fetch(Referral, owner=case_id))),
        *_of(Contact, _contacts(vault.fetch(Contact, owner=case_id))),
        *_of(RiskAssessment, _risks(vault.fetch(RiskAssessment, owner=case_id))),
        *_of(SafetyPlan, _plans(vault.fetch(SafetyPlan, owner=case_id))),
        *_declared(session, case_id),
    )
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _of(kind: type[Record], entries: Iterable[TimelineEntry]) -> Iterator[TimelineEntry]:
    return (replace(entry, kind=kind.kind) for entry in entries)


def _declared(session: Session, case_id: str) -> Iterator[TimelineEntry]:
    """Yield the entries of the kinds that are declared with one line a day."""
    for kind in dict.fromkeys(line.kind for line in HAPPENED):
        for held in session.vault.fetch(kind, owner=case_id):
            for line in HAPPENED:
                day = day_of(held, line.day) if line.kind is kind else None
                title = line.ahead if day and day > session.today else line.title
                if day and title:
                    yield TimelineEntry(
                        _moment(day),
                        line.icon,
                        filled(held, title),
                        _meta(*metas(held, line.meta)),
                        said(held, line.note) if line.note else "",
                        kind=kind.kind,
                    )


def _meta(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(0), LONDON)


def _referrals(found: Iterable[Referral]) -> Iterator[TimelineEntry]:
    for held in found:
        if held.received_at:
            source = f"From: {within(said(held, 'source'))}" if held.source else ""
            yield TimelineEntry(
                held.received_at,
                "file-input",
                "Referral received",
                _meta(_clock(held.received_at), source, said(held, "strand")),
            )
        if held.decided_on:
            title = f"Decision: {within(said(held, 'decision'))}"
            yield TimelineEntry(_moment(held.decided_on), "circle-check", title)


def _clock(moment: datetime) -> str:
    local = moment.astimezone(LONDON)
    return f"{local:%H:%M}" if (local.hour, local.minute) != (0, 0) else ""


def _contacts(found: Iterable[Contact]) -> Iterator[TimelineEntry]:
    for held in found:
        how = said(held, "how") or "Contact"
        result = within(said(held, "result"))
        whom = "" if held.who in (None, "client") else f" with {_article(held)}"
        yield TimelineEntry(
            held.at or datetime.min.replace(tzinfo=UTC),
            _CONTACT_ICONS.get(held.how or "", "message-square-text"),
            f"{how}{whom}, {result}" if result else how + whom,
            _meta(
                _clock(held.at) if held.at else "",
                f"{held.minutes} min" if held.minutes is not None else "",
                within(said(held, "support")),
            ),
            held.note or "",
            held.opinion or "",
        )


def _article(held: Contact) -> str:
    return "an agency" if held.who == "agency" else within(said(held, "who"))


def _risks(found: Iterable[RiskAssessment]) -> Iterator[TimelineEntry]:
    for held in found:
        if held.on is None:
            continue
        score = f"{held.score} of 24, " if held.score is not None else ""
        judged = "raised by judgement" if held.judgement == "higher" else ""
        signed = f"signed by {held.signed_by}" if held.signed_by else ""
        yield TimelineEntry(
            _moment(held.on),
            "gauge",
            f"Risk assessed: {score}{within(said(held, 'band'))}",
            _meta(said(held, "stage"), held.why_now or "", judged, signed),
            held.judgement_reason or "",
            high=held.band == "high",
        )


def _plans(found: Iterable[SafetyPlan]) -> Iterator[TimelineEntry]:
    for held in found:
        name = f"Safety plan, version {held.version}" if held.version else "Safety plan"
        if held.approved_on:
            by = f"by {held.approved_by}" if held.approved_by else ""
            yield TimelineEntry(
                _moment(held.approved_on),
                "file-check",
                f"{name}, approved",
                _meta(by, within(said(held, "copy"))),
            )
        elif held.made_on:
            state = within(said(held, "state")) or "draft"
            yield TimelineEntry(_moment(held.made_on), "file-text", f"{name}, {state}")
