"""The return for the pictures: as prepared, by question, with the simpler tables, and issued."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile

from idva_desktop.ui.record_return_panel import RecordReturnPanel
from idva_desktop.ui.return_view import ReturnView
from idva_desktop.ui.shell_view import ShellView

_SENT = """period,measure,part,strand,value
2024-Q4,K01,count,IDVA,41
2024-Q4,K01,count,ISVA,12
2024-Q4,K01,count,BOTH,
2024-Q4,K01,count,_T,56
2024-Q4,K15,count,BOTH,2
2024-Q4,K15,count,_T,31
"""

Step = Callable[[], None]
Wait = Callable[[str, Callable[[], object]], None]


def return_screens(shell: ShellView, wait: Wait) -> Iterator[tuple[str, Step]]:
    """Yield the pictures of the return, in order."""

    def view() -> ReturnView:
        shell.desk.go("returns")
        found = shell.view()
        assert isinstance(found, ReturnView)
        wait("the return", lambda: found.preview is not None and not found.jobs.is_busy)
        return found

    def prepared() -> None:
        page = view()
        page.page.verticalScrollBar().setValue(0)
        page.focus_first()

    def by_question() -> None:
        page = view()
        page.cells.shape.set_value("question")
        page.cells.shape.changed.emit()

    def tried() -> None:
        page = view()
        page.cells.shape.set_value("headline")
        page.cells.shape.changed.emit()
        if page.design.tried is None:
            page.design.try_button.click()
        wait("the simpler tables", lambda: page.design.tried is not None)
        # What has the focus stays in sight when the look changes, so it is put to the end.
        page.design.member.setFocus()
        wait("the list", partial(_is_at_its_end, page))

    def earlier() -> None:
        page = view()
        page.page.verticalScrollBar().setValue(0)
        panel = RecordReturnPanel(shell.desk)
        shell.desk.open_panel(panel)
        with NamedTemporaryFile("w", suffix=".csv", delete=False) as file:
            file.write(_SENT)
        panel.place.set_value(file.name)
        panel.step()
        wait("what it gave away", lambda: panel.read is not None)
        Path(file.name).unlink()
        panel.place.set_value("/media/usb/returns-2024.csv")

    yield "return", prepared
    yield "return-questions", by_question
    yield "return-design", tried
    yield "return-record", earlier


def _is_at_its_end(page: ReturnView) -> bool:
    """Scroll down, and say whether the end of the card is in sight."""
    bar, seen, card = page.page.verticalScrollBar(), page.page.viewport(), page.design
    bar.setValue(bar.maximum())
    end = card.mapTo(seen, card.rect().bottomLeft()).y()
    return card.use.isVisible() and 0 < end <= seen.height()
