"""Banners, messages, chips and the frame of a window for the gallery."""

from PySide6.QtWidgets import QWidget

from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.chip import RiskChip, Tag
from idva_desktop.ui.widgets.error_summary import ErrorSummary
from idva_desktop.ui.widgets.fact_flow import Fact
from idva_desktop.ui.widgets.filter_chip import FilterChip
from idva_desktop.ui.widgets.icon_mark import IconLine
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.rail import Rail, RailEntry
from idva_desktop.ui.widgets.safe_contact_banner import SafeContactBanner, SafeContactWords, Shape
from idva_desktop.ui.widgets.status_line import DemoStrip, KeyHint, StatusFact, StatusLine

RULE = SafeContactWords(
    safe=True,
    now="Safe to text now, until 14:00",
    facts=(
        Fact("message-square-text", "Text only, 07700 900142"),
        Fact("clock", "Weekdays 10:00–14:00"),
        Fact("voicemail", "No voicemail"),
        Fact("ban", "Never: MPS email, MPS phone, landline"),
    ),
    verified="Verified 3 November",
    code_word=True,
    reference="DEMO-014",
    risk="high",
    raised=True,
)


def banners() -> Column:
    """Show the safe-contact rule in its three forms."""
    column = Column(12)
    for shape in Shape:
        banner = SafeContactBanner(shape)
        banner.show_rule(RULE)
        column.add(banner)
    return column


def messages() -> Column:
    """Show messages, an error summary and a card."""
    column = Column(12)
    summary = ErrorSummary()
    summary.show_problems(
        "Everything you typed is kept. To accept this referral, mend these:",
        [("a", "Say when the referral was received"), ("b", "Choose who made the referral")],
    )
    column.add(summary)
    change = Button(
        "Change to text", Kind.PRIMARY, icon="message-square-text", size="control_compact"
    )
    keep = Button("It was safe: say why", size="control_compact")
    column.add(
        MessageStrip(
            Tone.WARNING,
            "This client’s rule is text only",
            "A call to 07700 900142 may be seen or heard. Nothing is saved yet.",
            (change, keep),
        )
    )
    column.add(MessageStrip(Tone.ERROR, "Cannot open. Nothing was changed."))
    column.add(MessageStrip(Tone.SUCCESS, "Saved. The review is on Thu 18 December."))
    column.add(MessageStrip(Tone.INFO, "A lower score never lowers the band."))
    card = Card()
    card.add(SectionHeading("Owed to the client", 2))
    card.add(IconLine("users-round", "No likely duplicate", detail="214 cases searched"))
    card.add(IconLine("shield-check", "Nobody walled off", tint="success", role="medium"))
    column.add(card)
    return column


def marks() -> Column:
    """Show chips, tags and filters."""
    column = Column(10)
    risks = Row(6)
    risks.add(RiskChip("high", raised=True))
    for level in ("medium", "standard", ""):
        risks.add(RiskChip(level))
    risks.add_stretch()
    column.add(risks)
    tags = Row(6)
    tags.add(Tag("IDVA + ISVA"))
    tags.add(Tag("Need to know", icon="lock"))
    tags.add(Tag("Met", icon="check", tone="success"))
    tags.add(Tag("3 under", icon="triangle-alert", tone="warning"))
    tags.add(Tag("Next", icon="arrow-right", tone="accent"))
    tags.add_stretch()
    column.add(tags)
    filters = Row(6)
    filters.add(FilterChip("Mine"))
    filters.add(FilterChip("Open"))
    filters.add_stretch()
    column.add(filters)
    return column


def frame(inner: QWidget) -> Column:
    """Put a page between rail, strip and status line."""
    outer = Column(0)
    outer.add(DemoStrip())
    middle = Row(0)
    names = (("today", "Today", "sun"), ("cases", "Cases", "folder-open"))
    more = (("drafts", "Drafts", "clipboard-list"), ("review", "Review", "user-round-check"))
    entries = [RailEntry(*name) for name in (*names, *more)]
    entries.append(RailEntry("kpis", "KPIs", "gauge"))
    rail = Rail(
        entries,
        (
            RailEntry("settings", "Settings", "settings"),
            RailEntry("lock", "Lock", "lock", "Ctrl+L"),
        ),
    )
    rail.set_current("cases")
    rail.set_count("today", 6)
    middle.add(rail)
    middle.add(inner, 1)
    outer.add(middle, 1)
    status = StatusLine()
    status.set_facts(
        (StatusFact("check", "Saved 11:20", "success"), StatusFact("lock", "Locks in 9 min"))
    )
    status.set_keys((KeyHint("F6", "panes"), KeyHint("Ctrl+T", "log contact")))
    outer.add(status)
    return outer
