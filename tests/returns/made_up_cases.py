"""A made-up service as its cases: whole histories by seed, counted by the measures that are real.

The shares are those of a service for a police force of London's size: most referrals are
accepted, most support is by an IDVA, and every rare answer is rare.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from random import Random

from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import (
    AssessmentHistory,
    CaseHistory,
    ClientHistory,
    ClosureHistory,
    ContactEvent,
    EmploymentHistory,
    MaracHistory,
    NeedHistory,
    PauseHistory,
    PerpetratorHistory,
    PlanHistory,
    ReferralHistory,
    StepHistory,
    SupervisionHistory,
)
from idva_desktop.returns.measures import facts_of
from idva_desktop.returns.service_history import (
    ComplaintHistory,
    IncidentHistory,
    ServiceHistory,
    SessionHistory,
)

Weights = Sequence[tuple[str | None, float]]

_DECISIONS: Weights = (
    ("accepted", 78),
    ("declined_by_client", 7),
    ("could_not_contact", 4),
    ("signposted", 3),
    ("conflict_transferred", 2),
    ("out_of_scope", 3),
    ("duplicate", 2),
    ("unsafe_to_contact", 0.6),
    ("after_cut_off", 0.4),
)
_SOURCES: Weights = (
    ("self", 45),
    ("line_manager", 15),
    ("occupational_health", 7),
    ("hr", 3),
    ("professional_standards", 12),
    ("other_police_unit", 9),
    ("federation_or_union", 3),
    ("marac", 3),
    ("charity", 3),
)
_AGES: Weights = (
    ("under_25", 12),
    ("25_34", 35),
    ("35_44", 30),
    ("45_54", 15),
    ("55_plus", 5),
    (None, 3),
)
_ETHNICITIES: Weights = (
    ("white_british", 60),
    ("any_other_white_background", 10),
    ("indian", 5),
    ("pakistani", 5),
    ("black_african", 5),
    ("black_caribbean", 4),
    ("white_and_asian", 5),
    ("arab", 2),
    (None, 4),
)
_RELIGIONS: Weights = (
    ("no_religion", 42),
    ("christian", 33),
    ("muslim", 7),
    ("hindu", 2),
    ("sikh", 2),
    ("other", 2),
    (None, 12),
)
_ORIENTATIONS: Weights = (
    ("heterosexual", 78),
    ("gay_or_lesbian", 6),
    ("bisexual", 5),
    (None, 8),
    ("prefer_not_to_say", 3),
)
_EMPLOYMENTS: Weights = (
    ("officer", 58),
    ("police_staff", 27),
    ("pcso", 5),
    ("special_constable", 4),
    ("leaver", 6),
)
_REASONS: Weights = (
    ("planned_needs_met", 38),
    ("planned_moved_on", 20),
    ("transferred", 10),
    ("disengaged", 17),
    ("declined", 6),
    ("could_not_contact", 5),
    ("unsafe", 2),
    ("left_the_mps", 2),
)
_AREAS = (
    "health",
    "shelter_and_accommodation",
    "family_friends_and_children",
    "education_skills_and_employment",
    "drugs_and_alcohol",
    "finance_and_benefits",
    "outlook_and_attitudes",
    "social_interactions",
)
_WITHDRAWALS: Weights = (
    ("process_too_long", 45),
    ("pressure", 22),
    ("fear_of_repercussions_at_work", 18),
    ("well_being", 15),
)
_BANDS: Weights = (("high", 35), ("medium", 43), ("standard", 22))


@cache
def facts_of_service(cases: int) -> tuple[Fact, ...]:
    """Return the facts of a service with ``cases`` referrals a year, from July 2024 to March 2027.

    The first return of April 2025 finds a caseload that is already open.
    """
    dice = Random(cases)  # noqa: S311 - made-up data, not a secret
    days = 1000
    first = date(2024, 7, 1)
    return tuple(
        facts_of(
            [
                _Case(dice, f"case{number}", first + timedelta(days=dice.randrange(days))).history()
                for number in range(cases * days // 365)
            ],
            _service(dice, first, days),
        )
    )


def _service(dice: Random, first: date, days: int) -> ServiceHistory:
    def some(share: float) -> list[date]:
        every = (first + timedelta(days=day) for day in range(days))
        return [day for day in every if dice.random() < share]

    return ServiceHistory(
        complaints=[ComplaintHistory(f"complaint{day}", day) for day in some(0.01)],
        incidents=[IncidentHistory(f"incident{day}", day) for day in some(0.008)],
        sessions=[SessionHistory(f"session{day}", day, dice.randrange(60)) for day in some(0.02)],
    )


class _Case:
    def __init__(self, dice: Random, name: str, received: date) -> None:
        self.dice, self.name, self.received = dice, name, received

    def pick(self, weights: Weights) -> str | None:
        codes, shares = zip(*weights, strict=True)
        found: str | None = self.dice.choices(codes, shares)[0]
        return found

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def after(self, start: date, least: int, most: int) -> date:
        return start + timedelta(days=self.dice.randint(least, most))

    def history(self) -> CaseHistory:
        decision = self.pick(_DECISIONS)
        begun = decision == "accepted" and self.chance(0.85)
        started = self.after(self.received, 3, 20) if begun else None
        closed = None
        if started is not None:
            length = int(self.dice.triangular(20, 400, 120))
            closed = started + timedelta(days=length)
        attempt = self.after(self.received, 0, 2) if self.chance(0.95) else None
        contacts = self.contacts()
        return CaseHistory(
            case=self.name,
            client=self.name,
            strand=str(self.pick((("IDVA", 63), ("ISVA", 30), ("BOTH", 7)))),
            support_started=started,
            referrals=[self.referral(decision)],
            pauses=[PauseHistory("p", self.received)] if self.chance(0.09) else [],
            first_attempt=attempt,
            first_success=self.after(attempt, 0, 3) if attempt else None,
            contacts=contacts,
            assessments=self.assessments(started, closed),
            plans=self.plans(started),
            maracs=self.maracs(started),
            steps=self.steps(started),
            needs=self.needs(started, closed),
            supervisions=self.supervisions(started),
            again=self.again(closed),
            closure=self.closure(closed),
            about=self.about(),
            employments=[EmploymentHistory("e", self.pick(_EMPLOYMENTS))],
            perpetrators=[PerpetratorHistory("p", self.pick((("mps_officer", 45), ("none", 55))))],
        )

    def referral(self, decision: str | None) -> ReferralHistory:
        return ReferralHistory(
            f"{self.name}-referral",
            self.received,
            None,
            self.pick(_SOURCES),
            self.pick(_AGES),
            decision,
            self.after(self.received, 0, 5),
        )

    def about(self) -> ClientHistory:
        return ClientHistory(
            self.name,
            self.pick((("female", 80), ("male", 17), ("prefer_not_to_say", 1), (None, 2))),
            self.pick(_ETHNICITIES),
            self.pick((("no", 75), ("yes", 13), (None, 12))),
            self.pick(_ORIENTATIONS),
            self.pick(_RELIGIONS),
            self.pick((("same_as_registered", 80), ("different", 1), (None, 19))),
            self.pick((("married", 40), ("not_married", 50), (None, 10))),
            self.pick((("no", 85), ("yes", 4), (None, 11))),
        )

    def steps(self, started: date | None) -> list[StepHistory]:
        if started is None or self.chance(0.4):
            return []
        stage = self.pick((("withdrew", 33), ("no_further_action", 40), ("charged", 27)))
        reason = self.pick(_WITHDRAWALS) if stage == "withdrew" else None
        on = self.after(started, 20, 300)
        return [StepHistory(f"{self.name}-step", "criminal", stage, on, reason)]

    def needs(self, started: date | None, closed: date | None) -> list[NeedHistory]:
        if started is None:
            return []
        exits = closed is not None and self.chance(0.8)
        return [
            NeedHistory(
                f"{self.name}-{area}",
                area,
                started,
                entry := self.dice.randint(0, 4),
                max(0, entry - self.dice.randint(0, 2)) if exits else None,
            )
            for area in self.dice.sample(_AREAS, self.dice.randint(1, 4))
        ]

    def supervisions(self, started: date | None) -> list[SupervisionHistory]:
        if started is None:
            return []
        days = [started + timedelta(days=30 * month) for month in range(1, 6)]
        return [
            SupervisionHistory(f"{self.name}-talk{at}", day, day + timedelta(days=35))
            for at, day in enumerate(days)
            if self.chance(0.8)
        ]

    def again(self, closed: date | None) -> list[date]:
        back = closed is not None and self.chance(0.12)
        return [self.received, *([self.after(closed, 5, 400)] if closed and back else [])]

    def contacts(self) -> list[ContactEvent]:
        hows: Weights = (
            ("phone", 55),
            ("text", 12),
            ("email", 10),
            ("face_to_face", 13),
            ("video", 10),
        )
        return [
            ContactEvent(
                f"{self.name}-contact{number}",
                self.received + timedelta(days=number * 5),
                f"{self.pick((('client', 75), ('agency', 24), ('other', 1)))}/{self.pick(hows)}/"
                f"{self.pick((('successful', 70), ('attempted', 30)))}",
                self.dice.randrange(2, 60),
            )
            for number in range(self.dice.randrange(2, 30))
        ]

    def assessments(self, started: date | None, closed: date | None) -> list[AssessmentHistory]:
        if started is None:
            return []
        made = []
        if self.chance(0.92):
            on = self.after(started, 0, 8)
            made.append(AssessmentHistory(f"{self.name}-entry", on, "entry", self.pick(_BANDS)))
        if closed and self.chance(0.75):
            leaving = self.pick((("high", 8), ("medium", 27), ("standard", 65)))
            made.append(AssessmentHistory(f"{self.name}-exit", closed, "exit", leaving))
        return made

    def plans(self, started: date | None) -> list[PlanHistory]:
        if started is None or self.chance(0.05):
            return []
        made = self.after(started, 0, 6)
        approved = self.after(made, 0, 4)
        return [PlanHistory(f"{self.name}-plan", made, approved, made + timedelta(days=90))]

    def maracs(self, started: date | None) -> list[MaracHistory]:
        if started is None or self.chance(0.7):
            return []
        met = self.after(started, 0, 10)
        referred = self.after(met, 0, 8)
        heard = self.after(referred, 7, 28)
        repeat = self.pick((("yes", 25), ("no", 75)))
        return [MaracHistory(f"{self.name}-marac", "14_or_more", met, referred, heard, repeat)]

    def closure(self, closed: date | None) -> ClosureHistory | None:
        if closed is None:
            return None
        return ClosureHistory(
            "closure",
            closed,
            self.pick(_REASONS),
            feels_safer=self.pick((("agree", 48), ("neither", 8), ("disagree", 4), (None, 40))),
            satisfaction=self.pick(
                (
                    ("satisfied", 42),
                    ("neither", 5),
                    ("dissatisfied", 3),
                    ("invited_no_answer", 25),
                    ("not_invited", 25),
                )
            ),
            abuse_at_entry=self.pick((("yes", 65), ("no", 35))),
            abuse_last_month=self.pick((("no", 62), ("yes", 21), (None, 17))),
            in_work_entry=self.pick((("yes", 94), ("no", 6))),
            in_work_exit=self.pick((("yes", 86), ("no", 14))),
            days_off=self.dice.choice((0, 0, 3, 11, 15, 30, 70)),
            adjustment=self.pick(
                (("not_asked_for", 55), ("in_place", 30), ("not_in_place", 9), ("refused", 6))
            ),
        )
