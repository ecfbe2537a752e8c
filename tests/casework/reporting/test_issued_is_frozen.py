"""What was issued stays: shown from the ledger, written again as the same bytes, or refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from idva_desktop.casework.issued_ledger import issued_returns
from idva_desktop.casework.reporting import issuing
from idva_desktop.casework.reporting.issuing import issue_return, prepare_return
from idva_desktop.casework.reporting.return_design import change_tables
from idva_desktop.casework.reporting.return_periods import Standing, return_periods
from idva_desktop.casework.reporting.return_preview import preview_return
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ProtectionError, ReturnError
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.journal.acts import LEDGER_OWNER, Act, Change
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack_changes import PackChange, Step
from idva_desktop.returns.prepare import PreparedReturn
from tests.casework.people import PASSPHRASES, WORKER
from tests.casework.year_of_work import FIRST_QUARTER, SECOND_QUARTER

QUARTER, NEXT = Period.parse(FIRST_QUARTER), Period.parse(SECOND_QUARTER)


@pytest.fixture(scope="module")
def prepared(unchanged_year: Session) -> PreparedReturn:
    return prepare_return(unchanged_year, QUARTER)


def issue(session: Session, out: Path, prepared: PreparedReturn | None = None) -> None:
    words = PASSPHRASES[WORKER]
    issue_return(session, QUARTER, out, approver=WORKER, passphrase=words, prepared=prepared)


def contents(folder: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in folder.iterdir()}


def test_years_later_it_is_shown_as_issued_and_written_as_the_same_bytes(
    year_session: Session, prepared: PreparedReturn, tmp_path: Path
) -> None:
    issue(year_session, tmp_path / "first", prepared)
    change = PackChange(SECOND_QUARTER, Step.TOTAL_ONLY, "K05")
    change_tables(year_session, [change], approver=WORKER, passphrase=PASSPHRASES[WORKER])
    later = Session(year_session.vault, lambda: datetime(2033, 2, 1, 9, 0, tzinfo=LONDON))
    standing = {each.period.name: each.standing for each in return_periods(later)}
    assert standing[FIRST_QUARTER] is Standing.ISSUED
    shown = preview_return(later, QUARTER)
    assert shown.prepared.again
    assert shown.prepared.released == prepared.released
    assert shown.checks.passed
    issue(later, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(tmp_path / "first")
    packed = [(tmp_path / f"{name}.zip").read_bytes() for name in ("first", "again")]
    assert packed[0] == packed[1]
    assert len(issued_returns(later)) == 1


def test_a_program_that_would_make_other_files_of_it_is_refused(
    year_session: Session,
    prepared: PreparedReturn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issue(year_session, tmp_path / "first", prepared)
    renamed = MEASURES | {"K01": replace(MEASURES["K01"], title="Referrals, as a later one says")}
    monkeypatch.setattr(issuing, "MEASURES", renamed)
    with pytest.raises(ReturnError, match="other files of this return"):
        issue(year_session, tmp_path / "again")
    assert not (tmp_path / "again").exists()
    assert not (tmp_path / "again.zip").exists()
    checks = preview_return(year_session, QUARTER).checks
    assert not checks.passed
    assert "other files" in checks.faults[-1]


@pytest.mark.parametrize("name", ["row", "worlds"])
@pytest.mark.parametrize(
    "attempt",
    [
        lambda session, _out: preview_return(session, NEXT),
        lambda session, _out: return_periods(session),
        issue,
    ],
    ids=["next", "periods", "again"],
)
def test_a_ledger_that_was_changed_lets_nothing_out(
    year_session: Session,
    prepared: PreparedReturn,
    tmp_path: Path,
    name: str,
    attempt: Callable[[Session, Path], object],
) -> None:
    issue(year_session, tmp_path / "first", prepared)
    [held] = issued_returns(year_session)
    whole = str(getattr(held, name))
    digit = next(at for at in range(len(whole) // 2, len(whole)) if whole[at] in "12345678")
    spoilt = f"{whole[:digit]}{int(whole[digit]) + 1}{whole[digit + 1 :]}"
    change = Change(held.kind, held.id, LEDGER_OWNER, held.scope, {name: spoilt})
    year_session.vault.commit(Act("save", (change,)))
    with pytest.raises(ProtectionError, match=r"audit|backup"):
        attempt(year_session, tmp_path / "again")
    assert not (tmp_path / "again").exists()
