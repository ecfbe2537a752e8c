"""An act is one lower-case word, allow-listed notes, and each record once."""

import pytest

from idva_desktop.domain.record import Scope
from idva_desktop.journal.acts import Act, Change


def change(owner: str, record: str = "r", scope: Scope = Scope.CASE) -> Change:
    return Change("contact", record, owner, scope, {})


@pytest.mark.parametrize("word", ["", "Save", "save now", "a" * 41, "1st"])
def test_an_act_is_named_by_one_word(word: str) -> None:
    with pytest.raises(ValueError, match="word"):
        Act(word)


def test_only_listed_notes_are_carried() -> None:
    assert Act("export", notes={"sha256": "00", "count": 3}).notes["count"] == 3
    with pytest.raises(ValueError, match="not on the list"):
        Act("search", notes={"text": "a name"})


def test_a_record_is_changed_once_by_an_act() -> None:
    with pytest.raises(ValueError, match="once"):
        Act("save", (change("c"), change("c")))


def test_an_act_has_one_envelope_for_each_scope_and_the_ledger_takes_the_rest() -> None:
    act = Act("save", (change("b", "1"), change("a", "2"), change("b", "3")))
    groups = [(owner, [each.record_id for each in changes]) for owner, _, changes in act.by_owner()]
    assert groups == [("a", ["2"]), ("b", ["1", "3"])]
    assert Act("read", about="a").by_owner() == [("ledger", Scope.LEDGER, [])]


def test_one_owner_has_one_kind_of_scope() -> None:
    act = Act("save", (change("a", "1"), change("a", "2", Scope.CLIENT)))
    with pytest.raises(ValueError, match="one kind of scope"):
        act.by_owner()
