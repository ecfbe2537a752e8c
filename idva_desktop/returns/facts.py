"""The counted facts: all that measures hand to tabulation, booking and protection."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One counted unit of one measure, settled on one day.

    A measure makes facts from countable answers only; nothing in a fact is a client's own word.

    Attributes:
        measure: the measure's id, such as ``"K03"``.
        unit: id of what is counted (case, decision, episode, contact). It is booked once and
            never leaves the program. A measure that counts cases uses the case's id, so that a
            case keeps one strand in all of them (:mod:`idva_desktop.returns.booking`).
        client: id of the client (or case) behind it, for "so many distinct clients or more".
        day: London date on which it is settled; for a rate with a time limit, the due date.
        strand: ``"IDVA"``, ``"ISVA"`` or ``"BOTH"``.
        met: the outcome of a rate; ``None`` for counts, stocks, events, and where ``suspended``
            or ``unpaired``.
        category: the answer within the measure: decision (K02), reason (K15), who/channel/outcome
            (K22), ``"opened"`` or ``"closed"`` (K16: one case gives one fact of each, same unit).
        suspended: left the denominator as unsafe to contact (K03, K04); counted apart.
        unpaired: left the denominator for want of a second reading (K09); counted apart.
        minutes: support time of a contact (K22).
        weeks: whole weeks of support of a closed case (K15), for the median.
        amount: how many it counts for (K20: those who came to a session).
        case: id of the case, where ``unit`` is something within it that keeps the case's strand
            (K12: an area of need); ``""`` where the unit's own strand holds.
        dimensions: category codes by dimension name (K01: ``employment_group``, ``route``, …).
            Every fact of a measure that has dimensions gives a code for each.
    """

    measure: str
    unit: str
    client: str
    day: date
    strand: str
    met: bool | None = None
    category: str | None = None
    suspended: bool = False
    unpaired: bool = False
    minutes: int = 0
    weeks: int | None = None
    amount: int = 1
    case: str = ""
    dimensions: Mapping[str, str] = field(default_factory=dict)
