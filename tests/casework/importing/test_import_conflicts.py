"""Those who arrive in a workbook are matched as a referral is, before anybody opens their case."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from idva_desktop.casework import intake, walls
from idva_desktop.casework.cases import list_cases
from idva_desktop.casework.cover import is_worker
from idva_desktop.casework.importing.one_person import REASON
from idva_desktop.casework.importing.report import ImportReport
from idva_desktop.casework.importing.workbook import import_file
from idva_desktop.casework.session import Session
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Case, Match, Perpetrator, Wall
from idva_desktop.exchange.mapping import DEFAULT
from idva_desktop.resource_files import resource
from tests.casework.importing.test_import_rules import referral
from tests.casework.people import REFERRAL, SUPERVISOR, WORKER, Office, spellings

SAM_ACCUSED: dict[str, Typed] = REFERRAL | {
    "perpetrator.given_name": "Sam",
    "perpetrator.family_name": "Sampleton",
    "perpetrator.date_of_birth": "3 May 1985",
}
SAM: dict[str, Any] = {"First name": "Sam", "Surname": "Sampleton", "DOB": date(1985, 5, 3)}
ROBIN: dict[str, Any] = {"First name": "Robin", "Surname": "Example", "DOB": date(1988, 6, 14)}
ACCUSES_SAM: dict[str, Any] = {
    "Their first name": "Sam",
    "Their surname": "Sampleton",
    "Their DOB": SAM["DOB"],
}
WORKERS: dict[str, Any] = {"Worker": WORKER}


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    """A provider's own mapping: its workbook names alleged perpetrators."""
    own: dict[str, Any] = json.loads(resource(DEFAULT).read_text(encoding="utf-8"))
    own["sheets"] = {"Referrals": own["sheets"]["Referrals"]}
    own["sheets"]["Referrals"]["columns"] |= {
        "Their first name": ["perpetrator.given_name"],
        "Their surname": ["perpetrator.family_name"],
        "Their DOB": ["perpetrator.date_of_birth"],
    }
    place = tmp_path / "mapping.json"
    place.write_text(json.dumps(own), encoding="utf-8")
    return place


def bring(
    session: Session, folder: Path, mapping: Path, *rows: dict[str, Any], dry_run: bool = False
) -> ImportReport:
    book = Workbook()
    page = book.create_sheet("Referrals")
    columns = json.loads(mapping.read_text(encoding="utf-8"))["sheets"]["Referrals"]["columns"]
    page.append(["Case ref", *columns])
    for row in rows:
        page.append([row.get(column) for column in ("Case ref", *columns)])
    book.save(folder / "book.xlsx")
    return import_file(session, folder / "book.xlsx", mapping=mapping, dry_run=dry_run)


def seen(session: Session) -> set[str]:
    return {row.reference for row in list_cases(session)}


def test_an_accused_who_arrives_as_a_client_is_walled_from_the_accusers_worker(
    office: Office, tmp_path: Path, mapping: Path
) -> None:
    accuser = intake.accept(office.session, SAM_ACCUSED)
    report = bring(office.session, tmp_path, mapping, referral("R1", **SAM, **WORKERS))
    assert report.accepted["Referrals"] == 1
    assert {row.id for row in list_cases(office.session)} == {accuser}
    session = office.change_places(SUPERVISOR)
    (waiting,) = walls.matches_waiting(session)
    assert (waiting.sure, "R1" in (*waiting.references, *waiting.others)) == (True, True)
    (arrived,) = session.vault.fetch(Case, reference="R1")
    assert arrived.worker is None


def test_a_client_is_noticed_as_the_accused_of_a_case_that_arrives(
    office: Office, tmp_path: Path, mapping: Path
) -> None:
    bring(office.session, tmp_path, mapping, referral("R1", **SAM, **WORKERS))
    rows = (
        referral("R2", **ROBIN, **ACCUSES_SAM),
        referral("R3", First_name="Kim", Surname="Other", DOB=date(1990, 1, 1)),
    )
    bring(office.session, tmp_path, mapping, *rows)
    assert seen(office.session) == {"R1", "R3"}
    session = office.change_places(SUPERVISOR)
    (waiting,) = walls.matches_waiting(session)
    assert {*waiting.references, *waiting.others} == {"R1", "R2"}


def test_two_of_one_workbook_are_matched_and_neither_keeps_the_same_worker(
    office: Office, tmp_path: Path, mapping: Path
) -> None:
    rows = (referral("R1", **ROBIN, **ACCUSES_SAM, **WORKERS), referral("R2", **SAM, **WORKERS))
    bring(office.session, tmp_path, mapping, *rows)
    assert seen(office.session) == set()
    session = office.change_places(SUPERVISOR)
    assert len(walls.matches_waiting(session)) == 1
    assert [case.worker for case in session.vault.fetch(Case)] == [None, None]


