"""The tabs of who is concerned, what is done to the client, and who is told."""

from PySide6.QtCore import QCoreApplication

from idva_desktop.domain.records import (
    AbuseIncident,
    AbusePattern,
    AgencyAction,
    CaseSheet,
    Client,
    ContactPause,
    CourtOrder,
    Dependant,
    DisclosureRequest,
    Employment,
    Exclusion,
    HandoverChoice,
    Identity,
    Knows,
    OnwardReferral,
    Perpetrator,
    Referral,
    SafeContact,
    Safeguarding,
    Sharing,
    WorkplaceMeasure,
)
from idva_desktop.ui.abuse_timeline_view import AbuseTimelineView
from idva_desktop.ui.case_parts import CaseGroup, CaseTab, held_once, listed
from idva_desktop.ui.client_sheet_view import ClientSheetView
from idva_desktop.ui.disclosures_view import CaseDisclosuresView
from idva_desktop.ui.records_view import ListWords
from idva_desktop.ui.sharings_view import SharingsView
from idva_desktop.ui.sheets_view import SheetsView


def people() -> CaseGroup:
    """The client, the alleged perpetrator, and who stands around them."""
    words = QCoreApplication.translate("case_tabs", "People")
    parts = (*_the_other(), *_who_may_know(), *_the_client(), *_around_the_client())
    return CaseGroup("people", words, parts)


def safety() -> CaseGroup:
    """What is done to the client and what protects them."""
    words = QCoreApplication.translate("case_tabs", "Harm")
    return CaseGroup("safety", words, (*_harm(), *_protection()))


def sharing() -> CaseGroup:
    """Who is told what, and what they owe."""
    tr = QCoreApplication.translate
    return CaseGroup(
        "sharing",
        tr("case_tabs", "Sharing"),
        (
            listed(
                Sharing,
                "sharing",
                ListWords(
                    tr("case_tabs", "What is shared"),
                    tr("case_tabs", "Add a sharing"),
                    tr("case_tabs", "Nothing is shared with anybody"),
                    tr("case_tabs", "Without the client’s consent a supervisor approves it first."),
                ),
                columns=("recipient", "basis", "state", "shared_on", "expires_on"),
                view=SharingsView,
            ),
            listed(
                OnwardReferral,
                "onward",
                ListWords(
                    tr("case_tabs", "Onward referrals"),
                    tr("case_tabs", "Refer on"),
                    tr("case_tabs", "The client is referred to no other service"),
                    tr("case_tabs", "Services stand in the directory, under Service."),
                    icon="send",
                ),
                columns=("service", "referred_on", "outcome", "owes_by", "did_it"),
            ),
            listed(
                AgencyAction,
                "agencies",
                ListWords(
                    tr("case_tabs", "What agencies owe"),
                    tr("case_tabs", "Add what is owed"),
                    tr("case_tabs", "No agency owes anything"),
                    tr("case_tabs", "Each promise with its day, until it is met."),
                ),
                columns=("agency", "what", "due", "state", "chased_on"),
            ),
            CaseTab(
                "disclosures",
                tr("case_tabs", "Disclosure requests"),
                CaseDisclosuresView,
                counts=DisclosureRequest,
            ),
            *_on_paper(),
        ),
    )


def _on_paper() -> tuple[CaseTab, ...]:
    tr = QCoreApplication.translate
    return (
        listed(
            CaseSheet,
            "sheets",
            ListWords(
                tr("case_tabs", "Sheets for a MARAC or a court"),
                tr("case_tabs", "Print a sheet"),
                tr("case_tabs", "No sheet was printed"),
                tr("case_tabs", "What it holds is ticked part by part; printing is recorded."),
                icon="printer",
            ),
            columns=("for_whom", "recipient", "parts", "printed_on", "printed_by"),
            view=SheetsView,
        ),
        CaseTab("client_sheet", tr("case_tabs", "A sheet for the client"), ClientSheetView),
        listed(
            HandoverChoice,
            "handover",
            ListWords(
                tr("case_tabs", "Handover to the next provider"),
                tr("case_tabs", "Add what the client chose"),
                tr("case_tabs", "The client has not been asked about a handover"),
                tr("case_tabs", "When a contract ends, only what a client agrees to moves."),
            ),
        ),
    )


def _the_other() -> tuple[CaseTab, ...]:
    tr = QCoreApplication.translate
    return (
        listed(
            Perpetrator,
            "perpetrator",
            ListWords(
                tr("case_tabs", "Alleged perpetrator"),
                tr("case_tabs", "Add what is known"),
                tr("case_tabs", "Nothing is recorded about the alleged perpetrator"),
            ),
        ),
    )


