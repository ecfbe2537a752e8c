from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts, intake
from idva_desktop.casework.deadlines import dues_of
from idva_desktop.domain.records import Case, Identity, Referral
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.domain.vocab import code_list
from idva_desktop.ui.appearance import wear
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.intake_view import IntakeView
from idva_desktop.ui.section_list import Standing
from idva_desktop.ui.shell_view import ShellView
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.error_summary import ProblemLink
from idva_desktop.ui.widgets.icon_mark import IconLine
from tests.ui.shell_in_use import shell_in_use
from tests.ui.typing import CTRL, focused, in_use, key, keys
from tests.ui.vaults import FIRST, SeededVault, referral

TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> Iterator[IntakeView]:
    made = IntakeView(desk)
    in_use(qtbot, made)
    qtbot.waitUntil(lambda: made.form.cursor().startswith("referral.received_at"))
    yield made
    made.hide()


def _places(desk: Desk) -> list[Place]:
    found: list[Place] = []
    desk.wanted.connect(found.append)
    return found


def _said(view: IntakeView) -> str:
    return " ".join(line.label.text() for line in view.side.findChildren(IconLine))


def _type_referral(view: IntakeView) -> None:
    for place, words in (
        ("referral.received_at", "today 9:30"),
        ("identity.given_name", "Robin"),
        ("identity.family_name", "Example"),
        ("identity.mobile", "07700 900199"),
    ):
        view.form.focus(place)
        keys(words)
    view.form.focus("referral.source")
    key(Qt.Key.Key_Down)
    view.form.focus("referral.strand")
    key(Qt.Key.Key_Space)
    view.form.focus("referral.client_aware")
    key(Qt.Key.Key_Space)
    view.form.focus("referral.kept_from")
    key(Qt.Key.Key_Right)
    view.form.focus("safe_contact.channels")
    key(Qt.Key.Key_Space)


def test_a_referral_is_typed_and_accepted_by_keys_alone(view: IntakeView, desk: Desk) -> None:
    places = _places(desk)
    _type_referral(view)
    key(ENTER, CTRL)
    assert [place.screen for place in places] == ["case"]
    case = desk.session.vault.fetch_one(Case, places[0].case_id)
    assert case is not None
    assert case.reference == "DEMO-004"
    assert drafts.kept(desk.session, intake.DRAFT) is None
    assert view.form.typed() == {}


def test_the_short_path_shows_twelve_fields(view: IntakeView) -> None:
    fields = list(view.form.form.fields())
    shown = [field for field in fields if not view.form.frame(field.key).isHidden()]
    assert len(shown) == 12


def test_more_questions_show_the_rest(view: IntakeView) -> None:
    view.more_button.setFocus()
    key(ENTER)
    assert view.form.shows_all()
    assert view.form.cursor().startswith("employment.employment_type")
    assert view.more_button.isHidden()


def test_a_draft_is_kept_within_a_second_of_the_last_key(
    view: IntakeView, desk: Desk, qtbot: QtBot
) -> None:
    view.form.focus("identity.given_name")
    keys("Rob")
    qtbot.waitUntil(lambda: drafts.kept(desk.session, intake.DRAFT) is not None, timeout=1000)
    draft = drafts.kept(desk.session, intake.DRAFT)
    assert draft is not None
    assert draft.typed == {"identity.given_name": "Rob"}
    assert draft.cursor == "identity.given_name@3"
    assert "Draft kept" in view.head.line.text()


def test_a_draft_opens_again_at_the_same_letter(desk: Desk, qtbot: QtBot) -> None:
    typed = {"identity.given_name": "Robin", "referral.received_at": "half a d"}
    drafts.keep(desk.session, intake.DRAFT, "intake", typed, "identity.given_name@3")
    view = IntakeView(desk)
    in_use(qtbot, view)
    qtbot.waitUntil(lambda: isinstance(focused(), QLineEdit))
    keys("x")
    assert view.form.typed()["identity.given_name"] == "Robxin"
    view.hide()


def test_esc_keeps_the_draft_and_goes_back(view: IntakeView, desk: Desk) -> None:
    places = _places(desk)
    view.form.focus("identity.given_name")
    keys("Robin")
    key(Qt.Key.Key_Escape)
    assert [place.screen for place in places] == ["cases"]
    draft = drafts.kept(desk.session, intake.DRAFT)
    assert draft is not None
    assert draft.typed == {"identity.given_name": "Robin"}


def test_a_lock_keeps_what_was_typed_a_moment_ago(view: IntakeView, desk: Desk) -> None:
    view.form.focus("identity.given_name")
    keys("R")
    desk.locking.emit()
    draft = drafts.kept(desk.session, intake.DRAFT)
    assert draft is not None
    assert draft.typed == {"identity.given_name": "R"}


