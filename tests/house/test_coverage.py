"""Nothing is declared that the page of coverage does not show, and it shows nothing that is not."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache

from idva_desktop.domain.record import record_types
from idva_desktop.domain.records import __all__ as declared_records
from idva_desktop.ui.case_tabs import case_tabs
from idva_desktop.ui.review_tabs import review_tabs
from idva_desktop.ui.screens import screens
from idva_desktop.ui.service_tabs import service_tabs
from tests.house.source_tree import ROOT

assert declared_records  # declared by importing the package
PAGE = ROOT / "docs" / "coverage.md"


@cache
def tables() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Return the five tables of the page, each as its rows of five cells."""
    parts = PAGE.read_text("utf-8").split("\n## ")[1:]
    found = []
    for part in parts:
        lines = [line for line in part.splitlines() if line.startswith("|")][2:]
        found.append(tuple(tuple(c.strip() for c in line.strip("|").split("|")) for line in lines))
    return tuple(found)


def keys(table: int) -> list[str]:
    return [row[0].strip("`") for row in tables()[table]]


def every_row() -> list[tuple[str, ...]]:
    return [row for table in tables() for row in table]


def in_code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


@cache
def functions_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@cache
def known_places() -> frozenset[str]:
    named = {screen.name for screen in screens()} | {"case", "closure"}
    named |= {f"case:{tab.name}" for tab in case_tabs()}
    named |= {f"review:{tab.name}" for tab in review_tabs()}
    return frozenset(named | {f"service:{tab.name}" for tab in service_tabs()})


def test_every_row_of_the_mission_and_every_rule_stands_once() -> None:
    assert keys(0) == [str(number) for number in range(1, 20)]
    assert keys(2) == [str(number) for number in range(1, 12)]


def test_every_declared_record_stands_once() -> None:
    assert sorted(keys(1)) == sorted(kind.kind for kind in record_types())


def test_every_rule_of_the_contract_stands_once() -> None:
    contract = json.loads((ROOT / "resources" / "contract.json").read_text("utf-8"))
    assert sorted(keys(3)) == sorted(rule["id"] for rule in contract["rules"])


def missing(row: tuple[str, ...]) -> Iterator[str]:
    """Yield what a row leaves out, or names that is not there."""
    _, what, where, shown_by, pictures = row
    if not what:
        yield "what it is"
    yield from set(in_code(where)) - known_places()
    named = in_code(shown_by)
    if not named:
        yield "no test"
    for each in named:
        path, _, name = each.partition("::")
        if not (ROOT / path).is_file() or name not in functions_in(path):
            yield each
    for picture in re.findall(r"\]\(([^)]+)\)", pictures):
        if not (PAGE.parent / picture).is_file():
            yield picture


def test_what_a_row_names_is_there() -> None:
    assert every_row()
    assert [f"{row[0]}: {what}" for row in every_row() for what in missing(row)] == []


def test_only_a_row_without_a_screen_has_no_picture() -> None:
    bare = [row[0] for row in every_row() if in_code(row[2]) and "](" not in row[4]]
    assert bare in ([], ["Journeys"])
