"""Saves contacts as fast as it can and says after each what is acknowledged, until killed.

With a fourth argument it saves them in batches of that many, one transaction each.
"""

import sys
from pathlib import Path

from tests.vault.made_vault import MadeVault, contact, new_id


def main(folder: str, code: str, case: str, batch: str = "") -> None:
    vault = MadeVault(Path(folder), code).open()
    print("open", flush=True)  # noqa: T201 - the test reads this
    while batch:
        vault.commit_many(contact(case) for _ in range(int(batch)))
        print("saved batch", flush=True)  # noqa: T201 - the test reads this
    for count in range(10_000):
        vault.save_draft("contact new", "contact", {"note": f"typed {count}"}, "note")
        print(f"draft {count}", flush=True)  # noqa: T201 - the test reads this
        record = new_id()
        vault.commit(contact(case, f"note {count}", record))
        print(f"saved {record}", flush=True)  # noqa: T201 - the test reads this


if __name__ == "__main__":
    main(*sys.argv[1:])
