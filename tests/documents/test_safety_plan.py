import dataclasses
from datetime import date

import pytest

from idva_desktop.documents.safety_plan import (
    FULL,
    PLAIN,
    PlanCopy,
    PlannedAction,
    plan_file_name,
    plan_pdf,
)
from idva_desktop.domain.errors import OutputError, RefusedError
from idva_desktop.domain.vocab import code_list
from tests.documents.printed import fonts_of, metadata_of, pages_of, unpacked, words_of

SERVICE = "Harbour Advice\n020 7946 0018"
NEVER = frozenset({"Jo Example", "Example", "Harbour Advice", "HA-0142", "Sam Worker"})
ACTIONS = (
    PlannedAction("money", "Own account opened", "client", date(2026, 12, 1)),
    PlannedAction("home", "Spare key moved", "Client", date(2026, 11, 12), done=True),
    PlannedAction("weapons", "Ask for the cupboard to be locked", "Neighbour"),
    PlannedAction("sanctuary_measures", "Fit a letterbox plate", "Housing", date(2026, 11, 24)),
)
PLAN = PlanCopy(PLAIN, ACTIONS, review_by=date(2026, 11, 27), service=SERVICE, never_print=NEVER)


def with_copy(copy: str | None) -> PlanCopy:
    return dataclasses.replace(PLAN, copy=copy)


def with_action(what: str, who: str = "client", copy: str = PLAIN) -> PlanCopy:
    return dataclasses.replace(PLAN, copy=copy, actions=(PlannedAction("home", what, who),))


@pytest.mark.parametrize("copy", ["not_safe", "memory", None, "", "of_a_later_version"])
def test_no_copy_is_made_unless_the_plan_says_that_one_is_safe(copy: str | None) -> None:
    with pytest.raises(RefusedError, match="none was made"):
        plan_pdf(with_copy(copy))


def test_every_answer_is_either_printed_or_refused() -> None:
    printed = set()
    for code in code_list("plan_copy").codes:
        try:
            plan_pdf(with_copy(code.code))
        except RefusedError:
            continue
        printed.add(code.code)
    assert printed == {PLAIN, FULL}


def test_a_plain_copy_holds_the_actions_with_who_and_when() -> None:
    words = words_of(plan_pdf(PLAN))
    assert words.startswith("My plan To look at again by 27 November 2026")
    assert "Own account opened Me · by 1 December 2026" in words
    assert "Spare key moved Me · done" in words
    assert "Fit a letterbox plate Housing · by 24 November 2026" in words
    assert "999" in words


def test_a_plain_copy_tells_a_finder_nothing() -> None:
    everything = unpacked(plan_pdf(PLAN)).casefold()
    telling = ["idva", "isva", "safety plan", "abuse", "violence", "client", "harbour", "7946"]
    telling += ["weapons", "sanctuary", "court", "metropolitan", "police", "jo example", "ha-0142"]
    assert [word for word in telling if word in everything] == []
    assert metadata_of(plan_pdf(PLAN))["/Title"] == "My plan"
    assert plan_file_name(PLAN) == "my-plan.pdf"


def test_a_full_copy_names_the_service() -> None:
    full = plan_pdf(with_copy(FULL))
    words = words_of(full)
    assert "Harbour Advice 020 7946 0018" in words
    assert "Weapons" in words
    assert metadata_of(full)["/Title"] == "My safety plan"
    assert plan_file_name(with_copy(FULL)) == "my-safety-plan.pdf"


@pytest.mark.parametrize(
    "what",
    [
        "Ring Harbour Advice on Monday",
        "Ask for jo example at the desk",
        "Quote HA-0142",
        "Bring the safety plan",
        "Ask the IDVA first",
        "Tell the court about the domestic  abuse".replace("  ", " "),
    ],
)
def test_a_plain_copy_that_would_tell_is_refused_without_saying_the_word(what: str) -> None:
    with pytest.raises(RefusedError, match="action 1 under “Home”") as refusal:
        plan_pdf(with_action(what))
    assert what not in str(refusal.value)
    assert "Example" not in str(refusal.value)
    assert words_of(plan_pdf(with_action(what, copy=FULL)))


