from pathlib import Path

import pytest

from installer.environment import Environment, clean_settings, reason
from installer.errors import InstallError
from tests.installer.conftest import CHECKOUT


@pytest.mark.usefixtures("no_registry")
def test_without_a_registry_it_says_so_in_a_sentence_and_leaves_no_stamp(
    environment: Environment, checkout: Path
) -> None:
    wanted = "filelock==4.2.11 --hash=sha256:" + "0" * 64
    (checkout / "installer" / "run.lock").write_text(wanted)
    with pytest.raises(InstallError, match="registry cannot be reached") as refusal:
        environment.prepare("run")
    assert "\n" not in str(refusal.value)
    assert environment.python.exists()
    assert not (environment.folder / "installed.json").exists()


@pytest.mark.usefixtures("no_registry")
def test_a_half_made_environment_is_made_anew(environment: Environment) -> None:
    rubble = environment.folder / "bin" / "rubble"
    rubble.parent.mkdir(parents=True)
    rubble.write_text("left by a run that was stopped")
    # This checkout cannot be built; by the time that shows the environment has been made anew.
    with pytest.raises(InstallError):
        environment.prepare("run")
    assert not rubble.exists()
    assert environment.can_do("import pip")


def test_a_whole_environment_is_left_as_it_is(environment: Environment, whole: Path) -> None:
    before = whole.stat().st_mtime_ns
    environment.prepare("run")
    assert whole.stat().st_mtime_ns == before


@pytest.mark.parametrize("changed", ["installer/run.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_noticed(
    environment: Environment, whole: Path, changed: str
) -> None:
    path = environment.checkout / changed
    path.write_text(path.read_text() + "# changed\n")
    with pytest.raises(InstallError):
        environment.prepare("run")
    assert not whole.exists()


def test_a_stamp_that_cannot_be_read_counts_as_none(environment: Environment, whole: Path) -> None:
    whole.write_text("half of a st")
    assert environment._read_stamp() == {}


def test_a_lock_with_an_address_is_refused(environment: Environment, checkout: Path) -> None:
    (checkout / "installer" / "run.lock").write_text("--index-url nowhere\n")
    with pytest.raises(InstallError, match="names a package address"):
        environment._install("run")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "not the one that was locked"),
        ("Temporary failure in name resolution", "cannot be reached"),
        ("ERROR: No matching distribution found for x", "no package for this machine"),
        ("ERROR: something else\n", "ERROR: something else"),
        ("", "no reason was given"),
    ],
)
def test_what_pip_says_becomes_one_sentence(said: str, words: str) -> None:
    sentence = reason(said, "The packages were not installed")
    assert words in sentence
    assert "\n" not in sentence


def test_settings_that_lead_another_python_astray_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    settings = clean_settings()
    assert "PYTHONPATH" not in settings
    assert settings["PIP_USER"] == "0"


def test_the_locks_hold_every_package_with_hashes_and_no_address() -> None:
    for name in ("run", "test"):
        text = (CHECKOUT / "installer" / f"{name}.lock").read_text()
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text
        packages = [line for line in text.splitlines() if "==" in line]
        blocks = text.split("\n")
        for package in packages:
            after = blocks[blocks.index(package) + 1]
            assert after.strip().startswith("--hash=sha256:"), package


def test_the_test_lock_holds_all_of_the_run_lock() -> None:
    def pinned(name: str) -> set[str]:
        text = (CHECKOUT / "installer" / f"{name}.lock").read_text()
        return {line.split(" ")[0] for line in text.splitlines() if "==" in line}

    assert pinned("run") <= pinned("test")
