from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from idva_desktop.casework import intake, records
from idva_desktop.casework.cases import case_row
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Case, QualityReview, Referral, StaffPeriod
from idva_desktop.ui.allocation_view import AllocationView
from idva_desktop.ui.caseload_view import NOT_KNOWN, CaseloadView
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.overdue_view import OverdueView
from idva_desktop.ui.panel_host import PanelHost
from idva_desktop.ui.quality_view import QualityView
from idva_desktop.ui.review_tabs import review_tabs
from idva_desktop.ui.review_view import ReviewView
from idva_desktop.ui.widgets.cells import Row, spoken
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.error_summary import ProblemLink
from idva_desktop.ui.widgets.record_table import RecordTable
from tests.ui.typing import in_use, key
from tests.ui.vaults import FIRST, SUPERVISOR, WORKER, SeededVault, now, referral

SPACE, ENTER = Qt.Key.Key_Space, Qt.Key.Key_Return


@pytest.fixture
def view(supervisor_desk: Desk, qtbot: QtBot) -> Iterator[ReviewView]:
    made = ReviewView(supervisor_desk)
    in_use(qtbot, made)
    yield made
    made.hide()


@pytest.fixture
def host(view: ReviewView) -> PanelHost:
    made = PanelHost(view)
    view.desk.opened.connect(made.open)
    view.desk.closed.connect(made.close_panel)
    return made


def _panel(host: PanelHost) -> FormPanel:
    panel = host.view()
    assert isinstance(panel, FormPanel)
    return panel


def _cells(table: RecordTable) -> list[list[str]]:
    rows = (table.records.row(at) for at in range(table.records.rowCount()))
    return [[spoken(cell) for cell in row.cells] for row in rows if isinstance(row, Row)]


@pytest.mark.parametrize("name", [tab.name for tab in review_tabs()])
def test_every_part_can_be_made_reached_by_its_name_and_fetches_again(
    view: ReviewView, name: str
) -> None:
    view.show_place(Place("review", part=name))
    assert view.tabs.strip.current() == name
    view.refresh()
    view.focus_first()
    assert view.part().isVisible()


def test_what_is_late_is_listed_and_leads_to_where_it_is_mended(
    view: ReviewView, supervisor_desk: Desk, seeded_vault: SeededVault
) -> None:
    supervisor_desk.session.clock = lambda: now() + timedelta(days=30)
    view.show_part("overdue")
    part = view.part()
    assert isinstance(part, OverdueView)
    places: list[Place] = []
    supervisor_desk.wanted.connect(places.append)
    part.focus_first()
    first = _cells(part.overdue)[0]
    assert (first[1], first[3]) == (FIRST, WORKER)
    key(ENTER)
    assert [place.case_id for place in places] == [seeded_vault.cases[FIRST]]


def test_the_bars_and_the_table_say_the_same_and_no_fte_says_so(view: ReviewView) -> None:
    view.show_part("caseload")
    part = view.part()
    assert isinstance(part, CaseloadView)
    rows = {cells[0]: cells[1:] for cells in _cells(part.table)}
    assert rows[WORKER] == [NOT_KNOWN, "3", "1", "0", "0", "2", "8", NOT_KNOWN]
    assert rows[SUPERVISOR][-1] == NOT_KNOWN


def test_who_is_over_is_said_with_who_has_room(view: ReviewView, supervisor_desk: Desk) -> None:
    session = supervisor_desk.session
    for person, fte in ((WORKER, "0.1"), (SUPERVISOR, "1")):
        post: dict[str, Typed] = {
            "staff_period.person": person,
            "staff_period.fte": fte,
            "staff_period.from_on": "1 Apr 2025",
        }
        records.save_record(session, StaffPeriod, Scope.SERVICE, post)
    view.show_part("caseload")
    part = view.part()
    assert isinstance(part, CaseloadView)
    assert part.notice() == (f"{WORKER} is over by 4", f"{SUPERVISOR} has room for 45 points.")


def _worker(session: Session, case_id: str) -> str:
    row = case_row(session, case_id)
    assert row is not None
    return row.worker


