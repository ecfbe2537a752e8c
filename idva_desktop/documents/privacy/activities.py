"""Activities of processing: which records, why, on what basis and for how long.

The words are data in ``resources/privacy.json``; which kinds there are comes from the declarations.
Each kind belongs to the activities that name it, or else to that of its scope.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from idva_desktop.domain import records
from idva_desktop.domain.calendar import Span
from idva_desktop.domain.contract import Contract, contract
from idva_desktop.domain.record import Record, record_types
from idva_desktop.domain.shipped import shipped

assert records.__all__  # noqa: S101 - importing the package declares every kind

_UNITS = ("years", "months", "weeks", "days")
_OUTCOMES = {
    "contacted": "reached and not taken on",
    "not_contacted": "never reached",
    "served": "supported",
}


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity, as Article 30 of the UK GDPR asks for it.

    Attributes:
        name: what it is called.
        why: the purpose.
        people: whose data it is.
        special: special categories of personal data in it (Article 9).
        offences: whether it holds data on offences or allegations (Article 10).
        basis: the lawful basis.
        condition: the condition for special categories, or blank.
        offence_condition: the condition for offences, or blank.
        recipients: who may receive anything of it.
        keep: for how long, in words.
        kinds: the record kinds.
    """

    name: str
    why: str
    people: tuple[str, ...]
    special: tuple[str, ...]
    offences: bool
    basis: str
    condition: str
    offence_condition: str
    recipients: tuple[str, ...]
    keep: str
    kinds: tuple[type[Record], ...]


@dataclass(frozen=True, slots=True)
class PrivacyRisk:
    """One risk to people, with what stands against it.

    Attributes:
        risk: what could happen.
        who: to whom.
        control: what stands in its way.
        by: what enforces it: ``cryptography``, ``program`` or ``practice``.
        left: what remains.
    """

    risk: str
    who: str
    control: str
    by: str
    left: str


@cache
def _plain() -> Mapping[str, Any]:
    return shipped(
        "privacy.json",
        lambda plain: {name: plain[name] for name in ("activities", "risks", "parties")},
    )


def activities(terms: Contract | None = None) -> tuple[Activity, ...]:
    """Return every activity that has records, with the retention of the contract's last terms."""
    entries: Sequence[Mapping[str, Any]] = _plain()["activities"]
    named = {kind for entry in entries for kind in entry.get("kinds", ())}
    made = (_activity(entry, named, terms or contract()) for entry in entries)
    return tuple(activity for activity in made if activity.kinds)


def risks() -> tuple[PrivacyRisk, ...]:
    """Return the risks that the assessment weighs."""
    return tuple(PrivacyRisk(**entry) for entry in _plain()["risks"])


def parties() -> Mapping[str, str]:
    """Return who answers for the processing; words in square brackets are for the provider."""
    said: Mapping[str, str] = _plain()["parties"]
    return said


def _activity(entry: Mapping[str, Any], named: set[str], terms: Contract) -> Activity:
    own, scopes = entry.get("kinds", ()), entry.get("scopes", ())
    kinds = tuple(
        kind
        for kind in record_types()
        if kind.kind in own or (kind.kind not in named and kind.scope.value in scopes)
    )
    return Activity(
        name=entry["name"],
        why=entry["why"],
        people=tuple(entry["people"]),
        special=tuple(entry["special"]),
        offences=entry["offences"],
        basis=entry["basis"],
        condition=entry["condition"],
        offence_condition=entry.get("offence_condition", ""),
        recipients=tuple(entry["recipients"]),
        keep=_keep(entry["keep"], terms),
        kinds=kinds,
    )


def _keep(said: Any, terms: Contract) -> str:  # noqa: ANN401 - a word or its parts
    if said == "case":
        times = terms.terms[-1].retention
        parts = [
            f"{_length(times[name])} where the client was {words}"
            for name, words in _OUTCOMES.items()
            if name in times
        ]
        return f"After the last contact: {'; '.join(parts)}. A legal hold stops erasure."
    unit = next(unit for unit in _UNITS if unit in said)
    return f"{_length(Span(**{unit: said[unit]}))} after {said['from']}"


def _length(span: Span) -> str:
    given = [(getattr(span, unit), unit) for unit in _UNITS if getattr(span, unit)]
    return " and ".join(
        f"{count} {unit.removesuffix('s') if count == 1 else unit}" for count, unit in given
    )
