import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from idva_desktop.casework import risk
from idva_desktop.casework.service import packs
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.errors import OutputError, PackError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.instrument import built_in, instrument, learn
from idva_desktop.domain.records import ContentPack, RiskAssessment
from idva_desktop.domain.vocab import add_versions, code_list
from tests.casework.people import SUPERVISOR, Office
from tests.casework.test_risk import answered
from tests.domain.test_content_pack import checklist, encoded, orders


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    learn([], None)
    add_versions([])


@pytest.fixture
def supervisor(office: Office) -> Session:
    return office.change_places(SUPERVISOR)


def _file(tmp_path: Path, plain: dict[str, Any]) -> Path:
    path = tmp_path / "pack.json"
    path.write_bytes(encoded(plain))
    return path


def test_a_checklist_is_loaded_chosen_and_used_at_once(
    office: Office, supervisor: Session, tmp_path: Path
) -> None:
    pack_id = packs.load_pack(supervisor, _file(tmp_path, checklist()))
    assert [row.in_use for row in packs.pack_rows(supervisor)] == [True, False]
    assert instrument() == built_in()
    packs.use_instrument(supervisor, pack_id)
    assert [row.in_use for row in packs.pack_rows(supervisor)] == [False, True]
    assert instrument().title == "Example checklist"
    learn([], None)
    packs.take_up_packs(office.change_places(SUPERVISOR))
    assert instrument().title == "Example checklist"


def test_the_built_in_instrument_can_be_chosen_again(supervisor: Session, tmp_path: Path) -> None:
    pack_id = packs.load_pack(supervisor, _file(tmp_path, checklist()))
    packs.use_instrument(supervisor, pack_id)
    packs.use_instrument(supervisor, "")
    assert instrument() == built_in()


def test_an_assessment_keeps_instrument_and_version_and_the_band_is_never_lowered(
    office: Office, tmp_path: Path, case_id: str
) -> None:
    risk.save_assessment(office.session, case_id, answered(15, why_now="An incident"))
    session = office.change_places(SUPERVISOR)
    packs.use_instrument(session, packs.load_pack(session, _file(tmp_path, checklist())))
    typed: dict[str, Typed] = answered(15, why_now="Review") | {
        "risk_assessment.items": dict.fromkeys(("01", "02", "03", "04"), "no"),
        "risk_assessment.stage": "review",
    }
    picture = risk.risk_picture(session, case_id, typed)
    assert (picture.score, picture.band, picture.kept) == (0, "high", True)
    before = risk.last_assessment(session, case_id)
    assert risk.items_of(before) == {}
    risk_id = risk.save_assessment(session, case_id, typed)
    held = session.vault.fetch_one(RiskAssessment, risk_id)
    assert held is not None
    assert (held.instrument, held.band) == ("Example checklist, version 2026", "high")


def test_half_an_assessment_belongs_to_one_instrument(
    supervisor: Session, tmp_path: Path, case_id: str
) -> None:
    before = risk.risk_draft(case_id)
    packs.use_instrument(supervisor, packs.load_pack(supervisor, _file(tmp_path, checklist())))
    assert risk.risk_draft(case_id) != before


def test_a_code_list_is_offered_from_its_day_and_travels_with_the_vault(
    office: Office, supervisor: Session, tmp_path: Path
) -> None:
    packs.load_pack(supervisor, _file(tmp_path, orders()))
    assert code_list("order_kind").label("new_order") == "A new order"
    add_versions([])
    packs.take_up_packs(office.change_places(SUPERVISOR))
    assert code_list("order_kind").label("new_order") == "A new order"
    offered = {code.code for code in code_list("order_kind").offered(office.session.today)}
    assert "new_order" not in offered


def test_a_malformed_pack_stores_nothing(supervisor: Session, tmp_path: Path) -> None:
    plain = checklist()
    plain["bands"].pop()
    with pytest.raises(PackError):
        packs.load_pack(supervisor, _file(tmp_path, plain))
    big = tmp_path / "big.json"
    big.write_bytes(b" " * 10_000_000)
    with pytest.raises(PackError, match="1 MB"):
        packs.load_pack(supervisor, big)
    with pytest.raises(OutputError):
        packs.load_pack(supervisor, tmp_path / "absent.json")
    assert supervisor.vault.fetch(ContentPack) == []


def test_the_same_version_is_loaded_once(supervisor: Session, tmp_path: Path) -> None:
    packs.load_pack(supervisor, _file(tmp_path, checklist()))
    with pytest.raises(RefusedError, match="already"):
        packs.load_pack(supervisor, _file(tmp_path, checklist()))


def test_only_a_supervisor_loads_and_chooses(session: Session, tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        packs.load_pack(session, _file(tmp_path, checklist()))
    with pytest.raises(RefusedError):
        packs.use_instrument(session, "")


def test_a_pack_that_cannot_be_read_any_more_is_passed_over(
    supervisor: Session, tmp_path: Path
) -> None:
    pack_id = packs.load_pack(supervisor, _file(tmp_path, checklist()))
    plain = json.dumps({"format": 2})
    change = Save(ContentPack, pack_id, "service", {"content": plain, "in_use": "yes"})
    supervisor.save("save", [change])
    packs.take_up_packs(supervisor)
    assert instrument() == built_in()
    assert "Cannot be read" in packs.pack_rows(supervisor)[-1].owner
