"""Returns sent before the program was in use: what they gave away, and all else with them safe."""

from dataclasses import replace
from datetime import date

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ProtectionError, ReturnError
from idva_desktop.returns.atoms import value
from idva_desktop.returns.booking import START
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.certificate import Certificate
from idva_desktop.returns.exceptions import Excepted
from idva_desktop.returns.ledger import Ledger, Released
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.pack_changes import PackChange, Step, pack_for
from idva_desktop.returns.prepare import prepare
from idva_desktop.returns.recording import losses_of, prepare_record
from idva_desktop.returns.stand_in import lattice_of
from idva_desktop.returns.verify import verify
from tests.returns.earlier_returns import (
    coming,
    entered,
    first_quarter,
    issued,
    recorded,
    sent,
    year_begun_elsewhere,
)
from tests.returns.issued_years import SEED, cells_of, until
from tests.returns.made_up_cases import facts_of_service
from tests.returns.real_measures_years import PACK

_MEASURES = PACK.measures(MEASURES)


def _counts(measure: str, period: str = "2025-Q1", **counts: int | None) -> list[Cell]:
    """Return counts by strand; ``None`` is withheld, ``all`` the total."""
    keys = {
        strand: CellKey(period, measure, "count", "_T" if strand == "all" else strand)
        for strand in counts
    }
    return [
        Cell(keys[strand], shown, Status.WITHHELD if shown is None else Status.SHOWN)
        for strand, shown in counts.items()
    ]


def _new_losses(ledger: Ledger) -> set[CellKey]:
    """Return what all returns together give away, beyond what the recorded ones did alone.

    What begins the first quarter issued is what ended the last one recorded: the same count.
    """
    cells = [cell for row in ledger.rows if row.recorded for cell in row.cells]
    alone = {loss.key for loss in losses_of(cells, _MEASURES, PACK.threshold)}
    ends = {replace(key, period="", part=START) for key in alone if key.part in {"end", START}}
    found = losses_of(cells_of(ledger), _MEASURES, PACK.threshold)
    later = {loss.key for loss in found} - alone
    return {key for key in later if replace(key, period="") not in ends}


def test_what_the_totals_give_away_is_listed() -> None:
    record = entered(_counts("K01", IDVA=41, ISVA=12, BOTH=None, all=56))
    [loss] = record.losses
    assert loss.key == CellKey("2025-Q1", "K01", "count", "BOTH")
    assert (loss.low, loss.high, loss.was_shown) == (3, 3, False)


def test_a_small_count_that_was_shown_is_listed() -> None:
    record = entered(_counts("K01", IDVA=41, ISVA=3, BOTH=None, all=None))
    [loss] = record.losses
    assert (loss.key.strand, loss.low, loss.high, loss.was_shown) == ("ISVA", 3, 3, True)


def test_what_follows_for_a_measure_that_the_file_does_not_name_is_listed() -> None:
    record = entered(_counts("K15", IDVA=41, ISVA=12, BOTH=None, all=55))
    lost = {(loss.key.measure, loss.key.strand) for loss in record.losses}
    assert ("K15", "BOTH") in lost
    assert ("K11", "BOTH") in lost  # who answered at exit is among those closed


def test_what_two_withheld_figures_leave_open_is_no_loss_and_is_proved() -> None:
    record = entered(_counts("K01", IDVA=41, ISVA=None, BOTH=None, all=56))
    assert not record.losses
    assert len(record.certificate.worlds) > 1


def test_what_follows_for_the_contracts_own_tables_is_listed_too() -> None:
    """With three closed, no area of need can have been asked of more than three."""
    few = _counts("K15", all=3)
    by_area = PackChange("2025-Q2", Step.WITH_BREAKDOWN, "K12", "area")
    own = pack_for(PACK, [by_area], Period.parse(by_area.since), MEASURES)

    def areas(pack: Pack) -> set[str]:
        record = prepare_record(few, MEASURES, pack, Ledger(), SEED)
        return {loss.key.category for loss in record.losses if loss.key.dimension == "area"}

    assert areas(PACK) == set()
    assert areas(own) == set(MEASURES["K12"].breakdowns["area"])


