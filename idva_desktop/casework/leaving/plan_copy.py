"""The client's copy of a safety plan: printed only where a safe form is recorded, and noted."""

from dataclasses import dataclass
from pathlib import Path

from idva_desktop.casework.case_file import of_client, the_case
from idva_desktop.casework.plans import note_printing, plan_picture
from idva_desktop.casework.printed_file import write_new
from idva_desktop.casework.session import Session
from idva_desktop.casework.whole_reading import whole
from idva_desktop.documents.safety_plan import (
    FULL,
    PLAIN,
    PlanCopy,
    PlannedAction,
    plan_file_name,
    plan_pdf,
)
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.records import Identity, SafeContact, SafetyPlan
from idva_desktop.domain.safe_contact import LARGE_PRINT, needs_large_print, needs_words

SAFE_FORMS = (PLAIN, FULL)
_CLOSED = ("dropped",)


def may_print(plan: SafetyPlan | None) -> bool:
    """Say whether a safe form of the copy is recorded."""
    return plan is not None and plan.copy in SAFE_FORMS


@dataclass(frozen=True, slots=True)
class PrintNeeds:
    """What the client needs of a paper.

    Attributes:
        large_print: whether it is printed large.
        others: further formats and the language, in words; blank for none.
    """

    large_print: bool
    others: str


def print_needs(session: Session, case_id: str) -> PrintNeeds:
    """Return what the rule of safe contact says of formats and language.

    Raises:
        RefusedError: there is no such case, or the member may not see it.
    """
    rule = of_client(session, SafeContact, the_case(session, case_id))
    return PrintNeeds(needs_large_print(rule), needs_words(rule, LARGE_PRINT))


@whole
def copy_of(session: Session, case_id: str) -> PlanCopy:
    """Return what the client's copy of the version shown holds.

    Raises:
        RefusedError: there is no plan.
    """
    picture = plan_picture(session, case_id)
    if picture.plan is None:
        raise RefusedError("There is no plan to print yet. Start the first version.")
    case = the_case(session, case_id)
    identity = of_client(session, Identity, case)
    names = (identity.given_name, identity.family_name) if identity else ()
    members = [member.name for member in session.vault.members()]
    never = {word for word in (*names, case.reference, case.worker, *members) if word}
    actions = tuple(
        PlannedAction(
            area=action.area or "",
            what=action.what or "",
            who=action.who or "",
            due=action.due,
            done=action.state == "done",
        )
        for action in picture.actions
        if action.state not in _CLOSED
    )
    return PlanCopy(
        copy=picture.plan.copy,
        actions=actions,
        review_by=picture.plan.review_by,
        never_print=frozenset(never),
    )


def print_copy(session: Session, case_id: str, folder: Path, *, large: bool = False) -> Path:
    """Write the client's copy as a PDF and record that it left the program.

    Args:
        session: who prints.
        case_id: the case.
        folder: where; nothing there is overwritten.
        large: in large print.

    Returns:
        The file, whose name tells nothing.

    Raises:
        RefusedError: no safe form is recorded, or a plain copy would tell what it is.
        OutputError: the folder cannot be written.
    """
    copy = copy_of(session, case_id)
    content = plan_pdf(copy, large_print=large)
    place = write_new(folder, plan_file_name(copy), content)
    try:
        note_printing(session, case_id)
    except BaseException:
        place.unlink(missing_ok=True)  # what is not recorded has not left
        raise
    return place
