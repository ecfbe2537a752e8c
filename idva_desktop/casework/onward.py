"""Onward referrals: by consent, or on the basis of a sharing that a supervisor approved."""

from collections.abc import Iterator

from idva_desktop.casework.approvals import APPROVED
from idva_desktop.casework.saving import Saving
from idva_desktop.domain.errors import Missing
from idva_desktop.domain.records import OnwardReferral, Sharing
from idva_desktop.domain.records.sharing import CONSENT

# To save a life nobody waits; the supervisor reads it afterwards.
_CANNOT_WAIT = "vital_interests"


def onward_problems(saving: Saving[OnwardReferral]) -> Iterator[Missing]:
    """Yield what stands against an onward referral as answered.

    Without consent nobody is referred before a supervisor approved what is shared.
    """
    basis = saving.answers.get("basis")
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
