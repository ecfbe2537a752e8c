"""What the program remembers of this computer: the last vault's place and the look that is worn.

Nothing of any client, and nothing of what anybody did.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import platformdirs

_FILE = "settings.json"
_VAULT, _PALETTE, _TEXT = "vault", "palette", "text"
_PLAIN_LOOK = ("light", 100)


def _path() -> Path:
    return Path(platformdirs.user_config_dir("idva-desktop", appauthor=False)) / _FILE


def _kept() -> dict[str, Any]:
    try:
        kept = json.loads(_path().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep(more: Mapping[str, str | int]) -> None:
    """Remember more; where that cannot be kept, the next start begins plainly."""
    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({**_kept(), **more}) + "\n", "utf-8")
    except OSError:
        return


def last_vault() -> Path | None:
    """Return the vault opened last on this computer, if it is still there."""
    kept = _kept().get(_VAULT)
    folder = Path(kept) if isinstance(kept, str) else None
    return folder if folder is not None and folder.is_dir() else None


def remember_vault(folder: Path) -> None:
    """Remember where the vault lies; where that cannot be kept, the next start asks for it."""
    _keep({_VAULT: str(folder)})


def last_look() -> tuple[str, int]:
    """Return palette and text size, in per cent, as they were worn last."""
    kept = _kept()
    palette, text = kept.get(_PALETTE), kept.get(_TEXT)
    plain_palette, plain_text = _PLAIN_LOOK
    return (
        palette if isinstance(palette, str) else plain_palette,
        text if isinstance(text, int) else plain_text,
    )


def remember_look(palette: str, text: int) -> None:
    """Remember what is worn, for the next start."""
    _keep({_PALETTE: palette, _TEXT: text})
