"""The true figures of clean rows, counted a second time in the plainest way.

Nothing of the program is used here but the names of the sheets' columns: own working days, own
periods, one loop a measure, straight from the rows as they were meant.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

Rows = dict[str, list[dict[str, Any]]]
Rate = dict[str, list[int]]

_HOLIDAYS = """
2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29
"""
BANK_HOLIDAYS = {date.fromisoformat(day) for day in _HOLIDAYS.split()}
BANDS = ["Standard", "Medium", "High"]


def working_days_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in BANK_HOLIDAYS:
            count -= 1
    return day


@dataclass
class Truth:
    rates: dict[str, Rate]
    counts: dict[str, Counter[str]]
    suspended: Counter[str]
    minutes: int


def truth(rows: Rows, first: date, end: date) -> Truth:
    return _Count(rows, first, end).run()


class _Count:
    def __init__(self, rows: Rows, first: date, end: date) -> None:
        self.rows, self.first, self.end = rows, first, end
        self.found = Truth({}, {}, Counter(), 0)
        self.referrals = {row["Case ref"]: row for row in rows["Referrals"]}
        self.closures: dict[str, dict[str, Any]] = {}
        for row in rows["Closures"]:
            held = self.closures.get(row["Case ref"])
            if row["Closed"] and (held is None or row["Closed"] < held["Closed"]):
                self.closures[row["Case ref"]] = row

    def inside(self, day: date | None) -> bool:
        return day is not None and self.first <= day < self.end

    def rate(self, name: str, strand: str, *, met: bool) -> None:
        rate = self.found.rates.setdefault(name, {})
        for column in (strand, "_T"):
            pair = rate.setdefault(column, [0, 0])
            pair[0] += met
            pair[1] += 1

    def count(self, name: str, what: str) -> None:
        self.found.counts.setdefault(name, Counter())[what] += 1

    def of(self, sheet: str, ref: str) -> Iterable[dict[str, Any]]:
        return (row for row in self.rows[sheet] if row["Case ref"] == ref)

    def run(self) -> Truth:
        for ref, row in self.referrals.items():
            if row["Service"] is None:
                continue
            self.referral(ref, row)
            self.support(ref, row)
            self.marac(ref, row["Service"])
            self.closing(ref, row)
            self.caseload(ref, row)
            self.activity(ref)
        return self.found

    def referral(self, ref: str, row: dict[str, Any]) -> None:
        strand, outcome, received = row["Service"], row["Outcome of referral"], row["Date received"]
        if received:
            day = received.date()
            if self.inside(day):
                self.count("K01", strand)
                for column in ("Sex", "Employee type", "Disability", "Perpetrator police?"):
                    self.count(f"K01/{column}", f"{strand}/{row[column] or 'Not asked'}")
            left_out = {"Duplicate"}
            self.first_contact("K03", ref, row, 1, left_out, {"Attempted", "Successful"})
            left_out = {"Duplicate", "Out of scope"}
            self.first_contact("K04", ref, row, 2, left_out, {"Successful"})
        decided = row["Decision date"]
        if decided and outcome and self.inside(decided):
            self.rate("K02", strand, met=outcome == "Accepted")
            self.count("K02", outcome)
        if decided and outcome == "Accepted":
            due = working_days_after(decided, 10)
            if self.inside(due):
                started = row["Started support"]
                self.rate("K05", strand, met=bool(started and started <= due))

    def first_contact(
        self, name: str, ref: str, row: dict[str, Any], days: int, out: set[str], good: set[str]
    ) -> None:
        received = row["Date received"].date()
        due = working_days_after(received, days)
        if not self.inside(due) or row["Outcome of referral"] in out:
            return
        start, stop = row["Do not contact from"], row["Do not contact until"]
        paused = (start or date.min) <= due and (stop or date.max) >= received
        if (start or stop) and paused:
            self.found.suspended[name] += 1
            return
        met = any(
            contact["With"] == "Client"
            and contact["Result"] in good
            and contact["Date / time"]
            and contact["Date / time"].date() <= due
            for contact in self.of("Contacts", ref)
        )
        self.rate(name, row["Service"], met=met)

    def support(self, ref: str, row: dict[str, Any]) -> None:
        if not row["Started support"]:
            return
        due = working_days_after(row["Started support"], 5)
        if not self.inside(due):
            return
        assessed = sorted(
            (risk["Date"], -BANDS.index(risk["Risk level"])) for risk in self.of("Risk", ref)
        )
        if row["Service"] != "ISVA":
            self.rate("K06", row["Service"], met=bool(assessed and assessed[0][0] <= due))
        limit = due
        if assessed and assessed[0][1] == -BANDS.index("High"):
            limit = min(due, assessed[0][0])
        signed = [plan["Signed off"] for plan in self.of("Plans", ref) if plan["Signed off"]]
        self.rate("K07", row["Service"], met=any(day <= limit for day in signed))

    def marac(self, ref: str, strand: str) -> None:
        for row in self.of("MARAC", ref):
            due = working_days_after(row["Criterion met"], 5)
            if self.inside(due):
                self.rate("K08", strand, met=bool(row["Referred"] and row["Referred"] <= due))
            if self.inside(row["Heard"]):
                self.rate("K08R", strand, met=row["Repeat?"] == "Yes")

    def closing(self, ref: str, row: dict[str, Any]) -> None:
        closure, strand = self.closures.get(ref), row["Service"]
        if closure is None or not row["Started support"] or not self.inside(closure["Closed"]):
            return
        self.count("K15", strand)
        self.count("K15/reason", closure["Reason"])
        risks = sorted(self.of("Risk", ref), key=lambda risk: risk["Date"])
        entries = [BANDS.index(risk["Risk level"]) for risk in risks if risk["Stage"] == "Entry"]
        exits = [BANDS.index(risk["Risk level"]) for risk in risks if risk["Stage"] == "Exit"]
        if not (entries and exits):
            self.count("K09/unpaired", strand)
        elif entries[0]:
            self.rate("K09", strand, met=exits[-1] < entries[0])
        if closure["Feels safer"] in {"Agree", "Neither", "Disagree"}:
            self.rate("K11", strand, met=closure["Feels safer"] == "Agree")
        if closure["Satisfaction"] in {"Satisfied", "Neither", "Dissatisfied"}:
            self.rate("K13", strand, met=closure["Satisfaction"] == "Satisfied")

    def caseload(self, ref: str, row: dict[str, Any]) -> None:
        started = row["Started support"]
        closed = self.closures[ref]["Closed"] if ref in self.closures else date.max
        if started is None:
            return
        if started < self.first <= closed:
            self.count("K16/start", row["Service"])
        if self.inside(started):
            self.count("K16/opened", row["Service"])
        if self.inside(closed):
            self.count("K16/closed", row["Service"])
        if started < self.end <= closed:
            self.count("K16/end", row["Service"])

    def activity(self, ref: str) -> None:
        for row in self.of("Contacts", ref):
            at: datetime | None = row["Date / time"]
            if at and self.inside(at.date()):
                self.count("K22", f"{row['With']}/{row['How']}/{row['Result']}")
                self.found.minutes += row["Mins"] or 0
