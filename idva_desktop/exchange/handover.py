"""The handover package: whole cases on their way to another provider's vault.

What is inside the box that :mod:`idva_desktop.vault.age_box` seals: the records as they stand,
signed by the sending vault. The journal stays behind, for it names the people who worked there.
The format is published in ``docs/formats/handover.md``.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from idva_desktop.domain.approximate_dates import ApproximateDay
from idva_desktop.domain.errors import AnswerError, PackageError
from idva_desktop.domain.questions import (
    Choice,
    Choices,
    Items,
    Plain,
    Question,
    Text,
    WholeNumber,
)
from idva_desktop.domain.record import Record, Scope, questions_of, record_types
from idva_desktop.domain.records import Attachment
from idva_desktop.domain.typed_dates import FIRST_YEAR, LAST_YEAR

FORMAT = "IDVA Desktop handover 1"
FILE_NAME = "handover.idvapack"
"""Says neither who sent it nor whose cases it holds."""
LARGEST = 512 * 1024 * 1024
"""Bytes of a package that is read at all."""

_LONGEST_PLAIN, _MOST_ITEMS = 200, 99
_CODE = re.compile(r"[A-Za-z0-9_]{1,60}")
_SCOPES = (Scope.CLIENT, Scope.CASE)
_DAMAGED = (
    "This package is damaged or was altered. Nothing was taken over. Ask the sender for a new one."
)
_NEWER = (
    "This package was made by a newer program and holds answers that this one does not know. "
    "Nothing was taken over. Update this program and open the package again."
)


@dataclass(frozen=True, slots=True, repr=False)
class PackedRecord:
    """One record in a package.

    Attributes:
        kind: its kind.
        id: the id that it had at the sender's.
        owner: the id of its case or client there.
        answers: its plain answers.
        content: the bytes of a document; ``None`` for every other kind.
    """

    kind: type[Record]
    id: str
    owner: str
    answers: Mapping[str, Plain]
    content: bytes | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Package:
    """What a package says.

    Attributes:
        made_at: when it was made, by the sender's clock.
        sender: the sending vault's public key, 32 bytes.
        cases: the records of each case with those of its client.
        is_demo: whether it comes from a demonstration, which never mixes with real records.
    """

    made_at: datetime
    sender: bytes
    cases: tuple[tuple[PackedRecord, ...], ...]
    is_demo: bool = False

    @property
    def fingerprint(self) -> str:
        """What both sides compare in person or by telephone, 16 hex digits in fours."""
        return fingerprint(self.sender)


def fingerprint(public_key: bytes) -> str:
    """Return the first 64 bits of a key's SHA-256, in groups that can be read aloud."""
    digits = sha256(public_key).hexdigest()[:16]
    return " ".join(digits[start : start + 4] for start in range(0, 16, 4))


def encode_package(package: Package, sign: Callable[[bytes], bytes]) -> bytes:
    """Return the signed bytes of a package, before they are sealed."""
    body = cbor2.dumps(
        [
            FORMAT,
            package.made_at.isoformat(),
            package.sender,
            package.is_demo,
            [
                [
                    [held.kind.kind, held.id, held.owner, dict(held.answers), held.content]
                    for held in case
                ]
                for case in package.cases
            ],
        ],
        canonical=True,
    )
    return cbor2.dumps([body, sign(_signed(body))], canonical=True)


def decode_package(content: bytes) -> Package:
    """Return a package whose signature proves and whose every answer is known here.

    Raises:
        PackageError: it is damaged, altered, or made by a newer program.
    """
    try:
        body, signature = cbor2.loads(content)
        form, made_at, sender, is_demo, cases = cbor2.loads(body)
        Ed25519PublicKey.from_public_bytes(sender).verify(signature, _signed(body))
        if form != FORMAT:
            raise PackageError(_NEWER)
        read = tuple(tuple(_record(*row) for row in case) for case in cases)
        return Package(datetime.fromisoformat(made_at), sender, read, is_demo=bool(is_demo))
    except (
        InvalidSignature,
        cbor2.CBORDecodeError,
        TypeError,
        ValueError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ):
        raise PackageError(_DAMAGED) from None


def _signed(body: bytes) -> bytes:
    return FORMAT.encode() + b"\x00" + sha256(body).digest()


def _record(
    kind: object, record_id: object, owner: object, answers: object, content: object
) -> PackedRecord:
    known = next((each for each in record_types() if each.kind == kind), None)
    if not isinstance(record_id, str) or not isinstance(owner, str):
        raise TypeError("an id is text")
    if not isinstance(answers, dict):
        raise TypeError("answers stand by their names")
    if known is None or not answers.keys() <= questions_of(known).keys():
        raise PackageError(_NEWER)
    if known.scope not in _SCOPES:
        raise ValueError("a package holds clients and cases only")
    questions = questions_of(known)
    plain = {name: _plain(questions[name], answers[name]) for name in answers}
    return PackedRecord(known, record_id, owner, plain, _content(known, plain, content))


def _content(kind: type[Record], answers: Mapping[str, Plain], content: object) -> bytes | None:
    """Return a document's bytes; only a document has any, and they are the ones recorded."""
    if kind is not Attachment and content is None:
        return None
    if kind is not Attachment or not isinstance(content, bytes):
        raise ValueError("a document has its bytes, and nothing else has")
    if sha256(content).hexdigest() != answers.get("sha256"):
        raise ValueError("the bytes are not those of the document")
    return content


def _plain(question: Question, value: Any) -> Plain:  # noqa: ANN401 - whatever the file says
    """Return a value that the question can hold; what it cannot is a damaged package.

    The bounds are those of what is typed: a day in the year 9999 would stop every list that
    reckons with it.
    """
    if isinstance(question, WholeNumber):
        if type(value) is not int or not question.lowest <= value <= question.highest:
            raise ValueError("a number outside its bounds")
        return int(value)
    if isinstance(question, Choices | Items):
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise TypeError("an answer of several parts is a list of texts")
        _require_codes(value if isinstance(question, Choices) else _parts(question, value))
        return list(value)
    if not isinstance(value, str):
        raise TypeError("an answer is text, a number or a list of texts")
    if isinstance(question, Text):
        return _words(question, value)
    if isinstance(question, Choice):
        _require_codes([value])
    elif len(value) > _LONGEST_PLAIN:
        raise ValueError("an answer longer than any of its kind")
    else:
        _require_years(question, value)
    return str(value)


def _words(question: Text, value: str) -> str:
    """Return words as if they had been typed: without what cannot be seen."""
    try:
        return question.parse(value, datetime.min.replace(tzinfo=UTC))  # no moment matters
    except AnswerError:
        raise ValueError("an answer longer than its question allows") from None


def _parts(question: Items, value: list[str]) -> list[str]:
    """Return the codes of an instrument's items and of the answers to them."""
    read = question.from_plain(value)
    if len(value) > _MOST_ITEMS or not all(
        answer in question.options() for answer in read.values()
    ):
        raise ValueError("an item is answered yes, no or don't know")
    return [*read]


def _require_years(question: Question, value: str) -> None:
    try:
        read = question.from_plain(value)
    except AnswerError:
        raise ValueError("an answer that cannot be read") from None
    days = (read.earliest, read.latest) if isinstance(read, ApproximateDay) else (read,)
    if any(isinstance(day, date) and not FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
        raise ValueError("a day outside the years of casework")


def _require_codes(codes: Iterable[str]) -> None:
    if not all(_CODE.fullmatch(code) for code in codes):
        raise ValueError("a code is a short word")
