"""The shipped contract changed by a test, and case dates to try rules on."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from idva_desktop.domain.contract import Contract, read_contract
from idva_desktop.domain.rules import CaseDates, Due, due_items
from idva_desktop.resource_files import resource

Plain = dict[str, Any]


def shipped() -> Plain:
    """Return the shipped contract file as JSON has it."""
    plain: Plain = json.loads(resource("contract.json").read_text("utf-8"))
    return plain


def changed(change: Callable[[Plain], object]) -> Contract:
    """Return the shipped contract after a change to its file."""
    plain = shipped()
    change(plain)
    return read_contract(json.dumps(plain))


def rule_of(plain: Plain, rule_id: str) -> Plain:
    """Return one rule of a contract file."""
    return next(rule for rule in plain["rules"] if rule["id"] == rule_id)


def due(
    rule_id: str, dates: CaseDates, today: date = date(2026, 12, 1), held: Contract | None = None
) -> Due | None:
    """Return what one rule asks for, if it does."""
    found = due_items(dates, today, held)
    return next((item for item in found if item.rule_id == rule_id), None)


def by(rule_id: str, dates: CaseDates, today: date = date(2026, 12, 1)) -> date | None:
    """Return by when one rule asks for something."""
    item = due(rule_id, dates, today)
    assert item is not None, f"{rule_id} asks for nothing"
    return item.by
