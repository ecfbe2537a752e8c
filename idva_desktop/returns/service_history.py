"""What the service keeps of itself that may be counted: complaints, data incidents, sessions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from idva_desktop.domain.record import Record
from idva_desktop.domain.records import AwarenessSession, Complaint, DataIncident


class ComplaintHistory(NamedTuple):
    """One complaint."""

    id: str
    received_on: date | None = None


class IncidentHistory(NamedTuple):
    """One incident or breach of personal data, on the day on which it became known."""

    id: str
    known_at: date | None = None


class SessionHistory(NamedTuple):
    """One awareness session, and how many came."""

    id: str
    on: date | None = None
    attendance: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceHistory:
    """What may be counted of the service's own records, in order of entry."""

    complaints: Sequence[ComplaintHistory] = ()
    incidents: Sequence[IncidentHistory] = ()
    sessions: Sequence[SessionHistory] = ()


SERVICE_PARTS: Mapping[type[Record], type[Any]] = {
    Complaint: ComplaintHistory,
    DataIncident: IncidentHistory,
    AwarenessSession: SessionHistory,
}
"""Which part of the history each kind of record becomes."""
