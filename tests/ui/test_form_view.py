from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from idva_desktop.casework.intake import intake_form
from idva_desktop.casework.risk import risk_form
from idva_desktop.domain.errors import Missing
from idva_desktop.domain.form import Form, FormProblem, Typed, form_of
from idva_desktop.domain.record import record_types
from idva_desktop.domain.records import AbusePattern, Contact, ProcessStep, SafeContact
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.domain.vocab import code_list
from idva_desktop.ui.form_view import FormView
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.note_field import NoteField
from tests.ui.typing import focused, in_use, key, keys

NOW = datetime(2025, 11, 20, 10, 12, tzinfo=LONDON)


def _now() -> datetime:
    return NOW


def _shown(qtbot: QtBot, form: Form, *, short: bool = False) -> FormView:
    view = FormView(form, _now, short=short)
    in_use(qtbot, view, 640, 2400)
    return view


@pytest.mark.parametrize("kind", [kind.kind for kind in record_types()])
def test_every_declared_kind_becomes_a_form(qtbot: QtBot, kind: str) -> None:
    declared = next(each for each in record_types() if each.kind == kind)
    view = _shown(qtbot, form_of(kind, declared.title, declared))
    assert view.typed() == {}


def test_what_is_typed_is_returned_as_typed(qtbot: QtBot) -> None:
    view = _shown(qtbot, intake_form())
    view.focus("identity.date_of_birth")
    keys("3 Mar 2052")
    view.focus("referral.client_aware")
    key(Qt.Key.Key_Right)
    assert view.typed() == {"identity.date_of_birth": "3 Mar 2052", "referral.client_aware": "no"}


def test_a_day_known_only_about_says_below_itself_which_days_are_meant(qtbot: QtBot) -> None:
    view = _shown(qtbot, form_of("abuse", "Abuse", AbusePattern))
    view.focus("abuse_pattern.since")
    keys("spring 2021")
    said = [label.text() for label in view.frame("abuse_pattern.since").findChildren(QLabel)]
    assert "Spring 2021: from 1 March 2021 to 31 May 2021" in said
    keys("x")
    said = [label.text() for label in view.frame("abuse_pattern.since").findChildren(QLabel)]
    assert any(words.startswith("Type a date as far as it is known") for words in said)
    assert view.typed() == {"abuse_pattern.since": "spring 2021x"}


def test_a_form_filled_again_says_the_same(qtbot: QtBot) -> None:
    typed: dict[str, Typed] = {
        "referral.received_at": "half a da",
        "referral.strand": "IDVA",
        "safe_contact.channels": ["text", "video"],
        "identity.given_name": "Robin",
    }
    view = _shown(qtbot, intake_form())
    view.fill(typed)
    assert view.typed() == typed
    view.fill({})
    assert view.typed() == {}


def test_the_cursor_comes_back_to_the_same_letter(qtbot: QtBot) -> None:
    view = _shown(qtbot, intake_form())
    view.fill({"identity.given_name": "Robin"}, "identity.given_name@2")
    at = focused()
    assert isinstance(at, QLineEdit)
    assert at.cursorPosition() == 2
    keys("x")
    assert view.typed() == {"identity.given_name": "Roxbin"}
    assert view.cursor() == "identity.given_name@3"


def test_the_cursor_comes_back_inside_a_note(qtbot: QtBot) -> None:
    view = _shown(qtbot, form_of("contact", "Contact", Contact))
    view.fill({"contact.note": "One. Two."}, "contact.note@4")
    at = focused()
    assert isinstance(at, NoteField)
    keys("!")
    assert view.typed() == {"contact.note": "One.! Two."}


def test_a_question_shows_only_where_it_applies(qtbot: QtBot) -> None:
    view = _shown(qtbot, risk_form())
    why = view.frame("risk_assessment.judgement_reason")
    assert why.isHidden()
    view.focus("risk_assessment.judgement")
    key(Qt.Key.Key_H)
    assert view.typed() == {"risk_assessment.judgement": "higher"}
    assert not why.isHidden()


