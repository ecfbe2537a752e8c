"""Cases that another provider hands over: read, compared, and made this vault's own.

They arrive as any client does: whoever is known here as client, alleged perpetrator or somebody's
relation is matched and walled in the same step, and a supervisor decides.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path

from idva_desktop.casework.leaving.handover import ledger_row, two_people
from idva_desktop.casework.matching import with_conflicts
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import OutputError, PackageError, RefusedError
from idva_desktop.domain.lookup import Lookup
from idva_desktop.domain.questions import Link, Plain
from idva_desktop.domain.record import Record, Scope, answers_of, build, questions_of
from idva_desktop.domain.records import Case, Handover
from idva_desktop.domain.roles import Role
from idva_desktop.exchange.handover import LARGEST, Package, PackedRecord, decode_package
from idva_desktop.journal.acts import Act
from idva_desktop.vault.members import ProvenMember, member_called

_MOST_IN_AN_ACT = 500


@dataclass(frozen=True, slots=True, repr=False)
class Arrived:
    """A package that was read and not yet taken over.

    Attributes:
        package: what it holds.
        sha256: of the file.
    """

    package: Package
    sha256: str


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
    two_people(session, approver)
    member = member_called(session.vault.members(), worker)
    if member is None:
        raise RefusedError("No member of this vault has that name. Nothing was taken over.")
    cases = [_Arriving(records) for records in arrived.package.cases]
    saves = [save for case in cases for save in case.saves({"worker": member.name})]
    matched = with_conflicts(session.vault, saves, session.today, arriving=True)
    session.vault.commit_many(
        _acts(session, arrived, cases, matched, approver),
        files=(file for case in cases for file in case.files()),
    )
    session.note_touched(case.case_id for case in cases)
    return [case.case_id for case in cases]


def _acts(
    session: Session,
    arrived: Arrived,
    cases: Sequence["_Arriving"],
    matched: Iterable[Save],
    approver: ProvenMember,
) -> Iterator[Act]:
    """Yield the acts one by one: each reference is taken when the one before is in."""
    left = iter(matched)
    for case in cases:
        reference = session.next_reference()
        saves = islice(left, len(case))
        yield from _in_parts(_under(reference, save) for save in saves)
    # After the cases: the conflicts that they brought with them, for a supervisor.
    yield from _in_parts(left)
    package = arrived.package
    row = ledger_row(
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


def _in_parts(saves: Iterable[Save]) -> Iterator[Act]:
    changes = tuple(save.change() for save in saves)
    for start in range(0, len(changes), _MOST_IN_AN_ACT):
        some = changes[start : start + _MOST_IN_AN_ACT]
        yield Act("take_over", some, notes={"form": "handover"})


def _under(reference: str, save: Save) -> Save:
    """Return a save with the reference that its case has here."""
    if save.kind is not Case:
        return save
    return replace(save, answers={**save.answers, "reference": reference})


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

    def __len__(self) -> int:
        """Return how many records it has."""
        return len(self._records)

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
