"""Who carries how much: open cases by worker, weighed by risk, against the hours recorded."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from idva_desktop.casework.cases import CaseRow, Filters, list_cases
from idva_desktop.casework.session import Session
from idva_desktop.domain.caseload import Load, load
from idva_desktop.domain.records import StaffPeriod
from idva_desktop.domain.roles import Role


def caseload(session: Session) -> list[Load]:
    """Return what everybody carries, by name; cases that nobody has come last.

    Raises:
        RefusedError: the member is no supervisor.
    """
    session.need(Role.SUPERVISOR)
    rows = list_cases(session, filters=Filters(open=True))
    return loads_of(session, rows)


def loads_of(session: Session, rows: Iterable[CaseRow]) -> list[Load]:
    """Return what everybody carries of these open cases.

    Whoever is a caseworker here or has hours recorded stands in the list, also without a case.
    """
    posts = _posts(session)
    names = {_folded(name): name for name in _caseworkers(session)}
    for person, name in _people_in_post(session).items():
        names.setdefault(person, name)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        person = _folded(row.worker)
        names.setdefault(person, row.worker)
        counts[person][row.band] += 1
    found = [load(name, counts[person], posts.get(person)) for person, name in names.items()]
    return sorted(found, key=lambda each: (not each.worker, each.worker.casefold()))


def _posts(session: Session) -> dict[str, int]:
    """Return the hundredths of a post that each person fills today."""
    posts: Counter[str] = Counter()
    for period in _now(session):
        posts[_folded(period.person or "")] += period.fte or 0
    return dict(posts)


def _people_in_post(session: Session) -> dict[str, str]:
    return {_folded(period.person): period.person for period in _now(session) if period.person}


def _now(session: Session) -> list[StaffPeriod]:
    today = session.today
    return [
        period
        for period in session.vault.fetch(StaffPeriod)
        if (period.from_on is None or period.from_on <= today)
        and (period.until_on is None or today <= period.until_on)
    ]


def _caseworkers(session: Session) -> list[str]:
    return [each.name for each in session.vault.members() if Role.CASEWORKER in each.roles]


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
