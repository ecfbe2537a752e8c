"""``python3 installer run``: the program on a demo vault, or its work without a display."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from installer import system_libraries
from installer.environment import Environment
from installer.errors import InstallError

_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
_QT = "import PySide6.QtWidgets"
_WINDOW = "from PySide6.QtWidgets import QApplication; QApplication([])"


def run(environment: Environment, *, out: Path | None, rest: Sequence[str]) -> int:
    """Set up, then open the demo; ``rest`` replaces the demo by another command.

    Raises:
        InstallError: the program cannot be set up or Qt cannot be loaded.
    """
    display = sys.platform != "linux" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    libraries = system_libraries.RUNTIME + (system_libraries.DISPLAY if display else ())
    system_libraries.provide(libraries)
    environment.prepare("run")
    require_qt(environment)
    program = ("-m", "idva_desktop")
    if rest:
        return environment.run(*program, *rest, environment={} if display else _OFFSCREEN)
    if display and environment.can_do(_WINDOW):
        where = () if out is None else ("--out", str(out.absolute()))
        return environment.run(*program, "demo", *where)
    print("There is no display, so the demo runs without one.", flush=True)
    target = (out or environment.checkout / "demo-output").absolute()
    return environment.run(
        *program, "demo", "--headless", "--out", str(target), environment=_OFFSCREEN
    )


def require_qt(environment: Environment) -> None:
    """Make sure that the windows can be made at all.

    Raises:
        InstallError: a system library is missing.
    """
    if not environment.can_do(_QT, _OFFSCREEN):
        raise InstallError(
            "Qt cannot start because system libraries are missing: on Debian or Ubuntu run "
            f"apt install {' '.join(system_libraries.RUNTIME)} and start again."
        )
