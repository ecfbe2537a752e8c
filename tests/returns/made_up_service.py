"""A made-up service for the tests of returns: measures of every shape, and a year's facts."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random

from idva_desktop.returns.facts import Fact
from idva_desktop.returns.measure import Measure, OutcomeOf, Shape

DECISIONS = (
    "accepted",
    "declined_by_client",
    "could_not_contact",
    "signposted",
    "conflict_transferred",
    "out_of_scope",
    "duplicate",
    "unsafe_to_contact",
    "after_cut_off",
)
REASONS = (
    "needs_met",
    "moved_on",
    "transferred",
    "disengaged",
    "declined",
    "could_not_contact",
    "unsafe",
    "left_the_mps",
)
CONTACTS = tuple(
    f"{who}/{channel}/{outcome}"
    for who in ("client", "agency")
    for channel in ("phone", "text", "email", "face_to_face", "video")
    for outcome in ("attempted", "successful")
)
DIMENSIONS = {
    "sex": (("female", 80), ("male", 17), ("not_asked", 2), ("prefer_not_to_say", 1)),
    "employment_group": (("officer", 58), ("staff", 32), ("other", 10)),
    "route": (("self", 45), ("line", 25), ("standards", 12), ("police", 12), ("outside", 6)),
    "age_band": (
        ("under_25", 12),
        ("25_34", 35),
        ("35_44", 30),
        ("45_54", 15),
        ("55_over", 5),
        ("not_asked", 3),
    ),
    "ethnicity": (
        ("white", 70),
        ("asian", 10),
        ("black", 9),
        ("mixed", 5),
        ("other", 2),
        ("not_asked", 4),
    ),
    "disability": (("no", 75), ("yes", 13), ("not_asked", 9), ("prefer_not_to_say", 3)),
    "sexual_orientation": (
        ("heterosexual", 78),
        ("gay_or_lesbian", 6),
        ("bisexual", 5),
        ("not_asked", 8),
        ("prefer_not_to_say", 3),
    ),
    "religion": (("none", 42), ("christian", 33), ("muslim", 7), ("other", 6), ("not_asked", 12)),
    "perpetrator_police": (("yes", 45), ("no", 45), ("not_known", 10)),
    "risk_band": (("high", 32), ("medium", 40), ("standard", 20), ("not_assessed", 8)),
}
THRESHOLD = 5


def nothing(_case: object) -> Iterable[Fact]:
    """The facts of these tests are made below, not from cases."""
    return ()


def _measure(id_: str, shape: Shape, **more: object) -> Measure[object]:
    return Measure(
        id=id_,
        title=f"Measure {id_}",
        definition=f"What {id_} counts.",
        shape=shape,
        facts=nothing,
        **more,  # type: ignore[arg-type]  # keyword arguments of the declaration
    )


_SERVICE = {"outcome_of": OutcomeOf.SERVICE}
MEASURES = {
    measure.id: measure
    for measure in (
        _measure(
            "K01",
            Shape.COUNT,
            dimensions={name: tuple(c for c, _ in codes) for name, codes in DIMENSIONS.items()},
        ),
        _measure("K02", Shape.RATE, answer="decision", answers=DECISIONS, met_when="accepted"),
        _measure("K03", Shape.RATE, has_suspended=True, **_SERVICE),
        _measure("K04", Shape.RATE, has_suspended=True, **_SERVICE),
        _measure("K05", Shape.RATE),
        _measure("K06", Shape.RATE, empty_strands=frozenset({"ISVA"}), **_SERVICE),
        _measure("K07", Shape.RATE, target=90, **_SERVICE),
        _measure("K08", Shape.RATE),
        _measure("K08R", Shape.RATE),
        _measure("K09", Shape.RATE, parent="K15", has_unpaired=True),
        _measure("K11", Shape.RATE, parent="K15"),
        _measure("K13", Shape.RATE, parent="K15"),
        _measure("K15", Shape.COUNT, answer="reason", answers=REASONS, median_weeks=True),
        _measure("K16", Shape.STOCK, closings="K15"),
        _measure("K22", Shape.EVENTS, answer="contact", answers=CONTACTS),
    )
}


def pick(random: Random, weighted: Iterable[tuple[str, float]]) -> str:
    """Draw one code by its weight."""
    codes, weights = zip(*weighted, strict=True)
    return str(random.choices(codes, weights)[0])


def facts_of_years(
    cases: int, seed: int, start: date = date(2025, 4, 1), days: int = 365
) -> list[Fact]:
    """Make the facts of a service with ``cases`` referrals a year."""
    random = Random(seed)  # noqa: S311  # made-up data, not a secret
    made: list[Fact] = []
    for number in range(cases * days // 365):
        received = start + timedelta(days=random.randrange(days))
        made += _case(random, f"case{number}", received)
    return made


def _case(random: Random, case: str, received: date) -> list[Fact]:
    strand = pick(random, (("IDVA", 63), ("ISVA", 30), ("BOTH", 7)))
    made: list[Fact] = []

    def add(measure: str, after: int, **more: object) -> None:
        day = received + timedelta(days=after)
        unit = str(more.pop("unit", case))
        made.append(
            Fact(
                measure=measure,
                unit=unit,
                client=case,
                day=day,
                strand=strand,
                **more,  # type: ignore[arg-type]  # keyword arguments of the fact
            )
        )

    add("K01", 0, dimensions={name: pick(random, codes) for name, codes in DIMENSIONS.items()})
    decision = pick(random, zip(DECISIONS, (78, 7, 4, 3, 2, 3, 2, 0.6, 0.4), strict=True))
    add("K02", 3, category=decision)
    suspended = random.random() < 0.09
    for measure, after, rate in (("K03", 1, 0.85), ("K04", 2, 0.72)):
        met = None if suspended else random.random() < rate
        add(measure, after, suspended=suspended, met=met)
    _contacts(random, case, add)
    if decision != "accepted":
        return made
    begins = random.random() < 0.83
    add("K05", 17, met=begins)
    if begins:
        _support(random, strand, add)
    return made


def _contacts(random: Random, case: str, add: Callable[..., None]) -> None:
    for number in range(random.randrange(2, 30)):
        who = pick(random, (("client", 75), ("agency", 25)))
        weights = (("phone", 55), ("text", 12), ("email", 10), ("face_to_face", 13), ("video", 10))
        channel = pick(random, weights)
        outcome = pick(random, (("successful", 70), ("attempted", 30)))
        add(
            "K22",
            number * 5,
            unit=f"{case}-contact{number}",
            category=f"{who}/{channel}/{outcome}",
            minutes=random.randrange(2, 60),
        )


def _support(random: Random, strand: str, add: Callable[..., None]) -> None:
    add("K16", 12, category="opened")
    if strand != "ISVA":
        add("K06", 20, met=random.random() < 0.75)
    add("K07", 20, met=random.random() < 0.5)
    if strand != "ISVA" and random.random() < 0.4:
        add("K08", 22, met=random.random() < 0.9)
        add("K08R", 40, met=random.random() < 0.25)
    length = int(random.triangular(20, 400, 120))
    add("K16", length, category="closed")
    weights = (38, 20, 10, 17, 6, 5, 2, 2)
    reason = pick(random, zip(REASONS, weights, strict=True))
    add("K15", length, category=reason, weeks=length // 7)
    if random.random() < 0.7:
        unpaired = random.random() < 0.2
        add("K09", length, met=None if unpaired else random.random() < 0.7, unpaired=unpaired)
    if random.random() < 0.6:
        add("K11", length, met=random.random() < 0.8)
    if random.random() < 0.5:
        add("K13", length, met=random.random() < 0.85)
