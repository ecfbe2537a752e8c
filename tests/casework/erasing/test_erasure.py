"""Erasing: two people, nothing of the client left, figures and the next return as they were."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from idva_desktop.casework import contacts, drafts, intake, support
from idva_desktop.casework.erasing import erasure
from idva_desktop.casework.erasing.erased_counts import stubs
from idva_desktop.casework.erasing.proof_paper import print_proof
from idva_desktop.casework.reporting.figures import case_histories, figures
from idva_desktop.casework.reporting.issuing import issue_return, prepare_return
from idva_desktop.casework.second_person import prove
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import RefusedError, ReturnError
from idva_desktop.domain.records import (
    Case,
    Closure,
    DisclosureRequest,
    ErasedCounts,
    Erasure,
    Identity,
    LegalHold,
    ProcessStep,
)
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.returns.histories import CaseHistory
from tests.casework.people import PASSPHRASES, REFERRAL, SUPERVISOR, WORKER, Office
from tests.casework.year_of_work import FIRST_QUARTER, MANAGER, MANAGER_WORDS, SECOND_QUARTER
from tests.documents.printed import unpacked, words_of
from tests.vault.decrypted import everything

MARKER = "Xanthoquilla"


@pytest.fixture
def desk(office: Office) -> Session:
    """Return Supervisor B at the desk, with a closed case of Worker A's."""
    made = office.session
    typed = {**REFERRAL, "identity.family_name": MARKER}
    case_id = intake.accept(made, typed)
    contacts.log_contact(
        made,
        case_id,
        {
            "contact.who": "client",
            "contact.how": "text",
            "contact.result": "successful",
            "contact.at": "20 Nov 2025 10:40",
            "contact.minutes": "6",
            "contact.note": MARKER,
        },
    )
    support.begin_support(made, case_id, made.today)
    answers = {"closed_on": made.today, "reason": "planned_needs_met"}
    made.save("save", [Save(Closure, case_id, case_id, answers)])
    drafts.keep(made, f"contact:{case_id}", "contact", {"contact.note": MARKER}, "")
    return office.change_places(SUPERVISOR)


@pytest.fixture
def closed(desk: Session) -> str:
    """Return the id of the closed case."""
    return desk.vault.fetch(Case)[0].id


def erase(
    session: Session,
    case_id: str,
    *,
    second: str = WORKER,
    words: str = PASSPHRASES[WORKER],
    whole_client: bool = False,
) -> str:
    shown = erasure.preview(session, case_id, whole_client=whole_client)
    with prove(session, second, words) as proven:
        run = erasure.erase(session, shown, "clients_request", proven)
    erasure.cleanse(session)
    return run


def test_what_goes_and_what_stays_is_shown_first(desk: Session, closed: str) -> None:
    shown = erasure.preview(desk, closed)
    assert shown.held == ()
    assert shown.cases == (closed,)
    assert shown.client == desk.vault.fetch(Identity)[0].owner
    assert dict(shown.gone)["Contact"] == 1
    assert dict(shown.gone)["Identity"] == 1
    assert any("another disk" in words for words in shown.stays)


def test_no_word_of_the_client_is_left_and_the_audit_proves(desk: Session, closed: str) -> None:
    desk.vault.backup()
    assert MARKER.encode() in everything(desk.vault)
    erase(desk, closed)
    left = everything(desk.vault)
    for word in (MARKER, "Robin", "07700900142", MARKER.casefold()):
        assert word.encode() not in left, word
    report = desk.vault.audit()
    assert report.proved, report.findings
    assert any("2 scopes were erased" in remark for remark in report.remarks)


def test_what_is_typed_about_it_meanwhile_is_not_kept_again(desk: Session, closed: str) -> None:
    drafts.keep(desk, f"contact:{closed}", "contact", {"contact.note": MARKER}, "")
    erase(desk, closed)
    drafts.keep(desk, f"contact:{closed}", "contact", {"contact.note": MARKER}, "")
    assert drafts.all_kept(desk) == []
    assert MARKER.encode() not in everything(desk.vault)


def test_the_proof_names_two_people_and_never_the_client(desk: Session, closed: str) -> None:
    client = desk.vault.fetch(Identity)[0].owner
    backup = desk.vault.backup().name
    run = erase(desk, closed)
    [proof] = erasure.erasures(desk)
    assert proof.id == run
    assert proof.by == f"Erased by {SUPERVISOR}, approved by {WORKER}"
    assert (proof.what, proof.why) == ("Case: 1, Client: 1", "The client asked for it")
    assert proof.cleansed
    assert backup in proof.backups
    words = " ".join(proof.lines())
    assert "not reached" in words
    for secret in (closed, client, MARKER, "C-"):
        assert secret not in words
        assert secret not in repr([vars(held) for held in desk.vault.fetch(Erasure)])