def test_a_draft_that_was_discarded_elsewhere_does_not_come_back(
    view: IntakeView, desk: Desk
) -> None:
    view.form.focus("identity.given_name")
    keys("Robin")
    view.hide()
    drafts.discard(desk.session, intake.DRAFT)
    view.show()
    assert view.form.typed() == {}


def test_what_is_missing_is_listed_and_each_link_leads_to_its_field(view: IntakeView) -> None:
    view.form.focus("identity.date_of_birth")
    keys("3 March 2052")
    key(ENTER, CTRL)
    assert view.form.summary.hasFocus()
    assert view.sections.state("Client").standing is Standing.TO_MEND
    assert view.sections.state("Client").words == "3 to mend"
    assert view.sections.state("Employment").words == "not begun"
    key(TAB)
    assert isinstance(focused(), ProblemLink)
    key(ENTER)
    assert view.form.cursor().startswith("referral.received_at")
    keys("today 9:00")
    assert "referral.received_at" not in view.form.problems()
    assert view.sections.state("Referral").words == "4 to mend"


def test_a_likely_duplicate_is_shown_before_a_case_is_made(
    view: IntakeView, desk: Desk, seeded_vault: SeededVault, qtbot: QtBot
) -> None:
    places = _places(desk)
    assert "Nothing to compare yet" in _said(view)
    view.form.focus("identity.given_name")
    keys("Alexis")
    view.form.focus("identity.family_name")
    keys("Marchetti")
    qtbot.waitUntil(lambda: FIRST in _said(view))
    button, _same = view.side.findChildren(Button)
    button.setFocus()
    key(ENTER)
    assert places == [Place("case", seeded_vault.cases[FIRST])]
    draft = drafts.kept(desk.session, intake.DRAFT)
    assert draft is not None
    assert draft.typed["identity.family_name"] == "Marchetti"


def test_an_unknown_name_is_said_to_be_unknown(view: IntakeView, qtbot: QtBot) -> None:
    view.form.focus("identity.given_name")
    keys("Robin")
    qtbot.waitUntil(lambda: "No likely duplicate" in _said(view))


def test_when_the_first_attempt_is_due_is_said_as_one_types(view: IntakeView, qtbot: QtBot) -> None:
    keys("today 9:30")
    qtbot.waitUntil(lambda: "First attempt by Fri 21 Nov" in _said(view))


def test_the_list_of_sections_leads_and_follows(view: IntakeView, qtbot: QtBot) -> None:
    view.sections.focus_first()
    key(Qt.Key.Key_Down)
    assert view.sections.current() == "Client"
    key(Qt.Key.Key_Space)
    assert view.form.cursor().startswith("identity.given_name")
    bar = view.page.page_scroll.verticalScrollBar()
    bar.setValue(0)
    assert view.sections.current() == "Referral"
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: view.sections.current() != "Referral")


def test_a_section_off_the_short_path_unfolds_when_it_is_chosen(view: IntakeView) -> None:
    view.go_to_section("Alleged perpetrator")
    assert view.form.cursor().startswith("perpetrator.police_link")
    assert view.more_button.isHidden()


def test_nobody_is_named_in_the_window_title(view: IntakeView, desk: Desk) -> None:
    view.form.focus("identity.given_name")
    keys("Robin")
    assert "Robin" not in view.windowTitle()
    assert desk.session.vault.fetch(Identity, given_name="Robin") == []


@pytest.mark.parametrize("palette", ["light", "dark", "contrast"])
def test_it_fits_a_small_laptop_at_the_largest_text(
    desk: Desk, qtbot: QtBot, qapp: QApplication, palette: str
) -> None:
    wear(qapp, palette, 200)
    view = IntakeView(desk)
    in_use(qtbot, view, 1286, 700)
    assert view.minimumSizeHint().width() <= 1286
    assert view.width() == 1286
    view.hide()
    wear(qapp)


def test_after_the_cut_off_a_referral_is_refused_and_can_be_recorded(
    view: IntakeView, desk: Desk
) -> None:
    desk.session.clock = lambda: datetime(2028, 2, 1, 12, 0, tzinfo=LONDON)
    places = _places(desk)
    view.hide()
    view.show()
    assert "No new referral is taken" in view.problem.accessibleName()
    assert view.after_button.isVisible()
    view.form.fill(referral("Robin", "Late", received="1 Feb 2028 10:00"))
    view.accept()
    assert "0808 2000 247" in view.problem.accessibleName()
    assert places == []
    view.after_button.click()
    assert [place.screen for place in places] == ["case"]
    assert desk.session.vault.count(Referral, decision="after_cut_off") == 1
    assert view.form.typed() == {}


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot) -> Iterator[ShellView]:
    made = shell_in_use(desk, qtbot)
    made.go(Place("intake"))
    yield made
    made.close()


