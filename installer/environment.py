"""The checkout's own Python environment, ``.venv``: made once, mended when broken.

A stamp is written last and taken away first, so that an environment without one is half-made and
is made anew. Packages come with hashes from a lock; nothing is built from downloaded source.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from installer.errors import InstallError

LOCKS = ("run", "test")
"""The names of the locks; the test lock holds all of the run lock and more."""

_ADDRESS_LINES = ("--index-url", "--extra-index-url", "--find-links", "--trusted-host")
_NO_NETWORK = ("NewConnectionError", "name resolution", "Max retries", "ConnectTimeout", "getaddr")


class Environment:
    """The environment of one checkout.

    Attributes:
        checkout: the folder that holds ``pyproject.toml``.
        folder: its ``.venv``.
        python: the environment's own interpreter.
    """

    def __init__(self, checkout: Path) -> None:
        self.checkout = checkout
        self.folder = checkout / ".venv"
        scripts = "Scripts" if os.name == "nt" else "bin"
        self.python = self.folder / scripts / ("python.exe" if os.name == "nt" else "python")
        self._stamp = self.folder / "installed.json"

    def prepare(self, lock: str) -> None:
        """Bring the environment to what ``installer/<lock>.lock`` says; at once if it is there.

        Raises:
            InstallError: it cannot be done; the sentence says why. The next run mends it.
        """
        held = self._read_stamp()
        kept = {name: mark for name, mark in held.items() if mark == self._fingerprint(name)}
        sound = bool(held) and self._is_sound()
        if sound and lock in kept:
            return
        if not sound:
            self._make_anew()
            kept = {}
        self._stamp.unlink(missing_ok=True)
        print("Installing packages; the first time takes a minute or two.", flush=True)
        self._install(lock)
        # The test lock holds all that the run lock holds, at the same versions.
        kept |= {name: self._fingerprint(name) for name in ("run", lock)}
        part = self._stamp.with_suffix(".part")
        part.write_text(json.dumps(kept), "utf-8")
        part.replace(self._stamp)

    def run(self, *arguments: str, environment: Mapping[str, str] | None = None) -> int:
        """Run the environment's Python in the checkout, in the foreground; return its exit code."""
        settings = clean_settings() | dict(environment or {})
        return subprocess.run(
            [str(self.python), *arguments], cwd=self.checkout, env=settings, check=False
        ).returncode

    def can_do(self, statements: str, environment: Mapping[str, str] | None = None) -> bool:
        """Say whether the environment's Python can do ``statements``, such as an import."""
        return self._quiet("-c", statements, environment=environment).returncode == 0

    def _lock(self, name: str) -> Path:
        return self.checkout / "installer" / f"{name}.lock"

    def _fingerprint(self, lock: str) -> str:
        parts = hashlib.sha256()
        for path in (self._lock(lock), self.checkout / "pyproject.toml"):
            parts.update(path.read_bytes())
        parts.update(f"{sys.version} {sys.platform} {self.checkout}".encode())
        return parts.hexdigest()

    def _read_stamp(self) -> dict[str, str]:
        """Return the fingerprint of each lock that is wholly installed."""
        try:
            held = json.loads(self._stamp.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        known = held.items() if isinstance(held, dict) else ()
        return {name: mark for name, mark in known if name in LOCKS}

    def _is_sound(self) -> bool:
        try:
            return self._quiet("-c", "import pip, idva_desktop").returncode == 0
        except OSError:
            return False

    def _make_anew(self) -> None:
        if find_spec("ensurepip") is None or find_spec("venv") is None:
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            raise InstallError(
                "This Python cannot make environments: install its venv module "
                f"(on Debian or Ubuntu: apt install python{version}-venv) and start again."
            )
        if self.folder.is_symlink() or self.folder.is_file():
            self.folder.unlink()
        elif self.folder.exists():
            shutil.rmtree(self.folder)
        print(f"Making {self.folder.name}.", flush=True)
        made = subprocess.run(
            [sys.executable, "-m", "venv", str(self.folder)],
            capture_output=True,
            text=True,
            env=clean_settings(),
            check=False,
        )
        if made.returncode:
            raise InstallError(reason(made.stdout + made.stderr, "The environment was not made"))

    def _install(self, lock: str) -> None:
        self._refuse_addresses(lock)
        file = str(self._lock(lock))
        # Wheels only: building from source would fetch build tools that no hash covers.
        self._pip("--require-hashes", "--only-binary=:all:", "-r", file)
        self._pip("--no-deps", "--no-build-isolation", "-e", str(self.checkout))

    def _refuse_addresses(self, lock: str) -> None:
        text = self._lock(lock).read_text("utf-8")
        if any(word in text for word in _ADDRESS_LINES):
            raise InstallError(
                f"installer/{lock}.lock names a package address, so it is not used: "
                "take it as it is in the repository, or renew it with `python3 installer lock`."
            )

    def _pip(self, *arguments: str) -> None:
        done = self._quiet("-m", "pip", "install", "--quiet", "--no-input", *arguments)
        if done.returncode:
            raise InstallError(reason(done.stdout + done.stderr, "The packages were not installed"))

    def _quiet(
        self, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.python), *arguments],
            capture_output=True,
            text=True,
            cwd=self.checkout,
            env=clean_settings() | dict(environment or {}),
            check=False,
        )


def clean_settings() -> dict[str, str]:
    """Return the process's settings without what would lead another Python astray."""
    astray = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    kept = {name: value for name, value in os.environ.items() if name not in astray}
    return kept | {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def reason(output: str, what: str) -> str:
    """Return one plain sentence for what pip or venv said."""
    if any(sign in output for sign in _NO_NETWORK):
        return f"{what}: the package registry cannot be reached. Check the network and start again."
    if "No space left" in output or "Errno 28" in output:
        return f"{what}: the disk is full. Free about 800 MB and start again."
    if "DO NOT MATCH THE HASHES" in output:
        return (
            f"{what}: a package is not the one that was locked, so it was not used. "
            "Try again later, or ask who provides your packages."
        )
    if "No matching distribution" in output:
        return (
            f"{what}: your registry has no package for this machine and Python "
            f"{sys.version_info.major}.{sys.version_info.minor}, or it cannot be reached."
        )
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    said = next((line for line in reversed(lines) if "rror" in line), lines[-1] if lines else "")
    return f"{what}: {said or 'no reason was given'}"
