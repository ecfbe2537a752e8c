"""What the readers of some returns can learn from all of them together, by their files alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from idva_desktop.domain.errors import ReturnError
from idva_desktop.returns.attack import Bounds, Published, attack
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.measure import AnyMeasure, OutcomeOf, Registry, Shape
from idva_desktop.returns.parcel import Parcel
from idva_desktop.returns.reader_equations import definition_of

_EVENTS = frozenset({"minutes", "hours"})
_CLIENT_PARTS = frozenset(
    {"count", "met", "base", "start", "opened", "closed", "end", "suspended", "unpaired"}
)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was worked out.

    Attributes:
        recovered: withheld figures, and counts of clients below the threshold that no return
            shows, of which the value is known.
        bounded: counts of clients that are known to lie below the threshold.
        shown: counts of clients below the threshold that a return shows as they are; nought too,
            since it says of everybody that they are not among them.
    """

    recovered: tuple[CellKey, ...]
    bounded: tuple[CellKey, ...]
    shown: tuple[CellKey, ...] = ()

    @property
    def any(self) -> bool:
        """Whether a reader learns anything that was, or ought to have been, withheld."""
        return bool(self.recovered or self.bounded or self.shown)


def learnt_from(parcels: Sequence[Parcel]) -> Learnt:
    """Attack returns together.

    Raises:
        ReturnError: they contradict one another, or define one measure in two ways.
    """
    measures = _one_registry(parcels)
    cells = [cell for parcel in parcels for cell in parcel.cells]
    threshold = max(parcel.threshold for parcel in parcels)
    told = {cell.key for cell in cells if cell.status is not Status.WITHHELD}
    withheld = {cell.key for cell in cells if cell.status is Status.WITHHELD}
    shown = {cell.key for cell in cells if _is_small_and_shown(measures, cell, threshold)}
    recovered, bounded = [], []
    for key, found in attack(cells, Published.of(measures)).items():
        small = key not in told and is_client_count(measures, key)
        if found.exact and (key in withheld or (small and found.low < threshold)):
            recovered.append(key)
        elif small and _is_below(found, threshold):
            bounded.append(key)
    return Learnt(tuple(sorted(recovered)), tuple(sorted(bounded)), tuple(sorted(shown)))


def _is_small_and_shown(measures: Registry, cell: Cell, threshold: int) -> bool:
    if cell.value is None or cell.key.part not in _CLIENT_PARTS:
        return False
    return cell.value < threshold and is_client_count(measures, cell.key)


def _is_below(found: Bounds, threshold: int) -> bool:
    return found.high is not None and found.high < threshold


def is_client_count(measures: Registry, key: CellKey) -> bool:
    """Say whether a cell counts clients, so that nobody may learn it where it is small."""
    measure: AnyMeasure = measures[key.measure]
    if key.strand in measure.empty_strands or measure.shape is Shape.EVENTS:
        return False
    if measure.shape is Shape.SERVICE:
        return key.category in measure.client_answers
    outcome = key.part in {"met", "not_met"}
    return key.part not in _EVENTS and not (outcome and measure.outcome_of is OutcomeOf.SERVICE)


def _one_registry(parcels: Sequence[Parcel]) -> Registry:
    found: dict[str, AnyMeasure] = {}
    for parcel in parcels:
        for id_, measure in parcel.measures.items():
            known = found.get(id_, measure)
            # Each return says of the broader breakdowns that it has what they are made of.
            found[id_] = whole = replace(known, broader={**known.broader, **measure.broader})
            if _ties(known) != _ties(measure) or not _agree(whole, known, measure):
                raise ReturnError(
                    "These returns define one measure in different ways, so they cannot be "
                    "attacked together. Nothing was changed. Check them in two parts."
                )
    return found


def _ties(measure: AnyMeasure) -> tuple[object, ...]:
    return measure.shape, measure.outcome_of, definition_of(replace(measure, broader={}))


def _agree(whole: AnyMeasure, *parts: AnyMeasure) -> bool:
    """Say whether nothing was lost where broader breakdowns were put together."""
    return all(each.broader.items() <= whole.broader.items() for each in parts)
