"""The demo's script: a case from referral to closure and a return, worked by keys in the windows.

Every step is a key press in the real window over a real vault; what is written at the end (the
pictures, the printed plan, the return) is what the program itself made. The people are invented.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

from idva_desktop.domain.instrument import instrument
from idva_desktop.ui.cases_view import CasesView
from idva_desktop.ui.hands import LostError
from idva_desktop.ui.journey_answers import (
    ABOUT_RISK,
    ACTIONS,
    CLOSURE,
    JUDGEMENT,
    PLAN,
    REFERRAL,
    UNKNOWN,
    YES,
)
from idva_desktop.ui.kpi_view import KpiView
from idva_desktop.ui.player import SETTLE_MS, Cast, Player
from idva_desktop.ui.program import application
from idva_desktop.ui.return_view import ReturnView
from idva_desktop.ui.risk_view import RiskView
from idva_desktop.ui.today_view import TodayView

_LOOK_MS = 500  # search as you type, and a draft kept
_KNOWN_CASE = "368"
# A plug-in without windows says this of every window; it means nothing.
_HARMLESS = "propagateSizeHints"


class Script(Player):
    """One run of the script.

    Args:
        vault: the demo vault.
        out: where pictures, plan and return are left.
        present: the script's present.
        cast: who plays.
        say: told of each step.
    """

    def __init__(
        self, vault: Path, out: Path, present: datetime, cast: Cast, say: Callable[[str], None]
    ) -> None:
        super().__init__(vault, out / "pictures", present, cast)
        self._out, self._say = out, say

    def work(self) -> list[Path]:
        """Work every step; returns the files that were left, in order.

        Raises:
            LostError: a step cannot be worked by keys: a defect.
        """
        (self._out / "pictures").mkdir(parents=True, exist_ok=True)
        self._enter(self.cast.worker)
        self._find_case()
        self._take_referral()
        self._log_contact()
        self._begin_support()
        self._assess_risk()
        self._plan_safety()
        self._close_case()
        self._lock()
        self._enter(self.cast.supervisor)
        self._look_at_review()
        self._look_at_figures()
        self._issue_return()
        self._lock()
        return self.made

    def _enter(self, name: str) -> None:
        self._say(f"{name} unlocks the desk.")
        self.unlock(name)
        self.hands.wait("what is due", self._today_is_read)
        if name == self.cast.worker:
            self.picture("today")

    def _today_is_read(self) -> bool:
        view = self.shell().view()
        return isinstance(view, TodayView) and view.is_ready()

    def _cases_are_read(self) -> bool:
        view = self.shell().view()
        return isinstance(view, CasesView) and view.is_ready()

    def type_secrets(self, name: str) -> None:
        """Type them, and leave a picture of the first unlocking."""
        super().type_secrets(name)
        if name == self.cast.worker:
            self.picture("unlock")

    def _find_case(self) -> None:
        self._say("A case is found by its reference.")
        self.hands.shortcut("Ctrl+F")
        self.hands.wait("the cases", self._cases_are_read)
        self.picture("cases")
        self.hands.type(_KNOWN_CASE)
        self.hands.breathe(_LOOK_MS)
        self.hands.press("Return")
        self.hands.wait("the case", lambda: self.shell().case_id())
        self.picture("case-found")

    def _take_referral(self) -> None:
        self._say("A referral is taken.")
        self.hands.shortcut("Ctrl+N")
        self.hands.breathe(SETTLE_MS)
        self.hands.shortcut("Ctrl+Return")
        self.picture("referral-what-is-missing")
        self.fill(REFERRAL)
        self.hands.breathe(1000)
        self.picture("referral")
        before = self.shell().case_id()
        self.hands.shortcut("Ctrl+Return")
        self.hands.wait("the new case", lambda: self.shell().case_id() != before)

    def _log_contact(self) -> None:
        self._say("A contact is logged, and a slip against the safe-contact rule is caught.")
        self.hands.shortcut("Ctrl+T")
        self.panel()
        self.hands.press("1", "C")
        self.picture("contact-against-the-rule")
        self.hands.press("Shift+Tab")
        self.hands.tab_to_name("Change to")
        self.hands.press("Space")
        self.hands.tab_to_name("Reached")
        self.hands.press("R")
        self.hands.type("Asked how the night went. She stays with her sister until Sunday.")
        self.picture("contact")
        self.hands.shortcut("Ctrl+Return")
        self.no_panel()

    def _begin_support(self) -> None:
        self._say("Support begins.")
        self.hands.tab_to_name("Begin support")
        self.hands.press("Space")
        self.panel()
        self.hands.shortcut("Ctrl+Return")
        self.no_panel()
        self.picture("case")

    def _assess_risk(self) -> None:
        self._say("Risk is assessed.")
        self.hands.shortcut("Alt+2")
        self.hands.tab_to_name("Assess risk")
        self.hands.press("Space")
        self.hands.wait("the risk screen", lambda: isinstance(self.shell().view(), RiskView))
        self.hands.breathe(SETTLE_MS)
        for item in instrument().items():
            answer = "Y" if item.id in YES else "D" if item.id in UNKNOWN else "N"
            self.hands.press(answer, "Down")
        view = self.shell().view()
        if not isinstance(view, RiskView):
            raise LostError("The button does not lead to the risk screen")
        self.picture("risk")
        for key, value in ABOUT_RISK:
            self.hands.answer(view.side.about, key, value)
        for key, value in JUDGEMENT:
            self.hands.answer(view.side.judgement, key, value)
        self.picture("risk-judged")
        self.hands.shortcut("Ctrl+Return")
        self.hands.wait("the case", lambda: self.shell().view() is not view)

    def _plan_safety(self) -> None:
        self._say("A safety plan is made, approved by a second member, and printed.")
        self.hands.shortcut("Alt+3")
        self.hands.tab_to_name("Open the plan")
        self.hands.press("Space")
        self.hands.breathe(SETTLE_MS)
        self.picture("plan-not-begun")
        self.hands.tab_to_name("Start the first version")
        self.hands.press("Space")
        for area, what, who, due in ACTIONS:
            self.hands.press("+")
            self.panel()
            keys = ("plan_action.area", "plan_action.what", "plan_action.who", "plan_action.due")
            self.fill(tuple(zip(keys, (area, what, who, due), strict=True)))
            if area == "digital":
                self.picture("plan-action")
            self.hands.shortcut("Ctrl+Return")
            self.no_panel()
        self.hands.tab_to_name("Change what is said")
        self.hands.press("Space")
        self.panel()
        self.fill(PLAN)
        self.hands.shortcut("Ctrl+Return")
        self.no_panel()
        self.picture("plan")
        self.hands.shortcut("Ctrl+Return")
        self._approve_plan()
        self._print_plan()

    def _approve_plan(self) -> None:
        self.approve_as_another(self.cast.supervisor, "plan-approval")
        self.picture("plan-approved")

    def _print_plan(self) -> None:
        self.hands.tab_to_name("Safe print")
        self.hands.press("Space")
        self.panel()
        self.hands.tab_to_name("Folder")
        self.hands.press("Ctrl+A")
        self.hands.type(str(self._out))
        before = set(self._out.glob("*.pdf"))
        self.hands.shortcut("Ctrl+Return")
        self.hands.wait("the printed plan", lambda: set(self._out.glob("*.pdf")) - before)
        self.made.extend(set(self._out.glob("*.pdf")) - before)
        self.hands.press("Escape")
        self.no_panel()

    def _close_case(self) -> None:
        self._say("The case is closed, and a second member approves it.")
        self.hands.press("Escape")
        self.hands.breathe(SETTLE_MS)
        self.hands.shortcut("Alt+0")
        self.hands.breathe(SETTLE_MS)
        self.hands.tab_to_name("Close this case")
        self.hands.press("Space")
        self.panel()
        self.fill(CLOSURE)
        self.picture("closure")
        self.hands.shortcut("Ctrl+Return")
        self.no_panel()
        self.approve_as_another(self.cast.supervisor, "closure-approval")
        self.hands.shortcut("Alt+1")
        self.picture("case-closed")

    def _lock(self) -> None:
        self._say("The desk is locked.")
        self.lock()

    def _look_at_review(self) -> None:
        self._say("A supervisor reviews.")
        self.screen("Review")
        self.picture("review")

    def _look_at_figures(self) -> None:
        self._say("The supervisor looks at the true figures.")
        self.screen("KPIs")
        view = self.shell().view()
        self.hands.wait("the figures", lambda: isinstance(view, KpiView) and view.board)
        self.picture("kpis")

    def _issue_return(self) -> None:
        self._say("A return is prepared, approved by a second member, and issued.")
        self.screen("Returns")
        view = self.shell().view()
        if not isinstance(view, ReturnView):
            raise LostError("The rail does not lead to the return")
        self.hands.wait("the first return", lambda: view.preview)
        self.picture("return")
        folder = self._out / "return"
        self.hands.tab_to_name("Second person")
        self.hands.choose(view.approval.member, self.cast.second)
        self.hands.tab_to_name("Their passphrase")
        self.hands.type(self.cast.passphrases[self.cast.second])
        self.hands.tab_to_name("Folder for the files")
        self.hands.press("Ctrl+A")
        self.hands.type(str(folder))
        self.hands.shortcut("Ctrl+Shift+E")
        self.hands.wait("the issued return", (folder / "return.sig").is_file)
        self.hands.wait("the success", view.success.isVisible)
        self.hands.wait(
            "the issued return in the window", lambda: view.preview and view.preview.prepared.again
        )
        self.picture("return-issued")
        self.made.extend(sorted(folder.iterdir()))


def work_the_script(
    vault: Path, out: Path, *, present: datetime, cast: Cast, say: Callable[[str], None]
) -> list[Path]:
    """Work the script; returns the files that were left, in order."""
    qInstallMessageHandler(_only_what_matters)
    application()
    return Script(vault, out, present, cast, say).work()


def _only_what_matters(kind: QtMsgType, _context: object, words: str) -> None:
    if _HARMLESS not in words and kind is not QtMsgType.QtDebugMsg:
        raise LostError(f"Qt warns: {words}")
