"""The records that a referral becomes: of a client who is new, or who is known here already."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from idva_desktop.casework.case_file import of_client
from idva_desktop.casework.referral_rules import unsafe_saves
from idva_desktop.casework.saves import Save, new_id
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import london_day
from idva_desktop.domain.questions import Disclosure
from idva_desktop.domain.record import Record, answers_of, questions_of
from idva_desktop.domain.records import (
    Case,
    Client,
    Employment,
    Exclusion,
    Identity,
    Perpetrator,
    Referral,
    SafeContact,
)

Answers = Mapping[str, Mapping[str, Any]]
CLIENT_KINDS: tuple[type[Record], ...] = (Client, Identity, SafeContact, Employment)
# Who somebody is does not change with a further referral; it is corrected in the client's record.
_STAYS = frozenset({"given_name", "family_name", "date_of_birth"})
_AGES = ((25, "under_25"), (35, "25_34"), (45, "35_44"), (55, "45_54"))


@dataclass(frozen=True, slots=True, repr=False)
class Coming:
    """A referral on its way in.

    Attributes:
        answers: what was typed, by kind.
        decided: the answers of its decision; none while it is not decided.
        worker: who works the case.
        earlier: the client's earlier case, where they are known here.
        joins: whether it belongs to that case, and makes none of its own.
        whole: whether who the client is is kept; else only what is counted.
    """

    answers: Answers
    decided: Mapping[str, Any]
    worker: str
    earlier: Case | None = None
    joins: bool = False
    whole: bool = True


def age_band(birth: date, on: date) -> str:
    """Return the age band on a day, by completed years."""
    years = on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
    return next((band for limit, band in _AGES if years < limit), "55_plus")


def known_answers(session: Session, earlier: Case | None) -> Answers:
    """Return what is held of a client who is known, by kind."""
    if earlier is None:
        return {}
    held = ((kind, of_client(session, kind, earlier)) for kind in CLIENT_KINDS)
    return {kind.kind: answers_of(record) for kind, record in held if record is not None}


def referral_saves(session: Session, coming: Coming) -> tuple[str, list[Save]]:
    """Return the id of the case and the records that a referral becomes."""
    earlier = coming.earlier
    client = (earlier.client if earlier else None) or new_id()
    case_id = earlier.id if earlier and coming.joins else new_id()
    referral = {**coming.answers[Referral.kind], **coming.decided}
    known = known_answers(session, earlier).get(Identity.kind, {})
    born = coming.answers.get(Identity.kind, {}).get("date_of_birth") or known.get("date_of_birth")
    if born:
        referral["age_band"] = age_band(born, london_day(referral["received_at"]))
    saves = []
    if not coming.joins:
        case = {
            "reference": session.next_reference(),
            "client": client,
            "strand": referral["strand"],
            "worker": coming.worker,
        }
        saves.append(Save(Case, case_id, case_id, case))
    saves.append(Save(Referral, new_id(), case_id, referral))
    accused = _kept(Perpetrator, coming)
    if accused:
        saves.append(Save(Perpetrator, new_id(), case_id, accused))
    excluded = coming.answers.get(Exclusion.kind)
    if excluded and coming.whole:
        saves.append(Save(Exclusion, new_id(), case_id, excluded))
    saves.extend(_of_client(session, coming, client))
    saves.extend(unsafe_saves(session, case_id, referral))
    return case_id, saves


def _of_client(session: Session, coming: Coming, client: str) -> Iterator[Save]:
    for kind in CLIENT_KINDS:
        given = _kept(kind, coming)
        if coming.earlier is None:
            if given or kind is Client:
                yield Save(kind, client if kind is Client else new_id(), client, given)
            continue
        held = of_client(session, kind, coming.earlier)
        known = answers_of(held) if held is not None else {}
        said = {n: v for n, v in given.items() if not (n in _STAYS and known.get(n) is not None)}
        if said:
            yield Save(kind, held.id if held is not None else new_id(), client, said)


def _kept(kind: type[Record], coming: Coming) -> dict[str, Any]:
    """Return what is kept of the answers of a kind: all, or only what is counted."""
    given = coming.answers.get(kind.kind, {})
    if coming.whole:
        return dict(given)
    countable = {
        name
        for name, question in questions_of(kind).items()
        if question.disclosure is Disclosure.COUNTABLE
    }
    return {name: value for name, value in given.items() if name in countable}