def test_the_short_path_folds_the_rest_away(qtbot: QtBot) -> None:
    view = _shown(qtbot, intake_form(short=False), short=True)
    shown = {field.key for field in view.form.fields() if not view.frame(field.key).isHidden()}
    assert shown == {field.key for field in intake_form().fields()}
    view.show_all()
    assert not view.frame("client.ethnicity").isHidden()
    view.show_short()
    assert view.frame("client.ethnicity").isHidden()


def test_an_answered_question_is_never_folded_away(qtbot: QtBot) -> None:
    view = _shown(qtbot, intake_form(short=False), short=True)
    view.fill({"safe_contact.code_word": "bluebell"})
    assert not view.frame("safe_contact.code_word").isHidden()


def test_a_link_to_a_folded_question_unfolds_it(qtbot: QtBot) -> None:
    view = _shown(qtbot, intake_form(short=False), short=True)
    view.focus("safe_contact.code_word")
    assert view.shows_all()
    assert view.cursor().startswith("safe_contact.code_word")


def test_problems_mark_their_fields_and_the_summary_takes_the_focus(qtbot: QtBot) -> None:
    view = _shown(qtbot, intake_form())
    view.show_problems(
        "To accept this referral, mend these:",
        [
            Missing("referral", "source", "Choose who made the referral"),
            FormProblem("identity.date_of_birth", "Type a date"),
        ],
    )
    assert view.summary.hasFocus()
    assert view.problems() == {"referral.source", "identity.date_of_birth"}
    view.summary.chosen.emit("identity.date_of_birth")
    assert view.cursor().startswith("identity.date_of_birth")
    keys("3")
    assert view.problems() == {"referral.source"}
    view.clear_problems()
    assert view.problems() == frozenset()
    assert view.summary.isHidden()


def test_optional_questions_say_so_and_there_are_no_asterisks(qtbot: QtBot) -> None:
    view = _shown(qtbot, form_of("safe", "Safe contact", SafeContact))

    def words(key: str) -> list[str]:
        return [label.text() for label in view.frame(key).findChildren(QLabel)]

    assert "(optional)" in words("safe_contact.from_time")
    assert "(optional)" not in words("safe_contact.channels")
    assert not any("*" in text for field in view.form.fields() for text in words(field.key))


def _stages(view: FormView) -> list[str]:
    box = view.frame("process_step.stage").field
    assert isinstance(box, ChoiceField)
    return [str(box.itemData(at)) for at in range(1, box.count())]


def test_only_the_steps_of_the_chosen_process_are_offered(qtbot: QtBot) -> None:
    view = _shown(qtbot, form_of("process_step", "Step", ProcessStep))
    assert {"charged", "conciliation"} <= set(_stages(view))
    view.answer("process_step.process", "iopc")
    assert frozenset(_stages(view)) == code_list("process_stage").offered_with["iopc"]
    assert "charged" not in _stages(view)


def test_a_step_that_no_longer_fits_is_kept_and_said(qtbot: QtBot) -> None:
    view = _shown(qtbot, form_of("process_step", "Step", ProcessStep))
    view.fill({"process_step.process": "criminal", "process_step.stage": "charged"})
    view.answer("process_step.process", "misconduct")
    assert view.typed()["process_step.stage"] == "charged"
    assert "charged" in _stages(view)
    assert view.problems() == {"process_step.stage"}
    view.answer("process_step.process", "criminal")
    assert view.problems() == frozenset()
    view.answer("process_step.process", "misconduct")
    view.answer("process_step.stage", "allegation")
    assert view.problems() == frozenset()
    assert "charged" not in _stages(view)


def test_a_kept_draft_of_another_process_comes_back_whole(qtbot: QtBot) -> None:
    view = _shown(qtbot, form_of("process_step", "Step", ProcessStep))
    view.answer("process_step.process", "iopc")
    kept: dict[str, Typed] = {
        "process_step.process": "grievance",
        "process_step.stage": "conciliation",
    }
    view.fill(kept)
    assert view.typed() == kept
