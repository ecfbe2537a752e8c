"""Issuing a return: prepared and proved, approved by a second person, written whole or not at all.

The files are built and written beside their place first. Then the ledger row is journalled, with
the second person's signature over it, and only then the files take their name. If anything fails
before, nothing was released; if the computer stops in between, the same command writes the same
bytes again, because they are made from the frozen row alone.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from idva_desktop.casework.erasing.erasure import erase_issued_counts
from idva_desktop.casework.issued_ledger import ledger
from idva_desktop.casework.reporting.figures import case_histories, service_history
from idva_desktop.casework.reporting.package_check import require_same, require_whole
from idva_desktop.casework.reporting.package_folder import resolved, written_beside
from idva_desktop.casework.reporting.return_design import pack_in_force
from idva_desktop.casework.second_person import require_other
from idva_desktop.casework.session import Session, new_id
from idva_desktop.documents.return_document import Definition, ReturnAbout, return_pdf
from idva_desktop.documents.return_workbook import return_workbook
from idva_desktop.documents.trend_plots import Plot
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import VaultError
from idva_desktop.domain.progress import Progress, Stage, unwatched
from idva_desktop.domain.record import plain_answers
from idva_desktop.domain.records import IssuedReturn
from idva_desktop.domain.roles import Role
from idva_desktop.journal.acts import LEDGER_OWNER, Act, Change
from idva_desktop.returns.certificate import required
from idva_desktop.returns.layout import ReturnLayout, Writer
from idva_desktop.returns.measures import MEASURES, facts_of
from idva_desktop.returns.prepare import PreparedReturn, prepare
from idva_desktop.returns.return_tables import definition_words
from idva_desktop.returns.submission import Submission, submission
from idva_desktop.returns.trends import Trend
from idva_desktop.returns.workbook_tables import SIGN_WORDS
from idva_desktop.vault.members import ProvenMember

_ALONE = "Nobody issues a return alone. Nothing was written; ask a second member to approve."


@dataclass(frozen=True, slots=True)
class Issued:
    """A return that was issued.

    Attributes:
        period: its name.
        folder: where its files are.
        shown: how many figures are shown.
        withheld: how many are withheld.
        fingerprint: of the key that signs returns; handed over in person.
    """

    period: str
    folder: Path
    shown: int
    withheld: int
    fingerprint: str

    def to_plain(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "period": self.period,
            "folder": str(self.folder),
            "shown": self.shown,
            "withheld": self.withheld,
            "fingerprint": self.fingerprint,
        }


def prepare_return(
    session: Session, period: Period, progress: Progress = unwatched
) -> PreparedReturn:
    """Book, protect and prove the return of a period; nothing is written.

    Raises:
        RefusedError: the member is no supervisor.
        ReturnError: this period cannot be issued now, or cannot be proved safe.
        CancelledError: the person stopped it.
    """
    session.need(Role.SUPERVISOR)
    progress(Stage("Reading the cases", 0, 0))
    return prepare(
        period,
        facts_of(case_histories(session.vault), service_history(session.vault)),
        MEASURES,
        pack_in_force(session, period),
        ledger(session),
        session.vault.return_seed(),
        session.today,
        progress,
    )


def package(session: Session, prepared: PreparedReturn) -> Submission:
    """Return the files of a prepared return, signed."""
    key = session.vault.return_signing_key()
    return submission(
        prepared, MEASURES, writers=document_writers(prepared), sign=key.sign, public_key=key.public
    )


def document_writers(prepared: PreparedReturn) -> Mapping[str, Writer]:
    """Return what makes the documents, by the name of the file."""

    def pdf(laid: ReturnLayout) -> bytes:
        return return_pdf(laid.title, laid.tables, _about(prepared, laid.trends))

    def workbook(laid: ReturnLayout) -> bytes:
        return return_workbook(laid.title, laid.numbers, _about(prepared), SIGN_WORDS)

    return {"return.pdf": pdf, "return.xlsx": workbook}


def _about(prepared: PreparedReturn, trends: Sequence[Trend] = ()) -> ReturnAbout:
    """Return what the documents say besides figures; the same whenever they are made again."""
    present: dict[str, set[str]] = {}
    for cell in prepared.released.cells:
        present.setdefault(cell.key.measure, set()).add(cell.key.dimension)
    return ReturnAbout(
        period=Period.parse(prepared.released.period),
        threshold=prepared.released.threshold,
        definitions=tuple(
            Definition(measure.id, measure.title, definition_words(measure, present[measure.id]))
            for measure in MEASURES.values()
            if measure.id in present
        ),
        plots=tuple(
            Plot(
                trend.title,
                trend.target,
                trend.is_rate,
                trend.quarters,
                trend.points,
                tuple(cell.text for cell in trend.cells),
            )
            for trend in trends
        ),
        counted=(prepared.shown, prepared.withheld),
    )


def approval_message(prepared: PreparedReturn) -> bytes:
    """Return what the second person signs: the period and the hash of the ledger row."""
    row = prepared.released
    return f"IDVA Desktop return approval\n{row.period}\n{row.hash}\n".encode()


def issue_return(
    session: Session,
    period: Period,
    out: Path,
    *,
    approver: str,
    passphrase: str,
    prepared: PreparedReturn | None = None,
    progress: Progress = unwatched,
) -> Issued:
    """Issue a return, or write the same bytes again where it was issued before.

    Args:
        session: the supervisor's.
        period: what it covers.
        out: the folder of the package; made if it is not there, and otherwise empty or holding
            this very return.
        approver: the second member's name.
        passphrase: the second member's passphrase.
        prepared: the preview that was approved, or ``None`` to prepare it now.
        progress: told how far it is; it can stop the work until the return is journalled.

    Raises:
        RefusedError: the member is no supervisor, or would approve their own return.
        ReturnError: this period cannot be issued now, or cannot be proved safe.
        WrongPassphraseError: the second member did not prove themselves.
        OutputError: the folder cannot be written; nothing was released.
        CancelledError: the person stopped it; nothing was released.
    """
    session.need(Role.SUPERVISOR)
    require_other(session, approver, _ALONE)
    place = resolved(out)
    progress(Stage("Checking the passphrase", 0, 0))
    with session.vault.prove_member(approver, passphrase) as second:
        require_other(session, second, _ALONE)
        ready = prepared or prepare_return(session, period, progress)
        progress(Stage("Writing the files", 0, 0))
        files = package(session, ready)
        require_whole(files)
        require_same(session, ready, files)
        with written_beside(place, files.files) as move_in:
            progress(Stage("Signing it into the journal", 0, 0))
            if not ready.again:
                ledger(session).extended(ready.released)  # refuses what was prepared on another
                session.vault.commit(_act(session, ready, second, files))
            move_in()
    # What was kept of erased records for this return has been reported. If the vault is busy now,
    # it goes at the next return or erasure.
    with suppress(VaultError):
        erase_issued_counts(session, approver)
    return Issued(period.name, place, ready.shown, ready.withheld, files.fingerprint)


def _act(session: Session, ready: PreparedReturn, second: ProvenMember, files: Submission) -> Act:
    signature = second.sign(approval_message(ready)).hex()
    proof = required(ready.certificate, ready.released.hash)
    answers: Mapping[str, Any] = {
        "period": ready.released.period,
        "issued_at": session.clock(),
        "issued_by": session.name,
        "approved_by": second.member.name,
        "approval": signature,
        "package": files.digest,
        "row": json.dumps(ready.released.to_plain(), sort_keys=True, ensure_ascii=False),
        "worlds": json.dumps(proof.to_plain(), separators=(",", ":")),
    }
    change = Change(
        kind=IssuedReturn.kind,
        record_id=new_id(),
        owner=LEDGER_OWNER,
        scope=IssuedReturn.scope,
        answers=plain_answers(IssuedReturn, answers),
    )
    notes: dict[str, str | int] = {
        "period": ready.released.period,
        "approver": second.member.id,
        "approval": signature,
        "sha256": files.digest,
    }
    return Act("issue_return", (change,), notes=notes)
