"""The files of a return, as bytes: the same input gives the same bytes, whenever they are made."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.certificate import required
from idva_desktop.returns.layout import WORDING, Writer, layout
from idva_desktop.returns.ledger import Released
from idva_desktop.returns.measure import AnyMeasure, Registry, Shape
from idva_desktop.returns.prepare import PreparedReturn
from idva_desktop.returns.reader_equations import definition_of
from idva_desktop.returns.return_tables import WITHHELD_NOTE, percentage
from idva_desktop.returns.trends import Trend, trends

COLUMNS = ("period", "measure", "part", "strand", "dimension", "category", "value", "status")
_STATUS_WORDS = {
    "A": "shown",
    "c": "withheld",
    "z": "empty by definition",
    "x": "not collected",
}
_FIELD_WORDS = {
    "period": "quarter, financial year from 1 April, or contract to date",
    "measure": "indicator",
    "part": "what is counted of it",
    "strand": "IDVA, ISVA, BOTH, or _T for the total",
    "dimension": "what the category is of, or _T",
    "category": "answer within the dimension, or _T for the total",
    "value": "the figure; empty unless the status is A",
    "status": "; ".join(f"{code} {word}" for code, word in _STATUS_WORDS.items()),
}

_BOOKED_ONCE = (
    "Each case is reported in the first return issued after both its date and its entry, and "
    "nothing is restated; a year is the sum of its quarters as issued."
)


@dataclass(frozen=True, slots=True)
class Submission:
    """The package that leaves.

    Attributes:
        files: name to bytes, in the order of writing.
        fingerprint: of the signing key; handed over in person.
        digest: SHA-256 of the signed list of files, which names the package as a whole.
    """

    files: Mapping[str, bytes]
    fingerprint: str
    digest: str


def submission(
    prepared: PreparedReturn,
    measures: Registry,
    *,
    writers: Mapping[str, Writer],
    sign: Callable[[bytes], bytes],
    public_key: bytes,
) -> Submission:
    """Make the files of a return that is proved safe.

    Args:
        prepared: the return; nothing is used but its released row and those before it, and
            whether many came late.
        measures: the registry, for titles and definitions.
        writers: make the documents, by the name of the file: ``return.pdf``, ``return.xlsx``.
        sign: signs with the vault's Ed25519 key.
        public_key: the 32 bytes that go with it.

    Raises:
        ProtectionError: the return has no certificate of its own.
    """
    row = prepared.released
    required(prepared.certificate, row.hash)
    cells = cells_csv(row.cells)
    laid = layout(row.period, row.cells, measures, trends((*prepared.earlier, row), measures))
    files = {
        "cells.csv": cells,
        "return.json": _json(_return_plain(prepared, measures, laid.trends)),
        "datapackage.json": _json(_data_package(row, laid.title, cells)),
        **{name: write(laid) for name, write in writers.items()},
    }
    message = signed_list(files)
    print_ = fingerprint(public_key)
    files["return.sig"] = _json(
        {
            "algorithm": "Ed25519",
            "files": {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)},
            "signature": sign(message).hex(),
            "public_key": public_key.hex(),
            "fingerprint": print_,
        }
    )
    return Submission(files, print_, hashlib.sha256(message).hexdigest())


def cells_csv(cells: Iterable[Cell]) -> bytes:
    """Return ``cells.csv``: UTF-8, one cell a row, sorted."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for cell in sorted(cells, key=lambda cell: cell.key):
        writer.writerow(_row(cell))
    return text.getvalue().encode()


def _row(cell: Cell) -> tuple[str, ...]:
    key = cell.key
    shown = "" if cell.value is None else str(cell.value)
    place = (key.period, key.measure, key.part, key.strand, key.dimension, key.category)
    return (*place, shown, cell.status.value)


def read_cells(content: bytes) -> list[Cell]:
    """Read ``cells.csv``, as a reader of returns has it.

    Raises:
        ReturnError: it is no such file.
    """
    try:
        rows = list(csv.reader(io.StringIO(content.decode())))
        header, cells = tuple(rows[0]), [_cell(row) for row in rows[1:]]
    except (ValueError, IndexError):
        header, cells = (), []
    if header != COLUMNS:
        raise ReturnError(
            "The file cells.csv of this return cannot be read. Compare it with the original."
        )
    return cells


def _cell(row: Sequence[str]) -> Cell:
    *place, value, status = row
    if len(place) != len(COLUMNS) - 2 or (status == Status.SHOWN) != bool(value):
        raise ValueError
    return Cell(CellKey(*place), int(value) if value else None, Status(status))


