from collections.abc import Iterator
from datetime import date, datetime

import pytest

from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.questions import Choice, Choices, Disclosure
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import AbusePattern, Client, ProcessStep
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.domain.vocab import (
    NOT_ASKED,
    NOT_KNOWN,
    PREFER_NOT_TO_SAY,
    Code,
    CodeList,
    add_versions,
    code_list,
    code_lists,
)

BEFORE, SINCE = date(2026, 3, 31), date(2026, 4, 1)
UNSAID = {NOT_KNOWN, PREFER_NOT_TO_SAY, NOT_ASKED}
ABOUT_A_PERSON = (Client, AbusePattern, ProcessStep)
"""The kinds whose coded answers are asked of the client, about the client."""
WITHOUT_REFUSAL = {
    "age_band": "worked out from the date of birth, which can be refused; a figure of the contract",
}
CHOSEN_BY_THE_WORKER = {
    "abuse_form": "the record is of one form; none is recorded where nothing was said",
    "process": "the record is of one process",
    "process_stage": "the record is of one step",
}
"""Lists in which nothing is asked, so nothing can be left unsaid."""


def test_a_code_shows_its_label_and_an_unknown_code_shows_itself() -> None:
    strands = code_list("strand")
    assert strands.label("BOTH") == "Both"
    assert strands.label("of_a_later_version") == "of_a_later_version (no longer in the list)"
    assert strands.label("") == ""
    assert "IDVA" in strands
    assert "idva" not in strands


def test_what_was_not_said_is_kept_apart_from_no_and_from_each_other() -> None:
    listed = code_list("ethnicity")
    unsaid = [NOT_KNOWN, PREFER_NOT_TO_SAY, NOT_ASKED]
    assert all(code in listed for code in unsaid)
    assert len({listed.group("ethnicity", code) for code in unsaid}) == 3
    assert listed.group("ethnicity", None) == NOT_ASKED
    assert listed.group("ethnicity", "of_a_later_version") == NOT_KNOWN


def test_the_nineteen_groups_fall_into_five_in_the_order_of_gov_uk() -> None:
    listed = code_list("ethnicity")
    order = list(dict.fromkeys(c.groups["ethnicity"] for c in listed.codes if c.groups))
    assert order == ["asian", "black", "mixed", "white", "other"]
    groups = {code.groups["ethnicity"] for code in listed.codes if code.groups}
    assert groups == {"white", "mixed", "asian", "black", "other"}
    assert sum(bool(code.groups) for code in listed.codes) == 19
    assert sum(bool(code.groups) for code in listed.on(BEFORE).codes) == 18


def test_a_code_without_a_group_is_its_own() -> None:
    assert code_list("age_band").group("age_band", "25_34") == "25_34"


def test_every_list_is_read_once_and_says_since_when() -> None:
    assert code_lists() is code_lists()
    assert {listed.valid_from for listed in code_lists().values()} == {"2025-04-01", "2026-04-01"}
    with pytest.raises(KeyError):
        code_list("never_shipped")


def test_what_a_client_did_not_say_is_kept_apart_or_the_reason_is_given() -> None:
    asked = {
        question.codes
        for kind in ABOUT_A_PERSON
        for question in questions_of(kind).values()
        if isinstance(question, Choice | Choices) and question.codes not in CHOSEN_BY_THE_WORKER
    }
    lacking = {name for name in asked if not all(code in code_list(name) for code in UNSAID)}
    assert lacking <= WITHOUT_REFUSAL.keys()
    for name in lacking:
        assert NOT_KNOWN in code_list(name)
        assert NOT_ASKED in code_list(name)


@pytest.mark.parametrize(
    "name",
    [
        *("sex", "gender_identity", "ethnicity", "disability", "sexual_orientation", "religion"),
        *("partnership", "pregnancy", "yes_no", "relationship", "withdrawal_reason"),
    ],
)
def test_each_protected_characteristic_can_be_left_unsaid_in_three_ways(name: str) -> None:
    assert all(code in code_list(name) for code in UNSAID)


def test_the_form_offers_the_version_of_the_day_and_the_records_own_old_code() -> None:
    listed = code_list("ethnicity")
    assert "roma" not in {code.code for code in listed.offered(BEFORE)}
    assert "roma" in {code.code for code in listed.offered(SINCE)}
    kept = listed.offered(BEFORE, ["roma", "of_a_version_that_is_gone", ""])
    assert [code.label for code in kept[-2:]] == [
        "Roma",
        "of_a_version_that_is_gone (no longer in the list)",
    ]


@pytest.fixture
def added() -> Iterator[CodeList]:
    """Let a provider's version of the sources stand before the shipped one."""
    version = CodeList("route", "2027-04-01", (Code("self", "Self"), Code("app", "An app")))
    add_versions([version])
    yield code_list("route")
    add_versions([])


def test_a_later_version_leaves_the_older_codes_readable(added: CodeList) -> None:
    assert added.label("app") == "An app"
    assert added.label("outside") == "Outside the police"
    assert "outside" in added
    assert [code.code for code in added.on(date(2027, 4, 1)).codes] == ["self", "app"]
    assert "app" not in {code.code for code in added.offered(SINCE)}


@pytest.mark.usefixtures("added")
def test_a_code_of_an_older_version_can_still_be_read_from_a_form() -> None:
    question = Choice(
        label="Route", purpose="To test", disclosure=Disclosure.INTERNAL, codes="route"
    )
    now = datetime(2027, 5, 1, tzinfo=LONDON)
    assert question.parse("outside", now) == "outside"
    assert question.parse("Outside the police", now) == "outside"
    with pytest.raises(AnswerError):
        question.parse("of_a_version_that_is_gone", now)


def test_a_code_keeps_its_label_through_every_version() -> None:
    for listed in code_lists().values():
        for code in listed.every():
            for version in (listed, *listed.earlier):
                same = [each.label for each in version.codes if each.code == code.code]
                assert same in ([], [code.label]), f"{listed.name}: {code.code}"
        dates = [version.valid_from for version in (listed, *listed.earlier)]
        assert dates == sorted(set(dates), reverse=True)
