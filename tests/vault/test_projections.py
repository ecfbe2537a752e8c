"""Projections follow from the acts, and a new question is one line in one file."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import pytest

from idva_desktop.domain import record as declarations
from idva_desktop.domain.errors import NewerSchemaError
from idva_desktop.domain.questions import Disclosure, Link, Moment, Text, WholeNumber
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records import Case
from idva_desktop.journal.acts import Act
from idva_desktop.vault.connection import open_database, transaction
from idva_desktop.vault.rebuild import rebuild
from idva_desktop.vault.schema import (
    migrate,
    migrations,
    newest_version,
    refuse_newer,
    schema_of,
    version_of,
)
from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import MadeVault, case_change, contact, new_id, opened_case

KIND = "made_up"


def words(label: str) -> Text:
    return Text(label=label, purpose="To test", disclosure=Disclosure.NEVER)


def number(label: str) -> WholeNumber:
    return WholeNumber(label=label, purpose="To test", disclosure=Disclosure.COUNTABLE)


@pytest.fixture
def declared() -> Iterator[None]:
    """Forget at the end whatever a test declared."""
    before = dict(declarations._KINDS)
    yield
    declarations._KINDS.clear()
    declarations._KINDS.update(before)


def declare_first() -> type[Record]:
    @record(kind=KIND, title="Made up", scope=Scope.CASE)
    class First(Record):
        one: Annotated[str | None, words("One")] = None

    return First


def declare_second() -> type[Record]:
    @record(kind=KIND, title="Made up", scope=Scope.CASE)
    class Second(Record):
        one: Annotated[str | None, words("One")] = None
        two: Annotated[int | None, number("Two")] = None
        when: Annotated[
            object, Moment(label="When", purpose="To test", disclosure=Disclosure.COUNTABLE)
        ] = None
        other: Annotated[
            str | None,
            Link(label="Other", purpose="To test", disclosure=Disclosure.INTERNAL, to="case"),
        ] = None

    return Second


def save(vault: Vault, case: str, **answers: str | int) -> str:
    made = new_id()
    vault.commit(Act("save", (case_change(KIND, made, case, answers),)))
    return made


def everything(vault: Vault) -> dict[str, list[tuple[object, ...]]]:
    """Return every row that the screens read."""
    tables = [
        name
        for (name,) in vault._connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name GLOB 'r_*'"
            " OR name IN ('members', 'notices', 'unseen', 'projections'))"
        ).fetchall()
    ]
    found = {
        name: vault._connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()  # noqa: S608 - names of the schema
        for name in tables
    }
    found["search"] = vault._connection.execute(
        "SELECT record_id, kind, owner, words FROM search_entries ORDER BY 1, 2"
    ).fetchall()
    return found


def test_rebuilt_is_live(vault: Vault) -> None:
    client, case = opened_case(vault)
    record_id = new_id()
    vault.commit(contact(case, "first", record_id))
    change = case_change("contact", record_id, case, {"minutes": 25, "note": None})
    vault.commit(Act("save", (change,)))
    vault.commit(Act("read", about=client))
    other, _ = opened_case(vault, name="Ann")
    assert other != client
    live = everything(vault)
    assert sum(map(len, live.values())) > 10
    with transaction(vault._connection):
        rebuild(vault._connection)
    assert everything(vault) == live
    assert [hit.owner for hit in vault.search("zoe")] == [client]
    assert vault.audit().proved


@pytest.mark.usefixtures("declared")
def test_a_new_question_gets_its_columns_and_keeps_what_is_there(made: MadeVault) -> None:
    first = declare_first()
    with made.open() as vault:
        _, case = opened_case(vault)
        kept = save(vault, case, one="kept")
    second = declare_second()
    with made.open() as vault:
        assert vault.fetch_one(second, kept) is not None
        added = save(vault, case, two=2, when="2026-07-01T23:30:00Z", other=kept)
        rows = {row[0]: row[3:] for row in vault.countable_rows(second, ["two", "when"])}
        assert rows == {kept: (None, None), added: (2, "2026-07-02")}
        assert [held.id for held in vault.fetch(second, other=kept)] == [added]
        assert vault.audit().proved
    assert first.kind == second.kind


@pytest.mark.usefixtures("declared")
def test_answers_of_a_newer_program_survive_an_older_one(made: MadeVault) -> None:
    second = declare_second()
    with made.open() as vault:
        _, case = opened_case(vault)
        kept = save(vault, case, one="old", two=2)
    declare_first()
    with made.open() as vault:
        vault.commit(Act("save", (case_change(KIND, kept, case, {"one": "changed"}),)))
        assert vault.audit().proved
    second = declare_second()
    with made.open() as vault:
        assert next(vault.countable_rows(second, ["two"]))[3:] == (2,)
        held = vault.fetch_one(second, kept)
        assert held is not None
        assert getattr(held, "one", None) == "changed"
        assert vault.audit().proved


@pytest.mark.usefixtures("declared")
def test_records_of_a_kind_that_this_program_does_not_know_survive_it(made: MadeVault) -> None:
    second = declare_second()
    with made.open() as vault:
        _, case = opened_case(vault)
        kept = save(vault, case, two=2)
    del declarations._KINDS[KIND]
    with made.open() as vault:
        with transaction(vault._connection):
            rebuild(vault._connection)
        assert vault.audit().proved
        assert [entry.question for entry in vault.history(case, kept)] == ["two"]
    declarations._KINDS[KIND] = second
    with made.open() as vault:
        assert [held.id for held in vault.fetch(second)] == [kept]
        assert vault.audit().proved


def test_a_projection_that_was_tampered_with_is_found(vault: Vault) -> None:
    _, case = opened_case(vault)
    vault.commit(contact(case))
    vault._connection.execute('UPDATE r_contact SET "minutes" = 1')
    assert [finding.fault for finding in vault.audit().findings] == ["projection"]
    vault._connection.execute("DELETE FROM r_contact")
    assert {finding.fault for finding in vault.audit().findings} == {"projection"}


def test_the_journal_itself_refuses_to_be_altered(vault: Vault) -> None:
    opened_case(vault)
    for statement in ("DELETE FROM envelopes", "UPDATE envelopes SET n = n + 100"):
        with pytest.raises(Exception, match="only appended to"):
            vault._connection.execute(statement)


def test_the_committed_schema_is_what_the_migrations_make(tmp_path: Path) -> None:
    connection = open_database(tmp_path / "new.db", bytes(32), create=True)
    migrate(connection)
    committed = files("idva_desktop.vault").joinpath("sql", "schema.sql").read_text("utf-8")
    assert schema_of(connection) == committed
    assert version_of(connection) == newest_version()
    migrate(connection)
    assert schema_of(connection) == committed
    connection.close()


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in migrations()] == list(range(1, newest_version() + 1))


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    connection = open_database(tmp_path / "new.db", bytes(32), create=True)
    migrate(connection)
    refuse_newer(connection)
    connection.execute(f"PRAGMA user_version = {newest_version() + 1}")
    with pytest.raises(NewerSchemaError):
        refuse_newer(connection)
    connection.close()


def test_before_a_migration_a_backup_is_made(
    made: MadeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made.open() as vault:
        _, case = opened_case(vault)
    later = [*migrations(), (newest_version() + 1, "CREATE TABLE later (x INTEGER) STRICT")]
    monkeypatch.setattr("idva_desktop.vault.schema.migrations", lambda: later)
    with made.open() as vault:
        assert version_of(vault._connection) == later[-1][0]
        assert [held.id for held in vault.fetch(Case)] == [case]
        assert len(list((made.folder / "backups").iterdir())) == 1
        assert vault.audit().proved
    made.open().close()
    assert len(list((made.folder / "backups").iterdir())) == 1


def test_a_migration_that_fails_changes_nothing(
    made: MadeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = "CREATE TABLE later (x INTEGER) STRICT;\n\nCREATE TABLE members (x INTEGER)"
    wrong = [*migrations(), (newest_version() + 1, broken)]
    with monkeypatch.context() as patch:
        patch.setattr("idva_desktop.vault.schema.migrations", lambda: wrong)
        with pytest.raises(Exception, match="already exists"):
            made.open()
    with made.open() as vault:
        assert version_of(vault._connection) == newest_version()
        rows = vault._connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'later'")
        assert rows.fetchall() == []
        assert vault.audit().proved
