"""Offline is a checked property: what may be imported where, down to single modules."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.house.source_tree import ROOT, Source, package_sources

NOWHERE = {
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtWebChannel",
    "PySide6.QtWebEngineWidgets",
    "PySide6.QtWebSockets",
    "aiohttp",
    "asyncio",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "marshal",
    "ortools",
    "pickle",
    "poplib",
    "requests",
    "shelve",
    "smtplib",
    "socket",
    "socketserver",
    "sqlite3",
    "ssl",
    "telnetlib",
    "urllib",
    "urllib3",
    "webbrowser",
    "xmlrpc",
}
ONLY_IN = {
    "highspy": "returns",
    "keyring": "vault",
    "openpyxl": "exchange",
    "psycopg": "exchange",
    "reportlab": "documents",
    "sqlcipher3": "vault",
}


def imported(source: Source) -> Iterator[str]:
    """Yield every module that a file imports, and each name that it takes from one."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def forbidden(name: str) -> bool:
    return any(name == banned or name.startswith(f"{banned}.") for banned in NOWHERE)


@pytest.mark.parametrize("source", package_sources(), ids=lambda source: source.name)
def test_nothing_opens_a_connection_or_unpickles(source: Source) -> None:
    assert [name for name in imported(source) if forbidden(name)] == []


@pytest.mark.parametrize("source", package_sources(), ids=lambda source: source.name)
def test_a_library_is_met_in_its_own_layer_only(source: Source) -> None:
    for name in imported(source):
        layer = ONLY_IN.get(name.split(".")[0])
        assert layer is None or source.within(f"idva_desktop/{layer}"), name


def test_qt_is_met_in_the_window_and_in_one_line_of_app() -> None:
    lines = [
        f"{source.name}: {ast.unparse(node)}"
        for source in package_sources()
        if not source.within("idva_desktop/ui")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and "PySide6" in ast.unparse(node)
    ]
    assert len(lines) <= 1, lines
    assert all(line.startswith("idva_desktop/app/") for line in lines)


@pytest.mark.parametrize("source", package_sources(), ids=lambda source: source.name)
def test_no_import_hides_in_a_string(source: Source) -> None:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in {"__import__", "importlib.import_module", "import_module"}
            assert called not in {"eval", "exec"}


@pytest.mark.parametrize("source", package_sources(), ids=lambda source: source.name)
def test_dates_in_words_do_not_follow_the_desktops_language(source: Source) -> None:
    """Once Qt has started, strftime's names are the desktop's; typed_dates has our own."""
    code = ast.unparse(source.tree)
    assert not re.findall(r"\{[^{}]*:[^{}]*%[aAbBcpxX][^{}]*\}|strftime\([^)]*%[aAbBcpxX]", code)


def test_the_rule_bites() -> None:
    assert forbidden("PySide6.QtNetwork.QTcpSocket")
    assert forbidden("urllib.request")
    assert not forbidden("socketed")


def test_arrows_point_downward() -> None:
    linted = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout
    assert "0 broken" in linted.stdout
