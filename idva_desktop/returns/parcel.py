"""A return as its reader holds it: a folder of files, read and judged without any vault.

What is read here came from outside and may be anything. Every fault is a plain sentence; a file
that cannot be read is a fault like any other.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import IdvaError, ReturnError
from idva_desktop.domain.tables import WITHHELD, TableCell
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.layout import WORDING
from idva_desktop.returns.measure import (
    AnyMeasure,
    Measure,
    OutcomeOf,
    Registry,
    SameAs,
    Shape,
)
from idva_desktop.returns.reader_equations import broader_told
from idva_desktop.returns.submission import (
    COLUMNS,
    fingerprint,
    percentages,
    read_cells,
    signed_list,
)
from idva_desktop.returns.trends import Trend, point

SIGNATURE = "return.sig"
FILES = frozenset(
    {"cells.csv", "return.json", "datapackage.json", "return.pdf", "return.xlsx", SIGNATURE}
)
"""What the folder of a return holds, and nothing else."""
_NAMES = COLUMNS[:6]


@dataclass(frozen=True, slots=True)
class Parcel:
    """One return, as its files tell it.

    Attributes:
        period: what it covers.
        threshold: T, as the return says it.
        cells: every cell, sorted.
        measures: the definitions that it carries.
        trends: how the figures have gone, as it says it.
        public_key: the key that it says it was signed with; 32 bytes.
        wording: how its papers are worded and ordered; see :data:`layout.WORDING`.
    """

    period: Period
    threshold: int
    cells: tuple[Cell, ...]
    measures: Registry
    trends: tuple[Trend, ...]
    public_key: bytes
    wording: int = WORDING

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the key, as it is read out in person."""
        return fingerprint(self.public_key)


def read_parcel(files: Mapping[str, bytes]) -> Parcel:
    """Read what ``return.json`` and ``return.sig`` say.

    Raises:
        ReturnError: one of them is missing or is no such file.
    """
    try:
        plain = json.loads(files["return.json"])
        signed = json.loads(files[SIGNATURE])
        return Parcel(
            Period.parse(plain["period"]),
            int(plain["threshold"]),
            tuple(sorted(_cell(row) for row in plain["cells"])),
            {each["id"]: _measure(each) for each in plain["measures"]},
            tuple(_trend(each, plain["measures"]) for each in plain.get("trends", [])),
            bytes.fromhex(signed["public_key"]),
            int(plain["wording"]),
        )
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError, IdvaError):
        raise ReturnError(
            "This folder holds no return that can be read: return.json or return.sig is missing "
            "or is not what this program writes. Nothing was changed. Ask for the folder again."
        ) from None


def _cell(row: Mapping[str, Any]) -> Cell:
    value, status = row["value"], Status(row["status"])
    if (status is Status.SHOWN) != (type(value) is int) or (value is not None and value < 0):
        raise ValueError
    return Cell(CellKey(*(str(row[name]) for name in _NAMES)), value, status)


def _measure(plain: Mapping[str, Any]) -> AnyMeasure:
    breakdowns = {name: tuple(codes) for name, codes in plain.get("breakdowns", {}).items()}
    answer, broader = plain.get("answer"), broader_told(plain)
    return Measure(
        id=str(plain["id"]),
        title=str(plain["title"]),
        definition=str(plain["definition"]),
        shape=Shape(plain["shape"]),
        facts=lambda _case: (),
        outcome_of=OutcomeOf(plain.get("outcome_of", OutcomeOf.CLIENT)),
        answer=answer,
        answers=breakdowns.get(answer, ()),
        met_when=plain.get("met_when"),
        parent=plain.get("among"),
        per_parent=plain.get("among_each", 1),
        same=tuple(SameAs(**same) for same in plain.get("same", ())),
        client_answers=frozenset(plain.get("client_answers", ())),
        closings=plain.get("closings"),
        dimensions={
            name: codes
            for name, codes in breakdowns.items()
            if name != answer and name not in broader
        },
        broader=broader,
        target=plain.get("target"),
        told=True,
    )


def _trend(plain: Mapping[str, Any], measures: Sequence[Mapping[str, Any]]) -> Trend:
    measure = next(each for each in measures if each["id"] == plain["measure"])
    return Trend(
        measure["id"],
        measure["title"],
        measure.get("target"),
        plain["unit"] == "per cent",
        tuple(each["period"] for each in plain["figures"]),
        tuple(
            TableCell(each["words"], withheld=each["words"] == WITHHELD, number=each["value"])
            for each in plain["figures"]
        ),
    )


