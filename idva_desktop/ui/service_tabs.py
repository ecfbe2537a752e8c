"""The parts of the service screen: one entry each. A new list of the service is one line here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from idva_desktop.casework.leaving.disclosures import disclosure_notices
from idva_desktop.casework.service import service_notices
from idva_desktop.casework.service.directory import directory_notices
from idva_desktop.casework.service.service_notices import Notice
from idva_desktop.casework.session import Session
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import (
    AwarenessSession,
    Complaint,
    ContentPack,
    DataIncident,
    DeclaredRelationship,
    DirectoryEntry,
    DisclosureRequest,
    Erasure,
    Feedback,
    Handover,
    ReAward,
    StaffPeriod,
)
from idva_desktop.domain.roles import Role
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.device_sheet_view import DeviceSheetView
from idva_desktop.ui.directory_view import DirectoryView
from idva_desktop.ui.disclosures_view import OpenDisclosuresView
from idva_desktop.ui.feedback_view import FeedbackView
from idva_desktop.ui.handover_view import HandoverView
from idva_desktop.ui.packs_view import PacksView
from idva_desktop.ui.records_view import ListWords, RecordsView
from idva_desktop.ui.retention_view import RetentionView

Notices = Callable[[Session], Iterable[Notice]]


@dataclass(frozen=True, slots=True)
class ServiceTab:
    """One part.

    Attributes:
        name: as the part of a :class:`~idva_desktop.ui.desk.Place` names it.
        words: its name.
        make: makes its view.
        counts: the kind of which the tab tells the number, if any.
        role: who may see it; everybody if ``None``.
        notices: what stands above it.
    """

    name: str
    words: str
    make: Callable[[Desk], QWidget]
    counts: type[Record] | None = None
    role: Role | None = None
    notices: Notices | None = None


def service_tabs() -> tuple[ServiceTab, ...]:
    """Return the parts, in order."""
    tr = QCoreApplication.translate
    return (
        ServiceTab(
            DirectoryEntry.kind,
            tr("service_tabs", "Directory"),
            DirectoryView,
            DirectoryEntry,
            notices=directory_notices,
        ),
        ServiceTab(
            DisclosureRequest.kind,
            tr("service_tabs", "Disclosures"),
            OpenDisclosuresView,
            notices=disclosure_notices,
        ),
        ServiceTab(Feedback.kind, tr("service_tabs", "Feedback"), FeedbackView),
        _declared(),
        *_kept_by_the_supervisor(),
        _re_award(),
        _handover(),
        ServiceTab(
            ContentPack.kind,
            tr("service_tabs", "Content packs"),
            PacksView,
            ContentPack,
            Role.SUPERVISOR,
        ),
        _retention(),
        ServiceTab(
            "device_code",
            tr("service_tabs", "Device code"),
            DeviceSheetView,
            role=Role.SUPERVISOR,
        ),
    )


def service_tabs_for(desk: Desk) -> dict[str, ServiceTab]:
    """Return the parts that the member may see, by name."""
    return {
        tab.name: tab for tab in service_tabs() if tab.role is None or desk.session.may(tab.role)
    }


def _kept_by_the_supervisor() -> tuple[ServiceTab, ...]:
    tr = QCoreApplication.translate
    return (
        _listed(
            StaffPeriod,
            ListWords(
                tr("service_tabs", "Staff"),
                tr("service_tabs", "Add a period"),
                tr("service_tabs", "Nobody is entered yet"),
                tr("service_tabs", "Who works for how much of a full post, from when until when."),
                icon="users",
            ),
            columns=("person", "role", "strand", "fte", "from_on", "until_on"),
            notices=service_notices.staff_notices,
        ),
        _listed(
            Complaint,
            ListWords(
                tr("service_tabs", "Complaints"),
                tr("service_tabs", "Add a complaint"),
                tr("service_tabs", "No complaint is recorded"),
                tr("service_tabs", "What it is about and what came of it, without names."),
                icon="message-square-text",
            ),
            columns=("received_on", "about", "due", "outcome", "closed_on"),
            notices=service_notices.complaint_notices,
        ),
        _listed(
            DataIncident,
            ListWords(
                tr("service_tabs", "Data incidents"),
                tr("service_tabs", "Add an incident"),
                tr("service_tabs", "No data incident is recorded"),
                tr("service_tabs", "From the moment it is known, 72 hours to tell the ICO."),
                icon="triangle-alert",
            ),
            columns=("known_at", "what", "severity", "told_ico_at", "closed_on"),
            notices=service_notices.incident_notices,
        ),
        _listed(
            AwarenessSession,
            ListWords(
                tr("service_tabs", "Awareness"),
                tr("service_tabs", "Add a session"),
                tr("service_tabs", "No session is recorded"),
                tr("service_tabs", "Briefings and training: for whom, and how many came."),
                icon="video",
            ),
        ),
    )


def _re_award() -> ServiceTab:
    tr = QCoreApplication.translate
    return _listed(
        ReAward,
        ListWords(
            tr("service_tabs", "Re-award"),
            tr("service_tabs", "Record a re-award"),
            tr("service_tabs", "No re-award is recorded"),
            tr(
                "service_tabs",
                "After the cut-off date referrals are refused, unless the contract is re-awarded.",
            ),
            icon="calendar-clock",
        ),
        columns=("on", "note"),
    )


def _declared() -> ServiceTab:
    """Return each member's own declarations; how many others made is nobody's business."""
    tr = QCoreApplication.translate
    tab = _listed(
        DeclaredRelationship,
        ListWords(
            tr("service_tabs", "People you know"),
            tr("service_tabs", "Declare somebody"),
            tr("service_tabs", "You have declared nobody"),
            tr(
                "service_tabs",
                "Only you see this list. Where one of them is a client, you are walled from them.",
            ),
            icon="users-round",
        ),
        columns=("given_name", "family_name", "relationship"),
    )
    return replace(tab, counts=None)


def _handover() -> ServiceTab:
    words = QCoreApplication.translate("service_tabs", "Handover")
    return ServiceTab(Handover.kind, words, HandoverView, role=Role.SUPERVISOR)


def _retention() -> ServiceTab:
    words = QCoreApplication.translate("service_tabs", "Retention")
    return ServiceTab(Erasure.kind, words, RetentionView, role=Role.SUPERVISOR)


def _listed(
    kind: type[Record],
    said: ListWords,
    *,
    columns: tuple[str, ...] = (),
    notices: Notices | None = None,
) -> ServiceTab:
    make = partial(RecordsView, owner=kind.scope, kind=kind, said=said, columns=columns)
    return ServiceTab(kind.kind, said.title, make, kind, kind.kept_by, notices)
