from datetime import date, timedelta

import pytest

from idva_desktop.casework import support
from idva_desktop.casework.drafts import keep, kept
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.records import Case


def test_support_begins_once_and_not_ahead(session: Session, case_id: str) -> None:
    with pytest.raises(RefusedError, match="future"):
        support.begin_support(session, case_id, session.today + timedelta(days=1))
    support.begin_support(session, case_id, session.today)
    case = session.vault.fetch_one(Case, case_id)
    assert case is not None
    assert case.support_started == session.today
    with pytest.raises(RefusedError, match="already"):
        support.begin_support(session, case_id, session.today)


def test_support_does_not_begin_before_the_referral(session: Session, case_id: str) -> None:
    with pytest.raises(RefusedError, match="before"):
        support.begin_support(session, case_id, date(2025, 11, 19))


def test_a_start_of_support_settles_its_draft(session: Session, case_id: str) -> None:
    draft = support.begin_draft(case_id)
    keep(session, draft, support.BEGIN_FORM, {"case.support_started": "today"}, "")
    support.begin_support(session, case_id, session.today)
    assert kept(session, draft) is None
