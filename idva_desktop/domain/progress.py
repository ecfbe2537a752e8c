"""Long work says how far it is, and can be cancelled at each step.

Long work is a plain callable that takes a :class:`Progress` and runs on any thread. Whoever waits
hands in a progress that shows the stage, and that raises :class:`CancelledError` to stop.
"""

from dataclasses import dataclass
from typing import Protocol

from idva_desktop.domain.errors import IdvaError


class CancelledError(IdvaError):
    """The person asked to stop; the work leaves everything as it was before."""

    def __init__(self) -> None:
        super().__init__("Stopped as you asked. Nothing was changed; you can start again.")


@dataclass(frozen=True, slots=True)
class Stage:
    """How far the work is.

    Attributes:
        stage: what is being done, in words for the screen, such as ``"Reading the workbook"``.
        done: how much of it is done, from nought to ``total``.
        total: how much there is; nought where that is not known.
    """

    stage: str
    done: int
    total: int


class Progress(Protocol):
    """Called at each step of long work; may raise :class:`CancelledError`."""

    def __call__(self, stage: Stage, /) -> None:
        """Take notice of ``stage``."""


def unwatched(stage: Stage, /) -> None:
    """Take no notice: the progress of work that nobody waits for."""
    del stage
