"""The audit: proves the journal, act by act, and the projections against it.

It is needed because page checks cannot see an old page put back: every page of an old copy is
genuine. The chain and the anchors can.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import Connection

from idva_desktop.domain.errors import JournalError, KeyringError, VaultError
from idva_desktop.journal.chain import ChainCheck, Fault, Finding
from idva_desktop.journal.replay import RecordState
from idva_desktop.journal.tip import Tip
from idva_desktop.vault.attachments import unproved_files
from idva_desktop.vault.connection import plain_errors
from idva_desktop.vault.envelope_reader import scopes
from idva_desktop.vault.erased_keys import key_findings
from idva_desktop.vault.header import HEADER_FILE, Header, check_mac, decode_header, read_header
from idva_desktop.vault.members import MEMBER_KIND
from idva_desktop.vault.new_folder import BACKUPS
from idva_desktop.vault.projector import Projector, member_row, row_of
from idva_desktop.vault.rebuild import replay_scope, without_erased
from idva_desktop.vault.search_entries import Entry
from idva_desktop.vault.session import Session, tips_of

OnProgress = Callable[[int, int], None]

_EVERY = 1000
_TABLES = {
    MEMBER_KIND: "members",
    "search": "search_entries",
    "words": "word_entries",
    "about": "notices",
}


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What the audit found.

    Attributes:
        findings: what does not prove; none means that everything proved.
        remarks: what limits the proof, such as that no anchor is kept elsewhere.
        acts: how many envelopes were read.
    """

    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]
    acts: int

    @property
    def proved(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def audit(
    session: Session, connection: Connection, on_progress: OnProgress | None = None
) -> AuditReport:
    """Prove pages, chains, anchors and projections; writes nothing."""
    anchors, remarks = _anchors(session)
    findings: list[Finding] = []
    read = 0
    try:
        with plain_errors():
            findings.extend(_pages(connection))
            connection.execute("BEGIN")
            try:
                read, wrong = _chains(session, connection, anchors, on_progress)
                findings.extend(wrong)
                findings.extend(_projections(connection))
                unproved, erased = key_findings(session, connection)
                findings.extend(unproved)
                remarks.extend(erased)
                findings.extend(_files(connection))
                remarks.extend(_restores(connection))
            finally:
                connection.execute("ROLLBACK")
    except VaultError as error:
        findings.append(Finding(Fault.PAGES, "", 0, str(error)))
    return AuditReport(tuple(findings), tuple(remarks), read)


def _anchors(session: Session) -> tuple[tuple[Tip, ...], list[str]]:
    """Return every place noted elsewhere, and what is to be said about that."""
    found, remarks = list(session.header.anchors), []
    elsewhere = _backup_anchors(session)
    if session.header.keyring:
        try:
            noted = session.store.find_anchor(session.header.vault, session.header.device)
            elsewhere.extend([noted] if noted else [])
        except KeyringError:
            remarks.append("This computer’s keyring did not answer, so its anchor was not used.")
    if not elsewhere:
        remarks.append(
            "No anchor is kept outside this vault’s own header: the keyring and the backups hold "
            "none, so a whole old copy put back could not be told."
        )
    return tuple(found + elsewhere), remarks


def _backup_anchors(session: Session) -> list[Tip]:
    found: list[Tip] = []
    for path in sorted((session.folder / BACKUPS).glob(f"*/{HEADER_FILE}")):
        header = _proven_header(session, path.parent)
        if header is not None:
            found.extend(header.anchors)
    return found


def _proven_header(session: Session, folder: Path) -> Header | None:
    try:
        raw = read_header(folder)
        header = decode_header(raw)
        check_mac(raw, header, session.held.database_key)
    except VaultError:
        return None
    return header if header.vault == session.header.vault else None


def _pages(connection: Connection) -> list[Finding]:
    rows = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    words = "{} pages of the database do not prove: the file is damaged."
    return [Finding(Fault.PAGES, "", 0, words.format(len(rows)))] if rows else []


def _chains(
    session: Session,
    connection: Connection,
    anchors: tuple[Tip, ...],
    on_progress: OnProgress | None,
) -> tuple[int, list[Finding]]:
    check = ChainCheck(dict(session.header.signers), anchors)
    devices = dict(connection.execute("SELECT number, device FROM devices").fetchall())
    boxes = {key.number: key.box for key in scopes(connection)}
    total = connection.execute("SELECT count(*) FROM envelopes").fetchone()
    everything, read, found = (total[0] if total else 0), 0, list[Finding]()
    for device, n, scope, body in connection.execute(
        "SELECT device, n, scope, body FROM envelopes ORDER BY seq"
    ):
        envelope, wrong = check.take(body)
        found.extend(wrong)
        if envelope is not None:
            header = envelope.header
            said = (header.device, header.n, header.box)
            if said != (devices.get(device), n, boxes.get(scope)):
                words = f"Act {header.n} is filed under another place than it names."
                found.append(Finding(Fault.REORDERED, header.device.hex(), header.n, words))
        read += 1
        if on_progress is not None and read % _EVERY == 0:
            on_progress(read, everything)
    found.extend(check.finish())
    found.extend(_ends(check, tips_of(connection)))
    return read, found


def _ends(check: ChainCheck, noted: tuple[Tip, ...]) -> Iterator[Finding]:
    """Compare the ends of the chains with those that the last transaction noted."""
    for tip in noted:
        if check.tips.get(tip.device) != tip:
            words = f"The journal’s end does not prove: {tip.n} acts were noted for a device."
            yield Finding(Fault.MISSING, tip.device.hex(), tip.n, words)
    for device in check.tips.keys() - {tip.device for tip in noted}:
        words = "The journal holds acts of a device that was never entered."
        yield Finding(Fault.MISSING, device.hex(), 0, words)


def _projections(connection: Connection) -> Iterator[Finding]:
    """Replay every scope and compare with what the screens read: rebuilt = live."""
    projector = Projector(connection)
    expected: dict[str, int] = dict.fromkeys([*projector.tables, *_TABLES], 0)
    keys = scopes(connection)
    for key in keys:
        try:
            states, notices = replay_scope(connection, key)
        except JournalError:
            words = "An act of a scope does not open with its key: it was altered or moved."
            yield Finding(Fault.ALTERED, "", 0, words)
            continue
        expected["about"] += len(without_erased(notices, keys))
        for state in states:
            yield from _compare(connection, projector, state, expected)
    for kind, count in expected.items():
        table = _TABLES.get(kind, f'"r_{kind}"')
        row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - declared names
        if row is None or row[0] != count:
            words = f"The list of {kind.replace('_', ' ')} records does not follow from the acts."
            yield Finding(Fault.PROJECTION, "", 0, words)


def _compare(
    connection: Connection, projector: Projector, state: RecordState, expected: dict[str, int]
) -> Iterator[Finding]:
    row: tuple[object, ...] | None
    if state.kind == MEMBER_KIND:
        wanted = member_row(state)
        row = connection.execute("SELECT * FROM members WHERE member = ?", wanted[:1]).fetchone()
    elif state.kind in projector.tables:
        table = projector.tables[state.kind]
        wanted = row_of(table, state)
        row = connection.execute(
            f"SELECT id, owner, _entered_at, _removed, _heads"  # noqa: S608 - declared names
            f"{''.join(f', {name}' for name, _ in table.columns())}"
            f" FROM {table.name} WHERE id = ?",
            wanted[:1],
        ).fetchone()
    else:
        return
    expected[state.kind] += 1
    same = row == wanted
    same = same and _search_follows(connection, projector, state, expected)
    if not same:
        sentence = f"A {state.kind.replace('_', ' ')} record shows other than its acts say."
        yield Finding(Fault.PROJECTION, "", 0, sentence)


def _files(connection: Connection) -> list[Finding]:
    words = "A document is not the one that was added: a part of it is missing or was changed."
    found = unproved_files(connection, scopes(connection))
    return [Finding(Fault.ALTERED, "", 0, words) for _ in range(found)]


def _search_follows(
    connection: Connection, projector: Projector, state: RecordState, expected: dict[str, int]
) -> bool:
    """Say whether search holds of a record what its answers say."""
    entry = Entry() if state.removed else projector.search.entry(state.kind, state.values())
    same = True
    for name, column, wanted in (
        ("search", "words", entry.parts),
        ("words", "digest", entry.words and entry.digest()),
    ):
        if wanted:
            expected[name] += 1
            found = connection.execute(
                f"SELECT {column}, owner FROM {_TABLES[name]}"  # noqa: S608 - declared names
                " WHERE record_id = ? AND kind = ?",
                (state.record_id, state.kind),
            ).fetchone()
            same = same and found == (wanted, state.owner)
    return same


def _restores(connection: Connection) -> list[str]:
    row = connection.execute("SELECT count(*) FROM devices").fetchone()
    count = row[0] if row else 0
    if count <= 1:
        return []
    words = (
        f"This vault was restored {count - 1} times: acts that were written after the state that "
        "was restored are not in it."
    )
    return [words]
