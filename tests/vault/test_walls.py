"""Walls between members of one vault: nothing of a walled client comes through the door."""

import re
from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path

import pytest

from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.questions import Plain
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Case, Contact, Identity, Wall
from idva_desktop.journal.acts import Act, Change
from idva_desktop.vault.connection import transaction
from idva_desktop.vault.read_door import ReadDoor
from idva_desktop.vault.rebuild import rebuild
from idva_desktop.vault.restoring import restore
from idva_desktop.vault.vault import Vault
from idva_desktop.vault.walls import Walls
from tests.vault.made_vault import (
    PASSPHRASE,
    SECOND_PASSPHRASE,
    SUPERVISOR,
    MadeVault,
    contact,
    make_vault,
    new_id,
    opened_case,
)

WALLED, SEEING = "Asha", "Bela"
THIRD_WORDS = "olive rain fence dune"


def wall(client: str, *, record: str | None = None, **answers: Plain | None) -> Act:
    given: dict[str, Plain | None] = {"client": client, "since_on": "2026-07-01", **answers}
    change = Change("wall", record or new_id(), Scope.WALLS, Scope.WALLS, given)
    return Act("raise_wall", (change,))


def counted(vault: Vault) -> list[object]:
    kinds = ((Case, ("client", "strand")), (Contact, ("who", "minutes", "at")))
    return [list(vault.countable_rows(kind, names)) for kind, names in kinds]


class Walled:
    """A vault of two members and two clients; the first client is walled from the first member."""

    def __init__(self, made: MadeVault) -> None:
        self.made = made
        self.wall = new_id()
        with made.open() as vault:
            second = vault.add_member(name=SEEING, roles=SUPERVISOR, passphrase=SECOND_PASSPHRASE)
            self.client, self.case = opened_case(vault, "Zoë")
            self.other, self.other_case = opened_case(vault, "Robin")
            for case in (self.case, self.other_case):
                vault.commit(contact(case, "remembered"))
                vault.commit(Act("read", about=case))
                vault.save_draft(f"contact:{case}", "contact", {"note": "half a"}, "note")
            self.before = counted(vault)
            self.contact = vault.ids(Contact, owner=self.case)[0]
            member = vault.member.id
        assert second.id != member
        with made.open(SECOND_PASSPHRASE) as vault:
            vault.commit(wall(self.client, record=self.wall, member=member))


@pytest.fixture(scope="module")
def walled_once(tmp_path_factory: pytest.TempPathFactory) -> Walled:
    return Walled(make_vault(tmp_path_factory.mktemp("walled") / "vault"))


@pytest.fixture
def walled(walled_once: Walled, tmp_path: Path) -> Walled:
    own = copy(walled_once)
    own.made = walled_once.made.copied_to(tmp_path / "vault")
    return own


@pytest.fixture
def inside(walled: Walled) -> Iterator[Vault]:
    with walled.made.open() as vault:
        yield vault


READS: dict[str, Callable[[Vault, Walled], object]] = {
    "fetch": lambda vault, _: [held.id for held in vault.fetch(Case)],
    "fetch by owner": lambda vault, at: vault.fetch(Contact, owner=at.case),
    "fetch by link": lambda vault, at: vault.fetch(Case, client=at.client),
    "fetch identity": lambda vault, _: [held.owner for held in vault.fetch(Identity)],
    "fetch one": lambda vault, at: vault.fetch_one(Case, at.case),
    "fetch many": lambda vault, at: vault.fetch_many(Contact, [at.contact]),
    "fetch walls": lambda vault, _: vault.fetch(Wall),
    "ids": lambda vault, _: vault.ids(Case),
    "earliest": lambda vault, _: vault.earliest(Contact, "at"),
    "history": lambda vault, at: vault.history(at.case),
    "history of the client": lambda vault, at: vault.history(at.client),
    "history of walls": lambda vault, _: vault.history(Scope.WALLS),
    "author": lambda vault, at: vault.author_of(Contact, at.contact),
    "search by name": lambda vault, _: vault.search("Zoë"),
    "search by reference": lambda vault, _: [hit.owner for hit in vault.search("C-0001")],
    "search alike": lambda vault, _: vault.search_alike("Zoëe O’Hara"),
    "search in notes": lambda vault, _: [hit.record_id for hit in vault.search_words("remembered")],
    "latest": lambda vault, _: vault.latest(Contact, "at"),
    "drafts": lambda vault, _: [draft.key for draft in vault.drafts()],
    "draft": lambda vault, at: vault.draft(f"contact:{at.case}"),
}


NOT_OF_ONE_CLIENT = {
    "countable_rows", "beyond_walls", "walled", "gone", "one_state", "ids", "count", "count_by",
}  # fmt: skip
"""Whole by design, or looked at in a rule of their own."""


