"""Disclosure requests: when they are due, a second person's approval, and the release.

Nothing leaves before a supervisor who did not write the request approved it, and not while a safe
detail still stands in the kept text, unless a supervisor releases it with a reason.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from idva_desktop.casework.approvals import wrote
from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.cases import case_row
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.exclusions import excluded_among, refuse_excluded
from idva_desktop.casework.leaving.disclosure_text import (
    Redaction,
    kept_sections,
    safe_details,
    text_of,
    text_sections,
)
from idva_desktop.casework.private_file import written_file
from idva_desktop.casework.saving import Saving
from idva_desktop.casework.service.service_notices import Notice
from idva_desktop.casework.session import Save, Session
from idva_desktop.documents.disclosure import disclosure_pdf
from idva_desktop.domain.errors import GateError, Missing, RefusedError
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import DisclosureRequest
from idva_desktop.domain.redaction import STRUCK, Finding, findings
from idva_desktop.domain.retention import subject_access_due
from idva_desktop.domain.roles import Role
from idva_desktop.vault.members import Member, ProvenMember

RELEASED = ("release", "release_redacted")
_SUBJECT_ACCESS, _POLICE = "subject_access", "police_victim"
_WHAT_IS_APPROVED = ("request_kind", "asked_by", "asked_for", "decision", "decision_reason")
_FILE = "disclosure"


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request that is neither released nor refused.

    Attributes:
        id: the request.
        case_id: its case.
        reference: the case's reference.
        kind: in words.
        received: the day.
        due: by when it is answered.
        state: how far it is, in words.
        late: whether it is overdue.
    """

    id: str
    case_id: str
    reference: str
    kind: str
    received: date | None
    due: date | None
    state: str
    late: bool


def disclosure_problems(saving: Saving[DisclosureRequest]) -> Iterator[Missing]:
    """Yield what stands against saving a request as answered."""
    answers = saving.answers
    kind, decision = answers.get("request_kind"), answers.get("decision")
    if kind not in (None, _SUBJECT_ACCESS) and answers.get("due") is None:
        yield Missing(DisclosureRequest.kind, "due", "Say by when an answer is due")
    if decision and not answers.get("decision_reason"):
        words = "Say why it is released or refused"
        yield Missing(DisclosureRequest.kind, "decision_reason", words)
    asker = str(answers.get("asked_by") or "")
    if decision in RELEASED and excluded_among(saving.session, saving.case_id, asker):
        words = "Who asks must not know of this case: nothing is released to them"
        yield Missing(DisclosureRequest.kind, "decision", words)
    if kind == _POLICE and decision in RELEASED and answers.get("client_told") in (None, "not_yet"):
        words = "The client is told first, or it is said that telling is a danger"
        yield Missing(DisclosureRequest.kind, "client_told", words)


def settle_disclosure(saving: Saving[DisclosureRequest]) -> Mapping[str, Any]:
    """Return what the program answers: the day for subject access, and approval anew."""
    found: dict[str, Any] = {}
    answers, held = saving.answers, saving.held
    received = answers.get("received_on")
    if answers.get("request_kind") == _SUBJECT_ACCESS and received and not answers.get("due"):
        found["due"] = subject_access_due(received)
    if held is not None and held.approved_on is not None:
        changed = any(getattr(held, name) != answers.get(name) for name in _WHAT_IS_APPROVED)
        if changed:
            found |= {"approved_by": None, "approved_on": None}
    return found


def open_requests(session: Session) -> list[OpenRequest]:
    """Return the open requests of the cases that the member may see, the earliest due first."""
    found = []
    for held in session.vault.fetch(DisclosureRequest, released_on=None):
        row = case_row(session, held.owner)
        if row is None or held.decision in ("refuse", "withdrawn"):
            continue
        found.append(
            OpenRequest(
                id=held.id,
                case_id=held.owner,
                reference=row.reference,
                kind=_said(held, "request_kind"),
                received=held.received_on,
                due=held.due,
                state=_state(held),
                late=held.due is not None and held.due < session.today,
            )
        )
    return sorted(found, key=lambda request: request.due or date.max)


def disclosure_notices(session: Session) -> Iterator[Notice]:
    """Yield how many requests are overdue."""
    late = sum(request.late for request in open_requests(session))
    if late:
        words = f"{late} disclosure requests are overdue"
        yield Notice(words if late != 1 else "1 disclosure request is overdue", late=True)


def waiting_disclosures(session: Session) -> list[DisclosureRequest]:
    """Return the requests that wait for a supervisor before anything is released."""
    found = session.vault.fetch(DisclosureRequest, approved_on=None, released_on=None)
    return [held for held in found if held.decision in RELEASED]


