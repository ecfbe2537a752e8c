"""What one kind of record asks beyond its questions: checks across answers, and what follows.

One entry a kind. :func:`~idva_desktop.casework.records.save_record` asks here, so that a rule
holds wherever the record is saved from.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from idva_desktop.casework.session import Session
from idva_desktop.casework.sharing import settle_sharing, sharing_problems
from idva_desktop.domain.errors import Missing
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import Sharing

Check = Callable[[Any, Mapping[str, Any]], Iterable[Missing]]
Settle = Callable[[Session, Any, Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class KindRule:
    """The rule of one kind.

    Attributes:
        check: yields what stands against saving, from the record as held before, or ``None``, and
            the answers.
        settle: returns what the program answers itself.
    """

    check: Check
    settle: Settle


_RULES: Mapping[type[Record], KindRule] = {
    Sharing: KindRule(sharing_problems, settle_sharing),
}


def kind_problems(
    kind: type[Record], held: Record | None, answers: Mapping[str, Any]
) -> Iterable[Missing]:
    """Return what stands against saving a record of ``kind`` as answered."""
    rule = _RULES.get(kind)
    return rule.check(held, answers) if rule else ()


def program_answers(
    session: Session, kind: type[Record], held: Record | None, answers: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Return what the program answers of a record of ``kind`` that is being saved."""
    rule = _RULES.get(kind)
    return rule.settle(session, held, answers) if rule else {}
