from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts, risk
from idva_desktop.casework.session import Save
from idva_desktop.domain.instrument import instrument
from idva_desktop.domain.records import RiskAssessment
from idva_desktop.domain.vocab import code_list
from idva_desktop.ui.appearance import wear
from idva_desktop.ui.approval_panel import ApprovalPanel
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.risk_view import ITEMS, SOURCES, RiskView
from tests.ui.typing import CTRL, Window, in_use, key, keys
from tests.ui.vaults import FIRST, SECOND, SUPERVISOR, SUPERVISOR_WORDS, WORKER_WORDS, SeededVault

ENTER, DOWN, UP, ESC = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape


@pytest.fixture
def never_assessed(seeded_vault: SeededVault) -> str:
    return seeded_vault.cases[SECOND]


@pytest.fixture
def assessed(seeded_vault: SeededVault) -> str:
    return seeded_vault.cases[FIRST]


def _opened(desk: Desk, case_id: str, qtbot: QtBot) -> RiskView:
    view = RiskView(desk, case_id)
    in_use(qtbot, view)
    return view


@pytest.fixture
def view(desk: Desk, never_assessed: str, qtbot: QtBot) -> Iterator[RiskView]:
    made = _opened(desk, never_assessed, qtbot)
    qtbot.waitUntil(lambda: made.items.in_use() == "01")
    yield made
    made.hide()


def _places(desk: Desk) -> list[Place]:
    found: list[Place] = []
    desk.wanted.connect(found.append)
    return found


def _answer_all(letter: str) -> None:
    for _ in instrument().items():
        keys(letter)
        key(DOWN)


def test_letters_answer_and_arrows_go_from_row_to_row(view: RiskView) -> None:
    keys("y")
    key(DOWN)
    keys("n")
    key(DOWN)
    keys("d")
    assert view.items.answers() == {"01": "yes", "02": "no", "03": "dont_know"}
    key(UP)
    assert view.items.in_use() == "02"


def test_arrows_pass_from_group_to_group_and_stop_at_the_ends(view: RiskView) -> None:
    key(UP)
    assert view.items.in_use() == "01"
    view.items.focus("11")
    key(DOWN)
    assert view.items.in_use() == "12"
    view.items.focus("24")
    key(DOWN)
    assert view.items.in_use() == "24"


def test_nothing_is_answered_until_somebody_answers(
    desk: Desk, assessed: str, qtbot: QtBot
) -> None:
    view = _opened(desk, assessed, qtbot)
    assert view.items.answers() == {}
    assert all(not view.items.row(item.id).tag.isVisible() for item in instrument().items())
    view.hide()


def test_a_change_since_last_time_is_tagged(desk: Desk, assessed: str, qtbot: QtBot) -> None:
    view = _opened(desk, assessed, qtbot)
    view.items.focus("01")
    keys("n")
    assert view.items.row("01").tag.text() == "was yes"
    assert view.items.row("01").tag.isVisible()
    keys("y")
    assert not view.items.row("01").tag.isVisible()
    view.hide()


def test_score_band_and_open_items_follow_the_answers(view: RiskView) -> None:
    _answer_all("y")
    assert view.side.figure.text() == "24"
    assert view.side.band.text() == "High"
    assert view.side.open_items.text() == "all answered"
    assert view.side.review.text() == "by Thu 18 Dec"
    view.items.focus("24")
    key(Qt.Key.Key_Delete)
    assert view.side.open_items.text() == "1 open: 24"


def test_a_lower_score_keeps_the_band(desk: Desk, assessed: str, qtbot: QtBot) -> None:
    view = _opened(desk, assessed, qtbot)
    view.items.focus("01")
    _answer_all("n")
    assert view.side.figure.text() == "0"
    assert view.side.band.text() == "High"
    assert view.side.kept.text() == "kept from Thu 13 Nov"
    view.hide()


