"""``python3 installer lock``: renews the locks from ``pyproject.toml``, with uv."""

import shutil
import subprocess
from pathlib import Path

from installer.errors import InstallError

_LOCKS = {"run": ("build",), "test": ("build", "test")}


def renew(checkout: Path) -> int:
    """Write ``installer/run.lock`` and ``test.lock``: every package, every platform, every hash.

    Raises:
        InstallError: uv is not there or cannot resolve; the old locks stay.
    """
    if not shutil.which("uv"):
        raise InstallError("Renewing the locks needs uv: install it and start again.")
    for name, extras in _LOCKS.items():
        target = checkout / "installer" / f"{name}.lock"
        part = target.with_suffix(".part")
        constraint = ["--constraints", "installer/run.lock"] if name == "test" else []
        made = subprocess.run(
            [
                *("uv", "pip", "compile", "pyproject.toml", "--universal", "--generate-hashes"),
                *("--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header"),
                *("--python-version", "3.11", "--upgrade", "--quiet", "--output-file", str(part)),
                *(f"--extra={extra}" for extra in extras),
                *constraint,
            ],
            cwd=checkout,
            check=False,
        )
        if made.returncode:
            part.unlink(missing_ok=True)
            raise InstallError("uv could not renew the locks; the old ones are as they were.")
        head = "# Made by `python3 installer lock` from pyproject.toml. Do not edit.\n"
        target.write_text(head + part.read_text("utf-8"), "utf-8")
        part.unlink()
        print(f"Renewed installer/{target.name}.")
    return 0
