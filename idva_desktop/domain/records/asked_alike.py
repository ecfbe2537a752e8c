"""Questions that several kinds of record ask alike, each declared once."""

from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Text
from idva_desktop.domain.search_words import Search

CONSENT = "consent"
"""The lawful basis that is the client's own."""


def lawful_basis() -> Choice:
    """Return on what basis somebody is told of the client."""
    return Choice(
        label="Lawful basis",
        purpose="To share only what the law allows",
        disclosure=Disclosure.INTERNAL,
        codes="sharing_basis",
        gates=frozenset({Gate.APPROVE}),
        ask="Choose the lawful basis",
    )


def day_of_consent() -> Day:
    """Return when the client consented, asked where consent is the basis."""
    return Day(
        label="Consented on",
        purpose="To show that the client agreed, and when",
        disclosure=Disclosure.INTERNAL,
        past=True,
        shown_when=("basis", frozenset({CONSENT})),
        gates=frozenset({Gate.APPROVE}),
        ask="Say when the client consented",
    )


def member_who(label: str, purpose: str, *, by_program: bool = False) -> Text:
    """Return which member took a step, such as sending, approving or signing.

    Args:
        label: what it is called.
        purpose: why it is kept.
        by_program: whether no form may ask it, where the record has a form.
    """
    return Text(
        label=label,
        purpose=purpose,
        disclosure=Disclosure.INTERNAL,
        limit=100,
        short=False,
        by_program=by_program,
        search=Search.NONE,
    )


def approval_signature() -> Text:
    """Return what proves that a second person approved: their signature, as hex."""
    return Text(
        label="Approval signature",
        purpose="To prove the second person’s approval, as hex",
        disclosure=Disclosure.INTERNAL,
        limit=400,
        search=Search.NONE,
    )


def note_for_the_next() -> Text:
    """Return the note that stands last in a record and is folded until it is opened."""
    return Text(
        label="Note",
        purpose="For whoever is with the client next",
        disclosure=Disclosure.NEVER,
        limit=100000,
        lines=2,
        short=False,
    )
