"""Conflict walls on the review screen: what waits is decided by keyboard, with a reason."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from idva_desktop.casework import wall_forms, walls
from idva_desktop.casework.records import save_record
from idva_desktop.domain.errors import GateError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Case, Perpetrator
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.panel_host import PanelHost
from idva_desktop.ui.walls_view import WallsView
from idva_desktop.ui.widgets.boxes import Column
from tests.ui.vaults import FIRST, SECOND, SeededVault

NOOR: dict[str, Typed] = {
    "perpetrator.given_name": "Noor",
    "perpetrator.family_name": "Whitcombe",
    "perpetrator.date_of_birth": "3 Mar 1988",
}


@pytest.fixture
def view(supervisor_desk: Desk, qtbot: QtBot) -> Iterator[WallsView]:
    page = Column()
    qtbot.addWidget(page)
    host = PanelHost(page)
    supervisor_desk.opened.connect(host.open)
    supervisor_desk.closed.connect(host.close_panel)
    made = WallsView(supervisor_desk)
    page.add(made)
    page.show()
    yield made
    host.close_panel()


def _panel(view: WallsView) -> FormPanel:
    return view.window().findChildren(FormPanel)[-1]


def test_where_nobody_is_walled_it_says_so(view: WallsView) -> None:
    assert not view._card.isVisible()
    assert view._empty.isVisible()
    view.focus_first()
    assert QApplication.focusWidget() in (None, view._first)


def test_a_match_waits_until_a_supervisor_says_what_it_is(
    view: WallsView, supervisor_desk: Desk, seeded_vault: SeededVault
) -> None:
    session = supervisor_desk.session
    save_record(session, Perpetrator, seeded_vault.cases[FIRST], NOOR)
    view.refresh()
    (match,) = walls.matches_waiting(session)
    assert match.sure
    assert {*match.references, *match.others} == {FIRST, SECOND}
    view.decide(match.id)
    panel = _panel(view)
    panel.save()
    assert panel.form_view.problems()
    panel.form_view.fill({"match.outcome": "unfounded", "match.decision": "Asked both"})
    panel.save()
    view.refresh()
    assert walls.matches_waiting(session) == []


def test_a_wall_is_raised_and_lifted_on_the_screen(view: WallsView, supervisor_desk: Desk) -> None:
    session = supervisor_desk.session
    view.raise_one()
    panel = _panel(view)
    panel.save()
    assert panel.form_view.problems() == {"case.reference", "wall.name", "wall.reason"}
    said: dict[str, Typed] = {
        "case.reference": FIRST,
        "wall.name": "worker a",
        "wall.reason": "Neighbours",
    }
    panel.form_view.fill(said)
    panel.save()
    view.refresh()
    (wall,) = walls.walls(session)
    assert wall.references == (FIRST,)
    view.table.set_current_code(wall.id)
    view.decide(view.table.current_code())
    panel = _panel(view)
    panel.form_view.fill({"wall.outcome": "lifted", "wall.decision": "Moved"})
    panel.save()
    view.refresh()
    assert view._empty.isVisible()
    assert session.vault.count(Case) == 3


def test_a_reference_that_is_none_is_a_thing_to_mend(supervisor_desk: Desk) -> None:
    said: dict[str, Typed] = {"case.reference": "C-0", "wall.name": "A", "wall.reason": "B"}
    with pytest.raises(GateError) as refused:
        wall_forms.raise_typed(supervisor_desk.session, said)
    assert [one.question for one in refused.value.missing] == ["reference"]
