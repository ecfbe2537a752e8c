"""Many sums added up at once, in each of thousands of worlds."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from idva_desktop.returns.atoms import Atom, Form
from idva_desktop.returns.constraints import Rule

_MOST = np.iinfo(np.int64).max


class Tally:
    """The values of many sums in a world.

    Args:
        forms: the sums, of known atoms.
        atoms: the atoms.
    """

    def __init__(self, forms: Sequence[Form], atoms: Sequence[Atom]) -> None:
        column = {atom: index for index, atom in enumerate(atoms)}
        rows = [row for row, form in enumerate(forms) for _ in form]
        self._count = len(forms)
        self._rows = np.array(rows, dtype=np.int64)
        self._columns = np.array([column[a] for form in forms for a in form], dtype=np.int64)
        self._factors = np.array([f for form in forms for f in form.values()], dtype=np.int64)

    def of(self, amounts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the value of each sum, the atoms having these amounts."""
        parts = (self._factors * amounts[self._columns]).astype(np.float64)
        # Counts are far below the 2**53 up to which such numbers are whole.
        return np.bincount(self._rows, weights=parts, minlength=self._count).astype(np.int64)


class Ranges:
    """Rules, checked all at once.

    Args:
        rules: of known atoms.
        atoms: the atoms.
    """

    def __init__(self, rules: Sequence[Rule], atoms: Sequence[Atom]) -> None:
        self._tally = Tally([rule.form for rule in rules], atoms)
        self.lows, self.highs = limits(rules)

    def hold(self, amounts: NDArray[np.int64]) -> bool:
        """Say whether every rule holds, and no atom is less than nought."""
        sums = self._tally.of(amounts)
        within = (sums >= self.lows) & (sums <= self.highs)
        return bool(within.all()) and int(amounts.min(initial=0)) >= 0


def limits(rules: Iterable[Rule]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the least and the most of each rule."""
    found = [(rule.low, _MOST if rule.high is None else rule.high) for rule in rules]
    low, high = np.array(found, dtype=np.int64).reshape(-1, 2).T
    return low, high


def bits(flags: NDArray[np.bool_]) -> int:
    """Return flags as the bits of one number, the first as the lowest."""
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")
