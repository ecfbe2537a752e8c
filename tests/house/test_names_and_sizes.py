import ast
import re
from collections.abc import Iterator

from tests.house.source_tree import PACKAGE, ROOT, Source, package_sources, sources

SNAKE = re.compile(r"_{0,2}[a-z][a-z0-9_]*")
NAMELESS = {"utils", "util", "common", "helpers", "helper", "manager", "base", "misc", "tools"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 60


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def classes(source: Source) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(source.tree) if isinstance(node, ast.ClassDef))


def test_a_module_is_named_for_what_it_holds() -> None:
    wrong = []
    for source in sources():
        stem, folders = source.path.stem, {folder.name for folder in source.path.parents}
        if not SNAKE.fullmatch(stem) or NAMELESS & {stem.split("_")[-1], *folders}:
            wrong.append(source.name)
    assert not wrong, "\n".join(wrong)


def test_files_are_small() -> None:
    lines = {source.name: source.text.count("\n") for source in sources()}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


def test_functions_are_small() -> None:
    lines = {
        f"{source.name}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for source in sources()
        for node in functions(source)
    }
    assert {name: count for name, count in lines.items() if count > LONGEST_FUNCTION} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [source.name for source in package_sources() if not ast.get_docstring(source.tree)]
    assert not silent, "\n".join(silent)


def test_errors_end_in_error_and_nothing_else_does() -> None:
    wrong = []
    for source in package_sources():
        for node in classes(source):
            bases = [ast.unparse(base).split(".")[-1] for base in node.bases]
            is_error = any(base.endswith(("Error", "Exception")) for base in bases)
            if node.name.endswith("Error") != is_error:
                wrong.append(f"{source.name}: {node.name}")
    assert not wrong, "\n".join(wrong)


def test_views_are_found_in_modules_that_end_in_view() -> None:
    wrong = []
    for source in package_sources():
        made = [node.name for node in classes(source) if node.name.endswith("View")]
        if bool(made) != source.path.stem.endswith("_view"):
            wrong.append(source.name)
    assert not wrong, "\n".join(wrong)


def test_only_the_window_has_views() -> None:
    views = [source for source in package_sources() if source.path.stem.endswith("_view")]
    assert views
    assert [view.name for view in views if not view.within("idva_desktop/ui")] == []


def test_tests_stand_where_what_they_test_stands() -> None:
    layers = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    others = {"benchmarks", "faults", "golden", "house", "installer", "journeys", "stubs"}
    folders = {
        source.path.relative_to(ROOT / "tests").parts[0]
        for source in sources()
        if source.within("tests") and source.path.parent != ROOT / "tests"
    }
    assert folders <= layers | others
