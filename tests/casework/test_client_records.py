from collections.abc import Mapping

import pytest

from idva_desktop.casework import cases, identity, records
from idva_desktop.casework.case_file import banner, of_client, the_case
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import R
from idva_desktop.domain.records import (
    Dependant,
    Employment,
    Identity,
    Referral,
    SafeContact,
)
from tests.casework.people import SUPERVISOR, Office


def _held(session: Session, kind: type[R], case_id: str) -> R:
    found = of_client(session, kind, the_case(session, case_id))
    assert found is not None
    return found


def _change(session: Session, kind: type[R], case_id: str, **answers: Typed) -> Mapping[str, Typed]:
    held = _held(session, kind, case_id)
    typed = records.typed_answers(session, kind, held.id)
    typed |= {f"{kind.kind}.{name}": value for name, value in answers.items()}
    records.save_record(session, kind, case_id, typed, held.id)
    return typed


def test_what_the_client_holds_is_changed_from_the_case(session: Session, case_id: str) -> None:
    _change(session, Employment, case_id, special_role=["firearms"], duty_status="restricted")
    held = _held(session, Employment, case_id)
    assert (held.special_role, held.duty_status) == (("firearms",), "restricted")
    assert held.owner == the_case(session, case_id).client
    assert records.count(session, Employment, case_id) == 1


def test_a_changed_rule_shows_in_the_banner_at_once(session: Session, case_id: str) -> None:
    _change(session, SafeContact, case_id, channels=["phone"], withheld_number="yes")
    assert any("Call" in words for _, words in banner(session, case_id).rule)


def test_a_dependant_belongs_to_the_client_whichever_case_it_was_typed_in(
    session: Session, case_id: str
) -> None:
    typed: dict[str, Typed] = {"dependant.who": "child", "dependant.age_band": "5_11"}
    records.save_record(session, Dependant, case_id, typed)
    assert [row.cells[:2] for row in records.rows(session, Dependant, case_id)] == [
        ("Child", "5 to 11")
    ]
    assert session.vault.count(Dependant, owner=case_id) == 0


@pytest.mark.parametrize(("kind", "name"), [(Identity, "given_name"), (SafeContact, "channels")])
def test_what_a_referral_asks_cannot_be_emptied_later(
    session: Session, case_id: str, kind: type[R], name: str
) -> None:
    with pytest.raises(GateError) as refused:
        _change(session, kind, case_id, **{name: ""})
    assert [each.question for each in refused.value.missing] == [name]


def test_the_day_of_a_referral_cannot_be_emptied(session: Session, case_id: str) -> None:
    held = session.vault.fetch(Referral, owner=case_id)[0]
    typed = records.typed_answers(session, Referral, held.id) | {"referral.received_at": ""}
    with pytest.raises(GateError):
        records.save_record(session, Referral, case_id, typed, held.id)


def test_an_employers_address_is_barred_after_intake_too(session: Session, case_id: str) -> None:
    address = "robin.example@met.police.uk"
    with pytest.raises(GateError):
        _change(session, Identity, case_id, personal_email=address)
    lifted: dict[str, Typed] = {"mps_allowed": "yes", "mps_reason": "It is what she has"}
    _change(session, SafeContact, case_id, **lifted)
    _change(session, Identity, case_id, personal_email=address)
    with pytest.raises(GateError) as refused:
        _change(session, SafeContact, case_id, mps_allowed="no", mps_reason="")
    assert [each.question for each in refused.value.missing] == ["mps_allowed"]


def test_who_the_client_is_opens_to_others_only_with_a_reason(
    office: Office, session: Session, case_id: str
) -> None:
    records.may_open(session, Identity, case_id)
    supervising = office.change_places(SUPERVISOR)
    for kind in (Employment, SafeContact):
        records.may_open(supervising, kind, case_id)
    with pytest.raises(RefusedError):
        records.may_open(supervising, Identity, case_id)
    with pytest.raises(RefusedError):
        _change(supervising, Identity, case_id, given_name="Another")
    identity.ask_identity(supervising, case_id, {"identity_asking.why": "A complaint names her"})
    records.may_open(supervising, Identity, case_id)


def test_a_case_without_a_client_has_nothing_of_the_client(session: Session) -> None:
    with pytest.raises(RefusedError):
        records.rows(session, Employment, "no such case")
    assert cases.case_row(session, "no such case") is None


def test_a_rule_of_safe_contact_keeps_formats_and_language(session: Session, case_id: str) -> None:
    _change(session, SafeContact, case_id, formats=["large_print", "interpreter"], language="Welsh")
    held = _held(session, SafeContact, case_id)
    assert (held.formats, held.language) == (("large_print", "interpreter"), "Welsh")


def test_a_referral_keeps_the_priority_under_the_victims_code(
    session: Session, case_id: str
) -> None:
    [held] = session.vault.fetch(Referral, owner=case_id)
    typed = records.typed_answers(session, Referral, held.id)
    typed["referral.priority"] = ["vulnerable_or_intimidated", "persistently_targeted"]
    records.save_record(session, Referral, case_id, typed, held.id)
    [held] = session.vault.fetch(Referral, owner=case_id)
    assert held.priority == ("vulnerable_or_intimidated", "persistently_targeted")
