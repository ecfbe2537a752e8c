"""The ledger: everything ever released, in order, append-only; the vault journals its rows."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ProtectionError, ReturnError
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.returns.booking import Booking
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.certificate import Certificate


@dataclass(frozen=True, slots=True)
class Released:
    """One return as it left, or is about to leave.

    Attributes:
        period: its name.
        pack: name of the pack whose cells it holds.
        threshold: T, as it was then.
        cells: every cell, in the order of the files; withheld ones without their figure.
        bookings: what this return reported for the first time; only quarters book.
        before: hash of the row before, ``""`` for the first.
        recorded: whether it was sent before this program was in use: it books nothing.
    """

    period: str
    pack: str
    threshold: int
    cells: tuple[Cell, ...]
    bookings: tuple[Booking, ...]
    before: str = ""
    recorded: bool = False

    @property
    def hash(self) -> str:
        """SHA-256 over the row and the hash before it; a changed figure changes all after it."""
        return hashlib.sha256(_canonical(self._content())).hexdigest()

    def to_plain(self) -> dict[str, Any]:
        """Return what the journal keeps."""
        return self._content() | {"hash": self.hash}

    def _content(self) -> dict[str, Any]:
        kind = {"recorded": True} if self.recorded else {}
        return kind | {
            "period": self.period,
            "pack": self.pack,
            "threshold": self.threshold,
            "cells": [_cell_to_plain(cell) for cell in self.cells],
            "bookings": [booking.to_plain() for booking in self.bookings],
            "before": self.before,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Released":
        """Read a row that the journal kept.

        Raises:
            ProtectionError: the row is not what was written.
        """
        row = cls(
            plain["period"],
            plain["pack"],
            plain["threshold"],
            tuple(_cell_from_plain(cell) for cell in plain["cells"]),
            tuple(Booking.from_plain(booking) for booking in plain["bookings"]),
            plain["before"],
            plain.get("recorded", False),
        )
        if row.hash != plain["hash"]:
            raise ProtectionError(_DAMAGED)
        return row


_DAMAGED = (
    "The record of earlier returns is damaged, so no new return can be proved safe. "
    "Nothing was written. Run an audit, or restore the last backup."
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All returns issued so far, in the order of issue.

    Attributes:
        rows: what was released.
        proofs: hash of a row to its certificate, for every row that has one.
    """

    rows: tuple[Released, ...] = ()
    proofs: Mapping[str, Certificate] = field(default_factory=dict)

    @classmethod
    def from_plain(
        cls, rows: Sequence[Mapping[str, Any]], proofs: Sequence[Mapping[str, Any]] = ()
    ) -> "Ledger":
        """Read and prove the rows that the journal kept.

        Args:
            rows: what :meth:`Released.to_plain` returned, in the order of issue.
            proofs: what :meth:`Certificate.to_plain` returned, in any order.

        Raises:
            ProtectionError: a row or a proof was changed, left out or moved.
        """
        certificates = [Certificate.from_plain(proof) for proof in proofs]
        ledger = cls(
            tuple(Released.from_plain(row) for row in rows),
            {certificate.row: certificate for certificate in certificates},
        )
        before = ""
        for row in ledger.rows:
            if row.before != before:
                raise ProtectionError(_DAMAGED)
            before = row.hash
        if not ledger.proofs.keys() <= {row.hash for row in ledger.rows}:
            raise ProtectionError(_DAMAGED)
        return ledger

    @property
    def head(self) -> str:
        """Hash of the last row, ``""`` where there is none."""
        return self.rows[-1].hash if self.rows else ""

    @property
    def bookings(self) -> list[Booking]:
        """Every booking so far, in order."""
        return [booking for row in self.rows for booking in row.bookings]

    @property
    def quarters(self) -> list[Period]:
        """The quarters issued so far, in order; months where months were issued."""
        found: list[Period] = []
        for row in self.rows:
            period = Period.parse(row.period)
            if not row.recorded and books(period, found):
                found.append(period)
        return found

    @property
    def recorded(self) -> list[Period]:
        """The periods of returns sent before this program was in use."""
        return [Period.parse(row.period) for row in self.rows if row.recorded]

    def issued(self, period: str) -> Released | None:
        """Return the row of ``period`` where it was issued: it is never made anew."""
        row = self.reported(period)
        return None if row is None or row.recorded else row

    def reported(self, period: str) -> Released | None:
        """Return the row of ``period`` where it was issued, or recorded as sent before."""
        return next((row for row in self.rows if row.period == period), None)

    def extended(self, row: Released, proof: Certificate | None = None) -> "Ledger":
        """Return the ledger with one more row, and its proof beside it.

        Raises:
            ReturnError: the row was prepared on another state of the ledger.
        """
        if row.before != self.head or self.reported(row.period):
            raise ReturnError(
                "Another return was issued since this one was prepared. "
                "Nothing was written. Prepare it again."
            )
        proofs = {proof.row: proof} if proof else {}
        return Ledger((*self.rows, row), {**self.proofs, **proofs})

    def require_next(self, period: Period, today: date) -> None:
        """Refuse what may not be issued now.

        Raises:
            ReturnError: the period was recorded as sent before, or is not over, the clock has
                gone back behind a return that was issued, a quarter is left out or comes too
                late, or a year's quarters or a contract's years are not all reported.
        """
        if self.reported(period.name):
            raise ReturnError(
                f"{period.title()} was reported before this program was in use and is recorded "
                "so, and nothing is restated. Nothing was written."
            )
        if period.end > today:
            raise ReturnError(
                f"{period.title()} is not over yet, so its return cannot be made. "
                f"It can be from {show_day(period.end)}."
            )
        self._require_clock(today)
        if books(period, self.quarters):
            self._require_next_quarter(period)
            return
        monthly = bool(self.quarters) and self.quarters[0].is_month
        names = (
            [part.name for part in (period.months() if monthly else period.quarters())]
            if not period.is_contract
            else [f"{year}-FY" for year in range(period.start.year, period.end.year)]
        )
        missing = [name for name in names if self.reported(name) is None]
        if missing:
            raise ReturnError(
                f"{period.title()} is the sum of returns already issued, and these are not: "
                f"{', '.join(missing)}. Issue them first."
            )

    def _require_clock(self, today: date) -> None:
        """Refuse a day that lies before what was issued: facts of today cannot be trusted then."""
        ends = [Period.parse(row.period).end for row in self.rows]
        if ends and max(ends) > today:
            raise ReturnError(
                f"This computer's clock says {show_day(today)}, but a return up to "
                f"{show_day(max(ends))} was issued already, so the clock has gone back. "
                "Nothing was written. Set the clock right and prepare the return again."
            )

    def _require_next_quarter(self, period: Period) -> None:
        issued = self.quarters
        sent = max((each.end for each in self.recorded), default=None)
        if not issued and sent is not None and period.start < sent:
            raise ReturnError(
                f"{period.name} was reported before this program was in use, with the returns "
                f"up to {show_day(sent - timedelta(days=1))}. The first that can be issued is "
                f"{Period.quarter_of(sent).name}."
            )
        begun = next((not each.is_month for each in issued), sent is not None)
        if period.is_month and begun:
            raise ReturnError(
                f"Returns began with quarters, so {period.title()} cannot have one of its own: "
                "months are issued from the first return on, or never. Nothing was written."
            )
        if not issued and sent is not None:
            _require_no_gap(period, sent)
        if issued and period.start != issued[-1].end:
            kind = Period.month_of if period.is_month else Period.quarter_of
            expected = kind(issued[-1].end)
            raise ReturnError(
                f"Returns are issued in order, and the next one is {expected.name}. "
                f"Issue that before {period.name}."
                if period.start > issued[-1].end
                else f"{period.name} lies before the first return or was passed over, "
                f"and nothing is restated. The next one is {expected.name}."
            )


