"""Contrast is computed from palette.json, never believed."""

import pytest

from idva_desktop.ui.theme import PALETTES, Theme, specification

NEEDS = {"text": 4.5, "control": 3.0}  # WCAG 2.2, 1.4.3 and 1.4.11
PAIRS = [(p["kind"], p["ink"], p["ground"]) for p in specification()["pairs"]]
DECORATION = {"line", "line_strong", "scrim"}


def _luminance(code: str) -> float:
    channels = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ratio(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", PALETTES)
def test_every_pair_is_legible(palette: str) -> None:
    colours = specification()["palettes"][palette]
    weak = [
        (ink, ground)
        for kind, ink, ground in PAIRS
        if _ratio(colours[ink], colours[ground]) < NEEDS[kind]
    ]
    assert len(PAIRS) >= 80
    assert not weak


def test_the_palettes_have_the_same_names() -> None:
    names = {frozenset(specification()["palettes"][palette]) for palette in PALETTES}
    assert len(names) == 1


def test_every_colour_but_decoration_and_grounds_is_in_a_pair() -> None:
    paired = {name for _kind, ink, ground in PAIRS for name in (ink, ground)}
    unpaired = set(specification()["palettes"]["light"]) - paired - DECORATION
    assert not unpaired


def test_text_size_is_held_between_100_and_200() -> None:
    assert (Theme("light", 50).text, Theme("light", 900).text) == (100, 200)


def test_space_grows_two_fifths_as_fast_as_text() -> None:
    large = Theme("light", 200)
    assert (large.space(10), large.size("control")) == (14, 72)


def test_translucent_colours_keep_their_opacity() -> None:
    assert Theme("light").colour("scrim").alpha() == 0xB8
