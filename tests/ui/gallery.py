"""Every widget of the kit on one sheet, in each palette and at 200 %.

``python tests/ui/gallery.py OUT.png`` writes OUT.png (light), OUT-dark.png, OUT-contrast.png and
OUT-200.png, to be held beside one another.
"""

import os
import sys
from pathlib import Path

if "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if __name__ == "__main__":  # run by its path
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from PySide6.QtWidgets import QApplication, QWidget

from idva_desktop.ui.appearance import wear
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.focus_ring import FocusRing
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.segmented_choice import SegmentedChoice
from tests.ui.gallery_forms import buttons, choices, fields
from tests.ui.gallery_messages import banners, frame, marks, messages
from tests.ui.gallery_records import cases, pictures, return_table, review_table, timeline


def sheet() -> QWidget:
    """Lay every widget out on one page."""
    page = Column(24, (28, 28, 28, 28))
    page.add(Line("DEMO-014", "display", "text", "zero"))
    page.add(
        WrappedLabel(
            "Anything you were writing is kept, and opens where you left it.", colour="muted"
        )
    )
    row = Row(32)
    left = Column(24)
    left.add(buttons())
    left.add(choices())
    left.add_stretch()
    row.add(left, 1)
    row.add(fields(), 1)
    page.add(row)
    page.add(banners())
    second = Row(32)
    second.add(messages(), 1)
    right = Column(24)
    right.add(marks())
    offers = (
        Button("Search all I may see", icon="search"),
        Button("Start a referral", Kind.PRIMARY),
    )
    sentence = "Looked in your open cases. Closed cases and those of others are not shown."
    right.add(EmptyState("folder-open", "No case matches “DEMO-777”", sentence, offers), 1)
    second.add(right, 1)
    page.add(second)
    third = Row(32)
    left = Column(16)
    left.add(timeline())
    left.add(cases())
    third.add(left, 1)
    third.add(pictures(), 1)
    page.add(third)
    page.add(review_table())
    page.add(return_table())
    page.add_stretch()
    return frame(page)


def render(app: QApplication, palette: str, text: int, out: Path) -> None:
    """Paint the sheet in one look and save it."""
    wear(app, palette, text)
    page = sheet()
    page.setAutoFillBackground(True)
    page.resize(1440 if text == 100 else 2200, 900)
    FocusRing(page)
    page.show()
    page.resize(page.width(), max(page.heightForWidth(page.width()), page.sizeHint().height()))
    focused = page.findChild(SegmentedChoice, "focused")
    if focused is not None:
        page.activateWindow()
        focused.focus_first()
    app.processEvents()
    page.grab().save(str(out))
    page.close()
    page.deleteLater()


def main(out: Path) -> None:
    """Write the four pictures."""
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("The gallery needs a QApplication")
    render(app, "light", 100, out)
    render(app, "dark", 100, out.with_stem(f"{out.stem}-dark"))
    render(app, "contrast", 100, out.with_stem(f"{out.stem}-contrast"))
    render(app, "light", 200, out.with_stem(f"{out.stem}-200"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
