"""Words as search compares them: no accents, no case, one form for each script of Unicode.

What is stored and what is typed go through the same folding, so that neither the spelling of an
accent nor the direction of a script decides whether something is found.
"""

import re
import unicodedata
from enum import StrEnum

FOLDING = 1
"""Raised whenever folding changes, so that a vault's index is made anew."""

_IGNORED = str.maketrans(
    {
        **dict.fromkeys("'’‘`ʼ", ""),
        **dict.fromkeys("–—‒‑…“”„«»·", " "),
    }
)
# Letters that Unicode does not take apart, as an English keyboard types them.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_ASCII_WORD = re.compile("[a-z0-9]+")
# Scripts that are written without spaces: each sign is a word of its own, a word a phrase.
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u31ff\u3400-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class Search(StrEnum):
    """How search looks at free words.

    ``WORDS``: whole words and their beginnings, as for a note. ``ANY_PART``: any part, and slips of
    the hand forgiven, as for a name or a reference. ``NONE``: never, as for a code word or a hash.
    """

    WORDS = "words"
    ANY_PART = "any_part"
    NONE = "none"


def fold(text: str) -> str:
    """Return ``text`` without accents, case and marks that are not seen, spaces tidied."""
    plain = text.translate(_IGNORED)
    if not plain.isascii():
        for _ in range(2):  # folding case may bring back an accent, and taking apart a capital
            plain = "".join(_kept(sign) for sign in unicodedata.normalize("NFKD", plain))
            plain = plain.casefold().translate(_PLAIN_LETTERS)
        plain = unicodedata.normalize("NFC", plain)
    else:
        plain = "".join(_kept(sign) for sign in plain.casefold()) if "\0" in plain else plain
    return " ".join(plain.casefold().split())


def _kept(sign: str) -> str:
    """Return a sign, a space for a control character, or nothing for what is not seen."""
    kind = unicodedata.category(sign)
    if unicodedata.combining(sign) or kind in ("Cf", "Cs", "Me") or _VARIANTS.match(sign):
        return ""
    return " " if kind == "Cc" else sign


def words_of(text: str) -> list[str]:
    """Return the words of ``text``, folded; a sign of a spaceless script or a symbol is one."""
    folded = fold(text)
    if folded.isascii():
        return _ASCII_WORD.findall(folded)
    return "".join(_spread(sign) for sign in folded).split()


def _spread(sign: str) -> str:
    kind = unicodedata.category(sign)
    if _SPACELESS.match(sign):
        return f" {sign} " if kind[0] in "LNMS" else " "
    if kind[0] in "LNM" or kind == "Co":
        return sign
    return f" {sign} " if kind[0] == "S" and not sign.isascii() else " "


def is_spaceless(word: str) -> bool:
    """Say whether a word has a sign of a script that is written without spaces."""
    return _SPACELESS.search(word) is not None
