"""A second member proves themselves at the open member's desk, for one step."""

from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.roles import Role
from idva_desktop.vault.members import ProvenMember

__all__ = ["ProvenMember", "members_beside", "prove", "require_other", "supervisors_beside"]


def supervisors_beside(session: Session) -> list[str]:
    """Return the names of the supervisors other than the open member."""
    own = session.vault.member.id
    members = session.vault.members()
    return [each.name for each in members if Role.SUPERVISOR in each.roles and each.id != own]


def members_beside(session: Session) -> list[str]:
    """Return the names of all members other than the open one."""
    own = session.vault.member.id
    return [each.name for each in session.vault.members() if each.id != own]


def prove(session: Session, name: str, passphrase: str) -> ProvenMember:
    """Return the proven member; long, because the key is derived: call it in a job.

    Raises:
        WrongPassphraseError: it is not theirs; the attempt is recorded.
    """
    with session.vault.second_door() as door:
        return door.prove_member(name, passphrase)


def require_other(session: Session, second: str | ProvenMember, alone: str) -> None:
    """Refuse a step that the open member would take alone.

    Args:
        session: the open member's.
        second: who is to approve: a name, however it is typed, or the member who proved themselves.
        alone: the sentence that says so.

    Raises:
        RefusedError: it is the open member.
    """
    own = session.vault.member
    same = own.is_called(second) if isinstance(second, str) else second.member.id == own.id
    if same:
        raise RefusedError(alone)
