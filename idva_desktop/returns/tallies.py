"""Many sums added up at once, in each of thousands of worlds."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from idva_desktop.returns.atoms import Atom, Form


class Tally:
    """The values of many sums in a world.

    Args:
        forms: the sums, of known atoms.
        atoms: the atoms.
    """

    def __init__(self, forms: Sequence[Form], atoms: Sequence[Atom]) -> None:
        self._atoms = atoms
        column = {atom: index for index, atom in enumerate(atoms)}
        rows = [row for row, form in enumerate(forms) for _ in form]
        self._count = len(forms)
        self._rows = np.array(rows, dtype=np.int64)
        self._columns = np.array([column[a] for form in forms for a in form], dtype=np.int64)
        self._factors = np.array([f for form in forms for f in form.values()], dtype=np.int64)

    def of(self, world: Mapping[Atom, int]) -> NDArray[np.int64]:
        """Return the value of each sum."""
        amounts = np.fromiter((world.get(atom, 0) for atom in self._atoms), np.int64)
        parts = (self._factors * amounts[self._columns]).astype(np.float64)
        # Counts are far below the 2**53 up to which such numbers are whole.
        return np.bincount(self._rows, weights=parts, minlength=self._count).astype(np.int64)


def bits(flags: NDArray[np.bool_]) -> int:
    """Return flags as the bits of one number, the first as the lowest."""
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")
