"""A vault lies on this computer's own disk."""

from pathlib import Path

import pytest

from idva_desktop.domain.errors import VaultError
from idva_desktop.vault.places import NETWORK_MOUNTS, mount_type, refuse_shared_place

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/share /mnt/share nfs4 rw 0 0
//server/case /mnt/share/my\\040case cifs rw 0 0
tmpfs /run tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/srv/vault", "ext4"),
        ("/mnt/share/vault", "nfs4"),
        ("/mnt/share/my case/vault", "cifs"),
        ("/mnt/sharedisk/vault", "ext4"),
    ],
)
def test_the_nearest_mount_decides(place: str, kind: str) -> None:
    assert mount_type(Path(place), MOUNTS) == kind


def test_network_file_systems_are_known() -> None:
    assert {"nfs4", "cifs", "smb3", "fuse.sshfs"} <= NETWORK_MOUNTS
    assert not {"ext4", "xfs", "btrfs", "apfs", "tmpfs"} & NETWORK_MOUNTS


def test_a_folder_in_a_cloud_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="cloud"):
        refuse_shared_place(tmp_path / "OneDrive" / "work" / "vault")
    refuse_shared_place(tmp_path / "a box of things")
