"""Files of a case are sealed in pieces, proved by their record, and opened whole or not at all."""

import hashlib

import pytest

from idva_desktop.domain.errors import JournalError
from idva_desktop.journal.acts import Act
from idva_desktop.vault.vault import Vault
from tests.vault.decrypted import everything
from tests.vault.made_vault import case_change, new_id, opened_case

CONTENT = b"Non-molestation order " * 30_000


@pytest.fixture
def kept(vault: Vault) -> tuple[str, str]:
    """Keep a file; returns its case and its id."""
    _, case = opened_case(vault)
    digest = hashlib.sha256(CONTENT).hexdigest()
    change = case_change("attachment", new_id(), case, {"name": "Order", "sha256": digest})
    vault.attach(Act("attach", (change,)), case, change.record_id, CONTENT)
    return case, change.record_id


def test_a_file_comes_back_as_it_was_added(vault: Vault, kept: tuple[str, str]) -> None:
    assert vault.attachment(*kept) == CONTENT
    assert vault.audit().proved


def test_the_pages_hold_no_word_of_it_even_for_the_database_key(
    vault: Vault, kept: tuple[str, str]
) -> None:
    assert kept
    assert b"Non-molestation" not in everything(vault)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE attachment_parts SET content = substr(content, 2) WHERE part = 1",
        "UPDATE attachment_parts SET part = part + 10",
        "UPDATE attachment_parts SET content = (SELECT content FROM attachment_parts LIMIT 1)",
        "DELETE FROM attachment_parts WHERE part = 3",
        "DELETE FROM attachment_parts",
    ],
)
def test_a_piece_that_was_changed_moved_or_left_out_is_found(
    vault: Vault, kept: tuple[str, str], change: str
) -> None:
    vault._connection.execute(change)
    with pytest.raises(JournalError, match="does not prove"):
        vault.attachment(*kept)
    assert [finding.words for finding in vault.audit().findings] == [
        "A document is not the one that was added: a part of it is missing or was changed."
    ]


def test_another_file_in_its_place_is_found(vault: Vault, kept: tuple[str, str]) -> None:
    case, attachment = kept
    vault._connection.execute("DELETE FROM attachment_parts")
    vault.attach(Act("read", about=case), case, attachment, b"forged")
    assert not vault.audit().proved
