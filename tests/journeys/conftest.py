"""The journeys run in the program's own windows."""

import pytest


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let the offscreen platform say that it has no window manager to give size hints to."""
    item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))
