"""Names are found although a letter slipped, the nearest first."""

import pytest

from idva_desktop.vault.search_entries import SearchEntries
from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import new_id


def named(vault: Vault, given: str, family: str) -> str:
    client = new_id()
    answers = {"given_name": given, "family_name": family}
    SearchEntries(vault._connection).put("identity", client, client, answers)
    return client


def alike(vault: Vault, typed: str) -> list[str]:
    return [hit.owner for hit in vault.search_alike(typed)]


@pytest.mark.parametrize(
    ("given", "family", "typed"),
    [
        ("Alexandra", "Holt", "Alexsandra"),
        ("Muhammad", "Khan", "Mohamed"),
        ("Mohammed", "Khan", "muhamad"),
        ("John", "Holt", "Jhon"),
        ("John", "Holt", "ojhn"),
        ("Siobhán", "Ó Néill", "Siobahn"),
        ("Stephen", "Wright", "Steven"),
        ("Catherine", "Lee", "Katherine"),
        ("Wojciech", "Łukaszewski", "lukasewski"),
        ("Priya", "Whitcombe", "Pria Whitcome"),
        ("Alexandra", "Holt", "Alexsan"),
    ],
)
def test_a_name_is_found_although_a_letter_slipped(
    scratch: Vault, given: str, family: str, typed: str
) -> None:
    meant = named(scratch, given, family)
    named(scratch, "Yusuf", "Brzozowski")
    assert alike(scratch, typed) == [meant]


@pytest.mark.parametrize(
    "typed", ["Ann", "C-0001", "07700", "Holt 3", "", "zzzzzz", "Alexandra Kent"]
)
def test_short_words_numbers_and_other_names_mean_no_name(scratch: Vault, typed: str) -> None:
    named(scratch, "Ana", "Holt")
    named(scratch, "Alexandra", "Holt")
    assert alike(scratch, typed) == []


def test_the_nearest_comes_first_and_among_equals_the_newest(scratch: Vault) -> None:
    far = named(scratch, "Muhammad", "A")
    older = named(scratch, "Mohamed", "B")
    newer = named(scratch, "Mohamed", "C")
    assert alike(scratch, "Mohamad") == [newer, older, far]


def test_notes_hold_no_names_to_be_alike(scratch: Vault) -> None:
    answers = {"note": "Alexandra called"}
    SearchEntries(scratch._connection).put("contact", new_id(), "owner", answers)
    assert alike(scratch, "Alexsandra") == []
