"""A year begun with returns of another hand: tables changed, the rest issued, all of it checked.

All of it in a real vault and through the real command line, but for the two people who change the
tables: they do that at the screen.
"""

import csv
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from idva_desktop.app.command_line import main
from idva_desktop.casework.reporting.figures import figures
from idva_desktop.casework.reporting.return_design import change_tables
from idva_desktop.casework.reporting.return_preview import preview_return
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.pack_changes import PackChange, Step
from idva_desktop.returns.submission import cells_csv, read_cells
from idva_desktop.vault.vault import Vault
from tests.app.conftest import SECOND_WORDS, WORDS, Desk, Outcome

THRESHOLD = 5
SEXES = MEASURES["K01"].breakdowns["sex"]
CHANGES = (
    PackChange("2025-Q3", Step.TOTAL_ONLY, "K05"),
    PackChange("2025-Q3", Step.WITH_BREAKDOWN, "K01", "sex"),
    PackChange("2025-Q3", Step.WITHOUT_BREAKDOWN, "K15", "reason"),
    PackChange("2025-Q3", Step.WITH_BREAKDOWN, "K15", "reason_group"),
    PackChange("2025-FY", Step.TOTAL_ONLY, "K07"),
)


@dataclass(frozen=True)
class Begun:
    """What is left of a year that was begun elsewhere: what was sent, and what was issued."""

    folder: Path
    sent: tuple[Cell, ...]
    issued: Mapping[str, tuple[Cell, ...]]

    @property
    def folders(self) -> list[Path]:
        """The returns as they were handed over."""
        return [self.folder / period for period in self.issued]

    @property
    def figures(self) -> dict[CellKey, int | None]:
        """Every figure that anybody was ever told, or that was withheld."""
        cells = [cell for row in (self.sent, *self.issued.values()) for cell in row]
        return {cell.key: cell.value for cell in cells}


@dataclass(frozen=True)
class Office:
    """A vault that two people work at, and the steps that they take."""

    folder: Path

    def run(self, *words: object) -> None:
        """Run a command that must do what it is asked."""
        secrets = ["--member", "Ada", "--passphrase-file", self.folder / "passphrase"]
        secrets += ["--device-code-file", self.folder / "code", "--approver", "Sam"]
        secrets += ["--approver-passphrase-file", self.folder / "second"]
        assert main([str(word) for word in (*words, *secrets)]) == 0, words

    def record(self, cells: Sequence[Cell]) -> None:
        """Record what was sent before."""
        (self.folder / "sent.csv").write_bytes(cells_csv(cells))
        self.run("return", "record", self.folder / "vault", self.folder / "sent.csv")

    def change(self) -> None:
        """Change the contract's tables, as two people decide it."""
        with self.opened() as vault:
            change_tables(Session(vault), CHANGES, approver="Sam", passphrase=SECOND_WORDS)

    def issue(self, *periods: str) -> dict[str, tuple[Cell, ...]]:
        """Issue returns; give back what each says."""
        found = {}
        for period in periods:
            out = self.folder / period
            self.run("return", "issue", self.folder / "vault", "--period", period, "--out", out)
            found[period] = tuple(read_cells((out / "cells.csv").read_bytes()))
        return found

    def opened(self) -> Vault:
        """Open the vault as the supervisor."""
        code = (self.folder / "code").read_text("utf-8").strip()
        place = self.folder / "vault"
        return Vault.open(place, member_name="Ada", passphrase=WORDS, device_code=code)

    def sent(self, *periods: str) -> list[Cell]:
        """Return some of the default tables by the usual rule: small counts are left out."""
        default, cells = Pack.default(), []
        measures = {id_: MEASURES[id_] for id_ in ("K01", "K02", "K05", "K07", "K15", "K16")}
        with self.opened() as vault:
            for period in map(Period.parse, periods):
                true = {cell.key: cell.value or 0 for cell in figures(Session(vault), period)}
                keys = default.cells(period, measures)
                cells += [_naive(key, true.get(key, 0)) for key in keys]
        return cells


