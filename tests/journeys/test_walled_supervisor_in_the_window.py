"""A supervisor who is walled while their lists stand in the window keeps nothing of the case."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.cases import Filters
from idva_desktop.casework.saved_lists import save_view
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.casework.snoozing import put_off
from idva_desktop.casework.supervision.caseload import caseload
from idva_desktop.casework.supervision.review import review_items
from idva_desktop.casework.today import case_items
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import (
    QualityReview,
    QualitySample,
    RiskAssessment,
    Wall,
)
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.journal.acts import Act
from idva_desktop.ui.change_card import ChangePanel
from idva_desktop.ui.erase_panels import ErasePanel, RectifyPanel
from tests.journeys.at_work import COLLEAGUE, SUPERVISOR, AtWork, at_work
from tests.journeys.test_wall_in_the_window import NOTE, OTHER, OWN
from tests.ui.what_is_held import holders, words_of_the_program

MONDAY = datetime(2026, 3, 2, 10, 30, tzinfo=LONDON)
PUT_OFF, JUDGED = "Zwiebackerei", "Ornithopterix"
PARTS = ("queue", "overdue", "caseload", "allocation", "quality", "cover", "walls")


class Lists:
    """A colleague's case in every list of a supervisor."""

    def __init__(self, played: AtWork) -> None:
        self.played = played
        played.sit_down(COLLEAGUE)
        played.refer(OTHER)
        session = played.shell().desk.session
        self.theirs = played.shell().case_id()
        case = the_case(session, self.theirs)
        self.reference, self.client = case.reference or "", case.client or ""
        played.log_contact("R", NOTE)
        self._put_off(session)
        self._in_the_lists_of_supervisors(session)
        played.lock()
        played.sit_down(SUPERVISOR)
        played.refer(OWN)
        self.own = played.shell().case_id()
        session = played.shell().desk.session
        named = {"saved_list.name": "My view"}
        save_view(session, "", Filters(mine=False), named)

    def _put_off(self, session: Session) -> None:
        item = next(each for each in case_items(session, self.theirs) if not each.suspended)
        put_off(session, item, {"snooze.until": "6 March 2026", "snooze.reason": PUT_OFF})

    def _in_the_lists_of_supervisors(self, session: Session) -> None:
        """Let a high risk wait to be signed, and a sample have drawn the case."""
        risk = {"on": session.today, "band": "high", "judgement_reason": JUDGED}
        sample = new_id()
        session.save(
            "save",
            [
                Save(RiskAssessment, new_id(), self.theirs, risk),
                Save(
                    QualitySample,
                    sample,
                    Scope.SERVICE,
                    {"drawn_on": session.today, "why": "Each month"},
                ),
                Save(QualityReview, new_id(), self.theirs, {"sample": sample}),
            ],
        )

    def go(self, screen: str, part: str = "") -> None:
        """Go to a screen that is of no single case."""
        self.played.shell().desk.go(screen, part=part)
        self.played.hands.breathe(250)

    def wall(self) -> None:
        """Raise the wall as another process of the service would have it."""
        desk = self.played.shell().desk
        session = desk.session
        answers = {
            "client": self.client,
            "member": session.vault.member.id,
            "name": session.name,
            "cause": "by_hand",
            "reason": "Neighbours",
            "since_on": session.today,
        }
        change = Save(Wall, new_id(), Scope.WALLS, answers).change()
        session.vault.commit_many([Act("raise_wall", (change,))])
        session.note_touched([self.theirs])
        desk.saved()
        self.played.hands.breathe(300)

    def traces(self) -> list[str]:
        """Return what is left of the case in any window, titles included."""
        held = words_of_the_program()
        held += "".join(window.windowTitle() for window in QApplication.topLevelWidgets())
        marks = (self.reference, self.theirs, self.client, NOTE, PUT_OFF, JUDGED, "Ashdown")
        found = [mark for mark in marks if mark in held]
        return [*found, *holders(*found)] if found else []


@pytest.fixture
def lists(tmp_path: Path) -> Iterator[Lists]:
    with at_work(tmp_path / "vault", MONDAY) as played:
        yield Lists(played)


def test_nothing_stays_in_the_lists_of_a_supervisor_who_is_walled(lists: Lists) -> None:
    shown = set[str]()
    for part in PARTS:
        lists.go("review", part)
        shown.update(lists.traces())
    lists.go("cases")
    lists.go("today")
    assert lists.reference in shown
    lists.go("review", "queue")
    assert lists.reference in lists.traces()
    lists.wall()
    assert lists.traces() == []
    for part in PARTS:
        lists.go("review", part)
        assert lists.traces() == [], part
    for screen in ("today", "cases", "drafts", "service", "kpi"):
        lists.go(screen)
        assert lists.traces() == [], screen
    session = lists.played.shell().desk.session
    assert sum(load.cases for load in caseload(session)) == 1


@pytest.mark.parametrize("part", ["caseload", "overdue", "allocation", "quality"])
def test_the_list_in_sight_lets_go_of_it(lists: Lists, part: str) -> None:
    lists.go("review", part)
    lists.wall()
    assert lists.traces() == []


def test_a_referral_of_the_same_person_finds_nobody_behind_the_wall(lists: Lists) -> None:
    lists.wall()
    hands = lists.played.hands
    hands.shortcut("Ctrl+N")
    hands.breathe(250)
    lists.played.fill(OTHER)
    hands.breathe(600)
    held = words_of_the_program()
    assert lists.reference not in held
    assert "already" not in held


@pytest.mark.parametrize("panel", ["changes", "erase", "rectify"])
def test_a_panel_about_it_closes(lists: Lists, panel: str) -> None:
    desk = lists.played.shell().desk
    lists.go("review", "queue")
    if panel == "changes":
        (item,) = (each for each in review_items(desk.session) if each.case_id == lists.theirs)
        desk.open_panel(ChangePanel(desk, item, sign=lambda: None, leads=lambda _: None))
    else:
        kind = ErasePanel if panel == "erase" else RectifyPanel
        desk.open_panel(kind(desk, lists.theirs))
    lists.played.hands.breathe(100)
    assert lists.played.shell().panel_is_open()
    lists.wall()
    assert not lists.played.shell().panel_is_open()
    assert lists.traces() == []