def faults_of(files: Mapping[str, bytes], parcel: Parcel, key: str | None) -> Iterator[str]:
    """Yield what is wrong with the files of one return, beside their documents.

    Args:
        files: name to bytes.
        parcel: what was read from them.
        key: the fingerprint as it was handed over in person, or ``None``.
    """
    yield from _names(files)
    yield from _signature(files, parcel, key)
    yield from _agreement(files, parcel)


def _names(files: Mapping[str, bytes]) -> Iterator[str]:
    for name in sorted(FILES - set(files)):
        yield f"The file {name} is missing."
    for _ in set(files) - FILES:
        yield "The folder holds a file that is no part of a return."


def _signature(files: Mapping[str, bytes], parcel: Parcel, key: str | None) -> Iterator[str]:
    signed = {name: content for name, content in files.items() if name in FILES - {SIGNATURE}}
    plain = json.loads(files[SIGNATURE])
    hashes = plain.get("files")
    for name, content in sorted(signed.items()):
        told = hashes.get(name) if isinstance(hashes, dict) else None
        if told != hashlib.sha256(content).hexdigest():
            yield f"The file {name} is not the one that was signed."
    try:
        public = Ed25519PublicKey.from_public_bytes(parcel.public_key)
        public.verify(bytes.fromhex(plain["signature"]), signed_list(signed))
    except (InvalidSignature, LookupError, ValueError, TypeError):
        yield "The signature does not fit the files."
    if key is not None and _letters(key) != _letters(parcel.fingerprint):
        yield "The return is signed with another key than the one handed over in person."


def _letters(key: str) -> str:
    return "".join(key.split()).replace(":", "").casefold()


def _agreement(files: Mapping[str, bytes], parcel: Parcel) -> Iterator[str]:
    try:
        told = sorted(read_cells(files.get("cells.csv", b"")))
    except ReturnError:
        yield "The file cells.csv cannot be read."
        told = None
    if told is not None and told != list(parcel.cells):
        yield "The files cells.csv and return.json do not hold the same figures."
    plain = json.loads(files["return.json"])
    if plain.get("percentages") != percentages(plain_order(parcel.cells, plain)):
        yield "The percentages in return.json are not those of its counts."
    if any(cell.key.period != parcel.period.name for cell in parcel.cells):
        yield "The return holds figures of another period than its own."
    keys = {cell.key for cell in parcel.cells}
    if len(keys) != len(parcel.cells):
        yield "The return holds a figure twice."
    if any(key.measure not in parcel.measures for key in keys):
        yield "The return holds figures that it does not define."
    yield from _package(files)


def plain_order(cells: Iterable[Cell], plain: Mapping[str, Any]) -> list[Cell]:
    """Return cells in the order in which ``return.json`` lists them."""
    found = {cell.key: cell for cell in cells}
    return [found[CellKey(*(str(row[name]) for name in _NAMES))] for row in plain["cells"]]


def _package(files: Mapping[str, bytes]) -> Iterator[str]:
    content = files.get("cells.csv", b"")
    try:
        resource = json.loads(files.get("datapackage.json", b""))["resources"][0]
        fits = (
            resource["path"] == "cells.csv"
            and resource["bytes"] == len(content)
            and resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
            and [field["name"] for field in resource["schema"]["fields"]] == list(COLUMNS)
        )
    except (LookupError, ValueError, TypeError, RecursionError):
        fits = False
    if not fits:
        yield "The file datapackage.json does not describe cells.csv."


def trend_faults(parcels: Sequence[Parcel]) -> Iterator[str]:
    """Yield where a return's trends differ from what the returns they speak of say themselves."""
    told = {each.period.name: {cell.key: cell for cell in each.cells} for each in parcels}
    for parcel in parcels:
        for trend in parcel.trends:
            for quarter, figure in zip(trend.quarters, trend.points, strict=True):
                if quarter not in told:
                    continue
                said = point(trend.measure, quarter, told[quarter], is_rate=trend.is_rate)
                if figure != said.number:
                    yield (
                        f"The return of {parcel.period.name} shows another figure for {quarter} "
                        "than the return of that quarter."
                    )
