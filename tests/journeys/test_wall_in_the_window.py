"""A wall that is raised while the case is open in the window: nothing of it stays there."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.records import save_record
from idva_desktop.casework.saves import Save
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Perpetrator, Wall
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.journal.acts import Act
from tests.journeys.at_work import COLLEAGUE, WORKER, AtWork, at_work, short_referral
from tests.ui.what_is_held import holders, words_of_the_program

MONDAY = datetime(2026, 3, 2, 10, 30, tzinfo=LONDON)
NOTE, HALF = "Lighthousekeeper", "Salamandrine"


OWN = short_referral("Morgan", "Quillfeather", "14 June 1988", "07700 900142")
OTHER = short_referral("Robin", "Ashdown", "3 March 1985", "07700 900155")
NAMED: dict[str, Typed] = {
    "perpetrator.police_link": "mps_officer",
    "perpetrator.given_name": "Robin",
    "perpetrator.family_name": "Ashdown",
    "perpetrator.date_of_birth": "3 March 1985",
}


class Scene:
    """A worker who looks at a colleague's case, of which they have a draft."""

    def __init__(self, played: AtWork) -> None:
        self.played = played
        played.sit_down(COLLEAGUE)
        played.refer(OTHER)
        self.theirs = played.shell().case_id()
        played.log_contact("R", NOTE)
        session = played.shell().desk.session
        case = the_case(session, self.theirs)
        self.reference, self.client = case.reference or "", case.client or ""
        played.lock()
        played.sit_down(WORKER)
        played.refer(OWN)
        self.own = played.shell().case_id()
        self.look_at_theirs()

    def look_at_theirs(self) -> None:
        """Open the colleague's case everywhere: its tabs, a draft, risk, plan, Today, a palette."""
        played, hands = self.played, self.played.hands
        desk = played.shell().desk
        desk.go("case", self.theirs)
        hands.wait("the case", lambda: played.shell().case_id() == self.theirs)
        for digit in (2, 3, 4, 5, 6, 7, 8, 9, 0, 1):
            played.tab(digit)
        hands.shortcut("Ctrl+T")
        played.panel()
        hands.press("1", "T", "R")
        hands.type(HALF)
        hands.press("Escape")
        played.no_panel()
        for screen in ("risk", "plan", "drafts", "today", "case"):
            self.go(screen)
        hands.shortcut("Ctrl+K")
        hands.type(self.reference)
        hands.breathe(200)
        hands.press("Escape")

    def go(self, screen: str) -> None:
        """Go to a screen; to those of one case, for theirs."""
        one = self.theirs if screen in ("case", "risk", "plan") else ""
        self.played.shell().desk.go(screen, one)
        self.played.hands.breathe(200)

    def match(self) -> None:
        """Name their client as the alleged perpetrator of the worker's own: the program walls."""
        desk = self.played.shell().desk
        save_record(desk.session, Perpetrator, self.own, NAMED)
        desk.saved()
        self.played.hands.breathe(400)

    def set_wall(self, *, stands: bool) -> None:
        """Raise the wall again, or lift it, as another process of the service would have it."""
        desk = self.played.shell().desk
        session = desk.session
        (held,) = session.vault.beyond_walls().fetch(Wall, client=self.client)
        lifted = {"lifted_on": None if stands else session.today}
        change = Save(Wall, held.id, Scope.WALLS, lifted).change()
        session.vault.commit_many([Act("raise_wall" if stands else "lift_wall", (change,))])
        session.note_touched([self.theirs])
        desk.saved()
        self.played.hands.breathe(300)

    def traces(self) -> list[str]:
        """Return what is left of the walled case in any window."""
        held = words_of_the_program()
        marks = (self.reference, self.theirs, self.client, NOTE, HALF, "900155")
        found = [mark for mark in marks if mark in held]
        return [*found, *holders(*found)] if found else []


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with at_work(tmp_path / "vault", MONDAY) as played:
        yield Scene(played)


def test_nothing_of_an_open_case_stays_in_the_window_when_a_wall_is_raised_round_it(
    scene: Scene,
) -> None:
    played, hands = scene.played, scene.played.hands
    assert {scene.reference, scene.theirs, NOTE} <= set(scene.traces())
    scene.match()
    assert scene.theirs in played.shell().desk.session.vault.walled()
    assert played.shell().case_id() != scene.theirs
    assert scene.traces() == []
    for screen in ("today", "cases", "drafts", "service", "case", "risk", "plan"):
        scene.go(screen)
        held = words_of_the_program()
        assert not any(mark in held for mark in (scene.reference, scene.client, NOTE, HALF)), screen
    for words in (scene.reference, "Ashdown", NOTE):
        played.search(words)
        assert played.cases_shown() == 0
        hands.shortcut("Ctrl+K")
        hands.type(words)
        hands.breathe(200)
        found = words_of_the_program().replace(words, "")
        assert not any(mark in found for mark in (scene.reference, scene.client, NOTE))
        hands.press("Escape")


def test_each_screen_and_panel_lets_go_of_it(scene: Scene) -> None:
    shell = scene.played.shell()
    scene.match()
    for screen in ("case", "risk", "plan", "cases", "today", "drafts"):
        scene.set_wall(stands=False)
        scene.go("case")
        assert scene.reference in scene.traces()
        scene.go(screen)
        scene.set_wall(stands=True)
        assert scene.traces() == [], screen
    for keys, shown in (
        ("Ctrl+T", HALF), ("Ctrl+H", NOTE), ("Ctrl+Shift+C", scene.reference), ("Ctrl+K", "C-"),
    ):  # fmt: skip
        scene.set_wall(stands=False)
        scene.go("case")
        scene.played.hands.shortcut(keys)
        scene.played.hands.breathe(200)
        assert shown in words_of_the_program(), keys
        scene.set_wall(stands=True)
        assert scene.traces() == [], keys
        assert not shell.panel_is_open(), keys
    scene.set_wall(stands=False)
    scene.go("case")
    scene.played.hands.shortcut("Ctrl+T")
    scene.played.hands.breathe(200)
    assert HALF in words_of_the_program(), "what was typed waits behind the wall"
