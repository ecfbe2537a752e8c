"""Starts the window; to lock ends this process, and a new one begins at the unlock window."""

import os
import signal
import sys
from pathlib import Path

from idva_desktop.app.defects import say
from idva_desktop.app.secrets_in import UsageError
from idva_desktop.app.settings import last_look, last_vault, remember_look, remember_vault
from idva_desktop.domain.errors import IdvaError


def _check() -> None:
    # On the thread that loads what the unlock window needs none of.
    from idva_desktop.app.shipped_files import check_shipped  # noqa: PLC0415 - as above

    check_shipped()


def run_window(vault: Path | None) -> int:
    """Open the window on a vault, the one given or the last one used.

    Locking replaces the process: keys, passphrases and narrative that any library has copied are
    gone with its memory. Where a file of the installation is damaged, a box says so as well as the
    terminal, and 1 is returned.

    Raises:
        UsageError: no vault is named and none was used before.
    """
    folder = vault.absolute() if vault is not None else last_vault()
    if folder is None:
        raise UsageError("Name a vault: idva-desktop VAULT (make one with: idva-desktop vault new)")
    # Qt's loop may wait long for its next event, and Python with it; ending at once loses nothing.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from idva_desktop.ui.program import Ending, run  # noqa: PLC0415 - Qt only where it is shown

    try:
        ending = run(
            folder,
            opened=remember_vault,
            dressed=remember_look,
            worn=last_look(),
            check=_check,
        )
    except IdvaError as error:
        from idva_desktop.ui.refusal_box import show_refusal  # noqa: PLC0415 - seldom needed

        say(str(error))
        show_refusal(str(error))
        return 1
    if ending is Ending.LOCKED:
        sys.stdout.flush()
        sys.stderr.flush()
        again = [sys.executable, "-m", "idva_desktop", str(folder)]
        os.execv(sys.executable, again)  # noqa: S606 - this very program, and no shell
    return 0
