"""A full disk, a cut or damaged log, old pages put back: each is said plainly, nothing is lost."""

import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from idva_desktop.domain.errors import (
    DamagedDatabaseError,
    EmptyDatabaseError,
    VaultError,
    VaultFullError,
)
from idva_desktop.domain.records import Contact
from idva_desktop.journal.acts import Act
from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import (
    PASSPHRASE,
    MadeVault,
    case_change,
    contact,
    new_id,
    opened_case,
)

PAGE = 4096


def test_a_full_disk_is_said_and_nothing_is_half_written(vault: Vault) -> None:
    _, case = opened_case(vault)
    vault.commit(contact(case))
    vault.save_draft("k", "contact", {"note": "typed"}, "note")
    connection = vault._connection
    row = connection.execute("PRAGMA page_count").fetchone()
    assert row is not None
    connection.execute(f"PRAGMA max_page_count = {row[0] + 1}")
    before = vault.history(case)
    with pytest.raises(VaultFullError, match="full"):
        vault.commit(contact(case, "long " * 8000), settles_draft="k")
    with pytest.raises(VaultFullError):
        vault.commit_many(contact(case) for _ in range(100))
    assert vault.history(case) == before
    assert vault.draft("k") is not None
    assert vault.audit().proved
    connection.execute("PRAGMA max_page_count = 1000000")
    vault.commit(contact(case, "long " * 8000), settles_draft="k")
    assert vault.count(Contact) == 2
    assert vault.audit().proved


def copied_in_use(made: MadeVault, to: Path, saves: int) -> tuple[MadeVault, list[str], str]:
    """Return a copy of a vault with its log still open, as after a power cut."""
    with made.open() as vault:
        _, case = opened_case(vault)
        vault.refresh_anchor()
        records = [new_id() for _ in range(saves)]
        for record in records:
            vault.commit(contact(case, "note", record))
        shutil.copytree(made.folder, to)
    return MadeVault(to, made.code), records, case


@pytest.mark.parametrize("harm", ["cut", "zeroed", "flipped"])
def test_a_harmed_log_keeps_a_prefix_of_the_acts_and_never_a_half(
    made: MadeVault, tmp_path: Path, harm: str
) -> None:
    dice = random.Random(5)  # noqa: S311 - repeatable
    original, records, case = copied_in_use(made, tmp_path / "copy", 8)
    log = (original.folder / "casework.db-wal").read_bytes()
    for turn in range(6):
        folder = tmp_path / f"{harm}{turn}"
        shutil.copytree(original.folder, folder)
        place = dice.randrange(32, len(log))
        harmed = {
            "cut": log[:place],
            "zeroed": log[:place] + bytes(len(log) - place),
            "flipped": log[:place] + bytes([log[place] ^ 1]) + log[place + 1 :],
        }[harm]
        (folder / "casework.db-wal").write_bytes(harmed)
        (folder / "casework.db-shm").unlink(missing_ok=True)
        with MadeVault(folder, made.code).open() as vault:
            kept = {held.id for held in vault.fetch(Contact, owner=case)}
            assert kept == set(records[: len(kept)])
            vault.commit(contact(case))
            assert {finding.fault for finding in vault.audit().findings} <= {"rolled_back"}


def test_a_log_without_harm_gives_everything_back(made: MadeVault, tmp_path: Path) -> None:
    copy, records, case = copied_in_use(made, tmp_path / "copy", 8)
    with copy.open() as vault:
        assert {held.id for held in vault.fetch(Contact, owner=case)} == set(records)
        assert vault.audit().proved


def test_a_wrong_passphrase_after_a_power_cut_leaves_the_log_alone(
    made: MadeVault, tmp_path: Path
) -> None:
    copy, records, case = copied_in_use(made, tmp_path / "copy", 3)
    (copy.folder / "casework.db-shm").unlink()
    before = {path.name: path.read_bytes() for path in copy.folder.iterdir() if path.is_file()}
    for passphrase, name in (("no", None), (PASSPHRASE, "Nobody")):
        with pytest.raises(VaultError):
            copy.open(passphrase, name)
    after = {path.name: path.read_bytes() for path in copy.folder.iterdir() if path.is_file()}
    assert after == before
    with copy.open() as vault:
        assert {held.id for held in vault.fetch(Contact, owner=case)} == set(records)


def test_an_old_copy_of_the_database_put_back_is_found(made: MadeVault, tmp_path: Path) -> None:
    with made.open() as vault:
        _, case = opened_case(vault)
    old = (made.folder / "casework.db").read_bytes()
    with made.open() as vault:
        vault.commit_many(contact(case) for _ in range(3))
    (made.folder / "casework.db").write_bytes(old)
    with made.open() as vault:
        report = vault.audit()
        assert [finding.fault for finding in report.findings] == ["rolled_back"]
        assert "rolled back" in report.findings[0].words
        vault.commit(contact(case))
        assert [finding.fault for finding in vault.audit().findings] == ["rolled_back"]
    assert tmp_path in made.folder.parents


