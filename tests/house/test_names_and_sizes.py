import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.source_tree import PACKAGE, Source, package_sources, sources

SNAKE = re.compile(r"_{0,2}[a-z][a-z0-9_]*")
NAMELESS = {"utils", "util", "common", "helpers", "helper", "manager", "base", "misc", "tools"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 60


def by_name(source: Source) -> str:
    return source.name


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def classes(source: Source) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(source.tree) if isinstance(node, ast.ClassDef))


@pytest.mark.parametrize("source", sources(), ids=by_name)
def test_a_module_is_named_for_what_it_holds(source: Source) -> None:
    stem = source.path.stem
    assert SNAKE.fullmatch(stem)
    assert not NAMELESS & set(stem.split("_")[-1:])
    assert not NAMELESS & {folder.name for folder in source.path.parents}


@pytest.mark.parametrize("source", sources(), ids=by_name)
def test_files_and_functions_are_small(source: Source) -> None:
    assert source.text.count("\n") <= LONGEST_FILE
    long = {
        node.name: length
        for node in functions(source)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert not long


@pytest.mark.parametrize("source", package_sources(), ids=by_name)
def test_every_module_says_what_it_is_for(source: Source) -> None:
    assert ast.get_docstring(source.tree)


@pytest.mark.parametrize("source", package_sources(), ids=by_name)
def test_errors_end_in_error_and_nothing_else_does(source: Source) -> None:
    for node in classes(source):
        bases = [ast.unparse(base).split(".")[-1] for base in node.bases]
        is_error = any(base.endswith(("Error", "Exception")) for base in bases)
        assert node.name.endswith("Error") == is_error, node.name


def test_views_are_found_in_modules_that_end_in_view() -> None:
    screens = [source for source in package_sources() if source.within("idva_desktop/ui")]
    assert screens
    for source in screens:
        made = [node.name for node in classes(source) if node.name.endswith("View")]
        assert bool(made) == source.path.stem.endswith("_view"), source.name


def test_only_the_window_has_views() -> None:
    for source in package_sources():
        if not source.within("idva_desktop/ui"):
            assert not source.path.stem.endswith("_view"), source.name


@pytest.mark.parametrize(
    "source", [source for source in sources() if source.within("tests")], ids=by_name
)
def test_tests_stand_where_what_they_test_stands(source: Source) -> None:
    layers = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    others = {"benchmarks", "faults", "golden", "house", "installer", "journeys", "stubs"}
    folder = source.path.relative_to(PACKAGE.parent / "tests").parts
    assert len(folder) == 1 or folder[0] in layers | others
