"""No return leaves without its proof, and a proof with one changed number proves nothing."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ProtectionError, ReturnError
from idva_desktop.returns import nearest as searching
from idva_desktop.returns.atoms import Atom, value
from idva_desktop.returns.cells import Cell, Status
from idva_desktop.returns.certificate import Certificate, together
from idva_desktop.returns.ledger import Ledger, Released
from idva_desktop.returns.measures import MEASURES as REAL
from idva_desktop.returns.prepare import PreparedReturn, prepare
from idva_desktop.returns.soundness import require_sound
from idva_desktop.returns.submission import submission
from idva_desktop.returns.targets import targets
from idva_desktop.returns.verify import verify
from tests.returns.issued_years import (
    SEED,
    TODAY,
    facts_of,
    lattice_of,
    prepared,
    until,
    year,
)
from tests.returns.made_up_service import MEASURES, THRESHOLD

_BEFORE, _PLACE = 3, 3


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return until(year(250), _BEFORE)


@pytest.fixture(scope="module")
def ready(ledger: Ledger) -> PreparedReturn:
    return prepared("2025-Q4", facts_of(250), ledger)


def _check(ledger: Ledger, row: Released, proof: Certificate) -> None:
    verify(lattice_of(ledger.extended(row)), ledger, row, proof)


def _proof(ready: PreparedReturn) -> Certificate:
    assert ready.certificate is not None
    return ready.certificate


def test_the_certificate_kept_in_the_journal_proves_the_return(
    ledger: Ledger, ready: PreparedReturn
) -> None:
    kept = json.loads(json.dumps(_proof(ready).to_plain()))
    _check(ledger, ready.released, Certificate.from_plain(kept))


def test_every_return_of_a_year_is_proved_again_from_what_is_kept() -> None:
    whole = year(250)
    for place, row in enumerate(whole.rows):
        _check(until(whole, place), row, whole.proofs[row.hash])


def test_worlds_are_complete_and_every_target_is_nought_in_one_and_enough_in_another(
    ledger: Ledger, ready: PreparedReturn
) -> None:
    proof = _proof(ready)
    found = targets(lattice_of(ledger.extended(ready.released)))
    assert len(proof.pairs) == len(found) > 100
    worlds = proof.complete()
    assert all(set(world) == set(proof.atoms) for world in worlds)
    for target, (at_0, at_t) in zip(found, proof.pairs, strict=True):
        assert value(target.form, worlds[at_0]) == 0
        assert value(target.form, worlds[at_t]) >= THRESHOLD


Change = Callable[[Certificate], Certificate]


def _one_number(change: int, world: int = 1) -> Change:
    def changed(proof: Certificate) -> Certificate:
        table = list(proof.worlds[world])
        table[0] += change
        tables = [*proof.worlds]
        tables[world] = tuple(table)
        return replace(proof, worlds=tuple(tables))

    return changed


@pytest.mark.parametrize(
    "change",
    [
        _one_number(1),
        _one_number(-1_000),
        _one_number(1, world=0),
        lambda proof: replace(proof, worlds=proof.worlds[:-1]),
        lambda proof: replace(proof, worlds=()),
        lambda proof: replace(proof, worlds=proof.worlds[:1] * len(proof.worlds)),
        lambda proof: replace(proof, worlds=tuple(world[:-1] for world in proof.worlds)),
        lambda proof: replace(
            proof, atoms=proof.atoms[1:], worlds=tuple(world[1:] for world in proof.worlds)
        ),
        lambda proof: replace(proof, pairs=proof.pairs[1:]),
        lambda proof: replace(proof, pairs=((-1, -1), *proof.pairs[1:])),
        lambda proof: replace(proof, others=()),
        lambda proof: replace(proof, row="another"),
        lambda proof: replace(proof, schema="another"),
    ],
)
def test_a_tampered_proof_is_refused(ledger: Ledger, ready: PreparedReturn, change: Change) -> None:
    changed = change(_proof(ready))
    assert changed != _proof(ready)
    with pytest.raises(ProtectionError, match="Nothing was written"):
        _check(ledger, ready.released, changed)


def test_half_a_person_proves_nothing(ledger: Ledger, ready: PreparedReturn) -> None:
    plain = _proof(ready).to_plain()
    halves = [[amount / 1 for amount in world] for world in plain["worlds"]]
    proof = replace(_proof(ready), worlds=tuple(tuple(world) for world in halves))
    with pytest.raises(ProtectionError):
        _check(ledger, ready.released, proof)


def _with(row: Released, place: int, cell: Cell) -> Released:
    cells = [*row.cells]
    cells[place] = cell
    return replace(row, cells=tuple(cells))


def test_one_changed_figure_is_refused_whatever_certificate_is_made_for_it(
    ledger: Ledger, ready: PreparedReturn
) -> None:
    row = ready.released
    shown = [place for place, cell in enumerate(row.cells) if cell.status is Status.SHOWN]
    for place in shown[::10]:
        cell = row.cells[place]
        changed = _with(row, place, Cell(cell.key, (cell.value or 0) + 1))
        with pytest.raises(ProtectionError):
            _check(ledger, changed, replace(_proof(ready), row=changed.hash))


def test_one_more_figure_shown_is_refused(ledger: Ledger, ready: PreparedReturn) -> None:
    row, lattice = ready.released, lattice_of(ledger.extended(ready.released))
    hidden = [place for place, cell in enumerate(row.cells) if cell.status is Status.WITHHELD]
    small = [place for place in hidden if lattice.true_value(row.cells[place].key) in range(5)]
    assert small
    for place in small[::5]:
        key = row.cells[place].key
        changed = _with(row, place, Cell(key, lattice.true_value(key)))
        with pytest.raises(ProtectionError):
            _check(ledger, changed, replace(_proof(ready), row=changed.hash))


def test_a_changed_ledger_row_blocks_the_next_return(ledger: Ledger, ready: PreparedReturn) -> None:
    rows = [row.to_plain() for row in ledger.rows]
    rows[1]["cells"][5][6] = 77
    with pytest.raises(ProtectionError, match="damaged"):
        Ledger.from_plain(rows)
    first = _with(ledger.rows[0], 0, ledger.rows[0].cells[0].withheld())
    other = Ledger((first, *ledger.rows[1:]))
    # The rows after it still name the hash of the row that was changed.
    with pytest.raises(ProtectionError):
        Ledger.from_plain([row.to_plain() for row in other.rows])
    shorter = until(ledger, _BEFORE - 1)
    with pytest.raises(ProtectionError):
        verify(lattice_of(ledger.extended(ready.released)), shorter, ready.released, _proof(ready))


def test_a_changed_certificate_cannot_be_read_from_the_journal(ready: PreparedReturn) -> None:
    plain = _proof(ready).to_plain()
    plain["worlds"][1][0] += 1
    for broken in (plain, {}, {"worlds": [[1]]}):
        with pytest.raises(ProtectionError, match="cannot be read"):
            Certificate.from_plain(broken)


def _never(*_of: object) -> bytes:
    pytest.fail("nothing may be made")


def test_without_a_certificate_no_file_is_made(ready: PreparedReturn) -> None:
    other = year(250).proofs[year(250).rows[0].hash]
    for proof in (None, other):
        bare = replace(ready, certificate=proof)
        with pytest.raises(ProtectionError, match="does not leave"):
            submission(
                bare, MEASURES, writers={"return.pdf": _never}, sign=_never, public_key=bytes(32)
            )


def test_a_return_issued_before_leaves_again_only_with_its_certificate() -> None:
    whole = year(250)
    assert prepared("2025-Q2", [], whole).certificate == whole.proofs[whole.rows[1].hash]
    with pytest.raises(ProtectionError, match="does not leave"):
        prepared("2025-Q2", [], Ledger(whole.rows))


def test_a_solver_that_does_not_finish_means_no_return(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "SECONDS_A_SEARCH", 0.0)
    with pytest.raises(ProtectionError, match="time allowed"):
        prepared("2025-Q1", facts_of(100), Ledger())


def test_definitions_that_refer_to_one_another_in_a_circle_are_refused() -> None:
    require_sound(REAL)
    circle = dict(MEASURES) | {"K15": replace(MEASURES["K15"], parent="K09")}
    with pytest.raises(ProtectionError, match="refers to itself"):
        prepare(
            Period.parse("2025-Q1"), facts_of(100), circle, lattice_of(year(100)).pack, Ledger(),
            SEED, TODAY,
        )  # fmt: skip


def test_a_clock_that_went_back_behind_an_issued_return_is_refused() -> None:
    whole = year(100)
    with pytest.raises(ReturnError, match="clock has gone back"):
        until(whole, 4).require_next(Period.parse("2024-FY"), date(2026, 1, 5))


def test_worlds_of_parts_that_tell_nothing_of_one_another_are_joined() -> None:
    one, two = Atom("K01", "count", "2025-Q1"), Atom("K15", "count", "2025-Q1")
    assert together([[{one: 1}, {one: 2}], [{two: 5}]]) == [{one: 1, two: 5}, {one: 2}]
