"""What a member may do."""

from enum import StrEnum


class Role(StrEnum):
    """A member's role; one person may hold both, and still never approves their own work."""

    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"
