"""Checking returns from their folders alone: for whoever holds returns, and no vault."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from idva_desktop.casework.reporting.document_faults import document_faults
from idva_desktop.casework.reporting.sent_file import read_sent
from idva_desktop.domain.errors import OutputError, ReturnError
from idva_desktop.domain.progress import Progress, Stage, unwatched
from idva_desktop.returns.cells import Cell, Status
from idva_desktop.returns.joint_attack import Learnt, learnt_from
from idva_desktop.returns.layout import WORDING
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.parcel import Parcel, faults_of, read_parcel, trend_faults
from idva_desktop.returns.recorded_file import read_recorded

_MOST_BYTES = 50 * 1024 * 1024  # a return is a twentieth of a megabyte


@dataclass(frozen=True, slots=True)
class CheckedReturn:
    """What was found of one folder.

    Attributes:
        folder: where it lies.
        period: what the return covers, ``""`` where it cannot be read.
        fingerprint: of the key that it says it was signed with, ``""`` as above.
        cells: how many figures it holds, shown or withheld.
        faults: what is wrong, each a sentence; empty where nothing is.
        papers_compared: whether PDF and workbook were held against its data; another version of
            this program words them in another way.
    """

    folder: Path
    period: str
    fingerprint: str
    cells: int
    faults: tuple[str, ...]
    papers_compared: bool = True


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found of all folders together.

    Attributes:
        returns: each folder.
        together: what is wrong between them.
        learnt: what a reader of all of them can work out; ``None`` where the attack was not made,
            because a folder cannot be read.
        named_key: whether a fingerprint was given to hold the signatures against.
        sent: the periods of returns sent before the program was in use, where they were named.
    """

    returns: tuple[CheckedReturn, ...]
    together: tuple[str, ...]
    learnt: Learnt | None
    named_key: bool
    sent: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing at all speaks against these returns."""
        whole = not self.together and not any(each.faults for each in self.returns)
        return whole and self.learnt is not None and not self.learnt.any

    def to_plain(self) -> dict[str, object]:
        """Return the JSON form."""
        learnt = self.learnt
        return {
            "passed": self.passed,
            "returns": [
                {
                    "folder": str(each.folder),
                    "period": each.period,
                    "fingerprint": each.fingerprint,
                    "cells": each.cells,
                    "faults": list(each.faults),
                    "papers_compared": each.papers_compared,
                }
                for each in self.returns
            ],
            "together": list(self.together),
            "recovered": len(learnt.recovered) if learnt else None,
            "bounded": len(learnt.bounded) if learnt else None,
            "shown_small": len(learnt.shown) if learnt else None,
            "sent_before": list(self.sent),
            "given_before": [asdict(key) for key in learnt.before] if learnt else None,
            "guessed": len(learnt.guessed) if learnt else None,
            "key_compared": self.named_key,
        }


def check_words(report: CheckReport) -> Iterator[str]:
    """Yield each finding as a sentence, and at the end what to do; nothing where all is well."""
    for found in report.returns:
        for fault in found.faults:
            yield f"{found.folder.name}: {fault}"
    yield from report.together
    if report.learnt is None:
        because = "they do not fit together" if report.together else "they cannot all be read"
        yield f"The returns were not attacked together, because {because}."
    elif report.learnt.any:
        yield (
            f"A reader of these returns can work out {len(report.learnt.recovered)} withheld "
            f"figures, knows {len(report.learnt.bounded)} counts of clients to be small, and is "
            f"shown {len(report.learnt.shown)} that are."
        )
    if _may_be_of_before(report):
        yield (
            "Where other returns were sent before the first of these, name the file of their "
            "figures with --sent: what they told already is no fault of these. Where none were "
            "sent, rely on none of these returns, and ask the service for the folders again, in "
            "person."
        )
    elif not report.passed:
        yield "Rely on none of these returns. Ask the service for the folders again, in person."


def _may_be_of_before(report: CheckReport) -> bool:
    """Say whether nothing is wrong but what returns sent before, not named, may have told."""
    learnt = report.learnt
    if learnt is None or learnt.shown or report.sent or report.passed:
        return False
    return not report.together and not any(each.faults for each in report.returns)


def not_compared(report: CheckReport) -> Iterator[str]:
    """Yield of which returns the documents were not compared, and what holds all the same."""
    for found in report.returns:
        if not found.papers_compared:
            yield (
                f"{found.folder.name}: its PDF and workbook are worded by another version of this "
                "program, so they were not held against its figures. Their signature was."
            )


def given_before(report: CheckReport) -> Iterator[str]:
    """Yield what returns sent before gave away of what these withhold; nothing if none is named."""
    if not report.sent or report.learnt is None:
        return
    before, guessed = len(report.learnt.before), len(report.learnt.guessed)
    yield (
        f"What was sent before ({', '.join(report.sent)}) already gave away {before} small or "
        "withheld counts. That cannot be undone, and these returns give away no more."
        if before
        else f"What was sent before ({', '.join(report.sent)}) gave away no small or withheld "
        "count, and these returns give away none."
    )
    if guessed:
        yield (
            f"If the caseload went on where what was sent before left it, {guessed} more could be "
            "worked out. Ask the service whether it was counted otherwise from then on."
        )


def check_returns(
    folders: Sequence[Path],
    key: str | None = None,
    progress: Progress = unwatched,
    *,
    sent: Sequence[Path] = (),
) -> CheckReport:
    """Verify returns one by one, and attack all of them together.

    Args:
        folders: one of each return, as they were handed over.
        key: the fingerprint of the service's key as it was given in person, or ``None``.
        progress: told how far it is; may raise to stop.
        sent: files of returns that were sent before the program was in use, as they are recorded.

    Raises:
        OutputError: a folder or a file is not there or cannot be read.
        ReturnError: something in a file of earlier returns is wrong, each fault with its row.
        CancelledError: the person stopped it.
    """
    earlier = [cell for file in sent for cell in read_recorded(read_sent(file), MEASURES, date.max)]
    checked, parcels = [], []
    for number, folder in enumerate(folders):
        progress(Stage("Reading the returns", number, len(folders)))
        found, parcel = _one(folder, key)
        checked.append(found)
        parcels += [parcel] if parcel else []
    together = list(_together(parcels, earlier))
    learnt = None
    if len(parcels) == len(folders) and not together:
        progress(Stage("Trying to work them back", 0, 0))
        try:
            learnt = learnt_from(parcels, earlier, MEASURES)
        except ReturnError as error:
            together.append(str(error))
    named = tuple(sorted({cell.key.period for cell in earlier}))
    return CheckReport(
        tuple(checked), tuple(together), learnt, named_key=key is not None, sent=named
    )


def _one(folder: Path, key: str | None) -> tuple[CheckedReturn, Parcel | None]:
    files = _files(folder)
    try:
        parcel = read_parcel(files)
    except ReturnError as error:
        return CheckedReturn(folder, "", "", 0, (str(error),)), None
    faults = (*faults_of(files, parcel, key), *document_faults(files, parcel))
    found = CheckedReturn(
        folder,
        parcel.period.name,
        parcel.fingerprint,
        len(parcel.cells),
        faults,
        papers_compared=parcel.wording == WORDING,
    )
    return found, parcel


def _files(folder: Path) -> dict[str, bytes]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        sizes = [entry.stat().st_size for entry in entries]
        if sum(sizes) > _MOST_BYTES:
            raise OutputError(
                "This folder is far larger than a return can be. Nothing was read or changed. "
                "Name the folder of one return."
            )
        return {
            entry.name: Path(entry.path).read_bytes() for entry in entries if entry.is_file()
        } | {entry.name: b"" for entry in entries if not entry.is_file()}
    except (OSError, ValueError):
        raise OutputError(
            "A folder of a return is not there or cannot be read. Nothing was changed. "
            "Check its name, and that it is a folder and not the .zip."
        ) from None


def _together(parcels: Sequence[Parcel], earlier: Sequence[Cell]) -> Iterator[str]:
    if len({parcel.fingerprint for parcel in parcels}) > 1:
        yield "These returns are not all signed with the same key."
    periods = [parcel.period.name for parcel in parcels]
    for period in sorted({each for each in periods if periods.count(each) > 1}):
        yield f"The period {period} is there more than once; give each return once."
    for period in sorted({cell.key.period for cell in earlier} & set(periods)):
        yield f"The return of {period} is here, so it is none that was sent before these."
    keys = [cell.key for cell in earlier if cell.status is not Status.EMPTY]
    if len(set(keys)) < len(keys):
        yield "A figure that was sent before is in more than one file; give each once."
    yield from dict.fromkeys(trend_faults(parcels))
