"""Returns checked from their folders alone, whole ones and ones that somebody changed."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from idva_desktop.casework.reporting import checking, document_faults
from idva_desktop.casework.reporting.checking import check_returns, check_words, not_compared
from idva_desktop.casework.reporting.issuing import document_writers
from idva_desktop.domain.errors import IdvaError, OutputError
from idva_desktop.returns.cells import Cell, Status
from idva_desktop.returns.layout import WORDING
from idva_desktop.returns.ledger import Released
from idva_desktop.returns.prepare import PreparedReturn
from idva_desktop.returns.submission import fingerprint, submission
from tests.returns.issued_years import YEAR, lattice_of, year
from tests.returns.made_up_service import MEASURES

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
ROWS = year(250).rows
PROOF = year(250).proofs[ROWS[0].hash]
FINGERPRINT = fingerprint(KEY.public_key().public_bytes_raw())
QUARTER = 1  # place in the year: the first return that shows a trend


def files_of(
    row: Released, earlier: tuple[Released, ...], key: Ed25519PrivateKey = KEY
) -> Mapping[str, bytes]:
    """Return the package of a ledger row, made as casework makes it."""
    proof = replace(PROOF, row=row.hash)
    ready = PreparedReturn(row, {}, 0, 0, earlier=earlier, certificate=proof)
    public = key.public_key().public_bytes_raw()
    writers = document_writers(ready)
    return submission(ready, MEASURES, writers=writers, sign=key.sign, public_key=public).files


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def whole_year(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    top = tmp_path_factory.mktemp("year")
    return [
        write(top / str(place), files_of(ROWS[place], ROWS[:place])) for place in range(len(YEAR))
    ]


@pytest.fixture
def one(whole_year: list[Path], tmp_path: Path) -> Path:
    """Return a copy of one quarter that a test may spoil."""
    return Path(shutil.copytree(whole_year[QUARTER], tmp_path / "one"))


def faults(folder: Path, key: str | None = FINGERPRINT) -> str:
    report = check_returns([folder], key)
    assert report.passed == (not list(check_words(report)))
    return " ".join(check_words(report))


def test_a_whole_year_as_issued_passes_and_nothing_is_worked_out(whole_year: list[Path]) -> None:
    report = check_returns(whole_year, FINGERPRINT)
    assert list(check_words(report)) == []
    assert report.passed
    assert [each.period for each in report.returns] == list(YEAR)
    assert report.learnt is not None
    assert not report.learnt.any


def test_the_fingerprint_may_be_typed_in_any_grouping(one: Path) -> None:
    assert faults(one, FINGERPRINT.replace(" ", "").upper()) == ""


def test_a_key_that_was_not_handed_over_is_said(one: Path) -> None:
    shutil.rmtree(one)
    write(one, files_of(ROWS[QUARTER], ROWS[:QUARTER], OTHER))
    assert faults(one, None) == ""
    assert "another key" in faults(one)


@pytest.mark.parametrize(
    "name", ["cells.csv", "return.json", "datapackage.json", "return.pdf", "return.xlsx"]
)
def test_a_changed_or_missing_file_is_named(one: Path, name: str) -> None:
    content = (one / name).read_bytes()
    (one / name).write_bytes(content + b"\n")
    assert f"{name} is not the one that was signed" in faults(one)
    (one / name).unlink()
    words = faults(one)
    assert f"{name} is missing" in words or "return.json" in words


def test_a_file_that_is_no_part_of_a_return_is_said_and_not_named(one: Path) -> None:
    (one / "Mrs Q.txt").write_text("x")
    words = faults(one)
    assert "no part of a return" in words
    assert "Mrs Q" not in words


def _with_another_figure(row: Released) -> Released:
    cells = list(row.cells)
    place = next(at for at, cell in enumerate(cells) if cell.status is Status.SHOWN)
    cells[place] = Cell(cells[place].key, (cells[place].value or 0) + 1)
    return Released(row.period, row.pack, row.threshold, tuple(cells), row.bookings, row.before)


@pytest.mark.parametrize("name", ["return.pdf", "return.xlsx", "cells.csv"])
def test_a_format_that_says_something_else_is_found_although_it_is_signed(
    one: Path, name: str
) -> None:
    true = files_of(ROWS[QUARTER], ROWS[:QUARTER])
    false = files_of(_with_another_figure(ROWS[QUARTER]), ROWS[:QUARTER])
    shutil.rmtree(one)
    write(one, dict(true) | {name: false[name]})
    assert f"{name} and return.json do not hold the same figures" in faults(one)


def test_papers_worded_by_another_version_are_not_called_false(
    one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later program checks what an earlier one issued: by its signature, and says so."""
    monkeypatch.setattr(checking, "WORDING", WORDING + 1)
    monkeypatch.setattr(document_faults, "WORDING", WORDING + 1)
    monkeypatch.setattr(document_faults, "layout", _in_other_words)
    report = check_returns([one], FINGERPRINT)
    assert report.passed
    assert not report.returns[0].papers_compared
    [said] = not_compared(report)
    assert "another version" in said
    (one / "return.pdf").write_bytes((one / "return.pdf").read_bytes() + b"\n")
    assert "return.pdf is not the one that was signed" in faults(one)


