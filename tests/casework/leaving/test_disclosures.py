import hashlib
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from idva_desktop.casework import contacts, drafts, intake, records
from idva_desktop.casework.identity import ask_identity
from idva_desktop.casework.leaving.disclosure_text import (
    USUAL,
    Redaction,
    kept_text,
    safe_details,
    text_sections,
)
from idva_desktop.casework.leaving.disclosures import (
    approve_disclosure,
    disclosure_notices,
    open_requests,
    redaction_draft,
    release,
)
from idva_desktop.casework.second_person import prove
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.casework.supervision.review import review_items, sign
from idva_desktop.domain.checks import CONFIRMED
from idva_desktop.domain.errors import (
    DoubtError,
    GateError,
    OutputError,
    ReasonNeededError,
    RefusedError,
)
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Attachment, DisclosureRequest, Exclusion
from idva_desktop.domain.redaction import STRUCK, findings
from tests.casework.people import PASSPHRASES, REFERRAL, SUPERVISOR, WORKER, Office

NOTE = "Robin asked to be rung on 07700 900142 only. She goes to her sister."
KEPT = Redaction(frozenset({"contact"}))
CLEAN = Redaction(frozenset({"contact"}), ("Robin", "07700 900142"))


@pytest.fixture
def case_id(session: Session) -> str:
    made = intake.accept(session, REFERRAL)
    contacts.log_contact(
        session,
        made,
        {
            "contact.who": "client",
            "contact.how": "text",
            "contact.result": "successful",
            "contact.at": "20/11/2025 10:40",
            "contact.note": NOTE,
        },
    )
    return made


def _typed(**more: Typed) -> dict[str, Typed]:
    given: dict[str, Typed] = {
        "request_kind": "subject_access",
        "asked_by": "The client",
        "received_on": "3 Nov 2025",
        **more,
    }
    return {f"disclosure_request.{name}": words for name, words in given.items()}


def _request(session: Session, case_id: str, **more: Typed) -> str:
    return records.save_record(session, DisclosureRequest, case_id, _typed(**more))


def _to_release(session: Session, case_id: str, **more: Typed) -> str:
    given: dict[str, Typed] = {"decision": "release_redacted", "decision_reason": "Her own data"}
    return _request(session, case_id, **(given | more))


def _held(session: Session, request_id: str) -> DisclosureRequest:
    held = session.vault.fetch_one(DisclosureRequest, request_id)
    assert held is not None
    return held


@pytest.mark.parametrize(
    ("received", "due"),
    [("3 Nov 2025", date(2025, 12, 3)), ("31 Oct 2025", date(2025, 12, 1))],
)
def test_subject_access_is_due_in_one_calendar_month(
    session: Session, case_id: str, received: str, due: date
) -> None:
    # 31 October and a month is 30 November 2025, a Sunday.
    assert _held(session, _request(session, case_id, received_on=received)).due == due


def test_other_requests_say_by_when_they_are_due(session: Session, case_id: str) -> None:
    with pytest.raises(GateError) as refused:
        _request(session, case_id, request_kind="court")
    assert [each.question for each in refused.value.missing] == ["due"]


def test_an_answer_cannot_be_due_before_the_request_came(session: Session, case_id: str) -> None:
    with pytest.raises(GateError) as refused:
        _request(session, case_id, request_kind="court", due="1 Nov 2025")
    assert [each.question for each in refused.value.missing] == ["due"]


def test_the_client_is_told_before_the_police_are_given_anything(
    session: Session, case_id: str
) -> None:
    police: dict[str, Typed] = {"request_kind": "police_victim", "due": "1 Dec 2025"}
    with pytest.raises(GateError) as refused:
        _to_release(session, case_id, **police, client_told="not_yet")
    assert [each.question for each in refused.value.missing] == ["client_told"]
    _to_release(session, case_id, **police, client_told="yes")


def test_a_decision_has_its_reason(session: Session, case_id: str) -> None:
    with pytest.raises(GateError) as refused:
        _request(session, case_id, decision="refuse")
    assert [each.question for each in refused.value.missing] == ["decision_reason"]


def test_open_requests_stand_in_one_list_until_they_are_answered(
    session: Session, case_id: str
) -> None:
    late = _request(session, case_id, request_kind="court", due="10 Nov 2025")
    _request(session, case_id)
    _request(session, case_id, decision="refuse", decision_reason="Not ours")
    first = open_requests(session)[0]
    assert (first.id, first.late) == (late, True)
    assert len(open_requests(session)) == 2
    assert [notice.words for notice in disclosure_notices(session)] == [
        "1 disclosure request is overdue"
    ]


def test_nobody_approves_their_own_request(office: Office, case_id: str) -> None:
    own = _to_release(office.session, case_id)
    with pytest.raises(RefusedError, match="supervisor"):
        approve_disclosure(office.session, case_id, own)
    supervisor = office.change_places(SUPERVISOR)
    theirs = _to_release(supervisor, case_id)
    with pytest.raises(RefusedError, match="your own"):
        approve_disclosure(supervisor, case_id, theirs)
    approve_disclosure(supervisor, case_id, own)
    assert _held(supervisor, own).approved_by == SUPERVISOR
    with pytest.raises(RefusedError):
        approve_disclosure(supervisor, case_id, own)