def test_the_report_says_nothing_of_a_conflict_and_a_preview_writes_none(
    office: Office, tmp_path: Path, mapping: Path
) -> None:
    intake.accept(office.session, SAM_ACCUSED)
    row = referral("R1", **SAM, Safe_contact="No voicemail", Sex="Male")
    preview = bring(office.session, tmp_path, mapping, row, dry_run=True)
    assert office.session.vault.beyond_walls().fetch(Match) == []
    report = bring(office.session, tmp_path, mapping, row)
    assert report.notes == preview.notes
    assert not any("conflict" in note.note for note in report.notes)


def test_a_second_import_raises_no_second_wall(
    office: Office, tmp_path: Path, mapping: Path
) -> None:
    rows = (referral("R1", **ROBIN, **ACCUSES_SAM, **WORKERS), referral("R2", **SAM))
    bring(office.session, tmp_path, mapping, *rows)
    door = office.session.vault.beyond_walls()
    before = (len(door.fetch(Match)), len(door.fetch(Wall)), len(door.fetch(Perpetrator)))
    bring(office.session, tmp_path, mapping, *rows)
    after = (len(door.fetch(Match)), len(door.fetch(Wall)), len(door.fetch(Perpetrator)))
    assert before == after
    assert before[0] == 1


def test_a_hundred_strangers_raise_no_wall(office: Office, tmp_path: Path, mapping: Path) -> None:
    rows = [
        referral(f"R{at}", First_name=f"Given{at}", Surname=f"Family{at}", DOB=date(1980, 1, 1))
        for at in range(100)
    ]
    bring(office.session, tmp_path, mapping, *rows)
    door = office.session.vault.beyond_walls()
    assert (door.fetch(Match), door.fetch(Wall)) == ([], [])
    assert len(seen(office.session)) == 100


def test_a_row_that_names_its_client_as_the_alleged_perpetrator_is_refused(
    office: Office, tmp_path: Path, mapping: Path
) -> None:
    rows = (
        referral("R1", **SAM, **ACCUSES_SAM),
        referral("R2", **ROBIN, **ACCUSES_SAM),
    )
    preview = bring(office.session, tmp_path, mapping, *rows, dry_run=True)
    report = bring(office.session, tmp_path, mapping, *rows)
    assert report.refused == preview.refused
    assert report.accepted["Referrals"] == 1
    (refused,) = report.refused
    assert (refused.row, refused.question, refused.reason) == (2, "Their surname", REASON)
    assert "Sam" not in refused.reason
    assert seen(office.session) == {"R2"}


def test_a_row_of_another_sheet_that_accuses_the_client_of_its_case_is_refused(
    office: Office, tmp_path: Path, mapping: Path
) -> None:
    own = json.loads(mapping.read_text(encoding="utf-8"))
    columns = own["sheets"]["Referrals"]["columns"]
    theirs = {name: columns.pop(name) for name in ACCUSES_SAM}
    own["sheets"]["Accused"] = {"case": "Case ref", "key": ["Case ref"], "columns": theirs}
    mapping.write_text(json.dumps(own), encoding="utf-8")
    book = Workbook()
    first, second = book.create_sheet("Referrals"), book.create_sheet("Accused")
    first.append(["Case ref", *columns])
    for row in (referral("R1", **SAM), referral("R2", **ROBIN)):
        first.append([row.get(column) for column in ("Case ref", *columns)])
    second.append(["Case ref", *theirs])
    for case in ("R1", "R2"):
        second.append([case, *(ACCUSES_SAM[name] for name in theirs)])
    book.save(tmp_path / "book.xlsx")
    for _ in range(2):
        report = import_file(office.session, tmp_path / "book.xlsx", mapping=mapping)
        assert [(each.sheet, each.row, each.reason) for each in report.refused] == [
            ("Accused", 2, REASON)
        ]
    assert office.session.vault.count(Perpetrator) == 1


@pytest.mark.parametrize("spelt", spellings(WORKER))
def test_a_worker_is_known_however_the_workbook_spells_the_name(
    office: Office, tmp_path: Path, mapping: Path, spelt: str
) -> None:
    bring(office.session, tmp_path, mapping, referral("R1", **ROBIN, Worker=spelt))
    (case,) = office.session.vault.fetch(Case)
    assert case.worker == WORKER
    assert is_worker(office.session, case)
