from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.device_sheet_view import DeviceSheetView
from idva_desktop.ui.print_panel import PdfPanel
from idva_desktop.ui.service_tabs import service_tabs_for
from idva_desktop.ui.service_view import ServiceView
from tests.ui.shell_in_use import shell_in_use
from tests.ui.typing import key, keys

ENTER = Qt.Key.Key_Return


def test_a_supervisor_prints_the_device_code_by_keys(
    supervisor_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    shell = shell_in_use(supervisor_desk, qtbot)
    shell.go(Place("service", part="device_code"))
    service = shell.view()
    assert isinstance(service, ServiceView)
    part = service.part()
    assert isinstance(part, DeviceSheetView)
    part.focus_first()
    key(ENTER)
    panel = shell.findChildren(PdfPanel)[-1]
    panel.folder.clear()
    panel.focus_first()
    keys(str(tmp_path))
    key(ENTER)
    qtbot.waitUntil(panel.message.isVisible, timeout=10_000)
    assert "device-code.pdf" in panel.message.accessibleName()
    assert (tmp_path / "device-code.pdf").read_bytes().startswith(b"%PDF")
    shell.close()


def test_a_caseworker_is_not_offered_it(desk: Desk) -> None:
    assert "device_code" not in service_tabs_for(desk)
