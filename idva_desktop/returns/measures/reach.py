"""Reach: whether the service knows whom it serves."""

from collections.abc import Callable, Iterator, Mapping

from idva_desktop.domain.records import Client, Referral
from idva_desktop.domain.vocab import NOT_ASKED, NOT_KNOWN, PREFER_NOT_TO_SAY
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import CaseHistory
from idva_desktop.returns.measure import Layout, Measure, SameAs, Shape, enters
from idva_desktop.returns.measures.declaring import BEGUN, CaseMeasure, sources, within

_UNSAID = frozenset({None, NOT_ASKED, NOT_KNOWN, PREFER_NOT_TO_SAY})
CHARACTERISTICS: Mapping[str, Callable[[CaseHistory], str | None]] = {
    "age": lambda case: case.referrals[0].age_band if case.referrals else None,
    "disability": lambda case: case.about.disability,
    "gender_reassignment": lambda case: case.about.gender_identity,
    "marriage_and_civil_partnership": lambda case: case.about.partnership,
    "pregnancy_and_maternity": lambda case: case.about.pregnancy,
    "race": lambda case: case.about.ethnicity,
    "religion_or_belief": lambda case: case.about.religion,
    "sex": lambda case: case.about.sex,
    "sexual_orientation": lambda case: case.about.sexual_orientation,
}
"""The nine of the Equality Act 2010, section 4, with what was answered of each."""


def _known(case: CaseHistory) -> Iterator[Fact]:
    if case.support_started is None:
        return
    for name, answer in CHARACTERISTICS.items():
        met = answer(case) not in _UNSAID
        yield within("K18", case, case.support_started, name, category=name, met=met)


DECLARED: tuple[CaseMeasure, ...] = (
    Measure(
        id="K18",
        title="Equality",
        definition=(
            "Each of the nine protected characteristics known, of cases whose support began in "
            "the period; not asked, not known and prefers not to say are not known."
        ),
        shape=Shape.RATE,
        facts=_known,
        sources=(
            *BEGUN,
            (Referral, "age_band"),
            *sources(
                Client,
                "sex",
                "gender_identity",
                "ethnicity",
                "disability",
                "sexual_orientation",
                "religion",
                "partnership",
                "pregnancy",
            ),
        ),
        answer="characteristic",
        answers=tuple(CHARACTERISTICS),
        same=tuple(
            SameAs(part="base", category=name, measure="K16", of="opened")
            for name in CHARACTERISTICS
        ),
        enters=enters(year=Layout(False, ("characteristic",))),
    ),
)