def test_whoever_decided_on_a_release_does_not_approve_it(office: Office, case_id: str) -> None:
    request = _request(office.session, case_id)
    supervisor = office.change_places(SUPERVISOR)
    decided = _typed(decision="release", decision_reason="Her own data")
    records.save_record(supervisor, DisclosureRequest, case_id, decided, request)
    with pytest.raises(RefusedError, match="your own"):
        approve_disclosure(supervisor, case_id, request)
    assert _held(supervisor, request).approved_on is None


PAT: dict[str, Typed] = {"exclusion.unit": "Custody North", "exclusion.why": "His unit"}


def test_what_an_excluded_unit_asks_for_is_recorded_and_can_only_be_refused(
    session: Session, case_id: str
) -> None:
    records.save_record(session, Exclusion, case_id, PAT)
    request = _request(session, case_id, asked_by="Sergeant, Custody North")
    decided = _typed(asked_by="Sergeant, Custody North", decision_reason="Not to them")
    release_it = decided | {"disclosure_request.decision": "release"}
    with pytest.raises(GateError) as refused:
        records.save_record(session, DisclosureRequest, case_id, release_it, request)
    assert [one.question for one in refused.value.missing] == ["decision"]
    refuse_it = decided | {"disclosure_request.decision": "refuse"}
    assert records.save_record(session, DisclosureRequest, case_id, refuse_it, request)


def test_who_is_excluded_after_the_decision_is_given_nothing(
    office: Office, case_id: str, tmp_path: Path
) -> None:
    request = _to_release(office.session, case_id, asked_by="Custody North")
    other = _to_release(office.session, case_id, asked_by="Custody North")
    supervisor = office.change_places(SUPERVISOR)
    approve_disclosure(supervisor, case_id, request)
    with pytest.raises(DoubtError) as doubted:
        records.save_record(supervisor, Exclusion, case_id, PAT)
    confirmed: dict[str, Typed] = {CONFIRMED: doubted.value.sentences}
    records.save_record(supervisor, Exclusion, case_id, {**PAT, **confirmed})
    with pytest.raises(RefusedError, match="must not know"):
        approve_disclosure(supervisor, case_id, other)
    with pytest.raises(RefusedError, match="must not know"):
        release(supervisor, case_id, request, CLEAN, tmp_path, reasons={})
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_second_member_approves_a_release_at_the_workers_desk(
    office: Office, case_id: str
) -> None:
    request = _to_release(office.session, case_id)
    with prove(office.session, SUPERVISOR, PASSPHRASES[SUPERVISOR]) as second:
        approve_disclosure(office.session, case_id, request, second)
    assert _held(office.session, request).approved_by == SUPERVISOR


def test_a_request_to_release_waits_in_the_supervisors_queue(office: Office, case_id: str) -> None:
    _to_release(office.session, case_id)
    _request(office.session, case_id)
    supervisor = office.change_places(SUPERVISOR)
    (item,) = [each for each in review_items(supervisor) if each.what == "disclosure"]
    assert (item.title, item.detail) == ("Disclosure", "Subject access by the client")
    sign(supervisor, item)
    assert not [each for each in review_items(supervisor) if each.what == "disclosure"]


def test_what_is_changed_after_approval_waits_anew(office: Office, case_id: str) -> None:
    request = _to_release(office.session, case_id)
    supervisor = office.change_places(SUPERVISOR)
    approve_disclosure(supervisor, case_id, request)
    typed = _typed(decision="release", decision_reason="Her own data")
    records.save_record(supervisor, DisclosureRequest, case_id, typed, request)
    assert _held(supervisor, request).approved_on is None


# The text


def test_the_usual_sections_hold_notes_and_no_identity(session: Session, case_id: str) -> None:
    sections = text_sections(session, case_id)
    titles = {section.id for section in sections}
    assert {"contact", "referral", "identity", "safe_contact"} <= titles
    usual = kept_text(sections, Redaction(USUAL))
    assert NOTE in usual
    assert "Example" not in usual
    assert "identity" not in USUAL


def test_safe_details_that_stand_in_the_kept_text_are_listed(
    session: Session, case_id: str
) -> None:
    sections, details = text_sections(session, case_id), safe_details(session, case_id)
    standing = findings(details, kept_text(sections, KEPT))
    found = {each.what: each.surfaces for each in standing}
    assert found == {"First name": ("Robin",), "Personal mobile": ("07700 900142",)}
    assert findings(details, kept_text(sections, CLEAN)) == []
    assert "07700" not in repr(safe_details(session, case_id))


def test_every_single_line_of_identity_and_safe_contact_is_guarded(
    session: Session, case_id: str
) -> None:
    told = {detail.what for detail in safe_details(session, case_id)}
    assert {"First name", "Surname", "Personal mobile"} <= told


def test_the_title_of_a_document_is_no_name_to_guard(session: Session, case_id: str) -> None:
    title = {"name": "Letter about the order"}
    session.save("save", [Save(Attachment, new_id(), case_id, title)])
    assert "Title" not in {detail.what for detail in safe_details(session, case_id)}


