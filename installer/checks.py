"""``python3 installer test``: every check, in order, with the time that each took."""

import os
import sys
import time
from collections.abc import Callable

from installer import system_libraries
from installer.demo import require_qt
from installer.display import virtual_display
from installer.environment import Environment

STEPS = ("format", "lint", "types", "layers", "tests")
_WORKERS = min(4, os.cpu_count() or 1)


def run(environment: Environment, *, only: str | None, soak: bool) -> int:
    """Set up and run the checks; all of them, even when one fails.

    Returns:
        0 if all passed, else 1. The last line printed is pytest's own summary, with its time.

    Raises:
        InstallError: the checks cannot be set up.
    """
    wanted = system_libraries.RUNTIME + system_libraries.DISPLAY + system_libraries.TESTS
    system_libraries.provide(wanted)
    environment.prepare("test")
    require_qt(environment)
    steps: dict[str, Callable[[], int]] = {
        "format": lambda: environment.run("-m", "ruff", "format", "--check", "."),
        "lint": lambda: environment.run("-m", "ruff", "check", "."),
        "types": lambda: environment.run("-m", "mypy"),
        "layers": lambda: environment.run("-c", _LAYERS),
    }
    failed = [name for name in STEPS[:-1] if only in (None, name) and _timed(name, steps[name])]
    if failed:
        print(f"Failed: {', '.join(failed)}.", file=sys.stderr, flush=True)
    if only in (None, "tests"):
        print("== tests", flush=True)
        return 1 if _tests(environment, soak=soak) or failed else 0
    return 1 if failed else 0


# import-linter has no `python -m` form.
_LAYERS = "from importlinter.cli import lint_imports_command as run; run()"


def _timed(name: str, step: Callable[[], int]) -> bool:
    """Run a step between two lines; return whether it failed."""
    print(f"== {name}", flush=True)
    began = time.monotonic()
    failed = step() != 0
    took = time.monotonic() - began
    print(f"== {name}: {'failed' if failed else 'passed'} in {took:.0f} s", flush=True)
    return failed


def _tests(environment: Environment, *, soak: bool) -> int:
    arguments = ["-m", "pytest", "--durations=5"]
    if _WORKERS > 1:
        # The journeys stay together, for they share the one display (tests/conftest).
        arguments += ["-n", str(_WORKERS), "--dist", "loadscope"]
    if soak:
        arguments += ["-m", ""]
    with virtual_display() as settings:
        settings.setdefault("QT_QPA_PLATFORM", "offscreen")
        return environment.run(*arguments, environment=settings)
