"""Notices for people: what a client is told, and what staff are told of the record of readings."""

from idva_desktop.documents.privacy.activities import activities, parties
from idva_desktop.documents.privacy.markdown import bullets, page

_RIGHTS = (
    "see what we hold about you, within one month of asking",
    "have something wrong put right, and what must not be kept destroyed",
    "ask us to erase it, to stop, or to use less of it",
    "take back an agreement to share at any time",
    "complain to us, or to the Information Commissioner",
)
_READINGS = (
    "that a case was opened, once for each time you unlock the program",
    "that something was searched for, never what was typed",
    "that a client’s identity was asked for, with the reason you gave",
    "that something was printed, exported or copied out",
    "every change you save, with what it was before",
    "that a passphrase was wrong, and that a vault was recovered",
)


def client_notice() -> str:
    """Return the notice for clients, in plain words (UK GDPR Article 13)."""
    said = parties()
    support = activities()[0]
    return page(
        "How we use what you tell us",
        f"We are {said['controller']}. We are not the police. Your employer does not see your "
        "record, and is not told that you came to us.\n",
        "## What we write down, and why\n\nWhat we need to keep you safe and to speak for you: "
        "how to reach you safely, what happened, the risk, your plan, and what others have "
        "promised to do. We ask about things such as your age or your faith to see whether we "
        "reach everybody; you can say “prefer not to say” to each.\n",
        "## Our lawful reason\n\nOur and your legitimate interest in safe, confidential support, "
        "and the parts of the law that allow support services and safeguarding to use sensitive "
        f"information. In the law’s words: {support.basis} {support.condition}\n",
        "## Who else sees it\n\nNobody, unless you agree, or unless somebody is in serious danger "
        "or a court orders it. Then we tell you first wherever that is safe. The Metropolitan "
        "Police Service receives only numbers, made so that nobody can be worked out from "
        "them.\n",
        f"## How long we keep it\n\n{support.keep}\n",
        f"## Your rights\n\nYou can:\n\n{bullets(_RIGHTS)}",
        f"Ask your worker, or {said['officer']}. {said['commissioner']}.\n",
    )


def reading_notice() -> str:
    """Return the notice to staff that readings are recorded (UK GDPR Articles 13 and 88)."""
    return page(
        "Notice to staff: the program records who reads what",
        "Clients of this service may be harmed by somebody with access to systems and colleagues. "
        "So that a reading can be accounted for, the program keeps a record of:\n",
        bullets(_READINGS),
        "Each entry is signed with your own key and sealed like the rest of the record. It says "
        "what this program was told; it cannot see what happens outside it.\n",
        "## What it is used for\n\nTo answer a client who asks who read the record, to look into a "
        "suspected breach, and to prove that the journal is whole. It is not used to measure your "
        "pace of work.\n",
        "## Who sees it, and for how long\n\nSupervisors, for the cases that they review. Entries "
        "about a case are erased with that case.\n",
        f"Questions: {parties()['officer']}\n",
    )
