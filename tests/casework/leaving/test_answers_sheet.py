from pathlib import Path

import pytest

from idva_desktop.casework import records
from idva_desktop.casework.leaving.answers_sheet import print_answers
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.records import FeedbackAnswer
from idva_desktop.journal.acts import LEDGER_OWNER
from tests.casework.people import SUPERVISOR, Office
from tests.documents.printed import metadata_of, words_of


@pytest.fixture
def supervisor(office: Office) -> Session:
    return office.change_places(SUPERVISOR)


def _answer(session: Session, said: str, did: str) -> None:
    typed = {
        "feedback_answer.said": said,
        "feedback_answer.did": did,
        "feedback_answer.state": "in_work",
    }
    records.save_record(session, FeedbackAnswer, FeedbackAnswer.scope, typed)


def test_what_was_done_about_what_clients_said_is_printed_and_recorded(
    supervisor: Session, tmp_path: Path
) -> None:
    _answer(supervisor, "We waited too long for a reply.", "A worker is on call until eight.")
    _answer(supervisor, "Nobody told us of the hearing.", "We ring the day before.")
    place = print_answers(supervisor, tmp_path, large=True)
    words = words_of(place.read_bytes())
    assert words.index("hearing") < words.index("We waited too long")
    assert "What we are doing" in words
    assert set(metadata_of(place.read_bytes())) <= {
        *("/Title", "/CreationDate", "/ModDate", "/Trapped"),
    }
    last = supervisor.vault.history(LEDGER_OWNER)[-1]
    assert (last.what, last.notes["form"]) == ("print", "feedback_answers")


def test_with_nothing_answered_nothing_is_written(supervisor: Session, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="nothing to print"):
        print_answers(supervisor, tmp_path)
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_worker_prints_none(session: Session, tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        print_answers(session, tmp_path)
