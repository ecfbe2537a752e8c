"""Declarations that refer to one another must end somewhere, or nothing proved of them holds."""

from collections.abc import Iterator

from idva_desktop.domain.errors import ProtectionError
from idva_desktop.returns.measure import AnyMeasure, Registry


def require_sound(measures: Registry) -> None:
    """Refuse measures that refer to one another in a circle.

    A measure may lie among another's units, share another's denominator, or count its closings.

    Raises:
        ProtectionError: the references of some measure come back to it.
    """
    for start in measures.values():
        waiting, seen = [*_references(start)], set[str]()
        while waiting:
            id_ = waiting.pop()
            if id_ == start.id:
                raise ProtectionError(
                    f"The definition of {start.id} refers to itself by way of others, so no return "
                    "can be proved safe. Nothing was written. Correct the definitions."
                )
            if id_ in measures and id_ not in seen:
                seen.add(id_)
                waiting += _references(measures[id_])


def _references(measure: AnyMeasure) -> Iterator[str]:
    yield from filter(None, (measure.parent, measure.closings))
    # A part of a measure may well be another part of its own.
    yield from (each.measure for each in measure.same if each.measure != measure.id)