def may_approve_disclosure(session: Session, held: DisclosureRequest, member: Member) -> bool:
    """Say whether ``member`` is a second person for this request."""
    return Role.SUPERVISOR in member.roles and not wrote(session, held, member, _WHAT_IS_APPROVED)


def approve_disclosure(
    session: Session, case_id: str, request_id: str, approver: ProvenMember | None = None
) -> None:
    """Approve that something is released, as the second person.

    Raises:
        RefusedError: the member is no supervisor, wrote the request, nothing is to be released, or
            who asks must not know of the case.
    """
    member = session.need(Role.SUPERVISOR, approver)
    held = the_request(session, case_id, request_id)
    if held.decision not in RELEASED or held.approved_on is not None:
        raise RefusedError("This request does not wait for approval. Nothing was changed.")
    if not may_approve_disclosure(session, held, member):
        raise RefusedError(
            "You cannot approve your own request. Nothing was changed; ask another supervisor."
        )
    refuse_excluded(session, case_id, held.asked_by)
    answers = {"approved_by": member.name, "approved_on": session.today}
    session.save("approve", [Save(DisclosureRequest, held.id, case_id, answers)], signer=approver)


def the_request(session: Session, case_id: str, request_id: str) -> DisclosureRequest:
    """Return a request of a case.

    Raises:
        RefusedError: there is no such case or request.
    """
    the_case(session, case_id)
    held = session.vault.fetch_one(DisclosureRequest, request_id)
    if held is None or held.owner != case_id:
        raise RefusedError("This request is not here. Nothing was changed; open the case again.")
    return held


def redaction_draft(case_id: str, request_id: str) -> str:
    """Return the key of the draft of a redaction."""
    return draft_key("redaction", f"{case_id}:{request_id}")


def release(
    session: Session,
    case_id: str,
    request_id: str,
    redaction: Redaction,
    folder: Path,
    *,
    reasons: Mapping[str, str],
    plain: bool = False,
) -> Path:
    """Write what is released to a file, and record that it left.

    Args:
        session: who releases.
        case_id: the case.
        request_id: the request.
        redaction: what is kept and struck out.
        folder: where the file goes.
        reasons: by the name of a detail, why a supervisor lets it stand.
        plain: plain text instead of a PDF.

    Raises:
        RefusedError: it is not approved, was released, would go to somebody who must not know of
            the case, or a caseworker lets a detail stand.
        GateError: nothing is kept, or a detail stands without a reason.
        OutputError: the file cannot be written.
    """
    held = the_request(session, case_id, request_id)
    if held.approved_on is None or held.released_on is not None:
        raise RefusedError(
            "Nothing is released before a supervisor approved it, and nothing twice. "
            "Nothing left this vault."
        )
    refuse_excluded(session, case_id, held.asked_by)
    kept = kept_sections(text_sections(session, case_id), redaction)
    text = text_of(kept)
    standing = findings(safe_details(session, case_id), text)
    _refuse_unsafe(session, text, standing, reasons)
    content = text.encode() if plain else disclosure_pdf(kept)
    place = folder / f"{_FILE}-{session.today.isoformat()}.{'txt' if plain else 'pdf'}"
    given = {
        "released_by": session.name,
        "released_on": session.today,
        "redactions": text.count(STRUCK),
    }
    notes: dict[str, str | int] = {
        "form": "disclosure",
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    if let := "; ".join(f"{each.what}: {reasons[each.what].strip()}" for each in standing):
        notes["reason"] = let
    with written_file(place, content):
        session.save(
            "export",
            [Save(DisclosureRequest, held.id, case_id, given)],
            draft=redaction_draft(case_id, request_id),
            notes=notes,
        )
    return place


def _refuse_unsafe(
    session: Session, text: str, standing: list[Finding], reasons: Mapping[str, str]
) -> None:
    if not text.strip():
        missing = [Missing(DisclosureRequest.kind, "decision", "Tick at least one section")]
        raise GateError("Nothing is kept, so nothing was released:", missing)
    bare = [each for each in standing if not reasons.get(each.what, "").strip()]
    if bare:
        missing = [
            Missing(DisclosureRequest.kind, "decision", f"{each.what} still stands in the text")
            for each in bare
        ]
        raise GateError("Nothing was released. Strike these out, or say why they stay:", missing)
    if standing and not session.may(Role.SUPERVISOR):
        raise RefusedError(
            "Only a supervisor may let a safe detail stand. Nothing left this vault; strike it "
            "out, or ask a supervisor."
        )


def _state(held: DisclosureRequest) -> str:
    if held.decision is None:
        return "To be decided"
    return "Approved, to be released" if held.approved_on else "Waits for approval"


def _said(held: DisclosureRequest, name: str) -> str:
    value = getattr(held, name)
    return "" if value is None else questions_of(DisclosureRequest)[name].show(value)
