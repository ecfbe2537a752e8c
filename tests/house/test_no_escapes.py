"""No rule is silenced without its reason, nothing is left for later, nothing names a machine."""

import ast
import re

import pytest

from tests.house.source_tree import Source, package_sources, sources, texts

# Written in two parts, so that this file does not hold what it looks for.
NOQA = re.compile("# no" + r"qa(?P<code>: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)*)?(?P<reason>[^\n]*)")
IGNORE = re.compile("# type: " + r"ignore(?P<code>\[[a-z-]+(?:, ?[a-z-]+)*\])?(?P<reason>[^\n]*)")
REASON = re.compile(r"\s*(?:-|–|#)\s*\w+")
LEFT_FOR_LATER = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
NOT_RUN = ["mark." + "skip", "mark." + "xfail", "pytest." + "skip(", "pytest." + "xfail("]
MACHINES = [
    "../" + "shared",
    "/work" + "/",
    "/" + "tmp/",
    "/root" + "/",
    "/home" + "/",
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "proxy." + "golang",
    "local" + "host:",
]


def by_name(source: Source) -> str:
    return source.name


@pytest.mark.parametrize("source", sources(), ids=by_name)
def test_a_silenced_rule_is_named_and_has_its_reason(source: Source) -> None:
    for pattern in (NOQA, IGNORE):
        for found in pattern.finditer(source.text):
            assert found["code"], f"{source.name}: {found[0]}"
            assert REASON.match(found["reason"]), f"{source.name}: {found[0]}"


@pytest.mark.parametrize("source", sources(), ids=by_name)
def test_nothing_is_left_for_later_or_not_run(source: Source) -> None:
    words = set(re.findall(r"\w+", source.text))
    assert not words & set(LEFT_FOR_LATER)
    assert not [mark for mark in NOT_RUN if mark in source.text]
    raised = [ast.unparse(node) for node in ast.walk(source.tree) if isinstance(node, ast.Raise)]
    assert not [words for words in raised if words.startswith("raise NotImplementedError")]


@pytest.mark.parametrize("source", package_sources(), ids=by_name)
def test_no_error_is_swallowed_whole(source: Source) -> None:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler):
            caught = "everything" if node.type is None else ast.unparse(node.type)
            nothing_done = all(isinstance(step, ast.Pass) for step in node.body)
            blanket = caught in ("everything", "Exception", "BaseException")
            assert not (blanket and nothing_done), f"line {node.lineno}"


@pytest.mark.parametrize("place", MACHINES)
def test_no_file_names_a_machine_or_a_registry(place: str) -> None:
    assert [name for name, words in texts() if place in words] == []


def test_the_pattern_for_silenced_rules_bites() -> None:
    bare, coded = "# no" + "qa", "# no" + "qa: E501"
    found = NOQA.search(bare)
    assert found is not None
    assert not found["code"]
    found = NOQA.search(coded)
    assert found is not None
    assert not REASON.match(found["reason"])
    assert (found := NOQA.search(coded + " - an address cannot be broken")) is not None
    assert REASON.match(found["reason"])
