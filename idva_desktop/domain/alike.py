"""Names that were meant: how far what was typed is from a name, counted in slips of the hand.

A slip is a letter too many, too few or wrong, or two letters swapped (Damerau 1964, in the form
that lets no two letters swap and change). Two slips that change the sound of a name least count
half: a vowel for another, and a letter doubled or not.
"""

from functools import lru_cache

_VOWELS = frozenset("aeiouy")
_SLIP, _SMALL_SLIP = 1.0, 0.5
_UNFINISHED = 0.25  # a name of which only the beginning was typed stands behind a whole one
_SHORTEST = 4  # of three letters each slip makes another name


def allowed(word: str) -> float:
    """Return how many slips a typed word may hold and still mean a name."""
    if len(word) < _SHORTEST or not word.isalpha():
        return 0.0
    return 1.0 if len(word) < _SHORTEST + 2 else 2.0


@lru_cache(maxsize=4096)
def slips(typed: str, name: str) -> float | None:
    """Return the least slips from a typed word to a name or its beginning.

    Args:
        typed: one folded word.
        name: one folded word of a name.

    Returns:
        Nought for the same word; ``None`` where there are more slips than :func:`allowed`.
    """
    most = allowed(typed)
    if typed == name:
        return 0.0
    # Each half slip changes the length by one at most.
    if not most or len(name) < len(typed) - 2 * most:
        return None
    near = name[: len(typed) + int(2 * most)]
    lasts = _last_row(typed, near)
    whole = lasts[-1] if near == name else most + 1
    least = min(whole, min(lasts) + _UNFINISHED)
    return least if least <= most else None


def _last_row(typed: str, name: str) -> list[float]:
    """Return the slips from the typed word to each beginning of the name."""
    before: list[float] = []
    above = [0.0]
    for at, sign in enumerate(name, 1):
        above.append(above[-1] + _gap(name, at - 1, sign))
    for down, letter in enumerate(typed, 1):
        row = [above[0] + _gap(typed, down - 1, letter)]
        for at, sign in enumerate(name, 1):
            best = min(
                above[at] + _gap(typed, down - 1, letter),
                row[at - 1] + _gap(name, at - 1, sign),
                above[at - 1] + _change(letter, sign),
            )
            if before and at > 1 and letter == name[at - 2] and typed[down - 2] == sign:
                best = min(best, before[at - 2] + _SLIP)
            row.append(best)
        before, above = above, row
    return above


def _gap(word: str, at: int, letter: str) -> float:
    return _SMALL_SLIP if at and word[at - 1] == letter else _SLIP


def _change(letter: str, sign: str) -> float:
    if letter == sign:
        return 0.0
    return _SMALL_SLIP if letter in _VOWELS and sign in _VOWELS else _SLIP
