"""Sent, taken back, approved or returned: the steps of whatever needs a second person.

One :class:`Approval` a record kind says under which names the kind keeps its steps; the steps are
the same for all. Whoever wrote any of what is approved is no second person for it, also where
somebody else began the record or sent it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic

from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.record import R, Record, questions_of
from idva_desktop.domain.roles import Role
from idva_desktop.vault.members import Member, ProvenMember

APPROVED, RETURNED = "approved", "returned"
_SIGNED = ("approved_by", "approved_on")


def wrote(session: Session, held: Record, member: Member, names: Iterable[str]) -> bool:
    """Say whether ``member`` wrote any of the answers named, or began the record."""
    if session.vault.author_of(type(held), held.id) == member.id:
        return True
    asked = frozenset(names)
    return any(
        member.id in entry.written_by and entry.question in asked
        for entry in session.vault.history(held.owner, held.id)
    )


@dataclass(frozen=True, slots=True)
class Approval(Generic[R]):
    """How one kind of record goes to a second person and comes back.

    Attributes:
        kind: the record kind.
        named: what it is called within a sentence.
        waits: the state of what was sent.
        returned: the state of what was given back.
        by: the question that holds who sent it.
        on: the question that holds when.
        note: the question that says why it came back.
        mend: the sentence that asks for this note.
    """

    kind: type[R]
    named: str
    waits: str = "sent"
    returned: str = RETURNED
    by: str = "sent_by"
    on: str = "sent_on"
    note: str = "returned_note"
    mend: str = "Say what is to be mended"

    def sent(self, session: Session) -> dict[str, str | date]:
        """Return the answers of a record that is sent now."""
        return {"state": self.waits, self.by: session.name, self.on: session.today}

    def is_waiting(self, held: R | None) -> bool:
        """Say whether a record waits for a second person."""
        return held is not None and getattr(held, "state", None) == self.waits

    def waiting(self, session: Session) -> list[R]:
        """Return what waits for a second person, the longest waiting first."""
        found = session.vault.fetch(self.kind, state=self.waits)
        return sorted(found, key=lambda held: getattr(held, self.on) or session.today)

    def may_approve(self, session: Session, held: R, member: Member) -> bool:
        """Say whether ``member`` is a second person for this record."""
        steps = {"state", self.by, self.on, self.note, *_SIGNED}
        return (
            Role.SUPERVISOR in member.roles
            and getattr(held, self.by) != member.name
            and not wrote(session, held, member, questions_of(self.kind).keys() - steps)
        )

    def take_back(self, session: Session, held: R | None) -> None:
        """Take what was sent back into work.

        Raises:
            RefusedError: nothing was sent, or somebody else sent it.
        """
        if held is None or not self.is_waiting(held):
            raise self._nothing()
        if getattr(held, self.by) != session.name:
            raise RefusedError(
                f"Somebody else sent this {self.named}. Ask for it to be returned. "
                "Nothing was changed."
            )
        answers = {"state": "draft", self.by: None, self.on: None}
        session.save("save", [Save(self.kind, held.id, held.owner, answers)])

    def second(
        self, session: Session, held: R | None, approver: ProvenMember | None
    ) -> tuple[R, Member]:
        """Return what waits and the second person for it.

        Args:
            session: where it is done.
            held: what is approved or returned.
            approver: the member proved at this desk; the open member if ``None``.

        Raises:
            RefusedError: the member is no supervisor or wrote or sent it, or it does not wait.
        """
        member = session.need(Role.SUPERVISOR, approver)
        if held is None or not self.is_waiting(held):
            raise self._nothing()
        if not self.may_approve(session, held, member):
            raise RefusedError(
                f"You cannot approve your own {self.named}. Nothing was changed; ask another "
                "supervisor."
            )
        return held, member

    def signed(self, session: Session, held: R, member: Member) -> Save:
        """Return the approval of a record, for the act that also does what follows from it."""
        answers = {
            "state": APPROVED,
            "approved_by": member.name,
            "approved_on": session.today,
            self.note: None,
        }
        return Save(self.kind, held.id, held.owner, answers)

    def approve(self, session: Session, held: R | None, approver: ProvenMember | None) -> None:
        """Approve what was sent.

        Raises:
            RefusedError: as of :meth:`second`.
        """
        found, member = self.second(session, held, approver)
        session.save("approve", [self.signed(session, found, member)], signer=approver)

    def give_back(
        self,
        session: Session,
        held: R | None,
        note: str,
        approver: ProvenMember | None,
        *,
        draft: str | None = None,
    ) -> None:
        """Give back what was sent, with a note, and settle the note's draft.

        Raises:
            RefusedError: as of :meth:`second`, or no note is given.
        """
        found, _member = self.second(session, held, approver)
        if not note.strip():
            raise RefusedError(f"{self.mend}. The {self.named} is still waiting for you.")
        answers = {"state": self.returned, self.note: note.strip()}
        saves = [Save(self.kind, found.id, found.owner, answers)]
        session.save("return", saves, draft=draft, signer=approver)

    def _nothing(self) -> RefusedError:
        return RefusedError(f"No {self.named} waits for approval here. Nothing was changed.")
