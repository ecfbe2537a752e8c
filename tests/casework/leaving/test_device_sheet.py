import stat
from pathlib import Path

import pytest

from idva_desktop.casework.leaving.device_sheet import print_device_sheet, write_first_sheet
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import OutputError, RefusedError
from idva_desktop.journal.acts import LEDGER_OWNER
from tests.casework.people import SUPERVISOR, Office
from tests.documents.printed import pages_of


@pytest.fixture
def supervisor(office: Office) -> Session:
    return office.change_places(SUPERVISOR)


def test_a_supervisor_prints_the_code_again_and_the_act_does_not_hold_it(
    supervisor: Session, tmp_path: Path
) -> None:
    place = print_device_sheet(supervisor, tmp_path)
    code = supervisor.vault.device_code
    (page,) = pages_of(place.read_bytes())
    assert all(group in page for group in code.split("-"))
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    (entry,) = [e for e in supervisor.vault.history(LEDGER_OWNER) if e.what == "print"]
    assert code not in repr(entry)


def test_nobody_else_prints_it(session: Session, tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        print_device_sheet(session, tmp_path)
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_sheet_that_is_there_is_not_written_over(supervisor: Session, tmp_path: Path) -> None:
    place = print_device_sheet(supervisor, tmp_path)
    before = place.read_bytes()
    with pytest.raises(OutputError):
        print_device_sheet(supervisor, tmp_path)
    with pytest.raises(OutputError):
        write_first_sheet("ABCD-EFGH", place)
    assert place.read_bytes() == before
