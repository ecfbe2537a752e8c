"""Histories are built from countable answers alone, in one pass, whatever the order of rows."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.questions import Disclosure
from idva_desktop.domain.record import Record, questions_of
from idva_desktop.domain.records import (
    Case,
    Closure,
    Contact,
    Employment,
    Referral,
    RiskAssessment,
)
from idva_desktop.returns.histories import CaseHistory
from idva_desktop.returns.history_rows import CASE_READS, CONTACT_READS, PARTS, build_histories

ENTERED = "2026-05-01T09:00:00Z"


class Shelf:
    """Hands out rows as the vault does; answers are given by name."""

    def __init__(self) -> None:
        self.held: dict[type[Record], list[tuple[str, str, str, dict[str, Any]]]] = {}
        self.asked: dict[type[Record], Sequence[str]] = {}

    def put(
        self,
        kind: type[Record],
        record_id: str,
        owner: str = "case",
        entered: str = ENTERED,
        **answers: Any,  # noqa: ANN401 - each question has its own type
    ) -> None:
        self.held.setdefault(kind, []).append((record_id, owner, entered, answers))

    def rows(self, kind: type[Record], questions: Sequence[str]) -> Iterable[tuple[Any, ...]]:
        self.asked[kind] = questions
        for record_id, owner, entered, answers in self.held.get(kind, []):
            yield (record_id, owner, entered, *(answers.get(name) for name in questions))


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf()
    made.put(Case, "case", client="client", strand="IDVA", support_started="2026-05-11")
    return made


def one(shelf: Shelf, period: Period | None = None) -> CaseHistory:
    (history,) = build_histories(shelf.rows, contacts_in=period)
    return history


def test_nothing_but_countable_answers_is_read(shelf: Shelf) -> None:
    build_histories(shelf.rows)
    assert shelf.asked.keys() == {*PARTS, Case, Contact}
    for kind, names in shelf.asked.items():
        for name in names:
            assert questions_of(kind)[name].disclosure is Disclosure.COUNTABLE, (kind.kind, name)
    assert (shelf.asked[Case], shelf.asked[Contact]) == (CASE_READS, CONTACT_READS)


def test_first_days_are_of_contact_with_the_client_in_any_order(shelf: Shelf) -> None:
    client = {"who": "client", "how": "phone"}
    shelf.put(Contact, "a", at="2026-05-09", result="successful", **client)
    shelf.put(Contact, "b", at="2026-05-07", result="attempted", **client)
    shelf.put(Contact, "c", at="2026-05-08", result="successful", **client)
    shelf.put(Contact, "d", at="2026-05-01", result="could_not_try_safely", **client)
    shelf.put(Contact, "e", at="2026-05-01", result=None, **client)
    shelf.put(Contact, "f", at="2026-05-01", result="successful", who="agency", how="phone")
    shelf.put(Contact, "g", at=None, result="successful", **client)
    history = one(shelf)
    assert history.first_attempt == date(2026, 5, 7)
    assert history.first_success == date(2026, 5, 8)


def test_what_could_not_be_tried_safely_is_no_contact(shelf: Shelf) -> None:
    day = "2026-05-11"
    shelf.put(Contact, "a", at=day, who="client", how="phone", result="could_not_try_safely")
    shelf.put(Contact, "b", at=day, result="could_not_try_safely", minutes=5)
    shelf.put(Contact, "c", at=day, who="client", how="phone", result="attempted", minutes=2)
    assert [event.id for event in one(shelf).contacts] == ["c"]


def test_contacts_are_kept_for_the_period_asked_for(shelf: Shelf) -> None:
    said = {"who": "agency", "how": "email", "result": "attempted"}
    shelf.put(Contact, "a", at="2026-03-31", minutes=5, **said)
    shelf.put(Contact, "b", at="2026-04-01", minutes=None, **said)
    shelf.put(Contact, "c", at="2026-06-30", who=None, how="text", result="successful", minutes=2)
    shelf.put(Contact, "d", at="2026-07-01", **said)
    inside = one(shelf, Period.parse("2026-Q1")).contacts
    assert [(event.id, event.category, event.minutes) for event in inside] == [
        ("b", "agency/email/attempted", 0),
        ("c", "not_asked", 2),
    ]
    assert [event.id for event in one(shelf).contacts] == ["a", "b", "c", "d"]


def test_the_first_closing_counts_and_one_without_a_date_does_not(shelf: Shelf) -> None:
    shelf.put(Closure, "a", reason="unsafe")
    assert one(shelf).closure is None
    shelf.put(Closure, "b", closed_on="2026-09-01", reason="disengaged")
    shelf.put(Closure, "c", closed_on="2026-08-01", reason="transferred")
    closure = one(shelf).closure
    assert closure is not None
    assert (closure.closed_on, closure.reason) == (date(2026, 8, 1), "transferred")


def test_assessments_are_in_order_of_their_days_the_graver_first(shelf: Shelf) -> None:
    shelf.put(RiskAssessment, "a", on="2026-05-12", stage="entry", band="standard")
    shelf.put(RiskAssessment, "b", on="2026-05-12", stage="entry", band="high")
    shelf.put(RiskAssessment, "c", on="2026-05-11", stage="entry", band="medium")
    shelf.put(RiskAssessment, "d", stage="entry", band="high")
    assert [each.id for each in one(shelf).assessments] == ["c", "b", "a"]


def test_what_was_entered_first_comes_first(shelf: Shelf) -> None:
    shelf.put(Employment, "a", "client", "2026-06-01T00:00:00Z", employment_type="leaver")
    shelf.put(Employment, "b", "client", employment_type="officer")
    assert [each.employment_type for each in one(shelf).employments] == ["officer", "leaver"]


def test_the_strand_falls_back_to_the_referrals_and_without_any_the_case_stays_out() -> None:
    shelf = Shelf()
    shelf.put(Case, "case")
    assert not build_histories(shelf.rows)
    shelf.put(Referral, "r", received_at="2026-05-01", strand="ISVA")
    history = one(shelf)
    assert (history.strand, history.client, history.about.sex) == ("ISVA", "case", None)
