"""Turns the rows of a workbook into records: whose they are, and what follows from the answers."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from idva_desktop.casework.importing.ledger import JudgedRow
from idva_desktop.casework.referral_saves import age_band
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.calendar import london_day
from idva_desktop.domain.record import Record, Scope
from idva_desktop.domain.records import (
    Case,
    Client,
    ContactPause,
    Identity,
    ImportedRow,
    Referral,
    SafetyPlan,
)
from idva_desktop.exchange.rows import ReadRow
from idva_desktop.vault.members import member_called

# What a further referral of a case that is there already adds to it.
_FURTHER = frozenset({Referral, ContactPause})


@dataclass(frozen=True, slots=True)
class CaseIds:
    """Where the records of one case belong."""

    case: str
    client: str


class RecordMaker:
    """Makes the records of rows, and remembers the cases that it opened.

    Args:
        session: whose vault holds the earlier cases.
        known: the cases of the vault by reference, as the rows have it.
    """

    def __init__(self, session: Session, known: dict[str, CaseIds]) -> None:
        self._session = session
        self._known = known
        self._members = session.vault.members()
        door = session.vault.beyond_walls()
        self._plans: Counter[str] = Counter(plan.owner for plan in door.fetch(SafetyPlan))

    def case_of(self, row: ReadRow) -> CaseIds | None:
        """Return the case that a row belongs to, if there is one."""
        return self._known.get(row.case)

    def open_case(self, judged: JudgedRow) -> list[Save]:
        """Return the records with which a case begins."""
        row = judged.row
        ids = self._known[row.case] = CaseIds(new_id(), new_id())
        answers = {kind: dict(given) for kind, given in row.answers.items()}
        for kind in (Client, Case):
            answers.setdefault(kind, {})
        answers[Case] |= {"reference": row.reference, "client": ids.client}
        self._name_worker(answers[Case])
        return self._saves(judged, ids, answers)

    def add(self, judged: JudgedRow, ids: CaseIds) -> list[Save]:
        """Return the records that a row adds to a case."""
        answers = {kind: dict(given) for kind, given in judged.row.answers.items()}
        if judged.row.sheet.opens_cases:
            answers = {Referral: {}} | {kind: answers[kind] for kind in answers if kind in _FURTHER}
        return self._saves(judged, ids, answers)

    def _name_worker(self, case: dict[str, Any]) -> None:
        """Name a worker who is a member as the vault does: whose a case is goes by that name."""
        member = member_called(self._members, case.get("worker") or "")
        if member is not None:
            case["worker"] = member.name

    def _saves(
        self, judged: JudgedRow, ids: CaseIds, answers: dict[type[Record], dict[str, Any]]
    ) -> list[Save]:
        self._derive(judged.row, ids, answers)
        saves = [_save(kind, ids, given) for kind, given in answers.items()]
        own_kind = next(iter(answers))
        target = next(save.id for save in saves if save.kind is own_kind)
        origin = {
            "sheet": judged.row.sheet.name,
            "content": judged.content,
            "key": judged.key,
            "target": target,
        }
        return [*saves, Save(ImportedRow, new_id(), ids.case, origin)]

    def _derive(
        self, row: ReadRow, ids: CaseIds, answers: dict[type[Record], dict[str, Any]]
    ) -> None:
        """Add what follows from the answers: the age band, and a plan's version and state."""
        born = row.answers.get(Identity, {}).get("date_of_birth")
        referral = answers.get(Referral, {})
        if born and "received_at" in referral:
            referral["age_band"] = age_band(born, london_day(referral["received_at"]))
        if SafetyPlan in answers:
            self._plans[ids.case] += 1
            plan = answers[SafetyPlan]
            plan["version"] = self._plans[ids.case]
            plan["state"] = "approved" if "approved_on" in plan else "draft"


def _save(kind: type[Record], ids: CaseIds, answers: dict[str, Any]) -> Save:
    owner = ids.client if kind.scope is Scope.CLIENT else ids.case
    fixed = {Case: ids.case, Client: ids.client}
    return Save(kind, fixed.get(kind) or new_id(), owner, answers)
