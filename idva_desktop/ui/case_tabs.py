"""The tabs of a case, in order; the first nine have Alt and a digit, the tenth Alt+0.

A further list is one entry in the group where people would look for it: in
:mod:`~idva_desktop.ui.case_work_tabs` or :mod:`~idva_desktop.ui.case_people_tabs`.
"""

from idva_desktop.ui import case_people_tabs as people
from idva_desktop.ui import case_work_tabs as work
from idva_desktop.ui.case_parts import CaseGroup, CaseTab


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
    )


def case_tabs() -> tuple[CaseTab, ...]:
    """Return every list and view that stands on a tab, in order."""
    return tuple(part for group in case_groups() for part in group.parts)
