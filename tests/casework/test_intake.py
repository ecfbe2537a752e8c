import re
from datetime import date

import pytest

from idva_desktop.casework import intake, referral_saves
from idva_desktop.casework.drafts import keep, kept
from idva_desktop.casework.exclusions import excluded_among
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import GateError
from idva_desktop.domain.form import Reading, Typed, read_form
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
from idva_desktop.domain.safe_contact import rule_parts
from tests.casework.people import REFERRAL, SUPERVISOR, WORKER, Office


def _reading(session: Session, typed: dict[str, Typed]) -> Reading:
    return read_form(intake.intake_form(short=False), typed, session.clock())


def test_the_short_path_has_twelve_fields_at_most() -> None:
    assert len(list(intake.intake_form().fields())) <= 12


def test_whatever_the_gate_needs_is_on_the_short_path(session: Session) -> None:
    short = {field.key for field in intake.intake_form().fields()}
    missing = intake.gate(_reading(session, {}))
    assert missing
    assert {f"{one.kind}.{one.question}" for one in missing} <= short


def test_accepting_makes_client_case_and_referral_in_one_act(session: Session) -> None:
    case_id = intake.accept(session, REFERRAL)
    case = session.vault.fetch_one(Case, case_id)
    assert case is not None
    assert re.fullmatch("C-[2-9C-Z]{4}", case.reference or "")
    assert (case.strand, case.worker) == ("IDVA", WORKER)
    (referral,) = session.vault.fetch(Referral, owner=case_id)
    assert (referral.decision, referral.decided_on) == ("accepted", date(2025, 11, 20))
    assert referral.age_band == "35_44"
    assert case.client is not None
    (identity,) = session.vault.fetch(Identity, owner=case.client)
    assert identity.date_of_birth == date(1988, 6, 14)
    assert session.vault.fetch(SafeContact, owner=case.client)[0].channels == ("text",)
    assert session.vault.fetch(Employment, owner=case.client)
    assert session.vault.fetch_one(Client, case.client) is not None
    assert session.vault.fetch(Perpetrator, owner=case_id) == []
    accepted = {entry.act for entry in session.vault.history(case_id)}
    assert len(accepted) == 1


def test_the_person_behind_the_harm_is_kept_apart_from_the_client(session: Session) -> None:
    typed: dict[str, Typed] = REFERRAL | {"perpetrator.police_link": "mps_officer"}
    case_id = intake.accept(session, typed)
    (person,) = session.vault.fetch(Perpetrator, owner=case_id)
    assert person.police_link == "mps_officer"


def test_references_are_random_so_that_none_is_missed(session: Session, case_id: str) -> None:
    second = session.vault.fetch_one(Case, intake.accept(session, REFERRAL))
    assert case_id
    assert second is not None
    first = session.vault.fetch_one(Case, case_id)
    assert first is not None
    assert second.reference != first.reference


def test_a_referral_with_gaps_is_refused_and_its_draft_stays(session: Session) -> None:
    typed: dict[str, Typed] = {
        "identity.given_name": "Robin",
        "identity.date_of_birth": "3 March 2052",
    }
    keep(session, intake.DRAFT, "intake", typed, "identity.date_of_birth")
    with pytest.raises(GateError) as refused:
        intake.accept(session, typed)
    named = {f"{one.kind}.{one.question}" for one in refused.value.missing}
    assert {"referral.received_at", "referral.source", "identity.date_of_birth"} <= named
    assert all(one.words and "2052" not in one.words for one in refused.value.missing)
    assert session.vault.fetch(Case) == []
    draft = kept(session, intake.DRAFT)
    assert draft is not None
    assert (draft.typed, draft.cursor) == (typed, "identity.date_of_birth")


def test_accepting_settles_the_draft(session: Session) -> None:
    keep(session, intake.DRAFT, "intake", REFERRAL, "")
    intake.accept(session, REFERRAL)
    assert kept(session, intake.DRAFT) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"identity.given_name": "robin", "identity.family_name": "Éxample"}, "The same name"),
        ({"identity.mobile": "07700 900142"}, "The same number"),
        ({"identity.date_of_birth": "14/6/88"}, "The same date of birth"),
        (
            {
                "identity.given_name": "Robin",
                "identity.family_name": "Example",
                "identity.mobile": "07700 900142",
            },
            "The same name and number",
        ),
    ],
)
def test_a_likely_duplicate_is_found_before_a_case_is_made(
    session: Session, case_id: str, typed: dict[str, Typed], words: str
) -> None:
    (found,) = intake.likely_duplicates(session, _reading(session, typed))
    assert (found.case_id, found.words) == (case_id, words)


@pytest.mark.parametrize(
    "typed",
    [
        {"identity.given_name": "Robin"},
        {"identity.given_name": "Alex", "identity.family_name": "Example"},
        {"identity.mobile": "07700"},
        {"identity.date_of_birth": "15/6/88"},
    ],
)
def test_a_mere_resemblance_is_no_duplicate(
    session: Session, case_id: str, typed: dict[str, Typed]
) -> None:
    assert case_id
    assert intake.likely_duplicates(session, _reading(session, typed)) == []


