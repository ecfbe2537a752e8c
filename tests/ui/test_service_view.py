from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts, records
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Complaint, DataIncident
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.records_view import RecordsView
from idva_desktop.ui.service_tabs import service_tabs
from idva_desktop.ui.service_view import ServiceView
from idva_desktop.ui.shell_view import ShellView
from idva_desktop.ui.widgets.message_strip import MessageStrip
from tests.ui.shell_in_use import in_sight, shell_in_use
from tests.ui.typing import CTRL, key, keys

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
COMPLAINT: dict[str, Typed] = {
    "complaint.received_on": "3 Nov 2025",
    "complaint.about": "conduct",
    "complaint.due": "10 Nov 2025",
}


@pytest.fixture
def shell(supervisor_desk: Desk, qtbot: QtBot) -> Iterator[ShellView]:
    made = shell_in_use(supervisor_desk, qtbot)
    made.go(Place("service", part="complaint"))
    yield made
    made.close()


def _view(shell: ShellView) -> ServiceView:
    view = shell.view()
    assert isinstance(view, ServiceView)
    return view


def _list(shell: ShellView) -> RecordsView:
    part = _view(shell).part()
    assert isinstance(part, RecordsView)
    return part


def _panel(shell: ShellView) -> FormPanel:
    return in_sight(shell, FormPanel)


@pytest.mark.parametrize("tab", service_tabs(), ids=lambda tab: tab.name)
def test_every_part_can_be_made_and_fetches_again(shell: ShellView, tab: object) -> None:
    name = tab.name  # type: ignore[attr-defined]  # a service tab
    shell.go(Place("service", part=name))
    assert _view(shell).tabs.strip.current() == name
    _view(shell).refresh()
    assert _view(shell).part().isVisible()


def test_a_complaint_is_entered_by_keyboard_alone(shell: ShellView) -> None:
    _list(shell).focus_first()
    key(ENTER)
    panel = _panel(shell)
    panel.form_view.focus("complaint.received_on")
    keys("3 Nov 2025")
    panel.form_view.frame("complaint.about").set_value("conduct")
    key(ENTER, CTRL)
    held = shell.desk.session.vault.fetch(Complaint)
    assert [each.about for each in held] == ["conduct"]
    assert _list(shell).table.records.rowCount() == 1


def test_an_answer_that_is_late_is_said_above_the_list(shell: ShellView) -> None:
    records.save_record(shell.desk.session, Complaint, Complaint.scope, COMPLAINT)
    shell.desk.saved()
    said = [strip.accessibleName() for strip in _view(shell).findChildren(MessageStrip)]
    assert any("10 November 2025" in words for words in said)


def test_a_draft_of_the_service_leads_back_to_its_part(shell: ShellView) -> None:
    shell.go(Place("service", part="data_incident"))
    _list(shell).open_new()
    _panel(shell).form_view.focus("data_incident.told_others")
    keys("The commissioner")
    key(ESC)
    draft = records.record_draft(DataIncident, DataIncident.scope)
    assert drafts.kept(shell.desk.session, draft) is not None
    shell.go(Place("drafts"))
    key(ENTER)
    assert _view(shell).tabs.strip.current() == "data_incident"
    _list(shell).open_new()
    typed = _panel(shell).form_view.typed()
    assert typed["data_incident.told_others"] == "The commissioner"


def test_alt_and_a_digit_open_a_part(shell: ShellView) -> None:
    key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert _view(shell).tabs.strip.current() == service_tabs()[0].name
