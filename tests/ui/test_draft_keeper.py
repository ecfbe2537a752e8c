from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts
from idva_desktop.domain.errors import VaultFullError
from idva_desktop.domain.form import Typed
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.draft_keeper import KEEP_AFTER_MS, DraftKeeper

KEY = "contact:a case"


class Form(QObject):
    """What a view hands to its keeper."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, Typed] = {}

    def typed(self) -> Mapping[str, Typed]:
        return self.words

    def cursor(self) -> str:
        return "contact.note@3"


@pytest.fixture
def form() -> Form:
    return Form()


@pytest.fixture
def keeper(desk: Desk, form: Form) -> Iterator[DraftKeeper]:
    made = DraftKeeper(desk, KEY, "contact", form.typed, form.cursor, form)
    yield made
    made.forget()  # the vault is closed before the form is


def _kept(desk: Desk) -> Mapping[str, Typed] | None:
    draft = drafts.kept(desk.session, KEY)
    return draft.typed if draft else None


def test_steady_typing_is_kept_as_well(
    keeper: DraftKeeper, form: Form, desk: Desk, qtbot: QtBot
) -> None:
    assert KEEP_AFTER_MS < 1000
    with qtbot.waitSignal(keeper.kept, timeout=1000):
        for count in range(1, 9):
            form.words = {"contact.note": "a" * count}
            keeper.touch()
            qtbot.wait(KEEP_AFTER_MS // 6)
    assert _kept(desk)


def test_nothing_is_written_where_nothing_was_typed(keeper: DraftKeeper, desk: Desk) -> None:
    keeper.keep_now()
    assert _kept(desk) is None


def test_closing_writes_at_once_with_the_place(keeper: DraftKeeper, form: Form, desk: Desk) -> None:
    form.words = {"contact.note": "Ask"}
    keeper.touch()
    assert keeper.is_waiting()
    keeper.keep_now()
    draft = drafts.kept(desk.session, KEY)
    assert draft is not None
    assert (draft.typed, draft.cursor) == ({"contact.note": "Ask"}, "contact.note@3")
    assert not keeper.is_waiting()


def test_a_draft_that_was_settled_is_not_written_again(
    keeper: DraftKeeper, form: Form, desk: Desk
) -> None:
    form.words = {"contact.note": "Ask"}
    keeper.touch()
    keeper.forget()
    keeper.keep_now()
    assert _kept(desk) is None


def test_a_full_disk_is_said_and_tried_again(desk: Desk, form: Form, qtbot: QtBot) -> None:
    full = [True]

    def typed() -> Mapping[str, Typed]:
        if full[0]:
            raise VaultFullError("The disk is full.")
        return {"contact.note": "Ask"}

    keeper = DraftKeeper(desk, KEY, "contact", typed, form.cursor, form)
    keeper.touch()
    with qtbot.waitSignal(keeper.failed) as said:
        keeper.keep_now()
    assert said.args == ["The disk is full."]
    assert keeper.is_waiting(), "what is not kept must not be taken for kept"
    assert _kept(desk) is None
    full[0] = False
    keeper.keep_now()
    assert _kept(desk) == {"contact.note": "Ask"}
    assert not keeper.is_waiting()
