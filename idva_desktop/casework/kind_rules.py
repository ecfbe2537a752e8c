"""What one kind of record asks beyond its questions: checks across answers, and what follows.

One entry a kind. :func:`~idva_desktop.casework.records.save_record` asks here, so that a rule
holds wherever the record is saved from.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from idva_desktop.casework.client_rules import identity_problems, safe_contact_problems
from idva_desktop.casework.cover import cover_problems
from idva_desktop.casework.declared import declared_problems, settle_declared
from idva_desktop.casework.exclusions import exclusion_problems
from idva_desktop.casework.leaving.disclosures import disclosure_problems, settle_disclosure
from idva_desktop.casework.onward import onward_problems
from idva_desktop.casework.referral_rules import (
    referral_follows,
    referral_problems,
    settle_referral,
)
from idva_desktop.casework.saves import Save
from idva_desktop.casework.saving import Saving
from idva_desktop.casework.service.feedback import settle_feedback
from idva_desktop.casework.sharing import settle_sharing, sharing_problems
from idva_desktop.domain.errors import Missing
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import (
    Cover,
    DeclaredRelationship,
    DisclosureRequest,
    Exclusion,
    Feedback,
    Identity,
    OnwardReferral,
    Referral,
    SafeContact,
    Sharing,
)


def _nothing_against(_saving: Saving[Any]) -> Iterable[Missing]:
    return ()


def _nothing_follows(_saving: Saving[Any]) -> Iterable[Save]:
    return ()


@dataclass(frozen=True, slots=True)
class KindRule:
    """The rule of one kind.

    Attributes:
        check: yields what stands against saving.
        settle: returns what the program answers itself.
        follow: yields what is saved with it in the same act.
    """

    check: Callable[[Saving[Any]], Iterable[Missing]] = _nothing_against
    settle: Callable[[Saving[Any]], Mapping[str, Any]] | None = None
    follow: Callable[[Saving[Any]], Iterable[Save]] = _nothing_follows


_RULES: Mapping[type[Record], KindRule] = {
    DeclaredRelationship: KindRule(declared_problems, settle_declared),
    DisclosureRequest: KindRule(disclosure_problems, settle_disclosure),
    Feedback: KindRule(settle=settle_feedback),
    Exclusion: KindRule(exclusion_problems),
    Identity: KindRule(identity_problems),
    SafeContact: KindRule(safe_contact_problems),
    OnwardReferral: KindRule(onward_problems),
    Cover: KindRule(cover_problems),
    Referral: KindRule(referral_problems, settle_referral, referral_follows),
    Sharing: KindRule(sharing_problems, settle_sharing),
}


def kind_problems(kind: type[Record], saving: Saving[Any]) -> Iterable[Missing]:
    """Return what stands against saving a record of ``kind`` as answered."""
    rule = _RULES.get(kind)
    return rule.check(saving) if rule else ()


def program_answers(kind: type[Record], saving: Saving[Any]) -> Mapping[str, Any]:
    """Return what the program answers of a record of ``kind`` that is being saved."""
    rule = _RULES.get(kind)
    return rule.settle(saving) if rule and rule.settle else {}


def what_follows(kind: type[Record], saving: Saving[Any]) -> Iterable[Save]:
    """Return what is saved in the same act as a record of ``kind``."""
    rule = _RULES.get(kind)
    return rule.follow(saving) if rule else ()
