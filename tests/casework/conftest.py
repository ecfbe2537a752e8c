from collections.abc import Iterator
from pathlib import Path

import pytest

from idva_desktop.casework import intake
from idva_desktop.casework.session import Session
from tests.casework.people import REFERRAL, Office
from tests.casework.year_of_work import (
    unchanged_year,
    year_folder,
    year_of_work,
    year_session,
)

__all__ = ["unchanged_year", "year_folder", "year_of_work", "year_session"]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "vault")
    yield made
    made.close()


@pytest.fixture
def session(office: Office) -> Session:
    return office.session


@pytest.fixture
def case_id(session: Session) -> str:
    return intake.accept(session, REFERRAL)
