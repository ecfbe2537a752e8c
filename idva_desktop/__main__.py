"""Start the program with ``python -m idva_desktop``."""

import sys

from idva_desktop.app.command_line import main

if __name__ == "__main__":
    sys.exit(main())
