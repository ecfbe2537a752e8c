from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import cbor2
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.form import at_odds
from idva_desktop.domain.questions import (
    Choice,
    Choices,
    Day,
    Disclosure,
    Items,
    Link,
    Moment,
    Question,
    Scale,
    Text,
    WholeNumber,
)
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import ProcessStep
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.domain.vocab import Code, code_list, code_lists

NOW = datetime(2026, 11, 18, 14, 5, tzinfo=LONDON)
SAID: dict[str, Any] = {
    "label": "Label",
    "purpose": "To hold a rule",
    "disclosure": Disclosure.INTERNAL,
}

LINE = Text(**SAID, limit=80)
NOTE = Text(**SAID, limit=2000, lines=6)
NUMBER = WholeNumber(**SAID, lowest=-5, highest=1000)
LEVEL = Scale(**SAID)
DAY = Day(**SAID)
MOMENT = Moment(**SAID)
ITEMS = Items(**SAID, instrument="built-in")
LISTS = st.sampled_from(sorted(code_lists()))
# The hour that comes twice in autumn is two moments of one clock time; the shown words drop it.
MOMENTS = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2090, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)


def sealed(question: Question, value: object) -> object:
    """Return what the journal gives back for ``value``."""
    return question.from_plain(cbor2.loads(cbor2.dumps(question.to_plain(value))))


@given(st.text(max_size=80))
def test_a_line_is_tidied_and_comes_back_from_the_journal(typed: str) -> None:
    words = LINE.parse(typed, NOW)
    assert words == " ".join(words.split())
    assert LINE.parse(LINE.show(words), NOW) == words
    assert sealed(LINE, words) == words


@given(st.text(st.characters(), max_size=200))
def test_a_note_keeps_its_lines_and_can_always_be_sealed(typed: str) -> None:
    words = NOTE.parse(typed, NOW)
    assert words.count("\n") == typed.count("\n")
    assert sealed(NOTE, words) == words
    assert NOTE.parse(words, NOW) == words


def test_pasted_control_characters_and_half_characters_are_dropped() -> None:
    assert NOTE.parse("a\x00b\ud800c\r\nd\te", NOW) == "abc\nd\te"


def test_words_over_the_limit_are_refused_without_echo() -> None:
    with pytest.raises(AnswerError, match="80 characters") as refusal:
        LINE.parse("secret " * 20, NOW)
    assert "secret" not in str(refusal.value)


@given(LISTS, st.data())
def test_a_code_is_found_by_code_or_label_whatever_case_and_spacing(
    name: str, data: st.DataObject
) -> None:
    question = Choice(**SAID, codes=name)
    code = data.draw(st.sampled_from(code_lists()[name].codes))
    for typed in (code.code, code.code.upper(), code.label, f"  {code.label.lower()} "):
        assert question.parse(typed, NOW) == code.code
    assert question.parse(question.show(code.code), NOW) == code.code
    assert sealed(question, code.code) == code.code


@given(LISTS, st.data())
def test_several_codes_come_back_in_their_order_each_once(name: str, data: st.DataObject) -> None:
    question = Choices(**SAID, codes=name)
    codes = [code.code for code in code_lists()[name].codes]
    chosen = tuple(data.draw(st.lists(st.sampled_from(codes), unique=True)))
    assert question.parse(";".join(chosen), NOW) == chosen
    assert question.parse("; ".join([*chosen, *chosen]), NOW) == chosen
    assert sealed(question, chosen) == chosen
    labels = question.show(chosen)
    assert all(code_lists()[name].label(code) in labels for code in chosen)


@given(st.text(max_size=30))
def test_what_is_not_in_the_list_is_refused_without_echo(typed: str) -> None:
    question = Choice(**SAID, codes="yes_no")
    assume(typed.strip().casefold() not in {"yes", "no", "not known", "not asked"})
    with pytest.raises(AnswerError) as refusal:
        question.parse(typed, NOW)
    assert str(refusal.value) == "Label: choose one of the list"


@given(st.integers(-5, 1000))
def test_a_whole_number_comes_back(number: int) -> None:
    assert NUMBER.parse(NUMBER.show(number), NOW) == number
    assert sealed(NUMBER, number) == number


@given(st.text(max_size=12) | st.integers().map(str) | st.floats().map(str))
def test_any_words_give_a_number_within_its_bounds_or_a_sentence(typed: str) -> None:
    for question in (NUMBER, LEVEL):
        with suppress(AnswerError):
            assert question.lowest <= question.parse(typed, NOW) <= question.highest


