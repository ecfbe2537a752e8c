"""Feedback: whether it was asked for stands on the case, what was said stands apart from it."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.roles import Role


@record(kind="feedback_offer", title="Feedback asked for", scope=Scope.CASE)
class FeedbackOffer(Record):
    """Whether a client was asked for feedback; never what was said, nor whether it was given."""

    on: Annotated[
        date | None,
        Day(
            label="On",
            purpose="To see that clients are asked",
            disclosure=Disclosure.INTERNAL,
            past=True,
            gates=frozenset({Gate.APPROVE}),
            ask="Say when",
        ),
    ] = None
    stage: Annotated[
        str | None,
        Choice(
            label="At",
            purpose="Clients are asked at review and at the end",
            disclosure=Disclosure.INTERNAL,
            codes="feedback_stage",
        ),
    ] = None
    offer: Annotated[
        str | None,
        Choice(
            label="Feedback",
            purpose="To see how many are asked, and when it was not safe to",
            disclosure=Disclosure.INTERNAL,
            codes="feedback_offer",
            gates=frozenset({Gate.APPROVE}),
            ask="Say whether it was offered, declined or not safe to ask",
        ),
    ] = None


@record(kind="feedback", title="Feedback", scope=Scope.FEEDBACK)
class Feedback(Record):
    """What one client said, of whom only strand and quarter are kept."""

    strand: Annotated[
        str | None,
        Choice(
            label="Strand",
            purpose="To hear of each service by itself",
            disclosure=Disclosure.INTERNAL,
            codes="strand",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose the strand",
        ),
    ] = None
    feels_safer: Annotated[
        str | None,
        Choice(
            label="“I feel safer than before”",
            purpose="To hear what support changed",
            disclosure=Disclosure.INTERNAL,
            codes="feedback_agreement",
        ),
    ] = None
    copes_better: Annotated[
        str | None,
        Choice(
            label="“I cope better than before”",
            purpose="To hear what support changed",
            disclosure=Disclosure.INTERNAL,
            codes="feedback_agreement",
        ),
    ] = None
    satisfied: Annotated[
        str | None,
        Choice(
            label="“I am satisfied with the support”",
            purpose="To hear how support was",
            disclosure=Disclosure.INTERNAL,
            codes="feedback_agreement",
        ),
    ] = None
    recommend: Annotated[
        str | None,
        Choice(
            label="“I would recommend the service”",
            purpose="To hear how support was",
            disclosure=Disclosure.INTERNAL,
            codes="feedback_agreement",
        ),
    ] = None
    words: Annotated[
        str | None,
        Text(
            label="In their own words",
            purpose="To let clients shape the service",
            disclosure=Disclosure.NEVER,
            hint="Without names, places, ranks or anything else that tells who said it.",
            limit=4000,
            lines=4,
        ),
    ] = None
    quarter: Annotated[
        str | None,
        Text(
            label="Quarter",
            purpose="To see a change over time, and no day",
            disclosure=Disclosure.INTERNAL,
            limit=10,
            by_program=True,
        ),
    ] = None


@record(
    kind="feedback_answer",
    title="You said, we did",
    scope=Scope.FEEDBACK,
    kept_by=Role.SUPERVISOR,
)
class FeedbackAnswer(Record):
    """What was done about what clients said, in the service's own words and of nobody alone."""

    strand: Annotated[
        str | None,
        Choice(
            label="About which service?",
            purpose="To answer for each service by itself",
            disclosure=Disclosure.INTERNAL,
            codes="strand",
        ),
    ] = None
    said: Annotated[
        str | None,
        Text(
            label="You said",
            purpose="To tell clients what was heard",
            disclosure=Disclosure.NEVER,
            hint="In your own words, of several people: nobody’s sentence and nobody’s story.",
            limit=400,
            lines=2,
            gates=frozenset({Gate.APPROVE}),
            ask="Say what clients said",
        ),
    ] = None
    did: Annotated[
        str | None,
        Text(
            label="We did",
            purpose="To tell clients what came of it",
            disclosure=Disclosure.NEVER,
            hint="What has changed, or why it cannot.",
            limit=400,
            lines=2,
        ),
    ] = None
    state: Annotated[
        str | None,
        Choice(
            label="State",
            purpose="So that what was heard is acted on",
            disclosure=Disclosure.INTERNAL,
            codes="feedback_answer_state",
            gates=frozenset({Gate.APPROVE}),
            ask="Say how far it is",
        ),
    ] = None
    done_on: Annotated[
        date | None,
        Day(
            label="Done on",
            purpose="To see how long an answer takes",
            disclosure=Disclosure.INTERNAL,
            past=True,
            shown_when=("state", frozenset({"done"})),
        ),
    ] = None