def test_a_telling_name_under_who_is_refused_as_well() -> None:
    with pytest.raises(RefusedError):
        plan_pdf(with_action("Ring on Monday", who="Sam Worker"))


def test_telling_words_in_the_words_for_an_emergency_are_refused() -> None:
    with pytest.raises(RefusedError, match="emergency"):
        plan_pdf(dataclasses.replace(PLAN, emergency=("Ring Harbour Advice.",)))


def test_a_word_that_only_begins_like_a_telling_one_is_printed() -> None:
    assert "Grapevine" in words_of(plan_pdf(with_action("Prune the Grapevine")))


def test_areas_stand_in_the_order_of_the_list() -> None:
    words = words_of(plan_pdf(with_copy(FULL)))
    places = [words.index(area) for area in ("Home", "Weapons", "Money", "Sanctuary measures")]
    assert places == sorted(places)


def test_an_action_of_an_unknown_area_is_still_printed() -> None:
    odd = dataclasses.replace(PLAN, actions=(PlannedAction("of_a_later_version", "Do it"),))
    assert "Also Do it" in words_of(plan_pdf(odd))


def test_signs_of_markup_are_printed_as_they_are() -> None:
    assert "Doors < 2 & <b>not</b>" in words_of(plan_pdf(with_action("Doors < 2 & <b>not</b>")))


def test_letters_that_the_font_lacks_are_refused_not_dropped() -> None:
    for letters in ("اتصل", "打电话", "\U0001f512"):
        with pytest.raises(OutputError, match="Latin letters") as refusal:
            plan_pdf(with_action(letters))
        assert letters not in str(refusal.value)
    assert "Zażółć" in words_of(plan_pdf(with_action("Zażółć")))


def test_a_long_plan_runs_over_pages_and_loses_nothing() -> None:
    many = tuple(PlannedAction("home", f"Step number {n} of many", "client") for n in range(60))
    pages = pages_of(plan_pdf(dataclasses.replace(PLAN, actions=many)))
    assert len(pages) > 2
    words = " ".join(pages)
    assert all(f"Step number {n} of many" in words for n in range(60))
    assert pages[0].count(f"1 of {len(pages)}") == 1


def test_an_action_longer_than_a_page_is_printed_whole() -> None:
    words = words_of(plan_pdf(with_action("word " * 79 + "end"), large_print=True))
    assert words.count("word ") == 79


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    areas = list(code_list("plan_area").codes)
    for count in range(1, 9):
        many = tuple(
            PlannedAction(area.code, f"Step {n} there", "client")
            for area in areas
            for n in range(count)
        )
        copy = dataclasses.replace(PLAN, copy=FULL, actions=many, service="")
        for page in pages_of(plan_pdf(copy)):
            above_foot, foot, _ = page.partition("Keep this where")
            assert foot
            assert not any(above_foot.strip().endswith(f" {area.label}") for area in areas)


def test_large_print_is_18_points() -> None:
    small, large = plan_pdf(PLAN), plan_pdf(PLAN, large_print=True)
    assert " 18 Tf" in unpacked(large)
    assert " 18 Tf" not in unpacked(small)
    assert words_of(large).startswith("My plan")


def test_the_same_plan_gives_the_same_bytes() -> None:
    first = plan_pdf(PLAN)
    plan_pdf(with_copy(FULL), large_print=True)
    assert plan_pdf(PLAN) == first


def test_every_font_is_ours_and_embedded() -> None:
    fonts = fonts_of(plan_pdf(PLAN))
    assert fonts
    assert all("Inter" in name and embedded for name, embedded in fonts.items())


def test_a_plan_in_a_log_tells_nothing() -> None:
    words = repr(PLAN) + repr(ACTIONS[0])
    assert "Own account" not in words
    assert "Example" not in words
