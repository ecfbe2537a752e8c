"""The forms of conflict walls: what a supervisor is asked before a wall is raised or decided."""

from collections.abc import Mapping

from idva_desktop.casework import walls
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import GateError, Missing
from idva_desktop.domain.form import Field, Form, Section, Typed, missing_at, read_form
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.record import Record, questions_of
from idva_desktop.domain.records import Case, Match, Wall

RAISE_DRAFT = draft_key("raise_wall", "new")
_LEAD = "Everything you typed is kept. To save it, mend these:"


def raising_form() -> Form:
    """Return what is asked before a wall is raised."""
    asked = (_field(Case, "reference"), _field(Wall, "name"), _field(Wall, "reason"))
    return Form("raise_wall", "Raise a wall", (Section("", asked),))


def match_form() -> Form:
    """Return what is asked before a match is settled."""
    asked = (_field(Match, "outcome"), _field(Match, "decision"))
    return Form("settle_match", "Possible conflict", (Section("", asked),))


def wall_form() -> Form:
    """Return what is asked before a wall is confirmed or lifted."""
    asked = (_field(Wall, "outcome"), _field(Wall, "decision"))
    return Form("decide_wall", "Conflict wall", (Section("", asked),))


def decision_draft(form: Form, record_id: str) -> str:
    """Return the key of the draft of a decision."""
    return draft_key(form.name, record_id)


def raise_typed(session: Session, typed: Mapping[str, Typed]) -> None:
    """Raise the wall that is typed.

    Raises:
        GateError: the case, the name or the reason is missing, or no case has that reference.
        RefusedError: see :func:`~idva_desktop.casework.walls.raise_wall`.
    """
    answers = read_form(raising_form(), typed, session.clock()).answers
    reference = answers[Case.kind].get("reference", "")
    case = next(iter(session.vault.fetch(Case, reference=reference)), None) if reference else None
    missing = []
    if case is None:
        missing.append(Missing(Case.kind, "reference", "Type the reference of a case"))
    said = answers[Wall.kind]
    for name, words in (("name", "Type the name of the member"), ("reason", "Say why")):
        if not said.get(name):
            missing.append(Missing(Wall.kind, name, words))
    if case is None or missing:
        raise GateError(_LEAD, missing)
    walls.raise_wall(session, case.id, said["name"], said["reason"], draft=RAISE_DRAFT)


def settle_typed(session: Session, match_id: str, typed: Mapping[str, Typed]) -> None:
    """Settle a match as typed.

    Raises:
        GateError: the outcome or the reason is missing.
        RefusedError: see :func:`~idva_desktop.casework.walls.settle_match`.
    """
    said = _answered(session, match_form(), Match, typed)
    walls.settle_match(
        session, match_id, founded=said["outcome"] == walls.FOUNDED, reason=said["decision"]
    )


def decide_typed(session: Session, wall_id: str, typed: Mapping[str, Typed]) -> None:
    """Confirm or lift a wall as typed.

    Raises:
        GateError: the outcome or the reason is missing.
        RefusedError: the wall does not stand, or the member is no supervisor.
    """
    said = _answered(session, wall_form(), Wall, typed)
    decide = walls.lift_wall if said["outcome"] == "lifted" else walls.confirm_wall
    decide(session, wall_id, said["decision"])


def _answered(
    session: Session, form: Form, kind: type[Record], typed: Mapping[str, Typed]
) -> Mapping[str, str]:
    reading = read_form(form, typed, session.clock())
    answers = reading.answers[kind.kind]
    missing = [problem.as_missing() for problem in reading.problems]
    missing.extend(missing_at(kind, answers, Gate.APPROVE))
    if missing:
        raise GateError(_LEAD, missing)
    return answers


def _field(kind: type[Record], name: str) -> Field:
    return Field(kind, name, questions_of(kind)[name])
