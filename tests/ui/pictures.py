"""Every screen in every look, from a demo vault, so that anybody can hold them beside one another.

``python -m tests.ui.pictures OUT [NAME…]`` writes ``OUT/NAME-LOOK.png`` for each screen, or for the
named ones: light, dark and high contrast at 1440 by 900, large text at 1366 by 768, and narrow.
``python -m tests.ui.pictures --docs`` writes those that the papers in ``docs`` name, made small.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

if "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded below

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from idva_desktop.app import demo_secrets
from idva_desktop.app.demo import PRESENT
from idva_desktop.casework.demo_vault import make_demo_vault
from idva_desktop.casework.session import Session
from idva_desktop.ui.appearance import wear
from idva_desktop.ui.case_tabs import case_groups
from idva_desktop.ui.case_view import CaseView
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.handover_panels import AddressPanel, ArrivalPanel, SendPanel
from idva_desktop.ui.hands import Hands
from idva_desktop.ui.kpi_view import KpiView
from idva_desktop.ui.program import application
from idva_desktop.ui.records_view import RecordsView
from idva_desktop.ui.return_view import ReturnView
from idva_desktop.ui.review_tabs import review_tabs
from idva_desktop.ui.service_tabs import service_tabs
from idva_desktop.ui.sheets_view import SheetPanel
from idva_desktop.ui.shell_view import ShellView
from idva_desktop.ui.today_view import TodayView
from idva_desktop.ui.unlock_view import UnlockView
from idva_desktop.vault.kdf import LEAST_COST
from idva_desktop.vault.vault import Vault
from tests.ui.picture_cases import PictureCases, answer_twice, seed
from tests.ui.picture_forms import form_screens
from tests.ui.picture_keeping import (
    document_screens,
    keeping_screens,
    seed_documents,
    seed_retention,
)
from tests.ui.picture_kpis import kpi_screens
from tests.ui.picture_papers import PICTURES, make_small, named_pictures
from tests.ui.picture_referrals import referral_screens
from tests.ui.picture_returns import return_screens
from tests.ui.picture_review import seed_review
from tests.ui.picture_search import MANY, Finding, search_screens
from tests.ui.picture_service import directory_screens, seed_onward, seed_service

_SETTLE_MS = 250


@dataclass(frozen=True, slots=True)
class PictureLook:
    """A palette and a text size in a window of that size."""

    name: str
    palette: str
    text: int
    size: tuple[int, int]


LOOKS = (
    PictureLook("light", "light", 100, (1440, 900)),
    PictureLook("dark", "dark", 100, (1440, 900)),
    PictureLook("contrast", "contrast", 100, (1440, 900)),
    PictureLook("large", "light", 200, (1366, 768)),
    PictureLook("narrow", "light", 100, (1024, 768)),
)
Wanted = Callable[[str, str], bool]
_Screens = Iterator[tuple[str, Callable[[], object]]]


class Album:
    """Takes the pictures.

    Args:
        out: where they are put.
        wanted: whether a screen is taken in a look, by their names.
        done: what is done with a picture that was taken.
    """

    def __init__(self, out: Path, wanted: Wanted, done: Callable[[Path], None]) -> None:
        self._out, self._wanted, self._done = out, wanted, done
        self._app = application()

    def take(self, window: QWidget, screens: _Screens) -> None:
        """Show each screen and take it in every look."""
        for name, show in screens:
            for worn in LOOKS:
                if not self._wanted(name, worn.name):
                    continue
                # Shown anew in each look: a panel closes when the screen behind it changes.
                wear(self._app, worn.palette, worn.text)
                QTest.qWait(_SETTLE_MS)  # the least sizes of the look before are forgotten
                window.resize(*worn.size)
                show()
                QTest.qWait(_SETTLE_MS)
                place = self._out / f"{name}-{worn.name}.png"
                window.grab().save(str(place))
                self._done(place)
        wear(self._app)


def _unlock_screens(window: UnlockView) -> _Screens:
    yield "unlock", window.focus_first
    yield "unlock-mended", window.unlock


def _today_screens(shell: ShellView, hands: Hands) -> _Screens:
    def put_off() -> None:
        shell.desk.go("today")
        hands.breathe(_SETTLE_MS)
        hands.press("S")
        hands.breathe(_SETTLE_MS)
        hands.shortcut("Ctrl+Return")

    def show() -> None:
        shell.desk.go("today")
        view = shell.view()
        assert isinstance(view, TodayView)
        hands.wait("today", view.is_ready)
        hands.breathe(4 * _SETTLE_MS)  # what was saved before is read again

    yield "today", show
    yield "today-put-off", put_off


def _show_everybodys(shell: ShellView, hands: Hands) -> None:
    shell.desk.go("today")
    view = shell.view()
    assert isinstance(view, TodayView)
    hands.wait("today", view.is_ready)
    view.whose.set_value("everybody")
    view.whose.changed.emit()


def _worker_screens(shell: ShellView, hands: Hands, cases: PictureCases) -> _Screens:
    def place(screen: str, case_id: str) -> Callable[[], None]:
        return lambda: shell.desk.go(screen, case_id)

    def keys(*pressed: str) -> None:
        for each in pressed:
            hands.shortcut(each)

    def contact(*pressed: str) -> None:
        shell.desk.go("contact", cases.working)
        hands.breathe(_SETTLE_MS)
        hands.press(*pressed)

    yield from _today_screens(shell, hands)
    yield "cases", Finding(shell, hands).all_cases
    yield "case", place("case", cases.working)
    for tab in (group.name for group in case_groups() if group.name != "case"):
        yield f"tab-{tab}", place(tab, cases.working)
    yield "tab-empty", place("needs", cases.fresh)
    yield "contact", contact
    yield "contact-against-the-rule", lambda: contact("C")
    yield "risk", place("risk", cases.working)
    yield "risk-fresh", place("risk", cases.fresh)

    def beside(tab: str, *pressed: str) -> Callable[[], None]:
        def show() -> None:
            shell.desk.go(tab, cases.working)
            hands.breathe(_SETTLE_MS)
            keys(*pressed)

        return show

    yield "history", beside("needs", "Ctrl+H")
    yield "summary", beside("case", "Ctrl+Shift+C")
    yield "sheet", lambda: shell.desk.open_panel(SheetPanel(shell.desk, cases.working))
    yield "plan", place("plan", cases.working)
    yield "plan-fresh", place("plan", cases.fresh)
    yield from directory_screens(shell.desk, hands, cases.working)
    yield from document_screens(shell.desk, cases.working)
    yield from form_screens(shell.desk, cases.working)
    yield "closed", place("case", cases.closed)
    yield "drafts", lambda: shell.desk.go("drafts")
    yield from referral_screens(shell, hands)
    yield "keys", lambda: keys("F1")
    yield from _answer_screens(shell, hands, cases)
    yield from search_screens(shell, hands, cases.working)
    yield "no-match", partial(Finding(shell, hands).search, "zzzz", MANY)


def _answer_screens(shell: ShellView, hands: Hands, cases: PictureCases) -> _Screens:
    """Yield a record that is changed and answers that disagree: they alter the case."""
    need_id = answer_twice(shell.desk.session, cases.working)

    def record() -> None:
        shell.desk.go("needs", cases.working)
        hands.breathe(_SETTLE_MS)
        for view in shell.findChildren(RecordsView):
            if view.isVisible():
                view.open_record(need_id)
                return

    def decide() -> None:
        shell.desk.go("needs", cases.working)
        hands.breathe(_SETTLE_MS)
        for view in shell.findChildren(CaseView):
            if view.isVisible():
                view.refresh()
                view.conflicts_button.click()
                return

    yield "record", record
    yield "conflicts", decide


def _supervisor_screens(shell: ShellView, hands: Hands) -> _Screens:
    def ready(view: QWidget | None) -> object:
        if isinstance(view, KpiView):
            return view.board
        return isinstance(view, ReturnView) and view.preview

    def wait_for(screen: str) -> None:
        shell.desk.go(screen)
        hands.wait(screen, lambda: ready(shell.view()))

    def part(name: str) -> Callable[[], None]:
        return lambda: shell.desk.go("service", part=name)

    def last_waiting() -> None:
        shell.desk.go("review", part="queue")
        hands.breathe(_SETTLE_MS)
        hands.press("Ctrl+End")

    yield "today-supervisor", partial(_show_everybodys, shell, hands)
    yield "review-empty", partial(shell.desk.go, "review", part="quality")
    yield "service-empty", part("complaint")
    seed_service(shell.desk.session)
    seed_review(shell.desk.session)
    seed_retention(shell.desk.session)
    shell.desk.changed.emit()
    yield "review", lambda: shell.desk.go("review", part="queue")
    for tab in (tab.name for tab in review_tabs()[1:]):
        yield f"review-{tab}", partial(shell.desk.go, "review", part=tab)
    yield "review-plan", last_waiting
    for name in (tab.name for tab in service_tabs()):
        yield f"service-{name}", part(name)
    for panel in (AddressPanel, SendPanel, ArrivalPanel):
        name = f"handover-{panel.__name__.removesuffix('Panel').lower()}"
        yield name, partial(_open_panel, shell.desk, panel)
    yield from keeping_screens(shell.desk)
    yield from return_screens(shell, hands.wait)
    yield from kpi_screens(shell, hands.wait)


def _open_panel(desk: Desk, panel: Callable[[Desk], QWidget]) -> None:
    desk.open_panel(panel(desk))


def _at_desk(vault: Path, member: demo_secrets.DemoMember) -> ShellView:
    opened = Vault.open(
        vault,
        member_name=member.name,
        passphrase=member.passphrase,
        device_code=demo_secrets.device_code(),
        clock=lambda: PRESENT,
    )
    shell = ShellView(Desk(Session(opened, lambda: PRESENT)))
    shell.resize(*LOOKS[0].size)
    shell.show()
    shell.activateWindow()
    QTest.qWaitForWindowActive(shell)
    shell.start()
    return shell


def main(album: Album) -> None:
    """Make the demo vault and take every picture."""
    with tempfile.TemporaryDirectory() as place:
        vault = Path(place) / "Demo vault"
        members = [(m.name, m.passphrase, m.roles) for m in demo_secrets.MEMBERS]
        secret = demo_secrets.DEVICE_SECRET
        make_demo_vault(vault, members, secret, lambda: PRESENT, cost=LEAST_COST)
        unlock = UnlockView(vault)
        unlock.show()
        album.take(unlock, _unlock_screens(unlock))
        unlock.close()
        _forget(unlock)
        shell = _at_desk(vault, demo_secrets.CASEWORKER)
        hands = Hands(lambda: shell)
        cases = seed(shell.desk.session)
        seed_onward(shell.desk.session, cases.working)
        seed_documents(shell.desk.session, cases.working, Path(place))
        shell.desk.changed.emit()
        album.take(shell, _worker_screens(shell, hands, cases))
        shell.lock()
        _forget(shell)
        supervising = _at_desk(vault, demo_secrets.SUPERVISOR)
        album.take(supervising, _supervisor_screens(supervising, Hands(lambda: supervising)))
        supervising.lock()
        _forget(supervising)


def _forget(window: QWidget) -> None:
    """Delete a window now: one whose vault is closed must not be dressed again."""
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def _album(*given: str) -> Album:
    if given == ("--docs",):
        named = named_pictures()
        return Album(PICTURES, lambda screen, look: (screen, look) in named, make_small)
    out, names = Path(given[0]), given[1:]
    out.mkdir(parents=True, exist_ok=True)
    return Album(out, lambda screen, _look: not names or screen in names, lambda _place: None)


if __name__ == "__main__":
    main(_album(*sys.argv[1:]))
