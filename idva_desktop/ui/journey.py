"""The demo's script: a case from referral to closure and a return, worked by keys in the windows.

Every step is a key press in the real window over a real vault; what is written at the end (the
pictures, the printed plan, the return) is what the program itself made. The people are invented.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QWidget

from idva_desktop.domain.instrument import instrument
from idva_desktop.ui.cases_view import CasesView
from idva_desktop.ui.form_view import FormView
from idva_desktop.ui.hands import Hands, LostError
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
from idva_desktop.ui.program import Program, application
from idva_desktop.ui.return_view import ReturnView
from idva_desktop.ui.risk_view import RiskView
from idva_desktop.ui.shell_view import ShellView

SIZE = (1440, 900)
_SETTLE_MS = 150
_LOOK_MS = 500  # search as you type, and a draft kept
_KNOWN_CASE = "368"
_MOST_PANES = 12
_MOST_SCREENS = 12
# A plug-in without windows says this of every window; it means nothing.
_HARMLESS = "propagateSizeHints"


@dataclass(frozen=True)
class Cast:
    """Who plays: names and public passphrases, and the printed device code."""

    worker: str
    supervisor: str
    second: str
    passphrases: Mapping[str, str]
    device_code: str


class Script:
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
        self._vault, self._out, self._present, self._cast = vault, out, present, cast
        self._say = say
        self._pictures = out / "pictures"
        self._made: list[Path] = []
        self._shot = 0
        self._program: Program | None = None
        self.hands = Hands(self._window)

    def work(self) -> list[Path]:
        """Work every step; returns the files that were left, in order.

        Raises:
            LostError: a step cannot be worked by keys: a defect.
        """
        self._pictures.mkdir(parents=True, exist_ok=True)
        self._enter(self._cast.worker)
        self._find_case()
        self._take_referral()
        self._log_contact()
        self._begin_support()
        self._assess_risk()
        self._plan_safety()
        self._close_case()
        self._lock()
        self._enter(self._cast.supervisor)
        self._look_at_review()
        self._look_at_figures()
        self._issue_return()
        self._lock()
        return self._made

    # Means

    def _window(self) -> QWidget:
        program = self._running()
        return program.shell or program.unlock

    def _running(self) -> Program:
        if self._program is None:
            raise LostError("The program has not been started")
        return self._program

    def _shell(self) -> ShellView:
        shell = self._running().shell
        if shell is None:
            raise LostError("The desk is not open")
        return shell

    def _form(self) -> FormView:
        """Return the form in which the focus is, or the one in front."""
        shown = [form for form in self._shell().findChildren(FormView) if form.isVisible()]
        for form in shown:
            if form.isAncestorOf(self.hands.at()):
                return form
        if not shown:
            raise LostError("No form is open")
        return shown[-1]

    def _picture(self, name: str) -> None:
        self.hands.breathe(_SETTLE_MS)
        self._shot += 1
        path = self._pictures / f"{self._shot:02d}-{name}.png"
        if not self._window().grab().save(str(path)):
            raise LostError("A picture cannot be written")
        self._made.append(path)

    def _fill(self, answers: tuple[tuple[str, str], ...]) -> None:
        form = self._form()
        for key, value in answers:
            self.hands.answer(form, key, value)

    def _cases_are_read(self) -> bool:
        view = self._shell().view()
        return isinstance(view, CasesView) and view.is_ready()

    def _no_panel(self) -> None:
        self.hands.wait("the panel to close", lambda: not self._shell().panel_is_open())

    def _panel(self) -> None:
        self.hands.wait("the panel", lambda: self._shell().panel_is_open())
        self.hands.breathe(_SETTLE_MS)

    def _screen(self, words: str) -> None:
        """Go to a screen by the rail: F6 to the rail, arrows, Enter."""
        rail = self._shell().rail
        for _ in range(_MOST_PANES):
            if rail.isAncestorOf(self.hands.at()):
                break
            self.hands.press("F6")
        for _ in range(_MOST_SCREENS):
            if self.hands.at().accessibleName().startswith(words):
                self.hands.press("Return")
                return
            self.hands.press("Down")
        raise LostError(f"The rail does not lead to {words}")

    # Steps

    def _enter(self, name: str) -> None:
        self._say(f"{name} unlocks the desk.")
        self._program = Program(self._vault, clock=lambda: self._present, size=SIZE)
        self._program.start()
        self.hands.breathe(_SETTLE_MS)
        self.hands.type(self._cast.passphrases[name])
        self.hands.tab_to_name("Device code")
        self.hands.type(self._cast.device_code)
        if name == self._cast.worker:
            self._picture("unlock")
        self.hands.press("Return")
        self.hands.wait("the desk", lambda: self._running().shell)
        self.hands.wait("the cases", self._cases_are_read)
        if name == self._cast.worker:
            self._picture("cases")

    def _find_case(self) -> None:
        self._say("A case is found by its reference.")
        self.hands.shortcut("Ctrl+F")
        self.hands.type(_KNOWN_CASE)
        self.hands.breathe(_LOOK_MS)
        self.hands.press("Return")
        self.hands.wait("the case", lambda: self._shell().case_id())
        self._picture("case-found")

    def _take_referral(self) -> None:
        self._say("A referral is taken.")
        self.hands.shortcut("Ctrl+N")
        self.hands.breathe(_SETTLE_MS)
        self.hands.shortcut("Ctrl+Return")
        self._picture("referral-what-is-missing")
        self._fill(REFERRAL)
        self.hands.breathe(1000)
        self._picture("referral")
        before = self._shell().case_id()
        self.hands.shortcut("Ctrl+Return")
        self.hands.wait("the new case", lambda: self._shell().case_id() != before)

    def _log_contact(self) -> None:
        self._say("A contact is logged, and a slip against the safe-contact rule is caught.")
        self.hands.shortcut("Ctrl+T")
        self._panel()
        self.hands.press("1", "C")
        self._picture("contact-against-the-rule")
        self.hands.press("Shift+Tab")
        self.hands.tab_to_name("Change to")
        self.hands.press("Space")
        self.hands.tab_to_name("Reached")
        self.hands.press("R")
        self.hands.type("Asked how the night went. She stays with her sister until Sunday.")
        self._picture("contact")
        self.hands.shortcut("Ctrl+Return")
        self._no_panel()

    def _begin_support(self) -> None:
        self._say("Support begins.")
        self.hands.tab_to_name("Begin support")
        self.hands.press("Space")
        self._panel()
        self.hands.shortcut("Ctrl+Return")
        self._no_panel()
        self._picture("case")

    def _assess_risk(self) -> None:
        self._say("Risk is assessed.")
        self.hands.shortcut("Alt+2")
        self.hands.tab_to_name("Assess risk")
        self.hands.press("Space")
        self.hands.wait("the risk screen", lambda: isinstance(self._shell().view(), RiskView))
        self.hands.breathe(_SETTLE_MS)
        for item in instrument().items():
            answer = "Y" if item.id in YES else "D" if item.id in UNKNOWN else "N"
            self.hands.press(answer, "Down")
        view = self._shell().view()
        if not isinstance(view, RiskView):
            raise LostError("The button does not lead to the risk screen")
        self._picture("risk")
        for key, value in ABOUT_RISK:
            self.hands.answer(view.side.about, key, value)
        for key, value in JUDGEMENT:
            self.hands.answer(view.side.judgement, key, value)
        self._picture("risk-judged")
        self.hands.shortcut("Ctrl+Return")
        self.hands.wait("the case", lambda: self._shell().view() is not view)

    def _plan_safety(self) -> None:
        self._say("A safety plan is made, approved by a second member, and printed.")
        self.hands.shortcut("Alt+3")
        self.hands.tab_to_name("Open the plan")
        self.hands.press("Space")
        self.hands.breathe(_SETTLE_MS)
        self._picture("plan-not-begun")
        self.hands.tab_to_name("Start the first version")
        self.hands.press("Space")
        for area, what, who, due in ACTIONS:
            self.hands.press("+")
            self._panel()
            keys = ("plan_action.area", "plan_action.what", "plan_action.who", "plan_action.due")
            self._fill(tuple(zip(keys, (area, what, who, due), strict=True)))
            if area == "digital":
                self._picture("plan-action")
            self.hands.shortcut("Ctrl+Return")
            self._no_panel()
        self.hands.tab_to_name("Change what is said")
        self.hands.press("Space")
        self._panel()
        self._fill(PLAN)
        self.hands.shortcut("Ctrl+Return")
        self._no_panel()
        self._picture("plan")
        self.hands.shortcut("Ctrl+Return")
        self._approve_plan()
        self._print_plan()

    def _approve_plan(self) -> None:
        self._approve_as_another("plan-approval")
        self._picture("plan-approved")

    def _approve_as_another(self, picture: str) -> None:
        self.hands.tab_to_name("Approve as another member")
        self.hands.press("Space")
        self._panel()
        self.hands.tab_to_name("Who approves")
        self.hands.press("Home", "Down")
        self.hands.tab_to_name("Their passphrase")
        self.hands.type(self._cast.passphrases[self._cast.supervisor])
        self._picture(picture)
        self.hands.press("Return")
        self._no_panel()

    def _print_plan(self) -> None:
        self.hands.tab_to_name("Safe print")
        self.hands.press("Space")
        self._panel()
        self.hands.tab_to_name("Folder")
        self.hands.press("Ctrl+A")
        self.hands.type(str(self._out))
        before = set(self._out.glob("*.pdf"))
        self.hands.shortcut("Ctrl+Return")
        self.hands.wait("the printed plan", lambda: set(self._out.glob("*.pdf")) - before)
        self._made.extend(set(self._out.glob("*.pdf")) - before)
        self.hands.press("Escape")
        self._no_panel()

    def _close_case(self) -> None:
        self._say("The case is closed, and a second member approves it.")
        self.hands.press("Escape")
        self.hands.breathe(_SETTLE_MS)
        self.hands.shortcut("Alt+0")
        self.hands.breathe(_SETTLE_MS)
        self.hands.tab_to_name("Close this case")
        self.hands.press("Space")
        self._panel()
        self._fill(CLOSURE)
        self._picture("closure")
        self.hands.shortcut("Ctrl+Return")
        self._no_panel()
        self._approve_as_another("closure-approval")
        self.hands.shortcut("Alt+1")
        self._picture("case-closed")

    def _lock(self) -> None:
        self._say("The desk is locked.")
        self.hands.shortcut("Ctrl+L")
        self._running().end()
        self._program = None

    def _look_at_review(self) -> None:
        self._say("A supervisor reviews.")
        self._screen("Review")
        self._picture("review")

    def _look_at_figures(self) -> None:
        self._say("The supervisor looks at the true figures.")
        self._screen("KPIs")
        view = self._shell().view()
        self.hands.wait("the figures", lambda: isinstance(view, KpiView) and view.board)
        self._picture("kpis")

    def _issue_return(self) -> None:
        self._say("A return is prepared, approved by a second member, and issued.")
        self._screen("Returns")
        view = self._shell().view()
        if not isinstance(view, ReturnView):
            raise LostError("The rail does not lead to the return")
        self.hands.wait("the first return", lambda: view.preview)
        self._picture("return")
        folder = self._out / "return"
        self.hands.tab_to_name("Second person")
        self.hands.choose(view.approval.member, self._cast.second)
        self.hands.tab_to_name("Their passphrase")
        self.hands.type(self._cast.passphrases[self._cast.second])
        self.hands.tab_to_name("Folder for the files")
        self.hands.press("Ctrl+A")
        self.hands.type(str(folder))
        self.hands.shortcut("Ctrl+Shift+E")
        self.hands.wait("the issued return", (folder / "return.sig").is_file)
        self.hands.wait("the success", view.success.isVisible)
        self.hands.wait("the issued return in the window", lambda: view.preview)
        self._picture("return-issued")
        self._made.extend(sorted(folder.iterdir()))


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
