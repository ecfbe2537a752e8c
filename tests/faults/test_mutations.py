"""Bytes changed at random: a vault opens with the figures that it had, or says what is wrong."""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.records import Contact
from idva_desktop.journal.acts import Act
from idva_desktop.vault.header import MAGIC
from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import MadeVault, case_change, contact, new_id, opened_case
from tests.vault.test_header import mutated, rehashed

FILES = ("casework.db", "casework.db-wal", "vault.hdr")
CONTACTS = 12


@dataclass(frozen=True)
class Original:
    """A vault copied while it was open, so that its log is there, and what it holds."""

    made: MadeVault
    content: dict[str, bytes]
    truth: list[tuple[str | None, int | None]]


def read(vault: Vault) -> list[tuple[str | None, int | None]]:
    return sorted((held.note, held.minutes) for held in vault.fetch(Contact))


@pytest.fixture
def original(made: MadeVault, tmp_path: Path) -> Original:
    with made.open() as vault:
        _, case = opened_case(vault)
        records = [new_id() for _ in range(CONTACTS)]
        vault.commit_many(contact(case, f"note {n} " * 40, records[n]) for n in range(CONTACTS))
        vault._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        for minutes, record in enumerate(records[:4]):
            change = case_change("contact", record, case, {"minutes": minutes})
            vault.commit(Act("save", (change,)))
        truth = read(vault)
        # Acts younger than the last anchor, a minute at most, can be cut off the log untold.
        vault.refresh_anchor()
        shutil.copytree(made.folder, tmp_path / "copy")
    copy = MadeVault(tmp_path / "copy", made.code)
    content = {name: (copy.folder / name).read_bytes() for name in FILES}
    assert content["casework.db-wal"]
    return Original(copy, content, truth)


def outcome(original: Original, name: str, raw: bytes) -> str:
    """Open the vault with one file changed; returns how that ended."""
    folder = original.made.folder
    for other, content in original.content.items():
        (folder / other).write_bytes(raw if other == name else content)
    (folder / "casework.db-shm").unlink(missing_ok=True)
    try:
        vault = original.made.open()
    except IdvaError:
        return "refused"
    try:
        found = read(vault)
        report = vault.audit()
    except IdvaError:
        return "refused"
    finally:
        vault.close()
    if not report.proved:
        assert all(each.words.endswith(".") for each in report.findings)
        return "found"
    return "whole" if found == original.truth else "wrong"


def mutate(original: Original, rounds: int, seed: int) -> dict[str, set[str]]:
    dice = random.Random(seed)  # noqa: S311 - repeatable
    ends: dict[str, set[str]] = {name: set() for name in FILES}
    for turn in range(rounds):
        name = FILES[turn % len(FILES)]
        raw = mutated(original.content[name], dice)
        if name == "vault.hdr" and dice.random() < 0.5:
            raw = rehashed(raw)
        ends[name].add(outcome(original, name, raw))
    return ends


def judge(ends: dict[str, set[str]]) -> None:
    assert "wrong" not in set().union(*ends.values())
    assert ends["vault.hdr"] <= {"refused", "whole"}
    assert ends["casework.db"] & {"refused", "found"}
    assert "found" in ends["casework.db-wal"], "what was cut off the log is told by the anchor"


def test_no_changed_byte_gives_an_unexpected_error_or_a_wrong_figure(original: Original) -> None:
    judge(mutate(original, 210, 29))


@pytest.mark.soak
def test_no_changed_byte_of_six_thousand_gives_a_wrong_figure(original: Original) -> None:
    judge(mutate(original, 6000, 31))


def test_every_place_of_a_page_is_proved_by_its_mac(original: Original) -> None:
    whole = original.content["casework.db"]
    for place in range(20, len(whole), 9973):
        raw = bytearray(whole)
        raw[place] ^= 1
        assert outcome(original, "casework.db", bytes(raw)) != "wrong"


def test_a_header_put_together_by_somebody_without_the_key_opens_nothing(
    original: Original,
) -> None:
    raw = original.content["vault.hdr"]
    for content in (b"", MAGIC, MAGIC + b"\xa0", raw[:-32] + bytes(32), raw + b"\x00"):
        assert outcome(original, "vault.hdr", content) == "refused"
        assert outcome(original, "vault.hdr", rehashed(content)) == "refused"
