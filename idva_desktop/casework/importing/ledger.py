"""Which rows went in before: so that a second import of a workbook adds nothing.

A row is known by a keyed hash of its content with its occurrence number, since two true contacts
can share case and minute. A row whose key is known, whose content is not, and whose earlier
content is gone from the workbook was changed: that is said and not added.
"""

import hmac
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from idva_desktop.domain.records import ImportedRow
from idva_desktop.exchange.rows import ReadRow


class Verdict(Enum):
    """What a row is to the vault."""

    NEW = auto()
    UNCHANGED = auto()
    CHANGED = auto()


@dataclass(frozen=True, slots=True, repr=False)
class JudgedRow:
    """A row with what is known of it.

    Attributes:
        row: the row.
        verdict: whether it is new, unchanged or changed.
        content: hash of its content and occurrence number.
        key: hash of its key.
        key_known: whether a row with this key went in before.
    """

    row: ReadRow
    verdict: Verdict
    content: str
    key: str
    key_known: bool


class ImportLedger:
    """The rows of earlier imports.

    Args:
        secret: the vault's own, so that the hashes tell nothing outside it.
        earlier: the rows that went in.
    """

    def __init__(self, secret: bytes, earlier: Iterable[ImportedRow]) -> None:
        self._secret = secret
        self._contents: set[str] = set()
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for held in earlier:
            if held.content and held.key:
                self._contents.add(held.content)
                self._by_key[held.key].add(held.content)

    def judge(self, rows: list[ReadRow]) -> Iterator[JudgedRow]:
        """Yield the rows of one sheet, judged, in their order."""
        tagged = list(self._tagged(rows))
        present = {content for _, content, _ in tagged}
        gone = {key: len(self._by_key[key] - present) for key in self._by_key}
        for row, content, key in tagged:
            if content in self._contents:
                verdict = Verdict.UNCHANGED
            elif gone.get(key):
                gone[key] -= 1
                verdict = Verdict.CHANGED
            else:
                verdict = Verdict.NEW
            yield JudgedRow(row, verdict, content, key, key in gone)

    def _tagged(self, rows: list[ReadRow]) -> Iterator[tuple[ReadRow, str, str]]:
        seen: Counter[bytes] = Counter()
        for row in rows:
            seen[row.content] += 1
            occurrence = b"%d:" % seen[row.content]
            yield row, self._tag(occurrence + row.content), self._tag(b"key:" + row.key)

    def _tag(self, content: bytes) -> str:
        return hmac.digest(self._secret, content, "sha256").hex()
