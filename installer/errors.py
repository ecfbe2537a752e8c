"""What can go wrong while setting up, in words for the person at the terminal."""


class InstallError(Exception):
    """Setting up cannot go on; the message is one plain sentence or two."""
