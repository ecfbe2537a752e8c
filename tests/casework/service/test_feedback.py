from datetime import datetime

import pytest

from idva_desktop.casework import intake, records
from idva_desktop.casework.service.feedback import FEWEST, feedback_picture
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.lookup import Lookup
from idva_desktop.domain.questions import Day, Disclosure, Link, Moment
from idva_desktop.domain.record import Scope, questions_of
from idva_desktop.domain.records import Feedback, FeedbackAnswer, FeedbackOffer
from idva_desktop.domain.typed_dates import LONDON
from tests.casework.people import REFERRAL, SUPERVISOR, WORKER, Office

NEXT_QUARTER = datetime(2026, 1, 5, 9, 0, tzinfo=LONDON)


def _give(session: Session, words: str = "", **more: Typed) -> str:
    typed: dict[str, Typed] = {"feedback.strand": "IDVA", "feedback.feels_safer": "agree"}
    typed |= {f"feedback.{name}": value for name, value in more.items()}
    if words:
        typed["feedback.words"] = words
    return records.save_record(session, Feedback, Scope.FEEDBACK, typed)


def test_feedback_holds_nothing_that_leads_to_a_client_or_a_day() -> None:
    asked = questions_of(Feedback)
    assert Feedback.scope is Scope.FEEDBACK
    assert not any(isinstance(each, Link | Lookup | Day | Moment) for each in asked.values())
    assert Disclosure.COUNTABLE not in {each.disclosure for each in asked.values()}


def test_the_quarter_is_set_by_the_program_and_kept_when_it_is_changed(office: Office) -> None:
    given = _give(office.session)
    held = office.session.vault.fetch_one(Feedback, given)
    assert held is not None
    assert (held.quarter, held.owner) == ("2025-Q3", Scope.FEEDBACK)
    office.clock.at = NEXT_QUARTER
    records.save_record(
        office.session, Feedback, Scope.FEEDBACK, {"feedback.strand": "ISVA"}, given
    )
    held = office.session.vault.fetch_one(Feedback, given)
    assert held is not None
    assert held.quarter == "2025-Q3"


def test_a_return_can_read_none_of_it(session: Session) -> None:
    with pytest.raises(RefusedError):
        list(session.vault.countable_rows(Feedback, ["feels_safer"]))


def test_a_case_says_only_whether_feedback_was_asked_for(session: Session, case_id: str) -> None:
    assert set(questions_of(FeedbackOffer)) == {"on", "stage", "offer"}
    typed: dict[str, Typed] = {
        "feedback_offer.on": "today",
        "feedback_offer.stage": "review",
        "feedback_offer.offer": "unsafe_to_ask",
    }
    records.save_record(session, FeedbackOffer, case_id, typed)
    with pytest.raises(GateError):
        records.save_record(
            session, FeedbackOffer, case_id, typed | {"feedback_offer.on": "1 Dec 2025"}
        )


def test_feedback_is_never_held_by_a_case(session: Session, case_id: str) -> None:
    with pytest.raises(ValueError, match="own owner"):
        records.save_record(session, Feedback, case_id, {"feedback.strand": "IDVA"})


def test_a_caseworker_enters_feedback_and_does_not_read_it(session: Session) -> None:
    _give(session, "Thank you")
    with pytest.raises(RefusedError, match="supervisor"):
        feedback_picture(session)


def test_answers_are_read_once_the_quarter_ended_and_enough_people_answered(
    office: Office,
) -> None:
    session = office.change_places(SUPERVISOR)
    for words in ("Zest", "A good ear", ""):
        _give(session, words, copes_better="neither", recommend="not_asked")
    assert feedback_picture(session).lines == ()
    assert feedback_picture(session).waiting == FEWEST
    office.clock.at = NEXT_QUARTER
    _give(session, "Too new")
    picture = feedback_picture(session)
    (line,) = picture.lines
    assert (line.title, line.answers) == ("Quarter 3 of 2025-26", 3)
    assert line.agreed == ((3, 3), (0, 3), (0, 0), (0, 0))
    assert line.words == ("A good ear", "Zest")
    assert picture.waiting == 1


def test_one_voice_alone_waits_for_the_next_quarter(office: Office) -> None:
    session = office.change_places(SUPERVISOR)
    _give(session, "Alone")
    office.clock.at = NEXT_QUARTER
    assert feedback_picture(session).lines == ()
    for _ in range(FEWEST - 1):
        _give(session)
    office.clock.at = datetime(2026, 4, 2, 9, 0, tzinfo=LONDON)
    (line,) = feedback_picture(session).lines
    assert line.title == "Quarter 3 of 2025-26 to Quarter 4 of 2025-26"
    assert line.words == ("Alone",)


def test_what_was_done_about_feedback_is_kept_apart_from_every_case(office: Office) -> None:
    case_id = intake.accept(office.session, REFERRAL)
    said: dict[str, Typed] = {
        "feedback_answer.said": "Several of you waited too long for a text back",
        "feedback_answer.did": "One of us answers texts each afternoon",
        "feedback_answer.state": "done",
    }
    with pytest.raises(RefusedError, match="supervisor"):
        records.save_record(office.session, FeedbackAnswer, Scope.FEEDBACK, said)
    session = office.change_places(SUPERVISOR)
    records.save_record(session, FeedbackAnswer, Scope.FEEDBACK, said)
    with pytest.raises(ValueError, match="own owner"):
        records.save_record(session, FeedbackAnswer, case_id, said)
    worker = office.change_places(WORKER)
    columns = ("said", "did", "state")
    (row,) = records.rows(worker, FeedbackAnswer, Scope.FEEDBACK, columns)
    assert row.cells[1:] == ("One of us answers texts each afternoon", "Done")
    assert not any(
        isinstance(asked, Link | Lookup) for asked in questions_of(FeedbackAnswer).values()
    )
