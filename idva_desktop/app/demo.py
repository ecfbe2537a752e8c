"""The demo: a vault of invented people, and a scripted case worked in the real windows."""

import os
import shutil
import sys
from datetime import datetime
from pathlib import Path

from idva_desktop.app import demo_secrets
from idva_desktop.casework.demo_vault import make_demo_vault
from idva_desktop.domain.errors import OutputError
from idva_desktop.domain.typed_dates import LONDON

VAULT = "demo-vault"
PRESENT = datetime(2026, 11, 19, 10, 30, tzinfo=LONDON)
"""The script's present: a Thursday just after the end of the invented workbook."""


def run_demo(out: Path, *, headless: bool) -> int:
    """Make the demo vault if it is not there, then open it or work the script in it.

    Args:
        out: the folder for the vault and, headless, for pictures, return and safety plan.
        headless: work the script without a display and stop.

    Raises:
        OutputError: the folder cannot be written.
    """
    out = out.absolute()
    vault = out / VAULT
    try:
        out.mkdir(parents=True, exist_ok=True)
        if headless:
            # The script begins afresh each time; a demo vault holds nothing that could be lost.
            for made in (vault, out / "pictures", out / "return"):
                shutil.rmtree(made, ignore_errors=True)
            for made in (out / "return.zip", *out.glob("my-plan*.pdf")):
                made.unlink(missing_ok=True)
    except OSError:
        raise OutputError(
            "The demo’s folder cannot be written. Nothing was made; name another with --out."
        ) from None
    if not vault.exists():
        _say("Making the demo vault.")
        members = [(m.name, m.passphrase, m.roles) for m in demo_secrets.MEMBERS]
        make_demo_vault(vault, members, demo_secrets.DEVICE_SECRET, lambda: PRESENT)
    if not headless:
        return _open(vault)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from idva_desktop.ui.journey import work_the_script  # noqa: PLC0415 - after the platform
    from idva_desktop.ui.player import Cast  # noqa: PLC0415 - as above

    cast = Cast(
        worker=demo_secrets.CASEWORKER.name,
        supervisor=demo_secrets.SUPERVISOR.name,
        second=demo_secrets.SECOND_SUPERVISOR.name,
        passphrases={member.name: member.passphrase for member in demo_secrets.MEMBERS},
        device_code=demo_secrets.device_code(),
    )
    made_files = work_the_script(vault, out, present=PRESENT, cast=cast, say=_say)
    _say(f"Left in {out}:")
    for path in made_files:
        _say(f"  {path.relative_to(out)}")
    return 0


def _open(vault: Path) -> int:
    from idva_desktop.app.window import run_window  # noqa: PLC0415 - Qt only where it is shown

    _say(f"Passphrase of {demo_secrets.CASEWORKER.name}: {demo_secrets.CASEWORKER.passphrase}")
    _say(f"Passphrase of {demo_secrets.SUPERVISOR.name}: {demo_secrets.SUPERVISOR.passphrase}")
    _say(f"Device code: {demo_secrets.device_code()}")
    return run_window(vault)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)  # noqa: T201 - this is the command line
