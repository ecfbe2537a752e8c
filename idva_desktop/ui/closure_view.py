"""The end of a case: what was recorded at closure, or the way there."""

from functools import partial

from idva_desktop.casework.case_file import banner
from idva_desktop.casework.support import close_case, closure_draft, closure_form
from idva_desktop.casework.timeline import said
from idva_desktop.domain.record import answers_of, questions_of
from idva_desktop.domain.records import Closure
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.labels import WrappedLabel


class ClosureView(Column):
    """The closure of a case.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(gap=12)
        self._desk, self._case_id = desk, case_id
        self._card = Card(gap=4)
        self.add(self._card)
        self.close_button = Button(self.tr("Close this case"), icon="door-closed")
        self.close_button.clicked.connect(self._open)
        self._empty = EmptyState(
            "door-open",
            self.tr("This case is open"),
            self.tr(
                "Closing asks for the reason and the measures at exit; what is missing is listed."
            ),
            (self.close_button,),
        )
        self.add(self._empty, 1)
        self.add_stretch()
        self.refresh()

    def refresh(self) -> None:
        """Fetch the closure again."""
        found = self._desk.session.vault.fetch(Closure, owner=self._case_id)
        self._card.clear()
        self._card.setVisible(bool(found))
        self._empty.setVisible(not found)
        for closure in found[-1:]:
            self._card.add(SectionHeading(self.tr("Closed")))
            for name in answers_of(closure):
                self._card.add(WrappedLabel(questions_of(Closure)[name].label, "small", "muted"))
                self._card.add(WrappedLabel(said(closure, name), "medium"))

    def focus_first(self) -> None:
        """Go to the button, while the case is open."""
        self.close_button.setFocus()

    def _open(self) -> None:
        session = self._desk.session
        self._desk.open_panel(
            FormPanel(
                self._desk,
                closure_form(),
                closure_draft(self._case_id),
                partial(close_case, session, self._case_id),
                reference=banner(session, self._case_id).row.reference,
                action=self.tr("Close the case"),
            )
        )
