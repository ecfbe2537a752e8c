import pytest

from idva_desktop.domain.redaction import STRUCK, Detail, Spelling, findings, strike

HOME = Detail("Home address", "Flat 3, 12 Example Road\nLondon\nN1 9ZZ", Spelling.ADDRESS)
MOBILE = Detail("Personal mobile", "07700 900142", Spelling.NUMBER)
NAME = Detail("First name", "José Ann", Spelling.NAME)
WORD = Detail("Code word", "blue bell", Spelling.WHOLE)


@pytest.mark.parametrize(
    ("detail", "text", "surfaces"),
    [
        (HOME, "She is at 12, example ROAD now.", ("12, example ROAD",)),
        (HOME, "post to n19zz or N1 9ZZ", ("n19zz", "N1 9ZZ")),
        (HOME, "She lives in London.", ()),
        (HOME, "112 Example Road", ()),
        (MOBILE, "ring 07700900142", ("07700900142",)),
        (
            MOBILE,
            "ring +44 7700 900-142 or (07700) 900 142",
            ("+44 7700 900-142", "07700) 900 142"),
        ),
        (MOBILE, "ring 07700 900143", ()),
        (NAME, "Jose said so; ANN did not", ("Jose", "ANN")),
        (NAME, "Annabel and Joseph", ()),
        (WORD, "the word is Blue-bell.", ("Blue-bell",)),
        (WORD, "a blue door bell", ()),
    ],
)
def test_a_detail_is_found_however_it_is_spelled(
    detail: Detail, text: str, surfaces: tuple[str, ...]
) -> None:
    assert tuple(s for found in findings([detail], text) for s in found.surfaces) == surfaces


@pytest.mark.parametrize("spelling", list(Spelling))
@pytest.mark.parametrize("words", ["", " ", "—", "1", "a"])
def test_a_detail_of_no_words_is_found_nowhere_and_stops_nothing(
    words: str, spelling: Spelling
) -> None:
    findings([Detail("Anything", words, spelling)], "some — text of 1 person")


def test_findings_of_one_name_are_told_together() -> None:
    other = Detail("First name", "Robin", Spelling.NAME)
    (found,) = findings([NAME, other], "Robin, Ann and robin")
    assert (found.surfaces, found.count) == (("Robin", "Ann", "robin"), 3)


def test_what_is_found_can_be_struck_out_by_its_own_words() -> None:
    text = "At 12, example ROAD, ring +44 7700 900-142, ask for Ann. ANN is there. Blue-bell"
    details = [HOME, MOBILE, NAME, WORD]
    struck = [surface for found in findings(details, text) for surface in found.surfaces]
    assert findings(details, strike(text, struck)) == []


def test_words_are_struck_whole_in_any_case_and_leave_no_length() -> None:
    assert strike("Ann, ANN and Annabel", ["ann"]) == f"{STRUCK}, {STRUCK} and Annabel"
    assert strike("the  old\nhouse", ["old house"]) == f"the  {STRUCK}"
    assert strike("A (b) c", ["(b)"]) == f"A {STRUCK} c"
    assert strike("nothing", ["", "  "]) == "nothing"


def test_the_longer_words_are_struck_first() -> None:
    assert strike("Ann Example", ["Ann", "Ann Example"]) == STRUCK
