"""A process that will hold secrets writes no core dump, and what goes wrong in it is not quoted."""

import subprocess
import sys
from pathlib import Path

from tests.app.conftest import Desk

ROOT = Path(__file__).parents[2]
MARKER = "Quetzalcoatlus"


def ran(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_command_turns_core_dumps_off_before_it_does_anything() -> None:
    done = ran(
        "import ctypes, resource, sys\n"
        "from idva_desktop.app.command_line import main\n"
        "sys.argv = ['idva-desktop', 'doctor']\n"
        "code = main()\n"
        "print(code, resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3))\n"
    )
    assert done.stdout == "0 (0, 0) 0\n", done.stderr


def test_no_hook_quotes_what_a_defect_says() -> None:
    done = ran(
        "import sys, threading\n"
        "from idva_desktop.app.defects import catch_all\n"
        "catch_all(debug=True)\n"
        "class Late:\n"
        "    def __del__(self): int(sys.argv[1])\n"
        "threading.Thread(target=lambda: int(sys.argv[1])).start()\n"
        "late = Late()\n"
        "del late\n"
        "def inner(value):\n"
        "    raise KeyError(value) from ValueError(value)\n"
        "inner(sys.argv[1])\n",
        MARKER,
    )
    assert MARKER not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("ValueError") == 2
    assert "KeyError" in done.stderr
    assert "in inner" in done.stderr


def test_the_command_line_keeps_its_words_to_itself(blank_desk: Desk) -> None:
    wrong = blank_desk.file("wrong", f"{MARKER} in the reeds")
    vault, secrets = blank_desk.vault, blank_desk.secrets()
    refused = [
        blank_desk.run("--debug", "audit", vault, *secrets, "--passphrase-file", wrong),
        blank_desk.run("--debug", "audit", vault, *secrets, "--device-code-file", wrong),
        blank_desk.run("--debug", "audit", vault, *secrets, "--member", MARKER),
        blank_desk.run("--debug", "figures", vault, "--period", MARKER, *secrets),
        blank_desk.run("--debug", "import", vault, wrong, *secrets),
    ]
    assert [each.code for each in refused] == [1] * len(refused)
    assert not any(MARKER in each.out + each.err for each in refused)
    Path(wrong).unlink()
    left = [path for path in blank_desk.folder.rglob("*") if path.is_file()]
    assert not any(MARKER.encode() in path.read_bytes() for path in left)
