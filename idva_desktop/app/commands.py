"""What each command does: opens the vault, asks casework, and says the outcome in a sentence."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from idva_desktop.app.defects import say
from idva_desktop.app.secrets_in import UsageError, new_secret_file, read_secret
from idva_desktop.casework.importing.workbook import import_file
from idva_desktop.casework.leaving.device_sheet import write_first_sheet
from idva_desktop.casework.reporting import figures as casework_figures
from idva_desktop.casework.reporting.checking import (
    check_returns,
    check_words,
    given_before,
    not_compared,
)
from idva_desktop.casework.reporting.issuing import issue_return
from idva_desktop.casework.reporting.recording import loss_lines, record_returns
from idva_desktop.casework.session import Session
from idva_desktop.documents.privacy.papers import PAPERS
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import (
    IdvaError,
    JournalError,
    KeyringError,
    OutputError,
    ReturnError,
)
from idva_desktop.domain.roles import Role
from idva_desktop.vault.device_secret import DeviceSecretStore, Use
from idva_desktop.vault.passphrase import require_strength
from idva_desktop.vault.restoring import restore as restore_backup
from idva_desktop.vault.vault import Vault

_PASSPHRASE, _DEVICE_CODE = "--passphrase-file", "--device-code-file"


def give(document: object) -> None:
    """Print the one JSON document of a command."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def _roles(words: str) -> frozenset[Role]:
    try:
        return frozenset(Role(word.strip()) for word in words.split(","))
    except ValueError:
        raise UsageError("--role is caseworker, supervisor, or both with a comma") from None


def _open(given: argparse.Namespace) -> Vault:
    """Open the vault; where no keyring answers, the device code is asked for."""
    passphrase = read_secret(given.passphrase_file, "Passphrase", _PASSPHRASE)
    code = None
    if given.device_code_file is not None:
        code = read_secret(given.device_code_file, "Device code", _DEVICE_CODE)
    try:
        return _opened(given, passphrase, code)
    except KeyringError as error:
        if not sys.stdin.isatty():
            raise KeyringError(f"{error} Give it with {_DEVICE_CODE} FILE.") from None
        say(str(error))
    return _opened(given, passphrase, read_secret(None, "Device code", _DEVICE_CODE))


def _opened(given: argparse.Namespace, passphrase: str, code: str | None) -> Vault:
    return Vault.open(
        given.vault, passphrase=passphrase, member_name=given.member, device_code=code
    )


def vault_new(given: argparse.Namespace) -> int:
    """Make a vault; the device code is printed, or written to a file that must not exist."""
    roles = _roles(given.role)
    if given.device_code_file is None:
        return _make_vault(given, roles, print)
    with new_secret_file(given.device_code_file) as write:
        return _make_vault(given, roles, write)


def _make_vault(
    given: argparse.Namespace, roles: frozenset[Role], give_code: Callable[[str], None]
) -> int:
    passphrase = read_secret(given.passphrase_file, "New passphrase", "--passphrase-file")
    require_strength(passphrase)
    vault, code = Vault.create(
        given.vault,
        member_name=given.member,
        roles=roles,
        passphrase=passphrase,
        keyring_use=DeviceSecretStore(Use.EITHER),
    )
    keyring = vault.keyring_name
    vault.close()
    give_code(code)
    kept = f"{keyring} on this computer keeps it too" if keyring else "no keyring here keeps it"
    say(f"The vault is made. Keep the device code on paper, away from this computer; {kept}.")
    if given.device_code_sheet is not None:
        write_first_sheet(code, given.device_code_sheet)
        say("The sheet is written. Print it, and delete the file.")
    return 0


def vault_add_member(given: argparse.Namespace) -> int:
    """Add a member with a passphrase of their own."""
    roles = _roles(given.role)
    with closing(_open(given)) as vault:
        passphrase = read_secret(
            given.new_passphrase_file, "New member’s passphrase", "--new-passphrase-file"
        )
        require_strength(passphrase)
        vault.add_member(name=given.new_member, roles=roles, passphrase=passphrase)
    say("The member is added and can open this vault with their own passphrase.")
    return 0


