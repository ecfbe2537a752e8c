"""What the audit says of destroyed keys: each needs a signed act that names it, and stays gone."""

from collections.abc import Iterator

from sqlcipher3 import Connection

from idva_desktop.domain.errors import JournalError
from idva_desktop.journal.chain import Fault, Finding
from idva_desktop.journal.envelopes import read_envelope
from idva_desktop.vault.envelope_reader import scopes
from idva_desktop.vault.erasing import Proof, later_proofs, proofs
from idva_desktop.vault.scope_keys import ScopeKey
from idva_desktop.vault.session import Session


def key_findings(session: Session, connection: Connection) -> tuple[list[Finding], list[str]]:
    """Return what does not prove of destroyed keys, and how many scopes were erased."""
    try:
        own = proofs(connection)
    except JournalError:
        return [], []  # the replay of the ledger says so already
    signers = dict(session.header.signers)
    later = {
        box: proof
        for box, proof in later_proofs(connection).items()
        if _is_signed(proof.body, signers)
    }
    keys = scopes(connection)
    findings = [finding for key in keys for finding in _check(key, own, later)]
    return findings, _remarks(keys, own, later)


def _check(key: ScopeKey, own: dict[bytes, Proof], later: dict[bytes, Proof]) -> Iterator[Finding]:
    gone = key.epoch if key.is_erased else key.epoch - 1
    said = max((held[key.box].epoch for held in (own, later) if key.box in held), default=0)
    if gone > said:
        words = "The key of a scope is gone, and no act says that it was erased."
        yield Finding(Fault.KEY, "", 0, words)
    if key.box in own and own[key.box].epoch > gone:
        words = "The key of a scope that was erased is back: an old state was put in its place."
        yield Finding(Fault.KEY, "", 0, words)


def _remarks(keys: list[ScopeKey], own: dict[bytes, Proof], later: dict[bytes, Proof]) -> list[str]:
    erased = [key for key in keys if key.is_erased]
    found = []
    if erased:
        found.append(
            f"{len(erased)} {'scope was' if len(erased) == 1 else 'scopes were'} erased: the "
            "sealed acts are kept and prove, and nobody can read them."
        )
    restarted = sum(1 for key in keys if not key.is_erased and key.epoch > 1)
    if restarted:
        found.append(
            f"{restarted} {'scope begins' if restarted == 1 else 'scopes begin'} with a "
            "rectification: what it said before cannot be read."
        )
    younger = sum(1 for key in erased if key.box in later and key.box not in own)
    if younger:
        found.append(
            f"{younger} of these went after the state that this vault was restored from; the "
            "signed acts that say so came with the backup."
        )
    return found


def _is_signed(body: bytes, signers: dict[bytes, bytes]) -> bool:
    envelope = read_envelope(body)
    key = signers.get(envelope.header.signer)
    return key is not None and envelope.is_signed_by(key)
