from pytestqt.qtbot import QtBot

from idva_desktop.casework.session import Save
from idva_desktop.domain.records import Case, SafeContact
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.print_panel import PrintPanel
from tests.ui.vaults import FIRST, SeededVault


def _needs(desk: Desk, case_id: str, *formats: str) -> None:
    case = desk.session.vault.fetch_one(Case, case_id)
    assert case is not None
    rule = desk.session.vault.fetch(SafeContact, owner=case.client)[0]
    desk.session.save("save", [Save(SafeContact, rule.id, rule.owner, {"formats": formats})])


def test_a_copy_is_printed_large_where_the_client_needs_it(
    desk: Desk, seeded_vault: SeededVault, qtbot: QtBot
) -> None:
    case_id = seeded_vault.cases[FIRST]
    _needs(desk, case_id, "large_print", "bsl")
    panel = PrintPanel(desk, case_id)
    qtbot.addWidget(panel)
    assert panel.large.value()
    assert "British Sign Language" in panel.needs.text()


def test_where_nothing_is_needed_the_print_is_of_the_usual_size(
    desk: Desk, seeded_vault: SeededVault, qtbot: QtBot
) -> None:
    panel = PrintPanel(desk, seeded_vault.cases[FIRST])
    qtbot.addWidget(panel)
    assert not panel.large.value()
    assert panel.needs.isHidden()