def test_the_grid_leads_to_its_item(view: RiskView) -> None:
    view.side.grid.chosen.emit(22)
    assert view.items.in_use() == "22"


def test_an_assessment_is_sent_by_keys_alone(
    view: RiskView, desk: Desk, never_assessed: str
) -> None:
    places = _places(desk)
    _answer_all("y")
    assert len(view.items.answers()) == 24
    key(ENTER, CTRL)
    assert places == [Place("case", never_assessed)]
    (held,) = desk.session.vault.fetch(RiskAssessment, owner=never_assessed)
    assert (held.score, held.band, held.stage, held.on) == (24, "high", "entry", desk.session.today)
    assert drafts.kept(desk.session, risk.risk_draft(never_assessed)) is None


def test_open_items_are_listed_and_the_link_leads_to_the_first(view: RiskView) -> None:
    _answer_all("n")
    for item in ("22", "24"):
        view.items.focus(item)
        key(Qt.Key.Key_Delete)
    key(ENTER, CTRL)
    assert view.summary.hasFocus()
    assert "Answer the open items: 22, 24" in view.summary.accessibleDescription()
    key(Qt.Key.Key_Tab)
    key(ENTER)
    assert view.items.in_use() == "22"


def test_a_raised_band_is_explained(view: RiskView) -> None:
    _answer_all("n")
    view.side.focus("risk_assessment.judgement")
    keys("h")
    key(ENTER, CTRL)
    assert "risk_assessment.judgement_reason" in view.side.judgement.problems()
    view.summary.chosen.emit("risk_assessment.judgement_reason")
    keys("He knows the address")
    assert view.side.judgement.problems() == frozenset()
    assert view.side.band.text() == "Medium"


def test_the_draft_opens_again_at_the_same_item(
    view: RiskView, desk: Desk, never_assessed: str, qtbot: QtBot
) -> None:
    keys("y")
    key(DOWN)
    keys("n")
    qtbot.waitUntil(
        lambda: drafts.kept(desk.session, risk.risk_draft(never_assessed)) is not None, timeout=1000
    )
    view.hide()
    again = _opened(desk, never_assessed, qtbot)
    qtbot.waitUntil(lambda: again.items.in_use() == "02")
    assert again.items.answers() == {"01": "yes", "02": "no"}
    again.hide()


def test_esc_keeps_the_draft_and_goes_back_to_the_case(
    view: RiskView, desk: Desk, never_assessed: str
) -> None:
    places = _places(desk)
    keys("y")
    key(ESC)
    assert view.items.answers() == {"01": "yes"}
    assert places == [Place("case", never_assessed)]
    draft = drafts.kept(desk.session, risk.risk_draft(never_assessed))
    assert draft is not None
    assert draft.typed[ITEMS] == {"01": "yes"}


def test_another_case_shows_nothing_of_the_last(
    view: RiskView, desk: Desk, assessed: str, never_assessed: str
) -> None:
    keys("y")
    view.show_place(Place("risk", assessed))
    assert view.items.answers() == {}
    draft = drafts.kept(desk.session, risk.risk_draft(never_assessed))
    assert draft is not None
    assert draft.typed[ITEMS] == {"01": "yes"}


def test_the_rule_stays_in_sight(view: RiskView) -> None:
    assert "Text only" in view.banner.accessibleDescription()
    assert view.banner.isVisible()


def test_a_supervisor_signs_what_somebody_else_wrote(
    supervisor_desk: Desk, assessed: str, qtbot: QtBot
) -> None:
    places = _places(supervisor_desk)
    view = _opened(supervisor_desk, assessed, qtbot)
    qtbot.waitUntil(view.main_button.hasFocus)
    assert view.main_button.spoken() == "Sign"
    assert len(view.items.answers()) == 24
    assert not view.items.row("01").choice.isEnabled()
    key(ENTER, CTRL)
    (held,) = supervisor_desk.session.vault.fetch(RiskAssessment, owner=assessed)
    assert held.signed_by == SUPERVISOR
    assert places == [Place("case", assessed)]
    view.hide()


