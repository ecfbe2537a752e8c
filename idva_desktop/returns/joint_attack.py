"""What the readers of some returns can learn from all of them together, by their files alone.

Returns that were sent before the program was in use may have told some of it already. Where a
reader names them, they are part of the attack, and what they alone tell is held apart: it is no
fault of the returns that came after.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.returns.attack import Bounds, Published, attack, recovered
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.measure import AnyMeasure, OutcomeOf, Registry, Shape
from idva_desktop.returns.parcel import Parcel
from idva_desktop.returns.reader_equations import definition_of
from idva_desktop.returns.recorded import unsaid_answers

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
        before: what would be one of the first two, but returns sent before told it alone.
        guessed: what somebody would take for known who believes that the caseload went on where
            those left it. Where it was counted otherwise they are mistaken; no file tells.
    """

    recovered: tuple[CellKey, ...]
    bounded: tuple[CellKey, ...]
    shown: tuple[CellKey, ...] = ()
    before: tuple[CellKey, ...] = ()
    guessed: tuple[CellKey, ...] = ()

    @property
    def any(self) -> bool:
        """Whether a reader learns anything that was, or ought to have been, withheld."""
        return bool(self.recovered or self.bounded or self.shown)


def learnt_from(
    parcels: Sequence[Parcel], sent: Sequence[Cell] = (), registry: Registry | None = None
) -> Learnt:
    """Attack returns together.

    Args:
        parcels: the returns.
        sent: what returns said that were sent before the program was in use.
        registry: the measures that those speak of; what the parcels define goes first.

    Raises:
        ReturnError: they contradict one another, or define one measure in two ways.
    """
    reader = _Reader(parcels, sent, registry or {})
    shown = tuple(sorted(cell.key for cell in reader.ours if reader.is_small_and_shown(cell)))
    if not sent:
        exact, small = reader.learns(reader.all_that_goes_on())
        return Learnt(tuple(sorted(exact)), tuple(sorted(small)), shown)
    exact, small = reader.learns(reader.bounds(reader.begun))
    guessed = {key for key in reader.guesses() if key not in exact}
    alone = reader.told_alone() if exact or small or guessed else {}
    told = {**exact, **small}
    before = {key for key, found in told.items() if reader.was_told(alone.get(key), key, found)}
    return Learnt(
        tuple(sorted(exact.keys() - before)),
        tuple(sorted(small.keys() - before)),
        shown,
        tuple(sorted(before)),
        tuple(sorted(key for key in guessed if key not in alone or not alone[key].exact)),
    )


class _Reader:
    """Somebody who has the returns, and perhaps what was sent before them.

    Args:
        parcels: the returns.
        sent: what was sent before.
        known: the measures that it speaks of.
    """

    def __init__(self, parcels: Sequence[Parcel], sent: Sequence[Cell], known: Registry) -> None:
        self._measures = _with_sent(_one_registry(parcels), {c.key.measure for c in sent}, known)
        self._threshold = max(parcel.threshold for parcel in parcels)
        self._sent = [*sent, *unsaid_answers(sent, known)]
        self.ours = [cell for parcel in parcels for cell in parcel.cells]
        self.begun = _begun(parcels, sent)
        rows = [*self.ours, *sent]
        self._told = {cell.key for cell in rows if cell.status is not Status.WITHHELD}
        self._withheld = {cell.key for cell in rows if cell.status is Status.WITHHELD}

    def _published(self, begun: date | None) -> Published:
        return replace(Published.of(self._measures), begun=begun)

    def bounds(self, begun: date | None) -> dict[CellKey, Bounds]:
        """Bound every count; a caseload need not go on where it was on the day ``begun``."""
        return attack([*self._sent, *self.ours], self._published(begun))

    def all_that_goes_on(self) -> dict[CellKey, Bounds]:
        """Bound every count, as if the caseload went on throughout, unless that cannot be.

        The first return here may follow on others that are not; if those counted their caseload
        otherwise, nobody's figures contradict one another.
        """
        try:
            return self.bounds(None)
        except ReturnError:
            return self.bounds(self.begun)

    def told_alone(self) -> dict[CellKey, Bounds]:
        """Bound every count by what was sent before, as if the caseload had gone on from there."""
        silent = [cell.withheld() if cell.status is Status.SHOWN else cell for cell in self.ours]
        return attack([*self._sent, *silent], self._published(None))

    def guesses(self) -> list[CellKey]:
        """Return what somebody settles who believes that the caseload went on where it was."""
        try:
            found = recovered([*self._sent, *self.ours], self._published(None))
        except ReturnError:  # it cannot have
            return []
        return [key for key, count in found.items() if self._is_learnt(key, Bounds(count, count))]

    def learns(
        self, bounds: Mapping[CellKey, Bounds]
    ) -> tuple[dict[CellKey, Bounds], dict[CellKey, Bounds]]:
        """Return what is known for certain that was withheld, and counts known to be small."""
        exact = {key: found for key, found in bounds.items() if self._is_learnt(key, found)}
        small = {
            key: found
            for key, found in bounds.items()
            if key not in exact and self._is_small(key) and _is_below(found, self._threshold)
        }
        return exact, small

    def _is_learnt(self, key: CellKey, found: Bounds) -> bool:
        below = self._is_small(key) and found.low < self._threshold
        return found.exact and (key in self._withheld or below)

    def _is_small(self, key: CellKey) -> bool:
        return key not in self._told and is_client_count(self._measures, key)

    def was_told(self, alone: Bounds | None, key: CellKey, found: Bounds) -> bool:
        """Say whether what was sent before tells as much as all returns together.

        Where it told that a count is small, those after it may leave it any small number that it
        allowed; that it is nought, or what a withheld figure is, has to be told by it alone.
        """
        if alone is None:
            return False
        if found.exact and (alone.exact or key in self._withheld):
            return alone == found
        if _is_within(alone, found):
            return True
        return _is_below(alone, self._threshold) and (found.low == 0 or alone.low > 0)

    def is_small_and_shown(self, cell: Cell) -> bool:
        """Say whether a cell shows a small count of clients as it is."""
        if cell.value is None or cell.key.part not in _CLIENT_PARTS:
            return False
        return cell.value < self._threshold and is_client_count(self._measures, cell.key)


def _with_sent(measures: Registry, named: Iterable[str], known: Registry) -> Registry:
    """Return the measures of returns and of what was sent, which may have other breakdowns."""
    found = dict(measures)
    for id_ in named:
        own = found.get(id_, known[id_])
        found[id_] = replace(own, broader={**known[id_].broader, **own.broader})
    return found


def _begun(parcels: Sequence[Parcel], sent: Sequence[Cell]) -> date | None:
    """Return the day on which these returns begin, as far as they tell.

    What was sent before may have counted the caseload otherwise, whether it is here or not.
    """
    short = [each.period for each in parcels if each.period.is_quarter or each.period.is_month]
    if short:
        return min(period.start for period in short)
    return max((Period.parse(cell.key.period).end for cell in sent), default=None)


def _is_within(inner: Bounds, outer: Bounds) -> bool:
    if inner.low < outer.low:
        return False
    return outer.high is None or (inner.high is not None and inner.high <= outer.high)


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
