"""The program's own files, read once before anything else is done with them."""

from idva_desktop.domain.caseload import weights
from idva_desktop.domain.contract import contract
from idva_desktop.domain.instrument import built_in
from idva_desktop.domain.vocab import code_lists
from idva_desktop.returns.pack import Pack


def check_shipped() -> None:
    """Read what every part of the program counts on, so that no later step fails for want of it.

    Raises:
        ContractError: a file that the provider may change is malformed; the message says where.
        ShippedFileError: another file is missing or damaged; the message says which.
    """
    for read in (contract, code_lists, built_in, weights, Pack.default):
        read()
