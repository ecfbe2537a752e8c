"""One tab of a case: a view of its own, or several lists one below the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.case_parts import CaseGroup
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.records_view import RecordsView
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.plain_scroll import PlainScroll


class CasePageView(Column):
    """The page behind one tab.

    Args:
        desk: the desk.
        case_id: the case.
        group: what stands on the page.
    """

    def __init__(self, desk: Desk, case_id: str, group: CaseGroup) -> None:
        super().__init__(gap=0)
        self._parts: dict[str, QWidget] = {
            part.name: part.make(desk, case_id) for part in group.parts
        }
        alone = len(self._parts) == 1
        if alone and group.parts[0].own_scroll:
            self.add(next(iter(self._parts.values())), 1)
            return
        page = Column(gap=28, margins=(4, 0, 12, 16))
        for view in self._parts.values():
            if isinstance(view, RecordsView) and not alone:
                view.stand_among_others()
            page.add(view)
        if not alone:
            page.add_stretch()
        self.add(PlainScroll(page), 1)

    def part(self, name: str) -> QWidget | None:
        """Return the view of a part, if it stands here."""
        return self._parts.get(name)

    def go_to(self, name: str) -> None:
        """Put the focus into a part, which brings it into sight; the first needs no way."""
        view = self._parts.get(name)
        if view is None or view is next(iter(self._parts.values())):
            return
        first = getattr(view, "focus_first", None)
        if callable(first):
            first()
        else:
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Fetch each part again."""
        for view in self._parts.values():
            renew = getattr(view, "refresh", None)
            if callable(renew):
                renew()
