"""What the program remembers of this computer: where the last vault lies. Nothing of any client."""

import json
from pathlib import Path

import platformdirs

_FILE = "settings.json"


def _path() -> Path:
    return Path(platformdirs.user_config_dir("idva-desktop", appauthor=False)) / _FILE


def last_vault() -> Path | None:
    """Return the vault opened last on this computer, if it is still there."""
    try:
        kept = json.loads(_path().read_text("utf-8"))
        folder = Path(kept["vault"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return folder if folder.is_dir() else None


def remember_vault(folder: Path) -> None:
    """Remember where the vault lies; where that cannot be kept, the next start asks for it."""
    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"vault": str(folder)}) + "\n", "utf-8")
    except OSError:
        return