def _in_other_words(*_what: object) -> None:
    raise AssertionError("laid out in today's words")


def test_figures_that_do_not_add_up_are_found(whole_year: list[Path], tmp_path: Path) -> None:
    row = ROWS[QUARTER]
    place = next(
        at
        for at, cell in enumerate(row.cells)
        if cell.status is Status.SHOWN and cell.key.measure == "K01" and cell.key.strand == "_T"
    )
    cells = list(row.cells)
    cells[place] = Cell(cells[place].key, 4 * (cells[place].value or 1))
    false = Released(row.period, row.pack, row.threshold, tuple(cells), row.bookings, row.before)
    folder = write(tmp_path / "false", files_of(false, ROWS[:QUARTER]))
    others = [each for at, each in enumerate(whole_year) if at != QUARTER]
    report = check_returns([*others, folder], FINGERPRINT)
    assert any("contradict" in each or "another figure" in each for each in report.together)


def test_hiding_only_what_is_small_is_seen_to_leak(tmp_path: Path) -> None:
    """The rule that every peer uses, as a control: the check must bite."""
    lattice = lattice_of(year(250))

    def naive(row: Released) -> Released:
        cells = []
        for cell in row.cells:
            true = lattice.true_value(cell.key) if cell.status is not Status.EMPTY else None
            small = true is not None and 0 < true < row.threshold
            cells.append(cell if true is None else Cell(cell.key, true))
            cells[-1] = cells[-1].withheld() if small else cells[-1]
        return Released(row.period, row.pack, row.threshold, tuple(cells), row.bookings)

    rows = tuple(naive(row) for row in ROWS[:2])
    folders = [write(tmp_path / str(at), files_of(row, rows[:at])) for at, row in enumerate(rows)]
    report = check_returns(folders, FINGERPRINT)
    assert not report.passed
    assert report.learnt is not None
    assert report.learnt.recovered
    assert "can work out" in " ".join(check_words(report))


def test_the_same_period_twice_is_said(one: Path, whole_year: list[Path]) -> None:
    report = check_returns([one, whole_year[QUARTER]], FINGERPRINT)
    assert "more than once" in " ".join(report.together)
    assert report.learnt is None


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        check_returns([tmp_path / "none"])


SPOILERS: dict[str, Callable[[bytes, int], bytes]] = {
    "cut": lambda content, at: content[: at % max(1, len(content))],
    "flip": lambda content, at: (
        content[: at % len(content)]
        + bytes([content[at % len(content)] ^ 0x55])
        + content[at % len(content) + 1 :]
    ),
    "nest": lambda _content, at: b"[" * (at % 100_000),
    "other": lambda _content, at: json.dumps({"period": at, "cells": [at]}).encode(),
}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(
        ["cells.csv", "return.json", "datapackage.json", "return.pdf", "return.xlsx", "return.sig"]
    ),
    how=st.sampled_from(sorted(SPOILERS)),
    at=st.integers(0, 2**20),
)
def test_whatever_is_done_to_a_file_is_answered_with_a_sentence(
    whole_year: list[Path], tmp_path: Path, name: str, how: str, at: int
) -> None:
    shutil.rmtree(tmp_path / "spoilt", ignore_errors=True)
    folder = Path(shutil.copytree(whole_year[0], tmp_path / "spoilt"))
    before = (folder / name).read_bytes()
    after = SPOILERS[how](before, at)
    (folder / name).write_bytes(after)
    try:
        report = check_returns([folder], FINGERPRINT)
    except IdvaError:
        return
    assert report.passed == (after == before)
