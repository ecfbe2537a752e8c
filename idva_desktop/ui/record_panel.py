"""The panel in which one record of any declared kind is added or changed."""

from collections.abc import Mapping
from functools import partial

from idva_desktop.casework import records
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Record
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.history_view import RecordPlace


def record_panel(
    desk: Desk,
    kind: type[Record],
    owner: str,
    record_id: str | None,
    *,
    reference: str = "",
    begins: Mapping[str, Typed] | None = None,
    stays: bool = False,
) -> FormPanel:
    """Return the panel of a record.

    Args:
        desk: the desk.
        kind: the record kind.
        owner: the case that holds it, or the word of a shared scope.
        record_id: the record to change; a new one if ``None``.
        reference: the case, beside the heading.
        begins: what a new record begins with.
        stays: whether it cannot be taken off its list, such as the client's identity.

    Raises:
        RefusedError: the record was taken off its list, or it says who the client is and no reason
            was given to see that.
    """
    session = desk.session
    records.may_open(session, kind, owner)
    place = RecordPlace(owner)
    if record_id is not None:
        take_off = (
            None if stays else partial(records.remove_record, session, kind, owner, record_id)
        )
        place = RecordPlace(owner, record_id, take_off)
    return FormPanel(
        desk,
        records.record_form(kind),
        records.record_draft(kind, owner, record_id),
        partial(records.save_record, session, kind, owner, record_id=record_id),
        typed=records.typed_answers(session, kind, record_id) if record_id else begins,
        reference=reference,
        record=place,
    )
