"""The parts of the review screen: one entry each. A further part is one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from idva_desktop.casework.conflicts import cases_in_conflict
from idva_desktop.casework.session import Session
from idva_desktop.casework.supervision.quality import drawn_cases
from idva_desktop.casework.supervision.review import review_items
from idva_desktop.casework.walls import matches_waiting
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import Cover, SupervisionNote
from idva_desktop.ui.allocation_view import AllocationView
from idva_desktop.ui.caseload_view import CaseloadView
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.disagreeing_view import DisagreeingView
from idva_desktop.ui.overdue_view import OverdueView
from idva_desktop.ui.quality_view import QualityView
from idva_desktop.ui.queue_view import QueueView
from idva_desktop.ui.records_view import ListWords, RecordsView
from idva_desktop.ui.walls_view import WallsView


@dataclass(frozen=True, slots=True)
class ReviewTab:
    """One part.

    Attributes:
        name: as the part of a :class:`~idva_desktop.ui.desk.Place` names it.
        words: its name.
        make: makes its view.
        count: how much waits there, where that is told.
        own_scroll: whether the view scrolls by itself.
    """

    name: str
    words: str
    make: Callable[[Desk], QWidget]
    count: Callable[[Session], int] | None = None
    own_scroll: bool = False


def review_tabs() -> tuple[ReviewTab, ...]:
    """Return the parts, in order."""
    tr = QCoreApplication.translate
    return (
        ReviewTab(
            "queue",
            tr("review_tabs", "To sign off"),
            QueueView,
            lambda session: len(review_items(session)),
            own_scroll=True,
        ),
        ReviewTab("overdue", tr("review_tabs", "Overdue"), OverdueView),
        ReviewTab("caseload", tr("review_tabs", "Caseload"), CaseloadView),
        ReviewTab("allocation", tr("review_tabs", "Allocation"), AllocationView),
        ReviewTab(
            "quality",
            tr("review_tabs", "Quality"),
            QualityView,
            lambda session: sum(each.read_on is None for each in drawn_cases(session)),
        ),
        ReviewTab(
            "disagreeing",
            tr("review_tabs", "Disagreeing"),
            DisagreeingView,
            lambda session: len(cases_in_conflict(session)),
        ),
        ReviewTab(
            "walls",
            tr("review_tabs", "Conflict walls"),
            WallsView,
            lambda session: len(matches_waiting(session)),
        ),
        *_listed_kinds(),
    )


def _listed_kinds() -> tuple[ReviewTab, ...]:
    tr = QCoreApplication.translate
    return (
        _listed(
            SupervisionNote,
            ListWords(
                tr("review_tabs", "Supervision"),
                tr("review_tabs", "Add a note"),
                tr("review_tabs", "No supervision is recorded"),
                tr("review_tabs", "With whom, about which case, and what was agreed; no name."),
                icon="users",
            ),
            ("with_whom", "held_on", "reference", "next_on"),
        ),
        _listed(
            Cover,
            ListWords(
                tr("review_tabs", "Cover"),
                tr("review_tabs", "Add a cover"),
                tr("review_tabs", "Nobody covers for anybody"),
                tr("review_tabs", "Whoever covers finds the cases under “Mine” while it lasts."),
                icon="calendar-days",
            ),
            ("away", "covered_by", "from_on", "until_on"),
        ),
    )


def _listed(kind: type[Record], said: ListWords, columns: tuple[str, ...]) -> ReviewTab:
    make = partial(RecordsView, owner=kind.scope, kind=kind, said=said, columns=columns)
    return ReviewTab(kind.kind, said.title, make)
