"""A contract that changes its tables at random between returns: fine, broad, by strand or not."""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.attack import attack
from idva_desktop.returns.cells import CellKey, Status
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.ledger import Ledger
from idva_desktop.returns.measure import AnyMeasure
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.pack_changes import PackChange, Step, pack_for
from idva_desktop.returns.prepare import prepare
from tests.returns.issued_years import SEED, TODAY, YEAR, cells_of
from tests.returns.made_up_cases import facts_of_service
from tests.returns.real_measures_years import PUBLISHED, small_counts, true_counts, worked_out

_STRANDS, _BREAKDOWNS = (
    (Step.TOTAL_ONLY, Step.EACH_STRAND),
    (Step.WITHOUT_BREAKDOWN, Step.WITH_BREAKDOWN),
)


def _change(chance: random.Random, since: str) -> PackChange:
    """Return a change of any measure, most often of one that has broader categories."""
    broad = [each for each in MEASURES.values() if each.broader]
    measure: AnyMeasure = chance.choice([*broad, *broad, *MEASURES.values()])
    if measure.breakdowns and chance.random() < 0.7:
        name = chance.choice([*measure.breakdowns])
        return PackChange(since, chance.choice(_BREAKDOWNS), measure.id, name)
    steps = _STRANDS if measure.by_strand else _STRANDS[:1]
    return PackChange(since, chance.choice(steps), measure.id)


def _issued(chance: random.Random, cases: int) -> tuple[Ledger, Pack]:
    ledger, changes, issued = Ledger(), list[PackChange](), list[Period]()
    facts, pack = facts_of_service(cases), Pack.default()
    for name in YEAR:
        period = Period.parse(name)
        changes += [_change(chance, name) for _ in range(chance.randint(0, 4))]
        pack = pack_for(Pack.default(), changes, period, MEASURES, issued)
        ready = prepare(period, facts, MEASURES, pack, ledger, SEED, TODAY)
        ledger = ledger.extended(ready.released, ready.certificate)
        issued.append(period)
    return ledger, pack


def _learnt(ledger: Ledger, pack: Pack) -> Iterator[CellKey]:
    """Yield each small count that is bounded, and each withheld figure that is worked out."""
    cells = cells_of(ledger)
    bounds = attack(cells, PUBLISHED)
    lattice = Lattice(pack.measures(MEASURES), pack, ledger.quarters, ledger.bookings)
    small = small_counts(true_counts(lattice, bounds))
    assert len(small) > 100
    yield from (key for key in small if not bounds[key].protects(pack.threshold))
    yield from worked_out(cells, bounds)
    for cell in cells:
        if cell.status is Status.SHOWN:
            assert cell.value == lattice.true_value(cell.key), cell.key


@pytest.mark.parametrize("seed", [16])
def test_no_change_of_the_tables_gives_a_small_count_away(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - made up, and the same again
    assert [*_learnt(*_issued(chance, 60))] == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 160))
def test_no_change_of_many_gives_a_small_count_away(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - as above
    assert [*_learnt(*_issued(chance, chance.choice([60, 100, 150, 250])))] == []


def test_a_breakdown_that_years_together_alone_show_is_true_there() -> None:
    """It has no unknowns of a quarter; they are those of its years."""
    period, change = (
        Period.parse(YEAR[-1]),
        PackChange(YEAR[-1], Step.WITH_BREAKDOWN, "K14", "withdrawal_reason"),
    )
    default = Pack.default()
    assert not [
        key
        for kind in YEAR[:-1]
        for key in default.cells(Period.parse(kind), MEASURES)
        if key.dimension == change.breakdown
    ]
    pack = pack_for(default, [change], period, MEASURES)
    ledger, facts = Ledger(), facts_of_service(250)
    for name in YEAR:
        tables = pack if name == YEAR[-1] else default
        ready = prepare(Period.parse(name), facts, MEASURES, tables, ledger, SEED, TODAY)
        ledger = ledger.extended(ready.released, ready.certificate)
    lattice = Lattice(pack.measures(MEASURES), pack, ledger.quarters, ledger.bookings)
    whole = CellKey(YEAR[-1], "K14", "met")
    reasons = [
        replace(whole, dimension=change.breakdown, category=each)
        for each in MEASURES["K14"].answers
    ]
    assert sum(map(lattice.true_value, reasons)) == lattice.true_value(whole) > 0
    assert [*_learnt(ledger, pack)] == []
