"""What is unlikely in a record is asked about once; confirmed, it goes into the history."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from idva_desktop.casework.exclusions import told_before
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import london_day
from idva_desktop.domain.checks import CONFIRMED, Surroundings
from idva_desktop.domain.errors import DoubtError, Missing
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Record, questions_of
from idva_desktop.domain.records import Exclusion, Referral

LEAD = "Everything you typed is kept. Mend this, or save it if it is right:"


def doubts(
    session: Session, kind: type[Record], case_id: str, answers: Mapping[str, Any]
) -> list[Missing]:
    """Return what is unlikely in the answers of one record, each leading to its question."""
    around = Surroundings(_received(session, case_id)) if kind.checks else Surroundings()
    found = (
        (check.at, check.finding(questions_of(kind), answers, around)) for check in kind.checks
    )
    said = [Missing(kind.kind, at, words) for at, words in found if words]
    return said if kind is not Exclusion else [*said, *told_before(session, case_id, answers)]


def settle_doubts(
    session: Session,
    kind: type[Record],
    case_id: str,
    answers: Mapping[str, Any],
    typed: Mapping[str, Typed],
) -> dict[str, str | int]:
    """Return the note that goes with the act of saving; blank where nothing is unlikely.

    Raises:
        DoubtError: something is unlikely that the person has not confirmed.
    """
    found = doubts(session, kind, case_id, answers)
    confirmed = typed.get(CONFIRMED, [])
    if any(doubt.words not in confirmed for doubt in found):
        raise DoubtError(LEAD, found)
    if not found:
        return {}
    return {"reason": "Confirmed: " + "; ".join(doubt.words for doubt in found)}


def _received(session: Session, case_id: str) -> date | None:
    moments = (held.received_at for held in session.vault.fetch(Referral, owner=case_id))
    return min((london_day(moment) for moment in moments if moment), default=None)
