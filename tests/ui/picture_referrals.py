"""Pictures of a referral: as it comes, refused at the gate, of somebody known, and decided."""

from collections.abc import Callable, Iterator

from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.hands import Hands
from idva_desktop.ui.intake_view import IntakeView
from idva_desktop.ui.shell_view import ShellView

_SETTLE_MS = 250


def referral_screens(shell: ShellView, hands: Hands) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield each picture's name with what shows it."""

    def page() -> IntakeView:
        shell.desk.go("intake")
        hands.breathe(_SETTLE_MS)
        view = shell.view()
        assert isinstance(view, IntakeView)
        return view

    def refused() -> None:
        page()
        hands.shortcut("Ctrl+Return")

    def known() -> None:
        view = page()
        view.form.answer("identity.given_name", "Alexis")
        view.form.answer("identity.family_name", "Marchetti")
        hands.breathe(3 * _SETTLE_MS)

    def decided() -> None:
        page().decide_button.click()
        hands.breathe(_SETTLE_MS)
        panel = shell.findChildren(FormPanel)[-1]
        panel.form_view.answer("referral.decision", "unsafe_to_contact")

    yield "referral", page
    yield "referral-refused", refused
    yield "referral-known", known
    yield "referral-decision", decided
