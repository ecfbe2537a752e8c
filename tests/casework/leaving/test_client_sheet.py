"""A sheet for the client: what may stand on it, and that a plain one tells a finder nothing."""

from pathlib import Path

import pytest

from idva_desktop.casework import plans, records
from idva_desktop.casework.leaving.client_sheet import client_sheet, print_client_sheet
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import DirectoryEntry, Entitlement, OnwardReferral, ProcessStep
from tests.documents.printed import unpacked, words_of

ALL = ("dates", "people", "rights")


def _save(session: Session, kind: type[Record], owner: str, **given: str) -> str:
    typed: dict[str, Typed] = {f"{kind.kind}.{name}": words for name, words in given.items()}
    return records.save_record(session, kind, owner, typed)


@pytest.fixture
def worked(session: Session, case_id: str) -> str:
    """Return a case with a hearing ahead, a service that helps and a right that is due."""
    _save(session, ProcessStep, case_id, process="criminal", stage="trial", on="8 Dec 2025")
    _save(session, ProcessStep, case_id, process="criminal", stage="charged", on="3 Nov 2025")
    entry = _save(
        session, DirectoryEntry, DirectoryEntry.scope, name="North House", phone="020 7946 0018"
    )
    consent = {"basis": "consent", "consented_on": "3 Nov 2025"}
    _save(session, OnwardReferral, case_id, service=entry, purpose="A room", **consent)
    right = {"right": "personal_statement", "state": "offered", "due": "1 Dec 2025"}
    _save(session, Entitlement, case_id, **right)
    plans.start_version(session, case_id)
    return case_id


def _says(session: Session, case_id: str, copy: str) -> None:
    plans.save_plan(session, case_id, {"safety_plan.copy": copy})


@pytest.mark.parametrize("copy", ["", "memory", "not_safe"])
def test_no_sheet_is_made_unless_a_copy_is_safe_to_hold(
    session: Session, worked: str, tmp_path: Path, copy: str
) -> None:
    _says(session, worked, copy)
    with pytest.raises(RefusedError, match="none was made"):
        print_client_sheet(session, worked, ALL, tmp_path)
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_full_sheet_says_what_is_ahead_who_helps_and_which_rights(
    session: Session, worked: str, tmp_path: Path
) -> None:
    _says(session, worked, "full")
    place = print_client_sheet(session, worked, ALL, tmp_path, large=True)
    words = words_of(place.read_bytes())
    assert "Mon 8 December 2025: Criminal: trial" in words
    assert "North House, 020 7946 0018" in words
    assert "To make a Victim Personal Statement: offered, by 1 December 2025" in words
    assert "charged" not in words
    prints = [e for e in session.vault.history(worked) if e.what == "print"]
    assert [each.notes["form"] for each in prints] == ["client_sheet"]


def test_a_plain_sheet_tells_a_finder_nothing(
    session: Session, worked: str, tmp_path: Path
) -> None:
    _says(session, worked, "plain")
    place = print_client_sheet(session, worked, ALL, tmp_path)
    assert place.name == "my-notes.pdf"
    everything = unpacked(place.read_bytes()).casefold()
    assert "mon 8 december 2025: an appointment" in everything
    assert "020 7946 0018" in everything
    for telling in ("north house", "criminal", "victim", "trial", "advisor", "robin", "helpline"):
        assert telling not in everything, telling


def test_only_what_was_ticked_is_on_it_and_nothing_is_refused(
    session: Session, worked: str
) -> None:
    _says(session, worked, "full")
    (section,) = client_sheet(session, worked, ("people",)).sections
    assert section.title == "Who helps"
    _says(session, worked, "plain")
    with pytest.raises(RefusedError, match="Nothing of what was ticked"):
        client_sheet(session, worked, ("rights",))
