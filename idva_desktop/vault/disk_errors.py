"""What a disk that refuses is called in plain words."""

import errno

from idva_desktop.domain.errors import VaultError, VaultFullError


def plain_disk_error(error: OSError) -> VaultError:
    """Return the sentence for a disk that refused while a file beside the database was written."""
    if error.errno == errno.ENOSPC:
        return VaultFullError(
            "The disk is full, so this was not written. Everything saved before is safe and "
            "nothing half-written stays. Free some space, or choose another disk."
        )
    return VaultError(
        "The disk refused, so this was not written. Everything saved before is safe and nothing "
        "half-written stays. Check the disk and the folder, and try again."
    )
