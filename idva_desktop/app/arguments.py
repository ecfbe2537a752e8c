"""Which commands there are, with which options."""

import argparse
import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path


def _later(name: str) -> Callable[[argparse.Namespace], int]:
    """Return a command that is loaded when it is run: the unlock window needs none of the rest."""

    def run(given: argparse.Namespace) -> int:
        from idva_desktop.app import commands  # noqa: PLC0415 - as above

        return int(getattr(commands, name)(given))

    return run


def _open_window(given: argparse.Namespace) -> int:
    from idva_desktop.app.window import run_window  # noqa: PLC0415 - Qt only where it is shown

    return run_window(given.vault)


def _demo(given: argparse.Namespace) -> int:
    from idva_desktop.app.demo import run_demo  # noqa: PLC0415 - Qt only where it is shown

    return run_demo(given.out, headless=given.headless)


def read_arguments(words: Sequence[str]) -> argparse.Namespace:
    """Return the command with its options; ``run`` is what does it.

    A vault and no command opens the window on it. Wrong usage ends the process with exit 2.
    """
    parser, names = _parser()
    given = [word for word in words if word != "--debug"]  # wherever it stands; see command_line
    if given and given[0] not in names and os.path.isdir(given[0]):  # noqa: PTH112 - Path.is_dir fails where a name is too long
        given.insert(0, "open")
    return parser.parse_args(given)


def _parser() -> tuple[argparse.ArgumentParser, Collection[str]]:
    parser = argparse.ArgumentParser(
        prog="idva-desktop",
        description="Offline casework for IDVAs and ISVAs over an encrypted local database.",
    )
    parser.add_argument("--debug", action="store_true", help="show where an error arose")
    parser.set_defaults(run=_open_window, vault=None)
    kinds = parser.add_subparsers(metavar="COMMAND")

    def command(name: str, words: str, run: Callable[[argparse.Namespace], int]) -> _Parser:
        made = kinds.add_parser(name, help=words, description=words)
        made.set_defaults(run=run)
        return made

    opened = command("open", "open the window on a vault", _open_window)
    opened.add_argument("vault", nargs="?", type=Path)
    demo = command("demo", "work a scripted case in a demo vault", _demo)
    demo.add_argument("--out", type=Path, default=Path("demo-output"))
    demo.add_argument("--headless", action="store_true", help="offscreen, then stop")
    _vault_commands(kinds)
    _record_commands(command)
    _return_commands(kinds)
    return parser, kinds.choices.keys()


_Parser = argparse.ArgumentParser


def _vault_commands(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "make a vault, or add a member to one"
    vault = kinds.add_parser("vault", help=words, description=words)
    which = vault.add_subparsers(required=True, metavar="new|add-member")
    new = which.add_parser("new", help="make a vault with its first member")
    new.set_defaults(run=_later("vault_new"))
    new.add_argument("vault", type=Path)
    new.add_argument("--member", required=True, metavar="NAME")
    new.add_argument("--role", required=True, metavar="ROLES")
    words = "write the sheet to print, with the device code, as a PDF"
    new.add_argument("--device-code-sheet", type=Path, metavar="FILE", help=words)
    _secrets(new)
    adding = which.add_parser("add-member", help="add a further member")
    adding.set_defaults(run=_later("vault_add_member"))
    _opening(adding)
    adding.add_argument("--new-member", required=True, metavar="NAME")
    adding.add_argument("--role", required=True, metavar="ROLES")
    adding.add_argument("--new-passphrase-file", type=Path, metavar="F")


def _record_commands(
    command: Callable[[str, str, Callable[[argparse.Namespace], int]], _Parser],
) -> None:
    importing = command("import", "preview or import a workbook", _later("import_workbook"))
    _opening(importing)
    importing.add_argument("workbook", type=Path)
    importing.add_argument("--mapping", type=Path, metavar="FILE")
    importing.add_argument("--dry-run", action="store_true")
    importing.add_argument("--report", type=Path, metavar="FILE")
    importing.add_argument("--json", action="store_true")
    figures = command("figures", "the true figures, for the supervisor", _later("figures"))
    _opening(figures)
    figures.add_argument("--period", required=True)
    figures.add_argument("--json", action="store_true")
    audit = command("audit", "prove the journal; names what is wrong", _later("audit"))
    _opening(audit)
    audit.add_argument("--json", action="store_true")
    backup = command("backup", "make a verified backup", _later("backup"))
    _opening(backup)
    backup.add_argument("--to", type=Path, metavar="DIR")
    restore = command("restore", "make a vault from a backup", _later("restore"))
    restore.add_argument("backup", type=Path)
    restore.add_argument("vault", type=Path)
    restore.add_argument("--member", metavar="NAME")
    _secrets(restore)
    restore.set_defaults(json=False)
    command("doctor", "check this computer", _later("doctor"))
    papers = command("papers", "write the privacy papers, for review", _later("papers"))
    papers.add_argument("out", type=Path, metavar="DIR")


def _return_commands(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "issue an anonymised return, check returns without a vault, record earlier ones"
    returning = kinds.add_parser("return", help=words, description=words)
    which = returning.add_subparsers(required=True, metavar="issue|check|record")
    issue = which.add_parser("issue", help="protect, prove, sign and write a return")
    issue.set_defaults(run=_later("return_issue"))
    _opening(issue)
    issue.add_argument("--period", required=True)
    issue.add_argument("--out", required=True, type=Path, metavar="DIR")
    _approving(issue)
    issue.add_argument("--json", action="store_true")
    recording = which.add_parser("record", help="enter returns sent before the program was in use")
    recording.set_defaults(run=_later("return_record"))
    _opening(recording)
    recording.add_argument("file", type=Path, metavar="FILE")
    _approving(recording)
    recording.add_argument("--json", action="store_true")
    check = which.add_parser("check", help="verify and attack returns; no vault is needed")
    check.set_defaults(run=_later("return_check"))
    check.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    check.add_argument("--key", metavar="FINGERPRINT", help="as it was handed over in person")
    words = "figures of returns sent before the program was in use, as return record reads them"
    check.add_argument("--sent", action="append", default=[], type=Path, metavar="FILE", help=words)
    check.add_argument("--json", action="store_true")


def _approving(parser: _Parser) -> None:
    parser.add_argument("--approver", required=True, metavar="NAME")
    parser.add_argument("--approver-passphrase-file", type=Path, metavar="F")


def _opening(parser: _Parser) -> None:
    parser.add_argument("vault", type=Path)
    parser.add_argument("--member", metavar="NAME", help="needed where a vault has several")
    _secrets(parser)


def _secrets(parser: _Parser) -> None:
    parser.add_argument("--passphrase-file", type=Path, metavar="F")
    parser.add_argument("--device-code-file", type=Path, metavar="F")
