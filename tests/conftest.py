"""What holds for every test: which share a worker, and how hypothesis searches."""

import os
from pathlib import Path

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # has no types

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


class Together(LoadScopeScheduling):  # type: ignore[misc]  # xdist tells no types
    """Gives a worker a whole file, or all the files that share something.

    The groups that xdist has of its own are marked in a name that this pytest does not read.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = _HERE.parent / nodeid.partition("::")[0]
        groups = (of for place, of in _TOGETHER.items() if place in (path, *path.parents))
        return next(groups, str(path))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Together:
    """Keep on one worker what shares something."""
    return Together(config, log)