def _naive(key: CellKey, true: int) -> Cell:
    if key.strand in MEASURES[key.measure].empty_strands:
        return Cell(key, None, Status.EMPTY)
    return Cell(key, true) if true >= THRESHOLD else Cell(key, None, Status.WITHHELD)


def _counts(measure: str, part: str, quarters: Sequence[str], **counts: int) -> Iterator[Cell]:
    for quarter in quarters:
        for strand, count in counts.items():
            yield Cell(CellKey(quarter, measure, part, "_T" if strand == "all" else strand), count)


@pytest.fixture(scope="module")
def changed_first(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """Tables changed, then half a year recorded by the usual rule, then the rest issued."""
    office = _office(filled, tmp_path_factory)
    office.change()
    sent = office.sent("2025-Q1", "2025-Q2")
    office.record(sent)
    return Begun(office.folder, tuple(sent), office.issue("2025-Q3", "2025-Q4", "2025-FY"))


@pytest.fixture(scope="module")
def recorded_first(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """Three quarters recorded, their caseload counted otherwise; then tables changed."""
    office = _office(filled, tmp_path_factory)
    quarters = ("2025-Q1", "2025-Q2", "2025-Q3")
    sent = [
        *_counts("K01", "count", quarters, IDVA=31, ISVA=17, BOTH=8, all=56),
        *_counts("K15", "count", quarters, IDVA=11, ISVA=9, BOTH=7, all=27),
        *_counts("K16", "opened", quarters, IDVA=500, ISVA=400, BOTH=300, all=1200),
        *_counts("K16", "start", quarters[:1], IDVA=20, ISVA=20, BOTH=20, all=60),
    ]
    office.record(sent)
    office.change()
    return Begun(office.folder, tuple(sent), office.issue("2025-Q4", "2025-FY"))


def _office(filled: Path, places: pytest.TempPathFactory) -> Office:
    return Office(Path(shutil.copytree(filled, places.mktemp("begun") / "desk")))


@pytest.fixture(params=["changed_first", "recorded_first"])
def begun(request: pytest.FixtureRequest) -> Begun:
    """Return the year, in either order of recording and changing."""
    found: Begun = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Return the command that checks returns."""
    desk = Desk(tmp_path, capsys)
    return lambda *words: desk.run("return", "check", *words)


def test_what_is_issued_has_the_changed_tables_in_either_order(begun: Begun) -> None:
    for period, cells in begun.issued.items():
        keys = [cell.key for cell in cells]
        stranded = {key.measure for key in keys if key.strand != "_T"}
        by_sex = {key.category for key in keys if (key.measure, key.dimension) == ("K01", "sex")}
        assert ("K05" in stranded) == (period == "2025-FY")
        assert ("K07" in stranded) == (period != "2025-FY")
        assert by_sex == set(SEXES)
        reasons = {key.dimension for key in keys if key.measure == "K15"} - {"_T"}
        assert reasons == {"reason" if period == "2025-FY" else "reason_group"}


def test_the_year_is_the_sum_of_what_was_recorded_and_issued(begun: Begun) -> None:
    told = begun.figures
    compared = set()
    for cell in begun.issued["2025-FY"]:
        key = cell.key
        parts = [told.get(replace(key, period=f"2025-Q{each}")) for each in range(1, 5)]
        known = [part for part in parts if part is not None]
        adds_up = key.part in {"count", "met", "base", "opened"} and len(known) == len(parts)
        if adds_up and cell.value is not None:
            assert cell.value == sum(known), key
            compared.add(key.measure)
    assert "K01" in compared


def test_of_a_table_that_was_not_sent_nobody_can_tell_the_year(begun: Begun) -> None:
    """The year is by sex; the quarters sent were not, so nobody here knows its first part."""
    year = {cell.key: cell.status for cell in begun.issued["2025-FY"]}
    by_sex = [year[CellKey("2025-FY", "K01", "count", "_T", "sex", code)] for code in SEXES]
    assert set(by_sex) == {Status.WITHHELD}


def test_the_returns_of_a_begun_year_check_as_true_and_say_what_was_told_before(
    begun: Begun, check: Callable[..., Outcome]
) -> None:
    checked = check(*begun.folders, "--sent", begun.folder / "sent.csv", "--json")
    assert checked.code == 0, checked.err
    found = json.loads(checked.out)
    assert found["passed"]
    assert (found["recovered"], found["bounded"], found["shown_small"]) == (0, 0, 0)
    assert found["sent_before"] == sorted({cell.key.period for cell in begun.sent})
    told = len(found["given_before"])
    said = f"already gave away {told} small" if told else "gave away no small or withheld count"
    assert f"({', '.join(found['sent_before'])}) {said}" in checked.err


def test_what_was_told_before_is_listed_and_is_no_fault_of_what_came_after(
    changed_first: Begun, check: Callable[..., Outcome]
) -> None:
    """Without what was sent nobody can tell whose fault it is; with it, nothing is left."""
    alone = check(changed_first.folders[0], "--json")
    assert alone.code == 1
    assert json.loads(alone.out)["recovered"] > 0
    assert "contradict" not in alone.err
    assert "name the file of their figures with --sent" in alone.err
    assert "Where none were sent, rely on none of these" in alone.err


def test_quarters_that_are_in_no_parcel_contradict_nothing(
    recorded_first: Begun, check: Callable[..., Outcome]
) -> None:
    """The caseload that was sent cannot have become ours: 3,600 were opened and 81 closed."""
    checked = check(*recorded_first.folders)
    assert "contradict" not in checked.err
    assert checked.code == 0, checked.err


def test_the_checks_before_issuing_hold_for_a_caseload_that_was_counted_otherwise(
    filled: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    office = _office(filled, tmp_path_factory)
    office.record([*_counts("K16", "end", ["2025-Q2"], all=9876)])
    with office.opened() as vault:
        preview = preview_return(Session(vault), Period.parse("2025-Q3"))
    assert preview.prepared.lattice is not None
    assert not preview.prepared.lattice.is_carried_over
    assert preview.checks.passed


def test_a_false_file_of_what_was_sent_excuses_nothing(
    changed_first: Begun, check: Callable[..., Outcome], tmp_path: Path
) -> None:
    few = [cell for cell in changed_first.sent if cell.key.measure == "K01"]
    (tmp_path / "few.csv").write_bytes(cells_csv(few))
    checked = check(changed_first.folders[0], "--sent", tmp_path / "few.csv")
    assert checked.code == 1
    assert "can work out" in checked.err
    with (tmp_path / "few.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.reader(stream) if row[3] == "_T" and row[1] == "K01"]
    high = [[*row[:6], "9999", "A"] for row in rows if row[0] == "2025-Q1"]
    lines = ["period,measure,part,strand,dimension,category,value,status"]
    (tmp_path / "false.csv").write_text("\n".join([*lines, *map(",".join, high)]), "utf-8")
    checked = check(*changed_first.folders, "--sent", tmp_path / "false.csv")
    assert checked.code == 1
    assert "contradict" in checked.err


def test_a_file_with_a_fault_or_of_a_return_that_is_here_is_said(
    changed_first: Begun, check: Callable[..., Outcome], tmp_path: Path
) -> None:
    folder = changed_first.folders[0]
    (tmp_path / "bad.csv").write_text("period,measure,part,value\n2025-Q1,K01,count,many\n")
    bad = check(folder, "--sent", tmp_path / "bad.csv")
    assert (bad.code, "Row 2: The value is no whole number." in bad.err) == (1, True)
    none = check(folder, "--sent", tmp_path / "none.csv")
    assert (none.code, "cannot be read" in none.err) == (1, True)
    own = check(folder, "--sent", folder / "cells.csv")
    assert own.code == 1
    assert "The return of 2025-Q3 is here, so it is none that was sent before these." in own.err
    sent = changed_first.folder / "sent.csv"
    twice = check(folder, "--sent", sent, "--sent", sent)
    assert twice.code == 1
    assert "in more than one file" in twice.err
    assert "Traceback" not in bad.err + none.err + own.err + twice.err
