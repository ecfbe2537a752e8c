import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idva_desktop.domain.content_pack import MOST_BYTES, OPEN_LISTS, read_pack
from idva_desktop.domain.errors import PackError
from idva_desktop.domain.instrument import BANDS, Instrument
from idva_desktop.domain.vocab import CodeList, code_list

FORMAT = Path(__file__).parents[2] / "docs" / "formats" / "instrument.md"


def checklist() -> dict[str, Any]:
    return {
        "format": 1,
        "kind": "instrument",
        "id": "example",
        "title": "Example checklist",
        "version": "2026",
        "owner": "Nobody",
        "licence": "For tests",
        "bands": [
            {"band": "standard", "from": 0, "to": 1},
            {"band": "medium", "from": 2, "to": 2},
            {"band": "high", "from": 3, "to": 4},
        ],
        "groups": [
            {"title": "One", "items": [["01", "First?"], ["02", "Second?"]]},
            {"title": "Two", "items": [["03", "Third?"], ["04", "Fourth?"]]},
        ],
    }


def orders() -> dict[str, Any]:
    codes = [[code.code, code.label] for code in code_list("order_kind").codes]
    return {
        "format": 1,
        "kind": "code_list",
        "list": "order_kind",
        "valid_from": "2030-04-01",
        "owner": "Nobody",
        "licence": "For tests",
        "codes": [*codes, ["new_order", "A new order"]],
    }


def encoded(plain: object) -> bytes:
    return json.dumps(plain, ensure_ascii=False).encode()


def test_a_checklist_is_read_with_its_bands() -> None:
    pack = read_pack(encoded(checklist()))
    assert isinstance(pack, Instrument)
    assert [item.id for item in pack.items()] == ["01", "02", "03", "04"]
    assert [pack.band_of_score(score) for score in range(5)] == [
        *("standard", "standard", "medium", "high", "high"),
    ]
    assert pack.words == "Example checklist, version 2026"


def test_the_published_example_is_a_pack() -> None:
    text = FORMAT.read_text("utf-8")
    example = text[text.index("    {") : text.index("| name |")]
    assert isinstance(read_pack(example.encode()), Instrument)


Change = Callable[[dict[str, Any]], object]
BAD: dict[str, tuple[Change, str]] = {
    "another format": (lambda p: p.update(format=2), "format"),
    "true as format": (lambda p: p.update(format=True), "format"),
    "another kind": (lambda p: p.update(kind="poem"), "kind"),
    "a name too many": (lambda p: p.update(points=3), "nothing reads"),
    "no owner": (lambda p: p.pop("owner"), "owner"),
    "no version": (lambda p: p.update(version=""), "version"),
    "a number as title": (lambda p: p.update(title=7), "title"),
    "a long title": (lambda p: p.update(title="x" * 61), "60 characters"),
    "the built-in id": (lambda p: p.update(id="built-in"), "id"),
    "an id with a path": (lambda p: p.update(id="../../etc"), "id"),
    "a control character": (lambda p: p.update(title="A\x00B"), "cannot be seen"),
    "turned writing": (lambda p: p.update(title="A\u202eB"), "cannot be seen"),
    "no groups": (lambda p: p.update(groups=[]), "groups"),
    "a group that is a word": (lambda p: p.update(groups=["One"]), "not an object"),
    "an item that is a word": (lambda p: p["groups"][0].update(items=["01"]), "item 1"),
    "an item with points": (
        lambda p: p["groups"][0].update(items=[["01", "First?", -1]]),
        "item 1",
    ),
    "a number that is none": (
        lambda p: p["groups"][0]["items"][0].__setitem__(0, 1),
        "two figures",
    ),
    "a number twice": (lambda p: p["groups"][0]["items"][0].__setitem__(0, "04"), "stands twice"),
    "an item twice": (lambda p: p["groups"][0]["items"][0].__setitem__(1, "Third?"), "twice"),
    "a band missing": (lambda p: p["bands"].pop(), "band is missing"),
    "a band twice": (lambda p: p["bands"][2].update(band="medium"), "twice"),
    "a band that is none": (lambda p: p["bands"][2].update(band="extreme"), "none of"),
    "bands that overlap": (lambda p: p["bands"][1].update({"from": 1}), "overlap"),
    "bands with a gap": (lambda p: p["bands"][2].update({"from": 4}), "between two bands"),
    "bands that do not begin": (lambda p: p["bands"][0].update({"from": 1}), "0 to 4"),
    "bands that do not end": (lambda p: p["bands"][2].update(to=3), "0 to 4"),
    "a score that lowers the band": (
        lambda p: (p["bands"][0].update(band="high"), p["bands"][2].update(band="standard")),
        "lower band",
    ),
    "a bound that is words": (lambda p: p["bands"][0].update(to="1"), "whole number"),
    "a bound that is true": (lambda p: p["bands"][0].update({"from": False}), "whole number"),
}


