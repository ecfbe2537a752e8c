"""Asks why somebody who does not work the case needs to know who the client is."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QTimer

from idva_desktop.casework import identity
from idva_desktop.casework.case_file import banner
from idva_desktop.domain.form import Typed
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.form_panel import FormPanel


def asking_panel(desk: Desk, case_id: str, then: Callable[[], object]) -> FormPanel:
    """Return the panel that asks.

    Args:
        desk: the desk.
        case_id: the case.
        then: what was wanted; done once the panel has closed.
    """
    session = desk.session

    def save(typed: Mapping[str, Typed]) -> None:
        identity.ask_identity(session, case_id, typed)
        QTimer.singleShot(0, desk, then)

    return FormPanel(
        desk,
        identity.asking_form(),
        identity.asking_draft(case_id),
        save,
        reference=banner(session, case_id).row.reference,
        action=QCoreApplication.translate("identity_panel", "Show identity"),
    )
