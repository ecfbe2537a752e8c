"""The command line: ``idva-desktop``, also ``python -m idva_desktop``.

Exit 0: done. 1: refused or a check failed, with one plain sentence. 2: wrong usage. With
``--json`` one document stands alone on standard output; words go to standard error. No traceback
reaches a person; ``--debug`` shows one without any value.
"""

import sys
from collections.abc import Sequence

from idva_desktop.app.defects import STOPPED, catch_all, say, tell
from idva_desktop.app.hardening import drop_output, harden
from idva_desktop.domain.errors import IdvaError

DONE, REFUSED, USAGE = 0, 1, 2
_UNREAD = "What was to be printed was not all read. What was saved is safe."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        arguments: the command; that of this process if ``None``, which is hardened then.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words
    try:
        if arguments is None:
            harden()
            catch_all(debug=debug)
        code = _run(words)
    except SystemExit as left:  # of the parser: help was asked for, or the usage was wrong
        code = DONE if not left.code else USAGE
    except BrokenPipeError:
        code = REFUSED
    except KeyboardInterrupt:
        say(STOPPED)
        code = REFUSED
    except Exception as error:  # noqa: BLE001 - no traceback ever reaches a person
        tell(error, debug=debug)
        code = REFUSED
    return _all_printed(code)


def _run(words: list[str]) -> int:
    # Loaded here, because Ctrl-C meanwhile is to end in a sentence as well.
    from idva_desktop.app.arguments import read_arguments  # noqa: PLC0415 - as above
    from idva_desktop.app.secrets_in import UsageError  # noqa: PLC0415 - as above

    given = read_arguments(words)
    try:
        return int(given.run(given))
    except UsageError as error:
        say(f"idva-desktop: {error}")
        return USAGE
    except IdvaError as error:
        say(str(error))
        return REFUSED


def _all_printed(code: int) -> int:
    """Return ``code``, or a refusal where whoever reads what is printed has gone."""
    try:
        sys.stdout.flush()
    except OSError:
        drop_output()
        say(_UNREAD)
        return REFUSED
    return code
