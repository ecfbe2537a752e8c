"""What the law asks a controller to keep: the record of processing, the assessment, the policy."""

from collections.abc import Iterator

from idva_desktop.documents.privacy.activities import Activity, activities, parties, risks
from idva_desktop.documents.privacy.dictionary import disclosure_counts
from idva_desktop.documents.privacy.markdown import bullets, page, table
from idva_desktop.domain.questions import Disclosure
from idva_desktop.domain.record import questions_of

_CHECKED = (
    "Made from the declared questions by `idva-desktop papers`. The provider’s data protection "
    "officer checks it, fills in what stands in square brackets, and signs it.\n"
)
_SECURITY = (
    "Everything lies on the provider’s own computers in a database encrypted with keys that the "
    "provider alone holds; nothing is sent anywhere by the program. Each change is signed by the "
    "person who made it and cannot be altered unseen. See the threat model."
)
_PRINCIPLES = (
    (
        "Lawful, fair and transparent",
        (
            "Clients are told by a notice, staff by another. Sharing needs consent or a recorded "
            "lawful basis, with a supervisor’s approval. An alleged perpetrator is not told where "
            "that would endanger the client (Article 14(5)(b))."
        ),
    ),
    (
        "For stated purposes",
        "Each question names its purpose in the data dictionary; what has none is not asked.",
    ),
    (
        "No more than is needed",
        (
            "A record may be saved with one answer; only a step that needs an answer asks for it. "
            "The short path of a referral has twelve questions."
        ),
    ),
    (
        "Accurate",
        (
            "Fact and opinion stand apart. Every answer keeps its history; a correction "
            "supersedes, and a value that must go is destroyed with its key."
        ),
    ),
    (
        "No longer than is needed",
        (
            "Retention is data of the contract. Erasure needs two people, stops at a legal hold, "
            "and leaves a proof that names nobody."
        ),
    ),
    (
        "Safe",
        (
            "Encryption, locking, walls, approvals by a second person and protected returns, each "
            "said in the threat model with what enforces it."
        ),
    ),
)


def processing_record() -> str:
    """Return the record of processing (UK GDPR Article 30; DPA Schedule 1 paragraph 41)."""
    said = parties()
    head = (
        f"Controller: {said['controller']}\n\nData protection officer: {said['officer']}\n\n"
        "Transfers outside the United Kingdom: none by this program.\n"
    )
    return page("Record of processing", _CHECKED, head, *map(_entry, activities()))


def _entry(activity: Activity) -> str:
    rows = [
        ("Purpose", activity.why),
        ("Whose data", ", ".join(activity.people)),
        ("What", ", ".join(kind.title for kind in activity.kinds)),
        ("Special categories", ", ".join(activity.special) or "none"),
        ("Offences or allegations", "yes" if activity.offences else "no"),
        ("Lawful basis", activity.basis),
        ("Condition, special categories", activity.condition or "not needed"),
        ("Condition, offences", activity.offence_condition or "not needed"),
        ("Who may receive it", ", ".join(activity.recipients) or "nobody outside the provider"),
        ("Kept and erased", activity.keep),
        ("Security", _SECURITY),
    ]
    return f"## {activity.name}\n\n" + table(("", ""), rows)


def dpia_annex() -> str:
    """Return the annex to the data protection impact assessment (Article 35)."""
    return page(
        "Data protection impact assessment: annex",
        _CHECKED,
        "## Why an assessment is needed\n\nSpecial categories and allegations of offences, on a "
        "scale that matters, about people at risk of harm from others who have investigative "
        "skill (Article 35(3)(b)).\n",
        "## What is asked, and what may leave\n",
        _classes(),
        "## Necessity\n\nThe purpose of every question stands in the data dictionary beside its "
        "disclosure class. Questions on protected characteristics may each be declined.\n",
        "## Free words\n\nNarrative can identify by itself. It is never counted, shown folded, "
        "and stands in these places:\n",
        bullets(_narrative()),
        "## Risks to people\n",
        table(
            ("Risk", "To", "What stands against it", "Enforced by", "What is left"),
            [(each.risk, each.who, each.control, each.by, each.left) for each in risks()],
        ),
        "## Views sought\n\n[How clients, or those who speak for them, were asked, and what they "
        "said.]\n\n## Outcome\n\n[Accepted, or what must change first; by whom; on which day; "
        "when it is looked at again.]\n",
    )


def _classes() -> str:
    order = (Disclosure.NEVER, Disclosure.INTERNAL, Disclosure.COUNTABLE)
    rows = []
    for activity in activities():
        counts = disclosure_counts(activity)
        rows.append((activity.name, *(str(counts[each]) for each in order)))
    return table(("Activity", *(f"{each.value} (questions)" for each in order)), rows)


def _narrative() -> Iterator[str]:
    for activity in activities():
        for kind in activity.kinds:
            notes = [
                asked.label
                for asked in questions_of(kind).values()
                if getattr(asked, "lines", 1) > 1
            ]
            if notes:
                yield f"{kind.title}: {', '.join(notes)}"


def policy_document() -> str:
    """Return the appropriate policy document (DPA Schedule 1 paragraphs 38 to 41)."""
    held = [each for each in activities() if each.special or each.offences]
    return page(
        "Appropriate policy document",
        _CHECKED,
        f"Controller: {parties()['controller']}\n\nThis policy says how data on offences and "
        "allegations, and special categories of personal data, are handled (DPA section 10(5) and "
        "Schedule 1 Part 4). It is looked at each year, kept until six months after the "
        "processing ends, and given to the Information Commissioner on request.\n",
        "## What is processed, and on which condition\n",
        table(
            ("Activity", "Special categories", "Condition", "Offences", "Condition"),
            [
                (
                    each.name,
                    ", ".join(each.special),
                    each.condition,
                    "yes" if each.offences else "no",
                    each.offence_condition,
                )
                for each in held
            ],
        ),
        "## How each principle is kept\n",
        table(("Principle (Article 5)", "How"), _PRINCIPLES),
        "## Retention and erasure\n",
        table(("Activity", "Kept"), [(each.name, each.keep) for each in held]),
    )
