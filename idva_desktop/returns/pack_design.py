"""What no configuration of a return may ask for, each refused with its reason (``returns.md``).

A breakdown stands alone: crossed with another, its cells are so few that withholding could not
save them. Two personal characteristics together, or rank and command, name a person to a reader
who works beside them. And tables that are crossed in a circle restrict each other in ways that
no proof of safety here would see.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from idva_desktop.domain.errors import ReturnError

PERSONAL = frozenset(
    {
        "sex",
        "gender_identity",
        "age_band",
        "ethnicity",
        "disability",
        "sexual_orientation",
        "religion",
        "partnership",
        "pregnancy",
    }
)
"""The personal characteristics: never two of them together."""
RANK, COMMAND = "rank_band", "command"
_NOTHING_WRITTEN = "Nothing was written; change the configuration of the return."


def require_simple(measure: str, entry: Mapping[str, Any]) -> None:
    """Refuse what the tables of a measure may not be.

    Args:
        measure: its id, for the message.
        entry: its configuration: ``strands`` is ``each`` or ``total``, and each of ``dimensions``
            and of ``crossed``, which are shown for each strand too, a name, or a list of names
            that it would have crossed.

    Raises:
        ReturnError: it may not be shown so; the message says why.
    """
    asked = (*entry.get("dimensions", ()), *entry.get("crossed", ()))
    tables = [frozenset(_names(dimension)) for dimension in asked]
    for table in tables:
        if {RANK, COMMAND} & table:
            raise ReturnError(
                f"{measure} would be shown by rank or command. The two are never in a return: with "
                f"each other or with anything else they name a person. {_NOTHING_WRITTEN}"
            )
        if len(personal := sorted(PERSONAL & table)) > 1:
            raise ReturnError(
                f"{measure} would be shown by {' and '.join(_words(personal))} together. Two "
                f"personal characteristics are never crossed. {_NOTHING_WRITTEN}"
            )
    if is_cyclic(tables):
        raise ReturnError(
            f"The tables of {measure} are crossed in a circle, so that no proof of safety covers "
            f"them. {_NOTHING_WRITTEN}"
        )
    for table in tables:
        if len(table) > 1:
            raise ReturnError(
                f"{measure} would be shown by {' and '.join(_words(sorted(table)))} together. "
                f"A return shows one breakdown at a time. {_NOTHING_WRITTEN}"
            )
    if entry.get("crossed") and entry.get("strands") != "each":
        raise ReturnError(
            f"{measure} would be broken down strand by strand without a figure for each strand. "
            f"{_NOTHING_WRITTEN}"
        )


def is_cyclic(tables: Iterable[frozenset[str]]) -> bool:
    """Say whether tables hang together in a circle, such as A by B, B by C and C by A.

    They do not if taking away, again and again, what only one table has and tables that lie within
    another, leaves nothing (the reduction of Graham, Yu and Ozsoyoglu).
    """
    left = {table for table in tables if table}
    while left:
        names = [name for table in left for name in table]
        lonely = {name for name in names if names.count(name) == 1}
        reduced = {table - lonely for table in left} - {frozenset()}
        reduced = {table for table in reduced if not any(table < other for other in reduced)}
        if reduced == left:
            return True
        left = reduced
    return False


def _names(dimension: Any) -> tuple[str, ...]:  # noqa: ANN401 - as the configuration has it
    return (dimension,) if isinstance(dimension, str) else tuple(dimension)


def _words(names: Iterable[str]) -> list[str]:
    return [name.replace("_", " ") for name in names]
