"""The project's own files, as the house rules read them."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "idva_desktop"
_NOT_OURS = {
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "build",
    "demo-output",
    "dist",
}
_NOT_TEXT = {".ttf", ".png", ".xlsx", ".pdf", ".ico", ".bin", ".pyc", ".db", ".zip"}


@dataclass(frozen=True)
class Source:
    """One Python file of ours."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """The path from the root, as a message shows it."""
        return self.path.relative_to(ROOT).as_posix()

    def within(self, folder: str) -> bool:
        """Say whether the file lies under ``folder``, a path from the root."""
        return ROOT / folder in self.path.parents


@cache
def sources() -> tuple[Source, ...]:
    """Return every Python file of the package, the installer and the tests."""
    found = []
    for path in files():
        if path.suffix == ".py":
            text = path.read_text("utf-8")
            found.append(Source(path, text, ast.parse(text)))
    return tuple(found)


def package_sources() -> tuple[Source, ...]:
    """Return the Python files of the program itself."""
    return tuple(source for source in sources() if source.within("idva_desktop"))


@cache
def files() -> tuple[Path, ...]:
    """Return every file of the checkout but what tools leave there."""
    return tuple(sorted(_under(ROOT)))


def _under(folder: Path) -> list[Path]:
    found: list[Path] = []
    for path in folder.iterdir():
        if path.name in _NOT_OURS or path.name.endswith(".egg-info"):
            continue
        found += _under(path) if path.is_dir() else [path]
    return found


def texts() -> list[tuple[str, str]]:
    """Return the path from the root and the words of every text file."""
    kept = [path for path in files() if path.suffix not in _NOT_TEXT]
    return [(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in kept]
