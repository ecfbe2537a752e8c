"""The dated record kinds: what each tells the timeline and the key dates. One line a day.

In the words of a line ``{order}`` stands for the answer to that question, ``{order:in}`` for a
coded answer as it stands inside a sentence. Referrals, contacts, assessments and plans say more
than a line can, and have their own words in :mod:`~idva_desktop.casework.timeline`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from string import Formatter

from idva_desktop.domain.questions import Text
from idva_desktop.domain.record import Record, questions_of
from idva_desktop.domain.records import (
    AbuseIncident,
    AgencyAction,
    CaseSheet,
    CaseSupervision,
    Closure,
    ContactPause,
    CourtOrder,
    Entitlement,
    MaracEpisode,
    Need,
    OnwardReferral,
    ProcessStep,
    Safeguarding,
    Sharing,
    TriggerEvent,
    WorkplaceMeasure,
)
from idva_desktop.domain.vocab import within

_FORMATTER = Formatter()


@dataclass(frozen=True, slots=True)
class Happened:
    """A day of a record that is an entry of the timeline.

    Attributes:
        kind: the record kind.
        day: the question that holds the day.
        icon: a bundled icon.
        title: what happened.
        meta: smaller words; one whose answer is blank is left out.
        note: the question that holds the narrative, folded until opened.
        ahead: the title while the day lies ahead; blank where it is no entry until then.
    """

    kind: type[Record]
    day: str
    icon: str
    title: str
    meta: tuple[str, ...] = ()
    note: str = ""
    ahead: str = ""


@dataclass(frozen=True, slots=True)
class LiesAhead:
    """A day of a record that is to be kept in mind.

    Attributes:
        kind: the record kind.
        day: the question that holds the day.
        words: what happens then.
        settled: a question and the codes by which it is settled; without codes, any answer.
    """

    kind: type[Record]
    day: str
    words: str
    settled: tuple[str, frozenset[str]] | None = None

    def is_open(self, held: Record) -> bool:
        """Say whether it is still to be kept in mind."""
        if self.settled is None:
            return True
        name, codes = self.settled
        answer = getattr(held, name)
        # Without codes any answer settles it, such as the day of a withdrawal.
        return answer not in codes if codes else answer is None


_STEP = "{process}: {stage:in}"

HAPPENED = (
    Happened(AbuseIncident, "learned_on", "circle-alert", "Incident: {forms:in}",
             ("Happened: {happened:in}", "By {by_whom:in}"), "note"),
    Happened(TriggerEvent, "on", "circle-alert", "{event}", note="note", ahead="{event}"),
    Happened(MaracEpisode, "referred_on", "users-round", "MARAC referral sent",
             ("Criterion: {criterion:in}",)),
    Happened(MaracEpisode, "heard_on", "users-round", "Heard at MARAC",
             ("Criterion: {criterion:in}", "{hearing}"), "outcome", ahead="To be heard at MARAC"),
    Happened(ProcessStep, "on", "scale", _STEP, ("{reason}",), "note", ahead=_STEP),
    Happened(CourtOrder, "applied_on", "gavel", "{order} applied for"),
    Happened(CourtOrder, "made_on", "gavel", "{order} made", note="conditions"),
    Happened(CourtOrder, "breached_on", "gavel", "{order} breached"),
    Happened(CourtOrder, "expires_on", "gavel", "{order} ended"),
    Happened(Entitlement, "on", "scale", "{right}", ("{state}",), "note"),
    Happened(WorkplaceMeasure, "asked_on", "briefcase", "Asked of the employer: {area:in}",
             ("{state}",), "note"),
    Happened(WorkplaceMeasure, "in_place_on", "briefcase", "In place at work: {area:in}"),
    Happened(Safeguarding, "referred_on", "shield", "Safeguarding referral, {about:in}",
             ("{referred_to}",), "reason"),
    Happened(Safeguarding, "outcome_on", "shield", "Safeguarding outcome: {outcome:in}"),
    Happened(Need, "on", "clipboard-list", "Need measured: {area:in}",
             ("At the start {level_entry}", "At review {level_review}", "At the end {level_exit}")),
    Happened(ContactPause, "from_day", "ban", "Contact suspended", note="reason"),
    Happened(Sharing, "shared_on", "send", "Shared with {recipient}",
             ("{basis}", "Approved by {approved_by}"), "scope_words"),
    Happened(Sharing, "withdrawn_on", "undo-2", "Sharing withdrawn: {recipient}"),
    Happened(CaseSheet, "printed_on", "printer", "Sheet printed: {for_whom}",
             ("Given to {recipient}", "By {printed_by}"), "why"),
    Happened(CaseSupervision, "held_on", "users", "Talked through in supervision", note="agreed"),
    Happened(OnwardReferral, "referred_on", "send", "Referred to another service",
             ("For: {purpose}",), "note"),
    Happened(OnwardReferral, "outcome_on", "send", "Referral to another service: {outcome:in}",
             ("For: {purpose}",)),
    Happened(OnwardReferral, "withdrawn_on", "undo-2", "Consent to a referral withdrawn",
             ("For: {purpose}",)),
    Happened(AgencyAction, "agreed_on", "handshake", "{agency} agreed: {what:in}"),
    Happened(AgencyAction, "done_on", "handshake", "{agency} has done it: {what:in}"),
    Happened(Closure, "closed_on", "door-closed", "Case closed", ("{reason}",), "safe_goodbye"),
    Happened(Closure, "reopened_on", "door-open", "Case reopened", ("by {reopened_by}",),
             "reopened_why"),
)  # fmt: skip
"""In no order; the timeline sorts by day."""

AHEAD = (
    LiesAhead(MaracEpisode, "heard_on", "MARAC, {area}"),
    LiesAhead(ProcessStep, "on", _STEP),
    LiesAhead(CourtOrder, "expires_on", "{order} ends"),
    LiesAhead(Entitlement, "due", "Entitlement: {right:in}",
              ("state", frozenset({"met", "declined"}))),
    LiesAhead(WorkplaceMeasure, "due", "At work: {area:in}",
              ("state", frozenset({"in_place", "refused"}))),
    LiesAhead(AgencyAction, "due", "{agency}: {what:in}",
              ("state", frozenset({"done", "refused", "no_longer_needed"}))),
    LiesAhead(Sharing, "expires_on", "Sharing ends", ("withdrawn_on", frozenset())),
    LiesAhead(OnwardReferral, "consent_until", "Consent to a referral ends",
              ("withdrawn_on", frozenset())),
    LiesAhead(Need, "due", "Need: {area:in}",
              ("state", frozenset({"met", "not_met", "declined"}))),
    LiesAhead(CaseSupervision, "next_by", "Case supervision"),
    LiesAhead(ContactPause, "until_day", "Do not contact until here"),
)  # fmt: skip
"""In no order; the key dates sort by day."""


def said(held: Record, name: str) -> str:
    """Return the words of one answer, or nothing where it is blank."""
    value = getattr(held, name)
    return "" if value is None else questions_of(type(held))[name].show(value)


def filled(held: Record, words: str) -> str:
    """Return the words of a line with the answers of a record in them."""
    parts: list[str] = []
    for literal, name, how, _ in _FORMATTER.parse(words):
        answer = said(held, name) if name else ""
        coded = name and not isinstance(questions_of(type(held))[name], Text)
        listed = ", ".join(within(part) for part in answer.split(", "))
        parts.extend((literal, listed if how and coded else answer))
    # Where the last answer is blank, what leads to it says nothing.
    return "".join(parts).strip().rstrip(":,").rstrip()


def metas(held: Record, lines: tuple[str, ...]) -> Iterator[str]:
    """Yield the smaller words whose answers are there."""
    for line in lines:
        names = [name for _, name, _, _ in _FORMATTER.parse(line) if name]
        if all(getattr(held, name) is not None for name in names):
            yield filled(held, line)


def day_of(held: Record, name: str) -> date | None:
    """Return the day that a line names, if it is answered."""
    found = getattr(held, name)
    return found if isinstance(found, date) else None
