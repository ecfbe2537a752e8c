"""How each check of a return is said: what was found, and where it failed what to do."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from idva_desktop.casework.reporting.return_checks import Checks
from idva_desktop.casework.reporting.return_preview import Preview
from idva_desktop.domain.typed_dates import show_day


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked; ``passed`` is ``None`` where it still waits."""

    title: str
    detail: str
    passed: bool | None = True


def _tr(words: str) -> str:
    return QCoreApplication.translate("return_check_words", words)


def checks_of(preview: Preview, second: str, approved_by: str = "") -> tuple[Check, ...]:
    """Return the checks of a return.

    Args:
        preview: the return.
        second: the name of the second person who has typed a passphrase, or "".
        approved_by: who approved it, where it was issued before.
    """
    found, row = preview.checks, preview.prepared.released
    return (
        _files(found),
        _proof(found, row.threshold, again=preview.prepared.again),
        _attack(found),
        *_around(found),
        _second_check(second, approved_by),
    )


def _files(found: Checks) -> Check:
    if found.faults:
        words = _tr("{0} Prepare it again. If this is repeated, run an audit and issue nothing.")
        return Check(_tr("Adds up"), words.format(found.faults[0]), passed=False)
    words = _tr("{0} cells; screen, CSV, JSON, XLSX and PDF agree")
    return Check(_tr("Adds up"), words.format(found.cells))


def _proof(found: Checks, threshold: int, *, again: bool) -> Check:
    title = _tr("Every small count is proved hidden")
    if found.mismatch:
        return Check(title, found.mismatch, passed=False)
    if found.unproved:
        words = _tr("For {0} of {1} small counts there is no proof. Prepare it again.")
        return Check(title, words.format(found.unproved, found.targets), passed=False)
    words = _tr(
        "{0} small counts: each could be 0 and could be {1} or more. {2} made-up services that "
        "give the very same figures show it; added up again, 0 mismatches"
    )
    if again:
        words = _tr(
            "Proved when it was issued: {0} small counts could be 0 and could be {1} or more, by "
            "{2} made-up services that give the very same figures"
        )
    return Check(title, words.format(found.targets, threshold, found.worlds))


def _attack(found: Checks) -> Check:
    title = _tr("Cannot be worked back")
    if found.recovered:
        words = _tr(
            "{0} withheld figures can be worked out from all returns together. Issue nothing; "
            "run an audit, or restore the last backup."
        )
        return Check(title, words.format(found.recovered), passed=False)
    words = _tr("Tried as a determined reader of all returns would: 0 figures worked out")
    return Check(title, words)


def _around(found: Checks) -> Iterator[Check]:
    if found.missing:
        words = _tr("Not there: {0}. Issue them first, or restore the last backup.")
        detail, whole = words.format(", ".join(found.missing)), False
    elif found.earlier:
        detail, whole = _tr("{0} issued before, none is missing").format(found.earlier), True
    else:
        detail, whole = _tr("It is the first; the series begins with it"), True
    yield Check(_tr("Earlier returns are here"), detail, whole)
    late = _tr("{0} clients, all to this return") if found.late else _tr("None came late")
    yield Check(_tr("Late entries booked"), late.format(found.late))
    clock = _tr("It says {0}, after all that was issued")
    if not found.clock_is_right:
        clock = _tr("It says {0}, before what was issued. Set it right and prepare it again.")
    yield Check(_tr("Clock"), clock.format(show_day(found.today)), found.clock_is_right)
    personal = _tr("Only countable answers, {0} of them").format(found.answers)
    if found.foreign:
        words = _tr(
            "{0} figures are named by a word that is in no list. Issue nothing, and have the "
            "program installed again."
        )
        personal = words.format(found.foreign)
    yield Check(_tr("Nothing personal"), personal, not found.foreign)


def _second_check(second: str, approved_by: str) -> Check:
    title = _tr("Second person")
    if approved_by:
        return Check(title, _tr("{0} approved it").format(approved_by))
    if second:
        return Check(title, _tr("{0} approves as it is issued").format(second))
    return Check(title, _tr("Nobody has approved yet"), None)
