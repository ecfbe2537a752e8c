"""No rule is silenced without its reason, nothing is left for later, nothing names a machine."""

import ast
import re

import pytest

from tests.house.source_tree import package_sources, sources, texts

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


def test_a_silenced_rule_is_named_and_has_its_reason() -> None:
    bare = [
        f"{source.name}: {found[0]}"
        for source in sources()
        for pattern in (NOQA, IGNORE)
        for found in pattern.finditer(source.text)
        if not found["code"] or not REASON.match(found["reason"])
    ]
    assert not bare, "\n".join(bare)


def test_nothing_is_left_for_later_or_not_run() -> None:
    left = []
    for source in sources():
        words = set(re.findall(r"\w+", source.text))
        raised = [
            ast.unparse(node) for node in ast.walk(source.tree) if isinstance(node, ast.Raise)
        ]
        left += [f"{source.name}: {word}" for word in LEFT_FOR_LATER if word in words]
        left += [f"{source.name}: {mark}" for mark in NOT_RUN if mark in source.text]
        left += [f"{source.name}: {step}" for step in raised if "NotImplementedError" in step]
    assert not left, "\n".join(left)


def test_no_error_is_swallowed_whole() -> None:
    swallowed = [
        f"{source.name}:{node.lineno}"
        for source in package_sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
        and all(isinstance(step, ast.Pass) for step in node.body)
    ]
    assert not swallowed, "\n".join(swallowed)


@pytest.mark.parametrize("place", MACHINES)
def test_no_file_names_a_machine_or_a_registry(place: str) -> None:
    assert [name for name, words in texts() if place in words] == []


def test_no_chooser_that_remembers_is_used() -> None:
    """Qt's chooser and the desktop's write the folder last visited where anybody may read it."""
    names = ["QFile" + "Dialog", "QFile" + "SystemModel", "QSet" + "tings"]
    assert [s.name for s in sources() for name in names if name in s.text] == []


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
