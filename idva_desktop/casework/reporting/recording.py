"""Recording returns that were sent before this program was in use; two people, like issuing.

They are entered before the first return is issued, so that every return from then on is proved
safe together with them. What they gave away already is listed, and cannot be taken back.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from idva_desktop.casework.issued_ledger import ledger
from idva_desktop.casework.reporting.return_design import change_of, decided
from idva_desktop.casework.reporting.sent_file import read_sent
from idva_desktop.casework.second_person import require_other
from idva_desktop.casework.session import Session, new_id
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.progress import Progress, Stage, unwatched
from idva_desktop.domain.record import plain_answers
from idva_desktop.domain.records import IssuedReturn
from idva_desktop.domain.roles import Role
from idva_desktop.journal.acts import LEDGER_OWNER, Act, Change
from idva_desktop.returns.ledger import Ledger, Released
from idva_desktop.returns.measure import TOTAL
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.pack_changes import pack_for
from idva_desktop.returns.recorded_file import read_recorded
from idva_desktop.returns.recording import Loss, PreparedRecord, prepare_record
from idva_desktop.returns.return_tables import PART_WORDS
from idva_desktop.vault.members import ProvenMember

_ALONE = "Nobody records a return alone. Nothing was entered; ask a second member to approve."


@dataclass(frozen=True, slots=True)
class ReadReturns:
    """Earlier returns as their file tells them, checked and not yet entered.

    Attributes:
        prepared: their rows and the proof.
        digest: SHA-256 of the file, in hex.
    """

    prepared: PreparedRecord
    digest: str

    @property
    def periods(self) -> tuple[str, ...]:
        """The names of the periods."""
        return tuple(row.period for row in self.prepared.rows)

    def to_plain(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "periods": list(self.periods),
            "figures": self.prepared.shown,
            "given_away": [
                asdict(loss.key) | {"low": loss.low, "high": loss.high, "was_shown": loss.was_shown}
                for loss in self.prepared.losses
            ],
        }


def read_returns(session: Session, file: Path, progress: Progress = unwatched) -> ReadReturns:
    """Read earlier returns, list what they gave away and prove the rest open; enters nothing.

    Raises:
        RefusedError: the member is no supervisor.
        OutputError: the file cannot be read.
        ReturnError: something in the file is wrong, each fault with its row, or it comes too late.
        CancelledError: the person stopped it.
    """
    session.need(Role.SUPERVISOR)
    progress(Stage("Reading the file", 0, 0))
    content = read_sent(file)
    held = ledger(session)
    cells = read_recorded(content, MEASURES, session.today)
    seed = session.vault.return_seed()
    prepared = prepare_record(cells, MEASURES, _tables_to_come(session), held, seed, progress)
    return ReadReturns(prepared, hashlib.sha256(content).hexdigest())


def _tables_to_come(session: Session) -> Pack:
    """Return every table that a return to come may have, as decided so far.

    A change holds from a return on that lies after those recorded, and its sums reach back to them.
    """
    changes = [change_of(held) for held in decided(session)]
    if not changes:
        return Pack.default()
    since = [Period.parse(change.since) for change in changes]
    return pack_for(Pack.default(), changes, since[-1], MEASURES, since)


def recording_message(rows: Sequence[Released]) -> bytes:
    """Return what the second person signs: each period and the hash of its ledger row."""
    lines = [f"{row.period} {row.hash}\n" for row in rows]
    return ("IDVA Desktop earlier returns\n" + "".join(lines)).encode()


def record_returns(
    session: Session,
    file: Path,
    *,
    approver: str,
    passphrase: str,
    read: ReadReturns | None = None,
    progress: Progress = unwatched,
) -> ReadReturns:
    """Enter earlier returns; all of the file, or nothing.

    Args:
        session: the supervisor's.
        file: what was sent, in the form of ``cells.csv``.
        approver: the second member's name.
        passphrase: the second member's passphrase.
        read: what was read and looked through, or ``None`` to read it now.
        progress: told how far it is; it can stop the work until the act is journalled.

    Raises:
        RefusedError: the member is no supervisor, or would approve their own record.
        OutputError: the file cannot be read.
        ReturnError: the file is at fault or too late.
        WrongPassphraseError: the second member did not prove themselves.
        CancelledError: the person stopped it; nothing was entered.
    """
    session.need(Role.SUPERVISOR)
    require_other(session, approver, _ALONE)
    progress(Stage("Checking the passphrase", 0, 0))
    with session.vault.prove_member(approver, passphrase) as second:
        ready = read or read_returns(session, file, progress)
        progress(Stage("Signing it into the journal", 0, 0))
        enter_returns(session, ready, second)
    return ready


def enter_returns(session: Session, ready: ReadReturns, second: ProvenMember) -> None:
    """Enter what was read, as approved by a member who proved themselves.

    Raises:
        RefusedError: the member is no supervisor, or would approve their own record.
        ReturnError: something was issued or recorded since it was read.
    """
    session.need(Role.SUPERVISOR)
    require_other(session, second, _ALONE)
    _require_unchanged(ledger(session), ready.prepared)
    session.vault.commit(_act(session, ready, second))


def _require_unchanged(held: Ledger, prepared: PreparedRecord) -> None:
    """Refuse what was read on another state of the ledger."""
    for row in prepared.rows:
        held = held.extended(row)


def _act(session: Session, ready: ReadReturns, second: ProvenMember) -> Act:
    rows = ready.prepared.rows
    signature = second.sign(recording_message(rows)).hex()
    proof = json.dumps(ready.prepared.certificate.to_plain(), separators=(",", ":"))
    changes = []
    for row in rows:
        answers: Mapping[str, Any] = {
            "period": row.period,
            "issued_at": session.clock(),
            "issued_by": session.name,
            "approved_by": second.member.name,
            "approval": signature,
            "row": json.dumps(row.to_plain(), sort_keys=True, ensure_ascii=False),
        }
        if row is rows[-1]:
            answers = {**answers, "worlds": proof}
        changes.append(
            Change(
                kind=IssuedReturn.kind,
                record_id=new_id(),
                owner=LEDGER_OWNER,
                scope=IssuedReturn.scope,
                answers=plain_answers(IssuedReturn, answers),
            )
        )
    notes: dict[str, str | int] = {
        "period": ", ".join(ready.periods),
        "approver": second.member.id,
        "approval": signature,
        "sha256": ready.digest,
        "count": ready.prepared.shown,
    }
    return Act("record_return", tuple(changes), notes=notes)


_PART_WORDS = {**PART_WORDS, "count": "", "base": "in all", "not_met": "not met"}


def loss_lines(losses: Sequence[Loss]) -> list[str]:
    """Return what was given away, in lines: each period, and below it what of each measure.

    Parts of one measure of which the same is known share a line.
    """
    lines: list[str] = []
    by_period: dict[str, dict[tuple[str, str], list[str]]] = {}
    for loss in losses:
        parts = by_period.setdefault(loss.key.period, {}).setdefault(_place_words(loss), [])
        parts.append(_PART_WORDS.get(loss.key.part, loss.key.part.replace("_", " ")))
    for period, places in by_period.items():
        lines.append(Period.parse(period).title())
        for (where, what), parts in places.items():
            named = ", ".join(filter(None, parts))
            lines.append(f"{where}: {named} {what}" if named else f"{where}: {what}")
    return lines


def _place_words(loss: Loss) -> tuple[str, str]:
    key = loss.key
    strand = {"BOTH": "Both", TOTAL: "total"}.get(key.strand, key.strand)
    answer = "" if key.category == TOTAL else f", {key.category.replace('_', ' ')}"
    amount = f"{loss.low}" if loss.low == loss.high else f"between {loss.low} and {loss.high}"
    how = "shown as it is" if loss.was_shown else "follows from other figures"
    return f"{key.measure} {MEASURES[key.measure].title}, {strand}{answer}", f"{amount}, {how}"