def test_what_was_left_out_of_a_breakdown_is_listed_where_the_rest_tells_it() -> None:
    shown = ("declined", "disengaged")
    reasons = [CellKey("2025-Q1", "K15", "count", "_T", "reason", code) for code in shown]
    record = entered([*_counts("K15", all=20), *(Cell(key, 9) for key in reasons)])
    left = {loss.key.category: loss.high for loss in record.losses}
    assert left["died"] == 2
    assert not set(shown) & set(left)


def test_a_recorded_row_books_nothing() -> None:
    assert all(row.recorded and not row.bookings for row in first_quarter().rows)


def test_the_naive_rule_gives_much_away_and_all_of_it_is_true() -> None:
    losses = first_quarter().losses
    assert losses
    true = {cell.key: cell.value for cell in sent("2025-Q1", smallest=0)}
    exact = [loss for loss in losses if loss.key in true and loss.low == loss.high]
    assert exact
    assert all(true[loss.key] == loss.low for loss in exact)


def test_recorded_and_issued_returns_together_give_away_no_more_than_is_listed() -> None:
    ledger = year_begun_elsewhere()
    listed = {loss.key for loss in first_quarter().losses}
    assert listed
    assert _new_losses(ledger) == set()
    assert {loss.key for loss in losses_of(cells_of(ledger), _MEASURES, PACK.threshold)} >= listed


def test_a_year_that_was_begun_elsewhere_is_the_sum_of_what_was_sent_and_issued() -> None:
    ledger = year_begun_elsewhere()
    shown = {cell.key: cell.value for cell in cells_of(ledger) if cell.value is not None}
    whole = [key for key in shown if key.period == "2025-FY" and key.part in {"count", "base"}]
    quarters = [f"2025-Q{number}" for number in range(1, 5)]
    compared = 0
    for key in whole:
        parts = [shown.get(replace(key, period=name)) for name in quarters]
        told = [part for part in parts if part is not None]
        if len(told) == len(parts):
            assert shown[key] == sum(told), key
            compared += 1
    assert compared > 5


def test_a_figure_whose_earlier_share_nobody_here_knows_is_withheld() -> None:
    few = _counts("K01", IDVA=12, ISVA=None, BOTH=None, all=None)
    ledger = issued(("2025-Q2", "2025-Q3", "2025-Q4"), recorded(entered(few)))
    year = {cell.key: cell for cell in coming("2025-FY", ledger).released.cells}
    assert year[CellKey("2025-FY", "K01", "count", "_T")].status is Status.WITHHELD
    assert year[CellKey("2025-FY", "K02", "base", "_T")].status is Status.WITHHELD


def test_the_caseload_goes_on_where_the_last_recorded_return_ended() -> None:
    ledger = issued(("2025-Q1",), recorded(entered(sent("2024-Q4"))))
    lattice = lattice_of(
        _MEASURES, PACK, ledger, ledger.quarters, ledger.bookings, ledger.quarters[-1]
    )
    assert lattice.is_carried_over
    assert _new_losses(ledger) == set()


def test_a_caseload_that_was_counted_otherwise_does_not_block_the_first_return() -> None:
    other = [Cell(CellKey("2024-Q4", "K16", "end", "_T"), 9999)]
    ready = coming("2025-Q1", recorded(entered(other)))
    assert ready.shown


