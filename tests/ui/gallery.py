"""Every widget of the kit on one sheet, in each palette and at 200 %.

``python tests/ui/gallery.py OUT.png`` writes OUT.png (light), OUT-dark.png, OUT-contrast.png and
OUT-200.png, to be held beside one another.
"""

import os
import sys
from pathlib import Path

if "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from idva_desktop.domain.errors import AnswerError
from idva_desktop.ui.appearance import wear
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind, ReasonedButton
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.check_mark import CheckMark, ChecksField
from idva_desktop.ui.widgets.chip import RiskChip, Tag
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.error_summary import ErrorSummary
from idva_desktop.ui.widgets.fact_flow import Fact
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.filter_chip import FilterChip
from idva_desktop.ui.widgets.focus_ring import FocusRing
from idva_desktop.ui.widgets.icon_mark import IconLine
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.note_field import NoteField
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.passphrase_field import PassphraseField
from idva_desktop.ui.widgets.rail import Rail, RailEntry
from idva_desktop.ui.widgets.safe_contact_banner import SafeContactBanner, SafeContactWords, Shape
from idva_desktop.ui.widgets.segmented_choice import SegmentedChoice
from idva_desktop.ui.widgets.status_line import DemoStrip, KeyHint, StatusFact, StatusLine
from idva_desktop.ui.widgets.text_field import SearchField, TextField, TypedDateField

YES_NO = (Option("yes", "Yes"), Option("no", "No"), Option("unknown", "Don’t know"))


def meaning(typed: str) -> str:
    """Read two phrases, as the real parser reads many."""
    known = {"today 11:16": "Thu 20 November 2025, 11:16", "3 March 2052": "Wed 3 March 2052"}
    if typed not in known:
        raise AnswerError("Type a date, such as “3 Mar” or “tomorrow 10:30”.")
    return known[typed]


def buttons() -> Column:
    """Show every kind of button."""
    column = Column(12)
    first = Row()
    first.add(Button("Log contact", Kind.PRIMARY, icon="message-square-text", keys="Ctrl+T"))
    first.add(Button("Summary", icon="copy"))
    first.add(Button("All kinds", icon="chevron-down", trailing=True))
    first.add_stretch()
    second = Row()
    second.add(Button("Go on", size="control_compact"))
    second.add(Button("Open all notes", Kind.LINK))
    second.add(Button("Snippet", Kind.LINK, icon="file-text", keys="Ctrl+;"))
    second.add(Button("Add action", Kind.QUIET, icon="plus", icon_only=True))
    second.add_stretch()
    column.add(first)
    column.add(second)
    closed = ReasonedButton(Button("Issue return", keys="Ctrl+Shift+E"))
    closed.set_closed("Opens when every check has passed. An issued return is never altered.")
    column.add(closed)
    return column


def fields() -> Column:
    """Show every kind of field, some with a problem."""
    column = Column(16)
    received = TypedDateField("When was the referral received?", meaning)
    framed = FieldFrame(received, "Type it as you would say it: “today 9:30”, “3 Mar”.")
    framed.set_problem("Say when the referral was received")
    column.add(framed)
    who = ChoiceField("Who made the referral?", (Option("self", "The client"),))
    framed = FieldFrame(who)
    framed.set_problem("Choose who made the referral")
    column.add(framed)
    when = TypedDateField("When", meaning)
    when.set_value("today 11:16")
    minutes = TextField("Minutes", width=120)
    minutes.set_value("6")
    pair = Row(12)
    pair.add(FieldFrame(when), 2)
    pair.add(FieldFrame(minutes), 1)
    column.add(pair)
    note = NoteField("Note", lines=2)
    note.set_value(
        "Asked how the night went. She is at her sister’s until Sunday. He has been told to stay "
        "away and has not come near."
    )
    column.add(FieldFrame(note, "What was said and done. Opinion has its own box."))
    column.add(FieldFrame(TextField("Follow up"), optional=True))
    secret = PassphraseField("Passphrase")
    secret.set_value("four plain words here")
    column.add(FieldFrame(secret))
    column.add(SearchField("Search cases"))
    return column


def choices() -> Column:
    """Show segments, open and chosen, and boxes to tick."""
    column = Column(16)
    support = (Option("idva", "IDVA"), Option("isva", "ISVA"), Option("both", "Both"))
    chosen = SegmentedChoice("Which support?", support, equal=True)
    chosen.set_value("idva")
    column.add(FieldFrame(chosen, fill=False))
    how = SegmentedChoice(
        "How",
        (
            Option("text", "Text", icon="message-square-text"),
            Option("call", "Call", icon="phone"),
            Option("video", "Video", icon="video"),
            Option("person", "In person", icon="users-round"),
        ),
        stretch=True,
    )
    how.set_value("call")
    column.add(FieldFrame(how))
    item = SegmentedChoice("Is there access to firearms?", YES_NO, compact=True)
    item.setObjectName("focused")
    column.add(FieldFrame(item, fill=False))
    who = SegmentedChoice("Who with", YES_NO, stretch=True, always_letters=True)
    who.set_value("yes")
    column.add(FieldFrame(who))
    done = CheckMark("Prepare for MARAC", detail="Mon 24 November")
    done.set_value(True)
    column.add(CheckMark("Send plan for approval", detail="Today: high risk, same day"))
    column.add(done)
    several = ChecksField("Needs", (Option("h", "Housing"), Option("m", "Money")))
    column.add(FieldFrame(several))
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


def sheet() -> QWidget:
    """Lay every widget out on one page."""
    page = Column(24, (28, 28, 28, 28))
    page.add(Line("DEMO-014", "display", "text", "zero"))
    page.add(
        WrappedLabel(
            "Anything you were writing is kept, and opens where you left it.", colour="muted"
        )
    )
    row = Row(32)
    left = Column(24)
    left.add(buttons())
    left.add(choices())
    left.add_stretch()
    row.add(left, 1)
    row.add(fields(), 1)
    page.add(row)
    page.add(banners())
    second = Row(32)
    second.add(messages(), 1)
    right = Column(24)
    right.add(marks())
    offers = (
        Button("Search all I may see", icon="search"),
        Button("Start a referral", Kind.PRIMARY),
    )
    sentence = "Looked in your open cases. Closed cases and those of others are not shown."
    right.add(EmptyState("folder-open", "No case matches “DEMO-777”", sentence, offers), 1)
    second.add(right, 1)
    page.add(second)
    page.add_stretch()
    return frame(page)


def render(app: QApplication, palette: str, text: int, out: Path) -> None:
    """Paint the sheet in one look and save it."""
    wear(app, palette, text)
    page = sheet()
    page.setAutoFillBackground(True)
    page.resize(1440 if text == 100 else 2200, 900)
    FocusRing(page)
    page.show()
    page.resize(page.width(), max(page.heightForWidth(page.width()), page.sizeHint().height()))
    focused = page.findChild(SegmentedChoice, "focused")
    if focused is not None:
        page.activateWindow()
        focused.focus_first()
    app.processEvents()
    page.grab().save(str(out))
    page.close()
    page.deleteLater()


def main(out: Path) -> None:
    """Write the four pictures."""
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("The gallery needs a QApplication")
    render(app, "light", 100, out)
    render(app, "dark", 100, out.with_stem(f"{out.stem}-dark"))
    render(app, "contrast", 100, out.with_stem(f"{out.stem}-contrast"))
    render(app, "light", 200, out.with_stem(f"{out.stem}-200"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
