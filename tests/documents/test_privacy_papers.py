"""The papers in docs/privacy are what the declarations say now; a new question is one line there.

``python -m idva_desktop papers docs/privacy`` writes them again.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import pytest

from idva_desktop.app.command_line import main
from idva_desktop.documents.privacy import dictionary
from idva_desktop.documents.privacy.activities import activities, risks
from idva_desktop.documents.privacy.papers import PAPERS
from idva_desktop.domain import record as records
from idva_desktop.domain.calendar import Span
from idva_desktop.domain.contract import contract
from idva_desktop.domain.questions import Disclosure, Text
from idva_desktop.domain.record import Record, Scope, questions_of, record_types
from idva_desktop.resource_files import resource
from tests.house.source_tree import ROOT

FOLDER = ROOT / "docs" / "privacy"


@pytest.mark.parametrize("name", PAPERS)
def test_the_papers_are_what_the_code_declares(name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == PAPERS[name]()


def test_the_folder_holds_no_other_paper() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(PAPERS)


def test_every_kind_belongs_to_an_activity() -> None:
    held = [kind for activity in activities() for kind in activity.kinds]
    assert sorted(kind.kind for kind in held) == sorted(kind.kind for kind in record_types())


def test_what_an_activity_names_is_declared() -> None:
    plain = json.loads(resource("privacy.json").read_text("utf-8"))
    named = {kind for entry in plain["activities"] for kind in entry.get("kinds", ())}
    assert named <= {kind.kind for kind in record_types()}
    scopes = [scope for entry in plain["activities"] for scope in entry.get("scopes", ())]
    assert set(scopes) >= {scope.value for scope in Scope}
    assert len(scopes) == len(set(scopes))


def test_every_question_stands_in_the_dictionary_with_its_purpose_and_class() -> None:
    words = dictionary.data_dictionary()
    for kind in record_types():
        for name, asked in questions_of(kind).items():
            line = next(
                line
                for line in words.split(f"`{kind.kind}`, sealed")[1].splitlines()
                if f"| `{name}` |" in line
            )
            assert f"| {asked.disclosure.value} |" in line
            assert asked.purpose.replace("|", "\\|") in line


def test_special_categories_and_offences_have_their_condition() -> None:
    for activity in activities():
        assert activity.basis
        assert activity.keep
        assert bool(activity.special) == bool(activity.condition)
        assert activity.offences == bool(activity.offence_condition)


def test_each_risk_says_what_enforces_its_control() -> None:
    assert {risk.by for risk in risks()} <= {"cryptography", "program", "practice"}
    assert all(risk.left for risk in risks())


def test_a_longer_retention_is_one_number_in_the_contract() -> None:
    terms = contract().terms[-1]
    longer = replace(terms, retention={**terms.retention, "served": Span(years=7)})
    changed = replace(contract(), terms=(longer,))
    support = activities(changed)[0]
    assert "7 years where the client was supported" in support.keep


def test_a_new_question_appears_by_being_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_KINDS", dict(records._KINDS))

    @records.record(kind="made_up", title="Made up", scope=Scope.CASE)
    class MadeUp(Record):
        """A kind that only this test knows."""

        extra: Annotated[
            str | None,
            Text(
                label="An extra question",
                purpose="To show that one line is enough",
                disclosure=Disclosure.NEVER,
            ),
        ] = None

    words = dictionary.data_dictionary()
    assert MadeUp.kind in words
    assert "To show that one line is enough" in words
    assert "Made up" in PAPERS["processing-record.md"]()


def test_the_command_writes_every_paper(tmp_path: Path) -> None:
    assert main(["papers", str(tmp_path / "out")]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == set(PAPERS)


def test_a_place_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert main(["papers", str(tmp_path / "file" / "x")]) == 1
    assert "cannot be written" in capsys.readouterr().err
