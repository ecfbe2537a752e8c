from datetime import date
from pathlib import Path

import pytest

from idva_desktop.casework import lookups, records
from idva_desktop.casework.importing.directory import (
    MOST_BYTES,
    read_directory,
    take_directory,
)
from idva_desktop.casework.service.directory import (
    directory,
    directory_notices,
    mark_checked,
)
from idva_desktop.casework.session import Session
from idva_desktop.casework.sharing import approve_sharing
from idva_desktop.domain.errors import GateError, RefusedError, WorkbookError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.lookup import Lookup
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import DirectoryEntry, OnwardReferral, Sharing
from tests.casework.people import SUPERVISOR, Office

HEAD = "Name,Kind,Area,Telephone,Last checked on\n"


def _add(session: Session, **given: Typed) -> str:
    typed = {f"directory_entry.{name}": words for name, words in given.items()}
    return records.save_record(session, DirectoryEntry, DirectoryEntry.scope, typed)


def _asked(name: str) -> Lookup:
    asked = questions_of(OnwardReferral)[name]
    assert isinstance(asked, Lookup)
    return asked


def _file(folder: Path, content: str | bytes) -> Path:
    place = folder / "directory.csv"
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    return place


def test_every_word_typed_is_looked_for_in_name_kind_area_and_language(session: Session) -> None:
    _add(session, name="North House", service_kind=["refuge"], area="Barnet", access="Polish")
    _add(session, name="Law Desk", service_kind=["legal", "housing"], area="Barnet")
    assert [line.name for line in directory(session, "barnet")] == ["Law Desk", "North House"]
    assert [line.name for line in directory(session, "refuge POL")] == ["North House"]
    assert directory(session, "refuge legal") == []


def test_a_service_not_checked_for_two_years_stands_first_and_says_for_how_long(
    session: Session,
) -> None:
    _add(session, name="A fresh", checked_on="20 Nov 2023")
    _add(session, name="B old", checked_on="19 Nov 2023")
    _add(session, name="C never")
    assert [(line.name, line.checked, line.stale) for line in directory(session)] == [
        ("B old", "Not checked for 24 months", True),
        ("C never", "Never checked", True),
        ("A fresh", "20 Nov 2023", False),
    ]
    (notice,) = directory_notices(session)
    assert notice.words == "2 services are to be checked"
    assert "every 2 years" in notice.sentence


def test_checked_today_takes_the_flag_away(session: Session) -> None:
    entry = _add(session, name="B old", checked_on="1 Jan 2020")
    mark_checked(session, entry)
    assert [line.stale for line in directory(session)] == [False]
    held = session.vault.fetch_one(DirectoryEntry, entry)
    assert held is not None
    assert held.checked_on == date(2025, 11, 20)
    records.remove_record(session, DirectoryEntry, DirectoryEntry.scope, entry)
    with pytest.raises(RefusedError):
        mark_checked(session, entry)


def test_a_check_in_the_future_is_refused(session: Session) -> None:
    with pytest.raises(GateError) as refused:
        _add(session, name="A", checked_on="1 Dec 2025")
    assert [each.question for each in refused.value.missing] == ["checked_on"]


# From a file


def test_a_file_is_read_then_taken_as_one_act(session: Session, tmp_path: Path) -> None:
    words = HEAD + "North House,Refuge; Housing,Barnet,020 7946 0101,1 Nov 2025\nLaw Desk,,,,\n"
    read = read_directory(session, _file(tmp_path, "\ufeff" + words))
    assert (len(read.entries), read.refused, read.unknown) == (2, (), 0)
    assert session.vault.count(DirectoryEntry) == 0
    assert take_directory(session, read) == 2
    held = session.vault.fetch(DirectoryEntry, name="North House")[0]
    assert held.service_kind == ("refuge", "housing")
    acts = {entry.act for entry in session.vault.history(DirectoryEntry.scope)}
    assert len(acts) == 1


def test_a_row_that_is_wrong_is_refused_with_its_line_and_never_echoed(
    session: Session, tmp_path: Path
) -> None:
    _add(session, name="There already", area="Barnet")
    words = HEAD + (
        "Good One,Refuge,,,\n"
        "Secretname,Spaceship,,,\n"
        ",Refuge,,,\n"
        "\n"
        "there ALREADY,,Barnet,,\n"
        "Future,,,,1 Dec 2030\n"
        "Good One,,,,\n"
        "Many,,,,,,cells\n"
        f"{'x' * 121},,,,\n"
    )
    read = read_directory(session, _file(tmp_path, words))
    assert [row.line for row in read.refused] == [3, 4, 6, 7, 8, 9, 10]
    assert [answers["name"] for answers in read.entries] == ["Good One"]
    assert not any("ecretname" in row.reason or "Future" in row.reason for row in read.refused)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Area,Telephone\nBarnet,1\n",
        "Name,Name\nA,B\n",
        "Name,phone,Telephone\nA,1,2\n",
        'Name,Area\nA,"open\n',
        b"Name\nCaf\xe9\n",
        b"PK\x03\x04\x00\xff",
        b"Name\n" + b"x" * MOST_BYTES,
    ],
)
def test_a_file_that_is_no_directory_is_refused_whole(
    session: Session, tmp_path: Path, content: str | bytes
) -> None:
    with pytest.raises(WorkbookError, match="Nothing was changed"):
        read_directory(session, _file(tmp_path, content))
    assert session.vault.count(DirectoryEntry) == 0


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(
    session: Session, tmp_path: Path
) -> None:
    for place in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(WorkbookError, match="cannot be read"):
            read_directory(session, place)


