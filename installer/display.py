"""A display without a screen for the journeys, which work the real window with keys."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def virtual_display() -> Iterator[dict[str, str]]:
    """Run Xvfb and a window manager for a while; yield the settings that lead to them.

    Yields nothing where Xvfb is not installed: the journeys then say so themselves.
    """
    if not shutil.which("Xvfb"):
        yield {}
        return
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    started = [server]
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        settings = {"DISPLAY": f":{number}"} if number else {}
        if settings and shutil.which("openbox"):
            started.append(_window_manager(settings))
        yield settings
    finally:
        for process in reversed(started):
            _end(process)


def _window_manager(settings: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        ["openbox"],
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(5)
        return
    process.kill()
    process.wait()
