"""The few system libraries that Qt and the tests need on Debian and Ubuntu."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec

RUNTIME = (
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libglib2.0-0",
    "libfontconfig1",
    "libdbus-1-3",
)
"""What QtWidgets loads even without a display."""

DISPLAY = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxkbcommon-x11-0",
)
"""What Qt needs besides for a window under X."""

TESTS = (
    "xvfb",
    "xauth",
    "openbox",
    "xdotool",
    "poppler-utils",
    "dbus-x11",
    "gnome-keyring",
)
"""A display without a screen, a window manager, hands, a PDF renderer and a keyring."""


def provide(wanted: Sequence[str]) -> None:
    """Install what is missing where we may; else name it on standard error and go on.

    Whether the program can start without them is found out by starting it, so a machine that has
    the libraries from elsewhere is not turned away.
    """
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return
    missing = missing_of(wanted)
    if find_spec("ensurepip") is None:
        # Debian keeps what makes environments in a package of its own.
        missing.append(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    if not missing:
        return
    right = _right()
    if right is None:
        _say_missing(missing, "ask an administrator to run")
        return
    print(f"Installing system libraries: {', '.join(missing)}.", flush=True)
    if not _install(right, missing):
        _say_missing(missing, "the package manager refused; later run")


def missing_of(wanted: Sequence[str]) -> list[str]:
    """Return those of ``wanted`` that are not installed.

    Ubuntu 24.04 renamed some to end in ``t64``; either name counts.
    """
    installed = _installed(name for base in wanted for name in (base, f"{base}t64"))
    return [base for base in wanted if not {base, f"{base}t64"} & installed]


def _installed(names: Iterable[str]) -> set[str]:
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names],
        capture_output=True,
        text=True,
        check=False,
    )
    rows = (line.split() for line in asked.stdout.splitlines())
    return {row[0] for row in rows if len(row) == 2 and row[1] == "installed"}


def _right() -> list[str] | None:
    """Return what to put before a command to run it as root, or None."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    may = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if may.returncode == 0 else None


def _install(right: Sequence[str], missing: Sequence[str]) -> bool:
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    for command in (["apt-get", "update", "-qq"], install):
        # A stale list of packages may still do, so only what is installed in the end counts.
        subprocess.run(
            [*right, "env", "DEBIAN_FRONTEND=noninteractive", *command],
            capture_output=True,
            check=False,
        )
    return not missing_of(missing)


def _say_missing(missing: Sequence[str], how: str) -> None:
    print(
        f"Some system libraries are missing; {how}: apt install {' '.join(missing)}",
        file=sys.stderr,
        flush=True,
    )
