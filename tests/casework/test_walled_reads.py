"""No capability of casework shows a walled member anything of the client."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from idva_desktop.casework import (
    case_file,
    conflicts,
    contacts,
    drafts,
    finding,
    intake,
    kept_drafts,
    key_dates,
    plans,
    records,
    risk,
    support,
    timeline,
    walls,
)
from idva_desktop.casework.case_index import CaseIndex
from idva_desktop.casework.cases import Filters, case_row, list_cases
from idva_desktop.casework.history import history
from idva_desktop.casework.reporting.figures import figures
from idva_desktop.casework.session import Session
from idva_desktop.casework.supervision import review
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import IdvaError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Record, Scope, record_types
from idva_desktop.vault.device_secret import DeviceSecretStore, Use
from idva_desktop.vault.restoring import restore
from idva_desktop.vault.vault import Vault
from tests.casework.people import PASSPHRASES, REFERRAL, SUPERVISOR, WORKER, Office

ALL = Filters(mine=False, open=False)
NEED: dict[str, Typed] = {"need.area": "housing", "need.entry": "3"}
PERIOD = Period.parse("2025-Q3")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("walled") / "vault")
    yield made
    made.close()


@pytest.fixture(scope="module")
def case_id(office: Office) -> str:
    """A case of the supervisor's, full of records, of which the worker had drafts; walled since."""
    drafting = office.session
    session = office.change_places(SUPERVISOR)
    case = intake.accept(session, REFERRAL)
    contact: dict[str, Typed] = {
        "contact.who": "client",
        "contact.how": "text",
        "contact.result": "successful",
        "contact.at": "20/11/2025 10:00",
        "contact.note": "lighthouse",
    }
    contacts.log_contact(session, case, contact)
    support.begin_support(session, case, session.today)
    plans.start_version(session, case)
    del drafting
    session = office.change_places(WORKER)
    drafts.keep(session, f"contact:{case}", "contact", {"contact.note": "half a"}, "")
    session = office.change_places(SUPERVISOR)
    walls.raise_wall(session, case, WORKER, "Neighbours")
    return case


Read = Callable[[Session, str], object]


def _ids_of(kind: type[Record]) -> Read:
    return lambda session, _: session.vault.ids(kind)


READS: dict[str, Read] = {
    "list": lambda session, _: list_cases(session, filters=ALL),
    "list by name": lambda session, _: list_cases(session, text="Robin", filters=ALL),
    "row": case_row,
    "index": lambda session, _: CaseIndex.read(session).rows,
    "search in notes": lambda session, _: session.vault.search_words("lighthouse"),
    "find": lambda session, _: finding.cases_named(session, "Robin", 5),
    "open": case_file.open_case,
    "banner": case_file.banner,
    "case": case_file.the_case,
    "timeline": timeline.timeline,
    "key dates": key_dates.key_dates,
    "history": history,
    "conflicts": conflicts.conflicts,
    "cases in conflict": lambda session, _: conflicts.cases_in_conflict(session),
    "drafts": lambda session, _: kept_drafts.kept_drafts(session),
    "draft": lambda session, case: drafts.kept(session, f"contact:{case}"),
    "review": lambda session, _: review.review_items(session),
    "plan": lambda session, case: plans.plan_picture(session, case).plan,
    "assessment": risk.last_assessment,
    "tasks": records.open_tasks,
    **{f"records: {kind.kind}": _ids_of(kind) for kind in record_types()},
}


@pytest.fixture(scope="module")
def walled(office: Office, case_id: str) -> Session:
    assert case_id
    return office.change_places(WORKER)


@pytest.mark.parametrize("read", READS)
def test_nothing_of_a_walled_client_is_shown(walled: Session, case_id: str, read: str) -> None:
    assert not _shown(walled, case_id, read)


def _shown(session: Session, case_id: str, read: str) -> object:
    try:
        return READS[read](session, case_id)
    except RefusedError:
        return None


@pytest.mark.parametrize("read", ["list", "open", "timeline", "history", "search in notes"])
def test_whoever_is_not_walled_is_shown_it(
    office: Office, case_id: str, read: str, tmp_path: Path
) -> None:
    """What the rule above looks at is really there."""
    kept = office.session.vault.backup(tmp_path / "backups")
    restore(kept, tmp_path / "copy")
    again = Vault.open(
        tmp_path / "copy",
        passphrase=PASSPHRASES[SUPERVISOR],
        device_code=office.code,
        keyring_use=DeviceSecretStore(Use.PRINTED),
    )
    with again:
        assert _shown(Session(again, office.clock), case_id, read)


@pytest.mark.parametrize(
    "write",
    [
        lambda session, case: support.begin_support(session, case, session.today),
        plans.start_version,
        lambda session, case: session.note_reading(case),
    ],
    ids=["begin support", "start a plan", "note a reading"],
)
def test_nothing_is_written_to_a_walled_case(
    walled: Session, case_id: str, write: Callable[[Session, str], object]
) -> None:
    with pytest.raises(IdvaError):
        write(walled, case_id)


def test_totals_are_the_same_with_and_without_a_wall(tmp_path: Path) -> None:
    made = Office(tmp_path / "vault")
    try:
        session = made.change_places(SUPERVISOR)
        case = intake.accept(session, REFERRAL)
        before = list(figures(session, PERIOD))
        wall = walls.raise_wall(session, case, WORKER, "Neighbours")
        assert list(figures(session, PERIOD)) == before
        walls.lift_wall(session, wall, "Moved")
        assert list(figures(session, PERIOD)) == before
        assert session.vault.history(Scope.WALLS)
    finally:
        made.close()
