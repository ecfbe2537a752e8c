"""The pictures that the papers in ``docs`` name: found there, so that no list stands twice."""

import re
from pathlib import Path

from PIL import Image

from tests.house.source_tree import ROOT

DOCS = ROOT / "docs"
PICTURES = DOCS / "pictures"
_NAMED = re.compile(r"pictures/([a-z0-9_-]+)-(light|dark|contrast|large|narrow)\.png")
_COLOURS = 256  # text keeps its smooth edges, and a picture a third of its size


def named_pictures() -> frozenset[tuple[str, str]]:
    """Return the screen and the look of every picture that a paper names."""
    papers = (path.read_text("utf-8") for path in DOCS.glob("*.md"))
    return frozenset((name, look) for words in papers for name, look in _NAMED.findall(words))


def make_small(path: Path) -> None:
    """Write a picture again with few colours."""
    with Image.open(path) as image:
        small = image.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
