from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from idva_desktop.domain.progress import Progress, Stage
from idva_desktop.ui.jobs import Job, end_all_jobs


def test_what_a_job_found_is_not_told_once_the_vault_is_about_to_close(qtbot: QtBot) -> None:
    parent, told = QObject(), list[object]()
    job = Job(lambda _progress: 42, parent)
    job.finished_with.connect(told.append)
    job.begin()
    job.wait()  # it has ended, and what it found waits for the window's next turn
    end_all_jobs()
    qtbot.wait(50)
    assert told == []


def test_a_job_that_a_person_stops_too_late_tells_what_it_did(qtbot: QtBot) -> None:
    parent, told = QObject(), list[object]()
    job = Job(lambda _progress: "done", parent)
    job.finished_with.connect(told.append)
    job.begin()
    job.wait()
    job.stop()
    qtbot.waitUntil(lambda: told == ["done"])


def test_a_job_that_is_stopped_in_time_says_so(qtbot: QtBot) -> None:
    parent = QObject()

    def work(progress: Progress) -> None:
        while True:
            progress(Stage("Counting", 0, 0))

    job = Job(work, parent)
    with qtbot.waitSignal(job.cancelled):
        job.begin()
        job.stop()
    job.wait()
