"""Each measure says which questions it comes from: all may be counted, and there are no others."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from idva_desktop.casework.session import Session
from idva_desktop.domain.questions import Disclosure
from idva_desktop.domain.record import Record, questions_of
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.history_rows import (
    READS,
    SERVICE_READS,
    CountableRows,
    build_histories,
    build_service_history,
)
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.measures.declaring import CaseMeasure


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_a_measure_names_only_questions_that_may_be_counted(measure: CaseMeasure) -> None:
    assert measure.sources
    for kind, question in measure.sources:
        assert questions_of(kind)[question].disclosure is Disclosure.COUNTABLE, question


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_a_measure_comes_from_the_questions_that_it_names_alone(
    provider: Session, measure: CaseMeasure
) -> None:
    rows = provider.vault.countable_rows
    whole, alone = _facts(measure, rows), _facts(measure, _blanked(rows, measure))
    assert alone == whole
    # Adjustments are not in a provider's workbook.
    assert whole or measure.id == "K19A"


def test_nothing_is_read_that_no_measure_names() -> None:
    read = {(kind, name) for kind, names in {**READS, **SERVICE_READS}.items() for name in names}
    named = {source for measure in MEASURES.values() for source in measure.sources}
    # Read for the sake of an erased case, whose stub keeps what it kept before.
    assert {(kind.kind, name) for kind, name in read - named} == {
        ("closure", "copes_better"),
        ("marac_episode", "criterion"),
    }
    assert not named - read


def _facts(measure: CaseMeasure, rows: CountableRows) -> list[Fact]:
    found = [fact for case in build_histories(rows) for fact in measure.facts(case)]
    if measure.service_facts is not None:
        found += measure.service_facts(build_service_history(rows))
    return sorted(found, key=lambda fact: (fact.unit, fact.day, fact.category or ""))


def _blanked(rows: CountableRows, measure: CaseMeasure) -> CountableRows:
    """Return the door with every answer blank that the measure does not name."""

    def blanked(kind: type[Record], questions: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        named = [(kind, question) in measure.sources for question in questions]
        for record_id, owner, entered, *answers in rows(kind, questions):
            kept = (a if keep else None for a, keep in zip(answers, named, strict=True))
            yield (record_id, owner, entered, *kept)

    return blanked
