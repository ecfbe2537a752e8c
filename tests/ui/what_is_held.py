"""Everything that the living windows hold in words: in sight, behind another screen, or kept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

import shiboken6
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

_DEEP = 7
_SAYING = (
    "text", "toPlainText", "title", "windowTitle", "toolTip", "statusTip", "accessibleName",
    "accessibleDescription", "placeholderText", "currentText",
)  # fmt: skip


def words_of_the_program() -> str:
    """Return what every window of this process holds, in sight or not, and what its views keep."""
    return "\n".join(said for _, said in _everything())


def holders(*marks: str) -> list[str]:
    """Return which widgets hold one of the marks, to look there when a test fails."""
    return sorted({name for name, said in _everything() if any(mark in said for mark in marks)})


def _everything() -> Iterator[tuple[str, str]]:
    for window in QApplication.topLevelWidgets():
        for widget in (window, *window.findChildren(QWidget)):
            if shiboken6.isValid(widget):
                for said in (
                    *_said(widget),
                    *_modelled(widget),
                    *_held(vars(widget), _DEEP, set()),
                ):
                    yield type(widget).__name__, said


def _said(widget: QWidget) -> Iterator[str]:
    for name in _SAYING:
        say = getattr(widget, name, None)
        said = say() if callable(say) else None
        if isinstance(said, str) and said:
            yield said


def _modelled(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    model = getattr(widget, "model", None)
    held = model() if callable(model) else None
    if isinstance(held, QAbstractItemModel):
        yield from _held(vars(held), _DEEP, set())
        columns = 1 if isinstance(held, QAbstractListModel) else held.columnCount(QModelIndex())
        for row in range(held.rowCount(QModelIndex())):
            for column in range(columns):
                value = held.index(row, column).data(Qt.ItemDataRole.DisplayRole)
                yield str(value or "")


def _held(value: object, deep: int, seen: set[int]) -> Iterator[str]:
    """Yield every text that a value holds, however it is wrapped."""
    if isinstance(value, str):
        yield value
        return
    if deep == 0 or value is None or id(value) in seen or isinstance(value, QObject | int | float):
        return
    seen.add(id(value))
    for inner in _inside(value):
        yield from _held(inner, deep - 1, seen)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)
    if is_dataclass(value):
        return [getattr(value, each.name) for each in fields(value)]
    return ()