def test_every_way_of_reading_is_looked_at_here() -> None:
    """A new way of reading is added to the rules of this file, so that it forgets no wall."""
    public = {name for name in vars(ReadDoor) if not name.startswith("_")}
    known = {
        *("fetch", "fetch_one", "fetch_many", "earliest", "latest", "history", "author_of"),
        *("search", "search_alike", "search_words", "conflicts", "owners_in_conflict"),
    }
    assert public == known | NOT_OF_ONE_CLIENT


def test_what_is_gone_is_named_by_ids_alone_and_only_to_let_go_of_it(walled: Walled) -> None:
    for passphrase, goes in ((PASSPHRASE, True), (SECOND_PASSPHRASE, False)):
        with walled.made.open(passphrase) as vault:
            assert ({walled.client, walled.case} <= vault.gone()) == goes


@pytest.mark.parametrize("read", READS)
def test_no_read_shows_anything_of_a_walled_client(
    walled: Walled, inside: Vault, read: str
) -> None:
    shown = repr(READS[read](inside, walled))
    for id_ in (walled.client, walled.case, walled.contact, walled.wall):
        assert id_ not in shown
    assert shown in ("[]", "None", "''") or re.search("[0-9a-f]{32}", shown)


@pytest.mark.parametrize("read", READS)
def test_whoever_is_not_walled_reads_all_of_it(walled: Walled, read: str) -> None:
    with walled.made.open(SECOND_PASSPHRASE) as vault:
        if not read.startswith("draft"):  # drafts are each member's own
            assert repr(READS[read](vault, walled)) not in ("[]", "None", "''")


def test_counts_in_sight_leave_the_walled_out(inside: Vault) -> None:
    assert inside.count(Case) == 1
    assert inside.count_by(Contact, ["who"]) == [("client", 1)]
    assert inside.beyond_walls().count(Case) == 2


def test_a_wall_leaves_no_trace_in_what_is_tallied(walled: Walled) -> None:
    for passphrase in (PASSPHRASE, SECOND_PASSPHRASE):
        with walled.made.open(passphrase) as vault:
            assert counted(vault) == walled.before


def test_nothing_is_written_to_a_walled_case(walled: Walled, inside: Vault) -> None:
    for act in (contact(walled.case), Act("read", about=walled.case)):
        with pytest.raises(RefusedError, match="not here"):
            inside.commit(act)
    inside.commit(contact(walled.other_case))
    assert inside.audit().proved


def test_a_walled_second_person_signs_nothing_there(walled: Walled) -> None:
    with (
        walled.made.open(SECOND_PASSPHRASE) as vault,
        vault.prove_member(WALLED, PASSPHRASE) as second,
        pytest.raises(RefusedError),
    ):
        vault.commit(contact(walled.case), signer=second)


def test_a_full_page_of_hits_does_not_tell_of_a_wall(inside: Vault) -> None:
    assert len(inside.search("C-0001", limit=1)) == 1


def test_a_draft_behind_a_wall_is_kept_for_when_it_is_lifted(walled: Walled) -> None:
    with walled.made.open(SECOND_PASSPHRASE) as vault:
        vault.commit(wall(walled.client, record=walled.wall, lifted_on="2026-07-02"))
    with walled.made.open() as vault:
        draft = vault.draft(f"contact:{walled.case}")
        assert draft is not None
        assert draft.answers == {"note": "half a"}
        assert len(vault.fetch(Case)) == 2


def test_a_further_door_has_the_same_walls(walled: Walled, inside: Vault) -> None:
    with inside.second_door() as door:
        assert door.fetch_one(Case, walled.case) is None


@pytest.mark.parametrize("said", ["chi möller", "CHI MÖLLER", "Chi  Mo\u0308ller", "Ｃｈｉ Möller"])
def test_a_wall_by_name_holds_for_whoever_becomes_a_member_later(walled: Walled, said: str) -> None:
    with walled.made.open(SECOND_PASSPHRASE) as vault:
        vault.commit(wall(walled.other, name=said))
        vault.add_member(name="Chi Möller", roles=SUPERVISOR, passphrase=THIRD_WORDS)
    with walled.made.open(THIRD_WORDS) as vault:
        assert [held.id for held in vault.fetch(Case)] == [walled.case]


def test_a_wall_survives_a_rebuild(walled: Walled) -> None:
    with walled.made.open() as vault:
        with transaction(vault._connection):
            rebuild(vault._connection)
        assert vault.fetch_one(Case, walled.case) is None
        assert vault.audit().proved


def test_a_wall_survives_a_restore(walled: Walled, tmp_path: Path) -> None:
    with walled.made.open() as vault:
        kept = vault.backup(tmp_path / "backups")
    restore(kept, tmp_path / "restored")
    with MadeVault(tmp_path / "restored", walled.made.code).open() as vault:
        assert vault.fetch_one(Case, walled.case) is None
        assert vault.fetch_one(Case, walled.other_case) is not None


def test_without_a_wall_nothing_is_left_out(vault: Vault) -> None:
    _, case = opened_case(vault)
    assert vault.fetch_one(Case, case) is not None
    assert Walls(vault._connection, vault.member).owners() == frozenset()