# The release


def _approved(office: Office, case_id: str) -> tuple[Session, str]:
    request = _to_release(office.session, case_id)
    approve_disclosure(office.change_places(SUPERVISOR), case_id, request)
    return office.change_places(WORKER), request


def test_nothing_is_released_before_approval(
    session: Session, case_id: str, tmp_path: Path
) -> None:
    request = _to_release(session, case_id)
    with pytest.raises(RefusedError, match="Nothing left"):
        release(session, case_id, request, CLEAN, tmp_path, reasons={})
    assert list(tmp_path.glob("disclosure*")) == []


def test_a_safe_detail_in_the_kept_text_blocks_the_release(
    office: Office, case_id: str, tmp_path: Path
) -> None:
    session, request = _approved(office, case_id)
    with pytest.raises(GateError) as refused:
        release(session, case_id, request, KEPT, tmp_path, reasons={})
    words = [each.words for each in refused.value.missing]
    assert words == [
        "First name still stands in the text",
        "Personal mobile still stands in the text",
    ]
    assert list(tmp_path.glob("disclosure*")) == []
    assert _held(session, request).released_on is None


def test_only_a_supervisor_lets_a_detail_stand_and_says_why(
    office: Office, case_id: str, tmp_path: Path
) -> None:
    session, request = _approved(office, case_id)
    reasons = {"First name": "It is her own data", "Personal mobile": "She gave it"}
    with pytest.raises(RefusedError, match="Only a supervisor"):
        release(session, case_id, request, KEPT, tmp_path, reasons=reasons)
    supervisor = office.change_places(SUPERVISOR)
    with pytest.raises(ReasonNeededError):
        release(supervisor, case_id, request, KEPT, tmp_path, reasons=reasons)
    ask_identity(supervisor, case_id, {"identity_asking.why": "To release what she asked for"})
    with pytest.raises(GateError):
        release(supervisor, case_id, request, KEPT, tmp_path, reasons=reasons | {"First name": " "})
    place = release(supervisor, case_id, request, KEPT, tmp_path, reasons=reasons, plain=True)
    assert NOTE in place.read_text("utf-8")


@pytest.mark.parametrize("plain", [True, False])
def test_a_release_leaves_a_file_and_an_act_with_its_hash(
    office: Office, case_id: str, tmp_path: Path, *, plain: bool
) -> None:
    session, request = _approved(office, case_id)
    key = redaction_draft(case_id, request)
    drafts.keep(session, key, "redaction", {"struck": ["Robin"]}, "")
    place = release(session, case_id, request, CLEAN, tmp_path, reasons={}, plain=plain)
    content = place.read_bytes()
    assert b"Robin" not in content
    assert place.name == f"disclosure-2025-11-20.{'txt' if plain else 'pdf'}"
    assert place.stat().st_mode & 0o077 == 0
    acts = [each for each in session.vault.history(case_id) if each.what == "export"]
    assert {each.notes["sha256"] for each in acts} == {hashlib.sha256(content).hexdigest()}
    held = _held(session, request)
    assert (held.released_by, held.released_on, held.redactions) == (WORKER, session.today, 2)
    assert drafts.kept(session, key) is None
    if plain:
        assert STRUCK in content.decode()
    with pytest.raises(RefusedError):
        release(session, case_id, request, CLEAN, tmp_path, reasons={})


def test_nothing_kept_is_no_release(office: Office, case_id: str, tmp_path: Path) -> None:
    session, request = _approved(office, case_id)
    with pytest.raises(GateError):
        release(session, case_id, request, Redaction(frozenset()), tmp_path, reasons={})


def test_a_folder_that_is_not_there_records_nothing(
    office: Office, case_id: str, tmp_path: Path
) -> None:
    session, request = _approved(office, case_id)
    with pytest.raises(OutputError):
        release(session, case_id, request, CLEAN, tmp_path / "none", reasons={})
    assert _held(session, request).released_on is None


def test_a_request_of_another_case_is_refused(session: Session, case_id: str) -> None:
    request = _to_release(session, case_id)
    with pytest.raises(RefusedError):
        approve_disclosure(session, "0" * 32, request)


def test_a_paragraph_in_capitals_is_released_as_it_was_written(
    office: Office, case_id: str, tmp_path: Path
) -> None:
    note = "She said:\n\nPC SMITH CAME AGAIN\n\n14 / 06 / 2025"
    typed: dict[str, Typed] = {
        "contact.who": "client",
        "contact.how": "text",
        "contact.result": "successful",
        "contact.at": "20/11/2025 9:40",
        "contact.note": note,
    }
    contacts.log_contact(office.session, case_id, typed)
    session, request = _approved(office, case_id)
    place = release(session, case_id, request, CLEAN, tmp_path, reasons={})
    read = "\n".join(page.extract_text() for page in PdfReader(place).pages)
    assert "PC SMITH CAME AGAIN" in read
    assert "14 / 06 / 2025" in read
    assert "Contact" in read.splitlines()
    assert "07700" not in read
