"""What is typed in the window is on no disk, in no output and, after the lock, in no memory."""

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from io import FileIO
from pathlib import Path
from subprocess import PIPE

from tests.ui.vaults import SECOND, WORKER_WORDS, SeededVault

ROOT = Path(__file__).parents[2]
MARKER = "Quetzalcoatlus"
WRONG = "Archaeopteryx in the reeds"
PAGE = os.sysconf("SC_PAGE_SIZE")
ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")


def held(content: bytes, words: list[str]) -> list[str]:
    """Return the words that stand in ``content``, in any of the usual encodings."""
    return [
        word for word in words if any(word.encode(encoding) in content for encoding in ENCODINGS)
    ]


def memory_of(process: subprocess.Popen[str]) -> bytes | None:
    """Return the memory of a process that can be written; ``None`` where nobody may read it.

    The process stands still meanwhile: a mapping given back between the list of them and the
    reading is an I/O error and says nothing of what the process holds.
    """
    found = []
    process.send_signal(signal.SIGSTOP)
    try:
        while state_of(process) not in "TZ":
            time.sleep(0.001)
        with Path(f"/proc/{process.pid}/mem").open("rb", buffering=0) as memory:
            for line in Path(f"/proc/{process.pid}/maps").read_text("utf-8").splitlines():
                place = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
                if place is not None:
                    start, end = (int(part, 16) for part in place.groups())
                    found.append(mapping(memory, start, end))
    except PermissionError:
        return None
    finally:
        process.send_signal(signal.SIGCONT)
    return b"".join(found)


def mapping(memory: FileIO, start: int, end: int) -> bytes:
    """Return what a mapping holds; pages past the end of the file behind it hold nothing."""
    found, at = [], start
    while at < end:
        memory.seek(at)
        try:
            part = memory.read(end - at)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            part = b""
        found.append(part or bytes(PAGE))
        at += len(found[-1])
    return b"".join(found)


def state_of(process: subprocess.Popen[str]) -> str:
    """Return the letter by which the system names a process's state: T when it stands still."""
    return Path(f"/proc/{process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]


def runs_anew(process: subprocess.Popen[str]) -> bool:
    words = Path(f"/proc/{process.pid}/cmdline").read_bytes().split(b"\0")
    return b"idva_desktop" in words


def test_nothing_typed_is_left_on_a_disk_in_the_output_or_after_the_lock_in_memory(
    seeded_vault: SeededVault, tmp_path: Path
) -> None:
    folder = tmp_path / "Demo vault"
    shutil.copytree(seeded_vault.folder, folder)
    homes = {}
    for name in ("HOME", "TMPDIR", "SQLITE_TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME",
                 "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):  # fmt: skip
        homes[name] = str(tmp_path / name.lower())
        Path(homes[name]).mkdir(mode=0o700)
    words = [WRONG, WORKER_WORDS, seeded_vault.code, MARKER]
    command = [sys.executable, "-m", "tests.faults.locking_process", str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **homes}, text=True, stdin=PIPE, stdout=PIPE,
        stderr=PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        told = [WRONG, WORKER_WORDS, seeded_vault.code, seeded_vault.cases[SECOND], MARKER]
        process.stdin.write("".join(f"{word}\n" for word in told))
        process.stdin.flush()
        try:
            assert process.stdout.readline() == "working\n"
            before = memory_of(process)
            assert before is None or MARKER in held(before, words)
            on_disk(tmp_path, words)
            process.stdin.write("\n")
            process.stdin.flush()
            ends = time.monotonic() + 20
            while not runs_anew(process):
                assert time.monotonic() < ends, "the program did not begin anew"
                time.sleep(0.02)
            time.sleep(2)  # until the new window stands
            assert process.poll() is None, "the new window ended"
            after = memory_of(process)
            assert after is None or held(after, words) == []
            on_disk(tmp_path, words)
        finally:
            process.kill()
        out, err = process.stdout.read(), process.stderr.read() if process.stderr else ""
    assert held((out + err).encode(), words) == []
    assert "ValueError" in err, "the defect was not met"
    assert "Traceback" not in err


def on_disk(folder: Path, words: list[str]) -> None:
    found = {
        str(path.relative_to(folder)): held(path.read_bytes(), words)
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert {name: words for name, words in found.items() if words} == {}
