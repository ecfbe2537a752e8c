"""Rectification: a wrong value that may not stay even in the history is shredded, by two people.

A correction supersedes, and the history keeps what was said before. Where that must go too, such
as another person's name typed into a case, the records are sealed anew as they stand now and the
key of all that was said before is destroyed. Their history begins again with that act.
"""

from dataclasses import dataclass
from enum import StrEnum

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.erasing.erasure import ELSEWHERE, proofs_of
from idva_desktop.casework.second_person import require_other
from idva_desktop.casework.session import Session, new_id
from idva_desktop.domain.roles import Role
from idva_desktop.journal.acts import Act
from idva_desktop.vault.members import ProvenMember


class Whose(StrEnum):
    """Whose earlier values go."""

    CASE = "case"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class RectificationPreview:
    """What a rectification would do.

    Attributes:
        owner: the scope that is sealed anew.
        sentences: what goes and what stays.
    """

    owner: str
    sentences: tuple[str, ...]


def preview(session: Session, case_id: str, whose: Whose) -> RectificationPreview:
    """Return what removing the earlier values would take and leave.

    Raises:
        RefusedError: the member is no supervisor, or there is nothing of that kind.
    """
    session.need(Role.SUPERVISOR)
    case = the_case(session, case_id)
    owner = case.id if whose is Whose.CASE else (case.client or "")
    session.vault.named_key(owner)
    return RectificationPreview(
        owner,
        (
            (
                "What the records say now stays. Correct the wrong value first: what stands now is "
                "sealed anew."
            ),
            (
                "Every earlier value, what was taken off a list, and drafts about it go for good. "
                "The history begins again, and says so. Who wrote what is kept, so that nobody "
                "approves their own."
            ),
            "Backups made before lose these records too, and a new backup is made at once.",
            ELSEWHERE,
        ),
    )


def rectify(session: Session, shown: RectificationPreview, second: ProvenMember) -> str:
    """Remove the earlier values, with a second person.

    Returns:
        The id of the run, by which the proof is found.

    Raises:
        RefusedError: the member is no supervisor, would approve their own step, or two answers
            stand for one question; nothing was changed.
    """
    session.need(Role.SUPERVISOR)
    require_other(
        session,
        second,
        "Nobody removes earlier values alone. Nothing was changed; ask a second member.",
    )
    run = new_id()
    [proof] = proofs_of(session, {shown.owner: "earlier_values"}, run, "wrong_entry", second)
    act = Act("rectify", (proof.change(),), notes={"approver": second.member.id})
    session.vault.rectify(act, shown.owner)
    session.note_touched([shown.owner])
    return run


def cleanse(session: Session) -> None:
    """Take the earlier values out of pages, log and own backups, and make a backup that is whole.

    Raises:
        VaultError: the disk refuses or the vault is busy; it is tried again.
    """
    session.vault.cleanse()
    session.vault.backup()
