"""Pictures of forms beside a case, with answers typed into them."""

from collections.abc import Callable, Iterator
from functools import partial

from idva_desktop.casework import drafts, records
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import AbuseIncident, ProcessStep
from idva_desktop.ui.client_sheet_view import ClientSheetPanel
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.record_panel import record_panel

_FORMS: tuple[tuple[str, str, type[Record], dict[str, str]], ...] = (
    ("step-form", "steps", ProcessStep, {"process": "criminal", "stage": "charged"}),
    (
        "step-form-at-odds",
        "steps",
        ProcessStep,
        {"process": "criminal", "stage": "charged", "process ": "misconduct"},
    ),
    ("incident-form", "incidents", AbuseIncident, {"learned_on": "today"}),
)


def form_screens(desk: Desk, case_id: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the forms by name."""

    def client_sheet() -> None:
        desk.go("client_sheet", case_id)
        desk.open_panel(ClientSheetPanel(desk, case_id))

    yield "client-sheet", client_sheet
    for name, place, kind, answers in _FORMS:
        yield name, partial(_open, desk, case_id, place, kind, answers)


def _open(
    desk: Desk, case_id: str, place: str, kind: type[Record], answers: dict[str, str]
) -> None:
    desk.close_panel()
    drafts.discard(desk.session, records.record_draft(kind, case_id))
    desk.go(place, case_id)
    panel = record_panel(desk, kind, case_id, None)
    desk.open_panel(panel)
    for name, said in answers.items():
        # A name with a space after it is answered once more, as somebody who changes their mind.
        panel.form_view.answer(f"{kind.kind}.{name.strip()}", said)
