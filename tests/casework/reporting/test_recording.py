"""Recording earlier returns in a real vault: two people, whole or not at all, and proved on."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from idva_desktop.casework.issued_ledger import issued_returns, ledger
from idva_desktop.casework.reporting.issuing import issue_return
from idva_desktop.casework.reporting.recording import (
    loss_lines,
    read_returns,
    record_returns,
    recording_message,
)
from idva_desktop.casework.reporting.return_design import change_tables
from idva_desktop.casework.reporting.return_periods import Standing, return_periods
from idva_desktop.casework.reporting.return_preview import preview_return
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import (
    OutputError,
    ProtectionError,
    RefusedError,
    ReturnError,
    WrongPassphraseError,
)
from idva_desktop.domain.progress import CancelledError, Stage
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack_changes import PackChange, Step
from tests.casework.people import PASSPHRASES, SUPERVISOR, WORKER, spellings
from tests.casework.year_of_work import FIRST_QUARTER, YearOfWork, present

SENT = """period,measure,part,strand,dimension,category,value,status
2024-Q4,K01,count,BOTH,_T,_T,,c
2024-Q4,K01,count,IDVA,_T,_T,41,A
2024-Q4,K01,count,ISVA,_T,_T,12,A
2024-Q4,K01,count,_T,_T,_T,56,A
2024-Q4,K15,count,_T,_T,_T,30,A
2024-Q4,K16,end,_T,_T,_T,9,A
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file with the figures of one quarter before the first of the vault."""
    made = tmp_path / "sent.csv"
    made.write_text(SENT, "utf-8")
    return made


def record(session: Session, file: Path, approver: str = WORKER, words: str = "") -> list[str]:
    """Record a file with a second person; return the lines of what was given away."""
    phrase = words or PASSPHRASES[WORKER]
    made = record_returns(session, file, approver=approver, passphrase=phrase)
    return loss_lines(made.prepared.losses)


def test_what_the_earlier_return_gave_away_is_listed_in_words(
    year_session: Session, file: Path
) -> None:
    lines = record(year_session, file)
    assert lines == ["Quarter 4 of 2024-25", "K01 Referrals, Both: 3, follows from other figures"]


def test_parts_of_a_measure_of_which_the_same_is_known_share_a_line(
    year_session: Session, file: Path
) -> None:
    file.write_text(SENT + "2024-Q4,K15,count,BOTH,_T,_T,2,A\n", "utf-8")
    lines = record(year_session, file)
    assert "K15 Closures, Both: 2, shown as it is" in lines
    alike = (
        "K11 Feels safer, Both: in all, met, not met between 0 and 2, follows from other figures"
    )
    assert alike in lines


def test_two_people_record_a_return_and_the_second_signs_its_row(
    year_session: Session, file: Path
) -> None:
    record(year_session, file)
    [held] = issued_returns(year_session)
    assert (held.period, held.issued_by, held.approved_by) == ("2024-Q4", SUPERVISOR, WORKER)
    second = next(each for each in year_session.vault.members() if each.name == WORKER)
    rows = ledger(year_session).rows
    assert [row.recorded for row in rows] == [True]
    key = Ed25519PublicKey.from_public_bytes(second.public_key)
    key.verify(bytes.fromhex(held.approval or ""), recording_message(rows))
    assert year_session.vault.audit().proved


@pytest.mark.parametrize("name", spellings(SUPERVISOR))
def test_nobody_records_alone(year_session: Session, file: Path, name: str) -> None:
    with pytest.raises(RefusedError, match="Nobody records a return alone"):
        record(year_session, file, name)
    assert not issued_returns(year_session)


def test_a_wrong_second_passphrase_enters_nothing(year_session: Session, file: Path) -> None:
    with pytest.raises(WrongPassphraseError):
        record(year_session, file, words="not the words of anybody")
    assert not issued_returns(year_session)


def test_a_caseworker_reads_and_records_nothing(
    year_of_work: YearOfWork, year_folder: Path, file: Path
) -> None:
    with year_of_work.opened(year_folder, PASSPHRASES[WORKER]) as vault:
        session = Session(vault, present)
        with pytest.raises(RefusedError, match="supervisor"):
            read_returns(session, file)
        with pytest.raises(RefusedError, match="supervisor"):
            record(session, file, SUPERVISOR, PASSPHRASES[SUPERVISOR])


def test_stopping_before_the_journal_enters_nothing(year_session: Session, file: Path) -> None:
    def stop_at_the_journal(stage: Stage, /) -> None:
        if "journal" in stage.stage:
            raise CancelledError

    with pytest.raises(CancelledError):
        record_returns(
            year_session,
            file,
            approver=WORKER,
            passphrase=PASSPHRASES[WORKER],
            progress=stop_at_the_journal,
        )
    assert not issued_returns(year_session)


def test_a_file_that_is_not_there_enters_nothing(year_session: Session, tmp_path: Path) -> None:
    for place in (tmp_path / "none.csv", tmp_path, Path("a\0b")):
        with pytest.raises(OutputError, match="Nothing was entered"):
            read_returns(year_session, place)


def test_the_same_period_is_recorded_once(year_session: Session, file: Path) -> None:
    ready = read_returns(year_session, file)
    record(year_session, file)
    with pytest.raises(ReturnError, match="recorded already"):
        record(year_session, file)
    with pytest.raises(ReturnError, match="since this one was prepared"):
        record_returns(
            year_session, file, approver=WORKER, passphrase=PASSPHRASES[WORKER], read=ready
        )
    assert len(issued_returns(year_session)) == 1


def test_the_first_return_is_issued_on_top_and_then_no_earlier_one_is_recorded(
    year_session: Session, file: Path, tmp_path: Path
) -> None:
    record(year_session, file)
    quarter = Period.parse(FIRST_QUARTER)
    preview = preview_return(year_session, quarter)
    assert preview.checks.passed
    assert preview.checks.earlier == 0
    issue_return(
        year_session,
        quarter,
        tmp_path / "out",
        approver=WORKER,
        passphrase=PASSPHRASES[WORKER],
        prepared=preview.prepared,
    )
    file.write_text(SENT.replace("2024-Q4", "2024-Q3"), "utf-8")
    with pytest.raises(ReturnError, match="Returns were issued already"):
        record(year_session, file)
    file.write_text(SENT.replace("2024-Q4", FIRST_QUARTER), "utf-8")
    with pytest.raises(ReturnError, match="overlaps with what this program issued"):
        record(year_session, file)
    standings = {each.period.name: each.standing for each in return_periods(year_session)}
    assert standings["2024-Q4"] is Standing.RECORDED
    assert standings[FIRST_QUARTER] is Standing.ISSUED


def test_what_is_recorded_is_proved_for_the_tables_that_were_changed_before(
    year_session: Session, file: Path
) -> None:
    by_sex = PackChange(FIRST_QUARTER, Step.WITH_BREAKDOWN, "K01", "sex")
    change_tables(year_session, [by_sex], approver=WORKER, passphrase=PASSPHRASES[WORKER])
    record(year_session, file)
    held = ledger(year_session)
    sexes = [atom for atom in held.proofs[held.head].atoms if atom.dimension == "sex"]
    assert {atom.period for atom in sexes} == {"2024-Q4"}
    assert {atom.category for atom in sexes} == set(MEASURES["K01"].breakdowns["sex"])


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2024-Q4,K01,count,_T,sex,female,57,A", "Rows 5 and 8: these figures do not add up"),
        ("2024-Q4,K01,count,IDVA,sex,female,9,A", "Row 8: One breakdown at a time"),
        ("2024-Q4,K01,count,_T,_T,_T,57,A", "Row 8: The figure is in row 5 already"),
        ("2024-Q3,K16,end,_T,_T,_T,9,A\n2024-Q4,K16,start,_T,_T,_T,8,A", "do not add up"),
    ],
)
def test_beside_changed_tables_a_file_at_fault_enters_nothing(
    year_session: Session, file: Path, row: str, words: str
) -> None:
    by_sex = PackChange(FIRST_QUARTER, Step.WITH_BREAKDOWN, "K01", "sex")
    change_tables(year_session, [by_sex], approver=WORKER, passphrase=PASSPHRASES[WORKER])
    file.write_text(f"{SENT}{row}\n", "utf-8")
    with pytest.raises(ReturnError, match=words) as refused:
        record(year_session, file)
    assert "Nothing was entered" in str(refused.value)
    assert not issued_returns(year_session)


def test_a_recorded_row_that_was_changed_blocks_every_return(
    year_session: Session, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(year_session, file)
    [held] = issued_returns(year_session)
    plain = json.loads(held.row or "")
    plain["cells"][-1][6] = 10
    object.__setattr__(held, "row", json.dumps(plain))
    monkeypatch.setattr("idva_desktop.casework.issued_ledger.issued_returns", lambda _: [held])
    with pytest.raises(ProtectionError, match="damaged"):
        preview_return(year_session, Period.parse(FIRST_QUARTER))
