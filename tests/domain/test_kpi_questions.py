"""Every KPI has the questions that it is counted from, and each of them may be counted."""

import pytest

from idva_desktop.domain import records
from idva_desktop.domain.questions import Disclosure
from idva_desktop.domain.record import Record, questions_of

NEEDED: tuple[tuple[str, type[Record], tuple[str, ...]], ...] = (
    ("K01", records.Referral, ("received_at", "source", "strand", "age_band")),
    ("K02", records.Referral, ("decision", "decided_on")),
    ("K03", records.Contact, ("who", "how", "result", "at")),
    ("K03", records.ContactPause, ("from_day", "until_day")),
    ("K05", records.Case, ("client", "strand", "support_started")),
    ("K06", records.RiskAssessment, ("on", "stage", "band")),
    ("K07", records.SafetyPlan, ("made_on", "approved_on")),
    ("K08", records.MaracEpisode, ("criterion", "met_on", "referred_on", "heard_on", "repeat")),
    ("K10", records.Closure, ("abuse_at_entry", "abuse_last_month", "closed_on")),
    ("K11", records.Closure, ("feels_safer",)),
    ("K12", records.Need, ("area", "on", "level_entry", "level_exit")),
    ("K13", records.Closure, ("satisfaction",)),
    ("K14", records.ProcessStep, ("process", "stage", "on", "reason")),
    ("K15", records.Closure, ("reason",)),
    ("K16", records.StaffPeriod, ("role", "strand", "fte", "from_on", "until_on")),
    ("K17", records.SafetyPlan, ("review_by",)),
    ("K17", records.CaseSupervision, ("held_on", "next_by")),
    (
        "K18",
        records.Client,
        (
            *("sex", "gender_identity", "ethnicity", "disability", "sexual_orientation"),
            *("religion", "partnership", "pregnancy"),
        ),
    ),
    (
        "K19",
        records.Closure,
        ("in_work_entry", "in_work_exit", "adjustment", "absence_band", "days_off"),
    ),
    ("K20", records.Complaint, ("received_on", "about", "outcome", "closed_on")),
    ("K20", records.DataIncident, ("known_at", "happened_on", "what", "severity")),
    ("K20", records.AwarenessSession, ("on", "session_kind", "audience", "attendance")),
    ("K21", records.AbuseIncident, ("learned_on", "since_support", "after_closing")),
    ("K22", records.Contact, ("who", "how", "result", "at", "minutes", "support")),
)


@pytest.mark.parametrize(("kpi", "kind", "names"), NEEDED, ids=lambda value: str(value)[:40])
def test_a_kpi_is_counted_from_questions_that_may_be_counted(
    kpi: str, kind: type[Record], names: tuple[str, ...]
) -> None:
    asked = questions_of(kind)
    assert {name: asked[name].disclosure for name in names} == dict.fromkeys(
        names, Disclosure.COUNTABLE
    ), kpi
