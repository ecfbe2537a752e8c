"""One person entered late cannot be told by subtracting one return from the next."""

from datetime import date

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.attack import attack
from idva_desktop.returns.ledger import Ledger
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.prepare import prepare
from tests.returns.issued_years import SEED, TODAY, cells_of
from tests.returns.made_up_cases import facts_of_service
from tests.returns.real_measures_years import (
    PACK,
    PUBLISHED,
    lattice_of,
    small_counts,
    true_counts,
    worked_out,
)


def test_a_single_late_person_stays_hidden_in_the_return_that_carries_them() -> None:
    facts = facts_of_service(100)
    first = Period.parse("2025-Q1")
    late = min(
        fact.client
        for fact in facts
        if fact.measure == "K15" and fact.strand == "BOTH" and fact.day in first
    )
    ledger = Ledger()
    for name in ("2025-Q1", "2025-Q2"):
        known = facts if ledger.rows else [fact for fact in facts if fact.client != late]
        ready = prepare(Period.parse(name), known, MEASURES, PACK, ledger, SEED, TODAY)
        ledger = ledger.extended(ready.released, ready.certificate)
    carried = [each for each in ledger.rows[1].bookings if each.fact.client == late and each.late]
    assert {each.fact.measure for each in carried} >= {"K15", "K16"}
    assert all(each.fact.day < date(2025, 7, 1) for each in carried)
    bounds = attack(cells_of(ledger), PUBLISHED)
    small = small_counts(true_counts(lattice_of(ledger), bounds))
    assert len(small) > 50
    assert [key for key in small if not bounds[key].protects(PACK.threshold)] == []
    assert list(worked_out(cells_of(ledger), bounds)) == []
