"""A planted word in every kind of record, draft and package is on no disk in the clear."""

import logging
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from idva_desktop.casework import attachments, drafts, intake
from idva_desktop.casework.cases import EVERYTHING, list_cases
from idva_desktop.casework.finding import cases_named, find, note_search
from idva_desktop.casework.leaving import handover
from idva_desktop.casework.records import save_record
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.record import Scope, record_types
from idva_desktop.domain.records import Contact, DirectoryEntry, HandoverChoice
from idva_desktop.domain.roles import Role
from tests.casework.full_case import MARK, NAME, _answers, full_case
from tests.casework.people import REFERRAL, SUPERVISOR, Office
from tests.faults.test_markers import holders

DEPUTY, WORDS = "Deputy C", "ribbon castle puddle thimble"
TYPED = "Pterodactyline"
_MADE = ("erasure", "handover", "erased_counts")  # by the program alone


@pytest.fixture
def session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Iterator[Session]:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(temporary))
    caplog.set_level(logging.DEBUG)
    office = Office(tmp_path / "vault")
    office.session.vault.add_member(name=DEPUTY, roles=frozenset(Role), passphrase=WORDS)
    yield office.change_places(SUPERVISOR)
    office.close()


def _fill_the_service(session: Session) -> int:
    """Give the service one record of every kind that it holds; return of how many kinds."""
    kinds = [
        kind
        for kind in record_types()
        if kind.scope.is_shared and kind.scope is not Scope.WALLS and kind.kind not in _MADE
    ]
    for kind in kinds:
        answers = _answers(kind, session.clock())
        session.save("save", [Save(kind, new_id(), kind.scope.value, answers)])
    return len(kinds)


def _attach(session: Session, case_id: str, tmp_path: Path) -> None:
    source = tmp_path / f"{MARK}.txt"
    source.write_text(f"{MARK} " * 5_000, "utf-8")
    titled = {"attachment.name": MARK, "attachment.sort": "letter"}
    attachments.add_document(session, case_id, str(source), titled)
    source.unlink()  # the file that was there before is its owner's, and not the program's


def _hand_over(session: Session, full: str, tmp_path: Path) -> None:
    """Send a case with a document; the full one stays, for its document has no bytes."""
    goes = intake.accept(session, {**REFERRAL, "identity.family_name": NAME})
    _attach(session, goes, tmp_path)
    for case_id, agrees in ((full, "no"), (goes, "yes")):
        typed = {"handover_choice.agrees": agrees, "handover_choice.asked_on": "today"}
        save_record(session, HandoverChoice, case_id, typed)
    with session.vault.prove_member(DEPUTY, WORDS) as second:
        made = handover.send(session, handover.own_address(session), tmp_path / "package", second)
    assert made.count == 1


def test_no_kind_of_record_leaves_a_word_on_a_disk(
    session: Session,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    case_id = full_case(session)
    assert _fill_the_service(session) > 5
    assert session.vault.fetch(DirectoryEntry)[0].name == MARK
    _hand_over(session, case_id, tmp_path)
    for form in ("redaction", "snooze", "identity_asking", "disclosure_request", "feedback"):
        drafts.keep(session, f"{form}:{case_id}", form, {f"{form}.reason": TYPED}, "")
    rows = list_cases(session, filters=EVERYTHING)
    for words in (MARK, NAME, TYPED):
        find(session, rows, words, EVERYTHING)
        cases_named(session, words, 5)
        note_search(session)
    session.vault.backup()
    held = [path for word in (MARK, NAME, TYPED) for path in _plain_in(tmp_path, word)]
    assert held == []
    said = "".join(capfd.readouterr()) + caplog.text
    assert not any(word.casefold() in said.casefold() for word in (MARK, NAME, TYPED))


def _plain_in(folder: Path, word: str) -> list[Path]:
    """Return the files that hold a word, and those that are called by it."""
    forms = [
        form.encode(encoding)
        for form in (word, word.lower(), word.upper())
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    return [
        path
        for path in folder.rglob("*")
        if word.casefold() in path.name.casefold()
        or (path.is_file() and any(form in path.read_bytes() for form in forms))
    ]


@pytest.mark.parametrize(
    "typed",
    [{"contact.at": MARK}, {"contact.who": MARK}, {"contact.minutes": MARK}, {MARK: MARK}],
    ids=["a moment", "a choice", "a number", "a question"],
)
def test_a_refusal_shows_no_word_that_was_typed(session: Session, typed: dict[str, str]) -> None:
    case_id = full_case(session)
    with pytest.raises((IdvaError, KeyError)) as refused:
        save_record(session, Contact, case_id, {**typed, "contact.rule_reason": TYPED})
    shown = "".join(traceback.format_exception_only(refused.value))
    assert TYPED not in shown
    assert MARK not in shown


def test_what_is_looked_for_would_be_found(tmp_path: Path) -> None:
    (tmp_path / MARK).write_bytes(MARK.encode("utf-16-le"))
    assert _plain_in(tmp_path, MARK) == holders(tmp_path) == [tmp_path / MARK]