def _who_may_know() -> tuple[CaseTab, ...]:
    tr = QCoreApplication.translate
    return (
        listed(
            Exclusion,
            "exclusions",
            ListWords(
                tr("case_tabs", "Who must not know"),
                tr("case_tabs", "Add who must not know"),
                tr("case_tabs", "Nobody is excluded"),
                tr(
                    "case_tabs",
                    "Refused as worker, at MARAC and in sharing. A member of this vault is walled.",
                ),
                icon="ban",
            ),
            columns=("name", "unit", "number", "from_on"),
        ),
        listed(
            Knows,
            "knows",
            ListWords(
                tr("case_tabs", "Who at the MPS knows"),
                tr("case_tabs", "Add who knows"),
                tr("case_tabs", "Nobody at the MPS is known to know"),
                tr("case_tabs", "Who knows what, since when, and whether the client chose it."),
                icon="users-round",
            ),
            columns=("who", "since_on", "consent"),
        ),
    )


def _the_client() -> tuple[CaseTab, ...]:
    tr = QCoreApplication.translate
    return (
        held_once(
            Identity,
            "identity",
            ListWords(
                tr("case_tabs", "Identity"),
                tr("case_tabs", "Open the identity"),
                tr("case_tabs", "No identity is recorded"),
                tr("case_tabs", "Name, date of birth and address show only when opened."),
            ),
            folded=True,
        ),
        held_once(
            SafeContact,
            "safe_contact",
            ListWords(
                tr("case_tabs", "Safe contact"),
                tr("case_tabs", "Open the rule"),
                tr("case_tabs", "No rule of safe contact is recorded"),
            ),
            columns=("channels", "from_time", "until_time", "never_use", "verified_on"),
        ),
        held_once(
            Employment,
            "employment",
            ListWords(
                tr("case_tabs", "Employment"),
                tr("case_tabs", "Open the employment"),
                tr("case_tabs", "Nothing is recorded about the employment"),
            ),
            columns=("employment_type", "duty_status"),
        ),
        held_once(
            Client,
            "client",
            ListWords(
                tr("case_tabs", "About the client"),
                tr("case_tabs", "Open what is known"),
                tr("case_tabs", "Nothing is recorded about the client"),
            ),
            columns=("sex", "ethnicity", "disability", "religion", "pregnancy"),
        ),
    )


def _around_the_client() -> tuple[CaseTab, ...]:
    tr = QCoreApplication.translate
    return (
        listed(
            Dependant,
            "dependants",
            ListWords(
                tr("case_tabs", "Dependants"),
                tr("case_tabs", "Add a dependant"),
                tr("case_tabs", "Nobody is recorded who depends on the client"),
                tr("case_tabs", "Children, adults who are cared for, and animals."),
                icon="baby",
            ),
        ),
        held_once(
            Referral,
            "referral",
            ListWords(
                tr("case_tabs", "Referral"),
                tr("case_tabs", "Open the referral"),
                tr("case_tabs", "No referral is recorded"),
            ),
            columns=("received_at", "source", "strand", "decision", "decided_on"),
        ),
    )


def _harm() -> tuple[CaseTab, ...]:
    tr = QCoreApplication.translate
    return (
        CaseTab("abuse_timeline", tr("case_tabs", "What has been happening"), AbuseTimelineView),
        listed(
            AbusePattern,
            "abuse",
            ListWords(
                tr("case_tabs", "Abuse"),
                tr("case_tabs", "Add a form of abuse"),
                tr("case_tabs", "No form of abuse is recorded"),
                tr("case_tabs", "The safety plan starts from how often and whether it grows."),
            ),
        ),
        listed(
            AbuseIncident,
            "incidents",
            ListWords(
                tr("case_tabs", "Incidents"),
                tr("case_tabs", "Add an incident"),
                tr("case_tabs", "No incident is recorded"),
                tr("case_tabs", "Each asks for a new assessment; a repeat goes back to MARAC."),
                icon="circle-alert",
            ),
            columns=("happened", "forms", "by_whom", "reported_to", "learned_on"),
        ),
        listed(
            ContactPause,
            "pauses",
            ListWords(
                tr("case_tabs", "Do not contact"),
                tr("case_tabs", "Add a pause"),
                tr("case_tabs", "Contact is not suspended"),
                tr("case_tabs", "A pause stops the clock; nobody is pushed."),
                icon="ban",
            ),
        ),
    )


def _protection() -> tuple[CaseTab, ...]:
    tr = QCoreApplication.translate
    return (
        listed(
            WorkplaceMeasure,
            "workplace",
            ListWords(
                tr("case_tabs", "Workplace"),
                tr("case_tabs", "Add a measure"),
                tr("case_tabs", "No workplace measure is recorded"),
                tr("case_tabs", "What was asked of the employer, and whether it is in place."),
            ),
        ),
        listed(
            CourtOrder,
            "orders",
            ListWords(
                tr("case_tabs", "Orders"),
                tr("case_tabs", "Add an order"),
                tr("case_tabs", "No order is recorded"),
                tr("case_tabs", "Orders and bail conditions, with the day on which they end."),
                icon="scale",
            ),
        ),
        listed(
            Safeguarding,
            "safeguarding",
            ListWords(
                tr("case_tabs", "Safeguarding"),
                tr("case_tabs", "Add a decision"),
                tr("case_tabs", "No safeguarding decision is recorded"),
                tr("case_tabs", "Children and adults at risk. Not to refer is a decision too."),
                icon="shield",
            ),
        ),
    )
