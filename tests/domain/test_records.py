from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idva_desktop.domain import records
from idva_desktop.domain.approximate_dates import ApproximateDay, Precision
from idva_desktop.domain.form import missing_at
from idva_desktop.domain.questions import (
    AboutWhen,
    Choice,
    Choices,
    Day,
    Gate,
    Items,
    Moment,
    Question,
    WholeNumber,
)
from idva_desktop.domain.record import (
    Record,
    Scope,
    answers_of,
    build,
    plain_answers,
    questions_of,
    record,
    record_type,
    record_types,
    required_at,
)
from idva_desktop.domain.typed_dates import LONDON

assert records.__all__  # importing the package declares every kind


def values_of(question: Question) -> st.SearchStrategy[Any]:
    """Return the answers that a question can have."""
    if isinstance(question, Choice):
        return st.sampled_from([code.code for code in question.options().codes])
    if isinstance(question, Choices):
        codes = [code.code for code in question.options().codes]
        return st.lists(st.sampled_from(codes), unique=True).map(tuple)
    if isinstance(question, WholeNumber):
        return st.integers(question.lowest, question.highest)
    if isinstance(question, Day):
        return st.dates()
    if isinstance(question, AboutWhen):
        days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
        return days.map(lambda day: ApproximateDay(day, Precision.DAY, about=True))
    if isinstance(question, Moment):
        whole = st.integers(0, 4_000_000_000)
        return whole.map(lambda second: datetime.fromtimestamp(second, UTC).astimezone(LONDON))
    if isinstance(question, Items):
        return st.dictionaries(st.sampled_from(["01", "02"]), st.sampled_from(["yes", "no"]))
    return st.text(max_size=30)


@pytest.mark.parametrize("kind", record_types(), ids=lambda kind: kind.kind)
@given(data=st.data())
def test_a_record_comes_back_from_its_plain_answers(
    kind: type[Record], data: st.DataObject
) -> None:
    answers = {
        name: data.draw(st.none() | values_of(question))
        for name, question in questions_of(kind).items()
    }
    held = build(kind, "some-id", "some-owner", plain_answers(kind, answers))
    assert answers_of(held) == {n: value for n, value in answers.items() if value is not None}
    assert (held.id, held.owner) == ("some-id", "some-owner")
    assert build(kind, "some-id", "some-owner", plain_answers(kind, answers_of(held))) == held


@pytest.mark.parametrize("kind", record_types(), ids=lambda kind: kind.kind)
def test_a_record_in_a_log_tells_only_its_kind_and_id(kind: type[Record]) -> None:
    told = dict.fromkeys(questions_of(kind), "a telling word")
    held = kind(id="0f3a", owner="whose", **told)
    for words in (repr(held), str(held), f"{held}", f"{[held]}"):
        assert words.strip("[]") == f"<{kind.kind} 0f3a>"


def test_a_record_may_hold_a_single_answer() -> None:
    held = build(records.Referral, "a", "b", {"source": "self"})
    assert answers_of(held) == {"source": "self"}


def test_answers_of_a_newer_program_are_left_out() -> None:
    held = build(records.Referral, "a", "b", {"source": "self", "invented_in_2030": "x"})
    assert answers_of(held) == {"source": "self"}


def test_a_kind_is_found_by_its_name() -> None:
    for kind in record_types():
        assert record_type(kind.kind) is kind
    with pytest.raises(KeyError):
        record_type("never_declared")


def test_an_attribute_that_cannot_be_blank_is_refused_when_declared() -> None:
    class Strict(Record):
        answer: str

    with pytest.raises(TypeError, match="needs None"):
        record(kind="strict", title="Strict", scope=Scope.CASE)(Strict)


def test_a_gate_lists_what_is_missing_in_the_words_of_the_field() -> None:
    wanted = dict(required_at(records.Referral, Gate.ACCEPT))
    assert {"received_at", "source", "strand", "client_aware"} <= set(wanted)
    missing = list(missing_at(records.Referral, {"source": "self"}, Gate.ACCEPT))
    assert {part.question for part in missing} == set(wanted) - {"source"}
    assert all(part.kind == "referral" and part.words for part in missing)
    said = {part.question: part.words for part in missing}
    assert said["received_at"] == wanted["received_at"].ask


def test_a_sealed_instant_is_read_in_london_time() -> None:
    held = build(records.Contact, "a", "b", {"at": "2026-03-03T09:30:00Z"})
    assert held.at == datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
    assert held.at is not None
    assert held.at.astimezone(LONDON).date() == date(2026, 3, 3)
