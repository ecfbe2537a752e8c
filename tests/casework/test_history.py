import time
from datetime import timedelta

from idva_desktop.casework import case_file, history, identity, intake, records, risk
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Contact, CourtOrder, Need
from idva_desktop.journal.acts import Act
from tests.casework.people import REFERRAL, SUPERVISOR, WORKER, Office
from tests.casework.test_risk import answered

LONG = "word " * 20_000
ORDER: dict[str, Typed] = {
    "court_order.order": "occupation",
    "court_order.made_on": "3 March 2025",
    "court_order.conditions": "Not to come near the house",
}


def _a_case(office: Office) -> str:
    return intake.accept(office.session, REFERRAL)


def _order(session: Session, case_id: str) -> str:
    return records.save_record(session, CourtOrder, case_id, ORDER)


def test_a_change_is_told_with_who_when_and_from_what_to_what(office: Office) -> None:
    session, case_id = office.session, _a_case(office)
    record_id = _order(session, case_id)
    office.clock.at += timedelta(hours=2)
    changed = ORDER | {"court_order.made_on": "4 March 2025", "court_order.conditions": ""}
    records.save_record(session, CourtOrder, case_id, changed, record_id)
    latest, first = history.history(session, case_id, record_id)
    assert (latest.title, latest.who) == ("Order changed", WORKER)
    assert first.title == "Order added"
    told = [(each.question, each.before, each.after) for each in latest.answers]
    assert told == [
        ("Made on", "3 March 2025", "4 March 2025"),
        ("Conditions", "Not to come near the house", ""),
    ]


def test_free_words_and_the_clients_identity_are_folded(session: Session, case_id: str) -> None:
    _order(session, case_id)
    deeds = history.history(session, case_id)
    folded = {each.question for deed in deeds for each in deed.answers if each.narrative}
    assert {"Conditions", "Surname", "Date of birth"} <= folded
    plain = {each.question for deed in deeds for each in deed.answers if not each.narrative}
    assert {"Order", "Made on"} <= plain


def test_codes_are_told_by_their_labels(session: Session, case_id: str) -> None:
    record_id = _order(session, case_id)
    (deed,) = history.history(session, case_id, record_id)
    assert deed.answers[0].after == "Occupation order"


def test_what_was_taken_off_the_list_is_told(session: Session, case_id: str) -> None:
    record_id = _order(session, case_id)
    records.remove_record(session, CourtOrder, case_id, record_id)
    assert history.history(session, case_id, record_id)[0].title == "Order taken off the list"


def test_who_read_and_printed_is_for_supervisors(office: Office) -> None:
    case_id = _a_case(office)
    case_file.open_case(office.session, case_id)
    office.session.vault.commit(Act("print", about=case_id, notes={"form": "safety_plan"}))
    assert not any(deed.reading for deed in history.history(office.session, case_id))
    session = office.change_places(SUPERVISOR)
    told = [(d.title, d.who) for d in history.history(session, case_id) if d.reading]
    assert told == [("Printed: safety plan", WORKER), ("Opened and read", WORKER)]


def test_an_approval_is_told_as_one(office: Office) -> None:
    case_id = _a_case(office)
    risk_id = risk.save_assessment(office.session, case_id, answered(15, why_now="An incident"))
    session = office.change_places(SUPERVISOR)
    risk.sign_assessment(session, case_id, risk_id)
    latest = history.history(session, case_id, risk_id)[0]
    assert (latest.title, latest.who) == ("Risk assessment changed · Approved", SUPERVISOR)


def test_a_very_long_note_is_told_whole(session: Session, case_id: str) -> None:
    note_id = new_id()
    session.save("save", [Save(Contact, note_id, case_id, {"note": LONG.strip()})])
    (deed,) = history.history(session, case_id, note_id)
    assert deed.answers[0].after == LONG.strip()


def test_a_case_with_a_thousand_acts_is_told_at_once(session: Session, case_id: str) -> None:
    need_id = new_id()
    acts = [
        Act("save", (Save(Need, need_id, case_id, {"level_review": step % 5}).change(),))
        for step in range(1000)
    ]
    session.vault.commit_many(acts)
    begun = time.perf_counter()
    deeds = history.history(session, case_id)
    assert time.perf_counter() - begun < 2.0
    assert len(deeds) > 1000


def test_who_the_client_is_stays_hidden_until_it_was_asked_for(
    session: Session, case_id: str
) -> None:
    def told() -> set[str]:
        deeds = history.history(session, case_id)
        return {a.after for d in deeds if d.kind == "identity" for a in d.answers}

    assert told() == {history.HIDDEN}
    identity.identity_of(session, case_id)
    assert {"Robin", "Example"} <= told()
