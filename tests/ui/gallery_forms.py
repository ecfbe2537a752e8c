"""Buttons, fields and choices for the gallery."""

from idva_desktop.domain.errors import AnswerError
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind, ReasonedButton
from idva_desktop.ui.widgets.check_mark import CheckMark, ChecksField
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.note_field import NoteField
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.passphrase_field import PassphraseField
from idva_desktop.ui.widgets.segmented_choice import SegmentedChoice
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
