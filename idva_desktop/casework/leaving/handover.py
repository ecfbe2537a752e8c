"""Handover: live cases, with the client's consent, to another provider's vault, and the reverse.

A package holds only cases whose client agreed, sealed to the address of the receiving vault and
signed by the sending one. Both people compare fingerprints in person or by telephone. What was
taken over is not erased at the sender's: that is a step of its own, once the receiver confirms.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.cases import CaseRow, Filters, list_cases
from idva_desktop.casework.private_file import written_file
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import OutputError, PackageError, RefusedError
from idva_desktop.domain.lookup import Lookup
from idva_desktop.domain.questions import Link, Plain
from idva_desktop.domain.record import (
    Record,
    Scope,
    answers_of,
    build,
    plain_answers,
    questions_of,
    record_types,
)
from idva_desktop.domain.records import (
    Allocation,
    Attachment,
    Case,
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
    decode_package,
    encode_package,
    fingerprint,
)
from idva_desktop.journal.acts import LEDGER_OWNER, Act
from idva_desktop.vault.age_box import seal_for
from idva_desktop.vault.members import ProvenMember

__all__ = [
    "FILE_NAME",
    "Arrived",
    "LiveCase",
    "Sent",
    "exchanged",
    "live_cases",
    "own_address",
    "own_fingerprint",
    "read_package",
    "send",
    "take_over",
]

# What belongs to the sending provider alone and tells the next one nothing.
_STAYS = (ImportedRow, Allocation, IdentityAsking, QualityReview, CaseSupervision)
_MOST_IN_AN_ACT = 500
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


@dataclass(frozen=True, slots=True, repr=False)
class Arrived:
    """A package that was read and not yet taken over.

    Attributes:
        package: what it holds.
        sha256: of the file.
    """

    package: Package
    sha256: str


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
    _two_people(session, approver)
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
        row = _row("sent", session.clock(), len(going), digest, "", approver.member.name)
        notes: dict[str, str | int] = {
            "form": "handover",
            "count": len(going),
            "sha256": digest,
            "approver": approver.member.id,
            "approval": approver.sign(digest.encode()).hex(),
        }
        session.vault.commit(Act("export", (row.change(),), notes=notes))
    return Sent(place, len(going), fingerprint(key.public))


def _two_people(session: Session, approver: ProvenMember) -> None:
    session.need(Role.SUPERVISOR)
    if approver.member.id == session.vault.member.id:
        raise RefusedError(
            "Nobody hands cases over alone. Nothing was written; ask a second member to approve."
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


def read_package(session: Session, path: Path) -> Arrived:
    """Open a package for this vault and prove its signature; nothing is taken over yet.

    Raises:
        RefusedError: the member is no supervisor, or it was taken over already.
        PackageError: it is for another vault, damaged, or made by a newer program.
    """
    session.need(Role.SUPERVISOR)
    box = _read(path.expanduser())
    digest = sha256(box).hexdigest()
    taken = session.vault.fetch(Handover, sha256=digest, direction="taken")
    if taken:
        raise RefusedError(
            "This package was taken over already. Nothing was changed; its cases are in the list."
        )
    package = decode_package(session.vault.open_package(box))
    if package.is_demo != session.vault.is_demo:
        raise PackageError(
            "A demonstration and real records are never mixed. Nothing was taken over."
        )
    return Arrived(package, digest)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise PackageError("This file is too large to be a package. Nothing was taken over.")
        return path.read_bytes()
    except (OSError, ValueError):
        raise OutputError(
            "The file cannot be read. Nothing was taken over; check where it is and try again."
        ) from None


def take_over(session: Session, arrived: Arrived, worker: str, approver: ProvenMember) -> list[str]:
    """Make the cases of a package this vault's own, all or none.

    Args:
        session: the supervisor's.
        arrived: the package, whose fingerprint both people compared.
        worker: the member who works the cases from now on.
        approver: the second member, proved at this desk.

    Returns:
        The ids of the new cases.

    Raises:
        RefusedError: the member is no supervisor or alone, or no member is called ``worker``.
        PackageError: a case in it is not whole.
    """
    _two_people(session, approver)
    if not any(member.is_called(worker) for member in session.vault.members()):
        raise RefusedError("No member of this vault has that name. Nothing was taken over.")
    cases = [_Arriving(records) for records in arrived.package.cases]
    session.vault.commit_many(
        _acts(session, arrived, cases, worker, approver),
        files=(file for case in cases for file in case.files()),
    )
    session.note_touched(case.case_id for case in cases)
    return [case.case_id for case in cases]


def _acts(
    session: Session,
    arrived: Arrived,
    cases: Sequence["_Arriving"],
    worker: str,
    approver: ProvenMember,
) -> Iterator[Act]:
    """Yield the acts one by one: each reference is taken when the one before is in."""
    for case in cases:
        given = {"reference": session.next_reference(), "worker": worker}
        changes = tuple(save.change() for save in case.saves(given))
        for start in range(0, len(changes), _MOST_IN_AN_ACT):
            some = changes[start : start + _MOST_IN_AN_ACT]
            yield Act("take_over", some, notes={"form": "handover"})
    package = arrived.package
    row = _row(
        "taken",
        session.clock(),
        len(cases),
        arrived.sha256,
        package.fingerprint,
        approver.member.name,
    )
    notes: dict[str, str | int] = {
        "form": "handover",
        "count": len(cases),
        "sha256": arrived.sha256,
        "approver": approver.member.id,
        "approval": approver.sign(arrived.sha256.encode()).hex(),
    }
    yield Act("take_over", (row.change(),), notes=notes)


def _row(
    direction: str, at: datetime, count: int, digest: str, party: str, approved_by: str
) -> Save:
    answers: Mapping[str, Any] = {
        "direction": direction,
        "at": at,
        "count": count,
        "sha256": digest,
        "party": party or None,
        "approved_by": approved_by,
    }
    return Save(Handover, new_id(), LEDGER_OWNER, answers)


class _Arriving:
    """One case of a package under new ids: those of the sender's vault mean nothing here.

    Raises:
        PackageError: it is not whole.
    """

    def __init__(self, records: Sequence[PackedRecord]) -> None:
        self._records = records
        self._ids: dict[str, str] = {}
        for held in records:
            self._ids.setdefault(held.id, new_id())
            self._ids.setdefault(held.owner, new_id())
        cases = [held for held in records if held.kind is Case]
        if len(cases) != 1 or len({(held.kind, held.id) for held in records}) != len(records):
            raise PackageError("A case in this package is not whole. Nothing was taken over.")
        client = cases[0].answers.get("client")
        owners = {Scope.CASE: cases[0].id, Scope.CLIENT: client}
        if any(held.owner != owners[held.kind.scope] for held in records):
            raise PackageError("A case in this package is not whole. Nothing was taken over.")
        self.case_id = self._ids[cases[0].id]

    def saves(self, given: Mapping[str, str]) -> Iterator[Save]:
        """Yield the records; ``given`` is what this vault decides of the case."""
        for held in self._records:
            own_id, owner = self._ids[held.id], self._ids[held.owner]
            made = build(held.kind, own_id, owner, self._linked(held.kind, held.answers))
            answers = {**answers_of(made), **(given if held.kind is Case else {})}
            yield Save(held.kind, own_id, owner, answers)

    def files(self) -> Iterator[tuple[str, str, bytes]]:
        """Yield owner, attachment and content of each document."""
        for held in self._records:
            if held.content is not None:
                yield self._ids[held.owner], self._ids[held.id], held.content

    def _linked(self, kind: type[Record], answers: Mapping[str, Plain]) -> dict[str, Plain]:
        """Return answers whose links lead to the new ids; a link that leads nowhere is left out."""
        linked: dict[str, Plain] = {}
        for name, value in answers.items():
            if not isinstance(questions_of(kind)[name], Link | Lookup):
                linked[name] = value
            elif str(value) in self._ids:
                linked[name] = self._ids[str(value)]
        return linked