def import_workbook(given: argparse.Namespace) -> int:
    """Preview or import a workbook; the report says what was refused and why."""
    if given.report is not None:
        _require_place(given.report)
    with closing(_open(given)) as vault:
        report = import_file(
            Session(vault), given.workbook, mapping=given.mapping, dry_run=given.dry_run
        )
    document = report.to_plain()
    if given.report is not None:
        _write(given.report, json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    if given.json:
        give(document)
    done = "would go in" if given.dry_run else "went in"
    say(
        f"{sum(report.accepted.values()):,} rows {done}, "
        f"{sum(report.unchanged.values()):,} were in already, {len(report.refused):,} refused."
    )
    for row in report.refused:
        say(f"  {row.sheet}, row {row.row}, {row.question}: {row.reason}")
    return 0


def figures(given: argparse.Namespace) -> int:
    """Give the true figures of a period."""
    period = Period.parse(given.period)
    with closing(_open(given)) as vault:
        cells = casework_figures.figures(Session(vault), period)
    if given.json:
        give(casework_figures.to_plain(cells))
    else:
        for line in casework_figures.as_lines(cells):
            print(line)  # noqa: T201 - the figures are the command's result
    return 0


def return_issue(given: argparse.Namespace) -> int:
    """Issue a return; a second member approves with their own passphrase."""
    period = Period.parse(given.period)
    with closing(_open(given)) as vault:
        phrase = read_secret(
            given.approver_passphrase_file, "Approver’s passphrase", "--approver-passphrase-file"
        )
        issued = issue_return(
            Session(vault), period, given.out, approver=given.approver, passphrase=phrase
        )
    if given.json:
        give(issued.to_plain())
    say(
        f"The return is written to {issued.folder}. {issued.shown} figures shown, "
        f"{issued.withheld} withheld. Key fingerprint: {issued.fingerprint}"
    )
    return 0


def return_record(given: argparse.Namespace) -> int:
    """Enter returns sent before the program was in use, and say what they gave away."""
    with closing(_open(given)) as vault:
        phrase = read_secret(
            given.approver_passphrase_file, "Approver’s passphrase", "--approver-passphrase-file"
        )
        made = record_returns(
            Session(vault), given.file, approver=given.approver, passphrase=phrase
        )
    if given.json:
        give(made.to_plain())
    say(f"Recorded: {', '.join(made.periods)}, {made.prepared.shown} figures.")
    losses = made.prepared.losses
    for line in loss_lines(losses):
        say(f"  {line}")
    say(
        f"These returns already gave away the {len(losses)} figures above; that cannot be undone."
        if losses
        else "These returns gave no small count of clients away."
    )
    say("Every return issued from now on is proved to give away no more, together with them.")
    return 0


def return_check(given: argparse.Namespace) -> int:
    """Verify returns and attack them together; exit 1 and say what is wrong where something is."""
    report = check_returns(given.folders, given.key, sent=given.sent)
    if given.json:
        give(report.to_plain())
    for found in report.returns:
        named = f"{found.folder}: {found.period or 'unreadable'}"
        say(f"{named}, {found.cells} figures, key {found.fingerprint or 'unknown'}")
    if not report.named_key:
        say("No --key was given, so these returns may be signed by anybody. Ask for it in person.")
    for told in not_compared(report):
        say(told)
    if not report.passed:
        raise ReturnError("\n".join(check_words(report)))
    say(
        "Signatures, files and figures agree, and together they let nobody work out a count "
        "of clients that is withheld."
    )
    for told in given_before(report):
        say(told)
    return 0


def audit(given: argparse.Namespace) -> int:
    """Prove the journal; exit 1 and name what is wrong where it does not prove."""
    with closing(_open(given)) as vault:
        report = vault.audit()
    if given.json:
        findings = [{"fault": str(found.fault), "words": found.words} for found in report.findings]
        give({"proved": report.proved, "findings": findings, "remarks": list(report.remarks)})
    for remark in report.remarks:
        say(remark)
    if not report.proved:
        raise JournalError("\n".join(found.words for found in report.findings))
    say("The journal proves: nothing is altered, missing, reordered or rolled back.")
    return 0


def backup(given: argparse.Namespace) -> int:
    """Make a verified backup."""
    with closing(_open(given)) as vault:
        made = vault.backup(given.to)
    say(f"The backup is made and verified: {made}")
    return 0


def restore(given: argparse.Namespace) -> int:
    """Make a vault from a backup; with a passphrase, open and prove it too."""
    restore_backup(given.backup, given.vault)
    if given.passphrase_file is None:
        say("The backup is whole and restored. It opens with the passphrases of its day.")
        return 0
    say("The backup is whole and restored.")
    return audit(given)


def _require_place(report: Path) -> None:
    """Refuse before anything is imported, where the report could not be written after."""
    if os.path.isdir(report) or not os.path.isdir(report.parent):  # noqa: PTH112 - Path.is_dir fails where a name is too long
        raise OutputError(
            "The report cannot be written there. Nothing was imported; name a file in a folder "
            "that is there."
        )


def _write(path: Path, words: str) -> None:
    try:
        path.write_text(words, "utf-8")
    except OSError:
        raise OutputError(
            "The report cannot be written there. What was imported is safe; name another file."
        ) from None


def papers(given: argparse.Namespace) -> int:
    """Write the privacy papers that the declared questions make."""
    try:
        given.out.mkdir(parents=True, exist_ok=True)
        for name, made in PAPERS.items():
            (given.out / name).write_text(made(), "utf-8")
    except OSError:
        raise OutputError(
            "The papers cannot be written there. No record was touched; name another folder."
        ) from None
    say(f"{len(PAPERS)} papers are written to {given.out}. They are drafts: have them checked.")
    return 0


def doctor(_given: argparse.Namespace) -> int:
    """Check what the program needs of this computer."""
    from idva_desktop.app.doctor import findings  # noqa: PLC0415 - looks at slow parts on demand

    found = findings()
    for line in found:
        say(f"{'ok' if line.well else 'no'}  {line.words}")
    if not all(line.well for line in found if line.needed):
        raise IdvaError("Something that the program needs is missing; see the lines above.")
    return 0
