"""A package that somebody made to do harm: refused with its reason, or taken as what it may be."""

import resource
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from hashlib import sha256
from typing import Any

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from idva_desktop.casework import timeline
from idva_desktop.casework.cases import Filters, list_cases
from idva_desktop.casework.leaving import handover, taking_over
from idva_desktop.casework.reporting.figures import figures
from idva_desktop.casework.session import Session
from idva_desktop.casework.supervision.review import review_items
from idva_desktop.casework.today import TodayIndex
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import IdvaError, PackageError
from idva_desktop.domain.questions import (
    Choice,
    Choices,
    Day,
    Items,
    Moment,
    Question,
    WholeNumber,
)
from idva_desktop.domain.record import Record, Scope, questions_of, record_types
from idva_desktop.domain.records import Case, OnwardReferral, Sharing
from idva_desktop.exchange.handover import FORMAT, decode_package
from idva_desktop.vault.age_box import seal_for
from tests.casework.leaving.test_handover import Provider
from tests.casework.people import WORKER

KEY = Ed25519PrivateKey.generate()
PUBLIC = KEY.public_key().public_bytes_raw()
MADE = "2026-01-01T00:00:00+00:00"
KINDS = [kind for kind in record_types() if kind.scope in (Scope.CASE, Scope.CLIENT)]
PERIOD = Period.parse("2025-Q4")


def signed(body: bytes) -> bytes:
    return cbor2.dumps([body, KEY.sign(FORMAT.encode() + b"\x00" + sha256(body).digest())])


def package(cases: object, made: object = MADE) -> bytes:
    return signed(cbor2.dumps([FORMAT, made, PUBLIC, False, cases]))


def one(kind: str, answers: object, content: object = None) -> bytes:
    return package([[[kind, "a", "b", answers, content]]])


HOSTILE = {
    "nested without end": signed(b"\x81" * 200_000 + b"\x00"),
    "nested around the box": b"\x81" * 200_000 + b"\x00",
    "a list said to be huge": signed(b"\x85" + b"\x9b\x7f" + b"\xff" * 7),
    "bytes said to be huge": b"\x82\x5b\x7f" + b"\xff" * 7,
    "a map said to be huge": b"\xbb\x7f" + b"\xff" * 7,
    "a number with a huge exponent": signed(b"\xc5\x82\x1b\x00\x00\x00\x7f\xff\xff\xff\xff\x01"),
    "a fraction by nought": b"\xd8\x1e\x82\x01\x00",
    "a list that holds itself": b"\xd8\x1c\x81\xd8\x1d\x00",
    "a moment without end": b"\xc1\xfb\x7f\xf0\x00\x00\x00\x00\x00\x00",
    "nothing": b"",
    "cases that are a number": package(3),
    "a case that is a word": package(["case"]),
    "a record of seven parts": package([[[1, 2, 3, 4, 5, 6, 7]]]),
    "made at no time": package([], made=3),
    "answers in a list": one("contact", [1]),
    "a kind that is a list": package([[[[1], "a", "b", {}, None]]]),
    "a kind of another scope": package([[["wall", "a", "walls", {}, None]]]),
    "a kind that is not known": one("no_such_kind", {}),
    "an answer that is not known": one("contact", {"no_such_answer": "x"}),
    "a number without bounds": one("contact", {"minutes": 10**400}),
    "a number below nought": one("contact", {"minutes": -(10**30)}),
    "a number in words": one("contact", {"minutes": "7"}),
    "yes for a number": one("contact", {"minutes": True}),
    "a note too long": one("contact", {"note": "x" * 1_000_000}),
    "a moment before all years": one("contact", {"at": "0001-01-01T00:00:00Z"}),
    "a moment after all years": one("contact", {"at": "9999-12-31T23:59:59Z"}),
    "a day after all years": one("case", {"support_started": "9999-12-31"}),
    "a code with a path": one("contact", {"who": "../../etc/passwd"}),
    "an item without an answer": one("risk_assessment", {"items": ["01:perhaps"]}),
    "a document of other bytes": one("attachment", {"sha256": "0" * 64}, b"x"),
    "bytes of no document": one("contact", {}, b"x"),
}


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    made = Provider(tmp_path_factory.mktemp("hostile") / "vault")
    yield made
    made.office.close()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_package_is_refused_in_bounded_time_and_room(name: str) -> None:
    began, room = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(PackageError) as refused:
        decode_package(HOSTILE[name])
    assert "Nothing was taken over" in str(refused.value)
    assert refused.value.__context__ is None or refused.value.__suppress_context__
    assert time.monotonic() - began < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - room < 200_000  # KiB


def test_what_cannot_be_seen_is_taken_out_of_words() -> None:
    content = one("contact", {"note": "a\x00b\x1b[31mc"})
    (((held,),),) = (decode_package(content).cases,)
    assert held.answers["note"] == "ab[31mc"


