"""The returns that were issued, in order, as the journal keeps them."""

import json

from idva_desktop.casework.session import Session
from idva_desktop.domain.records import IssuedReturn
from idva_desktop.journal.acts import LEDGER_OWNER
from idva_desktop.returns.ledger import Ledger


def ledger(session: Session) -> Ledger:
    """Return everything issued so far, proved to be whole.

    Raises:
        ProtectionError: a row or its proof was changed, left out or moved.
    """
    rows = issued_returns(session)
    return Ledger.from_plain(
        [json.loads(held.row or "{}") for held in rows],
        [json.loads(held.worlds) for held in rows if held.worlds],
    )


def issued_returns(session: Session) -> list[IssuedReturn]:
    """Return what was issued, in order."""
    return session.vault.fetch(IssuedReturn, owner=LEDGER_OWNER)
