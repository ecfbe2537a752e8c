"""The safety plan on paper: a copy that a client can safely hold.

In the wrong hands a copy is a danger. So nothing is printed unless the plan says that a copy is
safe; and the *plain* form carries no name, no reference, no service, no sign of what it is for, in
its words, its title, its file name or its metadata.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html import escape

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from idva_desktop.documents.letterhead import (
    WIDTH,
    Furniture,
    Styles,
    check_letters,
    make_pdf,
    running_words,
)
from idva_desktop.documents.plan_parts import Panel, Step
from idva_desktop.documents.tagged import Words
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.domain.vocab import code_list

PLAIN, FULL = "plain", "full"
"""The answers to "a copy for the client" with which one may be printed."""

LARGE_PRINT = 18.0
"""Size of large print in points, as the RNIB's clear print guidance has it."""

_SIZE = 11.5
_NO_COPY = {
    "not_safe": "The plan says that a copy is not safe to hold, so none was made.",
    "memory": "The plan says that a copy is safe only in memory, so none was made. Talk it through "
    "with the client instead.",
}
_NOT_SAID = (
    "The plan does not say yet whether a copy is safe to hold, so none was made. "
    "Ask the client, and record the answer in the plan."
)
# Headings that give nothing away to somebody who finds the paper.
_PLAIN_AREAS = {
    "home": "Home",
    "work": "Work",
    "commute": "Getting about",
    "digital": "Phone and computer",
    "children": "Children",
    "court": "Appointments",
    "weapons": "Also",
    "money": "Money",
    "sanctuary_measures": "Doors and windows",
}
# Words that say what a paper is for; whole words, in any case.
_TELLING = (
    *("IDVA", "ISVA", "MARAC", "IOPC", "safety plan", "safety planning"),
    *("domestic abuse", "domestic violence", "sexual violence", "sexual assault", "rape"),
    *("client", "perpetrator", "abuser", "caseworker", "non-molestation", "occupation order"),
)
_EMERGENCY_PLAIN = ("In an emergency: 999. On a mobile, press 55 when asked if I cannot speak.",)
_EMERGENCY_FULL = (
    "In danger now: call 999. On a mobile, press 55 when asked if you cannot speak.",
    "Day and night, free: National Domestic Abuse Helpline, 0808 2000 247.",
)

_MOST_BESIDE = 600  # letters; in large print half a page


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """One thing to be done.

    Attributes:
        area: a code of the list ``plan_area``.
        what: the action.
        who: who does it; "client" in any case reads as *me*.
        due: the day by which it is done, if agreed.
        done: whether it is done.
    """

    area: str
    what: str = field(repr=False)
    who: str = field(default="", repr=False)
    due: date | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class PlanCopy:
    """What a copy of the plan holds.

    Attributes:
        copy: the plan's answer to "a copy for the client", or ``None`` where it is blank.
        actions: in any order; they are printed by area.
        review_by: the day on which it is looked at again.
        emergency: sentences for an emergency; empty for the usual ones of the form.
        service: the service's name and how to reach it; printed on the full form only.
        never_print: words that the plain form must not hold: the client's names, the reference,
            the workers' and the service's names.
    """

    copy: str | None
    actions: tuple[PlannedAction, ...] = field(repr=False)
    review_by: date | None = None
    emergency: tuple[str, ...] = ()
    service: str = ""
    never_print: frozenset[str] = field(default=frozenset(), repr=False)


def plan_pdf(plan: PlanCopy, *, large_print: bool = False) -> bytes:
    """Return the copy as a PDF.

    Raises:
        RefusedError: a copy is not safe, or a plain copy would tell what it is.
        OutputError: it has letters that cannot be printed.
    """
    refuse_unsafe(plan.copy)
    plain = plan.copy == PLAIN
    if plain:
        _refuse_telling(plan)
    title = "My plan" if plain else "My safety plan"
    size = LARGE_PRINT if large_print else _SIZE
    check_letters(_words(plan), "The plan")
    footer = "" if plain else "Keep this where only you will find it."
    return make_pdf(
        lambda: _story(plan, title, Styles(size), plain=plain),
        Furniture(title, footer, foot_size=round(size * 0.8, 1)),
    )


def plan_file_name(plan: PlanCopy) -> str:
    """Return a file name that carries no name, and for the plain form nothing of its purpose."""
    return "my-plan.pdf" if plan.copy == PLAIN else "my-safety-plan.pdf"