def test_a_level_is_0_to_4() -> None:
    assert [LEVEL.parse(str(level), NOW) for level in range(5)] == [0, 1, 2, 3, 4]
    for typed in ("5", "-1", "2.5", "two"):
        with pytest.raises(AnswerError):
            LEVEL.parse(typed, NOW)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_comes_back(day: date) -> None:
    assert DAY.parse(DAY.show(day), NOW) == day
    assert sealed(DAY, day) == day


@given(MOMENTS)
def test_a_moment_comes_back(utc: datetime) -> None:
    moment = utc.replace(microsecond=0)
    back = sealed(MOMENT, moment)
    assert isinstance(back, datetime)
    assert back == moment
    assert back.tzinfo is LONDON
    local = back.replace(second=0)
    if local.fold == 0:
        assert MOMENT.parse(MOMENT.show(local), NOW) == local


def test_what_is_past_cannot_lie_ahead() -> None:
    past_day, past_moment = Day(**SAID, past=True), Moment(**SAID, past=True)
    assert past_day.parse("today", NOW) == NOW.date()
    assert past_moment.parse("14:05", NOW) == NOW
    for question, typed in ((past_day, "tomorrow"), (past_moment, "14:06")):
        with pytest.raises(AnswerError, match="cannot be in the future"):
            question.parse(typed, NOW)


def test_today_is_the_london_day_whatever_the_zone_of_the_clock() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert DAY.parse("today", late) == date(2026, 7, 1)
    assert DAY.parse("tomorrow", late) - DAY.parse("today", late) == timedelta(days=1)


ANSWERS = st.dictionaries(
    st.from_regex(r"[0-9]{2}", fullmatch=True), st.sampled_from(["yes", "no", "dont_know"])
)


@given(ANSWERS)
def test_the_answers_to_an_instrument_come_back(answers: dict[str, str]) -> None:
    typed = ";".join(f"{item}:{answer}" for item, answer in answers.items())
    assert ITEMS.parse(typed, NOW) == answers
    assert sealed(ITEMS, answers) == answers
    yes = sum(answer == "yes" for answer in answers.values())
    assert ITEMS.show(answers).startswith(f"{yes} answered yes")


@pytest.mark.parametrize("typed", ["01", "01:perhaps", ":yes", "01:yes;02"])
def test_an_item_is_answered_yes_no_or_dont_know(typed: str) -> None:
    with pytest.raises(AnswerError, match="yes, no or don’t know"):
        ITEMS.parse(typed, NOW)


def test_a_link_is_an_opaque_id() -> None:
    assert sealed(Link(**SAID, to="case"), "a3f9") == "a3f9"


def test_a_question_can_wait_for_another() -> None:
    question = Text(**SAID, shown_when=("leading", frozenset({"yes"})))
    assert question.is_asked({"leading": "yes"})
    assert not question.is_asked({"leading": "no"})
    assert not question.is_asked({})
    assert LINE.is_asked({})


def test_of_a_narrowed_list_only_what_goes_with_the_other_answer_can_be_chosen() -> None:
    stage = questions_of(ProcessStep)["stage"]
    assert isinstance(stage, Choice)
    assert stage.goes_with("charged", {"process": "criminal"})
    assert not stage.goes_with("charged", {"process": "misconduct"})
    assert stage.goes_with("withdrew", {"process": "grievance"})
    assert stage.goes_with("charged", {}), "nothing is narrowed before the other is answered"


def test_a_code_that_a_provider_added_goes_with_every_answer() -> None:
    stages = code_list("process_stage")
    added = replace(stages, codes=(*stages.codes, Code("plea_hearing", "Plea hearing")))
    assert added.goes_with("plea_hearing", "criminal")
    assert added.goes_with("plea_hearing", "iopc")


def test_what_does_not_go_together_is_refused_and_a_saved_pair_is_let_stand() -> None:
    step = {"process": "misconduct", "stage": "charged"}
    (found,) = at_odds(ProcessStep, step)
    assert (found.question, found.words) == (
        "stage",
        "Step: this does not go with “Process”; choose one of the list",
    )
    held = ProcessStep(id="1", owner="case", process="misconduct", stage="charged")
    assert list(at_odds(ProcessStep, step, held)) == []
    assert list(at_odds(ProcessStep, step | {"process": "iopc"}, held)) != []
