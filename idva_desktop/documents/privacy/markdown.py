"""Pieces of a Markdown page: headings, tables and lists, with what would break a cell made safe."""

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a blank cell shows a dash, so that it is plain that nothing was left out."""
    lines = [_row(head), _row(["---"] * len(head)), *(_row(map(_cell, row)) for row in rows)]
    return "\n".join(lines) + "\n"


def bullets(items: Iterable[str]) -> str:
    """Return a list."""
    return "".join(f"- {item}\n" for item in items)


def page(title: str, *parts: str) -> str:
    """Return a page of parts, each separated by a blank line."""
    return "\n".join((f"# {title}\n", *parts))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(words: str) -> str:
    return " ".join(words.replace("|", "\\|").split()) or "–"