@pytest.mark.parametrize(("change", "said"), BAD.values(), ids=BAD.keys())
def test_a_malformed_checklist_is_refused_in_a_plain_sentence(change: Change, said: str) -> None:
    plain = checklist()
    change(plain)
    with pytest.raises(PackError, match=said) as refusal:
        read_pack(encoded(plain))
    assert "Nothing was taken from it" in str(refusal.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not JSON"),
        (b"[]", "one list"),
        (b"{", "not JSON"),
        (b'{"format": NaN}', "no number"),
        (b'{"format": 1, "format": 1}', "twice"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 100_000, "nested|not JSON"),
        (b" " * (MOST_BYTES + 1), "1 MB"),
        (b"x" * 10_000_000, "1 MB"),
    ],
    ids=range(9),
)
def test_what_is_no_pack_is_refused_in_a_plain_sentence(content: bytes, said: str) -> None:
    with pytest.raises(PackError, match=said):
        read_pack(content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=12,
)


@given(st.sampled_from(sorted(checklist())), JSON)
def test_whatever_stands_in_a_checklist_gives_an_instrument_or_a_sentence(
    name: str, value: object
) -> None:
    try:
        pack = read_pack(encoded(checklist() | {name: value}))
    except PackError:
        return
    assert isinstance(pack, Instrument)
    assert 0 < pack.medium_from < pack.high_from


@given(st.binary(max_size=200))
def test_any_bytes_give_a_sentence(content: bytes) -> None:
    with pytest.raises(PackError):
        read_pack(content)


@given(st.integers(0, 4), st.integers(0, 4), st.sampled_from([None, *BANDS]))
def test_of_a_loaded_checklist_too_the_score_never_lowers_the_band(
    one: int, other: int, before: str | None
) -> None:
    pack = read_pack(encoded(checklist()))
    assert isinstance(pack, Instrument)
    low, high = sorted((one, other))
    bands = [pack.band(score, judged_higher=False, before=before) for score in (low, high)]
    assert BANDS.index(bands[0]) <= BANDS.index(bands[1])
    if before:
        assert BANDS.index(bands[0]) >= BANDS.index(before)


def test_a_newer_code_list_is_read_and_keeps_what_was_not_said_apart() -> None:
    pack = read_pack(encoded(orders()))
    assert isinstance(pack, CodeList)
    assert pack.label("new_order") == "A new order"
    assert pack.valid_from == "2030-04-01"


BAD_LISTS: dict[str, tuple[Change, str]] = {
    "a list of the rules": (lambda p: p.update(list="contact_result"), "may extend"),
    "a list that is none": (lambda p: p.update(list=["order_kind"]), "may extend"),
    "a day that is none": (lambda p: p.update(valid_from="2030-02-31"), "valid_from"),
    "a day before the shipped": (lambda p: p.update(valid_from="2020-01-01"), "after"),
    "a code taken away": (lambda p: p["codes"].pop(0), "leaves out"),
    "a code twice": (lambda p: p["codes"].append(["new_order", "Other words"]), "twice"),
    "a label twice": (lambda p: p["codes"].append(["other", "a new ORDER"]), "twice|label"),
    "other words for a code": (lambda p: p["codes"][0].__setitem__(1, "Renamed"), "another label"),
    "a code of its own for not asked": (lambda p: p["codes"].append(["not_asked", "?"]), "lower"),
    "a group without a return": (lambda p: p["codes"].append(["x", "X", {"a": "b"}]), "group"),
    "a code with spaces": (lambda p: p["codes"].append(["new order 2", "X"]), "underscores"),
}


@pytest.mark.parametrize(("change", "said"), BAD_LISTS.values(), ids=BAD_LISTS.keys())
def test_a_malformed_code_list_is_refused_in_a_plain_sentence(change: Change, said: str) -> None:
    plain = orders()
    change(plain)
    with pytest.raises(PackError, match=said):
        read_pack(encoded(plain))


@pytest.mark.parametrize("name", OPEN_LISTS)
def test_every_list_that_may_be_extended_is_shipped(name: str) -> None:
    assert code_list(name).codes
