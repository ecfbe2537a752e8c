"""Reads the command and turns every failure into a sentence and an exit code."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from installer import checks, demo, locks
from installer.environment import Environment
from installer.errors import InstallError

CHECKOUT = Path(__file__).resolve().parent.parent
DONE, REFUSED, INTERRUPTED = 0, 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code (0 done, 1 refused or failed, 2 wrong usage)."""
    given = _parser().parse_args(arguments)
    environment = Environment(CHECKOUT)
    try:
        if given.command == "lock":
            return locks.renew(CHECKOUT)
        if given.command == "test":
            return checks.run(environment, only=given.only, soak=given.soak)
        return demo.run(environment, out=given.out, rest=given.rest)
    except InstallError as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("\nStopped. The next run sets right whatever is half-made.", file=sys.stderr)
        return INTERRUPTED
    except OSError as failure:
        print(_words(failure), file=sys.stderr)
        return REFUSED


def _words(failure: OSError) -> str:
    reason = (failure.strerror or "the system refused").lower()
    where = f" at {failure.filename}" if failure.filename else ""
    return f"Could not go on: {reason}{where}. Mend that and start again; nothing else is changed."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 installer",
        description="Sets IDVA Desktop up in this checkout (in .venv) and runs it or its checks. "
        "The first run downloads about 130 MB; later runs start in seconds.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser(
        "run",
        help="open the program on a demo vault; without a display, work a case and leave pictures",
    )
    run.add_argument(
        "--out",
        type=Path,
        default=None,
        metavar="DIR",
        help="where the demo is left (without a display: demo-output)",
    )
    run.add_argument(
        "rest", nargs="*", metavar="-- ...", help="passed to `idva-desktop` in place of the demo"
    )
    test = commands.add_parser("test", help="run every check: format, lint, types, layers, tests")
    test.add_argument("--soak", action="store_true", help="also the long fault and fuzz runs")
    test.add_argument("--only", choices=checks.STEPS, help="run one step")
    commands.add_parser("lock", help="renew installer/*.lock from pyproject.toml (needs uv)")
    return parser
