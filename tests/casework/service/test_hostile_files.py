"""Content packs and directory files that somebody made to do harm: refused whole, with a reason."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from idva_desktop.casework.importing.directory import read_directory, take_directory
from idva_desktop.casework.service import packs
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import PackError, RefusedError, WorkbookError
from idva_desktop.domain.instrument import learn
from idva_desktop.domain.records import ContentPack, DirectoryEntry
from idva_desktop.domain.vocab import add_versions
from tests.casework.people import SUPERVISOR, Office
from tests.domain.test_content_pack import checklist, orders

FUZZ = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SOAK = settings(FUZZ, max_examples=1_000)


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    learn([], None)
    add_versions([])


@pytest.fixture(scope="module")
def supervisor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    made = Office(tmp_path_factory.mktemp("files") / "vault")
    yield made.change_places(SUPERVISOR)
    made.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file"


def _changed(plain: Any, draw: st.DataObject) -> Any:  # noqa: ANN401 - as JSON has it
    """Return a pack in which something, however deep, is another, gone or there twice."""
    deeper = draw.draw(st.integers(0, 4)) > 0
    if isinstance(plain, dict) and plain and deeper:
        name = draw.draw(st.sampled_from(sorted(plain)))
        if draw.draw(st.integers(0, 7)) == 0:
            return {key: value for key, value in plain.items() if key != name}
        return {**plain, name: _changed(plain[name], draw)}
    if isinstance(plain, list) and plain and deeper:
        place = draw.draw(st.integers(0, len(plain) - 1))
        if draw.draw(st.integers(0, 7)) == 0:
            return [*plain, plain[place]]
        return [*plain[:place], _changed(plain[place], draw), *plain[place + 1 :]]
    odd: list[Any] = [None, True, -1, 0, 10**30, 1.5, "", "x" * 1001, "\u202e", "\x00", [], {}]
    return draw.draw(st.one_of(st.sampled_from(odd), st.integers(-2, 99), st.text(max_size=6)))


def _taken_or_refused(session: Session, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    before = session.vault.count(ContentPack)
    began = time.monotonic()
    try:
        packs.load_pack(session, file)
    except (PackError, RefusedError):
        assert session.vault.count(ContentPack) == before
    packs.take_up_packs(session)
    assert len(packs.pack_rows(session)) == session.vault.count(ContentPack) + 1
    assert time.monotonic() - began < 20


@FUZZ
@given(draw=st.data())
def test_a_changed_pack_is_taken_whole_or_refused(
    supervisor: Session, file: Path, draw: st.DataObject
) -> None:
    plain = _changed(draw.draw(st.sampled_from([checklist(), orders()])), draw)
    _taken_or_refused(supervisor, file, json.dumps(plain).encode())


@FUZZ
@given(
    content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-16"))
)
def test_bytes_of_any_kind_are_no_pack(supervisor: Session, file: Path, content: bytes) -> None:
    _taken_or_refused(supervisor, file, content)


@pytest.mark.soak
@SOAK
@given(draw=st.data())
def test_a_thousand_changed_packs(supervisor: Session, file: Path, draw: st.DataObject) -> None:
    plain = _changed(draw.draw(st.sampled_from([checklist(), orders()])), draw)
    _taken_or_refused(supervisor, file, json.dumps(plain).encode())


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 500_000,
        b'{"format": ' + b"9" * 999_000 + b"}",
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'"' + b"\\u0000" * 150_000 + b'"',
        b"\xef\xbb\xbf" + b" " * 999_000,
        b"{" + b'"a":1,' * 150_000 + b'"a":1}',
    ],
    ids=["nested", "long number", "deep", "nul", "blanks", "one name many times"],
)
def test_a_large_pack_is_refused_in_bounded_time(
    supervisor: Session, file: Path, content: bytes
) -> None:
    began = time.monotonic()
    file.write_bytes(content)
    with pytest.raises(PackError):
        packs.load_pack(supervisor, file)
    assert time.monotonic() - began < 10


_CELL = st.text(max_size=12) | st.sampled_from(
    ["Name", "Telephone", '"', "=1+1", "\x00", "\u202eabc", "x" * 300, "12/13/2026", "\r\n", "né"]
)


def _read_or_refused(session: Session, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    before = session.vault.count(DirectoryEntry)
    try:
        read = read_directory(session, file)
    except WorkbookError:
        assert session.vault.count(DirectoryEntry) == before
        return
    assert all(row.line >= 1 and row.reason for row in read.refused)
    assert take_directory(session, read) == len(read.entries)
    assert session.vault.count(DirectoryEntry) == before + len(read.entries)


@FUZZ
@given(rows=st.lists(st.lists(_CELL, max_size=4), max_size=5))
def test_a_directory_of_anything_is_read_or_refused(
    supervisor: Session, file: Path, rows: list[list[str]]
) -> None:
    lines = "\n".join(",".join(row) for row in [["Name", "Telephone", "Area"], *rows])
    _read_or_refused(supervisor, file, lines.encode("utf-8", "replace"))


@FUZZ
@given(content=st.binary(max_size=300))
def test_bytes_of_any_kind_are_read_as_a_directory_or_refused(
    supervisor: Session, file: Path, content: bytes
) -> None:
    _read_or_refused(supervisor, file, content)