def test_the_first_attempt_is_due_a_working_day_after_receipt(session: Session) -> None:
    due = intake.first_attempt_by(session, _reading(session, REFERRAL))
    assert due is not None
    assert due.by == date(2025, 11, 21)
    assert intake.first_attempt_by(session, _reading(session, {})) is None


def test_the_rule_typed_so_far_can_be_shown(session: Session) -> None:
    rule = intake.safe_contact_typed(_reading(session, REFERRAL))
    assert rule is not None
    assert rule.channels == ("text",)
    assert intake.safe_contact_typed(_reading(session, {})) is None


@pytest.mark.parametrize(
    ("birth", "band"),
    [
        (date(2000, 11, 21), "under_25"),
        (date(2000, 11, 20), "25_34"),
        (date(1970, 11, 20), "55_plus"),
        (date(1970, 11, 21), "45_54"),
    ],
)
def test_the_age_band_follows_completed_years(birth: date, band: str) -> None:
    assert referral_saves.age_band(birth, date(2025, 11, 20)) == band


@pytest.mark.parametrize(
    "address",
    [
        "s.kaur@met.police.uk",
        "S.Kaur@MET.Police.UK ",
        "kaur@met.pnn.police.uk",
        "k@kent.police.uk.",
    ],
)
def test_an_address_that_the_employer_reads_is_barred(session: Session, address: str) -> None:
    typed: dict[str, Typed] = REFERRAL | {"identity.personal_email": address}
    with pytest.raises(GateError) as refused:
        intake.accept(session, typed)
    assert [one.question for one in refused.value.missing] == ["personal_email"]
    assert address.strip() not in str(refused.value)
    assert session.vault.fetch(Case) == []


@pytest.mark.parametrize(
    "address", ["kaur@example.org", "kaur@notpolice.uk", "police.uk@example.org"]
)
def test_a_personal_address_is_not_barred(session: Session, address: str) -> None:
    assert intake.accept(session, REFERRAL | {"identity.personal_email": address})


def test_the_client_may_lift_the_bar_and_the_reason_is_kept(session: Session) -> None:
    typed: dict[str, Typed] = REFERRAL | {
        "identity.personal_email": "s.kaur@met.police.uk",
        "safe_contact.mps_allowed": "yes",
    }
    with pytest.raises(GateError) as refused:
        intake.accept(session, typed)
    assert [one.question for one in refused.value.missing] == ["mps_reason"]
    case_id = intake.accept(session, typed | {"safe_contact.mps_reason": "Nobody else reads it"})
    case = session.vault.fetch_one(Case, case_id)
    assert case is not None
    (rule,) = session.vault.fetch(SafeContact, owner=case.client)
    assert rule.mps_reason == "Nobody else reads it"
    assert ("circle-alert", "MPS email and phone allowed by the client") in rule_parts(rule, None)


# Who must not know


def _without(typed: dict[str, Typed], key: str) -> dict[str, Typed]:
    return {name: words for name, words in typed.items() if name != key}


def test_whether_anybody_must_not_know_is_asked_before_a_case_is_given(session: Session) -> None:
    with pytest.raises(GateError) as refused:
        intake.accept(session, _without(REFERRAL, "referral.kept_from"))
    assert [(one.kind, one.question) for one in refused.value.missing] == [
        ("referral", "kept_from")
    ]
    assert session.vault.fetch(Case) == []


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ({}, "name"),
        ({"exclusion.why": "Shares a team"}, "name"),
        ({"exclusion.name": "Pat Marsh"}, "why"),
    ],
)
def test_who_must_not_know_is_named_with_the_reason(
    session: Session, typed: dict[str, Typed], question: str
) -> None:
    with pytest.raises(GateError) as refused:
        intake.accept(session, REFERRAL | {"referral.kept_from": "yes"} | typed)
    assert [(one.kind, one.question) for one in refused.value.missing] == [("exclusion", question)]


def test_who_is_named_at_the_referral_is_excluded_from_the_first_moment(session: Session) -> None:
    named: dict[str, Typed] = {
        "referral.kept_from": "yes",
        "exclusion.name": "Pat Marsh",
        "exclusion.why": "Shares a team",
    }
    case_id = intake.accept(session, REFERRAL | named)
    (held,) = session.vault.fetch(Exclusion, owner=case_id)
    assert (held.name, held.why) == ("Pat Marsh", "Shares a team")
    assert excluded_among(session, case_id, "Meet with Pat Marsh")


def test_whoever_accepts_and_must_not_know_is_not_given_the_case(
    office: Office, session: Session
) -> None:
    named: dict[str, Typed] = {
        "referral.kept_from": "yes",
        "exclusion.name": WORKER,
        "exclusion.why": "Lives next door",
    }
    case_id = intake.accept(session, REFERRAL | named)
    assert intake.waits_for_a_supervisor(session, case_id)
    case = office.change_places(SUPERVISOR).vault.fetch_one(Case, case_id)
    assert case is not None
    assert case.worker is None