def test_the_proof_is_printed_for_whoever_asked_and_holds_no_client(
    desk: Session, closed: str, tmp_path: Path
) -> None:
    client = desk.vault.fetch(Identity)[0].owner
    run = erase(desk, closed)
    [proof] = erasure.erasures(desk)
    content = print_proof(desk, run, tmp_path).read_bytes()
    words = words_of(content)
    assert run in words
    assert f"Erased by {SUPERVISOR}, approved by {WORKER}" in words
    assert all(box[:20] in words.replace(" ", "") for box in proof.boxes)
    for secret in (closed, client, MARKER):
        assert secret not in unpacked(content)
    with pytest.raises(RefusedError, match="Nothing was printed"):
        print_proof(desk, "0" * 32, tmp_path)


def test_the_second_person_signed_what_went(desk: Session, closed: str) -> None:
    run = erase(desk, closed)
    held = desk.vault.fetch(Erasure)
    member = next(each for each in desk.vault.members() if each.name == WORKER)
    message = erasure.approval_message(run, [each.box or "" for each in held])
    for each in held:
        key = Ed25519PublicKey.from_public_bytes(member.public_key)
        key.verify(bytes.fromhex(each.approval or ""), message)


def test_nobody_erases_alone(desk: Session, closed: str) -> None:
    with pytest.raises(RefusedError, match="Nobody erases alone"):
        erase(desk, closed, second=SUPERVISOR, words=PASSPHRASES[SUPERVISOR])
    assert desk.vault.fetch(Identity)


def test_a_caseworker_neither_erases_nor_sees_the_proofs(office: Office, desk: Session) -> None:
    case_id = desk.vault.fetch(Case)[0].id
    worker = office.change_places(WORKER)
    for step in (lambda: erasure.preview(worker, case_id), lambda: erasure.erasures(worker)):
        with pytest.raises(RefusedError, match="supervisor"):
            step()


def test_a_reason_is_one_of_the_list(desk: Session, closed: str) -> None:
    shown = erasure.preview(desk, closed)
    with prove(desk, WORKER, PASSPHRASES[WORKER]) as second:
        for why in ("", "issued", "because"):
            with pytest.raises(RefusedError, match="Say why"):
                erasure.erase(desk, shown, why, second)


@pytest.mark.parametrize(
    ("kind", "answers", "words"),
    [
        (LegalHold, {"since": datetime(2025, 11, 1, tzinfo=LONDON).date()}, "legal hold"),
        (ProcessStep, {"process": "criminal", "stage": "charged"}, "track under way"),
        (DisclosureRequest, {"request_kind": "subject_access"}, "disclosure request"),
        (Closure, None, "still open"),
    ],
)
def test_a_held_case_is_refused_with_its_reason(
    desk: Session, closed: str, kind: type, answers: dict[str, object] | None, words: str
) -> None:
    removed = answers is None
    desk.save("save", [Save(kind, closed, closed, answers or {}, removed=removed)])
    assert words in erasure.preview(desk, closed).held[0]
    with pytest.raises(RefusedError, match=words):
        erase(desk, closed)
    assert desk.vault.fetch(Identity)


def test_a_hold_that_ended_holds_no_more(desk: Session, closed: str) -> None:
    days = {name: datetime(2025, 11, 19, tzinfo=LONDON).date() for name in ("since", "until")}
    desk.save("save", [Save(LegalHold, closed, closed, days)])
    assert erasure.preview(desk, closed).held == ()


def test_a_case_that_is_gone_is_refused(desk: Session, closed: str) -> None:
    shown = erasure.preview(desk, closed)
    erase(desk, closed)
    with prove(desk, WORKER, PASSPHRASES[WORKER]) as second:
        for step in (
            lambda: erasure.preview(desk, closed),
            lambda: erasure.erase(desk, shown, "retention", second),
        ):
            with pytest.raises(RefusedError, match="not here"):
                step()


def test_a_client_with_another_case_stays_until_that_goes(desk: Session, closed: str) -> None:
    client = desk.vault.fetch(Case)[0].client
    answers = {"client": client, "reference": "C-002", "strand": "ISVA"}
    desk.save("save", [Save(Case, "second", "second", answers)])
    shown = erasure.preview(desk, closed)
    assert (shown.client, shown.cases) == ("", (closed,))
    assert any("other case" in words for words in shown.stays)
    erase(desk, closed)
    assert desk.vault.fetch(Identity)[0].owner == client
    assert [held.id for held in desk.vault.fetch(Case)] == ["second"]
    whole = erasure.preview(desk, "second", whole_client=True)
    assert whole.client == client


