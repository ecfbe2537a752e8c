"""Importing from a thread of its own, with a mapping of one's own, and with very long notes."""

import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from idva_desktop.casework.importing.workbook import import_file
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import WorkbookError
from idva_desktop.domain.progress import CancelledError, Stage, unwatched
from idva_desktop.domain.record import record_types
from idva_desktop.domain.records import Case, Contact, Referral
from tests.casework.importing.conftest import WORKBOOK
from tests.casework.importing.made_workbook import COLUMNS, write_plain

ROWS: dict[str, list[dict[str, Any]]] = {
    "Referrals": [{"Case ref": "R1", "Service": "IDVA"}],
    "Contacts": [{"Case ref": "R1", "Notes": "LONG-NOTE"}],
}


def test_an_import_runs_on_a_thread_with_a_door_of_its_own(
    session: Session, tmp_path: Path
) -> None:
    path = write_plain(ROWS, tmp_path / "book.xlsx")

    def job() -> int:
        with session.vault.second_door() as door:
            return import_file(Session(door), path).accepted["Contacts"]

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(job).result() == 1
    assert [case.reference for case in session.vault.fetch(Case)] == ["R1"]


@pytest.mark.parametrize(("length", "kept"), [(100_000, 1), (100_001, 0)])
def test_a_note_may_have_a_hundred_thousand_characters(
    session: Session, tmp_path: Path, length: int, kept: int
) -> None:
    short, long = write_plain(ROWS, tmp_path / "short.xlsx"), tmp_path / "long.xlsx"
    with zipfile.ZipFile(short) as old, zipfile.ZipFile(long, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info).replace(b"LONG-NOTE", b"x" * length))
    report = import_file(session, long)
    assert [row.question for row in report.refused] == ["Notes"] * (1 - kept)
    assert [len(held.note or "") for held in session.vault.fetch(Contact)] == [length] * kept


@pytest.fixture
def own_mapping(tmp_path: Path) -> Path:
    plain = {
        "name": "Another provider",
        "date_formats": ["%m/%d/%Y"],
        "time_formats": ["%H:%M"],
        "sheets": {
            "Calls": {
                "case": "No.",
                "key": ["No."],
                "columns": {"Result": ["contact.result"], "When": ["contact.at"]},
                "values": {"Result": {"successful": ["Spoke"], "attempted": ["Rang out"]}},
            },
            "People": {
                "opens_cases": True,
                "case": "No.",
                "key": ["No."],
                "columns": {"In": ["referral.received_at"], "For": ["case.strand"]},
                "constants": {"referral.source": "other"},
            },
        },
    }
    path = tmp_path / "mapping.json"
    path.write_text(json.dumps(plain), "utf-8")
    return path


def test_another_provider_brings_their_own_mapping(
    session: Session, tmp_path: Path, own_mapping: Path
) -> None:
    book = Workbook()
    people, calls = book.create_sheet("People"), book.create_sheet("Calls")
    people.append(["No.", "In", "For"])
    people.append([17, "04/30/2026", "ISVA"])
    calls.append(["No.", "When", "Result"])
    calls.append([17, "04/30/2026 9:30", "spoke"])
    calls.append([18, None, "spoke"])
    book.save(tmp_path / "book.xlsx")
    report = import_file(session, tmp_path / "book.xlsx", mapping=own_mapping)
    assert report.accepted == {"People": 1, "Calls": 1}
    assert [(row.sheet, row.row) for row in report.refused] == [("Calls", 3)]
    (came,) = session.vault.fetch(Referral)
    assert came.received_at is not None
    assert (came.received_at.isoformat(), came.source) == ("2026-04-30T00:00:00+01:00", "other")
    assert session.vault.fetch(Contact)[0].result == "successful"


def test_a_workbook_that_lacks_a_sheet_changes_nothing(session: Session, tmp_path: Path) -> None:
    book = Workbook()
    page = book.create_sheet("Referrals")
    page.append(COLUMNS["Referrals"].split("|"))
    page.append(["R1"])
    book.save(tmp_path / "book.xlsx")
    with pytest.raises(WorkbookError, match="no sheet “Contacts”"):
        import_file(session, tmp_path / "book.xlsx")
    assert not any(session.vault.count(kind) for kind in record_types())


@pytest.mark.parametrize(
    "stage", ["Reading the workbook", "Checking the rows", "Writing the records"]
)
def test_an_import_can_be_stopped_at_each_stage(session: Session, stage: str) -> None:
    def stop(seen: Stage) -> None:
        unwatched(seen)
        if seen.stage == stage:
            raise CancelledError

    with pytest.raises(CancelledError, match="Nothing was changed"):
        import_file(session, WORKBOOK, progress=stop)
    assert not any(session.vault.count(kind) for kind in record_types())
