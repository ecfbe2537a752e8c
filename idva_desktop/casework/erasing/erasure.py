"""Erasing a case or a client: two people, a preview, an act that proves it, and no way back.

What goes is the key of each scope, with everything made from its acts; what is left of them in
the journal nobody can read again. Counts that no return has reported yet stay as a stub.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from idva_desktop.casework.erasing.erased_counts import issued_stubs, stubs_for
from idva_desktop.casework.erasing.holds import holds
from idva_desktop.casework.second_person import require_other
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.record import record_types
from idva_desktop.domain.records import Attachment, Case, Erasure
from idva_desktop.domain.roles import Role
from idva_desktop.domain.vocab import code_list
from idva_desktop.journal.acts import LEDGER_OWNER, Act
from idva_desktop.vault.cleansing import Cleansed
from idva_desktop.vault.members import ProvenMember

REASONS = ("retention", "clients_request", "contract_end", "wrong_entry")
"""Why a person may erase, as the code list names it."""

ELSEWHERE = (
    "Backups on another disk or stick are not reached: whoever keeps one must destroy it. What was "
    "printed, exported or sent is not reached either."
)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an erasure would do.

    Attributes:
        cases: the cases that go, by id.
        references: their references.
        client: the client who goes too; blank where other cases of theirs stay.
        gone: how many records of each kind go, by its title.
        stays: what stays, a sentence each.
        held: why it may not be erased, a sentence each; empty where it may.
        backups: how many backups in the vault's own folder lose it too.
    """

    cases: tuple[str, ...]
    references: tuple[str, ...]
    client: str
    gone: tuple[tuple[str, int], ...]
    stays: tuple[str, ...]
    held: tuple[str, ...]
    backups: int

    @property
    def owners(self) -> tuple[str, ...]:
        """The scopes whose keys go."""
        return tuple(self.scopes)

    @property
    def scopes(self) -> dict[str, str]:
        """What each scope is whose key goes, by its id."""
        found = dict.fromkeys(self.cases, "case")
        return {**found, self.client: "client"} if self.client else found


@dataclass(frozen=True, slots=True)
class ErasureProof:
    """One erasure as the list of proofs shows it.

    Attributes:
        id: the id of its run.
        at: when, London time.
        what: what went, such as "1 case and its client".
        why: why.
        by: who erased and who approved.
        cleansed: whether the own backups are done.
        boxes: the random names, hex, under which the sealed acts stand in the journal.
        backups: names of the own backups that were there.
    """

    id: str
    at: datetime | None
    what: str
    why: str
    by: str
    cleansed: bool
    boxes: tuple[str, ...]
    backups: str

    def lines(self) -> tuple[str, ...]:
        """Return the proof in plain sentences, to read or to copy."""
        done = (
            "The keys are destroyed in the vault and in the backups of its own folder."
            if self.cleansed
            else "The keys are destroyed in the vault; backups of its own folder are still to be "
            "cleansed, and the program tries again."
        )
        return (
            f"{self.what}. {self.why}. {self.by}.",
            done,
            f"Backups that were there: {self.backups or 'none'}.",
            ELSEWHERE,
            "Boxes in the journal that nobody can open again: " + ", ".join(self.boxes) + ".",
        )


def preview(session: Session, case_id: str, *, whole_client: bool = False) -> Preview:
    """Return what erasing a case, or its client with all cases, would take and leave.

    A client who has no other case goes with the case.

    Raises:
        RefusedError: the member is no supervisor, or there is no such case.
    """
    session.need(Role.SUPERVISOR)
    case = session.vault.fetch_one(Case, case_id)
    if case is None:
        raise RefusedError("This case is not here. Nothing was erased; search for it again.")
    of_client = session.vault.fetch(Case, client=case.client) if case.client else [case]
    going = of_client if whole_client else [case]
    client = (case.client or "") if len(going) == len(of_client) else ""
    if client and not _is_there(session, client):
        client = ""
    cases = tuple(each.id for each in going)
    return Preview(
        cases=cases,
        references=tuple(each.reference or "" for each in going),
        client=client,
        gone=_counts(session, (*cases, client) if client else cases),
        stays=_stays(len(of_client) - len(going)),
        held=tuple(words for each in going for words in holds(session, each)),
        backups=len(session.vault.own_backups()),
    )


def erase(session: Session, shown: Preview, why: str, second: ProvenMember) -> str:
    """Erase what was shown, with a second person; what backups hold goes with :func:`cleanse`.

    Returns:
        The id of the run, by which the proof is found.

    Raises:
        RefusedError: the member is no supervisor, would approve their own step, or the case is
            held; nothing was erased.
    """
    session.need(Role.SUPERVISOR)
    require_other(session, second, "Nobody erases alone. Nothing was erased; ask a second member.")
    if why not in REASONS:
        raise RefusedError("Say why it is to be erased. Nothing was erased.")
    now = preview(session, shown.cases[0], whole_client=len(shown.cases) > 1 or bool(shown.client))
    if now.held:
        raise RefusedError(f"{now.held[0]} Nothing was erased.")
    if set(now.owners) != set(shown.owners):
        raise RefusedError(
            "Something changed since this was shown. Nothing was erased; look at it again."
        )
    run = new_id()
    saves = [
        *proofs_of(session, now.scopes, run, why, second),
        *(stub.save() for stub in stubs_for(session, now.owners)),
    ]
    act = Act(
        "erase",
        tuple(save.change() for save in saves),
        notes={"approver": second.member.id, "count": len(now.owners)},
    )
    session.vault.erase(act, now.owners)
    session.note_touched(now.owners)
    return run


