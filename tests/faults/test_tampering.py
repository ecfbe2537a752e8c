"""Whoever holds the database key still cannot change the journal unseen."""

from collections.abc import Callable

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlcipher3 import Connection

from idva_desktop.journal.chain import Fault
from idva_desktop.journal.envelopes import EnvelopeHeader, digest, read_envelope, seal
from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import MadeVault, contact, opened_case


@pytest.fixture
def opened(vault: Vault) -> Vault:
    _, case = opened_case(vault)
    vault.commit_many(contact(case, f"note {n}") for n in range(6))
    vault.refresh_anchor()
    connection = vault._connection
    connection.execute("DROP TRIGGER envelopes_are_never_altered")
    connection.execute("DROP TRIGGER envelopes_are_never_removed")
    return vault


def body_of(connection: Connection, n: int) -> bytes:
    row = connection.execute("SELECT body FROM envelopes WHERE n = ?", (n,)).fetchone()
    assert row is not None
    return bytes(row[0])


def alter(connection: Connection) -> None:
    body = bytearray(body_of(connection, 5))
    body[len(body) // 2] ^= 1
    connection.execute("UPDATE envelopes SET body = ? WHERE n = 5", (bytes(body),))


def take_out(connection: Connection) -> None:
    connection.execute("DELETE FROM envelopes WHERE n = 5")


def take_off_the_end(connection: Connection) -> None:
    connection.execute("DELETE FROM envelopes WHERE n > 6")
    tip = digest(body_of(connection, 6))
    connection.execute("UPDATE devices SET n = 6, digest = ?", (tip,))


def reorder(connection: Connection) -> None:
    connection.execute("UPDATE envelopes SET seq = 100 WHERE n = 5")


def renumber(connection: Connection) -> None:
    connection.execute("UPDATE envelopes SET n = 100 WHERE n = 5")
    connection.execute("UPDATE envelopes SET n = 5 WHERE n = 6")
    connection.execute("UPDATE envelopes SET n = 6 WHERE n = 100")


def refile(connection: Connection) -> None:
    connection.execute("UPDATE envelopes SET scope = 1 WHERE n = 5")


def forge(connection: Connection) -> None:
    """Append an act under a key of one's own, chained and sealed as it should be."""
    last = read_envelope(body_of(connection, 9))
    fields = cbor2.loads(last.header_bytes)
    row = connection.execute("SELECT key FROM scopes WHERE box = ?", (last.header.box,)).fetchone()
    assert row is not None
    key = row[0]
    words = last.open(key)
    fields[2], fields[3], fields[-1] = 10, digest(body_of(connection, 9)), bytes(16)
    body = seal(
        EnvelopeHeader(*fields),
        words,
        key=key,
        nonce=bytes(12),
        signer=Ed25519PrivateKey.generate(),
    )
    connection.execute(
        "INSERT INTO envelopes (device, n, scope, body) SELECT device, 10, scope, ?"
        " FROM envelopes WHERE n = 9",
        (body,),
    )
    connection.execute("UPDATE devices SET n = 10, digest = ?", (digest(body),))


def fork(connection: Connection) -> None:
    connection.execute(
        "INSERT INTO envelopes (device, n, scope, body) SELECT device, 50, scope, body"
        " FROM envelopes WHERE n = 5"
    )


TAMPERING: list[tuple[Callable[[Connection], None], Fault]] = [
    (alter, Fault.ALTERED),
    (take_out, Fault.MISSING),
    (take_off_the_end, Fault.ROLLED_BACK),
    (reorder, Fault.REORDERED),
    (renumber, Fault.REORDERED),
    (refile, Fault.REORDERED),
    (forge, Fault.UNKNOWN_SIGNER),
    (fork, Fault.FORKED),
]


@pytest.mark.parametrize(("harm", "fault"), TAMPERING)
def test_the_audit_names_what_was_done(
    opened: Vault, harm: Callable[[Connection], None], fault: Fault
) -> None:
    assert opened.audit().proved
    harm(opened._connection)
    assert fault in {finding.fault for finding in opened.audit().findings}


def test_the_audits_words_are_plain_and_hold_no_clients_word(opened: Vault) -> None:
    alter(opened._connection)
    take_out(opened._connection)
    for finding in opened.audit().findings:
        assert finding.words.endswith(".")
        for word in ("note 1", "Zoë", "C-0001", "SELECT", "Error"):
            assert word not in finding.words


def test_what_was_taken_off_the_end_is_still_told_after_further_acts(
    made: MadeVault,
) -> None:
    with made.open() as vault:
        _, case = opened_case(vault)
        vault.commit_many(contact(case) for _ in range(6))
        vault.refresh_anchor()
        connection = vault._connection
        connection.execute("DROP TRIGGER envelopes_are_never_removed")
        take_off_the_end(connection)
    with made.open() as vault:
        vault.commit_many(contact(case) for _ in range(6))
        assert Fault.ROLLED_BACK in {finding.fault for finding in vault.audit().findings}
