"""Content packs: what a provider loads from a file, read with care.

Two kinds: the official wording of a risk checklist, which belongs to its owner, and a newer version
of a code list. Whatever is malformed is named in a plain sentence, and then nothing is taken. The
form of the files is published in ``docs/formats/instrument.md``.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, NoReturn

from idva_desktop.domain.errors import PackError
from idva_desktop.domain.instrument import BANDS, Instrument, Item, ItemGroup
from idva_desktop.domain.vocab import CodeList, code_list, code_lists, read_codes

MOST_BYTES = 1_000_000
MOST_ITEMS = 99
_LONGEST_WORDS = 1000
_LONGEST_TITLE, _LONGEST_VERSION = 60, 20
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+){0,7}")
_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_NUMBER = re.compile(r"[0-9]{2}")
_UNSEEN = re.compile("[\x00-\x1f\x7f\x80-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff]")
INSTRUMENT, CODE_LIST = "instrument", "code_list"

OPEN_LISTS = (
    *("ethnicity", "religion", "sexual_orientation", "relationship", "referral_source"),
    *("abuse_form", "never_use", "order_kind", "workplace_area", "document_kind"),
    *("withdrawal_reason", "awareness_kind", "awareness_audience", "complaint_about"),
)
"""The lists that a provider may extend: no rule of the program reasons with their codes."""

_INSTRUMENT_NAMES = (
    *("format", "kind", "id", "title", "version", "owner", "licence", "bands", "groups"),
)
_LIST_NAMES = ("format", "kind", "list", "valid_from", "owner", "licence", "codes")


def read_pack(content: bytes) -> Instrument | CodeList:
    """Return what a pack holds.

    Raises:
        PackError: it is malformed, and how; nothing of it may be used.
    """
    plain = _object(content)
    kind = plain.get("kind")
    if plain.get("format") != 1 or isinstance(plain.get("format"), bool):
        _refuse("its “format” is not 1, the only one that this program reads")
    if kind not in (INSTRUMENT, CODE_LIST):
        _refuse("its “kind” is neither “instrument” nor “code_list”")
    return _instrument(plain) if kind == INSTRUMENT else _code_list(plain)


def _object(content: bytes) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        _refuse("it is larger than 1 MB")
    try:
        text = content.decode("utf-8-sig")
        plain = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError:
        _refuse("it is not text in UTF-8")
    except RecursionError:
        _refuse("it is nested too deeply")
    except ValueError as error:
        _refuse(f"line {getattr(error, 'lineno', 1)} is not JSON")
    if not isinstance(plain, dict):
        _refuse("it is one list or value, not an object in braces")
    return plain


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        _refuse("a name stands twice in one object")
    return dict(pairs)


def _no_constant(_name: str) -> NoReturn:
    _refuse("a number in it is no number")


def _instrument(plain: dict[str, Any]) -> Instrument:
    _only(plain, _INSTRUMENT_NAMES, "it")
    pack_id = _words(plain, "id", 40)
    if not _ID.fullmatch(pack_id) or pack_id == "built-in":
        _refuse("its “id” is not lower-case letters, figures and hyphens, or is “built-in”")
    groups = tuple(
        _group(group, f"group {at}") for at, group in enumerate(_list(plain, "groups", 30), 1)
    )
    items = [item for group in groups for item in group.items]
    _no_twice([item.id for item in items], "an item’s number")
    _no_twice([item.words.casefold() for item in items], "an item")
    if len(items) > MOST_ITEMS:
        _refuse(f"it has more than {MOST_ITEMS} items")
    medium_from, high_from = _bands(_list(plain, "bands", len(BANDS)), len(items))
    return Instrument(
        pack_id,
        _words(plain, "title", _LONGEST_TITLE),
        _words(plain, "version", _LONGEST_VERSION),
        medium_from,
        high_from,
        groups,
        owner=_words(plain, "owner", _LONGEST_WORDS),
        licence=_words(plain, "licence", _LONGEST_WORDS),
    )


def _group(plain: object, place: str) -> ItemGroup:
    if not isinstance(plain, dict):
        _refuse(f"{place} is not an object")
    _only(plain, ("title", "items"), place)
    items = []
    for at, row in enumerate(_list(plain, "items", MOST_ITEMS, place), 1):
        where = f"{place}, item {at}"
        if not isinstance(row, list) or len(row) != 2:
            _refuse(f"{where} is not a number and its words")
        number, words = row
        if not isinstance(number, str) or not _NUMBER.fullmatch(number):
            _refuse(f"{where} has no number of two figures, such as “01”")
        items.append(Item(number, _checked(words, _LONGEST_WORDS, where)))
    return ItemGroup(_words(plain, "title", _LONGEST_TITLE * 2, place), tuple(items))


def _bands(rows: Sequence[object], most: int) -> tuple[int, int]:
    """Return from which score the medium and the high band reach; more yes is never less risk."""
    found: list[tuple[str, int, int]] = []
    for at, row in enumerate(rows, 1):
        place = f"band {at}"
        if not isinstance(row, dict):
            _refuse(f"{place} is not an object")
        _only(row, ("band", "from", "to"), place)
        first, last = row.get("from"), row.get("to")
        if type(first) is not int or type(last) is not int or first > last:
            _refuse(f"{place} does not say from which whole number to which it reaches")
        if row.get("band") not in BANDS:
            _refuse(f"{place} is none of standard, medium and high")
        found.append((str(row["band"]), first, last))
    names = [name for name, _, _ in found]
    _no_twice(names, "a band")
    if set(names) != set(BANDS):
        _refuse("a band is missing: standard, medium and high are needed")
    ordered = sorted(found, key=lambda band: band[1])
    if [name for name, _, _ in ordered] != list(BANDS):
        _refuse("a higher score would give a lower band")
    for (_, _, last), (_, first, _) in pairwise(ordered):
        if first != last + 1:
            _refuse("its bands overlap" if first <= last else "a score lies between two bands")
    if ordered[0][1] != 0 or ordered[-1][2] != most:
        _refuse(f"its bands do not reach from 0 to {most}, the number of its items")
    return ordered[1][1], ordered[2][1]


def _code_list(plain: dict[str, Any]) -> CodeList:
    _only(plain, _LIST_NAMES, "it")
    name = plain.get("list")
    if not isinstance(name, str) or name not in OPEN_LISTS:
        _refuse("its “list” is none of those that a provider may extend")
    shipped = code_lists()[name]
    valid_from = _words(plain, "valid_from", 10)
    try:
        day = date.fromisoformat(valid_from)
    except ValueError:
        day = date.min
    if day.isoformat() != valid_from or valid_from <= shipped.valid_from:
        _refuse(f"its “valid_from” is not a date such as 2027-04-01 after {shipped.valid_from}")
    _words(plain, "owner", _LONGEST_WORDS)
    _words(plain, "licence", _LONGEST_WORDS)
    rows = [
        _code(row, shipped, f"code {at}") for at, row in enumerate(_list(plain, "codes", 200), 1)
    ]
    _no_twice([row[0] for row in rows], "a code")
    _no_twice([row[1].casefold() for row in rows], "a label")
    unsaid = [c.code for c in shipped.codes if c.code in _UNSAID]
    left_out = {c.code for c in shipped.codes} - {row[0] for row in rows} - set(unsaid)
    if left_out:
        _refuse("it leaves out a code of the list; a provider may add codes, not take them away")
    read = read_codes(name, {"codes": rows, "unsaid": unsaid, "valid_from": valid_from})
    # What goes with which answer stays as shipped; an added code goes with all of them.
    return replace(read, offered_with=shipped.offered_with)


_UNSAID = ("not_asked", "not_known", "prefer_not_to_say")


def _code(row: object, shipped: CodeList, place: str) -> list[Any]:
    if not isinstance(row, list) or len(row) not in (2, 3):
        _refuse(f"{place} is not a code, a label and its groups")
    code, label = _checked(row[0], 60, place), _checked(row[1], 100, place)
    if not _CODE.fullmatch(code) or code in _UNSAID:
        _refuse(f"{place} is not lower-case letters, figures and underscores")
    known = {each.code: each for each in code_list(shipped.name).every()}
    if code in known and known[code].label != label:
        _refuse(f"{place} has another label than before: give other words another code")
    groups = row[2] if len(row) == 3 else {}
    wanted = dict(next((each.groups for each in shipped.codes if each.groups), {}))
    if not isinstance(groups, dict) or set(groups) != set(wanted):
        _refuse(f"{place} does not say in which group a return counts it")
    for dimension, group in groups.items():
        offered = {each.groups.get(dimension) for each in shipped.codes}
        if not isinstance(group, str) or group not in offered:
            _refuse(f"{place} names a group that no return has")
    return [code, label, groups]


def _only(plain: dict[str, Any], names: Sequence[str], place: str) -> None:
    if not set(plain) <= set(names):
        _refuse(f"{place} has a name that nothing reads")


def _list(plain: dict[str, Any], name: str, most: int, place: str = "it") -> list[Any]:
    value = plain.get(name)
    if not isinstance(value, list) or not 1 <= len(value) <= most:
        _refuse(f"{place} has no list “{name}” of 1 to {most} entries")
    return value


def _words(plain: dict[str, Any], name: str, most: int, place: str = "it") -> str:
    return _checked(plain.get(name), most, f"“{name}” of {place}")


def _checked(value: object, most: int, place: str) -> str:
    if not isinstance(value, str) or not value.strip():
        _refuse(f"{place} is not given as words")
    if len(value) > most:
        _refuse(f"{place} has more than {most:,} characters")
    if _UNSEEN.search(value):
        _refuse(f"{place} holds characters that cannot be seen")
    return value.strip()


def _no_twice(values: Sequence[str], what: str) -> None:
    if len(set(values)) != len(values):
        _refuse(f"{what} stands twice")


def _refuse(how: str) -> NoReturn:
    raise PackError(
        f"This content pack cannot be used: {how}. Nothing was taken from it. Ask whoever made it "
        "for a corrected file."
    )
