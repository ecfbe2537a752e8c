from datetime import date

import pytest

from idva_desktop.casework import risk
from idva_desktop.casework.drafts import keep, kept
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.instrument import instrument
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import RiskAssessment
from tests.casework.people import PASSPHRASES, SUPERVISOR, WORKER, Office


def answered(yes: int, **more: Typed) -> dict[str, Typed]:
    items = [item.id for item in instrument().items()]
    answers = {item: "yes" if place < yes else "no" for place, item in enumerate(items)}
    typed: dict[str, Typed] = {
        "risk_assessment.on": "today",
        "risk_assessment.stage": "entry",
        "risk_assessment.items": answers,
        "risk_assessment.judgement": "agrees",
    }
    return typed | {f"risk_assessment.{name}": value for name, value in more.items()}


def _save(session: Session, case_id: str, typed: dict[str, Typed]) -> RiskAssessment:
    held = session.vault.fetch_one(RiskAssessment, risk.save_assessment(session, case_id, typed))
    assert held is not None
    return held


@pytest.mark.parametrize(("yes", "band"), [(7, "standard"), (8, "medium"), (14, "high")])
def test_the_score_gives_the_band(session: Session, case_id: str, yes: int, band: str) -> None:
    held = _save(session, case_id, answered(yes))
    assert (held.score, held.band, held.on) == (yes, band, date(2025, 11, 20))
    assert held.instrument == "Built-in instrument, version 1"


def test_judgement_raises_the_band_with_a_reason_only(session: Session, case_id: str) -> None:
    with pytest.raises(GateError) as refused:
        risk.save_assessment(session, case_id, answered(9, judgement="higher"))
    assert [one.question for one in refused.value.missing] == ["judgement_reason"]
    held = _save(
        session, case_id, answered(9, judgement="higher", judgement_reason="He knows the address")
    )
    assert held.band == "high"


def test_a_lower_score_never_lowers_the_band(session: Session, case_id: str) -> None:
    _save(session, case_id, answered(15))
    later = answered(3, stage="review")
    picture = risk.risk_picture(session, case_id, later)
    assert (picture.band, picture.kept, picture.score) == ("high", True, 3)
    assert _save(session, case_id, later).band == "high"


def test_an_exit_reading_stands_for_itself(session: Session, case_id: str) -> None:
    _save(session, case_id, answered(15))
    assert _save(session, case_id, answered(3, stage="exit")).band == "standard"


def test_high_risk_is_reviewed_sooner(session: Session, case_id: str) -> None:
    high = risk.risk_picture(session, case_id, answered(14))
    standard = risk.risk_picture(session, case_id, answered(2))
    assert (high.review_by - session.today).days == 28
    assert (standard.review_by - session.today).days == 90


def test_open_items_are_listed_and_the_draft_stays(session: Session, case_id: str) -> None:
    typed = answered(10)
    items = typed["risk_assessment.items"]
    assert isinstance(items, dict)
    del items["22"], items["24"]
    keep(session, risk.risk_draft(case_id), "risk", typed, "item.22")
    with pytest.raises(GateError) as refused:
        risk.save_assessment(session, case_id, typed)
    assert [one.words for one in refused.value.missing] == ["Answer the open items: 22, 24"]
    draft = kept(session, risk.risk_draft(case_id))
    assert draft is not None
    assert (draft.typed, draft.cursor) == (typed, "item.22")
    assert session.vault.fetch(RiskAssessment, owner=case_id) == []


def test_saving_settles_the_draft(session: Session, case_id: str) -> None:
    keep(session, risk.risk_draft(case_id), "risk", answered(1), "")
    _save(session, case_id, answered(1))
    assert kept(session, risk.risk_draft(case_id)) is None


def test_a_second_person_signs(office: Office, case_id: str) -> None:
    held = _save(office.session, case_id, answered(15))
    session = office.change_places(SUPERVISOR)
    waiting = risk.unsigned_assessment(session, case_id)
    assert waiting is not None
    assert waiting.id == held.id
    risk.sign_assessment(session, case_id, held.id)
    signed = session.vault.fetch_one(RiskAssessment, held.id)
    assert signed is not None
    assert (signed.signed_by, signed.signed_on) == (SUPERVISOR, session.today)
    assert risk.unsigned_assessment(session, case_id) is None
    with pytest.raises(RefusedError):
        risk.sign_assessment(session, case_id, held.id)


def test_nobody_signs_their_own(office: Office, case_id: str) -> None:
    session = office.change_places(SUPERVISOR)
    held = _save(session, case_id, answered(15))
    with pytest.raises(RefusedError, match="your own"):
        risk.sign_assessment(session, case_id, held.id)


def test_a_caseworker_signs_nothing(office: Office, case_id: str) -> None:
    office.change_places(SUPERVISOR)
    held = _save(office.session, case_id, answered(15))
    session = office.change_places(WORKER)
    with pytest.raises(RefusedError, match="supervisor"):
        risk.sign_assessment(session, case_id, held.id)


def test_a_second_person_signs_at_the_workers_desk(session: Session, case_id: str) -> None:
    held = _save(session, case_id, answered(15))
    with session.vault.prove_member(SUPERVISOR, PASSPHRASES[SUPERVISOR]) as proven:
        risk.sign_assessment(session, case_id, held.id, proven)
    signed = session.vault.fetch_one(RiskAssessment, held.id)
    assert signed is not None
    assert signed.signed_by == SUPERVISOR
    last = session.vault.history(case_id, held.id)[-1]
    assert (last.what, last.member_id) == ("approve", proven.member.id)
    assert session.vault.audit().proved


def test_an_item_says_who_its_answer_is_from_where_not_the_client(
    session: Session, case_id: str
) -> None:
    typed = answered(3) | {"risk_assessment.item_sources": {"01": "police", "08": "police"}}
    risk.save_assessment(session, case_id, typed)
    (held,) = session.vault.fetch(RiskAssessment, owner=case_id)
    assert risk.sources_of(held) == {"01": "police", "08": "police"}
    asked = questions_of(RiskAssessment)["item_sources"]
    assert asked.show(held.item_sources) == "Police records: 1, 8"
