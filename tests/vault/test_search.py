"""Names and references are found whatever their accents, case and beginnings."""

import pytest

from idva_desktop.domain.record import Scope
from idva_desktop.journal.acts import Act, Change
from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import case_change, client_change, new_id, opened_case


@pytest.mark.parametrize("text", ["Zoë", "zoe", "ZO", "z", "O'Hara", "ohara", "har zo", "  zoe  "])
def test_a_client_is_found_by_any_part_of_the_name(vault: Vault, text: str) -> None:
    client, _ = opened_case(vault)
    assert [(hit.kind, hit.owner) for hit in vault.search(text)] == [("identity", client)]


def test_a_case_is_found_by_its_reference(vault: Vault) -> None:
    _, case = opened_case(vault)
    assert [hit.record_id for hit in vault.search("c-0001")] == [case]
    assert [hit.record_id for hit in vault.search("0001")] == [case]
    for figures in ("1", "01", "00"):
        assert [hit.record_id for hit in vault.search(figures)] == [case]
    assert vault.search("9") == []


@pytest.mark.parametrize("text", ["", "  ", "%", '"', "zoe xavier", "ara", 'zoe" OR "x', "*"])
def test_nothing_is_found_by_what_stands_nowhere(vault: Vault, text: str) -> None:
    opened_case(vault, name="Zoë")
    found = {hit.kind for hit in vault.search(text)}
    assert found <= ({"identity"} if text == "ara" else set())


def test_a_corrected_or_removed_name_is_found_no_more(vault: Vault) -> None:
    client, _ = opened_case(vault)
    vault.commit(Act("save", (client_change(client, {"given_name": "Anna"}),)))
    assert vault.search("zoe") == []
    assert len(vault.search("anna")) == 1
    removal = Change("identity", client, client, Scope.CLIENT, {}, removed=True)
    vault.commit(Act("remove", (removal,)))
    assert vault.search("anna") == []
    assert vault.audit().proved


def test_notes_are_searched_apart_from_names(vault: Vault) -> None:
    _, case = opened_case(vault)
    note = case_change("contact", new_id(), case, {"note": "Marmalade"})
    vault.commit(Act("save", (note,)))
    assert vault.search("marmalade") == []
    assert [hit.owner for hit in vault.search_words("marmalade")] == [case]


@pytest.mark.parametrize("typed", ["小明", "王小明", "明", "小"])
def test_a_name_of_a_script_without_spaces_is_found_by_any_part(vault: Vault, typed: str) -> None:
    client, _ = opened_case(vault, name="王小明")
    assert [hit.owner for hit in vault.search(typed)] == [client]


def test_no_more_is_returned_than_asked_for(vault: Vault) -> None:
    for _ in range(3):
        opened_case(vault)
    assert len(vault.search("ohara", limit=2)) == 2
