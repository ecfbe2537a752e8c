"""Whoever must not know of a case is refused wherever they would learn of it."""

import pytest

from idva_desktop.casework.exclusions import REFUSED, excluded_among
from idva_desktop.casework.records import save_record
from idva_desktop.casework.session import Session
from idva_desktop.domain.checks import CONFIRMED
from idva_desktop.domain.errors import DoubtError, GateError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import AgencyAction, Exclusion, Knows, MaracEpisode, Sharing

PAT: dict[str, Typed] = {
    "exclusion.name": "Pat Marsh",
    "exclusion.number": "4471AB",
    "exclusion.why": "Friend of the other person",
}
UNIT: dict[str, Typed] = {"exclusion.unit": "Wapping custody", "exclusion.why": "Same team"}


@pytest.fixture
def excluded(session: Session, case_id: str) -> str:
    save_record(session, Exclusion, case_id, PAT)
    save_record(session, Exclusion, case_id, UNIT)
    return case_id


@pytest.mark.parametrize(
    ("kind", "question", "typed"),
    [
        (MaracEpisode, "attendees", {"marac_episode.met_on": "19 Nov 2025"}),
        (Sharing, "recipient", {}),
        (AgencyAction, "agency", {}),
    ],
)
@pytest.mark.parametrize("words", ["Pat Marsh", "marsh pat, IDVA", "PC 4471 AB", "wapping custody"])
def test_nobody_who_must_not_know_is_told(
    session: Session,
    excluded: str,
    kind: type[Record],
    question: str,
    typed: dict[str, Typed],
    words: str,
) -> None:
    with pytest.raises(GateError) as refused:
        save_record(session, kind, excluded, typed | {f"{kind.kind}.{question}": words})
    said = {one.question: one.words for one in refused.value.missing}
    assert said[question] == REFUSED
    assert "Marsh" not in str(refused.value) + "".join(said.values())
    assert session.vault.count(kind) == 0


def test_others_may_attend(session: Session, excluded: str) -> None:
    typed: dict[str, Typed] = {
        "marac_episode.met_on": "19 Nov 2025",
        "marac_episode.attendees": "Chair; housing; Jo Marshall",
    }
    assert save_record(session, MaracEpisode, excluded, typed)


def test_an_exclusion_holds_for_its_own_case_only(session: Session, excluded: str) -> None:
    assert len(excluded_among(session, excluded, "Pat Marsh")) == 1
    assert excluded_among(session, "another", "Pat Marsh") == []


def test_an_exclusion_names_somebody_and_says_why(session: Session, case_id: str) -> None:
    with pytest.raises(GateError) as refused:
        save_record(session, Exclusion, case_id, {"exclusion.from_on": "19 Nov 2025"})
    assert {one.question for one in refused.value.missing} == {"name", "why"}


def test_who_knows_is_kept_with_the_consent(session: Session, excluded: str) -> None:
    """That an excluded person knows already must be possible to write down."""
    typed: dict[str, Typed] = {
        "knows.who": "Pat Marsh, sergeant, Wapping custody",
        "knows.what": "That there was an incident",
        "knows.since_on": "3 Nov 2025",
        "knows.consent": "no",
    }
    save_record(session, Knows, excluded, typed)
    (held,) = session.vault.fetch(Knows, owner=excluded)
    assert held.consent == "no"


def test_nobody_is_known_to_know_by_default(session: Session, case_id: str) -> None:
    assert session.vault.fetch(Knows, owner=case_id) == []


SHARED: dict[str, Typed] = {
    "sharing.recipient": "Pat Marsh, IDVA",
    "sharing.purpose": "A place in the refuge",
    "sharing.scope_words": "That a place is needed",
    "sharing.basis": "consent",
    "sharing.consented_on": "3 Nov 2025",
    "sharing.shared_on": "4 Nov 2025",
}
MET: dict[str, Typed] = {
    "marac_episode.met_on": "19 Nov 2025",
    "marac_episode.attendees": "Chair; PC 4471 AB; housing",
}


def test_whoever_was_told_before_they_are_excluded_is_said_at_that_moment(
    session: Session, case_id: str
) -> None:
    save_record(session, Sharing, case_id, SHARED)
    save_record(session, MaracEpisode, case_id, MET)
    with pytest.raises(DoubtError) as doubted:
        save_record(session, Exclusion, case_id, PAT)
    (words,) = doubted.value.sentences
    assert "Sharing of 4 November 2025" in words
    assert "of 19 November 2025" in words
    assert "Marsh" not in words
    assert session.vault.count(Exclusion) == 0
    held = save_record(session, Exclusion, case_id, {**PAT, CONFIRMED: [words]})
    (note, *_) = {entry.notes["reason"] for entry in session.vault.history(case_id, held)}
    assert note == f"Confirmed: {words}"


def test_an_exclusion_of_somebody_who_was_told_nothing_asks_nothing(
    session: Session, case_id: str
) -> None:
    save_record(session, Sharing, case_id, SHARED)
    assert save_record(session, Exclusion, case_id, UNIT)
