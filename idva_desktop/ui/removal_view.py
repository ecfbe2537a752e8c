"""The way to erase a case or its earlier values; for supervisors, at the end of the closure tab."""

from idva_desktop.ui.desk import Desk
from idva_desktop.ui.erase_panels import ErasePanel, RectifyPanel
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import SectionHeading
from idva_desktop.ui.widgets.labels import WrappedLabel


class RemovalView(Column):
    """Two buttons and what they are for.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(gap=8)
        self.add(SectionHeading(self.tr("Removing for good")))
        self.add(
            WrappedLabel(
                self.tr(
                    "A supervisor and a second person erase a case, or earlier values that may "
                    "not stay even in the history. What would go is shown first."
                ),
                "body",
                "muted",
            )
        )
        self.erase_button = Button(self.tr("Erase this case"), icon="trash-2")
        self.rectify_button = Button(self.tr("Remove earlier values"))
        self.erase_button.clicked.connect(lambda: desk.open_panel(ErasePanel(desk, case_id)))
        self.rectify_button.clicked.connect(lambda: desk.open_panel(RectifyPanel(desk, case_id)))
        buttons = Row(gap=8)
        buttons.add(self.erase_button)
        buttons.add(self.rectify_button)
        buttons.add_stretch()
        self.add(buttons)

    def refresh(self) -> None:
        """Nothing here changes."""

    def focus_first(self) -> None:
        """Go to the first button."""
        self.erase_button.setFocus()
