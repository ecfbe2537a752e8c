"""The two things that a safety plan is drawn from: a step to tick, and a quiet panel."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from idva_desktop.documents.letterhead import colour
from idva_desktop.documents.tagged import Words


class _Stack(Flowable):
    """Paragraphs below each other, with room on every side.

    Args:
        words: the paragraphs.
        width: of the whole, in points.
        left: room beside the words, in points.
        above: room above and below them.
        between: room between two paragraphs.
        right: room on their right.
    """

    def __init__(
        self,
        words: Sequence[Words],
        width: float,
        *,
        left: float,
        above: float,
        between: float,
        right: float = 0,
    ) -> None:
        super().__init__()
        self._words, self._all = words, width
        self._left, self._right, self._above, self._between = left, right, above, between

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size that the words need."""
        room = self._all - self._left - self._right
        heights = [words.wrap(room, 10_000)[1] for words in self._words]
        self.width = self._all
        self.height = sum(heights) + self._between * (len(heights) - 1) + 2 * self._above
        return self.width, self.height

    def draw(self) -> None:
        """Draw the words from the top down."""
        top = self.height - self._above
        for words in self._words:
            top -= words.height
            words.drawOn(self.canv, self._left, top)
            top -= self._between


class Step(_Stack):
    """One action with a box to tick, over a hairline."""

    def __init__(
        self, words: Sequence[Words], width: float, *, size: float, done: bool, indent: float
    ) -> None:
        super().__init__(words, width, left=indent, above=size * 0.62, between=size * 0.1)
        self._size, self._done = size, done

    def draw(self) -> None:
        """Draw the box, the words and the line below."""
        canvas, side = self.canv, self._size * 1.15
        first = self._words[0].style
        middle = self.height - self._above - first.leading / 2
        canvas.saveState()
        canvas.setLineWidth(1)
        canvas.setStrokeColor(colour("control"))
        canvas.roundRect(0.5, middle - side / 2, side, side, side * 0.2, fill=0)
        if self._done:
            self._tick(0.5, middle - side / 2, side)
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(colour("line"))
        canvas.line(0, 0, self.width, 0)
        canvas.restoreState()
        super().draw()

    def _tick(self, left: float, bottom: float, side: float) -> None:
        path = self.canv.beginPath()
        path.moveTo(left + side * 0.24, bottom + side * 0.5)
        path.lineTo(left + side * 0.43, bottom + side * 0.31)
        path.lineTo(left + side * 0.77, bottom + side * 0.7)
        self.canv.setStrokeColor(colour("text"))
        self.canv.setLineWidth(side * 0.1)
        self.canv.setLineCap(1)
        self.canv.drawPath(path)


class Panel(_Stack):
    """Sentences on a quiet ground."""

    def __init__(self, words: Sequence[Words], width: float, *, ground: str) -> None:
        room = float(words[0].style.fontSize)
        super().__init__(
            words, width, left=room * 1.2, right=room * 1.2, above=room, between=room * 0.4
        )
        self._ground = ground

    def draw(self) -> None:
        """Draw the ground, then the words."""
        self.canv.saveState()
        self.canv.setFillColor(colour(self._ground))
        self.canv.roundRect(0, 0, self.width, self.height, 6, stroke=0, fill=1)
        self.canv.restoreState()
        super().draw()