def test_cases_are_chosen_by_space_and_move_together(
    view: ReviewView,
    supervisor_desk: Desk,
    seeded_vault: SeededVault,
    host: PanelHost,
) -> None:
    view.show_part("allocation")
    part = view.part()
    assert isinstance(part, AllocationView)
    assert not part.move_button.isEnabled()
    part.focus_first()
    key(SPACE)
    key(Qt.Key.Key_Down)
    key(SPACE)
    assert len(part.chosen) == 2
    part.move_button.click()
    panel = _panel(host)
    panel.save()
    assert "Choose to whom the cases go" in panel.form_view.summary.accessibleDescription()
    panel.findChildren(ChoiceField)[0].set_value(SUPERVISOR)
    panel.form_view.fill({"allocation.reason": "Leave"})
    panel.save()
    session = supervisor_desk.session
    workers = [_worker(session, case_id) for case_id in seeded_vault.cases.values()]
    assert sorted(workers) == [SUPERVISOR, SUPERVISOR, WORKER]
    assert part.chosen == set()


def test_what_a_first_worker_waits_for_is_listed_and_each_link_leads_to_its_tab(
    view: ReviewView, supervisor_desk: Desk, seeded_vault: SeededVault, host: PanelHost
) -> None:
    session, case_id = supervisor_desk.session, seeded_vault.cases[FIRST]
    (came,) = session.vault.fetch(Referral, owner=case_id)
    nobody = Save(Case, case_id, case_id, {"worker": None})
    session.save("save", [nobody, Save(Referral, came.id, case_id, {"kept_from": None})])
    places: list[Place] = []
    supervisor_desk.wanted.connect(places.append)
    view.show_part("allocation")
    part = view.part()
    assert isinstance(part, AllocationView)
    part.chosen = {case_id}
    part.ask()
    panel = _panel(host)
    panel.findChildren(ChoiceField)[0].set_value(WORKER)
    panel.form_view.fill({"allocation.reason": "First worker"})
    panel.save()
    assert part.summary.isVisible()
    (link,) = part.summary.findChildren(ProblemLink)
    link.setFocus()
    key(ENTER)
    assert places == [Place("referral", case_id)]


def test_choosing_all_chooses_what_shows_and_lets_it_go_again(view: ReviewView) -> None:
    view.show_part("allocation")
    part = view.part()
    assert isinstance(part, AllocationView)
    part.all_button.click()
    assert len(part.chosen) == 3
    part.all_button.click()
    assert part.chosen == set()


def test_a_sample_is_drawn_and_read(
    view: ReviewView, supervisor_desk: Desk, host: PanelHost
) -> None:
    view.show_part("quality")
    part = view.part()
    assert isinstance(part, QualityView)
    part.draw()
    drawing = _panel(host)
    said = {"why": "Monthly", "number": "2", "drawn_from": "open"}
    drawing.form_view.fill({f"quality_sample.{name}": words for name, words in said.items()})
    drawing.save()
    assert len(_cells(part.table)) == 2
    part.focus_first()
    key(ENTER)
    reading = _panel(host)
    reading.form_view.fill({"quality_review.overall": "partly"})
    reading.save()
    assert [cells[4] for cells in _cells(part.table)] == ["To be read", "Partly met"]
    assert supervisor_desk.session.vault.count(QualityReview) == 2


def test_own_cases_are_not_drawn(view: ReviewView, supervisor_desk: Desk, host: PanelHost) -> None:
    session = supervisor_desk.session
    own = intake.accept(session, referral("Robin", "Example", received="19 Nov 2025 9:00"))
    view.show_part("quality")
    part = view.part()
    assert isinstance(part, QualityView)
    part.draw()
    said = {"why": "Monthly", "number": "50", "drawn_from": "both"}
    _panel(host).form_view.fill({f"quality_sample.{name}": words for name, words in said.items()})
    _panel(host).save()
    drawn = [held.owner for held in session.vault.fetch(QualityReview)]
    assert own not in drawn
    assert len(drawn) == 3
