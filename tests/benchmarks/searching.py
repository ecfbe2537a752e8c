"""How long a search takes beside the least that the store can do, in the same run.

``python -m tests.benchmarks.searching [CASES] [NOTES]`` fills the tables of a vault with made-up
clients and notes, and prints for each kind of search its median, and the ratio to reading one
row by its key through the same connection and to reading every name. It never fails by time:
these machines are shared.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from idva_desktop.vault.connection import transaction
from idva_desktop.vault.search_entries import SearchEntries
from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import make_vault

ROUNDS = 15
CASES, NOTES = 20_000, 200_000
_GIVEN = [
    "alex",
    "alexandra",
    "amina",
    "anna",
    "ben",
    "chloe",
    "daniel",
    "ewa",
    "fatima",
    "grace",
    "hannah",
    "ibrahim",
    "jo",
    "john",
]
_GIVEN += [
    "katherine",
    "leila",
    "maria",
    "mohammed",
    "muhammad",
    "nadia",
    "olu",
    "priya",
    "robin",
    "sara",
    "siobhan",
    "tariq",
]
_SYLLABLES = [
    "an",
    "bar",
    "cor",
    "den",
    "el",
    "far",
    "gan",
    "hol",
    "is",
    "jen",
    "kow",
    "lan",
    "mar",
    "nor",
    "os",
    "pet",
    "ri",
    "san",
    "ti",
    "wil",
]
TYPED = ("whit", "mar", "al", "C-01999", "mohamed", "alexsandra", "jhon")
WORDS = ("locks", "lo", "window loc", "call landlord", "zebra", "the")


def fill(vault: Vault, cases: int, notes: int) -> None:
    """Put clients, cases and notes into the search tables, as a projection does."""
    rng = random.Random(7)  # noqa: S311 - made-up names, the same in each run
    some = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(9_000)]
    common = [
        "the",
        "a",
        "and",
        "she",
        "said",
        "called",
        "landlord",
        "window",
        "locks",
        "safe",
        "today",
        "visit",
        "court",
    ]
    entries = SearchEntries(vault._connection)
    with transaction(vault._connection):
        for at in range(cases):
            case, client = UUID(int=at).hex, UUID(int=at + cases).hex
            answers = {"given_name": rng.choice(_GIVEN), "family_name": rng.choice(some)}
            entries.put("identity", client, client, answers)
            entries.put("case", case, case, {"reference": f"C-{at:05}"})
        for at in range(notes):
            words = " ".join(rng.choices(common, k=15) + rng.choices(some, k=25))
            owner = UUID(int=at % cases).hex
            entries.put("contact", UUID(int=at + 2 * cases).hex, owner, {"note": words})


def median(do: Callable[[], object]) -> float:
    """Return the median of a few rounds, in seconds."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        do()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main(cases: int = CASES, notes: int = NOTES) -> None:
    """Fill, measure and print."""
    with (
        tempfile.TemporaryDirectory() as folder,
        make_vault(Path(folder) / "vault").open() as vault,
    ):
        before = time.perf_counter()
        fill(vault, cases, notes)
        connection = vault._connection
        pages = "SELECT sum(length(block)) FROM word_index_data"
        size = connection.execute(pages).fetchall()[0][0]
        sys.stdout.write(
            f"{cases:,} cases, {notes:,} notes: filled in {time.perf_counter() - before:.0f} s,"
            f" index of words {size / 1e6:.0f} MB\n"
        )
        point = median(
            lambda: connection.execute("SELECT * FROM search_entries WHERE number = 7").fetchall()
        )
        scan = median(lambda: connection.execute("SELECT words FROM search_entries").fetchall())
        sys.stdout.write(f"one row {point * 1e3:.3f} ms, every name {scan * 1e3:.1f} ms\n")
        for look, typed in (
            (vault.search, TYPED),
            (vault.search_alike, TYPED),
            (vault.search_words, WORDS),
        ):
            for text in typed:
                _say(look.__name__, text, lambda: look(text, 500), scan)  # noqa: B023 - used at once


def _say(name: str, text: str, do: Callable[[], Sequence[object]], scan: float) -> None:
    taken = median(do)
    sys.stdout.write(
        f"{name:13} {text:14} {taken * 1e3:7.1f} ms, {taken / scan:6.2f} of reading every name,"
        f" {len(do())} found\n"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
