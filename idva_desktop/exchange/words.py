"""Words as people write them in cells: spaces, case and look-alike characters put aside."""

import re
import unicodedata
from functools import lru_cache

_NOT_A_WORD = re.compile(r"[\W_]+")
# Zero-width characters and byte-order marks arrive with text pasted from the web.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def tidy(text: str) -> str:
    """Return the text with its spaces tidied, of whatever kind they are."""
    return " ".join(text.split())


def is_blank(text: str) -> bool:
    """Say whether a cell holds no answer: nothing, spaces, or the dash that stands for nothing."""
    return not tidy(text.translate(_INVISIBLE)).strip("-–—")


@lru_cache(maxsize=10_000)
def slug(text: str) -> str:
    """Return what two spellings of one heading, code or reference have in common.

    Letter case, spaces and punctuation do not matter: ``Planned - needs met`` and
    ``planned_needs_met`` are one.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold()
    return _NOT_A_WORD.sub("_", plain).strip("_")
