"""Handover: live cases, with the client's consent, to another provider's vault, and the reverse.

A package holds only cases whose client agreed, sealed to the address of the receiving vault and
signed by the sending one. Both people compare fingerprints in person or by telephone. What was
taken over is not erased at the sender's: that is a step of its own, once the receiver confirms.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.cases import CaseRow, Filters, list_cases
from idva_desktop.casework.private_file import written_file
from idva_desktop.casework.second_person import require_other
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.record import (
    Scope,
    answers_of,
    plain_answers,
    record_types,
)
from idva_desktop.domain.records import (
    Allocation,
    Attachment,
    CaseSupervision,
    Handover,
    HandoverChoice,
    IdentityAsking,
    ImportedRow,
    QualityReview,
)
from idva_desktop.domain.roles import Role
from idva_desktop.exchange.handover import (
    FILE_NAME,
    LARGEST,
    Package,
    PackedRecord,
    encode_package,
    fingerprint,
)
from idva_desktop.journal.acts import LEDGER_OWNER, Act
from idva_desktop.vault.age_box import seal_for
from idva_desktop.vault.members import ProvenMember

__all__ = [
    "FILE_NAME",
    "LiveCase",
    "Sent",
    "exchanged",
    "live_cases",
    "own_address",
    "own_fingerprint",
    "send",
]

# What belongs to the sending provider alone and tells the next one nothing.
_STAYS = (ImportedRow, Allocation, IdentityAsking, QualityReview, CaseSupervision)
_PRIVATE = {"case": ("worker", "reference")}


@dataclass(frozen=True, slots=True)
class LiveCase:
    """A case that the contract's end leaves open.

    Attributes:
        row: the case as the list shows it.
        agrees: what the client chose, a code of ``handover_choice``; blank while not asked.
    """

    row: CaseRow
    agrees: str

    @property
    def goes(self) -> bool:
        """Whether the client agreed that the record moves."""
        return self.agrees == "yes"


@dataclass(frozen=True, slots=True)
class Sent:
    """A package that was made.

    Attributes:
        place: the file.
        count: how many cases it holds.
        fingerprint: of this vault; told to the receiver in person.
    """

    place: Path
    count: int
    fingerprint: str


def live_cases(session: Session) -> list[LiveCase]:
    """Return the open cases that the member may see, each with what its client chose."""
    return [
        LiveCase(row, _choice(session, row.id))
        for row in list_cases(session, filters=Filters(open=True))
    ]


def _choice(session: Session, case_id: str) -> str:
    found = session.vault.fetch(HandoverChoice, owner=case_id)
    return (found[-1].agrees or "") if found else ""


def exchanged(session: Session) -> list[Handover]:
    """Return what was sent and taken over, the newest first."""
    return list(reversed(session.vault.fetch(Handover, owner=LEDGER_OWNER)))


def own_address(session: Session) -> str:
    """Return the address that the sender of a package for this vault needs."""
    return session.vault.handover_address()


def own_fingerprint(session: Session) -> str:
    """Return the fingerprint by which a receiver knows this vault."""
    return fingerprint(session.vault.return_signing_key().public)


def send(session: Session, address: str, place: Path, approver: ProvenMember) -> Sent:
    """Make a package of every live case whose client agreed.

    Args:
        session: the supervisor's.
        address: of the receiving vault, ``age1…``.
        place: the file to be made.
        approver: the second member, proved at this desk.

    Raises:
        RefusedError: the member is no supervisor or alone, the address is none, or nobody agreed.
        OutputError: the file cannot be written; nothing left.
    """
    two_people(session, approver)
    going = [live.row.id for live in live_cases(session) if live.goes]
    if not going:
        raise RefusedError(
            "No client of a live case has agreed to a handover yet. Nothing was written. Record "
            "what each client chose in the case, under Handover."
        )
    key = session.vault.return_signing_key()
    cases = tuple(tuple(_packed(session, case_id)) for case_id in going)
    package = Package(session.clock(), key.public, cases, is_demo=session.vault.is_demo)
    box = seal_for(address, encode_package(package, key.sign))
    if len(box) > LARGEST:
        raise RefusedError(
            "The documents of these cases are too large for one file. Nothing was written. Export "
            "the largest ones apart, take them off the cases, and try again."
        )
    digest = sha256(box).hexdigest()
    with written_file(place.expanduser(), box):
        row = ledger_row("sent", session.clock(), len(going), digest, "", approver.member.name)
        notes: dict[str, str | int] = {
            "form": "handover",
            "count": len(going),
            "sha256": digest,
            "approver": approver.member.id,
            "approval": approver.sign(digest.encode()).hex(),
        }
        session.vault.commit(Act("export", (row.change(),), notes=notes))
    return Sent(place, len(going), fingerprint(key.public))


def two_people(session: Session, approver: ProvenMember) -> None:
    """Refuse a handover by one person alone, or by two of whom none at the desk is a supervisor.

    Raises:
        RefusedError: the open member is no supervisor, or approves their own step.
    """
    session.need(Role.SUPERVISOR)
    require_other(
        session,
        approver,
        "Nobody hands cases over alone. Nothing was written; ask a second member to approve.",
    )


def _packed(session: Session, case_id: str) -> Iterator[PackedRecord]:
    case = the_case(session, case_id)
    for kind in record_types():
        if kind in _STAYS or kind.scope not in (Scope.CLIENT, Scope.CASE):
            continue
        owner = case.client if kind.scope is Scope.CLIENT else case_id
        for held in session.vault.fetch(kind, owner=owner) if owner else ():
            left_out = _PRIVATE.get(kind.kind, ())
            answers = {
                name: value
                for name, value in plain_answers(kind, answers_of(held)).items()
                if value is not None and name not in left_out
            }
            content = session.vault.attachment(held.owner, held.id) if kind is Attachment else None
            yield PackedRecord(kind, held.id, held.owner, answers, content)


def ledger_row(
    direction: str, at: datetime, count: int, digest: str, party: str, approved_by: str
) -> Save:
    """Return the ledger's line of a package that was sent or taken over."""
    answers: Mapping[str, Any] = {
        "direction": direction,
        "at": at,
        "count": count,
        "sha256": digest,
        "party": party or None,
        "approved_by": approved_by,
    }
    return Save(Handover, new_id(), LEDGER_OWNER, answers)
