"""All privacy papers by their file names."""

from collections.abc import Callable, Mapping

from idva_desktop.documents.privacy.dictionary import data_dictionary
from idva_desktop.documents.privacy.notices import client_notice, reading_notice
from idva_desktop.documents.privacy.register import (
    dpia_annex,
    policy_document,
    processing_record,
)

PAPERS: Mapping[str, Callable[[], str]] = {
    "data-dictionary.md": data_dictionary,
    "processing-record.md": processing_record,
    "dpia-annex.md": dpia_annex,
    "policy-document.md": policy_document,
    "client-notice.md": client_notice,
    "reading-notice.md": reading_notice,
}
"""File name to what makes the page."""
