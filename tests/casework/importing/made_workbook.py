"""Makes workbooks of the provider's shape: clean rows from a seed, then typed as people type.

The clean rows are what was meant (:mod:`plain_truth` counts them); the workbook holds the same
with odd spaces, letter case and date forms, blanks, shuffled rows, and rows that are wrong.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from openpyxl import Workbook

from tests.casework.importing.plain_truth import Rows

COLUMNS = {
    "Referrals": (
        "Case ref|Date received|Service|Referred by|Client aware?|Outcome of referral|"
        "Decision date|Employee type|Rank / grade|Command / BCU|Sex|DOB|Ethnicity|Disability|"
        "Sexual orientation|Religion|Perpetrator police?|Relationship to perpetrator|First name|"
        "Surname|Mobile|Safe contact|Do not contact from|Do not contact until|Started support|"
        "Worker"
    ),
    "Contacts": "Case ref|Date / time|With|How|Result|Mins|Type of support|Notes",
    "Risk": "Case ref|Date|Stage|RIC score|Risk level|Prof. judgement?",
    "Plans": "Case ref|Plan date|Signed off|By",
    "Needs": "Case ref|Need|Start (0-4)|End (0-4)|Date",
    "MARAC": "Case ref|Criterion|Criterion met|Referred|Heard|Repeat?",
    "Justice": "Case ref|Process|Stage|Date|Reason",
    "Closures": (
        "Case ref|Closed|Reason|Abuse at start?|Abuse in last month at end?|Feels safer|"
        "Copes better|Satisfaction|In work at start|In work at end|Days off"
    ),
}
OUTCOMES = (
    *["Accepted"] * 12,
    "Duplicate",
    "Out of scope",
    "Declined by client",
    "Could not contact",
    "Signposted",
    "Conflict - transferred",
    None,
)
EDGES = (
    *("2025-03-31", "2025-04-01", "2025-04-17", "2025-05-02", "2025-06-27", "2025-06-30"),
    *("2025-09-30", "2025-10-26", "2025-12-24", "2025-12-31", "2026-03-29", "2026-03-31"),
    *("2026-04-01", "2026-04-02", "2026-12-24"),
)
NAMES = ("Siân", "Zoë", "Jean-Luc", "O\u2019Shea", "Владимир", "王", "مريم", "नीता", "Łucja", "😀")
REASONS = ("Planned - needs met", "Planned - moved on", "Disengaged", "Transferred", "Unsafe")
HOWS = ("Phone", "Text", "Video", "Face to face", "Email")


def clean_rows(seed: int, cases: int) -> Rows:
    """Return rows as they were meant: codes as the provider's list has them, true dates."""
    return _Service(random.Random(seed)).rows(cases)  # noqa: S311 - a test's own dice


Cell = str | int | float | date | datetime | None
Answer = TypeVar("Answer")


