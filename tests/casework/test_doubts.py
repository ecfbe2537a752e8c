from typing import Any

import pytest

from idva_desktop.casework import contacts, intake, records
from idva_desktop.casework.session import Session
from idva_desktop.domain.checks import CONFIRMED
from idva_desktop.domain.errors import DoubtError, GateError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import AbuseIncident, Contact, CourtOrder, Referral
from tests.casework.people import REFERRAL

ORDER: dict[str, Typed] = {
    "court_order.order": "non_molestation",
    "court_order.made_on": "3 March 2025",
    "court_order.expires_on": "3 March 2024",
}


def _doubted(save: Any, *given: Any) -> list[str]:  # noqa: ANN401 - any way to save
    with pytest.raises(DoubtError) as doubt:
        save(*given)
    return doubt.value.sentences


def test_what_is_unlikely_is_asked_about_and_nothing_is_saved(
    session: Session, case_id: str
) -> None:
    sentences = _doubted(records.save_record, session, CourtOrder, case_id, ORDER)
    assert sentences == ["“Expires on” lies before “Made on”"]
    assert records.rows(session, CourtOrder, case_id) == []


def test_what_is_confirmed_is_saved_and_noted_in_the_history(
    session: Session, case_id: str
) -> None:
    sentences = _doubted(records.save_record, session, CourtOrder, case_id, ORDER)
    record_id = records.save_record(session, CourtOrder, case_id, {**ORDER, CONFIRMED: sentences})
    (note, *_) = {entry.notes["reason"] for entry in session.vault.history(case_id, record_id)}
    assert note == "Confirmed: “Expires on” lies before “Made on”"


def test_confirming_one_thing_confirms_nothing_else(session: Session, case_id: str) -> None:
    sentences = _doubted(records.save_record, session, CourtOrder, case_id, ORDER)
    worse = {**ORDER, "court_order.breached_on": "1 March 2025", CONFIRMED: sentences}
    assert len(_doubted(records.save_record, session, CourtOrder, case_id, worse)) == 2


def test_a_contact_before_the_referral_is_asked_about(session: Session, case_id: str) -> None:
    typed: dict[str, Typed] = {
        "contact.who": "agency",
        "contact.how": "phone",
        "contact.result": "successful",
        "contact.at": "3 Nov 2025 10:00",
    }
    sentences = _doubted(contacts.log_contact, session, case_id, typed)
    assert sentences == ["“When” lies before the referral was received"]
    contact_id = contacts.log_contact(session, case_id, {**typed, CONFIRMED: sentences})
    assert session.vault.fetch_one(Contact, contact_id) is not None


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        (
            Referral,
            {"received_at": "20 Nov 2025 09:30", "decided_on": "19 Nov 2025"},
            "“Decided on” lies before “When was the referral received?”",
        ),
        (
            AbuseIncident,
            {"learned_on": "3 Nov 2025", "happened": "about 15 Nov 2025"},
            "“Learned of on” lies before “When it happened”",
        ),
    ],
)
def test_days_in_an_order_that_can_hardly_be_are_asked_about(
    session: Session, case_id: str, kind: type[Record], typed: dict[str, str], sentence: str
) -> None:
    given: dict[str, Typed] = {f"{kind.kind}.{name}": words for name, words in typed.items()}
    if kind is Referral:
        given |= {key: REFERRAL[key] for key in REFERRAL if key.startswith("referral.")}
        given["referral.received_at"] = typed["received_at"]
    assert sentence in _doubted(records.save_record, session, kind, case_id, given)


def test_what_is_missing_is_said_before_what_is_unlikely(session: Session, case_id: str) -> None:
    with pytest.raises(GateError) as refusal:
        records.save_record(session, CourtOrder, case_id, ORDER | {"court_order.order": ""})
    assert not isinstance(refusal.value, DoubtError)


def test_a_safe_window_through_the_night_is_asked_about_at_intake(session: Session) -> None:
    typed = REFERRAL | {"safe_contact.from_time": "22:00", "safe_contact.until_time": "06:00"}
    sentences = _doubted(intake.accept, session, typed)
    assert intake.accept(session, typed | {CONFIRMED: sentences})
