"""Documents: kept whole or not at all, told by their content, exported as an act."""

import hashlib
from pathlib import Path

import pytest

from idva_desktop.casework import attachments, drafts
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import GateError, JournalError, OutputError, RefusedError
from idva_desktop.domain.records import Attachment
from tests.vault.decrypted import everything

TYPED = {"attachment.name": "Non-molestation order", "attachment.sort": "order"}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    place = tmp_path / "letter.txt"
    place.write_text("Xanthoquilla wrote this.", "utf-8")
    return place


def nothing_was_added(session: Session) -> bool:
    rows = session.vault._connection.execute("SELECT count(*) FROM attachment_parts").fetchone()
    return not session.vault.fetch(Attachment) and rows is not None and rows[0] == 0


def test_a_file_is_kept_and_comes_back_as_it_was(
    session: Session, case_id: str, letter: Path
) -> None:
    drafts.keep(session, attachments.attachment_draft(case_id), "attachment", TYPED, "")
    added = attachments.add_document(session, case_id, f'"{letter}"', TYPED)
    [shown] = attachments.documents(session, case_id)
    assert (shown.name, shown.sort) == ("Non-molestation order", "Order or conditions")
    assert (shown.type, shown.size) == ("Text", "24 bytes")
    assert shown.can_be_shown
    opened = attachments.open_document(session, case_id, added)
    assert opened.text() == "Xanthoquilla wrote this."
    assert drafts.all_kept(session) == []
    assert letter.exists()
    assert b"Xanthoquilla" not in everything(session.vault)
    assert "read" in {entry.what for entry in session.vault.history(case_id)}


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"%PDF-1.7\n1 0 obj<</Type /Page>>", attachments.PDF),
        (PNG, attachments.PNG),
        (b"\xff\xd8\xff\xe0" + bytes(20), attachments.JPEG),
        ("Łódź ไทย עברית\r\n".encode(), attachments.TEXT),
        (b"\xef\xbb\xbfwords", attachments.TEXT),
        (b"MZ\x00\x01", attachments.OTHER),
        (b"words\x1b[2J", attachments.OTHER),
        (b"\xff\xfe\x00", attachments.OTHER),
    ],
)
def test_a_file_is_told_by_its_content(content: bytes, media: str) -> None:
    assert attachments.media_type(content) == media


def test_pages_of_a_pdf_are_counted_where_they_can_be(
    session: Session, case_id: str, tmp_path: Path
) -> None:
    place = tmp_path / "order.txt"
    place.write_bytes(b"%PDF-1.7 /Type /Pages /Type/Page /Type /Page ")
    added = attachments.add_document(session, case_id, str(place), TYPED)
    opened = attachments.open_document(session, case_id, added)
    assert (opened.pages, opened.document.type) == (2, "PDF")
    assert not opened.document.can_be_shown


def test_what_cannot_be_added_has_its_own_sentence_and_leaves_nothing(
    session: Session, case_id: str, tmp_path: Path
) -> None:
    empty, large = tmp_path / "empty", tmp_path / "large"
    empty.touch()
    large.write_bytes(bytes(attachments.LARGEST + 1))
    wanted = {
        str(tmp_path): "folder",
        str(tmp_path / "gone"): "no such file",
        str(empty): "empty",
        str(large): "larger than 10 MB",
        "a\0b": "cannot be read",
        "": "folder",
        "x" * 5000: "cannot be read",
    }
    for path, words in wanted.items():
        with pytest.raises(RefusedError, match=words) as refused:
            attachments.add_document(session, case_id, path, TYPED)
        assert "Nothing was added." in str(refused.value)
    assert nothing_was_added(session)


def test_exactly_ten_megabytes_are_added(session: Session, case_id: str, tmp_path: Path) -> None:
    place = tmp_path / "large"
    place.write_bytes(bytes(attachments.LARGEST))
    added = attachments.add_document(session, case_id, str(place), TYPED)
    opened = attachments.open_document(session, case_id, added)
    assert len(opened.content) == attachments.LARGEST


def test_a_title_and_a_kind_are_asked_for(session: Session, case_id: str, letter: Path) -> None:
    with pytest.raises(GateError) as missing:
        attachments.add_document(session, case_id, str(letter), {})
    assert [each.question for each in missing.value.missing] == ["name", "sort"]
    assert nothing_was_added(session)


def test_an_export_is_an_act_with_the_hash_and_for_this_user_only(
    session: Session, case_id: str, letter: Path, tmp_path: Path
) -> None:
    added = attachments.add_document(session, case_id, str(letter), TYPED)
    out = tmp_path / "out"
    out.mkdir()
    for number in (1, 2):
        place = attachments.export_document(session, case_id, added, str(out))
        assert place.name == f"document-{number}.txt"
        assert place.read_bytes() == letter.read_bytes()
        assert place.stat().st_mode & 0o777 == 0o600
    acts = [entry for entry in session.vault.history(case_id) if entry.what == "export"]
    assert len(acts) == 2
    assert acts[0].notes["sha256"] == hashlib.sha256(letter.read_bytes()).hexdigest()


def test_an_export_that_cannot_be_written_leaves_no_act(
    session: Session, case_id: str, letter: Path, tmp_path: Path
) -> None:
    added = attachments.add_document(session, case_id, str(letter), TYPED)
    for folder in (str(tmp_path / "gone"), str(letter), "a\0b"):
        with pytest.raises(OutputError, match="Nothing left this vault"):
            attachments.export_document(session, case_id, added, folder)
    assert "export" not in {entry.what for entry in session.vault.history(case_id)}


def test_a_document_that_was_changed_is_neither_shown_nor_exported(
    session: Session, case_id: str, letter: Path, tmp_path: Path
) -> None:
    added = attachments.add_document(session, case_id, str(letter), TYPED)
    session.vault._connection.execute("UPDATE attachment_parts SET content = zeroblob(60)")
    for step in (
        lambda: attachments.open_document(session, case_id, added),
        lambda: attachments.export_document(session, case_id, added, str(tmp_path)),
    ):
        with pytest.raises(JournalError, match="does not prove"):
            step()
    assert {path.name for path in tmp_path.iterdir()} == {"vault", "letter.txt"}


def test_a_document_of_another_case_is_not_here(
    session: Session, case_id: str, letter: Path
) -> None:
    added = attachments.add_document(session, case_id, str(letter), TYPED)
    with pytest.raises(RefusedError, match="taken off"):
        attachments.open_document(session, "another", added)
