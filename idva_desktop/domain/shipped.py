"""Shipped JSON files, read so that a damaged installation says itself which file is the matter.

A file that is not there, is no JSON or has another form than the program expects ends in one
sentence with the file's name, at whatever moment it is read.
"""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from idva_desktop.domain.errors import ShippedFileError
from idva_desktop.resource_files import resource

T = TypeVar("T")


def shipped(name: str, read: Callable[[Any], T]) -> T:
    """Return what ``read`` makes of a shipped JSON file.

    Args:
        name: of the file below ``resources``, written with forward slashes.
        read: given the file's content; what is missing or of another type there may be met by
            whatever exception Python raises.

    Raises:
        ShippedFileError: the file is missing, unreadable or not of the form that is expected.
    """
    try:
        return read(json.loads(resource(name).read_text("utf-8")))
    except (AssertionError, AttributeError, LookupError, OSError, TypeError, ValueError):
        raise ShippedFileError(_damaged(name)) from None
    except RecursionError:  # brackets within brackets without an end
        raise ShippedFileError(_damaged(name)) from None


def shipped_text(name: str) -> str:
    """Return the text of a shipped file.

    Raises:
        ShippedFileError: the file is missing or cannot be read as text.
    """
    try:
        return resource(name).read_text("utf-8")
    except (OSError, ValueError):
        raise ShippedFileError(_damaged(name)) from None


def _damaged(name: str) -> str:
    return (
        f"The program's own file {name} is missing or damaged. No record was touched; install the "
        "program again, or put back the file that came with it."
    )
