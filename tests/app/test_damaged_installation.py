"""A file of the installation that is damaged, malformed or missing is said in one sentence."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idva_desktop.domain.caseload import read_weights
from idva_desktop.domain.contract import MEASURED_LIMITS, read_contract
from idva_desktop.domain.errors import ContractError, IdvaError
from idva_desktop.resource_files import resource

ROOT = Path(__file__).parents[2]
FILES = (
    "contract.json", "caseload.json", "code_lists.json", "return_pack.json",
    "instruments/built-in.json",
)  # fmt: skip
PRIVACY, PALETTE = "privacy.json", "palette.json"
SPOILT = ("{", "[]", "{}", "[" * 100_000, '{"rules": 3, "lists": 3, "points": 3}', "\ufffe", None)
# As somebody at a desk without a terminal: a box stands, is read and is closed.
SEEN = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
app = QApplication([])
def read():
    box = app.activeModalWidget()
    if isinstance(box, QMessageBox):
        print(box.text(), flush=True)
        box.button(QMessageBox.StandardButton.Ok).click()
looking = QTimer()
looking.timeout.connect(read)
looking.start(50)
QTimer.singleShot(20_000, lambda: app.exit(9))
from idva_desktop.app.command_line import main
sys.exit(main([sys.argv[1]]))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("installed")
    for part in ("idva_desktop", "resources"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def spoil(root: Path, name: str, content: str | None) -> None:
    if content is None:
        (root / "resources" / name).unlink()
    else:
        (root / "resources" / name).write_text(content, "utf-8")


def mend(root: Path, name: str) -> None:
    shutil.copy(ROOT / "resources" / name, root / "resources" / name)


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def one_sentence(done: subprocess.CompletedProcess[str], named: str) -> None:
    assert done.returncode == 1
    said = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    assert "Traceback" not in done.stderr
    assert "did not expect" not in done.stderr
    assert any(named in line for line in said), said


@pytest.mark.parametrize("name", FILES)
def test_a_command_says_which_file_is_damaged(installed: Path, name: str) -> None:
    spoil(installed, name, "{")
    try:
        done = run(installed, "-m", "idva_desktop", "doctor")
        one_sentence(done, name.partition(".")[0].partition("_")[0])
    finally:
        mend(installed, name)


@pytest.mark.parametrize("name", ["contract.json", "caseload.json", "code_lists.json", PALETTE])
def test_the_window_says_it_in_a_box_and_ends(installed: Path, tmp_path: Path, name: str) -> None:
    spoil(installed, name, "[]")
    try:
        done = run(installed, "-c", SEEN, str(tmp_path))
        one_sentence(done, name.partition(".")[0])
        assert done.stdout.strip() in done.stderr
        assert done.stdout.strip()
    finally:
        mend(installed, name)


def test_a_measure_without_its_limit_is_a_malformed_contract() -> None:
    for limit in MEASURED_LIMITS:
        plain = json.loads(resource("contract.json").read_text("utf-8"))
        del plain["terms"][0]["working_days"][limit]
        plain["rules"] = []
        with pytest.raises(ContractError, match=limit):
            read_contract(json.dumps(plain))


@pytest.mark.parametrize("content", SPOILT)
@pytest.mark.parametrize("name", [*FILES, PRIVACY, PALETTE])
def test_each_file_is_refused_however_it_is_spoilt(
    name: str, content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    spoil(tmp_path, name, content)
    monkeypatch.setattr("idva_desktop.resource_files._root", lambda: tmp_path / "resources")
    with pytest.raises(IdvaError) as refused:
        _reader(name)()
    assert name.partition(".")[0].partition("_")[0] in str(refused.value)
    assert refused.value.__context__ is None or refused.value.__suppress_context__


def _reader(name: str) -> Callable[[], object]:
    """Return what reads a file, without what it remembers."""
    from idva_desktop.documents.privacy import activities  # noqa: PLC0415 - for this one file
    from idva_desktop.domain import caseload, contract, instrument, vocab  # noqa: PLC0415 - as above
    from idva_desktop.returns.pack import Pack  # noqa: PLC0415 - as above
    from idva_desktop.ui import theme  # noqa: PLC0415 - as above

    return {
        "contract.json": contract.contract.__wrapped__,
        "caseload.json": caseload.weights.__wrapped__,
        "code_lists.json": vocab.code_lists.__wrapped__,
        "return_pack.json": Pack.default,
        "instruments/built-in.json": instrument.built_in.__wrapped__,
        PRIVACY: activities._plain.__wrapped__,
        PALETTE: theme.specification.__wrapped__,
    }[name]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


def _changed(plain: Any, draw: st.DataObject) -> Any:  # noqa: ANN401 - as JSON has it
    """Return a document in which one value, however deep, is another or is gone."""
    if isinstance(plain, dict) and plain and draw.draw(st.booleans()):
        name = draw.draw(st.sampled_from(sorted(plain)))
        if draw.draw(st.integers(0, 5)) == 0:
            return {key: value for key, value in plain.items() if key != name}
        return {**plain, name: _changed(plain[name], draw)}
    if isinstance(plain, list) and plain and draw.draw(st.booleans()):
        place = draw.draw(st.integers(0, len(plain) - 1))
        return [*plain[:place], _changed(plain[place], draw), *plain[place + 1 :]]
    return draw.draw(_JSON)


def _read_or_refused(draw: st.DataObject) -> None:
    for name, read in (("contract.json", read_contract), ("caseload.json", read_weights)):
        plain = _changed(json.loads(resource(name).read_text("utf-8")), draw)
        with suppress(ContractError):
            read(json.dumps(plain))


@settings(max_examples=60, deadline=None)
@given(draw=st.data())
def test_one_changed_value_is_read_or_refused_and_never_a_crash(draw: st.DataObject) -> None:
    _read_or_refused(draw)


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None)
@given(draw=st.data())
def test_twenty_thousand_changed_values(draw: st.DataObject) -> None:
    _read_or_refused(draw)