def erase_issued_counts(session: Session, approver: str) -> int:
    """Erase the counts of which nothing is left to be issued; returns how many went."""
    gone = issued_stubs(session)
    if not gone:
        return 0
    run = new_id()
    saves = [
        _proof(session, run, stub.id, "counts", "issued") | {"approved_by": approver}
        for stub in gone
    ]
    changes = tuple(Save(Erasure, new_id(), LEDGER_OWNER, said).change() for said in saves)
    session.vault.erase(Act("erase", changes), [stub.id for stub in gone])
    session.vault.cleanse()
    return len(gone)


def cleanse(session: Session) -> Cleansed:
    """Take what was erased out of free pages, the log and the own backups; long, and repeatable.

    Raises:
        VaultError: the disk refuses or the vault is busy; it is tried again.
    """
    return session.vault.cleanse()


def proofs_of(
    session: Session, scopes: Mapping[str, str], run: str, why: str, second: ProvenMember
) -> list[Save]:
    """Return the proofs of an erasure, signed by the second person.

    Args:
        session: who erases.
        scopes: what each scope is, by its id, as the code list names it.
        run: a random id that keeps the proofs together.
        why: as the code list names it.
        second: signs.

    Raises:
        RefusedError: a scope is not there or was erased before.
    """
    said = [_proof(session, run, owner, what, why) for owner, what in scopes.items()]
    signature = second.sign(approval_message(run, [str(each["box"]) for each in said])).hex()
    by = {"approved_by": second.member.name, "approval": signature}
    return [Save(Erasure, new_id(), LEDGER_OWNER, {**each, **by}) for each in said]


def approval_message(run: str, boxes: Sequence[str]) -> bytes:
    """Return what the second person signs: the run and every box that goes."""
    return "\n".join(["IDVA Desktop erasure approval", run, *sorted(boxes), ""]).encode()


def erasures(session: Session) -> list[ErasureProof]:
    """Return the proofs of what was erased, the newest first.

    Raises:
        RefusedError: the member is no supervisor.
    """
    session.need(Role.SUPERVISOR)
    runs: dict[str, list[Erasure]] = {}
    for held in session.vault.fetch(Erasure, owner=LEDGER_OWNER):
        runs.setdefault(held.run or held.id, []).append(held)
    waiting = session.vault.to_be_cleansed()
    return [_shown(run, found, waiting) for run, found in reversed(runs.items())]


def _shown(run: str, found: Sequence[Erasure], waiting: set[str]) -> ErasureProof:
    first = found[0]
    boxes = tuple(held.box or "" for held in found)
    said = [code_list("erased_what").label(held.what) for held in found if held.what]
    counts = ", ".join(f"{word}: {said.count(word)}" for word in dict.fromkeys(said))
    names = f"Erased by {first.erased_by}, approved by {first.approved_by}"
    return ErasureProof(
        id=run,
        at=first.erased_at,
        what=counts,
        why=code_list("erasure_reason").label(first.why) if first.why else "",
        by=names,
        cleansed=waiting.isdisjoint(boxes),
        boxes=boxes,
        backups=first.backups or "",
    )


def _proof(session: Session, run: str, owner: str, what: str, why: str) -> dict[str, object]:
    box, epoch = session.vault.named_key(owner)
    return {
        "box": box,
        "epoch": epoch,
        "run": run,
        "what": what,
        "why": why,
        "erased_at": session.clock(),
        "erased_by": session.name,
        "backups": ", ".join(session.vault.own_backups())[:4000],
    }


def _is_there(session: Session, owner: str) -> bool:
    try:
        session.vault.named_key(owner)
    except RefusedError:
        return False
    return True


def _counts(session: Session, owners: Sequence[str]) -> tuple[tuple[str, int], ...]:
    found = (
        (kind.title, sum(session.vault.count(kind, owner=owner) for owner in owners))
        for kind in sorted(record_types(), key=lambda kind: (kind is not Case, kind is Attachment))
    )
    return tuple((title, count) for title, count in found if count)


def _stays(other_cases: int) -> tuple[str, ...]:
    client = {
        0: (),
        1: ("The client’s identity and their other case stay.",),
    }.get(other_cases, (f"The client’s identity and their {other_cases} other cases stay.",))
    return (
        *client,
        (
            "Returns that were issued stay as they are. What no return has reported yet stays as "
            "counts, without a name, until one does."
        ),
        "The proof stays: who erased and approved, when and why. It holds no name or reference.",
        ELSEWHERE,
    )
