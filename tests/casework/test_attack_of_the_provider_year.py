"""The provider's workbook, issued as a service would, and attacked from the files alone."""

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from idva_desktop.casework.importing.workbook import import_file
from idva_desktop.casework.issued_ledger import ledger
from idva_desktop.casework.reporting.figures import figures
from idva_desktop.casework.reporting.issuing import issue_return, package, prepare_return
from idva_desktop.casework.reporting.package_folder import archive
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.returns.attack import Bounds, Published, attack
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.measure import TOTAL
from idva_desktop.returns.prepare import PreparedReturn
from idva_desktop.returns.submission import read_cells
from tests.casework.importing.conftest import WORKBOOK
from tests.casework.people import PASSPHRASES, SUPERVISOR, WORKER, add, new_vault
from tests.casework.year_of_work import present
from tests.returns.real_measures_years import naive, small_counts, worked_out

PERIODS = (
    *("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2025-FY", "2025-28@2025-FY"),
    *("2026-Q1", "2026-Q2"),
)
THRESHOLD = 5


@dataclass(frozen=True)
class ProviderYear:
    """What was issued, and what is true.

    Attributes:
        folder: the packages, one folder and one archive a period.
        true: every figure by date, as the supervisor sees it.
        units: ids of cases, clients and contacts; none may leave.
        bare: the files of each period, made again from the shown figures alone.
    """

    folder: Path
    true: Mapping[CellKey, int]
    units: frozenset[str]
    bare: Mapping[str, Mapping[str, bytes]]

    def cells(self) -> list[Cell]:
        """Return every cell, read back from the disk."""
        places = [self.folder / name / "cells.csv" for name in PERIODS]
        return [cell for place in places for cell in read_cells(place.read_bytes())]

    def published(self) -> Published:
        """Return the definitions, as the packages themselves tell them."""
        return Published.told(
            each
            for name in PERIODS
            for each in json.loads((self.folder / name / "return.json").read_text())["measures"]
        )

    def true_counts(self, bounds: Iterable[CellKey]) -> dict[CellKey, int]:
        """Return what each count is that the attack knows of."""
        return {key: self._count(key) for key in bounds if key.part != "minutes"}

    def _count(self, key: CellKey) -> int:
        if key.part == "not_met":
            met, base = (self._count(replace(key, part=part)) for part in ("met", "base"))
            return base - met
        if key in self.true:
            return self.true[key]
        # K20 has no figure for its total; a reader forms one from the answers.
        return sum(
            count
            for each, count in self.true.items()
            if each.dimension != TOTAL and replace(each, dimension=TOTAL, category=TOTAL) == key
        )


def _made_from_shown_figures(session: Session, period: Period) -> Mapping[str, bytes]:
    """Make the files where nothing is known of bookings, reasons and worlds.

    Of the returns before, which the trends are drawn from, only what they show is known.
    """
    issued = prepare_return(session, period)
    assert issued.again
    assert issued.certificate is not None
    row = replace(issued.released, bookings=(), before="")
    proof = replace(issued.certificate, row=row.hash)
    earlier = tuple(replace(each, bookings=(), before="") for each in issued.earlier)
    bare = PreparedReturn(row, {}, issued.late, 0, earlier=earlier, certificate=proof)
    return package(session, bare).files


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> ProviderYear:
    folder = tmp_path_factory.mktemp("provider-year")
    vault, _ = new_vault(folder / "vault", SUPERVISOR, demo=True, clock=present)
    with vault:
        add(vault, WORKER)
        session = Session(vault, present)
        import_file(session, WORKBOOK)
        true: dict[CellKey, int] = {}
        bare: dict[str, Mapping[str, bytes]] = {}
        for name in PERIODS:
            period, out = Period.parse(name), folder / name
            issue_return(session, period, out, approver=WORKER, passphrase=PASSPHRASES[WORKER])
            bare[name] = _made_from_shown_figures(session, period)
            true |= {cell.key: cell.value or 0 for cell in figures(session, period)}
        bookings = ledger(session).bookings
    units = {each.fact.unit for each in bookings} | {each.fact.client for each in bookings}
    return ProviderYear(folder, true, frozenset(units), bare)


@pytest.fixture(scope="module")
def bounds(year: ProviderYear) -> dict[CellKey, Bounds]:
    return attack(year.cells(), year.published())


def test_every_figure_shown_is_the_true_one(year: ProviderYear) -> None:
    shown = [cell for cell in year.cells() if cell.value is not None and cell.key.part != "hours"]
    assert len(shown) > 500
    assert [cell for cell in shown if cell.value != year.true[cell.key]] == []


def test_no_small_count_of_clients_is_recovered_or_bounded(
    year: ProviderYear, bounds: Mapping[CellKey, Bounds]
) -> None:
    small = small_counts(year.true_counts(bounds))
    assert len(small) > 200
    assert [key for key in small if bounds[key].exact] == []
    assert [key for key in small if not bounds[key].protects(THRESHOLD)] == []


def test_no_withheld_cell_can_be_worked_out(
    year: ProviderYear, bounds: Mapping[CellKey, Bounds]
) -> None:
    cells = year.cells()
    assert sum(cell.status is Status.WITHHELD for cell in cells) > 100
    assert list(worked_out(cells, bounds)) == []


def test_the_attack_never_excludes_the_truth(
    year: ProviderYear, bounds: Mapping[CellKey, Bounds]
) -> None:
    for key, count in year.true_counts(bounds).items():
        found = bounds[key]
        assert found.low <= count <= (count if found.high is None else found.high), key


@pytest.mark.parametrize("hidden", [range(1, THRESHOLD), range(THRESHOLD)])
def test_the_usual_rule_gives_small_counts_of_the_same_cells_away(
    year: ProviderYear, hidden: range
) -> None:
    cells = naive(year.cells(), year.true, hidden)
    bounds = attack(cells, year.published())
    small = small_counts(year.true_counts(bounds))
    withheld = {cell.key for cell in cells if cell.status is Status.WITHHELD}
    recovered = [key for key in small if bounds[key].exact and key in withheld]
    bounded = [key for key in small if not bounds[key].protects(THRESHOLD)]
    told = (
        f"hiding {hidden.start} to {hidden.stop - 1} hides {len(withheld)} cells, of which "
        f"{len(recovered)} are recovered; {len(bounded)} of {len(small)} small counts are learnt "
        "or bounded"
    )
    assert len(recovered) > 0, told
    assert len(bounded) > len(small) / 2, told


def _packages(folder: Path) -> Iterator[tuple[str, bytes]]:
    for name in PERIODS:
        for path in sorted((folder / name).iterdir()):
            yield path.name, path.read_bytes()
        with zipfile.ZipFile(folder / f"{name}.zip") as packed:
            for entry in packed.infolist():
                yield f"{entry.filename} {entry.comment!r}", packed.read(entry)


def test_every_byte_that_leaves_follows_from_the_figures_shown(year: ProviderYear) -> None:
    """Nothing hidden can lie in the PDF, its metadata, the JSON or the archive."""
    for name, files in year.bare.items():
        assert {path.name: path.read_bytes() for path in (year.folder / name).iterdir()} == files
        assert (year.folder / f"{name}.zip").read_bytes() == archive(files)
        told = json.loads(files["return.json"])
        assert [c for c in told["cells"] if (c["status"] == "A") != (c["value"] is not None)] == []


def test_no_id_of_a_case_client_or_contact_leaves(year: ProviderYear) -> None:
    everything = b"".join(content for _, content in _packages(year.folder))
    assert len(year.units) > 300
    assert [unit for unit in sorted(year.units) if unit.encode() in everything] == []
