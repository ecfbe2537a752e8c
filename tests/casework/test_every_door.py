"""Every function of casework is called by whoever must not see; none shows or tells anything.

The functions are found, not listed: one that is added later is tried too.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import UnionType
from typing import Any, get_origin

import pytest

from idva_desktop import casework
from idva_desktop.casework import walls
from idva_desktop.casework.cases import EVERYTHING, Filters
from idva_desktop.casework.leaving.disclosure_text import Redaction
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.record import Record, record_types
from idva_desktop.domain.records import Case, Identity
from tests.casework.full_case import MARK, NAME, full_case
from tests.casework.people import SUPERVISOR, WORKER, Office

NOBODY = "f" * 32

# What these return no window shows: a helper of the doors that ask first, the words that a copy may
# not hold, and what the member typed themselves.
OWN_WORDS = {"drafts.kept", "drafts.all_kept", "kept_drafts.kept_drafts"}
NEVER_SHOWN = {"case_file.of_client", "leaving.plan_copy.copy_of", *OWN_WORDS}


def functions() -> dict[str, Callable[..., object]]:
    """Return every public function of casework that takes a session, by module and name."""
    found = {}
    rooms = f"{casework.__name__}."
    for module in pkgutil.walk_packages(casework.__path__, rooms):
        held = importlib.import_module(module.name)
        for name, function in vars(held).items():
            own = inspect.isfunction(function) and function.__module__ == held.__name__
            if own and not name.startswith("_"):
                first = next(iter(inspect.signature(function).parameters), "")
                if first == "session":
                    found[f"{module.name.removeprefix(rooms)}.{name}"] = function
    return found


FUNCTIONS = functions()


def calls(
    name: str, session: Session, case: str, ids: dict[str, str], folder: Path
) -> Iterator[object]:
    """Yield what a function returns for each way of asking it about a case, or its refusal."""
    function = FUNCTIONS[name]
    for kind in record_types() if "kind" in inspect.signature(function).parameters else (Case,):
        given: dict[str, Any] = {}
        for parameter in list(inspect.signature(function, eval_str=True).parameters.values())[1:]:
            if parameter.default is parameter.empty:
                given[parameter.name] = _argument(session, parameter, case, kind, ids, folder)
        try:
            result = function(session, **given)
            yield list(result) if isinstance(result, Iterator) else result
        except IdvaError as refused:
            yield str(refused)
        except (AttributeError, TypeError, ValueError, KeyError, OSError, LookupError):
            continue  # the made-up argument is no such thing


def _argument(
    session: Session,
    parameter: inspect.Parameter,
    case: str,
    kind: type[Record],
    ids: dict[str, str],
    folder: Path,
) -> object:
    name, wanted = parameter.name, parameter.annotation
    named: dict[str, object] = {
        "case_id": case,
        "owner": case,
        "client_id": ids.get("client", NOBODY),
        "case_ids": [case],
        "owners": [case],
        "kind": kind,
        "parts": ["identity", "safe_contact", "abuse", "risk", "perpetrator"],
        "document": ids.get("attachment", NOBODY),
    }
    if name in named:
        return named[name]
    if name.endswith("_id"):
        return ids.get(name.removesuffix("_id"), NOBODY)
    made: dict[object, object] = {
        str: NAME,
        int: 5,
        bool: False,
        Filters: EVERYTHING,
        Path: folder,
        Period: Period.parse("2025-Q3"),
        Redaction: Redaction(frozenset(kind.kind for kind in record_types())),
        Case: session.vault.fetch_one(Case, case),
    }
    if wanted in made:
        return made[wanted]
    origin = get_origin(wanted)
    if origin is UnionType:
        return None
    return {} if origin is not None and "Mapping" in str(origin) else []


def told(result: object, depth: int = 0) -> str:
    """Return everything that a result says, however deep, with the parts that hide themselves."""
    if depth > 8:
        return ""
    if isinstance(result, str | bytes | int | float) or result is None:
        return str(result)
    if isinstance(result, dict):
        return told([*result.keys(), *result.values()], depth)
    if isinstance(result, list | tuple | set | frozenset):
        return "\n".join(told(each, depth + 1) for each in result)
    if isinstance(result, Session):
        return ""
    fields = getattr(type(result), "__dataclass_fields__", None)
    if fields:
        return "\n".join(told(getattr(result, name), depth + 1) for name in fields)
    return str(result)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("doors") / "vault")
    yield made
    made.close()


@pytest.fixture(scope="module")
def ids(office: Office) -> dict[str, str]:
    """Return the ids of a full case of the worker's, which the supervisor has not asked about."""
    case = full_case(office.session)
    return ids_of(office.session, case)


def ids_of(session: Session, case: str) -> dict[str, str]:
    client = session.vault.fetch(Identity)[0].owner
    (held,) = session.vault.fetch(Case)
    found = {"case": case, "client": client, "reference": held.reference or ""}
    for kind in record_types():
        for record in session.vault.fetch(kind):
            found[kind.kind] = record.id
    found |= {"request": found["disclosure_request"], "record": found["identity"]}
    return found


@pytest.fixture(scope="module")
def supervisor(office: Office, ids: dict[str, str]) -> Session:
    assert ids
    return office.change_places(SUPERVISOR)


@pytest.mark.parametrize("name", sorted(FUNCTIONS.keys() - NEVER_SHOWN))
def test_who_the_client_is_is_told_to_no_supervisor_without_a_reason(
    supervisor: Session, ids: dict[str, str], name: str, tmp_path: Path
) -> None:
    supervisor.identities.clear()
    for result in calls(name, supervisor, ids["case"], ids, tmp_path):
        assert NAME not in told(result)


@pytest.fixture(scope="module")
def walled(office: Office, ids: dict[str, str]) -> Session:
    """Return the worker, walled since from the client whose case they filled."""
    session = office.change_places(SUPERVISOR)
    walls.raise_wall(session, ids["case"], WORKER, "Neighbours")
    return office.change_places(WORKER)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_walled_member_is_told_the_same_as_of_a_case_that_is_not_there(
    walled: Session, ids: dict[str, str], name: str, tmp_path: Path
) -> None:
    known = [MARK, ids["reference"], *(held for what, held in ids.items() if what != "case")]
    results = list(calls(name, walled, ids["case"], ids, tmp_path))
    for result in results:
        if name not in OWN_WORDS:
            assert NAME not in told(result)
        assert not [word for word in known if word in told(result)]
    nothing = list(calls(name, walled, NOBODY, {}, tmp_path))
    echoed = [words.replace(ids["case"], NOBODY) for words in refusals(results)]
    assert echoed == refusals(nothing)


def refusals(results: list[object]) -> list[str]:
    return [result for result in results if isinstance(result, str)]
