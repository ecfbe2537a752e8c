"""A case in plain words, part by part: for the screen, the clipboard, and a sheet for others.

Who the client is and how they are reached are parts like the others, and are in nothing unless
they were asked for by name.
"""

from collections.abc import Iterable, Iterator, Mapping

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.cases import case_row, day_words
from idva_desktop.casework.dated_kinds import said
from idva_desktop.casework.deadlines import dues_of
from idva_desktop.casework.exclusions import refuse_excluded
from idva_desktop.casework.key_dates import key_dates
from idva_desktop.casework.records import held_by, may_open
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.casework.whole_reading import whole
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.record import Record, questions_of
from idva_desktop.domain.records import (
    AbuseIncident,
    AbusePattern,
    AgencyAction,
    CaseSheet,
    Contact,
    CourtOrder,
    Dependant,
    Employment,
    Exclusion,
    Identity,
    MaracEpisode,
    Need,
    Perpetrator,
    ProcessStep,
    RiskAssessment,
    SafeContact,
    Safeguarding,
    WorkplaceMeasure,
)
from idva_desktop.domain.tables import TextSection
from idva_desktop.domain.typed_dates import show_day, show_moment
from idva_desktop.domain.vocab import code_list
from idva_desktop.journal.acts import Act

IDENTITY, SAFE_CONTACT = "identity", "safe_contact"
"""The parts that are left out unless somebody asks for them and says why."""

_Told = tuple[type[Record], tuple[str, ...]]
# By the code of ``sheet_part``: the kinds and, of each, the answers that are told.
_PARTS: Mapping[str, tuple[_Told, ...]] = {
    "risk": ((RiskAssessment, ("on", "stage", "score", "band", "judgement_reason", "escalation")),),
    "abuse": (
        (AbusePattern, ("form", "frequency", "trend", "since", "last_happened", "at_work")),
        (AbuseIncident, ("happened", "forms", "by_whom", "at_work", "reported_to", "note")),
    ),
    "perpetrator": (
        (
            Perpetrator,
            (
                *("relationship", "police_link", "closeness", "shared_access"),
                *("firearms", "duty_status", "orders"),
            ),
        ),
    ),
    "dependants": (
        (Dependant, ("who", "age_band", "lives_with", "carer")),
        (Safeguarding, ("about", "threshold", "referred_on", "outcome")),
    ),
    "work": (
        (Employment, ("employment_type", "duty_status")),
        (WorkplaceMeasure, ("area", "state", "asked_on", "in_place_on")),
    ),
    "orders": ((CourtOrder, ("order", "made_on", "expires_on", "breached_on", "conditions")),),
    "tracks": ((ProcessStep, ("process", "stage", "on")),),
    "marac": (
        (MaracEpisode, ("met_on", "criterion", "referred_on", "heard_on", "repeat", "hearing")),
        (AgencyAction, ("agency", "what", "due", "state")),
    ),
    "needs": ((Need, ("area", "level_entry", "level_review", "level_exit")),),
    IDENTITY: ((Identity, ("given_name", "family_name", "date_of_birth", "address")),),
    SAFE_CONTACT: (
        (SafeContact, ("channels", "from_time", "until_time", "voicemail", "never_use")),
        (Identity, ("mobile", "personal_email")),
    ),
}
_ONLY_LAST = (RiskAssessment,)
_USUAL = ("risk", "abuse", "perpetrator", "dependants", "work", "orders", "tracks", "marac")


@whole
def sections(session: Session, case_id: str, parts: Iterable[str]) -> list[TextSection]:
    """Return the parts of a case that hold anything, in the order of the list of parts.

    Raises:
        RefusedError: there is no such case, or a part says who the client is and no reason was
            given to see that.
    """
    the_case(session, case_id)
    wanted = set(parts)
    found = []
    for code in code_list("sheet_part").codes:
        if code.code in wanted:
            told = _PARTS[code.code]
            lines = [line for kind, names in told for line in _lines(session, case_id, kind, names)]
            if lines:
                found.append(TextSection(code.label, tuple(lines)))
    return found


def _lines(
    session: Session, case_id: str, kind: type[Record], names: tuple[str, ...]
) -> Iterator[str]:
    may_open(session, kind, case_id)
    held = session.vault.fetch(kind, owner=held_by(session, kind, case_id))
    for each in held[-1:] if kind in _ONLY_LAST else held:
        questions = questions_of(kind)
        told = [f"{_label(questions[n].label)} {said(each, n)}" for n in names if said(each, n)]
        if told:
            yield "; ".join(told)


def _label(words: str) -> str:
    return words if words.endswith(("?", ":")) else f"{words}:"


@whole
def plain_summary(session: Session, case_id: str) -> str:
    """Return the case on one page of plain text: its reference, never who it is or how to reach.

    Raises:
        RefusedError: there is no such case.
    """
    case = the_case(session, case_id)
    lines = [f"{case.reference or ''}", f"As of {show_moment(session.clock())}", ""]
    row = case_row(session, case_id)
    if row is not None and row.worker:
        lines.append(f"Worker: {row.worker}")
    if case.support_started:
        lines.append(f"Support began: {show_day(case.support_started)}")
    lines.extend(_last_contact(session, case_id))
    for section in sections(session, case_id, _USUAL):
        lines.extend(("", section.title.upper(), *(f"- {line}" for line in section.lines)))
    ahead = [f"- {each.words}: {show_day(each.day)}" for each in key_dates(session, case_id)]
    ahead += [
        f"- {due.what}: {day_words(due.by, session.today)}"
        for due in dues_of(session, case_id)
        if due.by is not None
    ]
    if ahead:
        lines.extend(("", "WHAT LIES AHEAD", *ahead))
    return "\n".join(lines) + "\n"


def _last_contact(session: Session, case_id: str) -> Iterator[str]:
    held = session.vault.fetch(Contact, owner=case_id, who="client", result="successful")
    moments = [each.at for each in held if each.at is not None]
    if moments:
        yield f"Last reached: {show_moment(max(moments))}"


def names_whom(session: Session, case_id: str) -> bool:
    """Say whether a summary is for somebody who is named first: where anybody must not know."""
    return session.vault.count(Exclusion, owner=case_id) > 0


def note_copying(session: Session, case_id: str, for_whom: str = "") -> None:
    """Record that the summary left the program by the clipboard, and for whom where that is asked.

    Raises:
        RefusedError: there is no such case, the member may not see it, nobody is named where
            somebody must not know, or who is named must not.
    """
    the_case(session, case_id)
    if names_whom(session, case_id) and not for_whom.strip():
        raise RefusedError("Say for whom it is: somebody must not know of this case.")
    refuse_excluded(session, case_id, for_whom)
    notes = {"form": "case_summary"}
    if not for_whom.strip():
        session.vault.commit(Act("copy", about=case_id, notes=notes))
        return
    # Sealed with the case, and erased with it: who it was for is nobody else's to read.
    left = {
        "recipient": for_whom.strip(),
        "why": "The summary was copied",
        "printed_on": session.today,
        "printed_by": session.name,
    }
    session.save("copy", [Save(CaseSheet, new_id(), case_id, left)], notes=notes)
