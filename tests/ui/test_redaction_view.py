from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from idva_desktop.casework import contacts, drafts, records
from idva_desktop.casework.identity import ask_identity
from idva_desktop.casework.leaving.disclosures import redaction_draft
from idva_desktop.casework.session import Session
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import DisclosureRequest
from idva_desktop.domain.redaction import STRUCK
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.disclosures_view import CaseDisclosuresView, OpenDisclosuresView
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.redaction_view import RedactionView
from idva_desktop.ui.service_view import ServiceView
from idva_desktop.ui.shell_view import ShellView
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.text_field import TextField
from tests.ui.shell_in_use import in_sight, shell_in_use
from tests.ui.typing import CTRL, key, keys
from tests.ui.vaults import FIRST, SUPERVISOR, SUPERVISOR_WORDS, SeededVault, contact

ENTER = Qt.Key.Key_Return
NOTE = "Alexis is safe. Ring 07700 900142; the word is Bluebell."


def _seed(session: Session, case_id: str) -> str:
    contacts.log_contact(session, case_id, contact("19 Nov 2025 10:30", NOTE))
    given: dict[str, Typed] = {
        "request_kind": "subject_access",
        "asked_by": "The client",
        "received_on": "3 Nov 2025",
        "decision": "release_redacted",
        "decision_reason": "Her own data",
    }
    typed = {f"disclosure_request.{name}": words for name, words in given.items()}
    return records.save_record(session, DisclosureRequest, case_id, typed)


def _approve(session: Session, case_id: str, request: str) -> None:
    """Approve as another supervisor would have: the approval itself is tested in casework."""
    from idva_desktop.casework.session import Save  # noqa: PLC0415 - only here

    answers = {"approved_by": "Supervisor C", "approved_on": session.today}
    session.save("approve", [Save(DisclosureRequest, request, case_id, answers)])


@pytest.fixture
def case_id(seeded_vault: SeededVault) -> str:
    return seeded_vault.cases[FIRST]


@pytest.fixture
def shell(supervisor_desk: Desk, qtbot: QtBot) -> Iterator[ShellView]:
    made = shell_in_use(supervisor_desk, qtbot)
    yield made
    made.close()


@pytest.fixture
def request_id(shell: ShellView, case_id: str) -> str:
    made = _seed(shell.desk.session, case_id)
    shell.desk.session.identities.add(case_id)
    shell.go(Place("redaction", case_id, made))
    return made


def test_whoever_does_not_work_the_case_says_first_why_they_need_the_name(
    shell: ShellView, case_id: str
) -> None:
    made = _seed(shell.desk.session, case_id)
    shell.go(Place("redaction", case_id, made))
    view = _view(shell)
    assert view.text.value() == ""
    assert not view.main_button.isEnabled()
    panels = [each for each in shell.findChildren(FormPanel) if each.isVisible()]
    assert len(panels) == 1
    ask_identity(shell.desk.session, case_id, {"identity_asking.why": "The request"})
    view.show_place(Place("redaction", case_id, made))
    assert "Alexis" in view.text.value()


def _view(shell: ShellView) -> RedactionView:
    view = shell.view()
    assert isinstance(view, RedactionView)
    return view


def _button(shell: ShellView, name: str) -> Button:
    QCoreApplication.processEvents()  # what was added is shown at Qt's next turn
    found = [b for b in shell.findChildren(Button) if b.accessibleName() == name and b.isVisible()]
    return found[-1]


def _texts(view: RedactionView) -> str:
    return view.text.toPlainText()


@pytest.mark.usefixtures("request_id")
def test_safe_details_that_stand_are_listed_and_struck_out_by_a_button(shell: ShellView) -> None:
    view = _view(shell)
    assert NOTE in _texts(view)
    assert [what for what, _surfaces, _count in view.side._told or []] == [
        "First name",
        "Personal mobile",
        "Code word",
    ]
    for what in ("First name", "Personal mobile", "Code word"):
        _button(shell, f"Strike out: {what}").click()
    assert view.side._told == []
    assert f"{STRUCK} is safe. Ring {STRUCK}; the word is {STRUCK}." in _texts(view)
    _button(shell, "Put back: Alexis").click()
    assert "Alexis is safe" in _texts(view)


@pytest.mark.usefixtures("request_id")
def test_words_are_struck_out_by_typing_and_by_selecting(shell: ShellView) -> None:
    view = _view(shell)
    view.side.word.setFocus()
    keys("is safe")
    key(ENTER)
    assert f"Alexis {STRUCK}." in _texts(view)
    cursor = view.text.document().find("the word")
    assert not cursor.isNull()
    view.text.setTextCursor(QTextCursor(cursor))
    view.strike_button.click()
    assert f"; {STRUCK} is Bluebell" in _texts(view)


