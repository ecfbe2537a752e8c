"""The safe-contact rule: is contact safe now, and does a way of contact break the rule?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.records.case import ContactPause
from idva_desktop.domain.records.safe_contact import SafeContact
from idva_desktop.domain.typed_dates import LONDON, parse_moment, show_day
from idva_desktop.domain.vocab import NOT_ASKED, NOT_KNOWN, code_list, within

_SATURDAY = 5
_ANY_DAY = datetime(2026, 1, 1, tzinfo=LONDON)
# A rule kept in the client's own words says which channels it leaves open.
_RULE_CHANNELS = {"personal_email_only": {"email"}, "text_only": {"text"}}
_RULE_HOURS = {"only_10_14h": (time(10), time(14))}
LARGE_PRINT = "large_print"
"""The format that a print can take by itself."""

_INTERPRETER = "interpreter"
_NO_FORMAT = frozenset({"none", NOT_KNOWN, NOT_ASKED})
# Only contact with the client can break the client's rule.
_WITH_CLIENT = "client"


@dataclass(frozen=True, slots=True)
class SafeNow:
    """Whether contact is safe at a moment, and the words that say so."""

    safe: bool
    words: str


def channels_of(rule: SafeContact | None) -> frozenset[str]:
    """Return the channels that the rule leaves open; none recorded leaves all open."""
    if rule is None:
        return frozenset()
    named = frozenset("email" if c == "personal_email" else c for c in rule.channels or ())
    return named or frozenset(_RULE_CHANNELS.get(rule.rule or "", ()))


def hours_of(rule: SafeContact | None) -> tuple[time | None, time | None]:
    """Return the safe window of a day; ``None`` where it is open."""
    if rule is None:
        return None, None
    if rule.rule in _RULE_HOURS and not rule.from_time and not rule.until_time:
        return _RULE_HOURS[rule.rule]
    return _clock(rule.from_time), _clock(rule.until_time)


def _clock(words: str | None) -> time | None:
    """Return the time that was typed: "10", "10:00", "2 pm"; ``None`` where it is none."""
    plain = (words or "").strip()
    if not plain[:1].isdigit():
        return None
    try:
        return parse_moment(f"{plain}:00" if plain.isdigit() else plain, _ANY_DAY).time()
    except AnswerError:
        return None


def _unread(rule: SafeContact) -> bool:
    """Say whether hours were given that cannot be read; they must never count as "any time"."""
    given = ((rule.from_time or "").strip(), (rule.until_time or "").strip())
    return any(words and _clock(words) is None for words in given)


def paused(pauses: Iterable[ContactPause], day: date) -> ContactPause | None:
    """Return the pause that covers ``day``, if any; an open end covers every later day."""
    for pause in pauses:
        begins = pause.from_day or date.min
        if begins <= day <= (pause.until_day or date.max):
            return pause
    return None


def safe_now(rule: SafeContact | None, pauses: Iterable[ContactPause], moment: datetime) -> SafeNow:
    """Say whether contact is safe at ``moment``."""
    local = moment.astimezone(LONDON)
    pause = paused(pauses, local.date())
    if pause is not None:
        until = f" until {show_day(pause.until_day)}" if pause.until_day else ""
        return SafeNow(safe=False, words=f"Do not contact{until}")
    if rule is None:
        return SafeNow(safe=False, words="No rule recorded: ask first")
    opens, closes = hours_of(rule)
    if rule.weekdays_only == "yes" and local.weekday() >= _SATURDAY:
        return SafeNow(safe=False, words="Not at weekends")
    if _unread(rule):
        return SafeNow(safe=False, words="The safe hours cannot be read: mend the rule first")
    if opens and closes and opens > closes:
        return _through_the_night(opens, closes, local.time())
    if opens and local.time() < opens:
        return SafeNow(safe=False, words=f"Not before {opens:%H:%M}")
    if closes and local.time() >= closes:
        return SafeNow(safe=False, words=f"Not after {closes:%H:%M}")
    return SafeNow(safe=True, words=f"Safe until {closes:%H:%M}" if closes else "Safe now")


def _through_the_night(opens: time, closes: time, now: time) -> SafeNow:
    if closes <= now < opens:
        return SafeNow(safe=False, words=f"Not before {opens:%H:%M}")
    return SafeNow(safe=True, words=f"Safe until {closes:%H:%M}")


def breach(
    rule: SafeContact | None,
    pauses: Iterable[ContactPause],
    *,
    who: str | None,
    how: str | None,
    at: datetime | None,
) -> str | None:
    """Return what a contact breaks, in words, or ``None``.

    Args:
        rule: the client's rule.
        pauses: the days on which nobody makes contact.
        who: with whom; only contact with the client can break the rule.
        how: the channel.
        at: when.
    """
    if who != _WITH_CLIENT:
        return None
    if at is not None and paused(pauses, at.astimezone(LONDON).date()):
        return "The client asked for no contact on that day"
    open_channels = channels_of(rule)
    if how and open_channels and how not in open_channels:
        labels = code_list("contact_how")
        words = " or ".join(within(labels.label(c)) for c in sorted(open_channels))
        return f"This client’s rule is {words} only"
    if at is not None and rule is not None:
        now = safe_now(rule, (), at)
        return None if now.safe else f"Outside the safe window: {within(now.words)}"
    return None


def rule_parts(rule: SafeContact | None, mobile: str | None) -> list[tuple[str, str]]:
    """Return the rule as (icon name, words), in the order of the banner."""
    if rule is None:
        return [("circle-alert", "No safe-contact rule recorded")]
    parts: list[tuple[str, str]] = []
    labels = code_list("contact_how")
    named = [labels.label(c) for c in sorted(channels_of(rule))]
    if named:
        only = " only" if len(named) == 1 else ""
        number = f", {mobile}" if mobile and ({"text", "phone"} & channels_of(rule)) else ""
        parts.append(("message-square-text", " or ".join(named) + only + number))
    elif rule.rule:
        parts.append(("message-square-text", code_list("contact_rule").label(rule.rule)))
    opens, closes = hours_of(rule)
    if opens or closes:
        days = "Weekdays " if rule.weekdays_only == "yes" else ""
        parts.append(("clock", f"{days}{opens or time(0):%H:%M}–{closes or time(23, 59):%H:%M}"))
    if rule.voicemail == "no" or rule.rule == "no_voicemail":
        parts.append(("voicemail", "No voicemail"))
    if rule.never_use:
        labels = code_list("never_use")
        parts.append(("ban", "Never: " + ", ".join(labels.label(c) for c in rule.never_use)))
    if rule.mps_allowed == "yes":
        parts.append(("circle-alert", "MPS email and phone allowed by the client"))
    if needed := needs_words(rule):
        parts.append(("book-open", f"Needs: {needed}"))
    return parts


def needs_words(rule: SafeContact | None, leave_out: str = "") -> str:
    """Return the formats and the language that a client needs, in words; blank for none.

    Args:
        rule: the client's rule.
        leave_out: the code of a format that is seen to already.
    """
    if rule is None:
        return ""
    labels = code_list("accessible_format")
    wanted = [code for code in rule.formats or () if code not in _NO_FORMAT and code != leave_out]
    words = [within(labels.label(code)) for code in wanted]
    if rule.language and _INTERPRETER in wanted:
        words[wanted.index(_INTERPRETER)] += f" ({rule.language})"
    elif rule.language:
        words.append(f"language {rule.language}")
    return ", ".join(words)


def needs_large_print(rule: SafeContact | None) -> bool:
    """Say whether what the client is given is printed large."""
    return rule is not None and LARGE_PRINT in (rule.formats or ())
