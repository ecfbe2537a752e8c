import subprocess
import sys
from pathlib import Path

import pytest

from installer.system_libraries import missing_of
from tests.installer.conftest import CHECKOUT


def installer(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "installer", *arguments],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_names_both_commands() -> None:
    said = installer("--help")
    assert said.returncode == 0
    assert "run " in said.stdout
    assert "test " in said.stdout


@pytest.mark.parametrize("arguments", [(), ("fly",), ("test", "--only", "nothing")])
def test_wrong_usage_exits_2(arguments: tuple[str, ...]) -> None:
    said = installer(*arguments)
    assert said.returncode == 2
    assert "Traceback" not in said.stderr


def test_an_incomplete_checkout_is_a_sentence_and_exit_1(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from installer import command_line as c;"
        f"c.CHECKOUT = pathlib.Path({str(tmp_path)!r}); sys.exit(c.main(['run']))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert "no such file" in said.stderr


def test_continuous_integration_runs_the_same_command() -> None:
    script = CHECKOUT / ".ci" / "run"
    assert "python3 installer test" in script.read_text()
    assert script.stat().st_mode & 0o111


def test_a_library_that_nobody_has_is_missing() -> None:
    assert missing_of(["libnobody-has-this0"]) == ["libnobody-has-this0"]
