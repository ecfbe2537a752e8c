"""The contract's own tables: decided by two, from one return on, and what they give is promised."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader

from idva_desktop.casework.reporting.checking import check_returns
from idva_desktop.casework.reporting.issuing import issue_return, prepare_return
from idva_desktop.casework.reporting.recording import record_returns
from idva_desktop.casework.reporting.return_design import (
    as_changes,
    change_tables,
    decided,
    finer_tables,
    in_force,
    pack_in_force,
    simpler_designs,
    try_table,
)
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import RefusedError, ReturnError, WrongPassphraseError
from idva_desktop.domain.progress import CancelledError, Stage
from idva_desktop.returns.cells import Status
from idva_desktop.returns.design_changes import Change, DesignChange
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.pack_changes import PackChange, Step
from idva_desktop.returns.prepare import PreparedReturn
from tests.casework.people import PASSPHRASES, SUPERVISOR, WORKER, spellings
from tests.casework.reporting.test_recording import SENT
from tests.casework.year_of_work import FIRST_QUARTER, SECOND_QUARTER, YearOfWork, present

QUARTER, NEXT = Period.parse(FIRST_QUARTER), Period.parse(SECOND_QUARTER)
K05 = PackChange(FIRST_QUARTER, Step.TOTAL_ONLY, "K05")


@pytest.fixture(scope="module")
def prepared(unchanged_year: Session) -> PreparedReturn:
    return prepare_return(unchanged_year, QUARTER)


@pytest.fixture(scope="module")
def offered(unchanged_year: Session, prepared: PreparedReturn) -> list[DesignChange]:
    return simpler_designs(unchanged_year, prepared)


def decide(session: Session, changes: Sequence[PackChange], **other: str) -> None:
    given = {"approver": WORKER, "passphrase": PASSPHRASES[WORKER]} | other
    change_tables(session, changes, approver=given["approver"], passphrase=given["passphrase"])


def cells(session: Session, period: Period) -> set[object]:
    return set(pack_in_force(session, period).cells(period, MEASURES))


def usual(period: Period) -> set[object]:
    return set(Pack.default().cells(period, MEASURES))


def test_a_change_holds_from_its_return_on_and_never_for_what_was_issued(
    year_session: Session, prepared: PreparedReturn, tmp_path: Path
) -> None:
    words = PASSPHRASES[WORKER]
    issue = (year_session, QUARTER, tmp_path / "out")
    issue_return(*issue, approver=WORKER, passphrase=words, prepared=prepared)
    with pytest.raises(ReturnError, match="was issued, and its tables stay"):
        decide(year_session, [K05])
    decide(year_session, [PackChange(SECOND_QUARTER, Step.TOTAL_ONLY, "K05")])
    assert cells(year_session, NEXT) < usual(NEXT)
    again = prepare_return(year_session, QUARTER)
    assert again.again
    assert again.released == prepared.released
    now = prepare_return(year_session, NEXT)
    assert {cell.key for cell in now.released.cells} == cells(year_session, NEXT)
    assert now.released.pack == "default, changed from 2025-Q2"


@pytest.mark.parametrize("change", [Change.BY_TOTAL_ONLY, Change.IN_GROUPS])
def test_what_was_chosen_gives_back_what_it_promised(
    year_session: Session,
    prepared: PreparedReturn,
    offered: list[DesignChange],
    change: Change,
) -> None:
    best = next(each for each in offered if each.change is change)
    decide(year_session, as_changes(best, QUARTER))
    now = prepare_return(year_session, QUARTER)
    before = {cell.key for cell in prepared.released.cells if cell.status is Status.SHOWN}
    after = {cell.key for cell in now.released.cells if cell.status is Status.SHOWN}
    assert set(best.given_back) == after - before != set()
    assert set(best.given_up) == before - after


def test_a_finer_table_says_what_it_would_cost_and_costs_that(
    year_session: Session, prepared: PreparedReturn
) -> None:
    asked = finer_tables(prepared)
    has = {(cell.key.measure, cell.key.dimension) for cell in prepared.released.cells}
    assert PackChange(FIRST_QUARTER, Step.WITH_BREAKDOWN, "K01", "sex") in asked
    assert PackChange(FIRST_QUARTER, Step.EACH_STRAND, "K09") in asked
    assert not [each for each in asked if (each.measure, each.breakdown) in has]
    change = next(each for each in asked if (each.measure, each.breakdown) == ("K01", "sex"))
    tried = try_table(year_session, prepared, change)
    assert tried.new == len(MEASURES["K01"].dimensions["sex"])
    decide(year_session, [change])
    now = prepare_return(year_session, QUARTER)
    before = {cell.key for cell in prepared.released.cells if cell.status is Status.SHOWN}
    after = {cell.key for cell in now.released.cells if cell.status is Status.SHOWN}
    assert (set(tried.given_back), set(tried.given_up)) == (after - before, before - after)
    crossed = PackChange(FIRST_QUARTER, Step.WITH_BREAKDOWN, "K01", "sex, religion")
    with pytest.raises(ReturnError, match="never crossed"):
        try_table(year_session, prepared, crossed)


def test_beside_a_recorded_return_too_a_table_gives_what_it_promised(
    year_session: Session, tmp_path: Path
) -> None:
    sent = tmp_path / "sent.csv"
    sent.write_text(SENT, "utf-8")
    words = PASSPHRASES[WORKER]
    record_returns(year_session, sent, approver=WORKER, passphrase=words)
    before = prepare_return(year_session, QUARTER)
    assert simpler_designs(year_session, before)
    change = PackChange(FIRST_QUARTER, Step.WITH_BREAKDOWN, "K01", "sex")
    tried = try_table(year_session, before, change)
    decide(year_session, [change])
    shown = [
        {cell.key for cell in each.released.cells if cell.status is Status.SHOWN}
        for each in (before, prepare_return(year_session, QUARTER))
    ]
    assert set(tried.given_back) == shown[1] - shown[0]
    assert set(tried.given_up) == shown[0] - shown[1]


def test_two_people_decide_and_both_are_kept_with_the_signature(year_session: Session) -> None:
    decide(year_session, [K05])
    [held] = decided(year_session)
    assert (held.decided_by, held.approved_by) == (SUPERVISOR, WORKER)
    assert held.decided_at == present()
    assert held.approval is not None
    assert len(bytes.fromhex(held.approval)) == 64
    assert year_session.vault.audit().proved


def test_nobody_decides_alone_or_for_somebody_else(year_session: Session) -> None:
    for name in spellings(SUPERVISOR):
        with pytest.raises(RefusedError, match="Nobody decides alone"):
            decide(year_session, [K05], approver=name, passphrase=PASSPHRASES[SUPERVISOR])
    with pytest.raises(WrongPassphraseError):
        decide(year_session, [K05], passphrase=PASSPHRASES[SUPERVISOR])
    assert decided(year_session) == []


def test_what_may_not_be_asked_for_is_refused_whole(year_session: Session) -> None:
    crossed = PackChange("2025-FY", Step.WITH_BREAKDOWN, "K01", "sex, age_band")
    with pytest.raises(ReturnError, match="never crossed"):
        decide(year_session, [K05, crossed])
    assert decided(year_session) == []


def test_only_supervisors_try_and_decide(
    year_of_work: YearOfWork, year_folder: Path, prepared: PreparedReturn
) -> None:
    with year_of_work.opened(year_folder, PASSPHRASES[WORKER]) as vault:
        worker = Session(vault, present)
        with pytest.raises(RefusedError):
            simpler_designs(worker, prepared)
        with pytest.raises(RefusedError):
            decide(worker, [K05])


def test_a_change_that_was_put_back_is_no_longer_in_force(year_session: Session) -> None:
    decide(year_session, [K05])
    assert [each.measure for [each] in in_force(year_session, QUARTER)] == ["K05"]
    assert in_force(year_session, Period.parse("2025-FY")) == []
    decide(year_session, [PackChange(FIRST_QUARTER, Step.EACH_STRAND, "K05")])
    assert in_force(year_session, QUARTER) == []
    assert cells(year_session, QUARTER) == usual(QUARTER)
    assert len(decided(year_session)) == 2


def test_trying_can_be_stopped_and_an_issued_return_has_nothing_to_try(
    unchanged_year: Session, prepared: PreparedReturn
) -> None:
    def stop(stage: Stage, /) -> None:
        if stage.done:
            raise CancelledError

    with pytest.raises(CancelledError):
        simpler_designs(unchanged_year, prepared, stop)


def test_a_return_in_broader_categories_is_issued_read_and_checked(
    year_session: Session, offered: list[DesignChange], tmp_path: Path
) -> None:
    """Its files say of what each broader category is made, and no reader works a count out."""
    broad = [each for each in offered if each.change is Change.IN_GROUPS]
    decide(year_session, [one for each in broad for one in as_changes(each, QUARTER)])
    words, folders = PASSPHRASES[WORKER], []
    for period in (QUARTER, NEXT):
        folders.append(tmp_path / period.name)
        issue_return(year_session, period, folders[-1], approver=WORKER, passphrase=words)
    told = json.loads((folders[0] / "return.json").read_text("utf-8"))
    defined = {each["id"]: each for each in told["measures"]}
    for each in broad:
        said = defined[each.measure]
        assert said["broader"][each.into]["of"] == each.dimension
        assert each.dimension not in said["breakdowns"]
        assert set(said["breakdowns"][each.into]) == set(said["broader"][each.into]["groups"])
    pages = "".join(page.extract_text() for page in PdfReader(folders[0] / "return.pdf").pages)
    printed = " ".join(pages.split())
    assert "By decision group: accepted; " in printed
    kind = "declined, or could not be reached safely"
    assert f"{kind} (declined by client; could not contact; unsafe to contact)" in printed
    report = check_returns(folders)
    assert [each.faults for each in report.returns] == [(), ()]
    assert report.together == ()
    assert report.learnt is not None
    assert not report.learnt.any
