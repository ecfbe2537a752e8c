from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from idva_desktop.ui.widgets.rail import Rail, RailEntry
from tests.ui.typing import in_use


def _said(rail: Rail) -> list[str]:
    return [button.accessibleName() for button in rail.findChildren(QAbstractButton)]


def test_no_count_is_shown_or_read_out_while_somebody_from_outside_looks(qtbot: QtBot) -> None:
    rail = Rail([RailEntry("review", "Review", "eye"), RailEntry("cases", "Cases", "folder")], ())
    in_use(qtbot, rail, 220, 400)
    rail.set_count("review", 22)
    assert "Review, 22" in _said(rail)
    rail.be_discreet(discreet=True)
    rail.set_count("review", 23)
    assert not any("2" in said for said in _said(rail))
    rail.be_discreet(discreet=False)
    assert "Review, 23" in _said(rail)
