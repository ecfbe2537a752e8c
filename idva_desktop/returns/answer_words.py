"""What breakdowns and their answers are called, on paper, in the workbook and on the screen.

Only what the program itself ships is asked: whoever checks a return has no vault, and must come to
the same words.
"""

from functools import cache

from idva_desktop.domain.vocab import code_lists
from idva_desktop.returns.dimensions import DIMENSIONS

_LISTS = {each.name: each.categories for each in DIMENSIONS} | {
    "reason": "closure_reason",
    "area": "need_area",
    "days_absent": "absence_band",
}
"""The code list of a breakdown's answers, where it has another name than the breakdown."""

_NAMES = {
    "perpetrator_police": "perpetrator linked to the police",
    "risk_band": "risk band at entry",
    "days_absent": "days absent from work",
}


def dimension_words(dimension: str) -> str:
    """Return what a breakdown is by, as it stands inside a sentence."""
    return _NAMES.get(dimension, dimension.replace("_", " "))


def answer_words(dimension: str, code: str) -> str:
    """Return the words of one answer of a breakdown, those of its code list where it has one."""
    return _labels(dimension).get(code) or words(code)


def words(code: str) -> str:
    """Return a category code as words."""
    if code[:2].isdigit():
        return code.replace("_plus", " and over").replace("_", "–")
    text = code.replace("_", " ").replace("/", ", ")
    return text[:1].upper() + text[1:]


@cache
def _labels(dimension: str) -> dict[str, str]:
    shipped = code_lists().get(_LISTS.get(dimension, dimension))
    return {known.code: known.label for known in shipped.every()} if shipped else {}
