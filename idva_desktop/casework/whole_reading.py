"""What is read of one case is whole, or a plain sentence: never what was left of it half-way."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.records import Case

P = ParamSpec("P")
T = TypeVar("T")
Reader = Callable[Concatenate[Session, str, P], T]


def still_there(session: Session, case_id: str) -> None:
    """Refuse to go on with a case that went while it was read: erased, or walled.

    Neither comes back by itself: a case that is there at the end was there all the while.

    Raises:
        RefusedError: it is not there.
    """
    if session.vault.fetch_one(Case, case_id) is None:
        raise RefusedError(
            "This case went while it was read. Nothing of it is shown, and nothing left this "
            "vault; go back to the list."
        )


def whole(read: Reader[P, T]) -> Reader[P, T]:
    """Let a reader of one case return nothing where the case went meanwhile, as in a job."""

    def reads(session: Session, case_id: str, /, *args: P.args, **named: P.kwargs) -> T:
        found = read(session, case_id, *args, **named)
        still_there(session, case_id)
        return found

    update_wrapper(reads, read)
    return reads
