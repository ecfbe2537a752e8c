"""Folders in which a vault is not made: shared drives and folders that a cloud copies.

Two computers writing one database through them destroy it, and copies leave the provider.
"""

import os
import sys
from pathlib import Path

from idva_desktop.domain.errors import VaultError

CLOUD_FOLDERS = (
    "box",
    "box sync",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud drive",
    "icloud~com~apple~clouddocs",
    "mega",
    "mobile documents",
    "my drive",
    "nextcloud",
    "onedrive",
    "owncloud",
    "pcloud",
    "seafile",
    "sharepoint",
    "sync.com",
)
# A share between a virtual machine and its own host (9p, virtiofs) is no network: it has one disk.
NETWORK_MOUNTS = frozenset(
    {
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.sshfs",
        "glusterfs",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


def refuse_shared_place(folder: Path) -> None:
    """Refuse a network or cloud-synced folder.

    Raises:
        VaultError: it is one; the sentence says what to do.
    """
    place = folder.absolute()
    if any(_is_cloud(part) for part in place.parts) or _is_network(place):
        raise VaultError(
            "This folder is on a network drive or is copied to a cloud. A vault there can be "
            "destroyed by two computers at once. Nothing was made. Choose a folder on this "
            "computer’s own disk."
        )


def _is_cloud(part: str) -> bool:
    name = part.casefold()
    return any(name == cloud or name.startswith(f"{cloud} - ") for cloud in CLOUD_FOLDERS)


def _is_network(place: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - windll exists on Windows only

        drive = place.drive
        remote = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE
        return drive.startswith("\\\\") or remote
    return mount_type(place, _mounts()) in NETWORK_MOUNTS


def mount_type(place: Path, mounts: str) -> str:
    """Return the file system on which ``place`` lies, from the text of ``/proc/mounts``."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind


def _mounts() -> str:
    table = Path("/proc/mounts")
    return table.read_text("utf-8", "replace") if os.name == "posix" and table.exists() else ""
