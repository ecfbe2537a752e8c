from hypothesis import given
from hypothesis import strategies as st

from idva_desktop.domain.search_words import fold, words_of


@given(text=st.text(max_size=80))
def test_folding_is_done_with_after_once(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert words_of(folded) == words_of(text)


@given(text=st.text(max_size=80))
def test_a_word_holds_no_space_and_nothing_that_a_command_needs(text: str) -> None:
    for word in words_of(text):
        assert word.split() == [word]
        assert not set(word) & set("\"'*^:(){}+-\0")


@given(text=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=80))
def test_plain_english_is_parted_the_same_way_with_and_without_an_accent_beside(text: str) -> None:
    assert words_of(f"{text} é") == [*words_of(text), "e"]


def test_apostrophes_join_and_dashes_part() -> None:
    assert words_of("She’d see O'Hara—today") == ["shed", "see", "ohara", "today"]
    assert fold("  Zoë   O’HARA ") == "zoe ohara"
