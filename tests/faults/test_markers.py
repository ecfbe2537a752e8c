"""A planted word is on no disk in the clear: not in the vault, temporary files, logs or errors."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from idva_desktop.domain.errors import VaultError
from idva_desktop.journal.acts import Act
from tests.vault.made_vault import (
    MadeVault,
    case_change,
    client_change,
    contact,
    new_id,
    opened_case,
)

MARKER = "Quetzalcoatlus"
ROOT = Path(__file__).parents[2]


def holders(folder: Path) -> list[Path]:
    """Return the files that hold the marker, in any of the usual encodings and cases."""
    forms = [
        form.encode(encoding)
        for form in (MARKER, MARKER.lower(), MARKER.upper())
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def test_no_file_of_the_vault_holds_a_clients_word(
    made: MadeVault,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    caplog.set_level(logging.DEBUG)
    with made.open() as vault:
        client, case = opened_case(vault, name=MARKER)
        vault.commit_many(contact(case, f"{MARKER} " * 50) for _ in range(200))
        vault.commit(Act("save", (client_change(client, {"address": MARKER}),)))
        vault.save_draft("contact new", "contact", {"note": MARKER}, "note")
        assert len(vault.search(MARKER)) == 1
        rows = vault._connection.execute('SELECT "note" FROM r_contact ORDER BY "note", id')
        assert len(rows.fetchall()) == 200
        vault.backup()
        assert holders(tmp_path) == []
        with pytest.raises(ValueError, match="not declared") as refused:
            vault.commit(Act("save", (case_change("contact", new_id(), case, {MARKER: MARKER}),)))
        assert MARKER not in repr(refused.value)
    assert holders(tmp_path) == []
    assert MARKER.casefold() not in caplog.text.casefold()


def test_the_search_for_the_marker_would_find_it(tmp_path: Path) -> None:
    (tmp_path / "leak").write_bytes(b"..." + MARKER.encode("utf-16-le"))
    assert holders(tmp_path) == [tmp_path / "leak"]


def test_an_error_shows_no_word_and_the_cipher_says_nothing_of_its_own(made: MadeVault) -> None:
    raw = bytearray((made.folder / "casework.db").read_bytes())
    raw[200] ^= 1
    (made.folder / "casework.db").write_bytes(raw)
    with pytest.raises(VaultError) as refused:
        made.open()
    assert made.code not in repr(refused.value)
    assert refused.value.__suppress_context__
    script = (
        "from pathlib import Path\nfrom tests.vault.made_vault import MadeVault\n"
        "from idva_desktop.domain.errors import VaultError\n"
        f"try:\n    MadeVault(Path({str(made.folder)!r}), {made.code!r}).open()\n"
        "except VaultError:\n    pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert (done.stdout, done.stderr) == (b"", b"")
