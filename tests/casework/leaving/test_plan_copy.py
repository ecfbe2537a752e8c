from pathlib import Path

import pytest

from idva_desktop.casework import plans
from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.leaving.plan_copy import copy_of, may_print, print_copy
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import OutputError, RefusedError
from tests.casework.people import WORKER
from tests.casework.test_plans import LOCKS, SAID


@pytest.fixture
def planned(session: Session, case_id: str) -> str:
    plans.start_version(session, case_id)
    plans.save_plan(session, case_id, SAID)
    plans.save_action(session, case_id, LOCKS)
    return case_id


def _prints(session: Session, case_id: str) -> int:
    return sum(entry.what == "print" for entry in session.vault.history(case_id))


def test_a_copy_is_written_and_its_leaving_recorded(
    session: Session, planned: str, tmp_path: Path
) -> None:
    place = print_copy(session, planned, tmp_path)
    assert place.name == "my-plan.pdf"
    assert place.read_bytes().startswith(b"%PDF")
    assert _prints(session, planned) == 1


def test_nothing_is_overwritten(session: Session, planned: str, tmp_path: Path) -> None:
    first = print_copy(session, planned, tmp_path)
    content = first.read_bytes()
    second = print_copy(session, planned, tmp_path, large=True)
    assert second.name == "my-plan-2.pdf"
    assert first.read_bytes() == content


def test_the_file_name_and_the_words_hold_no_name(session: Session, planned: str) -> None:
    never = copy_of(session, planned).never_print
    assert {"Robin", "Example", the_case(session, planned).reference, WORKER} <= never


def test_a_plain_copy_that_names_the_client_is_refused(
    session: Session, planned: str, tmp_path: Path
) -> None:
    plans.save_action(session, planned, LOCKS | {"plan_action.what": "Robin moves the spare key"})
    with pytest.raises(RefusedError):
        print_copy(session, planned, tmp_path)
    assert list(tmp_path.glob("*.pdf")) == []
    assert _prints(session, planned) == 0


@pytest.mark.parametrize("copy", ["not_safe", "memory"])
def test_without_a_safe_form_nothing_is_printed(
    session: Session, planned: str, tmp_path: Path, copy: str
) -> None:
    plans.save_plan(session, planned, {"safety_plan.copy": copy})
    plan = plans.plan_picture(session, planned).plan
    assert not may_print(plan)
    with pytest.raises(RefusedError):
        print_copy(session, planned, tmp_path)
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_folder_that_is_not_there_is_a_plain_sentence(
    session: Session, planned: str, tmp_path: Path
) -> None:
    with pytest.raises(OutputError, match="could not be written"):
        print_copy(session, planned, tmp_path / "nowhere")
    assert _prints(session, planned) == 0


def test_without_a_plan_there_is_nothing_to_print(
    session: Session, case_id: str, tmp_path: Path
) -> None:
    with pytest.raises(RefusedError, match="no plan"):
        print_copy(session, case_id, tmp_path)


def test_dropped_actions_are_left_out(session: Session, planned: str) -> None:
    plans.save_action(session, planned, LOCKS | {"plan_action.state": "dropped"})
    assert [action.what for action in copy_of(session, planned).actions] == ["Window locks fitted"]
