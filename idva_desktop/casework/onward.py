"""Onward referrals: by consent, or on the basis of a sharing that a supervisor approved."""

from collections.abc import Iterator

from idva_desktop.casework.approvals import APPROVED
from idva_desktop.casework.saving import Saving
from idva_desktop.domain.errors import Missing
from idva_desktop.domain.records import OnwardReferral, Sharing
from idva_desktop.domain.records.asked_alike import CONSENT

# To save a life nobody waits; the supervisor reads it afterwards.
_CANNOT_WAIT = "vital_interests"


def onward_problems(saving: Saving[OnwardReferral]) -> Iterator[Missing]:
    """Yield what stands against an onward referral as answered.

    Without consent nobody is referred before a supervisor approved what is shared.
    """
    basis = saving.answers.get("basis")
    yield from _after_consent(saving)
    if saving.answers.get("referred_on") is None or basis in (None, CONSENT, _CANNOT_WAIT):
        return
    chosen = saving.answers.get("sharing")
    sharing = saving.session.vault.fetch_one(Sharing, chosen) if chosen else None
    if sharing is None or sharing.state != APPROVED or sharing.basis != basis:
        words = (
            "Choose the sharing on this basis that a supervisor approved, or leave “Referred on” "
            "blank until then"
        )
        yield Missing(OnwardReferral.kind, "sharing", words)


def _after_consent(saving: Saving[OnwardReferral]) -> Iterator[Missing]:
    """Yield that nobody is referred by a consent that was withdrawn or had ended."""
    names = ("basis", "referred_on", "withdrawn_on", "consent_until")
    basis, referred, withdrawn, until = (saving.answers.get(name) for name in names)
    if basis != CONSENT or referred is None:
        return
    if withdrawn is not None and referred > withdrawn:
        words = "Consent was withdrawn before that: nobody is referred from then on"
        yield Missing(OnwardReferral.kind, "referred_on", words)
    elif until is not None and referred > until:
        words = "The consent had ended before that: ask the client again"
        yield Missing(OnwardReferral.kind, "referred_on", words)
