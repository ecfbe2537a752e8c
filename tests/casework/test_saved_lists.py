import pytest

from idva_desktop.casework import drafts, intake, saved_lists
from idva_desktop.casework.cases import Filters
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.records import SavedList
from tests.casework.people import REFERRAL, SUPERVISOR, Office

HIGH = Filters(mine=True, open=True, band="high", late=True, worker="Ada", strand="ISVA")


def named(name: str) -> dict[str, str]:
    return {"saved_list.name": name}


def test_a_view_is_kept_with_its_words_and_every_filter(session: Session) -> None:
    drafts.keep(session, saved_lists.view_draft(), "saved_list", named("High"), "")
    made = saved_lists.save_view(session, " court ", HIGH, named("High, late"))
    (view,) = saved_lists.views(session)
    assert (view.id, view.name, view.words, view.filters) == (made, "High, late", "court", HIGH)
    assert view.shows("court", HIGH)
    assert drafts.kept(session, saved_lists.view_draft()) is None


def test_a_view_is_its_members_own(office: Office) -> None:
    saved_lists.save_view(office.session, "", HIGH, named("Mine"))
    assert saved_lists.views(office.change_places(SUPERVISOR)) == []


def test_views_stand_by_name_are_renamed_and_deleted(session: Session) -> None:
    second = saved_lists.save_view(session, "", HIGH, named("beta"))
    first = saved_lists.save_view(session, "", Filters(), named("Alpha"))
    assert [view.id for view in saved_lists.views(session)] == [first, second]
    saved_lists.rename_view(session, first, named("Gamma"))
    assert [view.name for view in saved_lists.views(session)] == ["beta", "Gamma"]
    saved_lists.delete_view(session, second)
    assert [view.id for view in saved_lists.views(session)] == [first]
    assert session.vault.audit().proved


@pytest.mark.parametrize("name", ["", "  ", "HIGH", "x" * 41])
def test_a_name_is_needed_and_is_the_only_one(session: Session, name: str) -> None:
    saved_lists.save_view(session, "", HIGH, named("High"))
    with pytest.raises(GateError):
        saved_lists.save_view(session, "", HIGH, named(name))


def test_a_view_holds_no_clients_name(session: Session) -> None:
    intake.accept(session, REFERRAL)
    for name in ("Robin", "about example"):
        with pytest.raises(GateError, match="To save the view"):
            saved_lists.save_view(session, "", HIGH, named(name))
    for words in ("exam", "robin", "07700 900142"):
        with pytest.raises(RefusedError, match="client"):
            saved_lists.save_view(session, words, HIGH, named("A view"))
    saved_lists.save_view(session, "window", HIGH, named("A view"))


def test_no_more_are_kept_than_serve(session: Session) -> None:
    for number in range(saved_lists.MOST_VIEWS):
        saved_lists.save_view(session, "", HIGH, named(f"View {number}"))
    with pytest.raises(RefusedError, match="delete one first"):
        saved_lists.save_view(session, "", HIGH, named("One more"))


@pytest.mark.parametrize(
    "kept", ["", "no json", "[]", '{"mine": "yes", "band": 3, "unknown": true}', "null"]
)
def test_filters_that_this_program_does_not_know_are_left_out(session: Session, kept: str) -> None:
    made = saved_lists.save_view(session, "", HIGH, named("High"))
    answers = {"filters": kept or None}
    session.save("save", [Save(SavedList, made, saved_lists.OWNER, answers)])
    assert saved_lists.views(session)[0].filters == Filters()
