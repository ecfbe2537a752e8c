"""Intake: a referral becomes a case, after a look for duplicates and through one gate."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from idva_desktop.casework.cases import case_row
from idva_desktop.casework.contract_calendar import takes_referrals
from idva_desktop.casework.doubts import settle_doubts
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.exclusions import names_nobody, unasked
from idva_desktop.casework.referral_rules import ACCEPTED, earlier_case, earlier_problems
from idva_desktop.casework.referral_saves import (
    CLIENT_KINDS,
    Answers,
    Coming,
    known_answers,
    referral_saves,
)
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import london_day
from idva_desktop.domain.contract import contract
from idva_desktop.domain.errors import CutOffError, GateError, Missing
from idva_desktop.domain.form import Form, Reading, Typed, form_of, missing_at, read_form
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.record import Record
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
from idva_desktop.domain.rules import CaseDates, Due, due_items

MOST_LIKENESSES = 5
_ANOTHER_BIRTH = "That client was born on another day: see whether it is the same person"
SHORTEST_NUMBER = 6  # a few digits would be found in every number
DRAFT = draft_key("intake", "new")
_CASE_KINDS: tuple[type[Record], ...] = (Referral, Perpetrator)
_SET_BY_THE_DECISION = (
    *("decision", "decided_on", "age_band"),
    *("decision_reason", "signposted_to", "look_again_on"),
)


def intake_form(*, short: bool = True) -> Form:
    """Return the form: the short path has twelve fields at most, the long one all of them."""
    kinds = (Referral, Identity, SafeContact, Employment, Client, Perpetrator, Exclusion)
    return form_of(
        "intake",
        "New referral",
        *kinds,
        short=short,
        leave_out=tuple(f"referral.{name}" for name in _SET_BY_THE_DECISION),
    )


@dataclass(frozen=True, slots=True)
class Likeness:
    """A case that may be the same person: shown before a referral becomes a case."""

    case_id: str
    reference: str
    words: str


def likely_duplicates(session: Session, reading: Reading) -> list[Likeness]:
    """Return cases whose client has the same name, number or date of birth, the likeliest first."""
    identity = reading.answers.get("identity", {})
    alike: dict[str, list[str]] = defaultdict(list)
    for words, owners in _looks(session, identity):
        for owner in owners:
            alike[owner].append(words)
    found = [
        (len(reasons), Likeness(case.id, case.reference or "", _sentence(reasons)))
        for owner, reasons in alike.items()
        for case in session.vault.fetch(Case, client=owner)
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1].reference))
    return [likeness for _, likeness in found[:MOST_LIKENESSES]]


def _looks(session: Session, identity: Mapping[str, Any]) -> Iterator[tuple[str, set[str]]]:
    """Yield what may be alike with the ids of the clients in whom it is."""
    vault = session.vault
    if "given_name" in identity and "family_name" in identity:
        hits = vault.search(f"{identity['given_name']} {identity['family_name']}")
        yield "name", {hit.owner for hit in hits if hit.kind == Identity.kind}
    if len(identity.get("mobile", "")) >= SHORTEST_NUMBER:
        hits = vault.search(identity["mobile"])
        yield "number", {hit.owner for hit in hits if hit.kind == Identity.kind}
    if "date_of_birth" in identity:
        born = vault.fetch(Identity, date_of_birth=identity["date_of_birth"])
        yield "date of birth", {held.owner for held in born}


def _sentence(reasons: list[str]) -> str:
    *first, last = reasons
    return f"The same {', '.join(first)} and {last}" if first else f"The same {last}"


def first_attempt_by(session: Session, reading: Reading) -> Due | None:
    """Return by when the first attempt would be due, or ``None`` while receipt is not known."""
    received = reading.answers.get("referral", {}).get("received_at")
    if received is None:
        return None
    dates = CaseDates(received=london_day(received))
    dues = due_items(dates, session.today)
    return next((due for due in dues if due.rule_id == "first_attempt"), None)


def safe_contact_typed(reading: Reading) -> SafeContact | None:
    """Return the safe-contact rule as typed so far, or ``None`` while nothing is typed."""
    answers = reading.answers.get(SafeContact.kind, {})
    return SafeContact(id="", owner="", **answers) if answers else None


def gate(reading: Reading, known: Answers | None = None) -> list[Missing]:
    """Return what accepting the referral still waits for.

    Args:
        reading: what is typed.
        known: what is held of a client who is known here, which is not asked again.
    """
    held = known or {}
    missing: list[Missing] = []
    for kind in (*_CASE_KINDS, *CLIENT_KINDS):
        answers = {**held.get(kind.kind, {}), **reading.answers.get(kind.kind, {})}
        missing.extend(missing_at(kind, answers, Gate.ACCEPT))
    born = reading.answers.get(Identity.kind, {}).get("date_of_birth")
    if born and held.get(Identity.kind, {}).get("date_of_birth") not in (None, born):
        missing.append(Missing(Identity.kind, "date_of_birth", _ANOTHER_BIRTH))
    return [*missing, *_who_must_not_know(reading), *_employers_address(reading)]


def _who_must_not_know(reading: Reading) -> Iterator[Missing]:
    """Yield what is open before the case is given to whoever accepts it."""
    named = reading.answers.get(Exclusion.kind, {})
    yield from unasked(reading.answers.get(Referral.kind, {}), named=bool(named))
    if named:
        yield from names_nobody(named)
        yield from missing_at(Exclusion, named, Gate.APPROVE)


def _employers_address(reading: Reading) -> list[Missing]:
    """The employer reads its own mail: barred, unless the client lifts that."""
    address = reading.answers.get(Identity.kind, {}).get("personal_email", "")
    lifted = reading.answers.get(SafeContact.kind, {}).get("mps_allowed") == "yes"
    if lifted or not contract().is_employers_address(address):
        return []
    words = "Use a personal email address, or record that the client allows MPS email"
    return [Missing(Identity.kind, "personal_email", words)]


def accept(session: Session, typed: Mapping[str, Typed], *, worker: str | None = None) -> str:
    """Accept a referral: one act makes the client, the case and all that was said.

    Where the client is known here and their case is open, it is a further referral of that case;
    where it is over, a new case of the same client.

    Returns:
        The id of the case.

    Raises:
        GateError: something is missing or cannot be read; the draft stays as it is.
        CutOffError: the contract's referrals had ended when it was received.
        DoubtError: something is unlikely and not yet confirmed.
    """
    decided = {"decision": ACCEPTED, "decided_on": session.today}
    return take_in(session, typed, decided, worker=worker)


def take_in(
    session: Session,
    typed: Mapping[str, Typed],
    decided: Mapping[str, Any],
    *,
    worker: str | None = None,
) -> str:
    """Make a referral a case, decided or yet to be decided; see :func:`accept`."""
    form = intake_form(short=False)
    reading = read_form(form, typed, session.clock())
    earlier = earlier_case(session, reading.answers[Referral.kind].get("known_as"))
    missing = [problem.as_missing() for problem in reading.problems]
    missing.extend(earlier_problems(session, reading.answers[Referral.kind]))
    missing.extend(gate(reading, known_answers(session, earlier)))
    if missing:
        order = [field.key for field in form.fields()]
        missing.sort(key=lambda one: order.index(f"{one.kind}.{one.question}"))
        raise GateError(
            "Everything you typed is kept. To accept this referral, mend these:", missing
        )
    _refuse_after_cut_off(session, reading)
    notes = settle_doubts(session, SafeContact, "", reading.answers[SafeContact.kind], typed)
    row = case_row(session, earlier.id) if earlier else None
    joins = bool(decided) and row is not None and row.open
    coming = Coming(reading.answers, decided, worker or session.name, earlier, joins)
    case_id, saves = referral_saves(session, coming)
    session.save("accept", saves, draft=DRAFT, notes=notes)
    return case_id


def _refuse_after_cut_off(session: Session, reading: Reading) -> None:
    received = london_day(reading.answers[Referral.kind]["received_at"])
    if not takes_referrals(session, received):
        raise CutOffError(contract().signposting or "No new referral is taken now.")


def waits_for_a_supervisor(session: Session, case_id: str) -> bool:
    """Say whether a case that was accepted here is for another member to work."""
    return session.vault.fetch_one(Case, case_id) is None
