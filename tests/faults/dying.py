"""The end of a process at a chosen moment, as when a computer loses its power."""

import os
import signal
from collections.abc import Callable


def die(*_: object, **__: object) -> None:
    """End at once, as a computer does that loses its power."""
    os.kill(os.getpid(), signal.SIGKILL)


def then_die(done: Callable[..., object]) -> Callable[..., None]:
    def both(*args: object) -> None:
        done(*args)
        die()

    return both
