"""Risk assessments."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import (
    Choice,
    Choices,
    Day,
    Disclosure,
    Gate,
    Items,
    ItemSources,
    Text,
    WholeNumber,
)
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records.asked_alike import member_who
from idva_desktop.domain.search_words import Search


@record(kind="risk_assessment", title="Risk assessment", scope=Scope.CASE)
class RiskAssessment(Record):
    """One assessment with a replaceable instrument. The score never lowers a band by itself."""

    on: Annotated[
        date | None,
        Day(
            label="Assessed on",
            purpose="To measure that risk is assessed in time",
            disclosure=Disclosure.COUNTABLE,
            past=True,
            gates=frozenset({Gate.APPROVE}),
            ask="Say when risk was assessed",
        ),
    ] = None
    stage: Annotated[
        str | None,
        Choice(
            label="Stage",
            purpose="To compare entry with exit",
            disclosure=Disclosure.COUNTABLE,
            codes="risk_stage",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose the stage",
        ),
    ] = None
    why_now: Annotated[
        str | None,
        Text(
            label="Why now",
            purpose="What prompted this assessment",
            disclosure=Disclosure.NEVER,
            limit=200,
        ),
    ] = None
    source: Annotated[
        tuple[str, ...] | None,
        Choices(
            label="Answers from",
            purpose="To see what the client said and what others did",
            disclosure=Disclosure.INTERNAL,
            codes="risk_source",
            hint="Where not the client alone; each item can say its own, with S.",
        ),
    ] = None
    escalation: Annotated[
        str | None,
        Choice(
            label="Is it escalating?",
            purpose="Escalation tells danger",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no",
        ),
    ] = None
    instrument: Annotated[
        str | None,
        Text(
            label="Instrument and version",
            purpose="So that the answers can be read in years to come",
            disclosure=Disclosure.INTERNAL,
            limit=100,
            short=False,
            search=Search.NONE,
        ),
    ] = None
    items: Annotated[
        Mapping[str, str] | None,
        Items(
            label="Items",
            purpose="To see the risk in its parts",
            disclosure=Disclosure.NEVER,
            instrument="built-in",
        ),
    ] = None
    item_sources: Annotated[
        Mapping[str, str] | None,
        ItemSources(
            label="Answered by others than the client",
            purpose="To tell what the client said from what others say of them",
            disclosure=Disclosure.NEVER,
            instrument="built-in",
        ),
    ] = None
    score: Annotated[
        int | None,
        WholeNumber(
            label="Score",
            purpose="To see the risk as a whole",
            disclosure=Disclosure.INTERNAL,
            highest=24,
        ),
    ] = None
    band: Annotated[
        str | None,
        Choice(
            label="Band",
            purpose="To compare entry with exit, and to set reviews",
            disclosure=Disclosure.COUNTABLE,
            codes="risk_band",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose the band",
        ),
    ] = None
    judgement: Annotated[
        str | None,
        Choice(
            label="Your judgement",
            purpose="A professional may raise the band",
            disclosure=Disclosure.INTERNAL,
            codes="judgement",
        ),
    ] = None
    judgement_reason: Annotated[
        str | None,
        Text(
            label="Why",
            purpose="A raised band is explained",
            disclosure=Disclosure.NEVER,
            limit=4000,
            lines=3,
            shown_when=("judgement", frozenset({"higher"})),
            gates=frozenset({Gate.APPROVE}),
            ask="Say why your judgement is higher than the score",
        ),
    ] = None
    next_trigger: Annotated[
        str | None,
        Text(
            label="What would ask for the next one?",
            purpose="To notice the change that matters",
            disclosure=Disclosure.NEVER,
            limit=400,
            short=True,
        ),
    ] = None
    signed_by: Annotated[
        str | None, member_who("Signed by", "A second person reads high-risk assessments")
    ] = None
    signed_on: Annotated[
        date | None,
        Day(
            label="Signed on",
            purpose="A second person reads high-risk assessments",
            disclosure=Disclosure.INTERNAL,
            short=False,
        ),
    ] = None
