"""What every kind of question declares, and the two things that are said of each answer.

A question stands in the annotation of a record's attribute (see :mod:`idva_desktop.domain.record`)
and says everything that any layer needs to know of it. Its *plain* value (``str``, ``int`` or
``list[str]``) is what the journal seals and the projections hold. The kinds of question are in
:mod:`idva_desktop.domain.questions`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

Plain = str | int | list[str]


class Disclosure(StrEnum):
    """What may ever leave the program of an answer.

    ``NEVER``: identity, narrative, anything that could point at a person. ``INTERNAL``: coded,
    but never in a return. ``COUNTABLE``: may enter a KPI tally.
    """

    NEVER = "never"
    INTERNAL = "internal"
    COUNTABLE = "countable"


class Gate(StrEnum):
    """The steps at which what is required is required; before them anything may stay blank."""

    ACCEPT = "accept"
    ALLOCATE = "allocate"
    APPROVE = "approve"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What every kind of question declares.

    Attributes:
        label: the words of the question, as the form and the summary of problems show them.
        purpose: why it is asked; the record of processing is made from it.
        disclosure: what may leave of the answer.
        hint: help under the label.
        section: the heading under which the form shows it.
        gates: the steps that need an answer.
        ask: what the error summary says when a gate finds it blank; the label if empty.
        shown_when: another question of the record and the codes that make this one appear.
        short: whether it belongs to the short path of a form.
        by_program: whether the program answers it, such as who approved; no form asks it.
        guarded: whether a disclosure is searched for it, such as another person's name.
    """

    label: str
    purpose: str
    disclosure: Disclosure
    hint: str = ""
    section: str = ""
    gates: frozenset[Gate] = frozenset()
    ask: str = ""
    shown_when: tuple[str, frozenset[str]] | None = None
    short: bool = True
    by_program: bool = False
    guarded: bool = False

    column: ClassVar[str] = "TEXT"

    def parse(self, text: str, now: datetime) -> Any:  # noqa: ANN401 - each kind has its own type
        """Read what was typed; blank is the caller's business.

        Raises:
            AnswerError: it cannot be read; the message says what is expected.
        """
        del now
        return text

    def show(self, value: Any) -> str:  # noqa: ANN401 - each kind has its own type
        """Return the words of ``value`` for screen and paper."""
        return str(value)

    def meaning(self, value: Any) -> str:  # noqa: ANN401 - each kind has its own type
        """Return what is understood by ``value``, for the line below a field."""
        return self.show(value)

    def to_plain(self, value: Any) -> Plain:  # noqa: ANN401 - each kind has its own type
        """Return the value that the journal seals."""
        return str(value)

    def from_plain(self, plain: Plain) -> Any:  # noqa: ANN401 - each kind has its own type
        """Return the value that a record holds."""
        return plain

    def is_asked(self, answers: Mapping[str, object]) -> bool:
        """Say whether the question applies, given the record's other answers."""
        if self.shown_when is None:
            return True
        name, codes = self.shown_when
        return answers.get(name) in codes
