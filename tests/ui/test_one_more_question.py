"""A further question is one line in its record: form, draft, search, history, papers follow.

The line is added here to a class that the running program already uses, as an edit of the source
would, over a vault that was made before it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts, records
from idva_desktop.casework.case_index import CaseIndex
from idva_desktop.casework.cases import Filters
from idva_desktop.casework.finding import find
from idva_desktop.casework.history import history
from idva_desktop.casework.session import Session
from idva_desktop.documents.privacy.dictionary import data_dictionary
from idva_desktop.domain import record
from idva_desktop.domain.form import Typed
from idva_desktop.domain.questions import Disclosure, Text
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import Need
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.hands import Hands
from idva_desktop.ui.shell_view import ShellView
from idva_desktop.vault.vault import Vault
from tests.ui.shell_in_use import in_sight
from tests.ui.typing import CTRL, in_use, key
from tests.ui.vaults import FIRST, WORKER_WORDS, SeededVault, now

QUESTION = "need.good_day"
LINE: Any = Annotated[
    str | None,
    Text(
        label="What would a good day look like?",
        purpose="To aim at what the client wants",
        disclosure=Disclosure.NEVER,
        lines=2,
        limit=2000,
    ),
]


def _declare_again(kind: type[Record]) -> None:
    for made in ("__init__", "__eq__", "__hash__", "__setattr__", "__delattr__"):
        type.__delattr__(kind, made)  # the dataclass makes each anew below
    dataclass(frozen=True, kw_only=True, repr=False)(kind)
    record._QUESTIONS.pop(kind.kind, None)


@contextmanager
def _one_more_line() -> Iterator[None]:
    Need.__annotations__["good_day"] = LINE
    type.__setattr__(Need, "good_day", None)
    _declare_again(Need)
    try:
        yield
    finally:
        del Need.__annotations__["good_day"]
        type.__delattr__(Need, "good_day")
        _declare_again(Need)


@contextmanager
def _opened(folder: Path, seeded: SeededVault) -> Iterator[Session]:
    with Vault.open(folder, passphrase=WORKER_WORDS, device_code=seeded.code, clock=now) as vault:
        yield Session(vault, now)


@pytest.fixture
def opened(vault_folder: Path, seeded_vault: SeededVault) -> Iterator[Session]:
    with _one_more_line(), _opened(vault_folder, seeded_vault) as session:
        yield session


def test_a_question_is_added_in_one_place(
    opened: Session, seeded_vault: SeededVault, qtbot: QtBot
) -> None:
    case_id = seeded_vault.cases[FIRST]
    shell = ShellView(Desk(opened))
    in_use(qtbot, shell, 1440, 900)
    shell.start()
    shell.desk.go("needs", case_id)
    hands = Hands(lambda: shell)
    hands.tab_to_name("Add a need")
    hands.press("Space")
    panel = in_sight(shell, FormPanel)
    hands.answer(panel.form_view, "need.area", "health")
    hands.answer(panel.form_view, QUESTION, "Swimming before work")
    panel.leave()
    (draft,) = drafts.all_kept(opened)
    assert draft.typed[QUESTION] == "Swimming before work"
    key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not shell.panel_is_open())
    (need,) = opened.vault.fetch(Need, owner=case_id)
    assert getattr(need, "good_day") == "Swimming before work"  # noqa: B009 - declared above
    assert records.typed_answers(opened, Need, need.id)[QUESTION] == "Swimming before work"
    found = find(opened, CaseIndex.read(opened).rows, "swimming", Filters(open=False))
    assert [each.record_id for each in found.records] == [need.id]
    changed = [answer.question for deed in history(opened, case_id) for answer in deed.answers]
    assert "What would a good day look like?" in changed
    assert "To aim at what the client wants" in data_dictionary()
    shell.close()


def test_a_vault_with_a_question_that_this_program_lacks_still_opens(
    vault_folder: Path, seeded_vault: SeededVault
) -> None:
    case_id = seeded_vault.cases[FIRST]
    with _one_more_line(), _opened(vault_folder, seeded_vault) as later:
        typed: dict[str, Typed] = {"need.area": "health", QUESTION: "Swimming before work"}
        need_id = records.save_record(later, Need, case_id, typed)
    with _opened(vault_folder, seeded_vault) as earlier:
        held = earlier.vault.fetch_one(Need, need_id)
        assert held is not None
        assert held.area == "health"
        assert earlier.vault.audit().proved
    with _one_more_line(), _opened(vault_folder, seeded_vault) as again:
        assert records.typed_answers(again, Need, need_id)[QUESTION] == "Swimming before work"
