"""What is shown of a defect: where it arose, never a value, whoever raises it.

Qt prints what a slot raises through ``sys.excepthook``, and a thread has a hook of its own; left as
they are, both would print the message of an exception, and a message may hold a client's word.
"""

import os
import sys
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType

UNEXPECTED = (
    "Something went wrong that the program did not expect. What was saved is safe. "
    "Try again; with --debug the program says where it happened."
)
STOPPED = "Stopped. What was saved is safe."
_ENDED = 1


def say(words: str) -> None:
    """Say something on standard error; whoever closed it does not want to know."""
    with suppress(OSError, ValueError):
        print(words, file=sys.stderr, flush=True)  # noqa: T201 - this is the command line


def redacted(error: BaseException) -> str:
    """Return where an error arose: files, lines and functions, never a value or a message."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join([type(error).__name__, *lines])


def tell(error: BaseException, *, debug: bool) -> None:
    """Say that a defect was met, and with ``debug`` where."""
    if debug:
        say(redacted(error))
    say(UNEXPECTED)


def catch_all(*, debug: bool) -> None:
    """Let no traceback out of this process: neither of a slot, a thread nor a late clean-up."""

    def slot(_kind: type[BaseException], error: BaseException, _at: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            say(STOPPED)
            # The window's loop would go on; a process that is killed loses nothing.
            os._exit(_ENDED)
        tell(error, debug=debug)

    def thread(failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None and not isinstance(failed.exc_value, SystemExit):
            tell(failed.exc_value, debug=debug)

    def clean_up(failed: "sys.UnraisableHookArgs") -> None:
        if debug and failed.exc_value is not None:
            say(redacted(failed.exc_value))

    sys.excepthook = slot
    threading.excepthook = thread
    sys.unraisablehook = clean_up
