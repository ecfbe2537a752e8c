"""A sheet for the client: what is ahead, who helps, which rights there are; printed safely."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from idva_desktop.casework.case_file import of_client, the_case
from idva_desktop.casework.dated_kinds import said
from idva_desktop.casework.plans import plan_picture
from idva_desktop.casework.printed_file import write_new
from idva_desktop.casework.session import Session
from idva_desktop.casework.whole_reading import still_there, whole
from idva_desktop.documents.client_sheet import ClientSheet, client_sheet_pdf
from idva_desktop.documents.safety_plan import PLAIN, refuse_unsafe
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.records import (
    Case,
    DirectoryEntry,
    Entitlement,
    Identity,
    OnwardReferral,
    ProcessStep,
)
from idva_desktop.domain.tables import TextSection
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.domain.vocab import within
from idva_desktop.journal.acts import Act

PARTS = "client_sheet_part"
"""The code list of what a sheet may hold."""

_ENDED = ("declined_by_service", "declined_by_client", "did_not_attend")


@whole
def client_sheet(session: Session, case_id: str, parts: Sequence[str]) -> ClientSheet:
    """Return what a sheet of these parts holds.

    Raises:
        RefusedError: no safe form of a copy is recorded, or there is nothing to print.
    """
    case = the_case(session, case_id)
    plan = plan_picture(session, case_id).plan
    copy = plan.copy if plan else None
    refuse_unsafe(copy)
    sections = tuple(
        TextSection(title, lines)
        for part, (plain_title, full_title, make) in _MAKERS.items()
        if part in parts
        and (title := plain_title if copy == PLAIN else full_title)
        and (lines := tuple(make(session, case, copy == PLAIN)))
    )
    if not sections:
        raise RefusedError(
            "Nothing of what was ticked is on record, or may stand on such a sheet. "
            "Nothing was printed."
        )
    identity = of_client(session, Identity, case)
    names = (identity.given_name, identity.family_name) if identity else ()
    members = [member.name for member in session.vault.members()]
    never = {word for word in (*names, case.reference, case.worker, *members) if word}
    return ClientSheet(copy, sections, frozenset(never))


def print_client_sheet(
    session: Session, case_id: str, parts: Sequence[str], folder: Path, *, large: bool = False
) -> Path:
    """Write the sheet as a PDF and record that it left the program.

    Raises:
        RefusedError: no safe form is recorded, a plain sheet would tell what it is, or there is
            nothing to print.
        OutputError: the folder cannot be written.
    """
    sheet = client_sheet(session, case_id, parts)
    place = write_new(folder, sheet.file_name, client_sheet_pdf(sheet, large_print=large))
    try:
        still_there(session, case_id)
        session.vault.commit(Act("print", about=case_id, notes={"form": "client_sheet"}))
    except BaseException:
        place.unlink(missing_ok=True)  # what is not recorded has not left
        raise
    return place


def _dates(session: Session, case: Case, plain: bool) -> Iterator[str]:
    steps = session.vault.fetch(ProcessStep, owner=case.id)
    ahead = sorted(
        (step.on, step.id, step) for step in steps if step.on and step.on >= session.today
    )
    for day, _, step in ahead:
        stage = within(said(step, "stage")) or "a date"
        words = "an appointment" if plain else f"{said(step, 'process')}: {stage}"
        yield f"{show_day(day, weekday=True)}: {words}"
    plan = plan_picture(session, case.id).plan
    if plan and plan.review_by and plan.review_by >= session.today:
        yield f"{show_day(plan.review_by, weekday=True)}: to look at my plan again"


def _people(session: Session, case: Case, plain: bool) -> Iterator[str]:
    if case.worker and not plain:
        yield f"{case.worker}, your advisor"
    for held in session.vault.fetch(OnwardReferral, owner=case.id):
        if held.outcome in _ENDED or held.withdrawn_on is not None or not held.service:
            continue
        service = session.vault.fetch_one(DirectoryEntry, held.service)
        if service is None:
            continue
        told = (service.phone,) if plain else (service.name, service.phone, service.hours)
        words = ", ".join(part for part in told if part)
        if words:
            yield f"Somebody to ring: {words}" if plain else words


def _rights(session: Session, case: Case, plain: bool) -> Iterator[str]:
    if plain:
        return
    for held in session.vault.fetch(Entitlement, owner=case.id):
        if held.right:
            state = within(said(held, "state"))
            due = f", by {show_day(held.due)}" if held.due and held.state != "met" else ""
            yield said(held, "right") + (f": {state}{due}" if state else due)


_Maker = Callable[[Session, Case, bool], Iterator[str]]
_MAKERS: Mapping[str, tuple[str, str, _Maker]] = {
    "dates": ("Coming up", "What is ahead", _dates),
    "people": ("Numbers", "Who helps", _people),
    "rights": ("Also", "Your rights under the Victims’ Code", _rights),
}
