from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from idva_desktop.casework.issued_ledger import issued_returns, ledger
from idva_desktop.casework.reporting import package_folder
from idva_desktop.casework.reporting.issuing import (
    Issued,
    approval_message,
    issue_return,
    prepare_return,
)
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import (
    OutputError,
    RefusedError,
    ReturnError,
    WrongPassphraseError,
)
from idva_desktop.domain.progress import CancelledError, Stage
from idva_desktop.returns.prepare import PreparedReturn
from tests.casework.people import PASSPHRASES, SUPERVISOR, WORKER, spellings
from tests.casework.year_of_work import (
    FIRST_QUARTER,
    MANAGER_WORDS,
    RUNNING,
    SECOND_QUARTER,
    YearOfWork,
    present,
)

FILES = {"cells.csv", "return.json", "datapackage.json", "return.pdf", "return.sig", "return.xlsx"}
QUARTER = Period.parse(FIRST_QUARTER)


@pytest.fixture(scope="module")
def prepared(unchanged_year: Session) -> PreparedReturn:
    """Return the first return, prepared once: preparing it again gives the same."""
    return prepare_return(unchanged_year, QUARTER)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return where the package is to go."""
    return tmp_path / "returns" / "first"


class Desk:
    """A supervisor who issues the first return with Worker A."""

    def __init__(self, session: Session, prepared: PreparedReturn, out: Path) -> None:
        self.session, self.prepared, self.out = session, prepared, out

    def issue(
        self,
        *,
        out: Path | None = None,
        approver: str = WORKER,
        passphrase: str = PASSPHRASES[WORKER],
    ) -> Issued:
        """Issue what was prepared."""
        return issue_return(
            self.session,
            QUARTER,
            out or self.out,
            approver=approver,
            passphrase=passphrase,
            prepared=self.prepared,
        )

    def nothing_was_released(self) -> bool:
        """Say whether neither journal nor disk shows a trace."""
        left = list(self.out.parent.iterdir()) if self.out.parent.is_dir() else []
        return not issued_returns(self.session) and not left


@pytest.fixture
def desk(year_session: Session, prepared: PreparedReturn, out: Path) -> Desk:
    return Desk(year_session, prepared, out)


def contents(folder: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in folder.iterdir()}


def test_two_people_issue_a_return_and_it_holds_these_files_only(desk: Desk) -> None:
    issued = desk.issue()
    assert set(contents(desk.out)) == FILES
    assert {entry.name for entry in desk.out.parent.iterdir()} == {"first", "first.zip"}
    assert issued.folder == desk.out.resolve()
    assert (issued.shown, issued.withheld) == (desk.prepared.shown, desk.prepared.withheld)
    assert issued.fingerprint


def test_the_ledger_row_is_journalled_with_the_second_persons_signature(desk: Desk) -> None:
    desk.issue()
    [row] = issued_returns(desk.session)
    assert (row.period, row.issued_by, row.approved_by) == (FIRST_QUARTER, SUPERVISOR, WORKER)
    second = next(each for each in desk.session.vault.members() if each.name == WORKER)
    key = Ed25519PublicKey.from_public_bytes(second.public_key)
    key.verify(bytes.fromhex(row.approval or ""), approval_message(desk.prepared))
    assert ledger(desk.session).head == desk.prepared.released.hash


def test_the_audit_is_clean_after_a_return(desk: Desk) -> None:
    desk.issue()
    assert desk.session.vault.audit().proved


@pytest.mark.parametrize("name", spellings(SUPERVISOR))
def test_nobody_approves_their_own_return(desk: Desk, name: str) -> None:
    with pytest.raises(RefusedError, match="Nobody issues a return alone"):
        desk.issue(approver=name, passphrase=PASSPHRASES[SUPERVISOR])
    assert desk.nothing_was_released()


@pytest.mark.parametrize("words", ["not the words of anybody", PASSPHRASES[SUPERVISOR]])
def test_a_wrong_passphrase_releases_nothing(desk: Desk, words: str) -> None:
    with pytest.raises(WrongPassphraseError):
        desk.issue(passphrase=words)
    assert desk.nothing_was_released()


def test_a_caseworker_cannot_prepare_or_issue(
    year_of_work: YearOfWork, year_folder: Path, prepared: PreparedReturn, out: Path
) -> None:
    with year_of_work.opened(year_folder, PASSPHRASES[WORKER]) as vault:
        session = Session(vault, present)
        with pytest.raises(RefusedError, match="supervisor"):
            prepare_return(session, QUARTER)
        with pytest.raises(RefusedError, match="supervisor"):
            Desk(session, prepared, out).issue(
                approver=SUPERVISOR, passphrase=PASSPHRASES[SUPERVISOR]
            )
    assert not out.parent.exists()


def test_a_place_that_cannot_be_written_releases_nothing(desk: Desk, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    too_long = tmp_path / ("x" * 300)
    for place in (blocked / "return", too_long, Path("/"), Path("a\0b")):
        with pytest.raises(OutputError, match="Nothing was released"):
            desk.issue(out=place)
    assert desk.nothing_was_released()
    assert blocked.read_text() == "not a folder"


def test_a_link_that_leads_in_a_circle_releases_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    with pytest.raises(OutputError, match="Nothing was released"):
        desk.issue(out=tmp_path / "one" / "return")
    assert desk.nothing_was_released()


def test_a_folder_with_something_else_is_left_as_it_is(desk: Desk) -> None:
    desk.out.mkdir(parents=True)
    (desk.out / "letter.txt").write_text("mine")
    with pytest.raises(OutputError, match="something else"):
        desk.issue()
    assert contents(desk.out) == {"letter.txt": b"mine"}
    assert {entry.name for entry in desk.out.parent.iterdir()} == {"first"}
    assert not issued_returns(desk.session)


def test_an_archive_of_something_else_is_left_as_it_is(desk: Desk) -> None:
    desk.out.parent.mkdir(parents=True)
    other = desk.out.with_name("first.zip")
    other.write_bytes(b"mine")
    with pytest.raises(OutputError, match="something else"):
        desk.issue()
    assert other.read_bytes() == b"mine"
    assert not desk.out.exists()
    assert not issued_returns(desk.session)


def test_an_empty_folder_is_taken(desk: Desk) -> None:
    desk.out.mkdir(parents=True)
    desk.issue()
    assert set(contents(desk.out)) == FILES


def test_stopped_between_journal_and_move_the_same_command_writes_the_same_bytes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(*_places: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(package_folder, "_move_in", power_cut)
        with pytest.raises(KeyboardInterrupt):
            desk.issue()
    assert len(issued_returns(desk.session)) == 1
    assert not desk.out.exists()

    again = issue_return(
        desk.session,
        QUARTER,
        desk.out,
        approver="Manager C",
        passphrase=MANAGER_WORDS,
    )
    assert set(contents(desk.out)) == FILES
    assert len(issued_returns(desk.session)) == 1
    first = contents(desk.out)
    packed = desk.out.with_name("first.zip").read_bytes()

    elsewhere = desk.out.with_name("second")
    repeated = issue_return(
        desk.session, QUARTER, elsewhere, approver=WORKER, passphrase=PASSPHRASES[WORKER]
    )
    assert contents(elsewhere) == first
    assert elsewhere.with_name("second.zip").read_bytes() == packed
    assert repeated.fingerprint == again.fingerprint


def test_issuing_again_into_the_same_folder_changes_nothing(desk: Desk) -> None:
    desk.issue()
    first = contents(desk.out)
    issue_return(desk.session, QUARTER, desk.out, approver=WORKER, passphrase=PASSPHRASES[WORKER])
    assert contents(desk.out) == first
    assert len(issued_returns(desk.session)) == 1


def test_left_over_files_of_a_power_cut_do_not_hinder(desk: Desk) -> None:
    left = desk.out.with_name("first.making")
    left.mkdir(parents=True)
    (left / "cells.csv").write_text("half")
    desk.out.with_name("first.zip.making").write_text("half")
    desk.issue()
    assert {entry.name for entry in desk.out.parent.iterdir()} == {"first", "first.zip"}


def test_what_was_prepared_on_an_older_ledger_is_refused(desk: Desk, tmp_path: Path) -> None:
    desk.issue()
    with pytest.raises(ReturnError, match="Another return was issued"):
        desk.issue(out=tmp_path / "another")
    assert not (tmp_path / "another").exists()
    assert len(issued_returns(desk.session)) == 1


def test_stopping_before_the_journal_releases_nothing(desk: Desk) -> None:
    def stop_at_the_journal(stage: Stage, /) -> None:
        if "journal" in stage.stage:
            raise CancelledError

    with pytest.raises(CancelledError):
        issue_return(
            desk.session,
            QUARTER,
            desk.out,
            approver=WORKER,
            passphrase=PASSPHRASES[WORKER],
            prepared=desk.prepared,
            progress=stop_at_the_journal,
        )
    assert desk.nothing_was_released()


def test_a_quarter_that_is_not_over_or_out_of_order_is_refused(desk: Desk) -> None:
    with pytest.raises(ReturnError, match="not over yet"):
        prepare_return(desk.session, Period.parse(RUNNING))
    desk.issue()
    with pytest.raises(ReturnError, match=f"next one is {SECOND_QUARTER}"):
        prepare_return(desk.session, Period.parse("2025-Q3"))
    with pytest.raises(ReturnError, match="Issue them first"):
        prepare_return(desk.session, Period.parse("2025-FY"))


def test_a_second_door_on_another_thread_can_issue(desk: Desk) -> None:
    with desk.session.vault.second_door() as door:
        Desk(Session(door, present), desk.prepared, desk.out).issue()
    assert len(issued_returns(desk.session)) == 1
    assert desk.session.vault.audit().proved
