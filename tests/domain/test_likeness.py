"""Two descriptions of one person: by number, by name and day, or nearly so."""

from datetime import date

import pytest

from idva_desktop.domain.likeness import Alike, Person, Sureness, alike, is_named

BORN = date(1988, 6, 14)
ROBIN = Person(given="Robin", family="Example", born=BORN, number="P 123456", phone="07700 900142")


def test_one_number_means_one_person_whatever_the_names() -> None:
    found = alike(ROBIN, Person(given="R", family="Other", number="p123456"))
    assert found == Alike(Sureness.SURE, "Same warrant or staff number")


def test_the_same_name_and_day_mean_one_person() -> None:
    found = alike(ROBIN, Person(given="EXAMPLE", family="robin", born=BORN))
    assert found == Alike(Sureness.SURE, "Same name and date of birth")


@pytest.mark.parametrize(
    "other",
    [
        Person(given="Robin", family="Example"),
        Person(given="Robin", family="Example", born=date(1988, 6, 15)),
        Person(given="Robyn", family="Example", born=BORN),
        Person(given="R", family="Example", born=BORN),
        Person(given="Robin James", family="Exampel", born=BORN),
        Person(given="Someone", family="Else", phone="+44 7700 900142"),
    ],
)
def test_what_is_nearly_the_same_is_possible(other: Person) -> None:
    for found in (alike(ROBIN, other), alike(other, ROBIN)):
        assert found is not None
        assert found.sureness is Sureness.POSSIBLE


def test_another_name_used_counts_as_a_name() -> None:
    other = Person(given="Sam", family="Else", others="Bob Else; Robin Example", born=BORN)
    assert alike(ROBIN, other) == Alike(Sureness.SURE, "Same name and date of birth")


@pytest.mark.parametrize(
    "other",
    [
        Person(),
        Person(family="Example", born=BORN),
        Person(given="Robin", family="Example", born=date(1961, 2, 3)),
        Person(given="Sam", family="Other", born=BORN),
        Person(number="12", phone="999"),
        Person(given="R", family="E", born=BORN),
        Person(given="Alex", family="Example"),
    ],
)
def test_what_is_not_alike_is_not_matched(other: Person) -> None:
    assert alike(ROBIN, other) is None
    assert alike(other, ROBIN) is None


def test_nobody_is_like_nobody() -> None:
    assert alike(Person(), Person()) is None
    assert alike(Person(number="--", phone="()"), Person(number="--", phone="()")) is None


def test_accents_hyphens_and_apostrophes_make_no_other_name() -> None:
    one = Person(given="Zoë", family="O’Hara-Smith", born=BORN)
    other = Person(given="Zoe", family="OHara Smith", born=BORN)
    found = alike(one, other)
    assert found is not None
    assert found.sureness is Sureness.SURE


def test_day_and_month_turned_round_are_near() -> None:
    one = Person(given="Robin", family="Example", born=date(1988, 6, 4))
    found = alike(one, Person(given="Robin", family="Example", born=date(1988, 4, 6)))
    assert found is not None
    assert found.sureness is Sureness.POSSIBLE


def test_the_words_never_say_what_was_compared() -> None:
    found = alike(ROBIN, ROBIN)
    assert found is not None
    assert "robin" not in found.words.casefold()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("DI Pat Marsh, chair", True),
        ("marsh, pat", True),
        ("Pat Smith; Jo Marshall", False),
        ("the Wapping custody team", True),
        ("custody at Wapping", False),
        ("PC 4471-AB", True),
        ("", False),
    ],
)
def test_somebody_is_named_by_name_unit_or_number(words: str, *, named: bool) -> None:
    assert is_named(words, name="Pat Marsh", unit="Wapping custody", number="4471AB") is named


def test_an_empty_entry_names_nobody() -> None:
    assert not is_named("anybody at all")
