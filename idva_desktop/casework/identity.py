"""Who the client is: shown to the case's worker, and to others for a reason that they give.

Everybody else works with the reference. Each first reading in a session is an act; where it was
asked for, the reason is sealed in the case, to be read and erased with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from idva_desktop.casework.case_file import of_client, the_case
from idva_desktop.casework.cover import may_see_identity
from idva_desktop.casework.dated_kinds import said
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import GateError, ReasonNeededError
from idva_desktop.domain.form import Field, Form, Section, Typed, missing_at, read_form
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.record import Record, answers_of, questions_of
from idva_desktop.domain.records import Case, Identity, IdentityAsking
from idva_desktop.journal.acts import Act

FORM = "identity_asking"


@dataclass(frozen=True, slots=True)
class IdentityLine:
    """One thing known about who the client is: its label and the words."""

    label: str
    words: str


def asking_form() -> Form:
    """Return the question that whoever is not the case's worker answers first."""
    field = Field(IdentityAsking, "why", questions_of(IdentityAsking)["why"])
    return Form(FORM, "Show identity", (Section("", (field,)),))


def asking_draft(case_id: str) -> str:
    """Return the key of the draft of that reason."""
    return draft_key(FORM, case_id)


def ask_identity(session: Session, case_id: str, typed: Mapping[str, Typed]) -> None:
    """Ask who the client is, for this session, and say why; settles the draft.

    Raises:
        GateError: no reason is given, or it cannot be read.
        RefusedError: there is no such case, or the member may not see it.
    """
    the_case(session, case_id)
    reading = read_form(asking_form(), typed, session.clock())
    answers = dict(reading.answers[IdentityAsking.kind])
    missing = [problem.as_missing() for problem in reading.problems]
    missing.extend(missing_at(IdentityAsking, answers, Gate.APPROVE))
    if missing:
        raise GateError("Everything you typed is kept. To see who it is, mend this:", missing)
    answers |= {"asked_by": session.name, "asked_on": session.today}
    saves = [Save(IdentityAsking, new_id(), case_id, answers)]
    session.save("identity", saves, draft=asking_draft(case_id))
    session.identities.add(case_id)


def identity_of(session: Session, case_id: str) -> list[IdentityLine]:
    """Return who the client is, as far as it is known; the reading is an act.

    Raises:
        ReasonNeededError: the member is not the case's worker and has not said why.
    """
    case = the_case(session, case_id)
    _read(session, [case])
    held = of_client(session, Identity, case)
    if held is None:
        return []
    questions = questions_of(Identity)
    return [IdentityLine(questions[name].label, said(held, name)) for name in answers_of(held)]


def read_identity_of(session: Session, client_id: str) -> None:
    """Note that who a client is was read; call it before the record itself is shown.

    Raises:
        ReasonNeededError: the member works none of the client's cases and has not said why.
    """
    _read(session, session.vault.fetch(Case, client=client_id))


def is_shown(session: Session, kind: type[Record], case_id: str) -> bool:
    """Say whether the answers of a case's records of ``kind`` may be shown in a list."""
    return kind is not Identity or may_see_identity(session, the_case(session, case_id))


def _read(session: Session, cases: Iterable[Case]) -> None:
    case = next((held for held in cases if may_see_identity(session, held)), None)
    if case is None:
        raise ReasonNeededError(
            "Say first why you need to know who the client is. Nothing was shown."
        )
    if case.id not in session.identities:
        session.vault.commit(Act("identity", about=case.id))
        session.identities.add(case.id)