def fingerprint(public_key: bytes) -> str:
    """Return the fingerprint of a key, in groups that can be read out."""
    digits = hashlib.sha256(public_key).hexdigest()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def signed_list(files: Mapping[str, bytes]) -> bytes:
    """Return what the signature covers: the hash and name of each file, sorted by name."""
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return ("idva-desktop return 1\n" + "".join(lines)).encode()


def _json(plain: Mapping[str, Any]) -> bytes:
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()


def _return_plain(
    prepared: PreparedReturn, measures: Registry, told: Sequence[Trend]
) -> dict[str, Any]:
    row, period = prepared.released, Period.parse(prepared.released.period)
    present = {cell.key.measure for cell in row.cells}
    plain: dict[str, Any] = {
        "format": "idva-desktop return 1",
        "wording": WORDING,
        "title": period.title(),
        "period": row.period,
        "from": period.start.isoformat(),
        "to": (period.end - timedelta(days=1)).isoformat(),
        "threshold": row.threshold,
        "symbols": _STATUS_WORDS,
        "measures": [
            _measure_plain(each, row.cells, period)
            for each in measures.values()
            if each.id in present
        ],
        "cells": [dict(zip(COLUMNS, _typed(cell), strict=True)) for cell in row.cells],
        "percentages": percentages(row.cells),
        "trends": [_trend_plain(trend) for trend in told],
    }
    if period.is_quarter:
        many = prepared.late >= row.threshold
        plain["late_entries"] = {
            "value": prepared.late if many else None,
            "status": "A" if many else "c",
        }
    plain["notes"] = [
        WITHHELD_NOTE,
        _BOOKED_ONCE,
        "A percentage is a whole number made from the two counts shown, and from nothing else.",
        "Support time is in whole hours.",
    ]
    return plain


def _trend_plain(trend: Trend) -> dict[str, Any]:
    figures = [
        {"period": quarter, "value": cell.number, "words": cell.text}
        for quarter, cell in zip(trend.quarters, trend.cells, strict=True)
    ]
    unit = "per cent" if trend.is_rate else "number"
    return {"measure": trend.measure, "unit": unit, "figures": figures}


def _typed(cell: Cell) -> tuple[str | int | None, ...]:
    *place, _, status = _row(cell)
    return (*place, cell.value, status)


def _measure_plain(measure: AnyMeasure, cells: Iterable[Cell], period: Period) -> dict[str, Any]:
    told = {cell.key.dimension for cell in cells if cell.key.measure == measure.id}
    held = {name: list(codes) for name, codes in measure.breakdowns.items() if name in told}
    plain: dict[str, Any] = {
        "id": measure.id,
        "title": measure.title,
        "definition": measure.definition,
        "shape": measure.shape.value,
        "target": measure.target_in(period),
    }
    if measure.shape is Shape.RATE:
        plain["outcome_of"] = measure.outcome_of.value
    if held:
        plain["breakdowns"] = held
    told_of = replace(
        measure, broader={name: each for name, each in measure.broader.items() if name in told}
    )
    plain |= definition_of(told_of)
    return {name: value for name, value in plain.items() if value is not None}


def percentages(cells: Sequence[Cell]) -> list[dict[str, Any]]:
    """Return each share that two of ``cells`` make, as ``return.json`` tells it."""
    found = {cell.key: cell for cell in cells}
    shares = []
    for key, met in found.items():
        base_key = CellKey(key.period, key.measure, "base", key.strand, key.dimension, key.category)
        if key.part != "met" or base_key not in found:
            continue
        base = found[base_key]
        share = percentage(met.value, base.value)
        status = Status.SHOWN if share is not None else Status.WITHHELD
        if base.status is Status.EMPTY or base.value == 0:
            status = Status.EMPTY
        shares.append(
            {
                "measure": key.measure,
                "strand": key.strand,
                "dimension": key.dimension,
                "category": key.category,
                "value": share,
                "status": status.value,
            }
        )
    return shares


def _data_package(row: Released, title: str, cells: bytes) -> dict[str, Any]:
    fields: list[dict[str, Any]] = []
    for name in COLUMNS:
        field: dict[str, Any] = {
            "name": name,
            "type": "integer" if name == "value" else "string",
            "description": _FIELD_WORDS[name],
        }
        if name != "value":
            field["constraints"] = {"required": True}
        fields.append(field)
    fields[-1]["constraints"] = {"required": True, "enum": list(_STATUS_WORDS)}
    return {
        "profile": "tabular-data-package",
        "name": f"idva-desktop-return-{row.period.lower().replace('@', '-to-')}",
        "title": title,
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "cells",
                "path": "cells.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(cells),
                "hash": f"sha256:{hashlib.sha256(cells).hexdigest()}",
                "schema": {
                    "fields": fields,
                    "primaryKey": list(COLUMNS[:6]),
                    "missingValues": [""],
                },
            }
        ],
    }
