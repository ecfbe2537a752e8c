"""One save is one act, all or nothing; screens read what the acts say."""

from datetime import date, datetime

import pytest

from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.record import Scope, plain_answers
from idva_desktop.domain.records import Case, Contact, Identity, Referral, SafeContact, Task
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.journal.acts import Act, Change
from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import (
    MadeVault,
    case_change,
    client_change,
    contact,
    new_id,
    opened_case,
)


def test_what_was_saved_is_read_back_typed_after_reopening(made: MadeVault) -> None:
    received = datetime(2026, 7, 1, 9, 30, tzinfo=LONDON)
    with made.open() as vault:
        client, case = opened_case(vault)
        answers = plain_answers(Referral, {"received_at": received, "source": "self"})
        vault.commit(Act("save", (case_change("referral", new_id(), case, answers),)))
        channels = plain_answers(SafeContact, {"channels": ("text", "voice_call")})
        change = Change("safe_contact", new_id(), client, Scope.CLIENT, channels)
        vault.commit(Act("save", (change,)))
    with made.open() as vault:
        assert [held.given_name for held in vault.fetch(Identity)] == ["Zoë"]
        assert vault.fetch(Referral, owner=case)[0].received_at == received
        assert vault.fetch(SafeContact, owner=client)[0].channels == ("text", "voice_call")
        assert [held.id for held in vault.fetch(Case, client=client)] == [case]
        assert vault.fetch(Case, client=new_id()) == []


def test_a_blank_answer_is_found_as_blank_and_can_be_cleared(vault: Vault) -> None:
    _, case = opened_case(vault)
    task = new_id()
    due = plain_answers(Task, {"what": "Ring", "due": date(2026, 7, 2)})
    vault.commit(Act("save", (case_change("task", task, case, due),)))
    assert [held.id for held in vault.fetch(Task, done_on=None)] == [task]
    vault.commit(Act("save", (case_change("task", task, case, {"due": None}),)))
    held = vault.fetch_one(Task, task)
    assert held is not None
    assert held.due is None
    assert held.what == "Ring"


def test_a_removed_record_is_gone_from_lists_and_counts_and_can_come_back(vault: Vault) -> None:
    _, case = opened_case(vault)
    record = new_id()
    vault.commit(contact(case, record=record))
    vault.commit(Act("remove", (Change("contact", record, case, Scope.CASE, {}, removed=True),)))
    assert vault.fetch(Contact, owner=case) == []
    assert vault.count(Contact) == 0
    assert list(vault.countable_rows(Contact, ["who"])) == []
    vault.commit(Act("undo", (Change("contact", record, case, Scope.CASE, {}),)))
    assert [held.id for held in vault.fetch(Contact, owner=case)] == [record]
    assert vault.audit().proved


def test_an_act_that_fails_half_way_leaves_nothing(vault: Vault) -> None:
    client, case = opened_case(vault)
    before = vault.history(case)
    good = case_change("contact", new_id(), case, {"who": "client"})
    bad = case_change("case", case, "another owner", {"strand": "IDVA"})
    with pytest.raises(ValueError, match="keeps its owner"):
        vault.commit(Act("save", (good, bad)))
    assert vault.fetch(Contact) == []
    assert vault.history(case) == before
    vault.commit(Act("save", (client_change(client, {"mobile": "07700 900123"}),)))
    assert vault.audit().proved


def test_a_batch_is_one_transaction(vault: Vault) -> None:
    _, case = opened_case(vault)
    wrong = Act("import", (case_change("contact", new_id(), case, {"unheard": 1}),))
    with pytest.raises(ValueError, match="not declared"):
        vault.commit_many([contact(case), contact(case), wrong])
    assert vault.count(Contact) == 0
    assert len(vault.commit_many([contact(case), contact(case)])) == 2
    assert vault.count(Contact) == 2


def test_a_save_settles_its_draft_in_the_same_transaction(vault: Vault) -> None:
    _, case = opened_case(vault)
    vault.save_draft("contact new", "contact", {"note": "half a sen", "how": ["phone"]}, "note")
    vault.save_draft("contact new", "contact", {"note": "half a sentence"}, "note")
    kept = vault.draft("contact new")
    assert kept is not None
    assert kept.answers == {"note": "half a sentence"}
    assert len(vault.drafts()) == 1
    wrong = Act("save", (case_change("contact", new_id(), case, {"unheard": 1}),))
    with pytest.raises(ValueError, match="not declared"):
        vault.commit(wrong, settles_draft="contact new")
    assert vault.draft("contact new") is not None
    vault.commit(contact(case), settles_draft="contact new")
    assert vault.drafts() == []


def test_a_draft_is_no_act_and_can_be_dropped(vault: Vault) -> None:
    acts = vault.audit().acts
    vault.save_draft("k", "referral", {"received_at": "toda"}, "received_at")
    vault.delete_draft("k")
    assert vault.draft("k") is None
    assert vault.audit().acts == acts


