"""The safe-contact rule in the words and facts of the banner widget."""

from idva_desktop.casework.case_file import Banner
from idva_desktop.ui.widgets.fact_flow import Fact
from idva_desktop.ui.widgets.safe_contact_banner import SafeContactWords


def rule_words(banner: Banner) -> SafeContactWords:
    """Return what the banner widget shows of a case."""
    return SafeContactWords(
        safe=banner.now.safe,
        now=banner.now.words,
        facts=tuple(Fact(icon, words) for icon, words in banner.rule),
        verified=banner.verified,
        code_word=bool(banner.code_word),
        reference=banner.row.reference,
        risk=banner.row.band,
        raised=banner.row.raised,
    )
