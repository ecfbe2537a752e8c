"""Log a contact: opened in one key, saved in a few more, and never against the client's rule.

A letter answers a choice and hands on to the next; after the last choice the note has the focus.
What breaks the safe-contact rule interrupts at once, in the flow, and closes the save until the
channel is changed or a reason is given.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt

from idva_desktop.casework import drafts
from idva_desktop.casework.case_file import banner
from idva_desktop.casework.contacts import (
    FORM,
    contact_draft,
    log_contact,
    rule_broken,
    safe_channels,
)
from idva_desktop.domain.checks import CONFIRMED
from idva_desktop.domain.errors import DoubtError, GateError, IdvaError, Missing
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.domain.vocab import code_list, within
from idva_desktop.ui.contact_fields import ContactFields
from idva_desktop.ui.contact_timer import ContactTimer
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.draft_keeper import DraftKeeper
from idva_desktop.ui.panel_foot import PanelFoot
from idva_desktop.ui.rule_words import rule_words
from idva_desktop.ui.screen_view import PanelView, on_ctrl_enter
from idva_desktop.ui.widgets.boxes import Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.chip import RiskChip
from idva_desktop.ui.widgets.error_summary import ErrorSummary
from idva_desktop.ui.widgets.labels import Line
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.safe_contact_banner import SafeContactBanner, Shape

_RULE_FIELDS = ("contact.who", "contact.how", "contact.at", "contact.rule_reason")


class ContactView(PanelView):
    """The contact panel of one case.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, "")
        self.title = self.tr("Log contact")
        self.case_id = case_id
        self.about = frozenset({case_id})
        self._broken: str | None = None
        self.fields = ContactFields(desk.session.clock)
        self.summary = ErrorSummary()
        self.summary.hide()
        self.summary.chosen.connect(self.fields.focus)
        self._build_head()
        self._build_breach()
        self.add(self.summary)
        self.add(self.fields)
        self.fields.put_under("contact.how", self._breach)
        self._build_foot()
        self._keeper = DraftKeeper(
            desk, contact_draft(case_id), FORM, self.fields.typed, self.fields.place, self
        )
        self._keeper.kept.connect(self._kept)
        self._keeper.failed.connect(self._not_kept)
        self.fields.edited.connect(self._edited)
        on_ctrl_enter(self, self.save)
        self._restore()

    def _build_head(self) -> None:
        shown = banner(self.desk.session, self.case_id)
        head = Row(gap=10)
        head.add(Line(shown.row.reference, "body", "muted", "zero"))
        head.add(RiskChip(shown.row.band, raised=shown.row.raised))
        head.add_stretch()
        self.timer = ContactTimer()
        self.timer.stopped.connect(self._timed)
        head.add(self.timer)
        self.head = head
        rule = SafeContactBanner(Shape.PANEL)
        rule.show_rule(rule_words(shown))
        self.banner = rule

    def _build_breach(self) -> None:
        open_channels = safe_channels(self.desk.session, self.case_id)
        self._safest = "text" if "text" in open_channels else next(iter(open_channels), "")
        words = within(code_list("contact_how").label(self._safest)) if self._safest else ""
        self._change = Button(
            self.tr("Change to {0}").format(words),
            Kind.PRIMARY,
            size="control_compact",
            icon="undo-2",
        )
        self._change.clicked.connect(self._change_channel)
        self._reason = Button(self.tr("It was safe: say why"), size="control_compact")
        self._reason.clicked.connect(self._say_why)
        self._breach = MessageStrip(Tone.WARNING, "", "", (self._change, self._reason))
        self._breach.hide()

    def _build_foot(self) -> None:
        foot = PanelFoot(self.tr("Save"))
        foot.close_button.clicked.connect(self.desk.close_panel)
        foot.save_button.clicked.connect(self.save)
        self._foot = self.foot = foot

    def focus_first(self) -> None:
        """Go on where the draft was left, else at the channel: the client is the usual answer."""
        self.fields.go_to(self._cursor or "contact.how")

    def leave(self) -> None:
        """Keep the draft."""
        self._keeper.keep_now()

    def save(self) -> None:
        """Save the contact, or say what is missing."""
        if not self._foot.save_button.isEnabled():
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            typed = {**self.fields.typed(), CONFIRMED: self._foot.doubts}
            log_contact(self.desk.session, self.case_id, typed)
        except GateError as error:
            self._show_problems(str(error), error.missing, doubt=isinstance(error, DoubtError))
        except IdvaError as error:
            self._show_problems(str(error), ())
        else:
            self._keeper.forget()
            self.desk.saved()
            self.desk.close_panel()

    # Inside

    def _restore(self) -> None:
        draft = drafts.kept(self.desk.session, self._keeper.key)
        if draft is None:
            self._cursor = ""
            self.fields.start(self.desk.session.clock())
            self.timer.start()
        else:
            self._cursor = draft.cursor
            self.fields.fill(draft.typed, draft.kept_at)
            self._kept(f"{draft.kept_at.astimezone(LONDON):%H:%M}")
        self._check_rule()

    def _edited(self, key: str) -> None:
        self._foot.ask_again(())
        self._keeper.touch()
        if key in _RULE_FIELDS:
            self._check_rule()

    def _check_rule(self) -> None:
        typed = self.fields.typed()
        self._broken = rule_broken(self.desk.session, self.case_id, typed)
        explained = bool(typed.get("contact.rule_reason"))
        self._foot.save_button.setEnabled(self._broken is None or explained)
        self._breach.setVisible(self._broken is not None)
        if self._broken is not None:
            self._breach.say(
                Tone.WARNING,
                self._broken,
                self.tr("Your reason is saved with the contact.")
                if explained
                else self.tr("Nothing is saved yet."),
            )
        other = typed.get("contact.how") not in (self._safest, None)
        self._change.setVisible(bool(self._safest) and other)
        if self._broken is not None and not explained:
            self._foot.say(self.tr("One question first"), failed=True)
        self._reason.setVisible(not self.fields.shows_reason())

    def _change_channel(self) -> None:
        self.fields.answer("contact.how", self._safest)
        self.fields.go_on_after("contact.how")

    def _say_why(self) -> None:
        self.fields.show_reason()
        self._reason.hide()
        self.fields.focus("contact.rule_reason")

    def _timed(self, minutes: int) -> None:
        self.fields.fill_minutes(minutes)
        self._keeper.touch()

    def _kept(self, time: str) -> None:
        kept = self.tr("Draft kept {0}").format(time)
        if not self._foot.save_button.isEnabled():
            kept = self.tr("Draft kept. One question first")
        self._foot.say(kept)

    def _not_kept(self, sentence: str) -> None:
        self._foot.say(sentence, failed=True)

    def _show_problems(
        self, lead: str, missing: tuple[Missing, ...], *, doubt: bool = False
    ) -> None:
        self._foot.ask_again([each.words for each in missing] if doubt else ())
        words: Mapping[str, str] = {f"{each.kind}.{each.question}": each.words for each in missing}
        self.fields.mark(words)
        self.summary.show_problems(lead, list(words.items()), doubt=doubt)
