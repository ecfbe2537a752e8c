"""What the demo's script answers: invented people and events, by the forms' own field keys."""

REFERRAL = (
    ("referral.received_at", "yesterday 16:40"),
    ("referral.source", "self"),
    ("referral.strand", "IDVA"),
    ("referral.client_aware", "yes"),
    ("referral.kept_from", "no"),
    ("identity.given_name", "Robin"),
    ("identity.family_name", "Harrow"),
    ("identity.date_of_birth", "14 June 1988"),
    ("identity.mobile", "07700 900142"),
    ("safe_contact.channels", "text"),
    ("safe_contact.from_time", "10:00"),
    ("safe_contact.until_time", "14:00"),
)
YES = {"01", "02", "03", "06", "07", "12", "13", "16", "20", "21", "23"}
UNKNOWN = {"05", "15", "22"}
ACTIONS = (
    ("home", "Spare key moved out of the house", "Client", "tomorrow"),
    ("digital", "New phone number kept for calls that are safe", "Client", "23 November 2026"),
    ("work", "Different site and start times for two weeks", "HR, by consent", "27 November 2026"),
)
PLAN = (
    ("safety_plan.copy", "plain"),
    ("safety_plan.copy_reason", "A friend keeps the paper; the bag is not searched."),
    ("safety_plan.review_by", "3 December 2026"),
)
ABOUT_RISK = (
    ("risk_assessment.on", "today"),
    ("risk_assessment.stage", "entry"),
    ("risk_assessment.why_now", "First assessment"),
)
JUDGEMENT = (
    ("risk_assessment.judgement", "higher"),
    ("risk_assessment.judgement_reason", "The new address is known to two colleagues."),
)
CLOSURE = (
    ("closure.closed_on", "today"),
    ("closure.reason", "planned_needs_met"),
    ("closure.abuse_at_entry", "yes"),
    ("closure.abuse_last_month", "no"),
    ("closure.feels_safer", "agree"),
    ("closure.satisfaction", "satisfied"),
)
