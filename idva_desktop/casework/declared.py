"""Declared relationships: each member keeps their own, and nobody else reads them here."""

from collections.abc import Iterator, Mapping
from typing import Any

from idva_desktop.casework.saving import Saving
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import Missing
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import DeclaredRelationship


def own_only(session: Session, kind: type[Record]) -> Mapping[str, Any]:
    """Return what a record of ``kind`` must say to stand on a member's list."""
    return {"member": session.vault.member.id} if kind is DeclaredRelationship else {}


def declared_problems(saving: Saving[Any]) -> Iterator[Missing]:
    """Yield what stands against a declaration: it is another member's."""
    held = saving.held
    if held is not None and held.member != saving.session.vault.member.id:
        words = "This was declared by another member, who alone changes it"
        yield Missing(DeclaredRelationship.kind, "given_name", words)


def settle_declared(saving: Saving[Any]) -> Mapping[str, Any]:
    """Return whose declaration it is."""
    return {"member": saving.session.vault.member.id}
