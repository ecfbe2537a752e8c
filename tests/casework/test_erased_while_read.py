"""A case that is erased while a job reads it: the whole of it or a plain sentence, never a half."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from idva_desktop.casework import case_summary, plans
from idva_desktop.casework.case_file import open_case
from idva_desktop.casework.cases import EVERYTHING, list_cases
from idva_desktop.casework.finding import find
from idva_desktop.casework.intake import accept
from idva_desktop.casework.leaving.client_sheet import client_sheet, print_client_sheet
from idva_desktop.casework.leaving.disclosure_text import safe_details, text_sections
from idva_desktop.casework.leaving.plan_copy import copy_of, print_copy
from idva_desktop.casework.reporting.figures import case_histories
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import IdvaError, RefusedError
from idva_desktop.domain.records import Case
from tests.casework.people import REFERRAL, Office
from tests.casework.test_plans import LOCKS, SAID
from tests.vault.test_erasing import erase_act

MOST = 40
"""No reader here reads more often before it ends; later moments are like the last."""


def planned(session: Session) -> str:
    case_id = accept(session, REFERRAL)
    plans.start_version(session, case_id)
    plans.save_plan(session, case_id, SAID)
    plans.save_action(session, case_id, LOCKS)
    return case_id


class _ErasedAt:
    """Erases a case when another door reads for the n-th time."""

    def __init__(self, session: Session, case_id: str, at: int) -> None:
        self._vault, self._case, self._at = session.vault, case_id, at
        self.reads = 0

    def watch(self, other: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("fetch", "fetch_many", "ids", "search", "search_words", "countable_rows"):
            real = getattr(other.vault, name)
            monkeypatch.setattr(other.vault, name, self._counted(real), raising=False)

    def _counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def read(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - as the door has it
            if self.reads == self._at:
                case = self._vault.fetch_one(Case, self._case)
                assert case is not None
                owners = [self._case, case.client or ""]
                self._vault.erase(erase_act(self._vault, *owners), owners)
            self.reads += 1
            return real(*args, **named)

        return read


READERS: dict[str, Callable[[Session, str], object]] = {
    "the client's copy": copy_of,
    "the client's sheet": lambda session, case: client_sheet(session, case, ["dates", "people"]),
    "what is disclosed": text_sections,
    "what must not leave": safe_details,
    "the summary": case_summary.plain_summary,
    "the case": open_case,
}


def _erased_during(
    session: Session,
    case_id: str,
    read: Callable[[Session, str], object],
    monkeypatch: pytest.MonkeyPatch,
    at: int,
) -> tuple[object, bool]:
    """Return what was read, or the error, and whether it came to the erasure at all."""
    with session.beside() as other, monkeypatch.context() as patch:
        erased = _ErasedAt(session, case_id, at)
        erased.watch(other, patch)
        found: object
        try:
            found = read(other, case_id)
        except IdvaError as error:
            found = error
    return found, erased.reads > at


@pytest.mark.parametrize("name", READERS)
def test_what_is_read_of_a_case_is_whole_or_refused(
    office: Office, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, read = office.session, READERS[name]
    for at in (*range(5), *range(5, MOST, 6)):
        case_id = planned(session)
        whole = _said(read(session, case_id))
        found, erased = _erased_during(session, case_id, read, monkeypatch, at)
        if not erased:
            return
        if isinstance(found, IdvaError):
            assert isinstance(found, RefusedError), (at, found)
        else:
            assert _said(found) == whole, at


def _said(found: object) -> str:
    """Return everything that was read, with what hides itself from a log."""
    if isinstance(found, list):
        return "\n".join(map(_said, found))
    if is_dataclass(found):
        return "\n".join(_said(getattr(found, each.name)) for each in fields(found))
    return str(found)


@pytest.mark.parametrize("paper", ["plan", "sheet"])
def test_no_paper_is_left_of_a_case_that_was_erased_while_it_was_printed(
    office: Office, paper: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def print_it(session: Session, case_id: str) -> Path:
        if paper == "plan":
            return print_copy(session, case_id, tmp_path)
        return print_client_sheet(session, case_id, ["dates", "people"], tmp_path)

    refused = 0
    for at in range(MOST):
        case_id = planned(office.session)
        found, erased = _erased_during(office.session, case_id, print_it, monkeypatch, at)
        if not erased:
            break
        assert isinstance(found, RefusedError), at
        assert list(tmp_path.glob("*.pdf")) == []
        refused += 1
    assert refused > 3


def test_a_search_shows_the_case_whole_or_not_at_all(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(session: Session, _case: str) -> object:
        rows = list_cases(session, filters=EVERYTHING)
        return find(session, rows, "Robin", EVERYTHING)

    for at in range(6):
        case_id = planned(office.session)
        found, _ = _erased_during(office.session, case_id, look, monkeypatch, at)
        assert not isinstance(found, IdvaError), found


def test_a_figure_counts_a_case_whole_or_not_at_all(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def count(session: Session, case_id: str) -> list[str]:
        cases = case_histories(session.vault)
        return [repr(case).replace(case_id, "") for case in cases if case.case == case_id]

    for at in range(0, MOST, 3):
        case_id = planned(office.session)
        whole = count(office.session, case_id)
        assert len(whole) == 1
        found, erased = _erased_during(office.session, case_id, count, monkeypatch, at)
        assert found in (whole, []), at
        assert count(office.session, case_id) == ([] if erased else whole)
        if not erased:
            return
    raise AssertionError("the figures read more often than the test erases")
