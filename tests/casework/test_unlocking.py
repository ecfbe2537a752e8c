import threading

import pytest

from idva_desktop.casework import unlocking
from idva_desktop.casework.before_unlock import LONGEST_WAIT, Tries, look_at
from idva_desktop.domain.errors import VaultInUseError, WrongPassphraseError
from idva_desktop.vault.unlocking import ProvenVault
from tests.casework.people import PASSPHRASES, SUPERVISOR, Office


@pytest.fixture
def closed(office: Office) -> Office:
    office.session.vault.close()
    return office


def _prove(office: Office, words: str) -> ProvenVault:
    return unlocking.prove(office.folder, passphrase=words, device_code=office.code)


def test_a_vault_proven_on_one_thread_is_entered_on_another(closed: Office) -> None:
    found: list[ProvenVault] = []
    work = threading.Thread(target=lambda: found.append(_prove(closed, PASSPHRASES[SUPERVISOR])))
    work.start()
    work.join()
    session = unlocking.enter(found[0], closed.clock)
    with session.vault:
        assert session.name == SUPERVISOR
        assert session.today == closed.clock().date()


def test_between_proving_and_entering_nobody_else_gets_in(closed: Office) -> None:
    proven = _prove(closed, PASSPHRASES[SUPERVISOR])
    with pytest.raises(VaultInUseError):
        _prove(closed, PASSPHRASES[SUPERVISOR])
    unlocking.give_back(proven)
    unlocking.give_back(_prove(closed, PASSPHRASES[SUPERVISOR]))


def test_a_wrong_passphrase_leaves_the_vault_free(closed: Office) -> None:
    with pytest.raises(WrongPassphraseError):
        _prove(closed, "not these words")
    unlocking.give_back(_prove(closed, PASSPHRASES[SUPERVISOR]))


def test_a_vault_tells_from_outside_whether_its_code_must_be_typed(closed: Office) -> None:
    seen = look_at(closed.folder)
    assert seen.code_needed
    assert not seen.is_demo
    assert seen.trouble == ""


def test_a_folder_without_a_vault_is_said_in_a_sentence(closed: Office) -> None:
    seen = look_at(closed.folder / "nothing here")
    assert seen.trouble
    assert "nothing here" not in seen.trouble


def test_the_first_tries_are_free_and_later_ones_wait_ever_longer() -> None:
    waits = [Tries(wrong).wait for wrong in range(12)]
    assert waits[:3] == [0, 0, 0]
    assert waits[3:6] == [2, 4, 8]
    assert max(waits) == LONGEST_WAIT
    assert waits == sorted(waits)
