"""Whatever is wrong with what a command is given: a plain sentence, its exit code, nothing half."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.conftest import Desk, Outcome
from tests.vault.made_vault import folder_hash

ROOT = Path(__file__).parents[2]
GOOD = "lantern pebble orchard violin"
OPENERS = ("audit", "backup", "figures", "import", "return issue", "vault add-member")


def rest(command: str, desk: Desk) -> list[object]:
    """Return what a command needs besides the vault and its secrets, all of it right."""
    more: dict[str, list[object]] = {
        "figures": ["--period", "2025-Q2"],
        "import": [desk.file("book.xlsx", "not read")],
        "return issue": [
            *("--period", "2025-Q2", "--out", desk.folder / "out", "--approver", "Sam"),
            *("--approver-passphrase-file", desk.folder / "second"),
        ],
        "vault add-member": [
            *("--new-member", "Kim", "--role", "supervisor"),
            *("--new-passphrase-file", desk.file("third", GOOD)),
        ],
    }
    return more.get(command, [])


def run(desk: Desk, command: str, vault: object, *more: object) -> Outcome:
    return desk.run(*command.split(), vault, *rest(command, desk), *desk.secrets(), *more)


def is_refused(outcome: Outcome, code: int = 1) -> None:
    assert outcome.code == code, outcome
    assert outcome.out == ""
    assert outcome.err.strip()
    assert "Traceback" not in outcome.err
    assert "did not expect" not in outcome.err, outcome.err


def no_folder(desk: Desk) -> Path:
    return desk.folder / "nowhere"


def a_file(desk: Desk) -> Path:
    return Path(desk.file("letter", "mine"))


def below_a_file(desk: Desk) -> Path:
    return Path(desk.file("letter", "mine")) / "vault"


def an_empty_folder(desk: Desk) -> Path:
    (desk.folder / "empty").mkdir()
    return desk.folder / "empty"


def a_name_too_long(desk: Desk) -> Path:
    return desk.folder / ("v" * 300)


def a_header_alone(desk: Desk) -> Path:
    (desk.vault / "casework.db").unlink()
    return desk.vault


def a_database_alone(desk: Desk) -> Path:
    (desk.vault / "vault.hdr").unlink()
    return desk.vault


def a_folder_as_header(desk: Desk) -> Path:
    (desk.vault / "vault.hdr").unlink()
    (desk.vault / "vault.hdr").mkdir()
    return desk.vault


def a_folder_as_database(desk: Desk) -> Path:
    (desk.vault / "casework.db").unlink()
    (desk.vault / "casework.db").mkdir()
    return desk.vault


def a_folder_as_lock(desk: Desk) -> Path:
    (desk.vault / "vault.lock").unlink(missing_ok=True)
    (desk.vault / "vault.lock").mkdir()
    return desk.vault


NO_VAULTS = [
    no_folder,
    a_file,
    below_a_file,
    an_empty_folder,
    a_name_too_long,
    a_header_alone,
    a_database_alone,
    a_folder_as_header,
    a_folder_as_database,
    a_folder_as_lock,
]


@pytest.mark.parametrize("command", OPENERS)
@pytest.mark.parametrize("make", NO_VAULTS)
def test_what_is_no_vault_is_refused_and_left_as_it_is(
    blank_desk: Desk, command: str, make: Callable[[Desk], Path]
) -> None:
    vault = make(blank_desk)
    rest(command, blank_desk)
    before = folder_hash(blank_desk.folder)
    is_refused(run(blank_desk, command, vault))
    assert folder_hash(blank_desk.folder) == before


PASSPHRASE_FILES = {
    "empty": b"",
    "blank line": b"\nkettle orbit lantern maple\n",
    "binary": random.Random(1).randbytes(900),  # noqa: S311 - repeatable
    "noughts": bytes(64),
    "a megabyte": b"kettle orbit lantern maple" * 40_000,
    "a megabyte of lines": b"kettle orbit lantern maple\n" * 40_000,
    "another encoding": "kettle orbit lantern maple".encode("utf-16"),
}


@pytest.mark.parametrize("option", ["--passphrase-file", "--device-code-file"])
@pytest.mark.parametrize("content", PASSPHRASE_FILES.values(), ids=PASSPHRASE_FILES.keys())
def test_a_file_that_holds_no_secret_is_refused(
    blank_desk: Desk, option: str, content: bytes
) -> None:
    wrong = blank_desk.folder / "wrong"
    wrong.write_bytes(content)
    before = folder_hash(blank_desk.folder)
    is_refused(blank_desk.run("audit", blank_desk.vault, *blank_desk.secrets(), option, wrong))
    is_refused(
        blank_desk.run("audit", blank_desk.vault, *blank_desk.secrets(), option, blank_desk.vault)
    )
    assert folder_hash(blank_desk.folder) == before


def test_a_file_from_an_editor_on_windows_holds_its_first_line(blank_desk: Desk) -> None:
    phrase = blank_desk.folder / "notepad"
    phrase.write_bytes(b"\xef\xbb\xbfkettle orbit lantern maple\r\nand a second line")
    opened = blank_desk.run(
        "audit", blank_desk.vault, *blank_desk.secrets(), "--passphrase-file", phrase
    )
    assert opened.code == 0, opened.err


@pytest.mark.parametrize(
    "harm",
    [
        lambda code: code[:-1],
        lambda code: code + "0",
        lambda code: code[:5] + ("0" if code[5] != "0" else "1") + code[6:],
        lambda code: code[1] + code[0] + code[2:] if code[0] != code[1] else code[1:],
        lambda code: code.replace("-", "*"),
        lambda code: "é" * len(code),
        lambda code: code.replace(code[0], "\U0001d7d8"),
    ],
)
def test_a_device_code_with_a_slip_says_that_the_code_is_wrong(
    blank_desk: Desk, harm: Callable[[str], str]
) -> None:
    code = (blank_desk.folder / "code").read_text("utf-8").strip()
    wrong = blank_desk.file("slip", harm(code))
    refused = blank_desk.run(
        "audit", blank_desk.vault, *blank_desk.secrets(), "--device-code-file", wrong
    )
    is_refused(refused)
    assert "device code" in refused.err


def test_without_keyring_and_code_the_option_for_the_code_is_named(blank_desk: Desk) -> None:
    phrase = blank_desk.folder / "passphrase"
    refused = blank_desk.run("audit", blank_desk.vault, "--passphrase-file", phrase)
    is_refused(refused)
    assert "device code" in refused.err
    assert refused.err.endswith("Give it with --device-code-file FILE.\n")


def make_new(desk: Desk, name: str, role: str = "supervisor", *more: object) -> Outcome:
    phrase = desk.file("phrase", GOOD)
    return desk.run(
        *("vault", "new", desk.folder / "new", "--member", name, "--role", role),
        *("--passphrase-file", phrase, *more),
    )


@pytest.mark.parametrize("role", ["", ",", "caseworker,", "Supervisor;caseworker", "\u202e"])
def test_a_role_that_is_none_is_wrong_usage(blank_desk: Desk, role: str) -> None:
    is_refused(make_new(blank_desk, "Ada", role), 2)
    assert not (blank_desk.folder / "new").exists()


@pytest.mark.parametrize("name", ["", "   ", "A" * 101, "Ada\x1b[2J"])
def test_a_member_without_a_proper_name_is_refused(blank_desk: Desk, name: str) -> None:
    is_refused(make_new(blank_desk, name))
    assert not (blank_desk.folder / "new").exists()


def test_a_member_is_found_by_their_name_in_any_case_and_spelling(blank_desk: Desk) -> None:
    code = blank_desk.folder / "new-code"
    made = make_new(blank_desk, "Zo\u00eb \u0141uczak", "supervisor", "--device-code-file", code)
    assert made.code == 0, made.err
    for name in ("Zo\u00eb \u0141uczak", "zoe\u0308 \u0142UCZAK"):
        opened = blank_desk.run(
            *("audit", blank_desk.folder / "new", "--member", name),
            *("--passphrase-file", blank_desk.folder / "phrase", "--device-code-file", code),
        )
        assert opened.code == 0, opened.err


@pytest.mark.parametrize("place", ["nowhere/code", "letter/code", "v" * 300])
def test_a_vault_is_not_made_where_its_device_code_would_have_no_place(
    blank_desk: Desk, place: str
) -> None:
    blank_desk.file("letter", "mine")
    code = blank_desk.folder / place
    is_refused(make_new(blank_desk, "Ada", "supervisor", "--device-code-file", code))
    assert not (blank_desk.folder / "new").exists()


def test_a_vault_that_is_refused_leaves_no_file_for_a_code(blank_desk: Desk) -> None:
    (blank_desk.folder / "new").mkdir()
    (blank_desk.folder / "new" / "letter").write_text("mine")
    code = blank_desk.folder / "new-code"
    is_refused(make_new(blank_desk, "Ada", "supervisor", "--device-code-file", code))
    assert not code.exists()


@pytest.mark.parametrize("kind", ["folder", "absent", "empty", "text", "zip"])
@pytest.mark.parametrize("option", ["workbook", "--mapping"])
def test_what_is_no_workbook_or_mapping_is_refused(
    blank_desk: Desk, kind: str, option: str
) -> None:
    wrong = blank_desk.folder / "wrong.xlsx"
    if kind == "folder":
        wrong.mkdir()
    elif kind != "absent":
        content = {"empty": b"", "text": b"[[[ = {", "zip": b"PK\x05\x06" + bytes(18)}[kind]
        wrong.write_bytes(content)
    book = wrong if option == "workbook" else ROOT / "tests/data/provider-workbook.xlsx"
    mapping = ("--mapping", wrong) if option == "--mapping" else ()
    is_refused(blank_desk.run("import", blank_desk.vault, book, *mapping, *blank_desk.secrets()))


@pytest.mark.parametrize("place", ["nowhere/report.json", "vault", "letter/report.json"])
def test_a_report_that_has_no_place_is_refused_before_anything_is_imported(
    blank_desk: Desk, place: str
) -> None:
    blank_desk.file("letter", "mine")
    before = folder_hash(blank_desk.folder)
    refused = blank_desk.run(
        *("import", blank_desk.vault, ROOT / "tests/data/provider-workbook.xlsx"),
        *("--report", blank_desk.folder / place, *blank_desk.secrets()),
    )
    is_refused(refused)
    assert folder_hash(blank_desk.folder) == before


@pytest.mark.parametrize(
    "period",
    ["", "2025", "2025-Q0", "2025-Q5", "0000-Q1", "9999-Q4", "9999-FY", "2025-28@9999-FY",
     "2025-28@2024-FY", "\u0662\u0660\u0662\u0665-Q1", "2025-Q1\n", "2025-Q1; DROP"],
)  # fmt: skip
@pytest.mark.parametrize("command", ["figures", "return issue"])
def test_a_period_that_is_none_is_refused(blank_desk: Desk, command: str, period: str) -> None:
    is_refused(run(blank_desk, command, blank_desk.vault, "--period", period))
    assert not (blank_desk.folder / "out").exists()


def test_an_empty_vault_has_figures_and_issues_an_empty_return_or_says_why(
    blank_desk: Desk,
) -> None:
    figures = run(blank_desk, "figures", blank_desk.vault)
    assert figures.code == 0, figures.err
    assert figures.out
    issued = run(blank_desk, "return issue", blank_desk.vault)
    if issued.code:
        is_refused(issued)
        assert not (blank_desk.folder / "out").exists()
    else:
        assert (blank_desk.folder / "out" / "return.sig").is_file()


@pytest.mark.parametrize("words", [["nonsense"], ["audit"], ["--nonsense"], ["return"], ["vault"]])
def test_wrong_usage_is_exit_2(blank_desk: Desk, words: list[str]) -> None:
    is_refused(blank_desk.run(*words), 2)


def test_a_word_too_long_to_be_a_folder_is_wrong_usage(blank_desk: Desk) -> None:
    is_refused(blank_desk.run("v" * 300), 2)


def test_a_command_is_a_command_though_a_folder_has_its_name(
    blank_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(blank_desk.folder)
    (blank_desk.folder / "audit").mkdir()
    proved = run(blank_desk, "audit", "vault")
    assert proved.code == 0, proved.err


def test_debug_may_stand_anywhere(blank_desk: Desk) -> None:
    assert blank_desk.run("--debug", "audit", blank_desk.vault, *blank_desk.secrets()).code == 0
    assert blank_desk.run("audit", blank_desk.vault, *blank_desk.secrets(), "--debug").code == 0
