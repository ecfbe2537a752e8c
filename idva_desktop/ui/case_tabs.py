"""The tabs of a case, in order; each has Alt and a key of the row of digits.

A further list is one entry in the group where people would look for it: in
:mod:`~idva_desktop.ui.case_work_tabs` or :mod:`~idva_desktop.ui.case_people_tabs`.
"""

from idva_desktop.domain.questions import Link
from idva_desktop.domain.record import Record, questions_of
from idva_desktop.ui import case_people_tabs as people
from idva_desktop.ui import case_work_tabs as work
from idva_desktop.ui.case_parts import CaseGroup, CaseTab

TAB_KEYS = "1234567890-"
"""The keys that open the tabs with Alt, in order, as they stand side by side on the keyboard."""


def case_groups() -> tuple[CaseGroup, ...]:
    """Return the tabs, in order."""
    return (
        work.timeline(),
        work.risk(),
        work.plan(),
        work.needs(),
        work.tracks(),
        work.marac(),
        people.people(),
        people.safety(),
        people.sharing(),
        work.closure(),
        work.documents(),
    )


def case_tabs() -> tuple[CaseTab, ...]:
    """Return every list and view that stands on a tab, in order."""
    return tuple(part for group in case_groups() for part in group.parts)


def tab_of(kind: type[Record]) -> str:
    """Return the name of the list on which records of a kind stand; else the timeline's.

    A kind without a list stands where the record stands to which it is linked, such as an action
    of a plan with the plans.
    """
    listed = {part.counts: part.name for part in case_tabs() if part.counts is not None}
    if kind in listed:
        return listed[kind]
    links = (asked.to for asked in questions_of(kind).values() if isinstance(asked, Link))
    found = (name for to in links for held, name in listed.items() if held.kind == to)
    return next(found, "case")
