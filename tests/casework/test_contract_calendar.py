"""The contract's end: the cut-off on its boundary days, a re-award, and what is kept after it."""

from datetime import datetime

import pytest

from idva_desktop.casework import intake, records, referral_decisions
from idva_desktop.casework.cases import case_row
from idva_desktop.casework.contract_calendar import contract_notice, takes_referrals
from idva_desktop.casework.drafts import keep, kept
from idva_desktop.domain.errors import CutOffError, GateError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Case, Client, Identity, ReAward, Referral
from idva_desktop.domain.typed_dates import LONDON
from tests.casework.people import REFERRAL, SUPERVISOR, Office


def at(office: Office, *moment: int) -> None:
    """Set the clock."""
    year, month, day, hour, minute = moment
    office.clock.at = datetime(year, month, day, hour, minute, tzinfo=LONDON)


def received(words: str) -> dict[str, Typed]:
    return REFERRAL | {"referral.received_at": words}


def test_a_referral_of_the_last_day_is_taken(office: Office) -> None:
    at(office, 2028, 1, 31, 23, 59)
    assert intake.accept(office.session, received("31 Jan 2028 23:30"))


def test_a_referral_of_the_cut_off_day_is_refused_with_signposting(office: Office) -> None:
    at(office, 2028, 2, 1, 9, 0)
    with pytest.raises(CutOffError, match="0808 2000 247"):
        intake.accept(office.session, received("1 Feb 2028 00:00"))
    assert office.session.vault.count(Case) == 0


def test_what_came_before_the_cut_off_is_taken_after_it(office: Office) -> None:
    at(office, 2028, 2, 3, 9, 0)
    assert intake.accept(office.session, received("31 Jan 2028 16:00"))


def test_a_re_award_takes_referrals_again_from_its_day(office: Office) -> None:
    session = office.change_places(SUPERVISOR)
    at(office, 2028, 2, 20, 9, 0)
    typed: dict[str, Typed] = {"re_award.on": "15 Feb 2028"}
    records.save_record(session, ReAward, Scope.SERVICE, typed)
    for day, taken in ((14, False), (15, True), (20, True)):
        moment = datetime(2028, 2, day, tzinfo=LONDON)
        assert takes_referrals(session, moment.date()) == taken
    assert intake.accept(session, received("15 Feb 2028 10:00"))


def test_only_a_supervisor_records_a_re_award(office: Office) -> None:
    with pytest.raises(RefusedError, match="supervisor"):
        records.save_record(office.session, ReAward, Scope.SERVICE, {"re_award.on": "today"})


def test_what_came_too_late_is_counted_and_says_nothing_of_the_client(office: Office) -> None:
    at(office, 2028, 2, 1, 12, 0)
    session = office.session
    typed = received("1 Feb 2028 10:00")
    keep(session, intake.DRAFT, "intake", typed, "")
    case_id = referral_decisions.record_after_cut_off(session, typed)
    referral = session.vault.fetch(Referral, owner=case_id)[0]
    assert (referral.decision, referral.source) == ("after_cut_off", "self")
    assert session.vault.count(Identity) == 0
    assert session.vault.count(Client) == 1
    assert kept(session, intake.DRAFT) is None
    row = case_row(session, case_id)
    assert row is not None
    assert not row.open
    assert row.line(session.today) == "Not taken on"


def test_it_is_not_recorded_as_too_late_while_referrals_are_taken(office: Office) -> None:
    with pytest.raises(RefusedError, match="accept it"):
        referral_decisions.record_after_cut_off(office.session, REFERRAL)


def test_it_needs_to_be_known_when_and_from_whom_it_came(office: Office) -> None:
    at(office, 2028, 2, 1, 12, 0)
    with pytest.raises(GateError) as refused:
        referral_decisions.record_after_cut_off(office.session, {"referral.strand": "IDVA"})
    assert {"received_at", "source"} <= {each.question for each in refused.value.missing}


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ((2027, 11, 2, 9, 0), None),
        ((2027, 11, 3, 9, 0), "From 1 February 2028"),
        ((2028, 1, 31, 9, 0), "From 1 February 2028"),
        ((2028, 2, 1, 0, 0), "No new referral is taken since"),
    ],
)
def test_the_end_is_announced_ahead(
    office: Office, moment: tuple[int, ...], words: str | None
) -> None:
    at(office, *moment)
    notice = contract_notice(office.session)
    assert (notice is None) == (words is None)
    assert notice is None or notice.title.startswith(words or "")
