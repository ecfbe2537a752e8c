"""Figures equal an independent count of workbooks of any seed, size and untidiness."""

from collections import Counter
from collections.abc import Iterator

import pytest

from idva_desktop.casework.importing.workbook import import_file
from idva_desktop.casework.reporting.figures import figures
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.exchange.words import slug
from idva_desktop.returns.cells import CellKey
from tests.casework.importing.conftest import new_vault
from tests.casework.importing.made_workbook import clean_rows, write_messy
from tests.casework.importing.plain_truth import Rows, Truth, truth

PERIODS = (
    *("2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"),
    *("2025-FY", "2025-28@2026-FY"),
)
STRANDS = ("IDVA", "ISVA", "BOTH")
RATES = ("K02", "K03", "K04", "K05", "K06", "K07", "K08", "K08R", "K09", "K11", "K13")


@pytest.fixture(scope="module", params=[(1, 150), (2, 40), (3, 1), (20, 300)])
def counted(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Session, Rows]]:
    seed, cases = request.param
    folder = tmp_path_factory.mktemp("other")
    rows = clean_rows(seed, cases)
    wrong = write_messy(rows, folder / "book.xlsx", seed)
    vault, _ = new_vault(folder / "vault")
    session = Session(vault)
    report = import_file(session, folder / "book.xlsx")
    assert {(refused.sheet, refused.row) for refused in report.refused} == wrong
    assert report.accepted == {sheet: len(listed) for sheet, listed in rows.items()}
    yield session, rows
    vault.close()


class Shown:
    """Figures of one period, asked for one by one."""

    def __init__(self, session: Session, period: Period) -> None:
        self.period = period.name
        self.cells = {cell.key: cell.value or 0 for cell in figures(session, period)}

    def value(
        self, measure: str, part: str, strand: str = "_T", by: tuple[str, str] = ("_T", "_T")
    ) -> int:
        return self.cells.get(CellKey(self.period, measure, part, strand, *by), 0)

    def by(self, measure: str, part: str, dimension: str) -> Counter[str]:
        """Return the categories of a breakdown that are not nought."""
        found = Counter(
            {
                key.category: value
                for key, value in self.cells.items()
                if (key.measure, key.part, key.strand, key.dimension)
                == (measure, part, "_T", dimension)
            }
        )
        return +found


@pytest.mark.parametrize("name", PERIODS)
def test_figures_equal_a_plain_count_of_the_rows(counted: tuple[Session, Rows], name: str) -> None:
    session, rows = counted
    period = Period.parse(name)
    shown = Shown(session, period)
    expected = truth(rows, period.start, period.end)
    for measure in RATES:
        for strand in (*STRANDS, "_T"):
            met, base = expected.rates.get(measure, {}).get(strand, [0, 0])
            assert shown.value(measure, "met", strand) == met, (measure, strand)
            assert shown.value(measure, "base", strand) == base, (measure, strand)
    for measure, part in (
        *(("K01", "count"), ("K15", "count"), ("K09", "unpaired")),
        *(("K16", part) for part in ("start", "opened", "closed", "end")),
    ):
        name_of = measure if part == "count" else f"{measure}/{part}"
        count = expected.counts.get(name_of, Counter())
        for strand in STRANDS:
            assert shown.value(measure, part, strand) == count[strand], (measure, part, strand)
        assert shown.value(measure, part) == sum(count.values())
    assert shown.value("K03", "suspended") == expected.suspended["K03"]
    assert shown.value("K04", "suspended") == expected.suspended["K04"]
    assert shown.value("K22", "minutes") == expected.minutes
    _breakdowns_agree(shown, expected)


def _breakdowns_agree(shown: Shown, expected: Truth) -> None:
    for measure, part, dimension, counted_as in (
        ("K02", "base", "decision", "K02"),
        ("K15", "count", "reason", "K15/reason"),
    ):
        count = expected.counts.get(counted_as, Counter())
        coded = {slug(label): number for label, number in count.items()}
        assert shown.by(measure, part, dimension) == coded
    contacts = expected.counts.get("K22", Counter())
    coded = {"/".join(map(slug, label.split("/"))): number for label, number in contacts.items()}
    assert shown.by("K22", "count", "contact") == coded
    _dimension_agrees(shown, expected, "K01/Sex", "sex", {})
    _dimension_agrees(shown, expected, "K01/Disability", "disability", {})
    groups = {"PCSO": "staff", "Police staff": "staff", "Contractor": "other"}
    _dimension_agrees(shown, expected, "K01/Employee type", "employment_group", groups)
    linked = {"MPS officer": "yes", "Former": "yes", "None": "no"}
    _dimension_agrees(shown, expected, "K01/Perpetrator police?", "perpetrator_police", linked)


def _dimension_agrees(
    shown: Shown, expected: Truth, counted_as: str, dimension: str, groups: dict[str, str]
) -> None:
    wanted: Counter[str] = Counter()
    for label, number in expected.counts.get(counted_as, Counter()).items():
        answer = label.partition("/")[2]
        wanted[groups.get(answer, slug(answer))] += number
    assert shown.by("K01", "count", dimension) == wanted