def refuse_unsafe(copy: str | None) -> None:
    """Refuse to print for a client who has no safe form of a copy.

    Raises:
        RefusedError: the plan's answer is neither plain nor full.
    """
    if copy not in (PLAIN, FULL):
        raise RefusedError(_NO_COPY.get(copy or "", _NOT_SAID))


def telling(never_print: frozenset[str]) -> re.Pattern[str]:
    """Return what finds a word that tells what a paper is for, or one of those given."""
    words = sorted(word.strip() for word in {*_TELLING, *never_print} if word.strip())
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def emergency_words(copy: str | None) -> tuple[str, ...]:
    """Return the usual sentences for an emergency on a paper of that form."""
    return _EMERGENCY_PLAIN if copy == PLAIN else _EMERGENCY_FULL


def _refuse_telling(plan: PlanCopy) -> None:
    tells = telling(plan.never_print)
    for title, actions in _by_area(plan, plain=True):
        for number, action in enumerate(actions, start=1):
            if tells.search(f"{action.what}\n{_who(action)}"):
                raise RefusedError(
                    f"A plain copy must not tell what it is for, and action {number} under "
                    f"“{title}” holds a name, the service or a word of this work. "
                    "Nothing was printed. Put it in other words first."
                )
    if any(tells.search(sentence) for sentence in plan.emergency):
        raise RefusedError(
            "A plain copy must not tell what it is for, and its words for an emergency do. "
            "Nothing was printed. Put them in other words first."
        )


def _by_area(plan: PlanCopy, *, plain: bool) -> Iterator[tuple[str, list[PlannedAction]]]:
    """Yield the heading of each area that has actions, in the order of the list."""
    for code in code_list("plan_area").codes:
        found = [action for action in plan.actions if action.area == code.code]
        if found:
            yield (_PLAIN_AREAS.get(code.code, "Also") if plain else code.label), found
    known = code_list("plan_area")
    other = [action for action in plan.actions if action.area not in known]
    if other:
        yield "Also", other


def _who(action: PlannedAction) -> str:
    return "Me" if action.who.strip().casefold() in ("client", "me") else action.who.strip()


def _words(plan: PlanCopy) -> Iterator[str]:
    yield from plan.emergency
    yield plan.service
    for action in plan.actions:
        yield action.what
        yield action.who


def _story(plan: PlanCopy, title: str, styles: Styles, *, plain: bool) -> Iterator[Flowable]:
    gap = styles.size
    yield Words(title, styles.title)
    if plan.review_by:
        yield Spacer(0, gap * 0.5)
        yield Words(f"To look at again by {show_day(plan.review_by)}", styles.muted)
    yield Spacer(0, gap * 1.4)
    sentences = plan.emergency or emergency_words(plan.copy)
    emergency = [Words(escape(sentence), styles.strong) for sentence in sentences]
    yield Panel(emergency, WIDTH, ground="sunken" if plain else "accent_soft")
    for heading, actions in _by_area(plan, plain=plain):
        yield Spacer(0, gap * 1.7)
        steps = [part for action in actions for part in _step(action, styles)]
        # A heading never stands alone at the foot of a page.
        yield KeepTogether([Words(escape(heading), styles.heading), Spacer(0, gap / 3), steps[0]])
        yield from steps[1:]
    if plan.service and not plain:
        yield Spacer(0, gap * 2)
        lines = escape(plan.service).replace("\n", "<br/>")
        yield KeepTogether([Words("Who to ask", styles.heading), Words(lines, styles.body)])


def _step(action: PlannedAction, styles: Styles) -> Iterator[Flowable]:
    """Yield an action beside its box; what is too long to stand there runs on beneath it."""
    by = f"by {show_day(action.due)}" if action.due and not action.done else ""
    meta = " · ".join(part for part in (_who(action), "done" if action.done else by) if part)
    beside, beneath = _parted(action.what)
    words = [Words(escape(beside), styles.body)]
    under = [Words(escape(meta), styles.muted)] if meta else []
    indent = max(9 * mm, styles.size * 2.2)
    shown = words if beneath else [*words, *under]
    yield Step(shown, WIDTH, size=styles.size, done=action.done, indent=indent)
    if beneath:
        yield from running_words(beneath, styles.body)
        yield from under


def _parted(words: str) -> tuple[str, str]:
    """Return what stands beside a box, which no page break can part, and what runs on beneath."""
    if len(words) <= _MOST_BESIDE:
        return words, ""
    cut = words.rfind(" ", 0, _MOST_BESIDE) + 1 or _MOST_BESIDE
    return words[:cut], words[cut:]