def test_what_nobody_here_knows_may_be_far_from_what_stands_in_for_it() -> None:
    """Nine characteristics are counted of each case, so a table lies nine times as far off."""
    few = {
        kind: {id_: layout for id_, layout in of.items() if id_ in {"K15", "K16", "K18"}}
        for kind, of in PACK.layouts.items()
    }
    pack = replace(PACK, layouts=few)
    by_strand = PackChange("2025-FY", Step.EACH_STRAND, "K18")
    ends = [CellKey("2025-Q3", "K16", "end", strand) for strand in ("IDVA", "ISVA")]
    sent_before = [*_counts("K15", all=9), *_counts("K15", "2025-Q2", all=9)]
    sent_before += [Cell(key, 20) for key in ends]
    ledger = recorded(prepare_record(sent_before, MEASURES, pack, Ledger(), SEED))
    for name in ("2025-Q4", "2025-FY"):
        period = Period.parse(name)
        own = pack_for(pack, [by_strand], period, MEASURES)
        facts = facts_of_service(100)
        ready = prepare(period, facts, MEASURES, own, ledger, SEED, date(2026, 11, 16))
        ledger = ledger.extended(ready.released, ready.certificate)
    assert {"IDVA", "ISVA"} <= {key.strand for key in ready.reasons if key.measure == "K18"}


@pytest.mark.parametrize("hours", [1, 200, 16_000])
def test_hours_alone_tell_of_contacts_and_block_nothing(hours: int) -> None:
    """That there was a contact follows from the time it took, by a very small part of a rule."""
    record = entered([Cell(CellKey("2025-Q1", "K22", "hours"), hours)])
    assert {proof.what for proof in record.certificate.given} == {Excepted.NOT_NOUGHT}
    assert not record.losses


def test_the_largest_figures_that_are_taken_are_proved_like_any() -> None:
    most = [*_counts("K01", all=99_999), *_counts("K15", all=99_999)]
    record = entered([*most, Cell(CellKey("2025-Q1", "K16", "end"), 99_999)])
    assert record.certificate.pairs
    assert not record.losses


def test_finer_tables_than_ours_are_taken_in_and_bound_what_leaves() -> None:
    finer = [
        CellKey("2025-Q1", "K01", "count", "_T", "sex", code)
        for code in _MEASURES["K01"].breakdowns["sex"]
    ]
    record = entered(sent("2025-Q1", 5, [CellKey("2025-Q1", "K01", "count"), *finer]))
    assert record.shown > 1
    ledger = issued(("2025-Q2", "2025-Q3", "2025-Q4", "2025-FY"), recorded(record))
    assert _new_losses(ledger) == set()


def test_two_recorded_quarters_and_their_year_are_entered_together() -> None:
    quarters = [f"2024-Q{number}" for number in range(1, 5)]
    keys = [CellKey(name, "K01", "count", s) for name in quarters for s in ("IDVA", "_T")]
    cells = [
        cell for name in quarters for cell in sent(name, 5, [k for k in keys if k.period == name])
    ]
    cells += sent("2024-FY", 5, [CellKey("2024-FY", "K01", "count", s) for s in ("IDVA", "_T")])
    record = entered(cells)
    assert [row.period for row in record.rows] == [*quarters, "2024-FY"]
    again = entered(_counts("K01", "2023-Q4", all=50), recorded(record))
    assert [row.period for row in again.rows] == ["2023-Q4"]


def test_a_year_is_issued_when_its_quarters_are_issued_or_recorded() -> None:
    today = date(2026, 11, 16)
    ledger = recorded(first_quarter())
    with pytest.raises(ReturnError, match="2025-Q2, 2025-Q3, 2025-Q4"):
        ledger.require_next(Period.parse("2025-FY"), today)
    ready = until(year_begun_elsewhere(), 4)
    ready.require_next(Period.parse("2025-FY"), today)


@pytest.mark.parametrize("period", ["2025-Q1", "2024-Q3"])
def test_what_was_reported_before_is_not_issued_again(period: str) -> None:
    with pytest.raises(ReturnError, match="before this program was in use"):
        recorded(first_quarter()).require_next(Period.parse(period), date(2026, 11, 16))


def test_no_quarter_is_passed_over_between_what_was_recorded_and_the_first_return() -> None:
    ledger, today = recorded(first_quarter()), date(2026, 11, 16)
    with pytest.raises(ReturnError, match="Nothing was recorded or issued of 2025-Q2"):
        ledger.require_next(Period.parse("2025-Q3"), today)
    ledger.require_next(Period.parse("2025-Q2"), today)
    ledger.require_next(Period.parse("2026-Q1"), today)


