"""The provider's workbook goes in whole but for its three wrong rows, and its figures are true."""

import json
from collections import Counter
from typing import Any

import pytest

from idva_desktop.casework.importing.workbook import import_file
from idva_desktop.casework.reporting.figures import figures
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import Case, Client, Employment, Perpetrator, Referral
from idva_desktop.domain.vocab import code_list
from idva_desktop.exchange.words import slug
from idva_desktop.returns.cells import CellKey
from tests.casework.importing.conftest import DATA, WORKBOOK, Imported

TRUTH: dict[str, Any] = json.loads((DATA / "true-figures.json").read_text("utf-8"))
BAD_ROWS: list[list[Any]] = json.loads((DATA / "provider-workbook.bad-rows.json").read_text())
RATES = {
    **{id_: id_ for id_ in ("K02", "K03", "K04", "K05", "K06", "K07", "K08", "K09", "K11", "K13")},
    **{id_: id_ for id_ in ("K10", "K13R", "K14", "K19")},
    "K08R": "K08_repeat",
}
# Truth's name, our dimension, the list of the raw answer, and where the answer is kept.
BREAKDOWNS: tuple[tuple[str, str, str, type[Record], str], ...] = (
    ("sex", "sex", "sex", Client, "sex"),
    ("group", "employment_group", "employment_type", Employment, "employment_type"),
    ("disability", "disability", "disability", Client, "disability"),
    ("orientation", "sexual_orientation", "sexual_orientation", Client, "sexual_orientation"),
    ("perpetrator", "perpetrator_police", "perpetrator_police", Perpetrator, "police_link"),
)


@pytest.fixture(scope="module", params=list(TRUTH))
def period(request: pytest.FixtureRequest) -> Period:
    return Period.parse(request.param)


@pytest.fixture(scope="module")
def cells(provider: Session, period: Period) -> dict[CellKey, int]:
    return {cell.key: cell.value or 0 for cell in figures(provider, period)}


def test_the_three_wrong_rows_come_back_with_sheet_row_and_reason(imported: Imported) -> None:
    refused = {(row.sheet, row.row): row for row in imported.report.refused}
    assert list(refused) == [(sheet, row) for sheet, row, _ in BAD_ROWS]
    said = {(sheet, row): reason for sheet, row, reason in BAD_ROWS}
    assert said["Referrals", 457] == "impossible date"
    assert refused["Referrals", 457].reason.startswith("impossible date")
    assert refused["Referrals", 457].question == "Date received"
    assert refused["Contacts", 5537].reason.startswith("unknown case")
    assert refused["Contacts", 5537].question == "Case ref"
    assert "from 0 to 24" in refused["Risk", 451].reason
    assert refused["Risk", 451].question == "RIC score"


def test_every_other_row_goes_in(imported: Imported) -> None:
    assert imported.report.accepted == {
        "Referrals": 455,
        "Contacts": 5535,
        "Risk": 449,
        "Plans": 309,
        "Needs": 812,
        "MARAC": 94,
        "Justice": 280,
        "Closures": 262,
    }
    assert not any(imported.report.unchanged.values())


def test_a_second_import_adds_nothing(provider_copy: Session, imported: Imported) -> None:
    again = import_file(provider_copy, WORKBOOK)
    assert again.unchanged == imported.report.accepted
    assert not any(again.accepted.values())
    assert again.refused == imported.report.refused
    assert provider_copy.vault.count(Case) == 455


@pytest.mark.parametrize("measure", RATES)
def test_rates_equal_the_truth(cells: dict[CellKey, int], period: Period, measure: str) -> None:
    for strand, (met, base) in TRUTH[period.name][RATES[measure]].items():
        assert cells[CellKey(period.name, measure, "met", strand)] == met
        assert cells[CellKey(period.name, measure, "base", strand)] == base