def test_a_supervisor_may_assess_anew_instead(
    supervisor_desk: Desk, assessed: str, qtbot: QtBot
) -> None:
    view = _opened(supervisor_desk, assessed, qtbot)
    view.anew_button.click()
    assert view.main_button.spoken() == "Send to supervisor"
    assert view.items.answers() == {}
    assert view.items.row("01").choice.isEnabled()
    view.hide()


def _asked(desk: Desk, case_id: str, qtbot: QtBot) -> tuple[Window, RiskView, ApprovalPanel]:
    view = RiskView(desk, case_id)
    window = Window(desk, view)
    in_use(qtbot, window)
    assert view.waiting.isVisible()
    view.second_button.click()
    panel = window.panel()
    assert isinstance(panel, ApprovalPanel)
    return window, view, panel


def test_a_second_member_signs_at_the_workers_desk(desk: Desk, assessed: str, qtbot: QtBot) -> None:
    window, view, _panel = _asked(desk, assessed, qtbot)
    keys(SUPERVISOR_WORDS)
    with qtbot.waitSignal(desk.closed):
        key(ENTER, CTRL)
    (held,) = desk.session.vault.fetch(RiskAssessment, owner=assessed)
    assert held.signed_by == SUPERVISOR
    assert not view.waiting.isVisible()
    window.hide()


def test_a_wrong_passphrase_signs_nothing(desk: Desk, assessed: str, qtbot: QtBot) -> None:
    window, _view, panel = _asked(desk, assessed, qtbot)
    keys(WORKER_WORDS)
    key(ENTER)
    qtbot.waitUntil(panel.message.isVisible)
    (held,) = desk.session.vault.fetch(RiskAssessment, owner=assessed)
    assert held.signed_by is None
    assert panel.passphrase.value() == ""
    window.hide()


def test_it_fits_a_small_laptop_at_the_largest_text(
    desk: Desk, never_assessed: str, qtbot: QtBot, qapp: QApplication
) -> None:
    wear(qapp, "contrast", 200)
    view = _opened(desk, never_assessed, qtbot)
    assert view.minimumSizeHint().width() <= 1286
    view.hide()
    wear(qapp)


def test_s_says_who_an_answer_is_from_and_the_draft_keeps_it(
    view: RiskView, desk: Desk, never_assessed: str, qtbot: QtBot
) -> None:
    first = view.items.row("01")
    assert first.source_button.isVisible()
    assert first.source_button.spoken() == "From: the client"
    keys("ys")
    key(DOWN)
    assert first.source_button.spoken() == "From: police records"
    assert first.source_button.isVisible()
    assert view.items.row("02").source_button.isVisible()
    assert not view.items.row("03").source_button.isVisible()
    assert view.typed()[SOURCES] == {"01": "police"}
    view.hide()
    again = _opened(desk, never_assessed, qtbot)
    assert again.items.sources() == {"01": "police"}
    again.hide()


def test_after_the_last_source_comes_the_client_again(view: RiskView) -> None:
    row = view.items.row("01")
    for _ in code_list("risk_source").codes:
        keys("s")
    assert row.source == ""
    assert SOURCES not in view.typed()


def test_who_signs_sees_the_sources_and_changes_none(
    supervisor_desk: Desk, assessed: str, qtbot: QtBot
) -> None:
    (held,) = supervisor_desk.session.vault.fetch(RiskAssessment, owner=assessed)
    saves = [Save(RiskAssessment, held.id, assessed, {"item_sources": {"02": "agency"}})]
    supervisor_desk.session.save("save", saves)
    view = _opened(supervisor_desk, assessed, qtbot)
    button = view.items.row("02").source_button
    assert button.spoken() == "From: another agency"
    assert not button.isEnabled()
    view.hide()
