"""What the desk costs with many cases: unlocking, the list, Today, a case, a search.

``python -m tests.benchmarks.desk [CASES] [CONTACTS]`` makes a vault of made-up cases and prints how
long the window's thread works, each as a ratio to a floor measured in the same run: a window of
plain labels and buttons that is made and painted, or one plain reading of every case. Where it
holds the window it is processor time of that thread, which other work disturbs less. It never
fails by time: these machines are shared.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QPushButton, QWidget

from idva_desktop.casework.session import Session
from idva_desktop.casework.today import TodayIndex
from idva_desktop.domain.questions import Plain
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Case
from idva_desktop.domain.roles import Role
from idva_desktop.journal.acts import Act, Change
from idva_desktop.ui.cases_view import CasesView
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.program import application
from idva_desktop.ui.shell_view import ShellView
from idva_desktop.ui.today_view import TodayView
from idva_desktop.vault import unlocking
from idva_desktop.vault.device_secret import DeviceSecretStore, Use
from idva_desktop.vault.kdf import LEAST_COST
from idva_desktop.vault.vault import Vault

CASES, CONTACTS, ROUNDS, PARTS = 20_000, 100_000, 5, 120
WORDS, NAME = "lantern pebble orchard violin", "Ada"
_GIVEN = ("Amina", "Beth", "Chloe", "Dana", "Ewa", "Farah", "Grace", "Hana", "Imani", "Jo")
_ENDS = ("ton", "field", "wood", "ham", "ley", "ford", "worth", "by")
_STARTS = ("Whit", "Hol", "Mar", "Ash", "Brad", "Cran", "Dun", "Elm", "Fair", "Gar", "Ken", "Lang")


def acts(cases: int, contacts: int) -> Iterator[Act]:
    """Yield an act for each case, with its client and its contacts."""
    rng = random.Random(11)  # noqa: S311 - made-up names, the same in each run
    each = max(contacts // cases, 1)
    for at in range(cases):
        client, case = UUID(int=2 * at + 1).hex, UUID(int=2 * at + 2).hex
        month, day = rng.randint(1, 9), rng.randint(1, 28)
        opened = f"2026-{month:02}-{day:02}T09:00:00Z"
        named: dict[str, Plain | None] = {
            "given_name": rng.choice(_GIVEN),
            "family_name": rng.choice(_STARTS) + rng.choice(_ENDS),
        }
        about: dict[str, Plain | None] = {
            "client": client,
            "reference": f"C-{at:05}",
            "strand": "IDVA",
            "worker": NAME,
            "support_started": opened[:10],
        }
        referral: dict[str, Plain | None] = {"received_at": opened, "source": "self"}
        changes = [
            Change("identity", client, client, Scope.CLIENT, named),
            Change("case", case, case, Scope.CASE, about),
            Change("referral", UUID(int=(1 << 96) | at).hex, case, Scope.CASE, referral),
        ]
        for n in range(each):
            note: dict[str, Plain | None] = {
                "who": "client",
                "how": "phone",
                "result": "successful",
                "at": f"2026-10-{rng.randint(1, 28):02}T10:{n % 60:02}:00Z",
                "minutes": 20,
                "note": "Rang about the locks; she is safe and sleeps at her sister’s.",
            }
            changes.append(
                Change("contact", UUID(int=(n + 1) << 64 | at).hex, case, Scope.CASE, note)
            )
        yield Act("import", tuple(changes))


def held(app: QApplication, do: Callable[[], object]) -> float:
    """Return how many seconds the window's thread works, painting included."""
    began = time.thread_time()
    do()
    app.processEvents()
    return time.thread_time() - began


def until(app: QApplication, ready: Callable[[], bool]) -> tuple[float, float]:
    """Turn Qt's loop until something is ready; return how long it took, and its longest turn."""
    began, longest = time.perf_counter(), 0.0
    while not ready():
        turn = time.thread_time()
        app.processEvents()
        longest = max(longest, time.thread_time() - turn)
        time.sleep(0.001)
    return time.perf_counter() - began, longest


