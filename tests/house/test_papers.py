"""The papers at the root say what the program does now."""

import stat
import tomllib

from tests.house.source_tree import ROOT


def version() -> str:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def test_the_changelog_has_this_version() -> None:
    assert f"## [{version()}] - " in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_readme_names_the_two_commands_and_they_exist() -> None:
    words = (ROOT / "README.md").read_text("utf-8")
    assert "python3 installer run" in words
    assert "python3 installer test" in words
    assert (ROOT / "installer" / "__main__.py").is_file()


def test_continuous_integration_can_be_started() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & stat.S_IXUSR


def test_every_dependency_is_pinned_and_stands_in_the_lock_it_belongs_to() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    extras = project["optional-dependencies"]
    for name, wanted in {
        "run": project["dependencies"] + extras["build"],
        "test": project["dependencies"] + extras["build"] + extras["test"],
    }.items():
        lock = (ROOT / "installer" / f"{name}.lock").read_text("utf-8").lower()
        for pin in wanted:
            assert f"{pin.lower()} " in lock, f"{pin} is not in installer/{name}.lock"


def test_licences_travel_with_what_is_not_ours() -> None:
    assert (ROOT / "resources" / "fonts" / "OFL.txt").is_file()
    assert (ROOT / "resources" / "icons" / "LICENSE.txt").is_file()
