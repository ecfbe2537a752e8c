"""Import: a provider's workbook goes into the vault, row by row, all of it or nothing.

Every good row goes in, whatever else is wrong. A row is refused only for an impossible value or a
case that is not there; what is merely odd goes in and is noted. A second import adds nothing.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from idva_desktop.casework.importing.ledger import ImportLedger, JudgedRow, Verdict
from idva_desktop.casework.importing.notes import Name, Oddities, name_of
from idva_desktop.casework.importing.one_person import OnePerson
from idva_desktop.casework.importing.report import ImportReport, Note
from idva_desktop.casework.importing.rows import CaseIds, RecordMaker
from idva_desktop.casework.matching import with_conflicts
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.progress import Progress, Stage, unwatched
from idva_desktop.domain.record import Scope, answers_of
from idva_desktop.domain.records import Case, Identity, ImportedRow
from idva_desktop.exchange.cells import case_key
from idva_desktop.exchange.mapping import SheetMapping, WorkbookMapping, read_mapping
from idva_desktop.exchange.rows import ReadRow, Refusal, read_row
from idva_desktop.exchange.words import slug
from idva_desktop.exchange.workbook import SheetRow, read_sheets
from idva_desktop.journal.acts import Act
from idva_desktop.vault.vault import Vault

_MOST_IN_AN_ACT = 500
_PROGRESS_EVERY = 200
_ROW_SECRET = b"idva-desktop: the hashes of imported rows, 1"


def import_file(
    session: Session,
    path: Path,
    *,
    mapping: Path | None = None,
    dry_run: bool = False,
    progress: Progress = unwatched,
) -> ImportReport:
    """Import a workbook, or preview it.

    Args:
        session: who imports; on a thread of its own, with a door of that thread.
        path: the workbook.
        mapping: the provider's own mapping; the shipped one if ``None``.
        dry_run: say what would happen, and write nothing.
        progress: told of each stage; may raise ``CancelledError``.

    Returns:
        What went in, what did not and why, and what looks odd.

    Raises:
        WorkbookError: workbook or mapping cannot be read at all; nothing was changed.
        CancelledError: the person stopped it; nothing was changed.
    """
    declared = read_mapping(mapping)
    progress(Stage("Reading the workbook", 0, 0))
    sheets = read_sheets(path, declared.wanted())
    work = _Import(session, declared, progress)
    work.read(sheets)
    work.sort_out()
    if not dry_run:
        work.match()
        session.vault.commit_many(work.acts())
    return work.report


@dataclass(slots=True)
class _Import:
    """One import while it runs."""

    session: Session
    mapping: WorkbookMapping
    progress: Progress
    report: ImportReport = field(default_factory=ImportReport)
    rows: dict[str, list[ReadRow]] = field(default_factory=dict)
    saves: dict[str, list[Save]] = field(default_factory=lambda: defaultdict(list))

    def read(self, sheets: dict[str, list[SheetRow]]) -> None:
        """Read every row; those with an impossible value are refused."""
        total = sum(map(len, sheets.values()))
        done = 0
        for sheet in self.mapping.sheets:
            kept = self.rows[sheet.name] = []
            for row in sheets[sheet.name]:
                if done % _PROGRESS_EVERY == 0:
                    self.progress(Stage("Checking the rows", done, total))
                done += 1
                outcome = read_row(sheet, row, self.mapping, self.session.today)
                if isinstance(outcome, Refusal):
                    self.report.refused.append(outcome)
                else:
                    kept.append(outcome)

    def sort_out(self) -> None:
        """Tell new rows from those that are in already, and make the records of the new ones."""
        vault = self.session.vault
        ledger = ImportLedger(_row_secret(vault), vault.beyond_walls().fetch(ImportedRow))
        maker = RecordMaker(self.session, self._known_cases())
        everything = [row for rows in self.rows.values() for row in rows]
        oddities = Oddities(everything, self._names(), self.session.today)
        one_person = OnePerson(self.session)
        for sheet in self.mapping.sheets:
            self.report.accepted[sheet.name] = self.report.unchanged[sheet.name] = 0
            for judged in ledger.judge(self.rows[sheet.name]):
                refused = one_person.refusal(judged.row, maker.case_of(judged.row))
                if judged.verdict is Verdict.NEW and refused is not None:
                    self.report.refused.append(refused)
                    continue
                self._take(sheet, judged, maker, oddities)
        self.report.refused.sort(key=self._in_order)
        self.report.notes.sort(key=self._in_order)

    def match(self) -> None:
        """Look for conflicts among those who arrive and those who are here, as a referral does.

        What is found is for a supervisor and in no report: it would tell of a walled client.
        """
        self.progress(Stage("Looking for conflicts", 0, 0))
        before = [save for saves in self.saves.values() for save in saves]
        vault, today = self.session.vault, self.session.today
        done = iter(with_conflicts(vault, before, today, arriving=True))
        for case, saves in self.saves.items():
            self.saves[case] = list(islice(done, len(saves)))
        if found := list(done):
            self.saves[Scope.WALLS] = found

    def acts(self) -> Iterator[Act]:
        """Yield the acts, one or a few a case, for one transaction."""
        for done, saves in enumerate(self.saves.values()):
            self.progress(Stage("Writing the records", done, len(self.saves)))
            for start in range(0, len(saves), _MOST_IN_AN_ACT):
                some = tuple(save.change() for save in saves[start : start + _MOST_IN_AN_ACT])
                yield Act("import", some, notes={"source": slug(self.mapping.name)})
        self.progress(Stage("Writing the records", len(self.saves), len(self.saves)))

    def _take(
        self, sheet: SheetMapping, judged: JudgedRow, maker: RecordMaker, oddities: Oddities
    ) -> None:
        row = judged.row
        if judged.verdict is Verdict.UNCHANGED:
            self.report.unchanged[sheet.name] += 1
            return
        if judged.verdict is Verdict.CHANGED:
            self._note(row, "changed since it was imported; what is in the vault was kept")
            return
        saves = self._new_records(judged, maker)
        if saves is not None:
            self.report.accepted[sheet.name] += 1
            self.report.notes.extend(oddities.notes(row))
            self.saves[saves[-1].owner].extend(saves)

    def _new_records(self, judged: JudgedRow, maker: RecordMaker) -> list[Save] | None:
        """Return the records of a new row; ``None`` where it stays out, which is then said."""
        row = judged.row
        ids = maker.case_of(row)
        if not row.sheet.opens_cases:
            if ids is not None:
                return maker.add(judged, ids)
            reason = "unknown case: no referral with this reference is here"
            self.report.refused.append(Refusal(row.sheet.name, row.number, row.sheet.case, reason))
            return None
        if ids is None:
            return maker.open_case(judged)
        if ids.case in self.saves or judged.key_known:
            self._note(row, "a further referral of a case that is here already")
            return maker.add(judged, ids)
        self._note(row, "a case with this reference was made here by hand; the row was not added")
        return None

    def _note(self, row: ReadRow, words: str) -> None:
        self.report.notes.append(Note(row.sheet.name, row.number, words))

    def _known_cases(self) -> dict[str, CaseIds]:
        return {
            case_key(case.reference): CaseIds(case.id, case.client or case.id)
            for case in self.session.vault.beyond_walls().fetch(Case)
            if case.reference
        }

    def _names(self) -> Iterator[Name]:
        for identity in self.session.vault.fetch(Identity):
            name = name_of(answers_of(identity))
            if name is not None:
                yield name

    def _in_order(self, said: Refusal | Note) -> tuple[int, int]:
        names = [sheet.name for sheet in self.mapping.sheets]
        return names.index(said.sheet), said.row


def _row_secret(vault: Vault) -> bytes:
    """Return the key of the rows' hashes: the vault's own, the same for each of its members."""
    return hashlib.sha256(vault.return_signing_key().sign(_ROW_SECRET)).digest()
