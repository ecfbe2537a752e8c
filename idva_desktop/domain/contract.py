"""The contract's terms: time limits and targets, dated, from ``resources/contract.json``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from idva_desktop.resource_files import resource


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms from one day on.

    Attributes:
        valid_from: the first day on which they hold.
        working_days: working days allowed, by what is to be done.
        targets: percentage aimed at, by measure.
    """

    valid_from: date
    working_days: Mapping[str, int]
    targets: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Contract:
    """One contract.

    Attributes:
        name: its years, such as ``2025-28``; the contract to date is named by it.
        starts_on: its first day.
        terms: in order of their dates, at least one.
        employer_domains: email domains that the employer or another force can read.
    """

    name: str
    starts_on: date
    terms: tuple[Terms, ...]
    employer_domains: tuple[str, ...] = ()

    def is_employers_address(self, address: str) -> bool:
        """Say whether an email address lies in a domain that the employer can read."""
        domain = address.rpartition("@")[2].strip().rstrip(".").casefold()
        return any(
            domain == known or domain.endswith(f".{known}") for known in self.employer_domains
        )

    def terms_on(self, day: date) -> Terms:
        """Return the terms that hold on ``day``; before all of them, the first."""
        return next(
            (terms for terms in reversed(self.terms) if terms.valid_from <= day), self.terms[0]
        )


@cache
def contract() -> Contract:
    """Return the contract that is shipped as the default."""
    plain = json.loads(resource("contract.json").read_text("utf-8"))
    terms = (
        Terms(date.fromisoformat(entry["valid_from"]), entry["working_days"], entry["targets"])
        for entry in plain["terms"]
    )
    ordered = tuple(sorted(terms, key=lambda each: each.valid_from))
    return Contract(
        plain["name"],
        date.fromisoformat(plain["starts_on"]),
        ordered,
        tuple(plain["employer_email_domains"]),
    )
