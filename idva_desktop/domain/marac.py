"""When a MARAC decision is prompted, by the dated thresholds of the area (design, rule 3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from idva_desktop.domain.calendar import Span
from idva_desktop.domain.records import MaracEpisode, RiskAssessment


@dataclass(frozen=True, slots=True)
class MaracArea:
    """The thresholds of one area from one day on.

    Attributes:
        area: its name; blank for every area that is not named.
        valid_from: the first day on which they hold.
        visible_high_risk: the lowest score that prompts a decision.
        repeat_months: for how many months a further incident is a repeat.
        repeat_from: what they are counted from: ``referral``, ``hearing`` or the ``later``.
    """

    area: str
    valid_from: date
    visible_high_risk: int = 14
    repeat_months: int = 12
    repeat_from: str = "later"


@dataclass(frozen=True, slots=True)
class FurtherIncident:
    """An incident that may be a repeat.

    Attributes:
        learned: the day on which the service learned of it.
        happened: the first and the last day on which it can have happened, where that is known as
            closely as that; otherwise the day on which the service learned of it.
    """

    learned: date
    happened: tuple[date, date] | None = None

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day on which it can have happened: none after it was known."""
        first, last = self.happened or (self.learned, self.learned)
        return min(first, self.learned), min(last, self.learned)


def area_on(areas: Sequence[MaracArea], name: str | None, day: date) -> MaracArea | None:
    """Return the thresholds of an area on a day; of an unknown area those of every other."""
    wanted = " ".join((name or "").split()).casefold()
    holding = [one for one in areas if one.valid_from <= day]
    for called in (wanted, ""):
        named = [one for one in holding if one.area.casefold() == called]
        if named:
            return max(named, key=lambda one: one.valid_from)
    return None


def area_of(episodes: Iterable[MaracEpisode]) -> str | None:
    """Return the area of a case: the one named last."""
    named = [one.area for one in episodes if one.area]
    return named[-1] if named else None


def prompted_since(
    risks: Iterable[RiskAssessment], areas: Sequence[MaracArea], area: str | None
) -> date | None:
    """Return the day since which the assessments prompt a decision, without a break.

    High risk prompts it, whether by score or by judgement, and so does a score that reaches the
    area's own threshold. ``None`` where the last assessment does not.
    """
    dated = [(risk.on, risk) for risk in risks if risk.on is not None and risk.band]
    dated.sort(key=lambda pair: pair[0])
    since = None
    for on, risk in reversed(dated):
        if not _prompts(risk, area_on(areas, area, on)):
            break
        since = on
    return since


def _prompts(risk: RiskAssessment, area: MaracArea | None) -> bool:
    if risk.band == "high":
        return True
    return area is not None and risk.score is not None and risk.score >= area.visible_high_risk


def repeats(
    incidents: Iterable[FurtherIncident],
    episodes: Sequence[MaracEpisode],
    areas: Sequence[MaracArea],
    area: str | None,
) -> tuple[date, ...]:
    """Return the days on which repeats were learned of: within the area's months of a MARAC.

    What is known only about may be a repeat if any day that it can mean is one: to ask for a
    decision that was not needed costs less than to miss one.
    """
    days = {
        each.learned
        for each in incidents
        if (known := area_on(areas, area, each.learned)) is not None
        and _is_repeat(each, episodes, known)
    }
    return tuple(sorted(days))


def _is_repeat(
    incident: FurtherIncident, episodes: Sequence[MaracEpisode], area: MaracArea
) -> bool:
    counted = {
        "referral": [one.referred_on for one in episodes],
        "hearing": [one.heard_on for one in episodes],
        "later": [on for one in episodes for on in (one.referred_on, one.heard_on)],
    }[area.repeat_from]
    earliest, latest = incident.span
    before = [on for on in counted if on is not None and on < latest]
    return bool(before) and earliest <= Span(months=area.repeat_months).after(max(before))