def test_the_directorys_ids_of_the_sender_are_left_out_and_its_own_are_led_anew(
    provider: Provider,
) -> None:
    case = [
        ["case", "1" * 32, "1" * 32, {"client": "2" * 32}, None],
        ["sharing", "3" * 32, "1" * 32, {"recipient": "Housing"}, None],
        ["onward_referral", "4" * 32, "1" * 32, {"sharing": "3" * 32, "service": "5" * 32}, None],
    ]
    (taken,) = taken_over(provider, package([case]))
    vault = provider.session.vault
    (onward,) = vault.fetch(OnwardReferral, owner=taken)
    (sharing,) = vault.fetch(Sharing, owner=taken)
    assert onward.sharing == sharing.id != "3" * 32
    assert onward.service is None


def taken_over(provider: Provider, content: bytes) -> list[str]:
    session = provider.session
    place = provider.office.folder.parent / "package"
    place.write_bytes(seal_for(handover.own_address(session), content))
    with provider.deputy() as second:
        return taking_over.take_over(
            session, taking_over.read_package(session, place), WORKER, second
        )


_ANY: st.SearchStrategy[Any] = st.one_of(
    st.text(max_size=20),
    st.integers(),
    st.booleans(),
    st.none(),
    st.binary(max_size=8),
    st.lists(st.text(max_size=8), max_size=3),
    st.sampled_from(
        ["yes", "no", "high", "2026-02-29", "2026-03-01", "2099-12-31", "1900-01-01", "2025-11-03",
         "2025-11-20T10:00:00Z", "2100-12-31T23:59:59Z", "2025", "2025-13", "c" * 32, "1" * 32,
         "../../../x", "\x00", "'; DROP TABLE r_case; --", "=HYPERLINK()", "\u202e", "sent"]
    ),
)  # fmt: skip


def _fitting(question: Question) -> st.SearchStrategy[Any]:
    """Return answers that the question can hold, the odd ones among them."""
    if isinstance(question, WholeNumber):
        return st.integers(question.lowest, question.highest)
    if isinstance(question, Choice | Choices | Items):
        codes = [code.code for code in question.options().every()]
        code = st.sampled_from([*codes, "no_such_code"])
        if isinstance(question, Items):
            return st.lists(st.builds("{}:{}".format, st.sampled_from(["01", "x"]), code))
        return st.lists(code, max_size=3) if isinstance(question, Choices) else code
    days = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
    if isinstance(question, Moment):
        return days.map("{}T23:59:59Z".format)
    return days if isinstance(question, Day) else _ANY


@st.composite
def _records(draw: st.DrawFn) -> list[list[Any]]:
    """Return a case that is whole as to its ids, with records whose answers are anything."""
    case, client = "1" * 32, "2" * 32
    rows: list[list[Any]] = [["case", case, case, {"client": client}, None]]
    for at in range(draw(st.integers(0, 3))):
        kind: type[Record] = draw(st.sampled_from(KINDS))
        names = [*questions_of(kind)]
        few = draw(st.lists(st.sampled_from(names), max_size=4)) if names else []
        owner = case if kind.scope is Scope.CASE else client
        answers = {name: draw(_fitting(questions_of(kind)[name])) for name in few}
        rows.append([kind.kind, str(at), owner, answers, None])
    if draw(st.integers(0, 9)) == 0:
        rows[-1] = [*rows[-1][:3], {**rows[-1][3], "decision": draw(_ANY)}, None]
    return rows


def _taken_whole_or_refused(provider: Provider, rows: list[list[Any]]) -> None:
    session = provider.session
    before = session.vault.count(Case)
    try:
        (taken,) = taken_over(provider, package([rows]))
    except IdvaError:
        assert session.vault.count(Case) == before
        return
    assert session.vault.count(Case) == before + 1
    _every_list_still_reads(session, taken)


def _every_list_still_reads(session: Session, case_id: str) -> None:
    assert case_id in {row.id for row in list_cases(session, filters=Filters(mine=False))} | {
        row.id for row in list_cases(session, filters=Filters(mine=False, open=False))
    }
    TodayIndex.read(session).picture(session, everybody=True)
    timeline.timeline(session, case_id)
    review_items(session)
    with suppress(IdvaError):
        list(figures(session, PERIOD))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=_records())
def test_a_package_of_anything_is_taken_whole_or_refused(
    provider: Provider, rows: list[list[Any]]
) -> None:
    _taken_whole_or_refused(provider, rows)


@pytest.mark.soak
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=_records())
def test_many_packages_of_anything(provider: Provider, rows: list[list[Any]]) -> None:
    _taken_whole_or_refused(provider, rows)


@settings(max_examples=300, deadline=None)
@given(content=st.binary(max_size=400))
def test_bytes_of_any_kind_are_no_package(content: bytes) -> None:
    for made in (content, signed(content)):
        with pytest.raises(PackageError):
            decode_package(made)
