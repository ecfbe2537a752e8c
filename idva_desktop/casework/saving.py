"""One record on its way into a case: what was held, what is answered now, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic

from idva_desktop.casework.session import Session
from idva_desktop.domain.record import R


@dataclass(frozen=True, slots=True)
class Saving(Generic[R]):
    """A record that is being saved.

    Attributes:
        session: who saves.
        case_id: the case, also where the client holds the record.
        held: the record as saved before, or ``None`` for a new one.
        answers: what is answered now, by question name.
    """

    session: Session
    case_id: str
    held: R | None
    answers: Mapping[str, Any] = field(repr=False)
