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

_HERE = Path(__file__).parent
# Journeys share the display and the one focus on it; the others a year of returns that takes
# longer to issue than to look at, and that each worker would issue for itself.
_TOGETHER = {
    _HERE / "journeys": "journeys",
    _HERE / "app" / "test_return_check_of_a_begun_year.py": "begun",
    _HERE / "returns": "years",
    _HERE / "casework" / "test_attack_of_the_provider_year.py": "provider",
    _HERE / "casework" / "reporting" / "test_checking.py": "years",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep on one worker what shares something."""
    for item in items:
        for place, group in _TOGETHER.items():
            if place == item.path or place in item.path.parents:
                item.add_marker(pytest.mark.xdist_group(group))
