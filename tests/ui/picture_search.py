"""Pictures of finding: what a search shows, filters and views in force, and the command palette."""

from collections.abc import Callable, Iterator
from functools import partial

from idva_desktop.casework.cases import EVERYTHING, Filters
from idva_desktop.casework.saved_lists import save_view
from idva_desktop.ui.cases_view import CasesView
from idva_desktop.ui.hands import Hands
from idva_desktop.ui.shell_view import ShellView

_SETTLE_MS = 250
MANY = Filters(band="high", strand="IDVA", mine=True, late=True, marac=True)


class Finding:
    """Finds and does things as somebody at the keyboard would."""

    def __init__(self, shell: ShellView, hands: Hands) -> None:
        self._shell, self._hands = shell, hands

    def all_cases(self) -> None:
        """Show the list once it is read."""
        self._shell.desk.go("cases")
        view = self._shell.view()
        assert isinstance(view, CasesView)
        self._hands.wait("cases", view.is_ready)

    def search(self, words: str, filters: Filters = EVERYTHING) -> None:
        """Search in the list of cases."""
        self._shell.desk.go("cases")
        self._hands.breathe(_SETTLE_MS)
        view = self._shell.view()
        if isinstance(view, CasesView):
            view.close_case()
            view.pane.set_filters(filters)
        for keys in ("Ctrl+F", "Ctrl+A"):
            self._hands.shortcut(keys)
        self._hands.press("Delete")
        self._hands.type(words)

    def palette(self, case_id: str, words: str) -> None:
        """Open the palette over a case."""
        self._shell.desk.go("case", case_id)
        self._hands.breathe(_SETTLE_MS)
        self._hands.shortcut("Ctrl+K")
        self._hands.type(words)

    def close(self) -> None:
        """Close the palette."""
        self._hands.press("Esc")


def search_screens(
    shell: ShellView, hands: Hands, case_id: str
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield each picture's name with what shows it."""
    finding = Finding(shell, hands)
    shell.desk.go("cases")
    hands.breathe(4 * _SETTLE_MS)  # the list is read before anybody searches it
    yield "search-words", partial(finding.search, "her")
    yield "search-slip", partial(finding.search, "marchety")
    save_view(shell.desk.session, "", MANY, {"saved_list.name": "High risk, overdue"})
    yield "filters-and-view", partial(finding.search, "", MANY)
    yield "palette", partial(finding.palette, case_id, "")
    yield "palette-case", partial(finding.palette, case_id, "00")
    yield "palette-nothing", partial(finding.palette, case_id, "zzzz")
    yield "palette-closed", finding.close
