"""What holds of a client's identity and safe contact whenever either is changed."""

from collections.abc import Iterator
from typing import Any

from idva_desktop.casework.case_file import of_client, the_case
from idva_desktop.casework.saving import Saving
from idva_desktop.domain.contract import contract
from idva_desktop.domain.errors import Missing
from idva_desktop.domain.records import Identity, SafeContact


def identity_problems(saving: Saving[Any]) -> Iterator[Missing]:
    """Yield what stands against the identity as answered: the employer reads its own mail."""
    case = the_case(saving.session, saving.case_id)
    rule = of_client(saving.session, SafeContact, case)
    lifted = rule is not None and rule.mps_allowed == "yes"
    if not lifted and contract().is_employers_address(saving.answers.get("personal_email", "")):
        words = "Use a personal email address, or record that the client allows MPS email"
        yield Missing(Identity.kind, "personal_email", words)


def safe_contact_problems(saving: Saving[Any]) -> Iterator[Missing]:
    """Yield what stands against the rule as answered: a bar that her own address breaks."""
    case = the_case(saving.session, saving.case_id)
    identity = of_client(saving.session, Identity, case)
    address = identity.personal_email or "" if identity else ""
    if saving.answers.get("mps_allowed") != "yes" and contract().is_employers_address(address):
        words = "The email address kept for the client is the employer’s: change that first"
        yield Missing(SafeContact.kind, "mps_allowed", words)
