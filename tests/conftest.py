"""What holds for every test: which share a worker, and how hypothesis searches."""

import os
from pathlib import Path

import hypothesis
import pytest

# Windows are made without a screen; a journey that works the real window says so itself.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples on every machine, and no verdict from a clock that other work slows down.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("house")

_JOURNEYS = Path(__file__).parent / "journeys"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the journeys on one worker: they share the display and the one focus on it."""
    for item in items:
        if _JOURNEYS in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("journeys"))