def counted(session: Session) -> list[object]:
    return [
        *figures(session, Period.parse(FIRST_QUARTER)),
        *figures(session, Period.parse("2025-FY")),
    ]


@pytest.fixture
def closed_in_year(year_session: Session) -> list[str]:
    """Return closed cases of the invented year that nothing holds."""
    return [
        case.id
        for case in year_session.vault.fetch(Case)
        if not erasure.preview(year_session, case.id, whole_client=True).held
    ]


def erase_some(session: Session, cases: list[str]) -> None:
    with prove(session, MANAGER, MANAGER_WORDS) as second:
        for case_id in cases:
            if session.vault.fetch_one(Case, case_id) is not None:
                shown = erasure.preview(session, case_id, whole_client=True)
                erasure.erase(session, shown, "retention", second)
    erasure.cleanse(session)


def test_figures_and_the_next_return_are_the_same_after_an_erasure(
    year_session: Session, closed_in_year: list[str]
) -> None:
    before = counted(year_session)
    quarter = Period.parse(FIRST_QUARTER)
    prepared = prepare_return(year_session, quarter)
    names = {held.id for held in year_session.vault.fetch(Case)}
    erase_some(year_session, closed_in_year[:12])
    assert len(year_session.vault.fetch(Case)) < len(names)
    assert counted(year_session) == before
    again = prepare_return(year_session, quarter)
    assert again.released.cells == prepared.released.cells
    assert len(again.released.bookings) == len(prepared.released.bookings)
    # What is kept tells nothing of whom it was: no id of before, no name, no note.
    said = "".join(held.rows or "" for held in year_session.vault.fetch(ErasedCounts))
    gone = names - {held.id for held in year_session.vault.fetch(Case)}
    assert said
    assert not any(case_id in said for case_id in gone)


def test_a_stub_goes_once_the_return_that_carries_it_is_issued(
    year_session: Session, closed_in_year: list[str], tmp_path: Path
) -> None:
    erase_some(year_session, closed_in_year[:6])
    quarters = [Period.parse(name) for name in (FIRST_QUARTER, SECOND_QUARTER)]
    kept = [len(stubs(year_session.vault))]
    for quarter in quarters:
        issue_return(
            year_session,
            quarter,
            tmp_path / quarter.name,
            approver=MANAGER,
            passphrase=MANAGER_WORDS,
        )
        kept.append(len(stubs(year_session.vault)))
        left = {history.case for history in case_histories(year_session.vault)}
        assert {stub.case for stub in stubs(year_session.vault)} - {""} <= left
    assert kept[0] > kept[-1]
    assert year_session.vault.audit().proved


def test_what_was_issued_is_not_booked_again_after_an_erasure(
    year_session: Session, closed_in_year: list[str], tmp_path: Path
) -> None:
    quarter, following = Period.parse(FIRST_QUARTER), Period.parse(SECOND_QUARTER)
    issue_return(
        year_session, quarter, tmp_path / "one", approver=MANAGER, passphrase=MANAGER_WORDS
    )
    before = prepare_return(year_session, following)
    erase_some(year_session, closed_in_year[:15])
    after = prepare_return(year_session, following)
    assert after.released.cells == before.released.cells
    places = [
        Counter(booking.place[::2] for booking in prepared.released.bookings)
        for prepared in (before, after)
    ]
    assert places[0] == places[1]


def test_a_stub_that_was_changed_stops_figures_with_a_sentence(desk: Session, closed: str) -> None:
    erase(desk, closed)
    for wrong in ("", "{", "[]", '{"rows": {"case": [[1]]}, "reads": {"case": []}}'):
        desk.vault._connection.execute("UPDATE r_erased_counts SET rows = ?", (wrong,))
        with pytest.raises(ReturnError, match="damaged"):
            case_histories(desk.vault)
    assert not desk.vault.audit().proved


def test_stubs_hold_countable_answers_only(desk: Session, closed: str) -> None:
    erase(desk, closed)
    said = "".join(held.rows or "" for held in desk.vault.fetch(ErasedCounts))
    for word in (MARKER, "Robin", closed, "C-", WORKER):
        assert word not in said
    [history] = histories(desk)
    assert history.strand == "IDVA"
    assert history.employments[0].employment_type == "officer"


def histories(session: Session) -> list[CaseHistory]:
    return case_histories(session.vault)
