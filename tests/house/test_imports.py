"""Offline is a checked property: what may be imported where, down to single modules."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator

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


def test_nothing_opens_a_connection_or_unpickles() -> None:
    found = [
        f"{source.name}: {name}"
        for source in package_sources()
        for name in imported(source)
        if forbidden(name)
    ]
    assert not found, "\n".join(found)


def test_a_library_is_met_in_its_own_layer_only() -> None:
    strayed = [
        f"{source.name}: {name}"
        for source in package_sources()
        for name in imported(source)
        if (layer := ONLY_IN.get(name.split(".")[0])) and not source.within(f"idva_desktop/{layer}")
    ]
    assert not strayed, "\n".join(strayed)


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


def test_no_import_hides_in_a_string() -> None:
    hiding = {"__import__", "importlib.import_module", "import_module", "eval", "exec"}
    found = [
        f"{source.name}:{node.lineno}"
        for source in package_sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in hiding
    ]
    assert not found, "\n".join(found)


def test_dates_in_words_do_not_follow_the_desktops_language() -> None:
    """Once Qt has started, strftime's names are the desktop's; typed_dates has our own."""
    names = re.compile(r"\{[^{}]*:[^{}]*%[aAbBcpxX][^{}]*\}|strftime\([^)]*%[aAbBcpxX]")
    found = [source.name for source in package_sources() if names.search(source.text)]
    assert not found, "\n".join(found)


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


def test_the_unlock_window_loads_neither_records_nor_the_database() -> None:
    """What it does not show is loaded while somebody types: docs/decisions says why."""
    code = (
        "import sys, idva_desktop.ui.program;"
        "print(*(name for name in sys.modules if name.startswith('idva_desktop.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    loaded = done.stdout.split()
    assert "idva_desktop.ui.unlock_view" in loaded
    late = ("domain.records", "casework.session", "vault.vault", "ui.shell_view", "returns")
    found = [each for each in loaded if each.startswith(tuple(f"idva_desktop.{p}" for p in late))]
    assert found == []
