"""One case, opened: the banner, what is next, and the identity behind it when asked for."""

from dataclasses import dataclass

from idva_desktop.casework.cases import CaseRow, case_row
from idva_desktop.casework.cover import may_see_identity
from idva_desktop.casework.deadlines import dues_of
from idva_desktop.casework.session import Session
from idva_desktop.casework.timeline import TimelineEntry, timeline
from idva_desktop.casework.whole_reading import whole
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.record import R
from idva_desktop.domain.records import Case, ContactPause, Identity, SafeContact
from idva_desktop.domain.rules import Due
from idva_desktop.domain.safe_contact import SafeNow, rule_parts, safe_now
from idva_desktop.domain.typed_dates import month_name


@dataclass(frozen=True, slots=True)
class Banner:
    """What stays in view while a case is worked.

    Attributes:
        row: the case as the list shows it.
        rule: the safe-contact rule as (icon, words).
        now: whether contact is safe at this moment.
        verified: when the rule was last checked, in words, or blank.
        code_word: shown only when it is asked for; blank for none.
    """

    row: CaseRow
    rule: tuple[tuple[str, str], ...]
    now: SafeNow
    verified: str
    code_word: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything that the case screen shows."""

    banner: Banner
    entries: tuple[TimelineEntry, ...]
    due: tuple[Due, ...]


@whole
def open_case(session: Session, case_id: str) -> CaseFile:
    """Open a case; that it was read is an act.

    Raises:
        RefusedError: there is no such case, or the member may not see it.
    """
    session.note_reading(case_id)
    return CaseFile(
        banner(session, case_id),
        tuple(timeline(session, case_id)),
        tuple(dues_of(session, case_id)),
    )


def banner(session: Session, case_id: str) -> Banner:
    """Return what stays in view while the case is worked.

    Raises:
        RefusedError: there is no such case, or the member may not see it.
    """
    row = case_row(session, case_id)
    case = session.vault.fetch_one(Case, case_id)
    if row is None or case is None:
        raise RefusedError("This case is not here. Nothing was changed; search for it again.")
    rule = of_client(session, SafeContact, case)
    # A number says who the client is, so it stands in the rule only where identity may.
    identity = of_client(session, Identity, case) if may_see_identity(session, case) else None
    pauses = session.vault.fetch(ContactPause, owner=case_id)
    return Banner(
        row,
        tuple(rule_parts(rule, identity.mobile if identity else None)),
        safe_now(rule, pauses, session.clock()),
        f"Verified {rule.verified_on.day} {month_name(rule.verified_on)}"
        if rule and rule.verified_on
        else "",
        (rule.code_word or "") if rule else "",
    )


def of_client(session: Session, kind: type[R], case: Case) -> R | None:
    """Return the client's one record of ``kind``, such as their identity or safe contact."""
    found = session.vault.fetch(kind, owner=case.client) if case.client else []
    return found[-1] if found else None


def the_case(session: Session, case_id: str) -> Case:
    """Return the case record.

    Raises:
        RefusedError: there is no such case.
    """
    case = session.vault.fetch_one(Case, case_id)
    if case is None:
        raise RefusedError("This case is not here. Nothing was changed; search for it again.")
    return case
