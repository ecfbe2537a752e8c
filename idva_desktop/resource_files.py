"""Where shipped files are: the code lists, palette, fonts, configuration and instruments.

In a wheel they travel inside the package; in a checkout they lie beside it. Every other module
asks here, so that nothing else needs to know which of the two it runs from.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def resource(name: str) -> Path:
    """Return the path of the shipped file ``name``, written with forward slashes.

    Raises:
        FileNotFoundError: the installation is incomplete; the message names the file.
    """
    path = _root() / name
    if not path.exists():
        raise FileNotFoundError(f"The installation lacks resources/{name}")
    return path
