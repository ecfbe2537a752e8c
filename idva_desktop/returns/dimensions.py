"""The further breakdowns of a figure: each one alone, in the groups that a return may show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from idva_desktop.domain.record import Record
from idva_desktop.domain.records import (
    Case,
    Client,
    Employment,
    Perpetrator,
    Referral,
    RiskAssessment,
)
from idva_desktop.domain.vocab import NOT_ASKED, NOT_KNOWN, code_list
from idva_desktop.returns.histories import CaseHistory

_POLICE_FIRST = ("yes", NOT_KNOWN, "no")
_NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One breakdown.

    Attributes:
        name: as in the files.
        answers: code list of the raw answer.
        categories: code list of the categories that are shown.
        of: the raw code of a case, ``None`` where it is blank.
    """

    name: str
    answers: str
    categories: str
    of: Callable[[CaseHistory], str | None]

    def category(self, case: CaseHistory) -> str:
        """Return the category in which ``case`` is shown."""
        return _grouped(self.answers, self.name, self.of(case))


@cache
def _grouped(answers: str, dimension: str, code: str | None) -> str:
    return code_list(answers).group(dimension, code)


def _source(case: CaseHistory) -> str | None:
    return case.referrals[0].source if case.referrals else None


def _age_band(case: CaseHistory) -> str | None:
    return case.referrals[0].age_band if case.referrals else None


def _employment(case: CaseHistory) -> str | None:
    """The first that was entered: what somebody became later moves no old figure."""
    return case.employments[0].employment_type if case.employments else None


def _police_link(case: CaseHistory) -> str | None:
    """Of several perpetrators, one linked to the police makes the case linked."""
    links = [one.police_link for one in case.perpetrators if one.police_link]
    groups = [_grouped("perpetrator_police", "perpetrator_police", link) for link in links]
    return min(
        zip(groups, links, strict=True),
        key=lambda pair: _POLICE_FIRST.index(pair[0]) if pair[0] in _POLICE_FIRST else 9,
        default=(None, None),
    )[1]


def _risk_band(case: CaseHistory) -> str | None:
    return (case.entry.band if case.entry else None) or _NOT_ASSESSED


def _about(name: str) -> Callable[[CaseHistory], str | None]:
    def answer(case: CaseHistory) -> str | None:
        said: str | None = getattr(case.about, name)
        return said

    return answer


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension(
        name="employment_group",
        answers="employment_type",
        categories="employment_group",
        of=_employment,
    ),
    Dimension(name="route", answers="referral_source", categories="route", of=_source),
    Dimension(name="sex", answers="sex", categories="sex", of=_about("sex")),
    Dimension(name="age_band", answers="age_band", categories="age_band", of=_age_band),
    Dimension(
        name="ethnicity", answers="ethnicity", categories="ethnicity_group", of=_about("ethnicity")
    ),
    Dimension(
        name="disability", answers="disability", categories="disability", of=_about("disability")
    ),
    Dimension(
        name="sexual_orientation",
        answers="sexual_orientation",
        categories="sexual_orientation",
        of=_about("sexual_orientation"),
    ),
    Dimension(name="religion", answers="religion", categories="religion", of=_about("religion")),
    Dimension(
        name="perpetrator_police",
        answers="perpetrator_police",
        categories="perpetrator_linked",
        of=_police_link,
    ),
    Dimension(
        name="risk_band", answers="risk_band_entry", categories="risk_band_entry", of=_risk_band
    ),
)
"""Every dimension of ``kpis.md``. Never rank with command, never two characteristics together."""


DIMENSION_SOURCES: tuple[tuple[type[Record], str], ...] = (
    (Case, "client"),
    *((Referral, name) for name in ("received_at", "source", "age_band")),
    (Employment, "employment_type"),
    *(
        (Client, name)
        for name in ("sex", "ethnicity", "disability", "sexual_orientation", "religion")
    ),
    (Perpetrator, "police_link"),
    *((RiskAssessment, name) for name in ("on", "stage", "band")),
)
"""The questions that the breakdowns come from."""


def categories_by_dimension() -> Mapping[str, tuple[str, ...]]:
    """Return every category that each dimension can have; nobody may be left out of a total."""
    return {each.name: _codes(each.categories) for each in DIMENSIONS}


def _codes(list_name: str) -> tuple[str, ...]:
    codes = tuple(code.code for code in code_list(list_name).every())
    # A blank shows as not asked, so that category is there even where no form offers it.
    missing = () if NOT_ASKED in codes or _NOT_ASSESSED in codes else (NOT_ASKED,)
    return codes + missing


def dimensions_of(case: CaseHistory) -> dict[str, str]:
    """Return the category of ``case`` in each dimension."""
    return {each.name: each.category(case) for each in DIMENSIONS}
