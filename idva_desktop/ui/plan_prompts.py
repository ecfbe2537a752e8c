"""What to think of in each area of a safety plan: starters, never answers."""

from PySide6.QtCore import QCoreApplication


def prompts() -> dict[str, str]:
    """Return a few things to think of, by area code."""
    tr = QCoreApplication.translate
    return {
        "home": tr("plan_prompts", "Locks, keys, a way out, a neighbour who knows"),
        "work": tr("plan_prompts", "Site, shifts, lone working, who may know"),
        "commute": tr("plan_prompts", "Routes, times, parking, company"),
        "digital": tr("plan_prompts", "Phone, shared accounts, location, passwords"),
        "children": tr("plan_prompts", "School, handovers, words for calling help"),
        "court": tr("plan_prompts", "Entrance, screens, who comes along"),
        "weapons": tr("plan_prompts", "Firearms, licence, where things are kept"),
        "money": tr("plan_prompts", "An account of their own, pay, papers, savings"),
        "sanctuary_measures": tr("plan_prompts", "Doors, windows, lights, alarm, fire safety"),
    }
