"""A process killed, or a disk that is full, in the middle of keeping a file or changing a key."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from idva_desktop.domain.errors import VaultError
from idva_desktop.domain.records import Attachment, Contact
from idva_desktop.vault.vault import Vault
from tests.faults.keeping_process import CONTENT, MOMENTS, attach
from tests.faults.test_refusing_disk import log_size, no_file_beyond
from tests.vault.decrypted import everything
from tests.vault.made_vault import MadeVault, new_id
from tests.vault.test_erasing import MARKER, erase_act
from tests.vault.test_rekeying import RIGHT, mended_case

ROOT = Path(__file__).parents[2]


def _killed(made: MadeVault, case: str, attachment: str, what: str, moment: str) -> str:
    command = [sys.executable, "-m", "tests.faults.keeping_process"]
    died = subprocess.run(
        [*command, str(made.folder), made.code, case, attachment, what, moment],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert died.returncode == -9, died.stderr
    assert MARKER not in died.stdout + died.stderr
    return died.stdout


@pytest.mark.parametrize("moment", MOMENTS["attach"])
def test_a_file_whose_keeping_was_cut_short_is_whole_or_not_there(
    made: MadeVault, moment: str
) -> None:
    with made.open() as vault:
        case = mended_case(vault)
        vault.save_draft("k", "attachment", {"attachment.name": "Order"}, "attachment.name")
    attachment = new_id()
    done = "done" in _killed(made, case, attachment, "attach", moment)
    assert done == (moment == "after the commit")
    with made.open() as vault:
        assert vault.count(Attachment) == int(done)
        assert (vault.draft("k") is None) == done
        left = vault._connection.execute("SELECT count(*) FROM attachment_parts").fetchone()
        assert left is not None
        assert bool(left[0]) == done
        if not done:
            attach(vault, case, attachment)
        assert vault.attachment(case, attachment) == CONTENT
        assert vault.audit().proved


@pytest.mark.parametrize("moment", MOMENTS["rectify"])
def test_removing_earlier_values_cut_short_is_whole_or_not_begun(
    made: MadeVault, moment: str
) -> None:
    with made.open() as vault:
        case = mended_case(vault)
        attachment = new_id()
        attach(vault, case, attachment)
    done = "done" in _killed(made, case, attachment, "rectify", moment)
    assert done == (moment == "after the commit")
    with made.open() as vault:
        assert vault.named_key(case)[1] == (2 if done else 1)
        assert vault.attachment(case, attachment) == CONTENT
        assert [held.note for held in vault.fetch(Contact, owner=case)] == [RIGHT]
        assert vault.audit().proved
        if not done:
            assert vault.draft(f"contact:{case}") is not None
            vault.rectify(erase_act(vault, case, what="rectify"), case)
        vault.cleanse()
        assert vault.to_be_cleansed() == set()
        assert MARKER.encode() not in everything(vault)
        assert vault.attachment(case, attachment) == CONTENT
        assert vault.audit().proved


def _refused_twice(vault: Vault, case: str, attachment: str) -> None:
    """Let the disk refuse, beyond the log and with no more pages: nothing is half-written."""
    with no_file_beyond(log_size(vault) + 100_000):
        for _ in range(2):
            with pytest.raises(VaultError, match="safe"):
                attach(vault, case, new_id())
            with pytest.raises(VaultError, match="safe"):
                vault.rectify(erase_act(vault, case, what="rectify"), case)
    row = vault._connection.execute("PRAGMA page_count").fetchone()
    assert row is not None
    vault._connection.execute(f"PRAGMA max_page_count = {row[0] + 3}")
    with pytest.raises(VaultError, match="full"):
        attach(vault, case, new_id())
    vault._connection.execute("PRAGMA max_page_count = 1000000")
    assert vault.attachment(case, attachment) == CONTENT


def test_a_disk_that_refuses_a_file_or_a_new_key_leaves_everything_as_it_was(
    vault: Vault,
) -> None:
    case, attachment = mended_case(vault), new_id()
    attach(vault, case, attachment)
    before = vault.history(case)
    _refused_twice(vault, case, attachment)
    assert vault.history(case) == before
    assert vault.count(Attachment) == 1
    assert vault.named_key(case)[1] == 1
    assert vault.to_be_cleansed() == set()
    assert vault.draft(f"contact:{case}") is not None
    assert vault.audit().proved
    vault.rectify(erase_act(vault, case, what="rectify"), case)
    vault.cleanse()
    assert vault.attachment(case, attachment) == CONTENT
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    assert vault.audit().proved