def test_each_area_of_need_equals_the_truth(cells: dict[CellKey, int], period: Period) -> None:
    areas = {name[4:]: each for name, each in TRUTH[period.name].items() if name[:4] == "K12/"}
    assert len(areas) == 8
    for name, by_strand in areas.items():
        for strand, (met, base) in by_strand.items():
            place = (strand, "area", slug(name))
            assert cells[CellKey(period.name, "K12", "met", *place)] == met
            assert cells[CellKey(period.name, "K12", "base", *place)] == base


def test_counts_and_caseload_equal_the_truth(cells: dict[CellKey, int], period: Period) -> None:
    true = TRUTH[period.name]
    for measure in ("K01", "K15"):
        for strand, (count, _) in true[measure].items():
            assert cells[CellKey(period.name, measure, "count", strand)] == count
    for part, by_strand in true["K16"].items():
        for strand, count in by_strand.items():
            assert cells[CellKey(period.name, "K16", part, strand)] == count


def test_suspended_cases_equal_the_truth(cells: dict[CellKey, int], period: Period) -> None:
    for measure in ("K03", "K04"):
        suspended = cells[CellKey(period.name, measure, "suspended")]
        assert suspended == TRUTH[period.name][f"{measure}_suspended"]


def test_answers_within_measures_equal_the_truth(cells: dict[CellKey, int], period: Period) -> None:
    true = TRUTH[period.name]
    contacts = {"/".join(map(slug, name.split("/"))): n for name, n in true["K22"].items()}
    decisions = {slug(name): n for name, n in true["K02_decisions"].items()}
    reasons = {slug(name): n for name, n in true["K15_reasons"].items()}
    assert _by(cells, "K22", "count", "contact") == contacts
    assert _by(cells, "K02", "base", "decision") == decisions
    assert _by(cells, "K15", "count", "reason") == reasons
    assert cells[CellKey(period.name, "K22", "minutes")] == true["K22_minutes"]


@pytest.mark.parametrize(("name", "dimension", "codes", "kind", "question"), BREAKDOWNS)
def test_referrals_by_characteristic_equal_the_truth(
    provider: Session,
    cells: dict[CellKey, int],
    period: Period,
    name: str,
    dimension: str,
    codes: str,
    kind: type[Record],
    question: str,
) -> None:
    labels = {slug(code.label): code.code for code in code_list(codes).codes}
    true: Counter[tuple[str, str]] = Counter()
    for both, count in TRUTH[period.name][f"K01_by_{name}"].items():
        strand, _, label = both.partition("/")
        true[strand, labels[slug(label)]] += count
    assert _raw(provider, period, kind, question) == true
    grouped: Counter[tuple[str, str]] = Counter()
    for (strand, code), count in true.items():
        grouped[strand, code_list(codes).group(dimension, code)] += count
    shown = {
        (key.strand, key.category): value
        for key, value in cells.items()
        if (key.measure, key.dimension) == ("K01", dimension) and value and key.strand != "_T"
    }
    assert shown == grouped


def _by(cells: dict[CellKey, int], measure: str, part: str, dimension: str) -> dict[str, int]:
    return {
        key.category: value
        for key, value in cells.items()
        if (key.measure, key.part, key.strand, key.dimension) == (measure, part, "_T", dimension)
        and value
    }


def _raw(
    session: Session, period: Period, kind: type[Record], question: str
) -> Counter[tuple[str, str]]:
    """Count referrals by the raw code, straight from the countable rows."""
    answers = {owner: code for _, owner, _, code in session.vault.countable_rows(kind, [question])}
    cases = {
        case: (client, strand)
        for case, _, _, client, strand in session.vault.countable_rows(Case, ["client", "strand"])
    }
    found: Counter[tuple[str, str]] = Counter()
    for _, case, _, day in session.vault.countable_rows(Referral, ["received_at"]):
        if day and period.start.isoformat() <= str(day) < period.end.isoformat():
            client, strand = cases[case]
            found[str(strand), str(answers.get(client) or answers.get(case) or "not_asked")] += 1
    return found
