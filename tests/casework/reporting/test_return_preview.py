from pathlib import Path

import pytest

from idva_desktop.casework.reporting.issuing import issue_return
from idva_desktop.casework.reporting.return_periods import Standing, return_periods
from idva_desktop.casework.reporting.return_preview import Preview, Why, preview_return
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.progress import CancelledError, Stage
from idva_desktop.returns.cells import Status
from idva_desktop.returns.measure import Shape
from idva_desktop.returns.measures import MEASURES
from tests.casework.people import PASSPHRASES, WORKER
from tests.casework.year_of_work import (
    FIRST_QUARTER,
    RUNNING,
    SECOND_QUARTER,
    YearOfWork,
    present,
)

QUARTER = Period.parse(FIRST_QUARTER)


@pytest.fixture(scope="module")
def preview(unchanged_year: Session) -> Preview:
    return preview_return(unchanged_year, QUARTER)


def standings(session: Session) -> dict[str, Standing]:
    return {each.period.name: each.standing for each in return_periods(session)}


def issue(session: Session, preview: Preview, out: Path) -> None:
    words = PASSPHRASES[WORKER]
    issue_return(
        session, QUARTER, out, approver=WORKER, passphrase=words, prepared=preview.prepared
    )


def test_before_the_first_return_every_quarter_that_is_over_can_begin(
    year_session: Session,
) -> None:
    found = standings(year_session)
    assert next(iter(found)) == FIRST_QUARTER
    assert found.pop(RUNNING) is Standing.NOT_YET
    assert set(found.values()) == {Standing.NEXT}


def test_after_a_return_only_the_next_quarter_can_be_issued(
    year_session: Session, preview: Preview, tmp_path: Path
) -> None:
    issue(year_session, preview, tmp_path / "out")
    assert standings(year_session) == {
        FIRST_QUARTER: Standing.ISSUED,
        SECOND_QUARTER: Standing.NEXT,
    }


def test_every_cell_of_the_return_stands_in_the_tables_once(preview: Preview) -> None:
    rows = [*preview.headline, *(row for table in preview.questions for row in table.rows)]
    shown = [cell for row in rows for cell in row.cells if cell is not None]
    assert sorted(shown) == sorted(preview.prepared.released.cells)


def test_a_rate_by_question_shows_what_it_is_out_of(preview: Preview) -> None:
    for table in preview.questions:
        parts: dict[str, list[str]] = {}
        for row in table.rows:
            assert row.leads == (row.answer not in parts), "an answer leads its lines once"
            parts.setdefault(row.answer, []).append(row.part)
        shapes = {MEASURES[table.measure].shape, table.dimension}
        if Shape.RATE in shapes and table.dimension in MEASURES[table.measure].dimensions:
            assert set(map(tuple, parts.values())) == {("met", "base")}


def test_a_reason_is_given_for_each_withheld_cell_and_no_other(preview: Preview) -> None:
    reasons = {cell.key: preview.why(cell) for cell in preview.prepared.released.cells}
    for cell in preview.prepared.released.cells:
        assert (reasons[cell.key] is not None) == (cell.status is Status.WITHHELD)
    found = {because.why for because in reasons.values() if because is not None}
    assert {Why.SMALL, Why.GIVES_AWAY, Why.SMALL_BASE, Why.FEW_CLIENTS} <= found


def test_a_reason_names_the_figures_from_which_it_could_be_worked_out(preview: Preview) -> None:
    for row in preview.headline:
        shown = {cell.key.strand for cell in row.cells if cell and cell.status is Status.SHOWN}
        for cell in row.cells:
            because = preview.why(cell) if cell else None
            if because is not None and because.why is Why.GIVES_AWAY:
                assert set(because.beside) == shown


def test_no_reason_leaves_in_the_package(preview: Preview) -> None:
    kept = str(preview.prepared.released.to_plain())
    assert "give" not in kept
    assert "threshold'" in kept  # the number T is public, why a cell is withheld is not


def test_an_issued_return_is_frozen_and_keeps_no_reasons(
    year_session: Session, preview: Preview, tmp_path: Path
) -> None:
    issue(year_session, preview, tmp_path / "out")
    again = preview_return(year_session, QUARTER)
    assert again.prepared.again
    assert again.prepared.released == preview.prepared.released
    assert again.checks.passed
    withheld = [c for c in again.prepared.released.cells if c.status is Status.WITHHELD]
    assert {because.why for c in withheld if (because := again.why(c))} == {Why.FROZEN}


def test_preparing_can_be_stopped_at_any_stage(year_session: Session) -> None:
    def stop(stage: Stage, /) -> None:
        if stage.done > 1:
            raise CancelledError

    with pytest.raises(CancelledError):
        preview_return(year_session, QUARTER, stop)


def test_returns_are_for_supervisors(year_of_work: YearOfWork, year_folder: Path) -> None:
    with year_of_work.opened(year_folder, PASSPHRASES[WORKER]) as vault:
        with pytest.raises(RefusedError):
            return_periods(Session(vault, present))
        with pytest.raises(RefusedError):
            preview_return(Session(vault, present), QUARTER)


def test_each_measure_leads_its_lines_once(preview: Preview) -> None:
    leading = [row.measure for row in preview.headline if row.leads]
    assert leading == [id_ for id_ in MEASURES if id_ in leading]
    assert set(leading) == {row.measure for row in preview.headline}
