"""The desk: the signed-in session and the one signal by which views hear that something changed.

A view shows what casework returns and calls casework. After a save it tells the desk, the desk
emits :attr:`Desk.changed`, and every view in sight fetches again. Views never talk to each other;
to lead somewhere else they ask the desk.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from idva_desktop.casework.session import Session


@dataclass(frozen=True, slots=True)
class Place:
    """Where the window is to go.

    Attributes:
        screen: the screen's name: ``today``, ``cases``, ``intake``, ``case``, ``risk``, ``plan``,
            ``kpis``, ``returns``, ``review``.
        case_id: the case, for the screens of one case.
        part: which part of a screen that has several, such as ``complaint`` of ``service``.
    """

    screen: str
    case_id: str = ""
    part: str = ""


class Desk(QObject):
    """What every view is given.

    Attributes:
        session: the signed-in session.
        changed: something was saved; views fetch again.
        wanted: the window is to go to a :class:`Place`.
        opened: a view is to be shown in the side panel, over the screen.
        closed: the side panel is to be closed.
        said: a short sentence for the status line, such as "Saved 14:05".
        renewed: the words of forms changed; a screen that was made before is made anew.
        looked_at: whether somebody from outside looks at the screen now; counts are not shown then.
        locking: the desk is about to be locked; drafts are written now.
    """

    changed = Signal()
    wanted = Signal(object)
    opened = Signal(object)
    closed = Signal()
    said = Signal(str)
    renewed = Signal()
    looked_at = Signal(bool)
    locking = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session

    def go(self, screen: str, case_id: str = "", part: str = "") -> None:
        """Lead the window to a screen."""
        self.wanted.emit(Place(screen, case_id, part))

    def open_panel(self, view: QWidget) -> None:
        """Show a view in the side panel."""
        self.opened.emit(view)

    def close_panel(self) -> None:
        """Close the side panel; a draft in it is kept."""
        self.closed.emit()

    def renew(self) -> None:
        """Say that something was saved that changes the forms themselves."""
        self.renewed.emit()
        self.saved()

    def saved(self) -> None:
        """Say that something was saved, and let every view fetch again."""
        self.said.emit(self.tr("Saved {0}").format(f"{self.session.clock():%H:%M}"))
        self.changed.emit()
