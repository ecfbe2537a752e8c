"""The filters of the case list: chips in force, a menu to add them, and the views that are kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from idva_desktop.casework import saved_lists
from idva_desktop.casework.cases import Filters
from idva_desktop.casework.saved_lists import KeptList
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.roles import Role
from idva_desktop.ui.case_lines import strand_words
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.chip import risk_words
from idva_desktop.ui.widgets.chip_flow import ChipFlow
from idva_desktop.ui.widgets.filter_chip import FilterChip

_BANDS = ("high", "medium", "standard", "not_assessed")
_STRANDS = ("IDVA", "ISVA")


@dataclass(frozen=True, slots=True)
class Offer:
    """A filter that can be put in force or taken away.

    Attributes:
        words: its name.
        on: whether it is in force.
        other: the filters with it changed.
        group: what it belongs to; a line parts the groups.
    """

    words: str
    on: bool
    other: Filters
    group: str


class CaseFilterBar(Column):
    """Chips and two menus; ``changed`` says that other filters are in force.

    Args:
        desk: the desk.
        filters: those in force at first.
        words: returns what is searched for now.
    """

    changed = Signal()
    view_chosen = Signal(object)

    def __init__(self, desk: Desk, filters: Filters, words: Callable[[], str]) -> None:
        super().__init__(gap=6)
        self._desk, self.filters, self._words = desk, filters, words
        self.workers: Sequence[str] = ()
        row = Row(gap=6)
        self.views_button = Button(self.tr("Views"), Kind.LINK, icon="chevron-down", trailing=True)
        self.views_button.clicked.connect(self._open_views)
        row.add(self.views_button)
        row.add_stretch()
        self.funnel = Button(
            self.tr("Filters"), Kind.QUIET, icon="funnel", icon_only=True, size="control_compact"
        )
        self.funnel.clicked.connect(self._open_menu)
        row.add(self.funnel)
        self.add(row)
        self.chips = ChipFlow()
        self.add(self.chips)
        self.menu, self.views_menu = QMenu(self), QMenu(self)
        desk.changed.connect(self._name_view)
        self._show()

    def set_filters(self, filters: Filters) -> None:
        """Put other filters in force."""
        self.filters = filters
        self._show()
        self.changed.emit()

    def offers(self) -> list[Offer]:
        """Return every filter, in order of the menu."""
        now, tr = self.filters, self.tr
        made = [
            Offer(tr("Mine"), now.mine, replace(now, mine=not now.mine), "whose"),
            Offer(tr("Open"), now.open, replace(now, open=not now.open), "whose"),
            Offer(tr("Overdue"), now.late, replace(now, late=not now.late), "state"),
            Offer(tr("MARAC ahead"), now.marac, replace(now, marac=not now.marac), "state"),
            Offer(tr("Unsafe contact"), now.unsafe, replace(now, unsafe=not now.unsafe), "state"),
        ]
        for band in _BANDS:
            on = now.band == band
            other = replace(now, band=None if on else band)
            made.append(Offer(risk_words(band), on, other, "band"))
        for strand in _STRANDS:
            on = now.strand == strand
            other = replace(now, strand=None if on else strand)
            made.append(Offer(strand_words(strand), on, other, "strand"))
        if self._desk.session.may(Role.SUPERVISOR):
            for worker in self.workers:
                on = now.worker == worker
                other = replace(now, worker=None if on else worker)
                made.append(Offer(worker, on, other, "worker"))
        return made

    # Chips

    def _show(self) -> None:
        self.chips.show_all([self._chip(offer) for offer in self._in_force()])
        self._name_view()

    def _in_force(self) -> list[Offer]:
        known = [offer for offer in self.offers() if offer.on]
        worker = self.filters.worker
        if worker is not None and worker not in {offer.words for offer in known}:
            known.append(Offer(worker, True, replace(self.filters, worker=None), "worker"))
        return known

    def _chip(self, offer: Offer) -> QWidget:
        chip = FilterChip(offer.words)
        chip.clicked.connect(partial(self._take_away, offer.other))
        return chip

    def _take_away(self, without: Filters, _checked: bool = False) -> None:
        self.set_filters(without)
        self.funnel.setFocus()

    def _open_menu(self) -> None:
        self.menu.clear()
        group = ""
        for offer in self.offers():
            if group and offer.group != group:
                self.menu.addSeparator()
            group = offer.group
            action = self.menu.addAction(offer.words)
            action.setCheckable(True)
            action.setChecked(offer.on)
            action.triggered.connect(partial(self._choose, offer.other))
        self.menu.popup(self.funnel.mapToGlobal(QPoint(0, self.funnel.height())))

    def _choose(self, then: Filters, _checked: bool = False) -> None:
        self.set_filters(then)

    # Views

    def show_words(self) -> None:
        """Name the view anew: other words are searched for now."""
        self._name_view()

    def kept(self) -> KeptList | None:
        """Return the view that is shown, if it is one that is kept."""
        found = (v for v in self._views() if v.shows(self._words().strip(), self.filters))
        return next(found, None)

    def _views(self) -> list[KeptList]:
        try:
            return saved_lists.views(self._desk.session)
        except IdvaError:
            return []  # the vault is about to close

    def _name_view(self) -> None:
        shown = self.kept()
        self.views_button.set_words(shown.name if shown else self.tr("Views"))
        said = self.tr("Views of the list: {0}").format(shown.name) if shown else ""
        self.views_button.setAccessibleName(said or self.tr("Views of the list"))

    def _open_views(self) -> None:
        menu, shown = self.views_menu, self.kept()
        menu.clear()
        for view in self._views():
            action = menu.addAction(view.name)
            action.setCheckable(True)
            action.setChecked(shown is not None and view.id == shown.id)
            action.triggered.connect(partial(self._show_view, view))
        if not menu.isEmpty():
            menu.addSeparator()
        if shown is None:
            menu.addAction(self.tr("Save this view")).triggered.connect(self._save_view)
        else:
            rename = menu.addAction(self.tr("Rename “{0}”").format(shown.name))
            rename.triggered.connect(partial(self._rename_view, shown))
            delete = menu.addAction(self.tr("Delete “{0}”").format(shown.name))
            delete.triggered.connect(partial(self._delete_view, shown))
        menu.popup(self.views_button.mapToGlobal(QPoint(0, self.views_button.height())))

    def _show_view(self, view: KeptList, _checked: bool = False) -> None:
        self.filters = view.filters
        self.view_chosen.emit(view)
        self._show()

    def _save_view(self, _checked: bool = False) -> None:
        session, filters, words = self._desk.session, self.filters, self._words()
        saving = partial(saved_lists.save_view, session, words, filters)
        form, draft = saved_lists.view_form(), saved_lists.view_draft()
        self._desk.open_panel(FormPanel(self._desk, form, draft, saving))

    def _rename_view(self, view: KeptList, _checked: bool = False) -> None:
        saving = partial(saved_lists.rename_view, self._desk.session, view.id)
        form, draft = saved_lists.view_form(), saved_lists.view_draft(view.id)
        typed = {"saved_list.name": view.name}
        self._desk.open_panel(FormPanel(self._desk, form, draft, saving, typed=typed))

    def _delete_view(self, view: KeptList, _checked: bool = False) -> None:
        saved_lists.delete_view(self._desk.session, view.id)
        self._desk.saved()
        self.views_button.setFocus()
