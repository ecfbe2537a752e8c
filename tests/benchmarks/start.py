"""How long until the unlock window is painted, as a ratio to an empty window in the same run.

``python -m tests.benchmarks.start`` prints the medians in seconds and the ratio, of the clock and
of the processor, which other work on the machine disturbs less. It never fails by time: these
machines are shared.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from idva_desktop.domain.roles import Role
from idva_desktop.vault.device_secret import DeviceSecretStore, Use
from idva_desktop.vault.kdf import LEAST_COST
from idva_desktop.vault.vault import Vault

ROUNDS = 7
WORDS = "lantern pebble orchard violin"
EMPTY = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1440, 900)
window.show()
app.processEvents()
window.grab()
"""
UNLOCK = """
import os, sys
from pathlib import Path
from idva_desktop.ui.program import Program, application
app = application()
program = Program(Path(sys.argv[1]), size=(1440, 900))
program.start()
app.processEvents()
program.unlock.grab()
os._exit(0)
"""


def seconds(code: str, *arguments: str) -> tuple[float, float]:
    """Return how long a new process takes to paint, by the clock and of the processor."""
    began, used = time.perf_counter(), _of_the_processor()
    subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - began, _of_the_processor() - used


def _of_the_processor() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def main() -> None:
    """Measure in pairs and print."""
    with tempfile.TemporaryDirectory() as folder:
        vault, _code = Vault.create(
            Path(folder) / "vault",
            member_name="Ada",
            roles=frozenset({Role.CASEWORKER}),
            passphrase=WORDS,
            keyring_use=DeviceSecretStore(Use.PRINTED),
            cost=LEAST_COST,
        )
        vault.close()
        pairs = [
            (seconds(EMPTY), seconds(UNLOCK, str(Path(folder) / "vault"))) for _ in range(ROUNDS)
        ]
    for at, what in enumerate(("clock", "processor")):
        floor = statistics.median(empty[at] for empty, _ in pairs)
        ours = statistics.median(unlock[at] for _, unlock in pairs)
        sys.stdout.write(
            f"{what}: empty {floor:.3f} s, unlock {ours:.3f} s, ratio {ours / floor:.2f}\n"
        )


if __name__ == "__main__":
    main()
