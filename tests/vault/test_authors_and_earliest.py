from datetime import date, datetime
from pathlib import Path

import pytest

from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Contact
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.journal.acts import Act, Change
from tests.casework.people import PASSPHRASES, SUPERVISOR, WORKER, Office


def _contact(record_id: str, owner: str, at: str, who: str = "client") -> Change:
    return Change("contact", record_id, owner, Scope.CASE, {"at": at, "who": who})


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "vault")


def test_the_author_is_who_entered_the_record_first(office: Office) -> None:
    first = office.session.vault
    first.commit(Act("save", (_contact("c1", "case", "2025-11-20T10:00:00Z"),)))
    writer = first.member.id
    second = office.change_places(SUPERVISOR).vault
    second.commit(Act("save", (_contact("c1", "case", "2025-11-20T11:00:00Z"),)))
    assert second.author_of(Contact, "c1") == writer
    assert second.member.id != writer
    assert second.author_of(Contact, "not there") == ""
    office.close()


def test_an_act_of_a_proven_member_is_theirs(office: Office) -> None:
    vault = office.session.vault
    with vault.prove_member(SUPERVISOR, PASSPHRASES[SUPERVISOR]) as proven:
        act = Act("save", (_contact("c1", "case", "2025-11-20T10:00:00Z"),))
        vault.commit(act, signer=proven)
    assert vault.author_of(Contact, "c1") == proven.member.id
    assert vault.member.name == WORKER
    assert vault.audit().proved
    office.close()


def test_the_earliest_is_told_by_owner_in_london_dates(office: Office) -> None:
    vault = office.session.vault
    changes = (
        _contact("c1", "a", "2025-07-02T23:30:00Z"),  # already the 3rd in London's summer
        _contact("c2", "a", "2025-07-04T10:00:00Z"),
        _contact("c3", "a", "2025-06-01T10:00:00Z", who="agency"),
        _contact("c4", "b", "2025-12-01T10:00:00Z"),
    )
    vault.commit(Act("save", changes))
    expected = {"a": date(2025, 7, 3), "b": date(2025, 12, 1)}
    assert vault.earliest(Contact, "at", who="client") == expected
    assert vault.earliest(Contact, "at", owner="b") == {"b": date(2025, 12, 1)}
    office.close()


def test_the_earliest_is_asked_of_dates_only(office: Office) -> None:
    with pytest.raises(TypeError):
        office.session.vault.earliest(Contact, "who")
    office.close()


def test_items_of_an_instrument_are_kept_in_a_draft(office: Office) -> None:
    vault = office.session.vault
    vault.save_draft("risk:1", "risk", {"risk_assessment.items": {"01": "yes"}}, "")
    kept = vault.draft("risk:1")
    assert kept is not None
    assert kept.answers == {"risk_assessment.items": {"01": "yes"}}
    assert kept.saved_at <= datetime.now(LONDON)
    office.close()
