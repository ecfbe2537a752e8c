"""A label inside a sentence begins small, unless it begins with an abbreviation."""

import pytest

from idva_desktop.domain.vocab import within


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("First contact", "first contact"),
        ("MARAC decision", "MARAC decision"),
        ("IOPC", "IOPC"),
        ("MPS phone", "MPS phone"),
        ("British Sign Language", "British Sign Language"),
        ("To make a Victim Personal Statement", "to make a Victim Personal Statement"),
        ("", ""),
    ],
)
def test_an_abbreviation_keeps_its_capitals(words: str, said: str) -> None:
    assert within(words) == said