class _Service:
    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.made: Rows = {sheet: [] for sheet in COLUMNS}

    def rows(self, cases: int) -> Rows:
        for number in range(cases):
            self.case(f"T-{number:05d}")
        return self.made

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def day(self) -> date:
        if self.chance(0.3):
            edge = date.fromisoformat(self.dice.choice(EDGES))
            return edge + timedelta(days=self.dice.randint(-2, 1))
        return date(2025, 3, 20) + timedelta(days=self.dice.randrange(500))

    def later(self, day: date, most: int, *, least: int = 0) -> date:
        return day + timedelta(days=self.dice.randint(least, most))

    def maybe(self, share: float, value: Answer) -> Answer | None:
        return value if self.chance(share) else None

    def add(self, sheet: str, ref: str, **answers: Cell) -> None:
        columns = COLUMNS[sheet].split("|")
        row = dict.fromkeys(columns) | {"Case ref": ref}
        for name, value in answers.items():
            row[name.replace("_", " ")] = value
        assert list(row) == columns
        self.made[sheet].append(row)

    def case(self, ref: str) -> None:
        pick = self.dice.choice
        received = datetime.combine(self.day(), datetime.min.time()) + timedelta(
            minutes=pick((0, 30, 90, 600, 1019, 1410, 1439))
        )
        outcome = pick(OUTCOMES)
        decided = self.maybe(0.95, self.later(received.date(), 12)) if outcome else None
        accepted = outcome == "Accepted"
        started = self.maybe(0.85, self.later(received.date(), 25)) if accepted else None
        strand = pick(("IDVA", "IDVA", "ISVA", "BOTH"))
        referral: dict[str, Cell] = {
            "Date received": received,
            "Service": strand,
            "Referred by": pick(("Self", "HR", "Professional standards / DA unit", "MARAC", None)),
            "Client aware?": pick(("Yes", "No")),
            "Outcome of referral": outcome,
            "Decision date": decided,
            "Employee type": pick(("Officer", "PCSO", "Police staff", "Contractor", None)),
            "Sex": pick(("Female", "Female", "Male", "Prefer not to say", None)),
            "DOB": date(self.dice.randint(1960, 2005), self.dice.randint(1, 12), 15),
            "Ethnicity": pick(("White British", "Any other Asian background", "Not asked", None)),
            "Disability": pick(("Yes", "No", "Not asked", None)),
            "Sexual orientation": pick(("Heterosexual", "Bisexual", "Gay or lesbian", None)),
            "Perpetrator police?": pick(("MPS officer", "None", "Former", "Not known", None)),
            "First name": pick(NAMES),
            "Surname": pick(NAMES),
            "Mobile": "07700 900123",
            "Safe contact": pick(("No voicemail", "Only 10-14h", None)),
            "Started support": started,
            "Worker": "T. Dunne",
        }
        if self.chance(0.12):
            begins = self.later(received.date(), 8, least=-6)
            referral["Do not contact from"] = self.maybe(0.9, begins)
            referral["Do not contact until"] = self.maybe(0.8, self.later(begins, 20))
        self.add("Referrals", ref, **referral)
        self.contacts(ref, received)
        if started:
            self.support(ref, strand, started)

    def contacts(self, ref: str, received: datetime) -> None:
        for _ in range(self.dice.randrange(7)):
            hours = self.dice.choice((-30, 1, 5, 20, 30, 45, 70, 100, 2000, 6000))
            at = received + timedelta(hours=hours, minutes=self.dice.randrange(60))
            contact: dict[str, Cell] = {
                "Date / time": self.maybe(0.98, at),
                "With": self.dice.choice(("Client", "Client", "Agency")),
                "How": self.dice.choice(HOWS),
                "Result": self.dice.choice(("Successful", "Attempted")),
                "Mins": self.maybe(0.95, self.dice.randrange(90)),
                "Notes": self.dice.choice(("First call.", "ملاحظة", "line one\nline two", None)),
            }
            for _ in range(1 + self.chance(0.05)):  # two true contacts can share case and minute
                self.add("Contacts", ref, **contact)

    def support(self, ref: str, strand: str, started: date) -> None:
        pick = self.dice.choice
        closed = self.maybe(0.6, self.later(started, 300, least=1))
        if strand != "ISVA" or self.chance(0.2):
            stages = ["Entry"] * pick((0, 1, 1, 1, 2)) + ["Review"] * pick((0, 0, 1))
            stages += ["Exit"] * pick((0, 1, 1, 2)) if closed else []
            days = self.dice.sample(range(-2, 40), len(stages))
            for stage, shift in zip(stages, days, strict=True):
                base = closed if stage == "Exit" and closed else started
                self.add(
                    "Risk",
                    ref,
                    Date=base + timedelta(days=shift if stage != "Exit" else shift - 20),
                    Stage=stage,
                    **{
                        "RIC score": self.dice.randint(0, 24),
                        "Risk level": pick(("Standard", "Medium", "High")),
                        "Prof. judgement?": pick(("Yes", "No", None)),
                    },
                )
        for _ in range(pick((0, 1, 1, 2))):
            made = self.later(started, 12)
            self.add(
                "Plans",
                ref,
                **{
                    "Plan date": made,
                    "Signed off": self.maybe(0.9, self.later(made, 4)),
                    "By": "M. Supervisor",
                },
            )
        for _ in range(pick((0, 0, 1, 2))):
            met = self.later(started, 60)
            heard = self.maybe(0.8, self.later(met, 40))
            episode: dict[str, Cell] = {
                "Criterion": "14 or more",
                "Criterion met": met,
                "Referred": self.maybe(0.9, self.later(met, 10)),
                "Heard": heard,
                "Repeat?": pick(("Yes", "No")),
            }
            self.add("MARAC", ref, **episode)
        self.add("Needs", ref, Need="Health", Date=started, **{"Start (0-4)": 3, "End (0-4)": 1})
        self.add(
            "Justice",
            ref,
            Process="Criminal",
            Stage="Withdrew",
            Date=self.later(started, 400),
            Reason="Well-being",
        )
        for day in filter(None, (closed, self.maybe(0.05, closed and self.later(closed, 90)))):
            self.closure(ref, day)

    def closure(self, ref: str, day: date) -> None:
        pick = self.dice.choice
        self.add(
            "Closures",
            ref,
            Closed=day,
            Reason=pick(REASONS),
            Satisfaction=pick(
                ("Satisfied", "Neither", "Dissatisfied", "Not invited", "Invited, no answer")
            ),
            **{
                "Abuse at start?": "Yes",
                "Feels safer": pick(("Agree", "Neither", "Disagree", "Not asked", None)),
                "Days off": self.dice.randrange(40),
            },
        )