def test_unknown_columns_are_counted_and_left_out(session: Session, tmp_path: Path) -> None:
    read = read_directory(session, _file(tmp_path, "Name,Postcode,Fax\nA,N1,2\n"))
    assert (len(read.entries), read.unknown) == (1, 2)


# Onward referrals


def _referral(service: str, **more: Typed) -> dict[str, Typed]:
    given: dict[str, Typed] = {
        "service": service,
        "purpose": "Somewhere safe to stay",
        "basis": "consent",
        "consented_on": "19 Nov 2025",
        **more,
    }
    return {f"onward_referral.{name}": words for name, words in given.items()}


def test_a_service_is_found_by_part_of_its_words_and_shown_by_its_name(
    session: Session, case_id: str
) -> None:
    entry = _add(session, name="North House", service_kind=["refuge"], area="Barnet")
    (match,) = lookups.matches(session, _asked("service"), case_id, "hou barn")
    assert (match.id, match.words, match.detail) == (entry, "North House", "Refuge, Barnet")
    assert lookups.matches(session, _asked("service"), case_id, "  ") == []
    saved = records.save_record(session, OnwardReferral, case_id, _referral(entry))
    shown = records.rows(session, OnwardReferral, case_id, ("service",))
    assert [row.cells for row in shown] == [("North House",)]
    assert records.typed_answers(session, OnwardReferral, saved)["onward_referral.service"] == entry
    assert session.vault.count(OnwardReferral, service=entry) == 1


def test_a_service_that_left_the_directory_says_so(session: Session, case_id: str) -> None:
    entry = _add(session, name="North House")
    records.save_record(session, OnwardReferral, case_id, _referral(entry))
    records.remove_record(session, DirectoryEntry, DirectoryEntry.scope, entry)
    shown = records.rows(session, OnwardReferral, case_id, ("service",))
    assert [row.cells for row in shown] == [(lookups.GONE,)]


@pytest.mark.parametrize("chosen", ["North House", "0" * 32, "x"])
def test_only_a_service_of_the_directory_can_be_referred_to(
    session: Session, case_id: str, chosen: str
) -> None:
    with pytest.raises(GateError) as refused:
        records.save_record(session, OnwardReferral, case_id, _referral(chosen))
    assert "service" in {each.question for each in refused.value.missing}
    assert session.vault.count(OnwardReferral) == 0


def test_without_consent_nobody_is_referred_before_a_supervisor_approved(
    office: Office, case_id: str
) -> None:
    session = office.session
    entry = _add(session, name="North House")
    typed = _referral(entry, basis="safeguarding", consented_on="", referred_on="today")
    sharing = records.save_record(
        session,
        Sharing,
        case_id,
        {
            "sharing.recipient": "North House",
            "sharing.purpose": "Children at risk",
            "sharing.scope_words": "Where they are",
            "sharing.basis": "safeguarding",
            "sharing.basis_reason": "Consent cannot be waited for",
        },
    )
    typed["onward_referral.sharing"] = sharing
    with pytest.raises(GateError) as refused:
        records.save_record(session, OnwardReferral, case_id, typed)
    assert [each.question for each in refused.value.missing] == ["sharing"]
    supervisor = office.change_places(SUPERVISOR)
    approve_sharing(supervisor, case_id, sharing)
    records.save_record(supervisor, OnwardReferral, case_id, typed)
    other = _referral(entry, basis="crime", consented_on="", referred_on="today")
    other["onward_referral.sharing"] = sharing
    with pytest.raises(GateError):
        records.save_record(supervisor, OnwardReferral, case_id, other)


def test_a_sharing_of_another_case_is_not_found(session: Session, case_id: str) -> None:
    records.save_record(
        session,
        Sharing,
        case_id,
        {
            "sharing.recipient": "North House",
            "sharing.purpose": "A place",
            "sharing.scope_words": "Needs",
            "sharing.basis": "consent",
            "sharing.consented_on": "today",
        },
    )
    asked = _asked("sharing")
    assert len(lookups.matches(session, asked, case_id, "north")) == 1
    assert lookups.matches(session, asked, "0" * 32, "north") == []
