"""The processes of a case side by side: how far each has come and what comes next."""

from dataclasses import dataclass
from datetime import date

from idva_desktop.casework.dated_kinds import said
from idva_desktop.casework.session import Session
from idva_desktop.domain.records import Entitlement, ProcessStep
from idva_desktop.domain.vocab import code_list

_CRIMINAL = "criminal"
_SETTLED = ("met", "declined")


@dataclass(frozen=True, slots=True)
class Track:
    """One process.

    Attributes:
        code: the process.
        process: its name.
        last: the last step that was taken, in words; blank where none was.
        last_on: its day.
        next: the next step that lies ahead, in words; blank where none is known.
        next_on: its day.
        rights: how far the Victims' Code is kept, in words; blank beside other processes.
    """

    code: str
    process: str
    last: str
    last_on: date | None
    next: str
    next_on: date | None
    rights: str = ""


def tracks(session: Session, case_id: str) -> list[Track]:
    """Return every process in the order of the list, also those of which nothing is known yet."""
    steps = session.vault.fetch(ProcessStep, owner=case_id)
    dated = sorted((step.on, at, step) for at, step in enumerate(steps) if step.on is not None)
    found = []
    for code in code_list("process").codes:
        own = [(day, step) for day, _, step in dated if step.process == code.code]
        past = [pair for pair in own if pair[0] <= session.today]
        ahead = [pair for pair in own if pair[0] > session.today]
        found.append(
            Track(
                code.code,
                code.label,
                said(past[-1][1], "stage") if past else "",
                past[-1][0] if past else None,
                said(ahead[0][1], "stage") if ahead else "",
                ahead[0][0] if ahead else None,
                _rights(session, case_id) if code.code == _CRIMINAL else "",
            )
        )
    return found


def _rights(session: Session, case_id: str) -> str:
    """Return how many rights are settled, and how many of the others are late."""
    held = session.vault.fetch(Entitlement, owner=case_id)
    if not held:
        return ""
    owed = [each for each in held if each.state not in _SETTLED]
    late = sum(each.due is not None and each.due < session.today for each in owed)
    said = f"{len(held) - len(owed)} of {len(held)} met or declined"
    return f"{said}, {late} late" if late else said