def _intake(shell: ShellView) -> IntakeView:
    (view,) = shell.findChildren(IntakeView)
    return view


def _panel(shell: ShellView) -> FormPanel:
    assert shell.panel_is_open()
    return shell.findChildren(FormPanel)[-1]


def _asked_to_decide(shell: ShellView) -> FormPanel:
    _intake(shell).decide_button.setFocus()
    key(ENTER)
    return _panel(shell)


def _choose(code: str, panel: FormPanel) -> None:
    """Choose a decision by keys, as it stands in its list."""
    codes = [each.code for each in code_list("decision").codes]
    panel.form_view.focus("referral.decision")
    for _ in range(codes.index(code) + 1):
        key(Qt.Key.Key_Down)
    assert panel.form_view.typed()["referral.decision"] == code


@pytest.mark.parametrize(
    ("code", "asks"),
    [
        ("duplicate", ("decision_reason",)),
        ("out_of_scope", ("decision_reason", "signposted_to")),
        ("declined_by_client", ("decision_reason",)),
        ("could_not_contact", ("decision_reason",)),
        ("unsafe_to_contact", ("decision_reason", "look_again_on")),
        ("signposted", ("signposted_to",)),
        ("conflict_transferred", ("decision_reason", "signposted_to")),
    ],
)
def test_each_other_decision_is_recorded_by_keys_alone(
    shell: ShellView, desk: Desk, qtbot: QtBot, code: str, asks: tuple[str, ...]
) -> None:
    view = _intake(shell)
    _type_referral(view)
    panel = _asked_to_decide(shell)
    _choose(code, panel)
    for name in ("decision_reason", "signposted_to", "look_again_on"):
        assert panel.form_view.frame(f"referral.{name}").isVisible() is (name in asks)
    key(ENTER, CTRL)
    assert panel.form_view.summary.hasFocus()
    words = {"look_again_on": "27 Nov"}
    for name in asks:
        panel.form_view.focus(f"referral.{name}")
        keys(words.get(name, "As she asked"))
    key(ENTER, CTRL)
    assert desk.session.vault.count(Referral, decision=code) == 1
    qtbot.waitUntil(lambda: view.form.typed() == {})
    assert not shell.panel_is_open()
    assert drafts.all_kept(desk.session) == []


def test_what_the_referral_lacks_is_listed_on_its_page_and_the_decision_is_kept(
    shell: ShellView, desk: Desk, qtbot: QtBot
) -> None:
    panel = _asked_to_decide(shell)
    _choose("declined_by_client", panel)
    panel.form_view.focus("referral.decision_reason")
    keys("Not now")
    key(ENTER, CTRL)
    view = _intake(shell)
    assert not shell.panel_is_open()
    qtbot.waitUntil(view.form.summary.hasFocus)
    assert "referral.received_at" in view.form.problems()
    _type_referral(view)
    panel = _asked_to_decide(shell)
    assert panel.form_view.typed()["referral.decision_reason"] == "Not now"
    key(ENTER, CTRL)
    assert desk.session.vault.count(Referral, decision="declined_by_client") == 1


def test_left_blank_the_referral_is_decided_later(shell: ShellView, desk: Desk) -> None:
    _type_referral(_intake(shell))
    _asked_to_decide(shell)
    key(ENTER, CTRL)
    (held,) = [each for each in desk.session.vault.fetch(Referral) if each.decision is None]
    assert {due.rule_id for due in dues_of(desk.session, held.owner)} >= {"decision"}


def test_a_client_known_here_is_said_to_be_the_same_by_one_key(
    shell: ShellView, desk: Desk, seeded_vault: SeededVault, qtbot: QtBot
) -> None:
    view = _intake(shell)
    _type_referral(view)
    view.form.focus("identity.mobile")
    key(Qt.Key.Key_A, CTRL)
    keys("07700 900142")
    qtbot.waitUntil(lambda: FIRST in _said(view))
    same = next(
        each
        for each in view.side.findChildren(Button)
        if each.accessibleName() == f"Same client as {FIRST}"
    )
    same.setFocus()
    key(ENTER)
    assert view.form.typed()["referral.known_as"] == FIRST
    assert view.form.cursor().startswith("referral.known_as")
    key(ENTER, CTRL)
    case_id = seeded_vault.cases[FIRST]
    assert desk.session.vault.count(Referral, owner=case_id) == 2
    assert desk.session.vault.count(Case) == 3