def test_the_first_return_issued_sets_the_baseline_whatever_was_recorded() -> None:
    ready = coming("2025-Q2", recorded(first_quarter()))
    start = Period.parse("2025-Q2").start
    early = [b for b in ready.released.bookings if b.fact.day < start]
    assert early
    assert all(b.fact.category == START for b in early)
    assert not any(b.late for b in ready.released.bookings)
    assert any(fact.day < start for fact in facts_of_service(100))


def test_the_same_period_is_recorded_once() -> None:
    with pytest.raises(ReturnError, match="recorded already"):
        entered(sent("2025-Q1"), recorded(first_quarter()))


def test_after_the_first_return_nothing_is_recorded() -> None:
    ledger = until(year_begun_elsewhere(), 2)
    with pytest.raises(ReturnError, match="Returns were issued already"):
        entered(_counts("K01", "2024-Q4", all=50), ledger)


@pytest.mark.parametrize("period", ["2025-Q2", "2025-FY"])
def test_a_period_that_overlaps_an_issued_one_is_refused(period: str) -> None:
    ledger = until(year_begun_elsewhere(), 2)
    with pytest.raises(ReturnError, match="overlaps with what this program issued"):
        entered(_counts("K01", period, all=50), ledger)


def test_figures_that_cannot_all_be_true_are_refused() -> None:
    # Each sum alone could be; together the strands are more than the year's quarters leave.
    cells = _counts("K01", "2024-Q1", IDVA=30, all=None) + _counts(
        "K01", "2024-FY", IDVA=None, all=20
    )
    with pytest.raises(ReturnError, match="cannot all be true"):
        entered(cells)


def test_a_changed_recorded_row_blocks_every_return() -> None:
    record = first_quarter()
    plain = [row.to_plain() for row in recorded(record).rows]
    shown = next(cell for cell in plain[0]["cells"] if cell[6] is not None)
    shown[6] += 1
    with pytest.raises(ProtectionError, match="damaged"):
        Ledger.from_plain(plain)
    issued_now = [row.to_plain() for row in recorded(record).rows]
    issued_now[0]["recorded"] = False
    with pytest.raises(ProtectionError, match="damaged"):
        Ledger.from_plain(issued_now)


def test_a_recorded_row_comes_back_from_the_journal_as_it_was() -> None:
    row = first_quarter().rows[0]
    assert Released.from_plain(row.to_plain()) == row


def test_an_exception_that_nothing_sent_proves_is_refused() -> None:
    ledger = recorded(first_quarter())
    ready = coming("2025-Q2", ledger)
    row, proof = ready.released, ready.certificate
    assert proof is not None
    assert proof.given
    period = Period.parse("2025-Q2")
    lattice = lattice_of(_MEASURES, PACK, ledger, [period], row.bookings, period)
    verify(lattice, ledger, row, proof)
    assert Certificate.from_plain(proof.to_plain()) == proof
    bare = replace(proof, given=proof.given[1:])
    moved = replace(proof, given=(replace(proof.given[0], index=10_000), *proof.given[1:]))
    halved = replace(proof.given[0], sums=(proof.given[0].sums[0][1:],))
    weak = replace(proof, given=(halved, *proof.given[1:]))
    other = Ledger(tuple(replace(each, cells=each.cells[1:]) for each in ledger.rows))
    for broken in (bare, moved, weak):
        with pytest.raises(ProtectionError):
            verify(lattice, ledger, row, broken)
    with pytest.raises(ProtectionError):
        verify(lattice, other, replace(row, before=other.head), proof)


def test_every_world_agrees_with_every_figure_that_was_sent() -> None:
    ledger = until(year_begun_elsewhere(), 2)
    proof = ledger.proofs[ledger.head]
    period = ledger.quarters[-1]
    lattice = lattice_of(_MEASURES, PACK, ledger, ledger.quarters, ledger.bookings, period)
    told = [cell for cell in ledger.rows[0].cells if cell.value and cell.key.part != "hours"]
    assert told
    for world in proof.complete():
        assert all(value(lattice.cell(cell.key), world) == cell.value for cell in told)