@pytest.mark.usefixtures("request_id")
def test_a_section_that_is_unticked_leaves_the_text(shell: ShellView) -> None:
    view = _view(shell)
    assert "HOME" not in _texts(view)
    assert "IDENTITY" not in _texts(view)
    view.side._marks["contact"].click()
    assert NOTE not in _texts(view)
    view.side._marks["identity"].click()
    assert "IDENTITY" in _texts(view)


def test_what_is_chosen_and_typed_is_kept_and_comes_back(
    shell: ShellView, request_id: str, case_id: str
) -> None:
    view = _view(shell)
    view.side.strike(["Alexis"])
    view.side._marks["referral"].click()
    view.side.word.setFocus()
    keys("half a th")
    shell.go(Place("cases"))
    draft = drafts.kept(shell.desk.session, redaction_draft(case_id, request_id))
    assert draft is not None
    assert draft.typed["word"] == "half a th"
    shell.go(Place("redaction", case_id, request_id))
    assert view.side.struck == ["Alexis"]
    assert not view.side._marks["referral"].value()
    assert view.side.word.value() == "half a th"


def test_a_release_is_blocked_until_nothing_safe_stands(
    shell: ShellView, request_id: str, case_id: str, tmp_path: Path, qtbot: QtBot
) -> None:
    view = _view(shell)
    assert not view.main_button.isEnabled()  # her own request
    _approve(shell.desk.session, case_id, request_id)
    shell.desk.saved()
    assert view.main_button.isEnabled()
    view.folder.set_value(str(tmp_path))
    view.focus_first()
    key(ENTER, CTRL)
    qtbot.waitUntil(view.message.isVisible, timeout=10_000)
    assert "Code word still stands" in view.message.accessibleName()
    assert list(tmp_path.glob("disclosure*")) == []
    for what in ("First name", "Personal mobile"):
        _button(shell, f"Strike out: {what}").click()
    QCoreApplication.processEvents()
    field = next(
        each
        for each in view.side.findChildren(TextField)
        if each.label == "Why it may stay: Code word" and each.isVisible()
    )
    field.setFocus()
    keys("Changed since")
    view.plain.click()
    key(ENTER, CTRL)
    qtbot.waitUntil(lambda: "Written" in view.message.accessibleName(), timeout=10_000)
    (place,) = tmp_path.glob("disclosure*.txt")
    assert "Alexis" not in place.read_text("utf-8")
    assert not view.main_button.isEnabled()
    assert drafts.kept(shell.desk.session, redaction_draft(case_id, request_id)) is None


def test_open_requests_lead_to_their_redaction(
    shell: ShellView, request_id: str, case_id: str
) -> None:
    shell.go(Place("service", part="disclosure_request"))
    service = shell.view()
    assert isinstance(service, ServiceView)
    part = service.part()
    assert isinstance(part, OpenDisclosuresView)
    part.focus_first()
    key(ENTER)
    assert (_view(shell).case_id, _view(shell).request_id) == (case_id, request_id)


def test_the_list_of_a_case_leads_there_too(
    shell: ShellView, request_id: str, case_id: str, qtbot: QtBot
) -> None:
    shell.go(Place("disclosures", case_id))
    qtbot.wait(50)
    listed = in_sight(shell, CaseDisclosuresView)
    listed.table.set_current_code(request_id)
    listed.preview_button.click()
    assert _view(shell).request_id == request_id


def test_a_case_without_a_request_says_so(shell: ShellView, case_id: str) -> None:
    shell.go(Place("redaction", case_id))
    assert "not here" in _view(shell).message.accessibleName()
    assert not _view(shell).main_button.isEnabled()


def test_a_second_member_approves_a_release_at_the_desk(
    desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    made = _seed(desk.session, case_id)
    shell = shell_in_use(desk, qtbot)
    shell.go(Place("redaction", case_id, made))
    view = _view(shell)
    assert not view.main_button.isEnabled()
    view.second_button.setFocus()
    key(ENTER)
    keys(SUPERVISOR_WORDS)
    with qtbot.waitSignal(desk.closed):
        key(ENTER, CTRL)
    held = desk.session.vault.fetch_one(DisclosureRequest, made)
    assert held is not None
    assert held.approved_by == SUPERVISOR
    assert view.main_button.isEnabled()
    assert not view.second_button.isVisible()
    shell.close()
