"""The service's own work: what it did, and how it is governed."""

from collections.abc import Iterator
from itertools import product

from idva_desktop.domain.records import (
    AwarenessSession,
    Complaint,
    Contact,
    DataIncident,
    Referral,
)
from idva_desktop.domain.vocab import NOT_ASKED
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import CaseHistory
from idva_desktop.returns.measure import Layout, Measure, SameAs, Shape, enters
from idva_desktop.returns.measures.declaring import (
    COUNTED,
    CaseMeasure,
    codes,
    fact,
    grouped,
    referrals,
    sources,
)
from idva_desktop.returns.service_history import ServiceHistory

_TRIED = ("attempted", "successful")
_TRANSFER = "conflict_transfer"
_TRANSFERRED = "conflict_transferred"


def _transferred(case: CaseHistory) -> Iterator[Fact]:
    for referral, unit in referrals(case):
        if referral.decided_on and referral.decision == _TRANSFERRED:
            yield fact("K20", case, referral.decided_on, unit, category=_TRANSFER)


def _governed(service: ServiceHistory) -> Iterator[Fact]:
    found = [
        *((each.id, each.received_on, "complaint", 1) for each in service.complaints),
        *((each.id, each.known_at, "data_incident", 1) for each in service.incidents),
        *((each.id, each.on, "awareness_session", 1) for each in service.sessions),
        *(
            (f"{each.id}/people", each.on, "awareness_attendance", each.attendance or 0)
            for each in service.sessions
        ),
    ]
    for unit, day, category, amount in found:
        if day:
            yield Fact(
                measure="K20",
                unit=unit,
                client=unit,
                day=day,
                strand="",
                category=category,
                amount=amount,
            )


def _activity(case: CaseHistory) -> Iterator[Fact]:
    for event in case.contacts:
        yield fact("K22", case, event.day, event.id, category=event.category, minutes=event.minutes)


def _contact_answers() -> tuple[str, ...]:
    """Return every kind, channel and outcome, joined by a stroke."""
    kinds = product(codes("contact_with"), codes("contact_how"), _TRIED)
    return (*("/".join(kind) for kind in kinds), NOT_ASKED)


def _but_for_the_channel(answer: str) -> str:
    """Return who a contact was with and what came of it."""
    return answer if answer == NOT_ASKED else "/".join(answer.split("/")[::2])


_BY_EVENT = Layout(False, ("event",))
_BY_CONTACT = Layout(False, ("contact",))

DECLARED: tuple[CaseMeasure, ...] = (
    Measure(
        id="K20",
        title="Governance",
        definition=(
            "Complaints received, data incidents that became known, referrals transferred for "
            "conflict, and awareness sessions held with the number of people who came."
        ),
        shape=Shape.SERVICE,
        facts=_transferred,
        service_facts=_governed,
        sources=(
            *COUNTED,
            *sources(Referral, "received_at", "decision", "decided_on"),
            (Complaint, "received_on"),
            (DataIncident, "known_at"),
            *sources(AwarenessSession, "on", "attendance"),
        ),
        answer="event",
        answers=(
            "complaint",
            "data_incident",
            _TRANSFER,
            "awareness_session",
            "awareness_attendance",
        ),
        client_answers=frozenset({_TRANSFER}),
        same=(
            SameAs(
                part="count",
                category=_TRANSFER,
                measure="K02",
                of="base",
                of_category=_TRANSFERRED,
            ),
        ),
        enters=enters(_BY_EVENT, _BY_EVENT),
    ),
    Measure(
        id="K22",
        title="Activity",
        definition=(
            "Contacts attempted and successful, by who with and channel, and the time that they "
            "took; those that could not be tried safely are not counted."
        ),
        shape=Shape.EVENTS,
        facts=_activity,
        sources=(*COUNTED, *sources(Contact, "who", "how", "result", "at", "minutes")),
        answer="contact",
        answers=_contact_answers(),
        broader={
            "contact_group": grouped("contact", _contact_answers(), _but_for_the_channel),
        },
        enters=enters(_BY_CONTACT, _BY_CONTACT),
    ),
)
