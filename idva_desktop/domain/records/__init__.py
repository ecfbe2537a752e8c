"""The records of casework, one module a kind or a family of kinds.

Importing this package declares them all, in the order in which a case meets them.
"""

from idva_desktop.domain.records.abuse import AbusePattern
from idva_desktop.domain.records.attachment import Attachment
from idva_desktop.domain.records.case import Case, ContactPause, Referral
from idva_desktop.domain.records.case_supervision import CaseSupervision
from idva_desktop.domain.records.client import Client, Employment, Identity
from idva_desktop.domain.records.closure import Closure, ClosureRequest
from idva_desktop.domain.records.conflict import DeclaredRelationship, Exclusion, Knows
from idva_desktop.domain.records.contact import Contact
from idva_desktop.domain.records.content_pack import ContentPack
from idva_desktop.domain.records.contract_end import ReAward
from idva_desktop.domain.records.dependant import Dependant
from idva_desktop.domain.records.directory import DirectoryEntry, OnwardReferral
from idva_desktop.domain.records.disclosure import DisclosureRequest
from idva_desktop.domain.records.erasure import ErasedCounts, Erasure, LegalHold
from idva_desktop.domain.records.feedback import Feedback, FeedbackAnswer, FeedbackOffer
from idva_desktop.domain.records.handover import Handover, HandoverChoice
from idva_desktop.domain.records.incident import AbuseIncident
from idva_desktop.domain.records.ledger import IssuedReturn, ReturnDesign
from idva_desktop.domain.records.marac import MaracEpisode
from idva_desktop.domain.records.need import Need
from idva_desktop.domain.records.perpetrator import Perpetrator
from idva_desktop.domain.records.risk import RiskAssessment
from idva_desktop.domain.records.safe_contact import SafeContact
from idva_desktop.domain.records.safeguarding import Safeguarding
from idva_desktop.domain.records.safety_plan import PlanAction, SafetyPlan
from idva_desktop.domain.records.saved_list import SavedList
from idva_desktop.domain.records.service import ImportedRow
from idva_desktop.domain.records.service_work import (
    AwarenessSession,
    Complaint,
    DataIncident,
    StaffPeriod,
)
from idva_desktop.domain.records.sharing import AgencyAction, Sharing
from idva_desktop.domain.records.sheet import CaseSheet
from idva_desktop.domain.records.supervision import (
    Allocation,
    Cover,
    IdentityAsking,
    QualityReview,
    QualitySample,
    SupervisionNote,
)
from idva_desktop.domain.records.task import Snooze, Task, TriggerEvent
from idva_desktop.domain.records.tracks import CourtOrder, Entitlement, ProcessStep
from idva_desktop.domain.records.wall import Match, Wall
from idva_desktop.domain.records.workplace import WorkplaceMeasure

__all__ = [
    "AbuseIncident",
    "AbusePattern",
    "AgencyAction",
    "Allocation",
    "Attachment",
    "AwarenessSession",
    "Case",
    "CaseSheet",
    "CaseSupervision",
    "Client",
    "Closure",
    "ClosureRequest",
    "Complaint",
    "Contact",
    "ContactPause",
    "ContentPack",
    "CourtOrder",
    "Cover",
    "DataIncident",
    "DeclaredRelationship",
    "Dependant",
    "DirectoryEntry",
    "DisclosureRequest",
    "Employment",
    "Entitlement",
    "ErasedCounts",
    "Erasure",
    "Exclusion",
    "Feedback",
    "FeedbackAnswer",
    "FeedbackOffer",
    "Handover",
    "HandoverChoice",
    "Identity",
    "IdentityAsking",
    "ImportedRow",
    "IssuedReturn",
    "Knows",
    "LegalHold",
    "MaracEpisode",
    "Match",
    "Need",
    "OnwardReferral",
    "Perpetrator",
    "PlanAction",
    "ProcessStep",
    "QualityReview",
    "QualitySample",
    "ReAward",
    "Referral",
    "ReturnDesign",
    "RiskAssessment",
    "SafeContact",
    "Safeguarding",
    "SafetyPlan",
    "SavedList",
    "Sharing",
    "Snooze",
    "StaffPeriod",
    "SupervisionNote",
    "Task",
    "TriggerEvent",
    "Wall",
    "WorkplaceMeasure",
]
