"""Each check of a return is a number that was counted, and one that fails keeps it from leaving."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from idva_desktop.casework.reporting.issuing import package
from idva_desktop.casework.reporting.package_check import package_faults, require_whole
from idva_desktop.casework.reporting.return_checks import Checks, checks_of_return
from idva_desktop.casework.reporting.return_preview import Preview, preview_return
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ProtectionError
from idva_desktop.returns.certificate import UNPROVED
from idva_desktop.returns.ledger import Ledger
from idva_desktop.returns.submission import Submission
from idva_desktop.ui.return_check_words import checks_of
from tests.casework.year_of_work import FIRST_QUARTER, PRESENT

TODAY = PRESENT.date()


@pytest.fixture(scope="module")
def preview(unchanged_year: Session) -> Preview:
    return preview_return(unchanged_year, Period.parse(FIRST_QUARTER))


@pytest.fixture(scope="module")
def files(unchanged_year: Session, preview: Preview) -> Submission:
    return package(unchanged_year, preview.prepared)


def judged(preview: Preview, files: Submission, today: date = TODAY) -> Checks:
    return checks_of_return(preview.prepared, files, Ledger(), today)


def changed(files: Submission, name: str, content: bytes) -> Submission:
    return replace(files, files={**files.files, name: content})


def another_figure(cells: bytes) -> bytes:
    """Return ``cells.csv`` with its first figure one higher."""
    lines = cells.decode().splitlines(keepends=True)
    at = next(place for place, line in enumerate(lines) if line.endswith(",A\n"))
    *place, value, status = lines[at].split(",")
    lines[at] = ",".join((*place, str(int(value) + 1), status))
    return "".join(lines).encode()


def test_every_check_is_a_number_that_was_counted(preview: Preview) -> None:
    checks = preview.checks
    proof = preview.prepared.certificate
    assert proof is not None
    assert checks.passed
    assert checks.faults == checks.missing == ()
    assert checks.mismatch == ""
    assert checks.cells == len(preview.prepared.released.cells) > 0
    assert checks.targets == len(proof.pairs) > 0
    assert checks.worlds == len(proof.worlds) > 0
    assert checks.recovered == checks.earlier == checks.foreign == checks.unproved == 0
    assert checks.today == TODAY
    assert checks.issued_until == Period.parse(FIRST_QUARTER).end


@pytest.mark.parametrize("name", ["cells.csv", "return.json", "return.xlsx", "return.pdf"])
def test_a_file_that_says_something_else_is_named(
    preview: Preview, files: Submission, name: str
) -> None:
    spoilt = {
        "cells.csv": another_figure(files.files["cells.csv"]),
        "return.json": json.dumps(
            json.loads(files.files["return.json"]) | {"percentages": []}
        ).encode(),
    }.get(name, b"no document at all")
    found = judged(preview, changed(files, name, spoilt))
    assert any(name in fault or "PDF" in fault for fault in found.faults)
    assert not found.passed
    with pytest.raises(ProtectionError, match="do not agree"):
        require_whole(changed(files, name, spoilt))


def test_files_as_they_were_made_agree(files: Submission) -> None:
    assert package_faults(files) == ()
    require_whole(files)


def test_figures_that_the_proof_does_not_cover_are_a_mismatch(
    preview: Preview, files: Submission
) -> None:
    other = changed(files, "cells.csv", another_figure(files.files["cells.csv"]))
    found = judged(preview, other)
    assert found.mismatch
    assert not found.proved
    unread = judged(preview, changed(files, "cells.csv", b"nothing"))
    assert "cannot be read" in unread.mismatch


def test_a_clock_before_the_period_is_said(preview: Preview, files: Submission) -> None:
    found = judged(preview, files, date(2025, 6, 29))
    assert not found.clock_is_right
    assert not found.passed


def test_an_earlier_return_that_is_not_there_is_named(preview: Preview, files: Submission) -> None:
    first = preview.prepared.released
    held = Ledger((replace(first, period="2024-Q3", cells=(), bookings=()),))
    found = checks_of_return(preview.prepared, files, held, TODAY)
    assert found.missing == ("2024-Q4",)
    assert not found.passed


FAILURES: list[tuple[str, Callable[[Checks], Checks], str]] = [
    ("Adds up", lambda c: replace(c, faults=("The signature does not fit the files.",)), "audit"),
    ("Every small count is proved hidden", lambda c: replace(c, unproved=-UNPROVED), "Prepare it"),
    ("Every small count is proved hidden", lambda c: replace(c, mismatch="No. Again."), "Again"),
    ("Cannot be worked back", lambda c: replace(c, recovered=2), "Issue nothing"),
    ("Earlier returns are here", lambda c: replace(c, missing=("2024-Q4",)), "Issue them first"),
    ("Clock", lambda c: replace(c, today=date(2020, 1, 1)), "Set it right"),
    ("Nothing personal", lambda c: replace(c, foreign=1), "Issue nothing"),
]


@pytest.mark.parametrize(("title", "spoil", "what_to_do"), FAILURES)
def test_a_check_that_fails_says_what_to_do_and_keeps_the_return_here(
    preview: Preview, title: str, spoil: Callable[[Checks], Checks], what_to_do: str
) -> None:
    spoilt = replace(preview, checks=spoil(preview.checks))
    assert not spoilt.checks.passed
    failed = [check for check in checks_of(spoilt, "Worker A") if check.passed is False]
    assert [check.title for check in failed] == [title]
    assert what_to_do in failed[0].detail


def test_the_words_are_plain_to_somebody_who_never_read_of_the_method(preview: Preview) -> None:
    said = " ".join(f"{each.title} {each.detail}" for each in checks_of(preview, ""))
    assert "target" not in said
    assert "world" not in said
    assert "made-up services" in said
