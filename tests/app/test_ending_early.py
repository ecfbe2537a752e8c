"""A window that is closed while the program still loads ends it in peace."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Whoever started the program by mistake closes it at once; loading takes longer than that.
CLOSED_AT_ONCE = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from idva_desktop.ui import program
app = program.application()
QTimer.singleShot(program.LOAD_AFTER_MS + 300, app.closeAllWindows)
began = time.monotonic()
ending = program.run(Path(sys.argv[1]), check=lambda: time.sleep(2))
print(ending.value, time.monotonic() - began > 2)
"""


def test_closing_while_the_program_loads_is_no_crash(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CLOSED_AT_ONCE, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "closed True\n"), done.stderr
    assert "Destroyed while" not in done.stderr
