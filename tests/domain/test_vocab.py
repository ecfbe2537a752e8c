import pytest

from idva_desktop.domain.vocab import NOT_ASKED, NOT_KNOWN, PREFER_NOT_TO_SAY, code_list, code_lists


def test_a_code_shows_its_label_and_an_unknown_code_shows_itself() -> None:
    strands = code_list("strand")
    assert strands.label("BOTH") == "Both"
    assert strands.label("of_a_later_version") == "of_a_later_version"
    assert "IDVA" in strands
    assert "idva" not in strands


def test_what_was_not_said_is_kept_apart_from_no_and_from_each_other() -> None:
    listed = code_list("ethnicity")
    unsaid = [NOT_KNOWN, PREFER_NOT_TO_SAY, NOT_ASKED]
    assert all(code in listed for code in unsaid)
    assert len({listed.group("ethnicity", code) for code in unsaid}) == 3
    assert listed.group("ethnicity", None) == NOT_ASKED
    assert listed.group("ethnicity", "of_a_later_version") == NOT_KNOWN


def test_the_eighteen_groups_fall_into_five() -> None:
    listed = code_list("ethnicity")
    groups = {code.groups["ethnicity"] for code in listed.codes if code.groups}
    assert groups == {"white", "mixed", "asian", "black", "other"}
    assert sum(bool(code.groups) for code in listed.codes) == 18


def test_a_code_without_a_group_is_its_own() -> None:
    assert code_list("age_band").group("age_band", "25_34") == "25_34"


def test_every_list_is_read_once_and_says_since_when() -> None:
    assert code_lists() is code_lists()
    assert {listed.valid_from for listed in code_lists().values()} == {"2025-04-01"}
    with pytest.raises(KeyError):
        code_list("never_shipped")