def books(period: Period, before: Sequence[Period]) -> bool:
    """Say whether the return of ``period`` reports cases for the first time.

    Months do, and quarters do unless they are the sum of months that were issued.
    """
    return period.is_month or (period.is_quarter and not (before and before[0].is_month))


def _require_no_gap(period: Period, sent: date) -> None:
    """Refuse a first return that passes over a quarter of its year, after those recorded.

    Args:
        period: the quarter that would be issued.
        sent: the day after the last one recorded.
    """
    first = Period.quarter_of(sent)
    if first.name[:4] == period.name[:4] and first.start < period.start:
        raise ReturnError(
            f"Nothing was recorded or issued of {first.name}, which lies between what was sent "
            f"before and {period.name}, so the year could never be added up. Nothing was written. "
            f"Record what was sent of {first.name}, or issue it before {period.name}."
        )


def _cell_to_plain(cell: Cell) -> list[str | int | None]:
    key = cell.key
    return [
        key.period,
        key.measure,
        key.part,
        key.strand,
        key.dimension,
        key.category,
        cell.value,
        cell.status.value,
    ]


def _cell_from_plain(plain: Sequence[Any]) -> Cell:
    return Cell(CellKey(*plain[:6]), plain[6], Status(plain[7]))


def _canonical(plain: Mapping[str, Any]) -> bytes:
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
