"""Documents of a case: added from a file, kept sealed, shown from memory, exported as an act."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.private_file import written_file
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import GateError, Missing, OutputError, RefusedError
from idva_desktop.domain.form import Form, Typed, form_of, missing_at, read_form
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import Attachment
from idva_desktop.journal.acts import Act
from idva_desktop.vault.attachments import damaged_file

LARGEST = 10 * 1024 * 1024
PDF, PNG, JPEG, TEXT, OTHER = (
    "application/pdf",
    "image/png",
    "image/jpeg",
    "text/plain",
    "application/octet-stream",
)
_STARTS = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
_WORDS = {PDF: "PDF", PNG: "Picture", JPEG: "Picture", TEXT: "Text", OTHER: "Other"}
_ENDINGS = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg", TEXT: ".txt", OTHER: ".bin"}
_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
_MOST_COPIES = 99
_KEPT = "Nothing was added."


@dataclass(frozen=True, slots=True)
class Document:
    """One document as the list shows it.

    Attributes:
        id: its id.
        name: its title.
        sort: its kind, in words.
        type: what it is by its content, in words.
        size: in words.
        added: when, ISO, or blank.
        media: what it is by its content, as a media type.
    """

    id: str
    name: str
    sort: str
    type: str
    size: str
    added: str
    media: str

    @property
    def can_be_shown(self) -> bool:
        """Whether it can be shown here, from memory."""
        return self.media in (PNG, JPEG, TEXT)


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """A document that was opened.

    Attributes:
        document: what it is.
        content: its bytes, in memory only.
        pages: of a PDF, as far as they can be counted; 0 if not.
    """

    document: Document
    content: bytes
    pages: int = 0

    def text(self) -> str:
        """Return the words of a text."""
        return self.content.decode("utf-8-sig", errors="replace")


def attachment_form() -> Form:
    """Return the questions about a document; the rest is told by the file."""
    told = ("attachment.media", "attachment.size", "attachment.sha256", "attachment.added_on")
    return form_of(Attachment.kind, Attachment.title, Attachment, leave_out=told)


def attachment_draft(case_id: str) -> str:
    """Return the key of the draft of a document that is about to be added."""
    return draft_key(Attachment.kind, case_id)


def documents(session: Session, case_id: str) -> list[Document]:
    """Return the documents of a case, the newest first."""
    return [_shown(held) for held in reversed(session.vault.fetch(Attachment, owner=case_id))]


def add_document(session: Session, case_id: str, path: str, typed: Mapping[str, Typed]) -> str:
    """Keep a file in the vault; the file itself stays where it is.

    Returns:
        The document's id.

    Raises:
        GateError: title or kind are missing.
        RefusedError: the file is not there, empty, too large or no file; nothing was added.
        VaultFullError: the disk is full; nothing was added.
    """
    the_case(session, case_id)
    reading = read_form(attachment_form(), typed, session.clock())
    answers = dict(reading.answers[Attachment.kind])
    missing = [Missing(Attachment.kind, p.key.split(".")[1], p.words) for p in reading.problems]
    missing.extend(missing_at(Attachment, answers, Gate.APPROVE))
    if missing:
        raise GateError("Everything you typed is kept. To add it, mend these:", missing)
    content = read_file(path)
    document = new_id()
    answers |= {
        "media": media_type(content),
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "added_on": session.today,
    }
    change = Save(Attachment, document, case_id, answers).change()
    session.vault.attach(
        Act("attach", (change,)),
        case_id,
        document,
        content,
        settles_draft=attachment_draft(case_id),
    )
    session.note_touched([case_id])
    return document


def read_file(path: str) -> bytes:
    """Return the content of a file that is to be added.

    Raises:
        RefusedError: it cannot be: each reason has its own sentence.
    """
    place = _place(path)
    try:
        if place.is_dir():
            raise RefusedError(f"This is a folder. Choose one file in it. {_KEPT}")
        with place.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise RefusedError(f"There is no such file. Look at the path again. {_KEPT}") from None
    except (OSError, ValueError):
        raise RefusedError(
            f"The file cannot be read. Close it elsewhere or copy it first. {_KEPT}"
        ) from None
    if not content:
        raise RefusedError(f"The file is empty. {_KEPT}")
    if len(content) > LARGEST:
        raise RefusedError(
            f"The file is larger than 10 MB. Make it smaller, or add it in parts. {_KEPT}"
        )
    return content


def media_type(content: bytes) -> str:
    """Return what a file is, by its content alone: a name can say anything."""
    for start, media in _STARTS.items():
        if content.startswith(start):
            return media
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return OTHER
    odd = (sign for sign in words if unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f")
    return OTHER if next(odd, None) is not None else TEXT


def open_document(session: Session, case_id: str, document: str) -> Opened:
    """Return a document's content, in memory; that it was opened is an act.

    Raises:
        RefusedError: it was taken off the list.
        JournalError: it is not the one that was added.
    """
    held, content = _whole(session, case_id, document)
    session.vault.commit(Act("read", about=case_id, notes={"form": Attachment.kind}))
    pages = len(_PAGE.findall(content)) if held.media == PDF else 0
    return Opened(_shown(held), content, pages)


def export_document(session: Session, case_id: str, document: str, folder: str) -> Path:
    """Write a document into a folder, for this user only; it leaves as an act with its hash.

    Returns:
        The file, whose name tells nothing.

    Raises:
        RefusedError: it was taken off the list.
        JournalError: it is not the one that was added.
        OutputError: the folder cannot be written; nothing left.
    """
    held, content = _whole(session, case_id, document)
    place = _free_name(_place(folder), _ENDINGS.get(held.media or "", _ENDINGS[OTHER]))
    notes: dict[str, str | int] = {"form": Attachment.kind, "sha256": held.sha256 or ""}
    with written_file(place, content):
        session.vault.commit(Act("export", about=case_id, notes=notes))
    return place


def _whole(session: Session, case_id: str, document: str) -> tuple[Attachment, bytes]:
    held = session.vault.fetch_one(Attachment, document)
    if held is None or held.owner != case_id:
        raise RefusedError("This document was taken off the list. Nothing was opened.")
    content = session.vault.attachment(case_id, document)
    if hashlib.sha256(content).hexdigest() != held.sha256:
        raise damaged_file()
    return held, content


def _shown(held: Attachment) -> Document:
    return Document(
        id=held.id,
        name=held.name or "",
        sort=questions_of(Attachment)["sort"].show(held.sort) if held.sort else "",
        type=_WORDS.get(held.media or "", _WORDS[OTHER]),
        size=size_words(held.size or 0),
        added=held.added_on.isoformat() if held.added_on else "",
        media=held.media or OTHER,
    )


def size_words(size: int) -> str:
    """Return ``640 bytes``, ``12 kB`` or ``3.4 MB``."""
    if size < 1000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{size / 1000:.0f} kB"
    return f"{size / 1_000_000:.1f} MB"


def _place(path: str) -> Path:
    try:
        return Path(path.strip().strip('"')).expanduser()
    except (RuntimeError, ValueError):
        return Path(path)


def _free_name(folder: Path, ending: str) -> Path:
    try:
        if not folder.is_dir():
            raise OutputError("There is no such folder. Nothing left this vault; choose another.")
        for number in range(1, _MOST_COPIES + 1):
            place = folder / f"document-{number}{ending}"
            if not place.exists():
                return place
    except (OSError, ValueError):
        pass
    raise OutputError(
        "This folder cannot be read or holds too many copies already. Nothing left this vault; "
        "choose another."
    )
