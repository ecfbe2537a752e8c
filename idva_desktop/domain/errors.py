"""The errors that a person can meet.

::

    IdvaError                 one plain sentence: what happened, what is safe, what to do next
    ├── AnswerError           an answer cannot be read; names the question, never the answer
    ├── GateError             something is still missing for this step; lists what
    │   └── DoubtError        nothing is missing, but something is unlikely; saving again confirms
    ├── RefusedError          the rules forbid this step (own work, wrong role, closed period)
    │   ├── CutOffError       the contract's referrals have ended; says where else to turn
    │   └── ReasonNeededError   who the client is shows after a reason is given
    ├── PackError             a content pack is malformed; says how, and nothing is taken
    ├── WorkbookError         a workbook cannot be read at all
    ├── ContractError         the contract file is malformed; says where
    ├── ShippedFileError      a file of the installation is missing or damaged; says which
    ├── OutputError           a folder or file cannot be written
    ├── PackageError          a handover package cannot be read, or does not prove
    ├── VaultError            the vault cannot be opened, read or written
    │   ├── WrongPassphraseError
    │   ├── DamagedHeaderError
    │   ├── DamagedDatabaseError
    │   ├── EmptyDatabaseError
    │   ├── PlaintextDatabaseError
    │   ├── NewerSchemaError
    │   ├── VaultInUseError
    │   ├── KeyringError      absent, hanging or refusing; the device code opens instead
    │   ├── DeviceCodeError
    │   ├── VaultFullError    the disk is full; nothing was half-written
    │   └── JournalError      the journal does not prove
    └── ReturnError           a return cannot be prepared or issued
        └── ProtectionError   no proof of safety, so no return

Anything else that is raised is a defect. No message holds an answer, a name or an SQL parameter.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class IdvaError(Exception):
    """Something that the person in front of the program can understand and act on."""


class AnswerError(IdvaError):
    """An answer cannot be read. The message names what is expected, never what was typed."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a gate still waits for.

    Attributes:
        kind: the record kind that holds the question, such as ``"referral"``.
        question: the question's name in that record, or ``""`` for a whole record.
        words: what to do, as the error summary and the field say it.
    """

    kind: str
    question: str
    words: str


class GateError(IdvaError):
    """A step cannot be taken yet; :attr:`missing` leads to each field."""

    def __init__(self, message: str, missing: Sequence[Missing]) -> None:
        super().__init__(message)
        self.missing = tuple(missing)


class DoubtError(GateError):
    """Something is unlikely, though it may be true: the person looks again, and may confirm."""

    @property
    def sentences(self) -> list[str]:
        """What is unlikely, in the words that confirming repeats."""
        return [doubt.words for doubt in self.missing]


class RefusedError(IdvaError):
    """The rules forbid this step."""


class CutOffError(RefusedError):
    """The contract's end is near and no new referral is taken; the message signposts."""


class ReasonNeededError(RefusedError):
    """Who the client is shows only after whoever asks has said why."""


class PackError(IdvaError):
    """A content pack is malformed; the sentence says how, and nothing of it is used."""


class WorkbookError(IdvaError):
    """A workbook cannot be read: not a workbook, or a sheet or column is missing."""


class ContractError(IdvaError):
    """A file that the provider may change is malformed; the message says where, and how."""


class ShippedFileError(IdvaError):
    """A file of the installation is missing or damaged; the message says which one."""


class OutputError(IdvaError):
    """A file or folder cannot be written; nothing half-written stays."""


class PackageError(IdvaError):
    """A package of another vault cannot be read: not one, altered, or for somebody else."""


class VaultError(IdvaError):
    """The vault cannot be opened, read or written."""


class WrongPassphraseError(VaultError):
    """No slot opens with this passphrase on this device."""


class DamagedHeaderError(VaultError):
    """The header file is damaged or not a header."""


class DamagedDatabaseError(VaultError):
    """The database does not decrypt or its pages do not prove."""


class EmptyDatabaseError(VaultError):
    """The database file is empty or missing."""


class PlaintextDatabaseError(VaultError):
    """The database file is not encrypted, so it is not ours."""


class NewerSchemaError(VaultError):
    """A newer version of the program made this vault."""


class VaultInUseError(VaultError):
    """Another instance holds the vault."""


class KeyringError(VaultError):
    """The operating system's keyring is absent, hangs or refuses."""


class DeviceCodeError(VaultError):
    """The printed device code was mistyped."""


class VaultFullError(VaultError):
    """The disk is full; the last act was not saved and nothing was half-written."""


class JournalError(VaultError):
    """The journal does not prove."""


class ReturnError(IdvaError):
    """A return cannot be prepared or issued."""


class ProtectionError(ReturnError):
    """A return could not be proved safe, so it is not made."""
