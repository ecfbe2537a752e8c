import gc
import threading
from typing import ClassVar

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from idva_desktop.ui.garbage import LOOK_EVERY_MS, WindowThreadCollector


class Knot:
    """Garbage that only the cyclic collector finds; it notes on which thread it ends."""

    ended_on: ClassVar[list[threading.Thread]] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Knot.ended_on.append(threading.current_thread())


def make_garbage() -> None:
    for _ in range(5000):
        Knot()


def test_garbage_of_another_thread_is_collected_on_the_windows_thread(qtbot: QtBot) -> None:
    Knot.ended_on.clear()
    parent = QObject()
    was_enabled = gc.isenabled()
    try:
        WindowThreadCollector(parent)
        worker = threading.Thread(target=make_garbage)
        worker.start()
        worker.join()
        assert not Knot.ended_on
        qtbot.waitUntil(lambda: bool(Knot.ended_on), timeout=LOOK_EVERY_MS * 10)
        assert set(Knot.ended_on) == {threading.main_thread()}
    finally:
        parent.deleteLater()
        if was_enabled:
            gc.enable()
