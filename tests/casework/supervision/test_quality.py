from random import Random

import pytest

from idva_desktop.casework import intake
from idva_desktop.casework.drafts import keep, kept
from idva_desktop.casework.session import Save, Session
from idva_desktop.casework.supervision import quality
from idva_desktop.casework.supervision.allocation import reallocate
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Case, QualityReview, QualitySample
from tests.casework.people import (
    REFERRAL,
    SUPERVISOR,
    WORKER,
    Office,
    close_with_second,
    spellings,
)

SAMPLE: dict[str, Typed] = {
    "quality_sample.why": "Monthly reading",
    "quality_sample.number": "3",
    "quality_sample.drawn_from": "open",
}


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - settled on purpose, so that the draw can be told


@pytest.fixture
def supervisor(office: Office) -> Session:
    for _ in range(8):
        intake.accept(office.session, REFERRAL)
    return office.change_places(SUPERVISOR)


def test_the_same_chance_draws_the_same_cases_and_another_draws_others(
    supervisor: Session,
) -> None:
    first = quality.draw_sample(supervisor, SAMPLE, _chance(4))
    assert len(set(first)) == 3
    assert quality.draw_sample(supervisor, SAMPLE, _chance(4)) == first
    draws = {tuple(quality.draw_sample(supervisor, SAMPLE, _chance(n))) for n in range(12)}
    assert len(draws) > 6


def test_without_a_chance_handed_in_the_draw_is_not_settled(supervisor: Session) -> None:
    draws = {tuple(quality.draw_sample(supervisor, SAMPLE)) for _ in range(12)}
    assert len(draws) > 1


def test_a_draw_is_recorded_with_its_reason_and_out_of_how_many(supervisor: Session) -> None:
    keep(supervisor, quality.sample_draft(), quality.SAMPLE_FORM, SAMPLE, "")
    drawn = quality.draw_sample(supervisor, SAMPLE)
    assert kept(supervisor, quality.sample_draft()) is None
    (sample,) = supervisor.vault.fetch(QualitySample)
    assert (sample.why, sample.drawn_by, sample.out_of) == ("Monthly reading", SUPERVISOR, 8)
    assert sorted(held.owner for held in supervisor.vault.fetch(QualityReview)) == sorted(drawn)
    listed = quality.drawn_cases(supervisor)
    assert quality.progress(listed) == (0, 3)
    assert {each.why for each in listed} == {"Monthly reading"}


def test_a_sample_without_a_reason_is_not_drawn(supervisor: Session) -> None:
    with pytest.raises(GateError) as refused:
        quality.draw_sample(supervisor, {"quality_sample.number": "51"})
    named = {one.question for one in refused.value.missing}
    assert named == {"why", "number", "drawn_from"}
    assert supervisor.vault.count(QualitySample) == 0


def test_more_than_there_are_draws_all(supervisor: Session) -> None:
    assert len(quality.draw_sample(supervisor, SAMPLE | {"quality_sample.number": "50"})) == 8


@pytest.mark.parametrize("spelt", spellings(SUPERVISOR))
def test_nobody_draws_their_own_cases(supervisor: Session, spelt: str) -> None:
    """An import before they were a member may spell their name otherwise."""
    own = intake.accept(supervisor, REFERRAL)
    supervisor.save("import", [Save(Case, own, own, {"worker": spelt})])
    drawn = quality.draw_sample(supervisor, SAMPLE | {"quality_sample.number": "50"})
    assert own not in drawn
    only_closed = SAMPLE | {"quality_sample.drawn_from": "closed"}
    with pytest.raises(GateError, match="To draw a sample"):
        quality.draw_sample(supervisor, only_closed)


def test_closed_cases_can_be_drawn(office: Office, case_id: str) -> None:
    close_with_second(office.session, case_id)
    supervisor = office.change_places(SUPERVISOR)
    closed = SAMPLE | {"quality_sample.drawn_from": "closed"}
    assert quality.draw_sample(supervisor, closed) == [case_id]


def test_what_was_found_is_kept_with_who_read_it(supervisor: Session) -> None:
    quality.draw_sample(supervisor, SAMPLE)
    first = quality.drawn_cases(supervisor)[0]
    with pytest.raises(GateError):
        quality.save_review(supervisor, first.id, {"quality_review.note": "Sound"})
    found: dict[str, Typed] = {
        "quality_review.overall": "partly",
        "quality_review.contacts": "met",
        "quality_review.follow_up": "Date the opinion.",
        "quality_review.follow_up_by": "1 Dec 2025",
    }
    quality.save_review(supervisor, first.id, found)
    assert quality.typed_review(supervisor, first.id)["quality_review.overall"] == "partly"
    listed = quality.drawn_cases(supervisor)
    assert quality.progress(listed) == (1, 3)
    assert (listed[-1].id, listed[-1].overall) == (first.id, "Partly met")


def test_nobody_reviews_a_case_that_became_their_own(office: Office, case_id: str) -> None:
    supervisor = office.change_places(SUPERVISOR)
    quality.draw_sample(supervisor, SAMPLE)
    from_worker = quality.drawn_cases(supervisor)[0]
    assert from_worker.worker == WORKER
    reallocate(supervisor, [case_id], SUPERVISOR, "Cover")
    with pytest.raises(RefusedError, match="your own case"):
        quality.save_review(supervisor, from_worker.id, {"quality_review.overall": "met"})


def test_a_caseworker_draws_nothing(session: Session) -> None:
    with pytest.raises(RefusedError, match="Only a supervisor"):
        quality.draw_sample(session, SAMPLE)
