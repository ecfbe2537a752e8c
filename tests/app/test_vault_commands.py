"""Vaults, members, backup, restore and audit from the command line."""

import json
import stat

from tests.app.conftest import Desk
from tests.documents.printed import pages_of


def test_a_new_vault_opens_with_its_passphrase_and_the_code_in_the_file(blank_desk: Desk) -> None:
    phrase = blank_desk.file("phrase", "lantern pebble orchard violin")
    new, code = blank_desk.folder / "new", blank_desk.folder / "new-code"
    made = blank_desk.run(
        *("vault", "new", new, "--member", "Ada", "--role", "caseworker,supervisor"),
        *("--passphrase-file", phrase, "--device-code-file", code),
    )
    assert made.code == 0, made.err
    assert made.out == ""
    assert stat.S_IMODE(code.stat().st_mode) == 0o600
    proved = blank_desk.run(
        "audit", new, "--passphrase-file", phrase, "--device-code-file", code, "--json"
    )
    assert proved.code == 0, proved.err
    assert json.loads(proved.out)["proved"] is True


def test_a_new_vault_gives_its_code_as_a_sheet_to_print(blank_desk: Desk) -> None:
    phrase = blank_desk.file("phrase", "lantern pebble orchard violin")
    sheet = blank_desk.folder / "sheet.pdf"
    made = blank_desk.run(
        *("vault", "new", blank_desk.folder / "new", "--member", "Ada", "--role", "supervisor"),
        *("--passphrase-file", phrase, "--device-code-sheet", sheet),
    )
    assert made.code == 0, made.err
    (page,) = pages_of(sheet.read_bytes())
    assert all(group in page for group in made.out.strip().split("-"))
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600


def test_a_code_file_that_exists_is_never_overwritten(blank_desk: Desk) -> None:
    phrase = blank_desk.file("phrase", "lantern pebble orchard violin")
    taken = blank_desk.file("taken", "something else")
    refused = blank_desk.run(
        *("vault", "new", blank_desk.folder / "new", "--member", "Ada", "--role", "supervisor"),
        *("--passphrase-file", phrase, "--device-code-file", taken),
    )
    assert refused.code == 1
    assert "there already" in refused.err
    assert not (blank_desk.folder / "new").exists()


def test_a_passphrase_that_is_easy_to_guess_is_refused(blank_desk: Desk) -> None:
    phrase = blank_desk.file("phrase", "password1")
    refused = blank_desk.run(
        *("vault", "new", blank_desk.folder / "new", "--member", "Ada", "--role", "supervisor"),
        *("--passphrase-file", phrase),
    )
    assert refused.code == 1
    assert "too easy to guess" in refused.err
    assert "password1" not in refused.err
    assert not (blank_desk.folder / "new").exists()


def test_an_unknown_role_is_wrong_usage(blank_desk: Desk) -> None:
    phrase = blank_desk.file("phrase", "lantern pebble orchard violin")
    refused = blank_desk.run(
        *("vault", "new", blank_desk.folder / "new", "--member", "Ada", "--role", "manager"),
        *("--passphrase-file", phrase),
    )
    assert refused.code == 2


def test_a_further_member_opens_the_vault_with_their_own_passphrase(blank_desk: Desk) -> None:
    phrase = blank_desk.file("third", "saffron kettle marble bramble")
    added = blank_desk.run(
        *("vault", "add-member", blank_desk.vault, *blank_desk.secrets()),
        *("--new-member", "Kim", "--role", "supervisor", "--new-passphrase-file", phrase),
    )
    assert added.code == 0, added.err
    opened = blank_desk.run(
        *("audit", blank_desk.vault, "--member", "Kim", "--passphrase-file", phrase),
        *("--device-code-file", blank_desk.folder / "code"),
    )
    assert opened.code == 0, opened.err


def test_a_wrong_passphrase_is_one_sentence_and_exit_1(blank_desk: Desk) -> None:
    wrong = blank_desk.file("wrong", "not the passphrase at all")
    refused = blank_desk.run(
        *("audit", blank_desk.vault, "--passphrase-file", wrong),
        *("--device-code-file", blank_desk.folder / "code"),
    )
    assert refused.code == 1
    assert "not right for this vault" in refused.err
    assert "Traceback" not in refused.err


def test_without_a_terminal_a_missing_passphrase_file_is_wrong_usage(blank_desk: Desk) -> None:
    refused = blank_desk.run("audit", blank_desk.vault)
    assert refused.code == 2
    assert "--passphrase-file" in refused.err


def test_a_passphrase_file_that_is_not_there_is_a_sentence(blank_desk: Desk) -> None:
    refused = blank_desk.run(
        "audit", blank_desk.vault, "--passphrase-file", blank_desk.folder / "nowhere"
    )
    assert refused.code == 1
    assert "cannot be read" in refused.err


def test_a_backup_restores_to_a_vault_that_proves(desk: Desk) -> None:
    made = desk.run("backup", desk.vault, "--to", desk.folder / "kept", *desk.secrets())
    assert made.code == 0, made.err
    (backup,) = (desk.folder / "kept").iterdir()
    restored = desk.run("restore", backup, desk.folder / "again", *desk.secrets())
    assert restored.code == 0, restored.err
    same = ("figures", "--period", "2025-Q2", "--json", *desk.secrets())
    before = desk.run(same[0], desk.vault, *same[1:])
    after = desk.run(same[0], desk.folder / "again", *same[1:])
    assert before.code == 0
    assert before.out == after.out


def test_a_backup_is_never_restored_over_a_vault(desk: Desk) -> None:
    desk.run("backup", desk.vault, "--to", desk.folder / "kept", *desk.secrets())
    (backup,) = (desk.folder / "kept").iterdir()
    refused = desk.run("restore", backup, desk.vault)
    assert refused.code == 1
    assert "not empty" in refused.err


def test_doctor_says_how_each_part_stands(blank_desk: Desk) -> None:
    looked = blank_desk.run("doctor")
    assert looked.code == 0, looked.err
    assert "SQLCipher" in looked.err
