import json
from pathlib import Path

import pytest

from idva_desktop.app import settings


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config" / "settings.json"
    monkeypatch.setattr(settings, "_path", lambda: path)
    return path


def test_the_look_is_remembered_beside_the_vault_and_nothing_else(
    own_place: Path, tmp_path: Path
) -> None:
    assert settings.last_look() == ("light", 100)
    settings.remember_vault(tmp_path)
    settings.remember_look("dark", 150)
    settings.remember_vault(tmp_path)
    assert settings.last_look() == ("dark", 150)
    assert settings.last_vault() == tmp_path
    assert json.loads(own_place.read_text("utf-8")).keys() == {"vault", "palette", "text"}


@pytest.mark.parametrize("kept", ["", "no json", "[]", '{"palette": 3, "text": "x", "vault": 7}'])
def test_a_file_that_is_spoilt_is_begun_anew(own_place: Path, kept: str) -> None:
    own_place.parent.mkdir()
    own_place.write_text(kept, "utf-8")
    assert settings.last_look() == ("light", 100)
    assert settings.last_vault() is None
    settings.remember_look("contrast", 125)
    assert settings.last_look() == ("contrast", 125)
