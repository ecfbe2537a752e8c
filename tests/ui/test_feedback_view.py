from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from idva_desktop.casework import records
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Feedback, FeedbackAnswer
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.feedback_view import FeedbackView
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.print_panel import PdfPanel
from idva_desktop.ui.service_view import ServiceView
from idva_desktop.ui.shell_view import ShellView
from tests.ui.shell_in_use import in_sight, shell_in_use
from tests.ui.typing import CTRL, key, keys

ENTER = Qt.Key.Key_Return


@pytest.fixture
def worker(desk: Desk, qtbot: QtBot) -> Iterator[ShellView]:
    made = shell_in_use(desk, qtbot)
    yield made
    made.close()


@pytest.fixture
def supervisor(supervisor_desk: Desk, qtbot: QtBot) -> Iterator[ShellView]:
    made = shell_in_use(supervisor_desk, qtbot)
    yield made
    made.close()


def _feedback(shell: ShellView) -> FeedbackView:
    shell.go(Place("service", part="feedback"))
    view = shell.view()
    assert isinstance(view, ServiceView)
    part = view.part()
    assert isinstance(part, FeedbackView)
    return part


def test_a_caseworker_enters_feedback_by_keyboard_and_sees_none(worker: ShellView) -> None:
    part = _feedback(worker)
    part.focus_first()
    key(ENTER)
    panel = in_sight(worker, FormPanel)
    panel.form_view.frame("feedback.strand").set_value("ISVA")
    panel.form_view.focus("feedback.words")
    keys("They listened.")
    key(ENTER, CTRL)
    assert [held.words for held in worker.desk.session.vault.fetch(Feedback)] == ["They listened."]
    assert part._empty.isVisible()


def test_a_supervisor_sees_how_many_answers_wait(supervisor: ShellView) -> None:
    session = supervisor.desk.session
    records.save_record(session, Feedback, Feedback.scope, {"feedback.strand": "IDVA"})
    part = _feedback(supervisor)
    assert part._full.isVisible()
    assert "Not shown yet: 1" in part._waiting.text()


def test_what_was_done_is_printed_by_keyboard_once_something_is_answered(
    supervisor: ShellView, qtbot: QtBot, tmp_path: Path
) -> None:
    part = _feedback(supervisor)
    assert part.print_button.isHidden()
    answered: dict[str, Typed] = {
        "feedback_answer.said": "We waited too long.",
        "feedback_answer.did": "A worker is on call.",
        "feedback_answer.state": "in_work",
    }
    desk = supervisor.desk
    records.save_record(desk.session, FeedbackAnswer, FeedbackAnswer.scope, answered)
    desk.saved()
    part.print_button.setFocus()
    key(ENTER)
    panel = supervisor.findChildren(PdfPanel)[-1]
    panel.folder.clear()
    panel.focus_first()
    keys(str(tmp_path))
    key(ENTER, CTRL)
    qtbot.waitUntil(panel.message.isVisible, timeout=10_000)
    assert (tmp_path / "you-said-we-did.pdf").read_bytes().startswith(b"%PDF")
