"""Papers that are worded otherwise have another number of their wording."""

import hashlib
from dataclasses import replace

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.cells import Cell
from idva_desktop.returns.layout import WORDING, layout
from idva_desktop.returns.ledger import Released
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.trends import trends
from tests.returns import made_up_service

# As read from a return: its targets are its own, and the contract may have others by now.
MEASURES = {id_: replace(each, told=True) for id_, each in made_up_service.MEASURES.items()}

WORDINGS = {1: "90c42c8202774a955ebf7c239fe3a8647e293fff0275dde8e69eb493056f9705"}
"""What each wording came to. Where a paper changes, count ``WORDING`` up and add a line."""


def _row(name: str) -> Released:
    """Return figures of any size, some withheld, in every cell of the default pack."""
    pack = Pack.default()
    keys = pack.cells(Period.parse(name), pack.measures(MEASURES))
    cells = [
        Cell(key, 5 + at % 37) if at % 7 else Cell(key, None).withheld()
        for at, key in enumerate(keys)
    ]
    return Released(name, pack.name, pack.threshold, tuple(cells), ())


def test_a_change_of_words_is_a_change_of_the_wording() -> None:
    rows = [_row("2025-Q1"), _row("2025-Q2"), _row("2025-FY")]
    said = hashlib.sha256()
    for at, row in enumerate(rows):
        laid = layout(row.period, row.cells, MEASURES, trends(rows[: at + 1], MEASURES))
        said.update(repr((laid.title, laid.tables, laid.numbers)).encode())
    assert WORDINGS[WORDING] == said.hexdigest()
