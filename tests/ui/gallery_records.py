"""Tables, lists, timelines and charts for the gallery."""

from PySide6.QtWidgets import QWidget

from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.case_list import CaseLine, CaseList
from idva_desktop.ui.widgets.cells import (
    Group,
    Risk,
    Series,
    State,
    Ticked,
    TwoLines,
    Withheld,
    Words,
)
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.item_grid import Answer, ItemGrid
from idva_desktop.ui.widgets.line_chart import ChartPoint, LineChart
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.risk_bars import RiskBar, ScoreBar
from idva_desktop.ui.widgets.sparkline import Sparkline
from idva_desktop.ui.widgets.tab_strip import Part, TabStrip
from idva_desktop.ui.widgets.timeline import FoldedNote, Timeline, TimelineEntry

NOTE = (
    "Can fit window locks, a door chain and a letterbox plate once the landlord agrees. Landlord "
    "asked on Friday, answer expected by Monday 24th."
)


def timeline() -> Column:
    """Show a timeline with a folded and an open note."""
    made = Timeline()
    made.show_entries(
        (
            TimelineEntry(
                "Today",
                "a",
                "message-square-text",
                "Text, answered",
                "10:12 · you · 6 min · safety check",
                note=NOTE,
                tint="accent",
            ),
            TimelineEntry(
                "Yesterday",
                "b",
                "gauge",
                "Risk assessed: 15 of 24, high",
                "16:40 · you · new incident · signed by Supervisor A",
                tags=(
                    ("arrow-up", "3 more than on 22 October"),
                    ("user-round-check", "Raised by judgement"),
                ),
                tint="risk_high",
            ),
            TimelineEntry(
                "Yesterday", "c", "users-round", "MARAC referral sent, area North", "17:05 · you"
            ),
            TimelineEntry(
                "Monday 17 November",
                "d",
                "phone",
                "Call from a housing partner",
                "11:20 · you · 14 min · agency contact",
                note=NOTE,
                opinion="The Friday date may slip; ask again on Monday.",
            ),
        )
    )
    made.findChildren(FoldedNote)[-1].set_open(unfold=True)
    return made


def review_table() -> Card:
    """Show two-line rows with chips."""
    table = RecordTable(
        "Waiting for you",
        (
            TableColumn("To sign off"),
            TableColumn("Case", 104),
            TableColumn("Risk", 152),
            TableColumn("Waiting", 120),
        ),
        row="row_two_line",
        whole=True,
    )
    late = Words("due today", "warning", icon="clock")
    rows = (
        (
            "a",
            TwoLines("Safety plan, version 4", "High risk: the same day"),
            "DEMO-014",
            Risk("high", raised=True),
            late,
        ),
        (
            "b",
            TwoLines("Risk assessment, 17 yes", "New incident"),
            "DEMO-011",
            Risk("high"),
            Words("2 h", "muted", icon="clock"),
        ),
        (
            "c",
            TwoLines("Sharing without consent", "Reason given"),
            "DEMO-032",
            Risk("medium"),
            "1 day",
        ),
        (
            "d",
            TwoLines("Closure, planned", "Exit measures complete"),
            "DEMO-003",
            Risk(""),
            "2 days",
        ),
    )
    table.set_rows(
        [
            TableRow(code, (two, Words(ref, role="medium", reference=True), risk, wait))
            for code, two, ref, risk, wait in rows
        ]
    )
    table.set_current_code("a")
    return _carded("Waiting for you", 4, table)


def return_table() -> Card:
    """Show figures, withheld cells and groups."""
    table = RecordTable(
        "What the Met will see",
        (
            TableColumn("", 70, muted=True),
            TableColumn("Measure"),
            TableColumn("IDVA", 90, number=True),
            TableColumn("Total", 90, number=True, strong=True),
            TableColumn("Six quarters", 120),
            TableColumn("State", 120),
        ),
        by_cell=True,
        whole=True,
    )
    line = Series((92, 91, 93, 90, 89, 87))
    met, none = State("Met", "check", "success"), State("No target", "minus")
    table.set_rows(
        (
            TableRow("k01", ("K01", "Referrals", 38, 64, line, none)),
            Group("Home"),
            TableRow(
                "k02",
                (
                    "K02",
                    Ticked(on=True, words="Accepted"),
                    Withheld(),
                    55,
                    Series((1, 2, 3, None)),
                    met,
                ),
            ),
            TableRow(
                "k03", ("", Ticked(on=False, words="signposted"), Withheld(), Withheld(), None, met)
            ),
        ),
        grouped=True,
    )
    return _carded("What the Met will see", None, table)


def _carded(title: str, count: int | None, table: QWidget) -> Card:
    card = Card(0, flush=True)
    head = Column(0, (15, 10, 15, 6))
    head.add(SectionHeading(title, count))
    card.add(head)
    card.add(table)
    return card


def cases() -> Card:
    """Show the list of cases."""
    made = CaseList("Cases")
    made.set_cases(
        (
            CaseLine(
                "a", "DEMO-014", "high", raised=True, due="Text due now", service="IDVA + ISVA"
            ),
            CaseLine("b", "DEMO-021", "", due="Risk 1 day over", late=True, service="IDVA"),
            CaseLine("c", "DEMO-009", "medium", due="Chase housing today", service="IDVA"),
            CaseLine("d", "DEMO-018", "standard", due="Draft kept", service="ISVA"),
        )
    )
    made.set_current_code("a")
    made.setFixedHeight(4 * look().size("row_case"))
    card = Card(0, flush=True)
    card.add(made)
    return card


def pictures() -> Column:
    """Show charts and the picture of a risk assessment."""
    column = Column(16)
    strip = TabStrip(
        "Parts of the case", (Part("t", "Timeline"), Part("r", "Risk"), Part("m", "MARAC", 1))
    )
    column.add(strip)
    card = Card()
    card.add(SectionHeading("K06 Risk assessed in time"))
    figures = zip(("Q1", "Q2", "Q3", "Q4", "Q1", "Q2"), (92, 91, 93, 90, None, 87), strict=True)
    card.add(LineChart("K06", [ChartPoint(q, v) for q, v in figures], target=90, unit=" %"))
    column.add(card)
    card = Card(12)
    bar = ScoreBar(24, 14)
    bar.show_score(11, 15)
    card.add(bar)
    grid = ItemGrid(24)
    grid.show_answers(
        [*[Answer.YES, Answer.NO, Answer.YES] * 6, *[Answer.UNKNOWN] * 2, *[Answer.OPEN] * 4]
    )
    card.add(grid)
    card.add(RiskBar({"high": 4, "medium": 7, "standard": 9, "not_assessed": 2}))
    card.add(Sparkline("K03", (1, 2, 1.5, 3, 2.8, 3.4)))
    column.add(card)
    return column
