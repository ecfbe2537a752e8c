"""Years of returns with a pack far finer than the service can carry, issued month by month."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.ledger import Ledger
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack import Pack
from tests.returns.issued_years import issued
from tests.returns.made_up_cases import facts_of_service

_PACK = Path(__file__).parents[1] / "data" / "fine-pack.json"
FINE = Pack.from_plain(json.loads(_PACK.read_text(encoding="utf-8")))
FIRST_QUARTER = ("2025-M01", "2025-M02", "2025-M03", "2025-Q1")


def _year() -> list[str]:
    """Return months, the quarter at its end, the year to date beside it, and the year."""
    names = []
    for month in range(1, 13):
        names.append(f"2025-M{month:02d}")
        if month % 3 == 0:
            names.append(f"2025-Q{month // 3}")
        if month in {6, 9}:
            names.append(f"2025-YTD{month:02d}")
    return [*names, "2025-FY"]


FINE_YEAR = tuple(_year())


@cache
def issued_finely(cases: int, names: Sequence[str] = FINE_YEAR) -> Ledger:
    """Return the ledger after returns of the fine pack, for ``cases`` referrals a year."""
    return issued(names, facts_of_service(cases), MEASURES, FINE)


def fine_lattice(ledger: Ledger) -> Lattice:
    """Return the truth behind a ledger."""
    return Lattice(FINE.measures(MEASURES), FINE, ledger.quarters, ledger.bookings)
