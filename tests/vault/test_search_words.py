"""Words of notes are found by their beginnings, in every script, and whatever is typed is inert."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from idva_desktop.domain.record import Scope, record_types
from idva_desktop.domain.search_words import words_of
from idva_desktop.journal.acts import Act, Change
from idva_desktop.vault.connection import transaction
from idva_desktop.vault.rebuild import rebuild
from idva_desktop.vault.search_entries import SearchEntries, searched_of
from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import MadeVault, case_change, client_change, contact, new_id

NOTE = "Called at nine. She’d like window-locks; the café in Peckham is safe."
UNSEEN_OUTSIDE = st.characters(exclude_categories=["Cs"])


def note(vault: Vault, words: str, case: str = "") -> str:
    """Save a contact with this note; returns its id."""
    made = new_id()
    vault.commit(contact(case or new_id(), words, made))
    return made


def put(vault: Vault, words: str) -> str:
    """Put a note into the index alone; returns its id."""
    made = new_id()
    SearchEntries(vault._connection).put("contact", made, "owner", {"note": words})
    return made


def found(vault: Vault, typed: str) -> list[str]:
    return [hit.record_id for hit in vault.search_words(typed)]


@pytest.mark.parametrize(
    "typed",
    ["window", "WIND", "wi", "cafe", "Café peck", "locks called", "shed", "she'd", "window-lo"],
)
def test_a_note_is_found_by_the_beginnings_of_its_words(scratch: Vault, typed: str) -> None:
    kept = put(scratch, NOTE)
    assert found(scratch, typed) == [kept]


@pytest.mark.parametrize("typed", ["indow", "w", "locks-window", "peckham nowhere", "", " \n", "’"])
def test_what_begins_no_word_finds_nothing(scratch: Vault, typed: str) -> None:
    put(scratch, NOTE)
    assert found(scratch, typed) == []


INERT = (
    *("*", '"', '""', "-", "(", "\0", "^called", "words:window", "{words} : x"),
    *("NEAR(window called)", "window NOT called", "window OR zebra", "window + called"),
    "'; DROP TABLE word_entries; --",
)


@pytest.mark.parametrize("typed", INERT)
def test_what_the_index_would_take_for_a_command_is_looked_for_as_it_stands(
    scratch: Vault, typed: str
) -> None:
    kept = put(scratch, NOTE)
    literal = set(words_of(typed)) <= set(words_of(NOTE)) and len(typed) > 2 and words_of(typed)
    assert found(scratch, typed) == ([kept] if literal else [])
    assert found(scratch, "window") == [kept]


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("بيت آمن في لندن", "آمن"),
        ("مُحَمَّد called", "محمد"),
        ("নিরাপদ বাড়ি", "নিরা"),
        ("她在小明家里很安全", "小明"),
        ("彼女は安全です", "安全"),
        ("그녀는 안전하다", "안전"),
        ("שָׁלוֹם לך", "שלום"),
        ("อยู่ที่บ้าน", "บ้าน"),
        ("family 👩‍👩‍👧 here", "👩‍👩‍👧"),
        ("Łódź and Ørsted", "lodz orsted"),
        ("Straße", "strasse"),
        ("e\u0301cole", "école"),
        ("\u202bRTL\u202c mark", "rtl"),
        ("İzmir ISTANBUL", "izmir istanbul"),
        ("ﬁnance", "fin"),
    ],
)
def test_every_script_is_found(scratch: Vault, words: str, typed: str) -> None:
    kept = put(scratch, words)
    put(scratch, "Something else")
    assert found(scratch, typed) == [kept]


def test_the_newest_comes_first_and_no_more_than_asked_for(vault: Vault) -> None:
    kept = [note(vault, "window") for _ in range(3)]
    assert [hit.record_id for hit in vault.search_words("window", 2)] == kept[:0:-1]


def test_a_changed_or_removed_note_is_found_no_more(vault: Vault) -> None:
    case = new_id()
    kept = note(vault, "marmalade", case)
    vault.commit(Act("save", (case_change("contact", kept, case, {"note": "plum"}),)))
    assert (found(vault, "marmalade"), found(vault, "plum")) == ([], [kept])
    vault.commit(Act("remove", (Change("contact", kept, case, Scope.CASE, {}, removed=True),)))
    assert found(vault, "plum") == []
    back = Change("contact", kept, case, Scope.CASE, {}, removed=False)
    vault.commit(Act("save", (back,)))
    assert found(vault, "plum") == [kept]
    assert vault.audit().proved


def test_a_code_word_a_hash_and_a_ledger_row_are_never_searched(vault: Vault) -> None:
    client = new_id()
    saved = Change("safe_contact", client, client, Scope.CLIENT, {"code_word": "bluebell"})
    vault.commit(Act("save", (saved,)))
    assert vault.search_words("bluebell") == []
    assert vault.search("bluebell") == []
    named = {f"{kind.kind}.{name}" for kind in record_types() for name in searched_of(kind).names}
    assert named.isdisjoint(
        {"safe_contact.code_word", "imported_row.content", "issued_return.row", "case.worker"}
    )
    assert {"contact.note", "contact.opinion", "plan_action.what", "identity.address"} <= named


def test_a_rebuild_finds_what_the_live_index_finds(vault: Vault) -> None:
    client = new_id()
    vault.commit(Act("save", (client_change(client, {"given_name": "Zoë", "address": "1 Elm"}),)))
    for words in (NOTE, "她在小明家里", "plum"):
        note(vault, words)
    typed = ("window", "小明", "pl", "elm", "zo")
    before = [(sorted(found(vault, each)), len(vault.search(each))) for each in typed]
    with transaction(vault._connection):
        rebuild(vault._connection)
    assert [(sorted(found(vault, each)), len(vault.search(each))) for each in typed] == before
    assert vault.audit().proved


def test_a_kind_is_read_again_when_something_else_of_it_is_searched(made: MadeVault) -> None:
    with made.open() as vault:
        kept = note(vault, "window")
        with transaction(vault._connection):
            vault._connection.execute("UPDATE searched SET declared = '' WHERE kind = 'contact'")
            vault._connection.execute("DELETE FROM word_entries")
        assert found(vault, "window") == []
    with made.open() as vault:
        assert found(vault, "window") == [kept]
        assert vault.audit().proved


def test_rows_of_a_scope_leave_by_their_owner_and_the_words_with_them(vault: Vault) -> None:
    case = new_id()
    note(vault, "marmalade", case)
    other = note(vault, "plum")
    connection = vault._connection
    with transaction(connection):
        connection.execute("DELETE FROM word_entries WHERE owner = ?", (case,))
    assert found(vault, "marmalade") == []
    connection.execute("INSERT INTO word_index (word_index) VALUES ('optimize')")
    blocks = connection.execute("SELECT block FROM word_index_data").fetchall()
    assert b"marmalade" not in b"".join(block for (block,) in blocks)
    assert found(vault, "plum") == [other]


def test_an_index_that_was_tampered_with_is_found(vault: Vault) -> None:
    note(vault, "marmalade")
    vault._connection.execute("UPDATE word_entries SET digest = x'00'")
    assert [finding.fault for finding in vault.audit().findings] == ["projection"]
    vault._connection.execute("DELETE FROM word_entries")
    assert {finding.fault for finding in vault.audit().findings} == {"projection"}


def test_a_note_of_a_hundred_thousand_characters_is_found_to_its_last_word(vault: Vault) -> None:
    kept = note(vault, "word " * 19_990 + "ending")
    assert found(vault, "ending") == [kept]


many = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@many
@given(text=st.text(UNSEEN_OUTSIDE, max_size=60))
def test_every_word_that_is_kept_is_found_by_each_of_its_beginnings(
    scratch: Vault, text: str
) -> None:
    record = put(scratch, text)
    for word in words_of(text):
        for beginning in (word[:end] for end in range(1, len(word) + 1)):
            if len(beginning) == 1 and beginning.isascii():
                continue  # one letter begins too many words to mean any
            hits = scratch.search_words(beginning, 10_000)
            assert record in {hit.record_id for hit in hits}, beginning


@many
@given(text=st.text(max_size=40))
def test_no_search_raises_whatever_is_typed(scratch: Vault, text: str) -> None:
    for look in (scratch.search, scratch.search_alike, scratch.search_words):
        assert isinstance(look(text), list)


@many
@given(text=st.text(UNSEEN_OUTSIDE, max_size=30))
def test_a_whole_name_finds_itself_in_every_script(scratch: Vault, text: str) -> None:
    record = new_id()
    SearchEntries(scratch._connection).put("identity", record, "owner", {"family_name": text})
    if text.split() and scratch.search(text, 1):
        hits = {hit.record_id for hit in scratch.search(text, 10_000)}
        assert record in hits
