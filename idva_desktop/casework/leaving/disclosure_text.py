"""What a case holds as text, section by section, and the details that must not leave unseen."""

from collections.abc import Iterator
from dataclasses import dataclass

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.identity import identity_of
from idva_desktop.casework.lookups import told
from idva_desktop.casework.session import Session
from idva_desktop.casework.whole_reading import whole
from idva_desktop.domain import tables
from idva_desktop.domain.lookup import Lookup
from idva_desktop.domain.questions import Items, Link, Question, Text
from idva_desktop.domain.record import Record, Scope, questions_of, record_types
from idva_desktop.domain.records import Attachment
from idva_desktop.domain.redaction import Detail, Spelling, strike

USUAL = frozenset(
    {"referral", "contact", "risk_assessment", "safety_plan", "plan_action", "need", "closure"}
)
"""The kinds that are ticked at first; all others are left out until they are asked for."""

# The program's own notes of its work, and requests such as the one that is answered.
_NEVER = frozenset({"imported_row", "disclosure_request", "attachment"})
_NAMES = frozenset({"name", "names", "full_name", "given_name", "family_name", "person", "alias"})
_NUMBERS = frozenset({"mobile", "phone", "telephone"})


@dataclass(frozen=True, slots=True, repr=False)
class TextSection:
    """Everything of one kind.

    Attributes:
        id: the record kind.
        title: its heading.
        entries: one text for each record, oldest first.
    """

    id: str
    title: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is kept and what is struck out.

    Attributes:
        kept: the sections that are kept.
        struck: the words that are struck out wherever they stand.
    """

    kept: frozenset[str]
    struck: tuple[str, ...] = ()


@whole
def text_sections(session: Session, case_id: str) -> list[TextSection]:
    """Return what a case and its client's records hold, in order of the record kinds.

    Raises:
        RefusedError: there is no such case, or the member may not see it.
        ReasonNeededError: it says who the client is, and the member has not said why they need it.
    """
    case = the_case(session, case_id)
    identity_of(session, case_id)  # what follows names the client: that it was read is an act
    found = []
    for kind in record_types():
        owner = {Scope.CASE: case_id, Scope.CLIENT: case.client}.get(kind.scope)
        if owner is None or kind.kind in _NEVER:
            continue
        entries = (_entry(session, held) for held in session.vault.fetch(kind, owner=owner))
        kept = tuple(entry for entry in entries if entry)
        if kept:
            found.append(TextSection(kind.kind, kind.title, kept))
    return found


def kept_sections(sections: list[TextSection], redaction: Redaction) -> list[tables.TextSection]:
    """Return the sections that are kept, with the struck words out."""
    return [
        tables.TextSection(
            strike(section.title, redaction.struck),
            tuple(strike(entry, redaction.struck) for entry in section.entries),
        )
        for section in sections
        if section.id in redaction.kept
    ]


def text_of(sections: list[tables.TextSection]) -> str:
    """Return sections as plain text, each below its heading in capitals."""
    return "\n\n".join("\n\n".join((each.title.upper(), *each.lines)) for each in sections)


def kept_text(sections: list[TextSection], redaction: Redaction) -> str:
    """Return the text of the sections that are kept, with the struck words out."""
    return text_of(kept_sections(sections, redaction))


@whole
def safe_details(session: Session, case_id: str) -> list[Detail]:
    """Return every detail of a case that must not leave unseen.

    These are the client's identity and safe contact, and every name that the case's records hold.

    Raises:
        RefusedError: there is no such case, or the member may not see it.
        ReasonNeededError: the member has not said why they need to know who the client is.
    """
    case = the_case(session, case_id)
    identity_of(session, case_id)
    found: list[Detail] = []
    for kind in record_types():
        owner = {Scope.CASE: case_id, Scope.CLIENT: case.client}.get(kind.scope)
        guarded = [(n, q) for n, q in questions_of(kind).items() if _is_guarded(kind, n, q)]
        if owner is None or not guarded:
            continue
        for held in session.vault.fetch(kind, owner=owner):
            found.extend(
                Detail(question.label, words, _spelling(name))
                for name, question in guarded
                if isinstance(words := getattr(held, name), str) and words.strip()
            )
    return found


def _is_guarded(kind: type[Record], name: str, question: Question) -> bool:
    if not isinstance(question, Text):
        return False
    # What contact is safe by, and who somebody is, stands in single lines; notes are read.
    of_client = kind.kind in ("identity", "safe_contact")
    short = question.lines == 1 or "address" in name
    of_person = name in _NAMES and kind is not Attachment  # its name is a title: plain words
    return question.guarded or (of_client and short) or of_person


def _spelling(name: str) -> Spelling:
    if name in _NAMES:
        return Spelling.NAME
    if name in _NUMBERS:
        return Spelling.NUMBER
    return Spelling.ADDRESS if "address" in name else Spelling.WHOLE


def _entry(session: Session, held: Record) -> str:
    return "\n".join(_lines(session, held))


def _lines(session: Session, held: Record) -> Iterator[str]:
    for name, question in questions_of(type(held)).items():
        value = getattr(held, name)
        if value is None or isinstance(question, Link):
            continue
        words = told(session, question, value) if isinstance(question, Lookup) else ""
        if isinstance(question, Items):
            words = question.show(value)
        sign = "" if question.label.endswith("?") else ":"
        yield f"{question.label}{sign} {words or question.show(value)}"
