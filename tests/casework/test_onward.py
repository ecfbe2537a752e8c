"""An onward referral has its consent, its withdrawal and its outcome, each with a day."""

from datetime import date, timedelta

import pytest

from idva_desktop.casework import records
from idva_desktop.casework.deadlines import dues_of
from idva_desktop.casework.session import Session
from idva_desktop.casework.timeline import timeline
from idva_desktop.domain.errors import GateError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import DirectoryEntry, OnwardReferral, Sharing
from tests.casework.people import Office
from tests.casework.test_sharing import BY_CONSENT


def _referred(session: Session, case_id: str, **given: str) -> str:
    entry = records.save_record(
        session, DirectoryEntry, DirectoryEntry.scope, {"directory_entry.name": "North House"}
    )
    said = {
        "service": entry,
        "purpose": "A room",
        "basis": "consent",
        "consented_on": "3 Nov 2025",
        "referred_on": "4 Nov 2025",
        **given,
    }
    typed: dict[str, Typed] = {f"onward_referral.{name}": words for name, words in said.items()}
    return records.save_record(session, OnwardReferral, case_id, typed)


def _changed(session: Session, case_id: str, record_id: str, **given: str) -> None:
    typed = records.typed_answers(session, OnwardReferral, record_id)
    typed |= {f"onward_referral.{name}": words for name, words in given.items()}
    records.save_record(session, OnwardReferral, case_id, typed, record_id)


def _by(session: Session, case_id: str, rule: str) -> list[date | None]:
    return [due.by for due in dues_of(session, case_id) if due.rule_id == rule]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"withdrawn_on": "3 Nov 2025"}, "nobody is referred from then on"),
        ({"consent_until": "3 Nov 2025"}, "ask the client again"),
    ],
)
def test_nobody_is_referred_by_a_consent_that_was_withdrawn_or_had_ended(
    session: Session, case_id: str, given: dict[str, str], words: str
) -> None:
    with pytest.raises(GateError) as refused:
        _referred(session, case_id, **given)
    (missing,) = refused.value.missing
    assert missing.question == "referred_on"
    assert words in missing.words
    assert session.vault.count(OnwardReferral) == 0


def test_a_service_is_asked_for_its_answer_until_there_is_one(
    session: Session, case_id: str
) -> None:
    record_id = _referred(session, case_id)
    assert _by(session, case_id, "onward_answer") == [date(2025, 11, 18)]
    _changed(session, case_id, record_id, outcome="waiting_list", outcome_on="10 Nov 2025")
    assert _by(session, case_id, "onward_answer") == [date(2025, 11, 18)]
    _changed(session, case_id, record_id, outcome="taken_on", outcome_on="19 Nov 2025")
    assert _by(session, case_id, "onward_answer") == []
    assert "Referral to another service: taken on" in [
        entry.title for entry in timeline(session, case_id)
    ]


def test_the_client_is_asked_again_before_a_consent_ends(office: Office, case_id: str) -> None:
    session = office.session
    record_id = _referred(session, case_id, consent_until="5 Dec 2025")
    assert _by(session, case_id, "onward_consent") == []
    office.clock.at += timedelta(days=1)
    assert _by(session, case_id, "onward_consent") == [date(2025, 12, 5)]
    _changed(session, case_id, record_id, consent_until="5 Jun 2026")
    assert _by(session, case_id, "onward_consent") == []


def test_a_service_is_told_of_a_withdrawal_until_it_was(session: Session, case_id: str) -> None:
    record_id = _referred(session, case_id, withdrawn_on="19 Nov 2025")
    assert _by(session, case_id, "onward_withdrawn") == [date(2025, 11, 20)]
    assert _by(session, case_id, "onward_answer") == []
    _changed(session, case_id, record_id, service_told_on="20 Nov 2025")
    assert _by(session, case_id, "onward_withdrawn") == []


def test_a_sharing_is_asked_about_again_before_it_ends(session: Session, case_id: str) -> None:
    typed: dict[str, Typed] = {**BY_CONSENT, "sharing.expires_on": "1 Dec 2025"}
    record_id = records.save_record(session, Sharing, case_id, typed)
    assert _by(session, case_id, "sharing_ends") == [date(2025, 12, 1)]
    ended: dict[str, Typed] = {**typed, "sharing.withdrawn_on": "20 Nov 2025"}
    records.save_record(session, Sharing, case_id, ended, record_id)
    assert _by(session, case_id, "sharing_ends") == []