# A cell knows no time zone.
LATE_MORNING = datetime.fromisoformat("2026-01-05T11:00")
FREE_WORDS = frozenset({"First name", "Surname", "Mobile", "Worker", "By", "Notes"})
BAD_ROWS: dict[str, tuple[dict[str, Cell], ...]] = {
    "Referrals": (
        {"Case ref": "T-BAD-1", "Date received": "30/02/2026"},
        {"Case ref": "T-BAD-2", "Service": "OTHER"},
    ),
    "Contacts": (
        {"Case ref": "T-NOBODY", "Date / time": LATE_MORNING, "With": "Client"},
        {"Case ref": "T-BAD-1", "Date / time": LATE_MORNING, "With": "Client"},
        {"Case ref": "T-00000", "Mins": "ten"},
        {"Case ref": "T-00000", "Mins": 1441},
        {"Case ref": "T-00000", "Date / time": "31.04.25"},
        {"Case ref": None, "Mins": 5},
    ),
    "Risk": ({"Case ref": "T-00000", "RIC score": 25},),
    "Needs": ({"Case ref": "T-00000", "Start (0-4)": 5},),
}


@dataclass
class Typist:
    """Types values into cells as different people do on different days."""

    dice: random.Random
    messy: float = 0.4

    def cell(self, column: str, value: Cell) -> Cell:
        if value is None:
            return self.dice.choice((None, None, "", "  ", "\u00a0"))
        if column in FREE_WORDS or self.dice.random() > self.messy:
            return value
        match value:
            case datetime():
                return value.strftime("%d/%m/%Y %H:%M")
            case date():
                return value.strftime(self.dice.choice(("%d/%m/%Y", "%d.%m.%y", "%-d %b %Y")))
            case int():
                return self.dice.choice((str(value), float(value), f" {value} "))
            case _:
                return self.words(str(value))

    def words(self, text: str) -> str:
        ways: tuple[Callable[[str], str], ...] = (
            str.upper,
            str.lower,
            lambda words: f" {words}\u00a0",
            lambda words: words.replace(" ", "  "),
            lambda words: words.replace(" ", "\u00a0"),
            lambda words: f"\ufeff{words}",
        )
        return self.dice.choice(ways)(text)


def write_messy(rows: Rows, path: Path, seed: int) -> set[tuple[str, int]]:
    """Write the rows, shuffled and with wrong ones among them; return where those came to lie."""
    dice = random.Random(seed)  # noqa: S311 - a test's own dice
    typist = Typist(dice)
    book = Workbook(write_only=True)
    wrong: set[tuple[str, int]] = set()
    for sheet, headings in COLUMNS.items():
        columns = headings.split("|")
        page = book.create_sheet(sheet)
        page.append(columns)
        bad = [(row, True) for row in BAD_ROWS.get(sheet, ())]
        listed = [(row, False) for row in rows[sheet]] + bad + [({}, False)] * 2
        dice.shuffle(listed)
        for number, (row, is_wrong) in enumerate(listed, start=2):
            if is_wrong:
                wrong.add((sheet, number))
                page.append([row.get(column) for column in columns])
            else:
                page.append([typist.cell(column, row.get(column)) for column in columns])
    book.save(path)
    return wrong


def write_plain(rows: Rows, path: Path) -> Path:
    """Write the rows as they are, every sheet with its headings."""
    book = Workbook(write_only=True)
    for sheet, headings in COLUMNS.items():
        columns = headings.split("|")
        page = book.create_sheet(sheet)
        page.append(columns)
        for row in rows.get(sheet, []):
            page.append([row.get(column) for column in columns])
    book.save(path)
    return path