def test_a_whole_old_folder_put_back_is_found_by_a_backups_anchor(
    made: MadeVault, tmp_path: Path
) -> None:
    with made.open() as vault:
        _, case = opened_case(vault)
    shutil.copytree(made.folder, tmp_path / "old")
    with made.open() as vault:
        vault.commit(contact(case))
        vault.backup()
    for name in ("casework.db", "vault.hdr"):
        shutil.copy(tmp_path / "old" / name, made.folder / name)
    with made.open() as vault:
        assert [finding.fault for finding in vault.audit().findings] == ["rolled_back"]


def test_without_an_anchor_elsewhere_the_audit_says_so(vault: Vault) -> None:
    report = vault.audit()
    assert report.proved
    assert any("No anchor" in remark for remark in report.remarks)
    vault.backup()
    assert not any("No anchor" in remark for remark in vault.audit().remarks)


def test_one_old_page_put_back_is_found_though_every_page_proves(
    made: MadeVault, tmp_path: Path
) -> None:
    with made.open() as vault:
        _, case = opened_case(vault)
        record = new_id()
        vault.commit(contact(case, "", record))
    database = made.folder / "casework.db"
    old = database.read_bytes()
    with made.open() as vault:
        change = case_change("contact", record, case, {"minutes": 55})
        vault.commit(Act("save", (change,)))
    new = database.read_bytes()
    differing = [
        start
        for start in range(PAGE, min(len(old), len(new)), PAGE)
        if old[start : start + PAGE] != new[start : start + PAGE]
    ]
    assert differing
    outcomes = {
        old_page_outcome(made, new[:at] + old[at : at + PAGE] + new[at + PAGE :], record)
        for at in differing
    }
    assert outcomes <= {"found", "found, and shown as before", "refused", "nothing changed"}
    assert "found, and shown as before" in outcomes
    assert tmp_path in made.folder.parents


def old_page_outcome(made: MadeVault, database: bytes, record: str) -> str:
    (made.folder / "casework.db").write_bytes(database)
    header = (made.folder / "vault.hdr").read_bytes()
    try:
        with made.open() as vault:
            held = vault.fetch_one(Contact, record)
            report = vault.audit()
            pages = any(finding.fault == "pages" for finding in report.findings)
    except DamagedDatabaseError:
        return "refused"
    finally:
        (made.folder / "vault.hdr").write_bytes(header)
    if pages:
        return "refused"
    as_before = held is None or held.minutes != 55
    if report.proved:
        return "undetected" if as_before else "nothing changed"
    return "found, and shown as before" if as_before else "found"


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_is_years_wrong_moves_nothing(made: MadeVault, years: int) -> None:
    def clock() -> datetime:
        return datetime(2026 + years, 7, 1, tzinfo=UTC)

    with made.open() as vault:
        _, case = opened_case(vault)
    with Vault.open(
        made.folder, passphrase=PASSPHRASE, device_code=made.code, clock=clock
    ) as vault:
        vault.commit(Act("save", (case_change("case", case, case, {"strand": "IDVA"}),)))
        vault.backup()
    with made.open() as vault:
        vault.commit(Act("save", (case_change("case", case, case, {"strand": "ISVA"}),)))
        strands = [each.after for each in vault.history(case) if each.question == "strand"]
        assert strands == ["IDVA", "ISVA"]
        assert vault.audit().proved


DAMAGE: list[Callable[[bytearray], None]] = [
    lambda raw: raw.__delitem__(slice(len(raw) // 2, None)),
    lambda raw: raw.__setitem__(slice(PAGE * 3, PAGE * 4), bytes(PAGE)),
    lambda raw: raw.__setitem__(slice(PAGE * 5, PAGE * 6), raw[PAGE * 6 : PAGE * 7]),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_pages_are_said_plainly_and_found_by_the_audit(
    made: MadeVault, damage: Callable[[bytearray], None]
) -> None:
    with made.open() as vault:
        _, case = opened_case(vault)
        vault.commit_many(contact(case, "note " * 40) for _ in range(50))
    raw = bytearray((made.folder / "casework.db").read_bytes())
    damage(raw)
    (made.folder / "casework.db").write_bytes(raw)
    try:
        vault = made.open()
    except (DamagedDatabaseError, EmptyDatabaseError):
        return
    try:
        assert not vault.audit().proved
    finally:
        vault.close()