def test_history_says_who_changed_what_from_what_to_what(vault: Vault) -> None:
    client, case = opened_case(vault)
    vault.commit(Act("save", (client_change(client, {"given_name": "Zoe"}),)))
    vault.commit(Act("read", about=client))
    entries = vault.history(client)
    changed = [(e.what, e.question, e.before, e.after) for e in entries]
    assert changed == [
        ("save", "given_name", None, "Zoë"),
        ("save", "family_name", None, "O’Hara"),
        ("save", "given_name", "Zoë", "Zoe"),
        ("read", "", None, None),
    ]
    assert {entry.member_id for entry in entries} == {vault.member.id}
    assert all(entry.at.tzinfo is not None for entry in entries)
    assert [e.what for e in vault.history(case, case)] == ["save", "save"]


def test_saving_an_answer_as_it_was_changes_nothing(vault: Vault) -> None:
    client, _ = opened_case(vault)
    before = len(vault.history(client))
    vault.commit(Act("save", (client_change(client, {"given_name": "Zoë"}),)))
    assert len(vault.history(client)) == before


def test_a_moment_counts_on_its_london_date(vault: Vault) -> None:
    _, case = opened_case(vault)
    vault.commit(contact(case))
    rows = list(vault.countable_rows(Contact, ["at", "minutes"]))
    assert [row[1] for row in rows] == [case]
    assert rows[0][3:] == ("2026-07-02", 20)


def test_the_tally_is_refused_what_is_not_countable(vault: Vault) -> None:
    for question in ("note", "safe_to_go_on", "unheard"):
        with pytest.raises(RefusedError):
            next(iter(vault.countable_rows(Contact, ["who", question])))
        with pytest.raises(RefusedError):
            vault.count_by(Contact, [question])


def test_a_grouped_count_counts_every_combination(vault: Vault) -> None:
    _, case = opened_case(vault)
    vault.commit_many([contact(case), contact(case)])
    other = case_change("contact", new_id(), case, {"who": "client", "how": "email"})
    vault.commit(Act("save", (other,)))
    assert vault.count_by(Contact, ["who", "how"]) == [
        ("client", "email", 1),
        ("client", "phone", 2),
    ]


def test_tallies_and_lists_of_one_case_are_read_from_an_index(vault: Vault) -> None:
    plan = vault._connection.execute(
        'EXPLAIN QUERY PLAN SELECT id, owner, _entered_at, "who", "at__day" FROM "r_contact"'
        " WHERE _removed = 0 ORDER BY owner, id"
    ).fetchall()
    assert "COVERING INDEX c_contact" in plan[0][3]
    plan = vault._connection.execute(
        'EXPLAIN QUERY PLAN SELECT "note" FROM "r_contact" WHERE _removed = 0 AND owner = ?',
        ("x",),
    ).fetchall()
    assert "INDEX c_contact (owner=?)" in plan[0][3]


def test_a_long_list_is_ids_first_and_pages_after(vault: Vault) -> None:
    _, case = opened_case(vault)
    days = [date(2026, 7, day) for day in (3, 1, 2)]
    made = [new_id() for _ in days]
    vault.commit_many(
        Act("save", (case_change("task", task, case, {"due": day.isoformat()}),))
        for task, day in zip(made, days, strict=True)
    )
    in_order = vault.ids(Task, order_by="due")
    assert in_order == [made[1], made[2], made[0]]
    assert vault.ids(Task, order_by="due", descending=True) == in_order[::-1]
    until = {"due": (None, date(2026, 7, 2))}
    assert vault.ids(Task, order_by="due", ranges=until) == in_order[:2]
    assert vault.count(Task, ranges=until, owner=case) == 2
    page = vault.fetch_many(Task, [made[0], new_id(), made[1]])
    assert [held.id for held in page] == [made[0], made[1]]


def test_a_list_is_ordered_by_declared_questions_only(vault: Vault) -> None:
    with pytest.raises(ValueError, match="declared"):
        vault.ids(Task, order_by='due"; DROP TABLE envelopes; --')
    with pytest.raises(ValueError, match="declared"):
        vault.fetch(Task, **{'due" OR 1 --': None})


def test_a_job_reads_and_writes_through_a_door_of_its_own(vault: Vault) -> None:
    _, case = opened_case(vault)
    with vault.second_door() as door:
        door.commit(contact(case))
        vault.commit(contact(case))
        assert door.count(Contact) == 2
    vault.commit(contact(case))
    assert vault.count(Contact) == 3
    assert vault.audit().proved


def test_neither_act_nor_change_nor_record_shows_a_word_in_a_traceback(vault: Vault) -> None:
    client, _ = opened_case(vault, name="Marker")
    change = client_change(client, {"given_name": "Marker"})
    act = Act("save", (change,), notes={"reason": "Marker"})
    shown = repr([change, act, vault.fetch(Identity), vault.history(client), vault.search("mar")])
    assert "Marker" not in shown