def say(name: str, taken: float, floor: float, of_what: str) -> None:
    """Print one figure."""
    sys.stdout.write(f"{name:44} {taken * 1e3:8.1f} ms, {taken / floor:7.2f} of {of_what}\n")


def _a_plain_window(app: QApplication) -> float:
    """Return what a window of Qt's own labels and buttons costs, about as many as a screen has."""

    def show() -> None:
        window = QWidget()
        grid = QGridLayout(window)
        for at in range(PARTS):
            part = QPushButton(f"Button {at}") if at % 4 == 0 else QLabel(f"Label {at}")
            grid.addWidget(part, at // 8, at % 8)
        window.resize(1440, 900)
        window.show()
        window.grab()
        window.close()

    return statistics.median(held(app, show) for _ in range(ROUNDS))


def measure(app: QApplication, vault: Vault, entered: float) -> None:
    """Measure the windows and print."""
    plain = _a_plain_window(app)
    session = Session(vault)
    reading = held(app, lambda: vault.fetch(Case))
    sys.stdout.write(
        f"a plain window {plain * 1e3:.1f} ms, reading every case {reading * 1e3:.0f} ms\n"
    )
    say("enter a proven vault", entered, plain, "a plain window")
    shell = ShellView(Desk(session))
    shell.resize(1440, 900)
    say("the desk's window, to its first paint", held(app, shell.show), plain, "a plain window")
    say("its first screen", held(app, shell.start), plain, "a plain window")
    today = shell.view()
    assert isinstance(today, TodayView)
    took, longest = until(app, today.is_ready)
    say("Today, all cases read on a thread", took, reading, "reading every case")
    say("  the longest turn of the window meanwhile", longest, plain, "a plain window")
    say("the list of cases", held(app, lambda: shell.go(Place("cases"))), plain, "a plain window")
    cases = shell.view()
    assert isinstance(cases, CasesView)
    took, longest = until(app, cases.is_ready)
    say("  all of it read on a thread", took, reading, "reading every case")
    say("  the longest turn of the window meanwhile", longest, plain, "a plain window")
    some = [UUID(int=2 * at + 2).hex for at in range(3, 3 + 3 * ROUNDS, 3)]
    taken = [held(app, lambda: shell.go(Place("case", case))) for case in some]  # noqa: B023 - used at once
    say("open a case, the first", taken[0], plain, "a plain window")
    say("open a case, the next ones", statistics.median(taken[1:]), plain, "a plain window")
    for typed in ("whit", "C-01999", "amina holt"):
        found = [held(app, lambda: vault.search(typed, 50)) for _ in range(ROUNDS)]  # noqa: B023 - used at once
        say(f"find “{typed}”", statistics.median(found), reading, "reading every case")
    index = TodayIndex.read(session)
    say("Today's picture", held(app, lambda: index.picture(session)), plain, "a plain window")
    shell.close()


def main(cases: int = CASES, contacts: int = CONTACTS) -> None:
    """Fill, measure and print."""
    app = application()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "vault"
        vault, code = Vault.create(
            place,
            member_name=NAME,
            roles=frozenset(Role),
            passphrase=WORDS,
            keyring_use=DeviceSecretStore(Use.PRINTED),
            cost=LEAST_COST,
        )
        began = time.perf_counter()
        with vault:
            vault.commit_many(acts(cases, contacts))
        sys.stdout.write(
            f"{cases:,} cases, {contacts:,} contacts, filled in"
            f" {time.perf_counter() - began:.0f} s\n"
        )
        proven = unlocking.prove(place, passphrase=WORDS, device_code=code)
        began = time.thread_time()
        vault = unlocking.enter(proven)
        measure(app, vault, time.thread_time() - began)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
