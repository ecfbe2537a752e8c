"""Real encrypted demo vaults for view tests: made once, copied for each test.

Two members: Worker A, a caseworker, and Supervisor B, who holds both roles. The cases were entered
through casework itself, as the windows enter them.
"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from idva_desktop.casework import closing, contacts, intake, plans, risk, support
from idva_desktop.casework.second_person import prove
from idva_desktop.casework.session import Session
from idva_desktop.domain.form import Typed
from idva_desktop.domain.instrument import instrument
from idva_desktop.domain.roles import Role
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.ui.desk import Desk
from idva_desktop.vault.device_secret import DeviceSecretStore, Use
from idva_desktop.vault.kdf import LEAST_COST
from idva_desktop.vault.vault import Vault
from tests.casework.people import CLOSED

NOW = datetime(2025, 11, 20, 10, 12, tzinfo=LONDON)
WORKER, SUPERVISOR = "Worker A", "Supervisor B"
WORKER_WORDS = "pebble lantern orchard mitten"
SUPERVISOR_WORDS = "copper willow harbour sable"
FIRST, SECOND, THIRD = "DEMO-001", "DEMO-002", "DEMO-003"


def now() -> datetime:
    """Return the moment at which every test takes place."""
    return NOW


@dataclass(frozen=True, slots=True)
class SeededVault:
    """A vault to copy.

    Attributes:
        folder: where it lies, closed.
        code: its device code.
        cases: case ids by reference.
    """

    folder: Path
    code: str
    cases: Mapping[str, str]


def referral(given: str, family: str, *, received: str, strand: str = "IDVA") -> dict[str, Typed]:
    """Return the short path of an intake, as typed."""
    return {
        "referral.received_at": received,
        "referral.source": "self",
        "referral.strand": strand,
        "referral.client_aware": "yes",
        "referral.kept_from": "no",
        "identity.given_name": given,
        "identity.family_name": family,
        "identity.date_of_birth": "3 Mar 1988",
        "identity.mobile": "07700 900142",
        "safe_contact.channels": ["text"],
        "safe_contact.from_time": "10:00",
        "safe_contact.until_time": "14:00",
        "safe_contact.voicemail": "no",
        "employment.employment_type": "officer",
        "client.sex": "female",
        "perpetrator.police_link": "mps_officer",
        "perpetrator.relationship": "ex_partner",
        "safe_contact.code_word": "bluebell",
        "safe_contact.weekdays_only": "yes",
        "safe_contact.never_use": ["mps_email", "mps_phone"],
        "safe_contact.verified_on": "3 Nov 2025",
    }


def contact(at: str, note: str = "", **more: Typed) -> dict[str, Typed]:
    """Return a contact by text inside the rule, as typed."""
    typed: dict[str, Typed] = {
        "contact.who": "client",
        "contact.how": "text",
        "contact.result": "successful",
        "contact.at": at,
        "contact.minutes": "6",
        "contact.note": note,
    }
    return typed | {f"contact.{name}": value for name, value in more.items()}


def assessment(yes: int, on: str) -> dict[str, Typed]:
    """Return a first assessment with so many items answered yes."""
    items = [item.id for item in instrument().items()]
    answers = {item: "yes" if place < yes else "no" for place, item in enumerate(items)}
    return {
        "risk_assessment.on": on,
        "risk_assessment.stage": "entry",
        "risk_assessment.why_now": "First assessment",
        "risk_assessment.items": answers,
        "risk_assessment.judgement": "agrees",
    }


def close_case(session: Session, case_id: str) -> None:
    """Close a case at the worker's desk: sent, and approved there by the supervisor."""
    closing.send_closure(session, case_id, CLOSED)
    with prove(session, SUPERVISOR, SUPERVISOR_WORDS) as approver:
        closing.approve_closure(session, case_id, approver)


def _seed(session: Session) -> dict[str, str]:
    first = intake.accept(session, referral("Alexis", "Marchetti", received="10 Nov 2025 9:30"))
    contacts.log_contact(
        session,
        first,
        contact("11 Nov 2025 10:40", "Asked how the night went. She is at her sister’s."),
    )
    support.begin_support(session, first, date(2025, 11, 12))
    risk.save_assessment(session, first, assessment(15, "13 Nov 2025"))
    plans.start_version(session, first)
    plans.save_plan(
        session,
        first,
        {
            "safety_plan.made_on": "13 Nov 2025",
            "safety_plan.copy": "memory",
            "safety_plan.review_by": "11 Dec 2025",
        },
    )
    action: dict[str, Typed] = {
        "plan_action.area": "home",
        "plan_action.what": "Ask the housing partner for window locks",
        "plan_action.who": "Worker A",
        "plan_action.due": "24 Nov 2025",
    }
    plans.save_action(session, first, action)
    plans.send_for_approval(session, first)
    second = intake.accept(
        session, referral("Noor", "Whitcombe", received="18 Nov 2025 15:00", strand="BOTH")
    )
    contacts.log_contact(session, second, contact("19 Nov 2025 11:00", opinion="May need time."))
    third = intake.accept(session, referral("Jordan", "Pell", received="today 9:00"))
    return {FIRST: first, SECOND: second, THIRD: third}


@pytest.fixture(scope="session")
def seeded_vault(tmp_path_factory: pytest.TempPathFactory) -> SeededVault:
    """Return the vault that every test copies."""
    folder = tmp_path_factory.mktemp("seeded") / "Demo vault"
    vault, code = Vault.create(
        folder,
        member_name=WORKER,
        roles=frozenset({Role.CASEWORKER}),
        passphrase=WORKER_WORDS,
        keyring_use=DeviceSecretStore(Use.PRINTED),
        cost=LEAST_COST,
        demo=True,
        clock=now,
        allow_shared_place=True,
    )
    with vault:
        vault.add_member(name=SUPERVISOR, roles=frozenset(Role), passphrase=SUPERVISOR_WORDS)
        cases = _seed(Session(vault, now))
    return SeededVault(folder, code, cases)


@pytest.fixture
def vault_folder(seeded_vault: SeededVault, tmp_path: Path) -> Path:
    """Return a fresh copy of the seeded vault, closed."""
    folder = tmp_path / "Demo vault"
    shutil.copytree(seeded_vault.folder, folder)
    return folder


def _opened(folder: Path, words: str, code: str) -> Iterator[Session]:
    with Vault.open(folder, passphrase=words, device_code=code, clock=now) as vault:
        yield Session(vault, now)


@pytest.fixture
def session(vault_folder: Path, seeded_vault: SeededVault) -> Iterator[Session]:
    """Return Worker A at the desk."""
    yield from _opened(vault_folder, WORKER_WORDS, seeded_vault.code)


@pytest.fixture
def supervisor_session(vault_folder: Path, seeded_vault: SeededVault) -> Iterator[Session]:
    """Return Supervisor B at the desk."""
    yield from _opened(vault_folder, SUPERVISOR_WORDS, seeded_vault.code)


@pytest.fixture
def desk(session: Session) -> Desk:
    """Return the desk of Worker A."""
    return Desk(session)


@pytest.fixture
def supervisor_desk(supervisor_session: Session) -> Desk:
    """Return the desk of Supervisor B."""
    return Desk(supervisor_session)
