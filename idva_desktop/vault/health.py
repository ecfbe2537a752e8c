"""Whether the parts that a vault stands on work on this computer; nothing is changed."""

import sqlcipher3

from idva_desktop.domain.errors import KeyringError
from idva_desktop.vault.device_secret import DeviceSecretStore


def cipher_version() -> str:
    """Return the version of SQLCipher, from a database in memory."""
    connection = sqlcipher3.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
        return str(row[0]) if row else ""
    finally:
        connection.close()


def keyring_name() -> str:
    """Return the name of the keyring that would keep a device secret, ``""`` for none."""
    try:
        return DeviceSecretStore().name()
    except KeyringError:
        return ""
