"""Start the installer with ``python3 installer run`` or ``python3 installer test``.

This file must be readable to any Python from 3.6 on, so that an old one gets a sentence and no
traceback.
"""

import sys
from pathlib import Path

LOWEST, TOO_NEW = (3, 11), (3, 15)

if not LOWEST <= sys.version_info[:2] < TOO_NEW:
    sys.exit(
        "IDVA Desktop needs Python 3.11 to 3.14, and this is Python "
        f"{sys.version_info[0]}.{sys.version_info[1]}: install a supported one and start with it."
    )

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer.command_line import main  # noqa: E402 - needs the two lines above

if __name__ == "__main__":
    sys.exit(main())
