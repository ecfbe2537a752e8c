"""What a shell and a terminal do to a command: closed streams, a pipe that ends, Ctrl-C."""

import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.app.conftest import Desk
from tests.app.test_bad_input import run

ROOT = Path(__file__).parents[2]


def command(desk: Desk, *words: object) -> list[str]:
    return [sys.executable, "-m", "idva_desktop", *map(str, words), *desk.secrets()]


def in_shell(desk: Desk, line: str, *words: object) -> subprocess.CompletedProcess[str]:
    """Run ``line`` in a shell; ``"$@"`` is the command."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line, "bash", *command(desk, *words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('"$@" | true', 1),
        ('"$@" > /dev/full', 1),
        ('"$@" >&-', 0),
        ('"$@" 2>&- | cat', 0),
        ('"$@" <&- >&- 2>&-', 0),
    ],
)
def test_output_that_nobody_reads_ends_without_a_traceback(
    blank_desk: Desk, line: str, code: int
) -> None:
    vault = blank_desk.vault
    done = in_shell(blank_desk, line, "figures", vault, "--period", "2025-Q2", "--json")
    assert done.returncode == code, done
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    proved = run(blank_desk, "audit", vault)
    assert proved.code == 0, proved.err


def test_without_any_input_a_passphrase_is_asked_for_in_a_file() -> None:
    done = subprocess.run(
        ["bash", "-c", '"$@" <&-', "bash", sys.executable, "-m", "idva_desktop", "audit", "vault"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "--passphrase-file" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("after", [0.25, 0.6, 1.0, 1.8])
def test_stopped_in_the_middle_it_ends_in_a_sentence_and_leaves_nothing_half(
    blank_desk: Desk, after: float
) -> None:
    book = ROOT / "tests/data/provider-workbook.xlsx"
    process = subprocess.Popen(
        command(blank_desk, "import", blank_desk.vault, book, "--json"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    # Python ends as an interrupted program where the interrupt came while a module was loaded.
    assert process.returncode in (0, 1, -signal.SIGINT), (process.returncode, err)
    assert "Traceback" not in err
    if process.returncode:
        assert (out, err) == ("", "Stopped. What was saved is safe.\n")
    proved = run(blank_desk, "audit", blank_desk.vault)
    assert proved.code == 0, proved.err
    again = blank_desk.run("import", blank_desk.vault, book, "--dry-run", *blank_desk.secrets())
    whole = " 0 were in already" in again.err or again.err.startswith("0 rows")
    assert whole, again.err


def test_at_a_terminal_the_device_code_is_asked_for(blank_desk: Desk) -> None:
    code = (blank_desk.folder / "code").read_text("utf-8").strip()
    phrase = str(blank_desk.folder / "passphrase")
    words = [sys.executable, "-m", "idva_desktop", "audit", str(blank_desk.vault)]
    asked, output = at_a_terminal([*words, "--member", "Ada", "--passphrase-file", phrase], code)
    assert asked == 0, output
    assert "Device code: " in output
    assert "The journal proves" in output
    assert code not in output


def at_a_terminal(words: list[str], typed: str) -> tuple[int, str]:
    """Run a command at a terminal of its own and type one line; returns exit code and output."""
    terminal, theirs = pty.openpty()
    process = subprocess.Popen(
        words, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    shown = b""
    while b"Device code: " not in shown:
        shown += os.read(terminal, 1000)
    os.write(terminal, f"{typed}\n".encode())
    with suppress(OSError):  # how Linux says that the other side has closed
        while more := os.read(terminal, 1000):
            shown += more
    os.close(terminal)
    return process.wait(), shown.decode()
