"""Retention, erasure and documents in the pictures; nobody real."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from idva_desktop.app import demo_secrets
from idva_desktop.casework import attachments, intake, records
from idva_desktop.casework.case_file import banner
from idva_desktop.casework.erasing import erasure, retention
from idva_desktop.casework.second_person import prove
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Case, LegalHold, Referral
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.document_panels import AddDocumentPanel, open_document_panel
from idva_desktop.ui.erase_panels import ErasePanel, ProofPanel, RectifyPanel, RunPanel
from tests.ui.vaults import referral

_LETTER = (
    "Dear colleague,\n\nThe order was made two days ago and runs for twelve months.\n"
    "The respondent may not go to the address or make contact by any means.\n"
)


def seed_documents(session: Session, case_id: str, folder: Path) -> None:
    """Add a letter, a form and a picture."""
    files = (
        ("Letter about the order", "letter", _LETTER.encode()),
        (
            "MARAC form, first hearing",
            "marac_form",
            b"%PDF-1.7\n/Type /Page\n/Type /Page" + bytes(140_000),
        ),
        ("Photograph of the lock", "photograph", _picture()),
    )
    for name, sort, content in files:
        place = folder / "seeded"
        place.write_bytes(content)
        typed: dict[str, Typed] = {"attachment.name": name, "attachment.sort": sort}
        attachments.add_document(session, case_id, str(place), typed)
        place.unlink()


def _picture() -> bytes:
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    image.fill(0xFF5A7A78)
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(held, "PNG")  # type: ignore[call-overload]  # the stubs want bytes
    return bytes(held.data().data())


def seed_retention(session: Session) -> None:
    """Leave two cases whose time is over, one of them held, and one erased."""
    cases = [_never_reached(session, name) for name in ("Ashby", "Brook", "Carver")]
    held = {"legal_hold.since": show_day(session.today), "legal_hold.why": "Inquest opened"}
    records.save_record(session, LegalHold, cases[1], held)
    second = demo_secrets.CASEWORKER
    with prove(session, second.name, second.passphrase) as proven:
        retention.run_retention(session, cases[2:], proven)
    erasure.cleanse(session)


def _never_reached(session: Session, name: str) -> str:
    received = session.today - timedelta(days=220)
    case_id = intake.accept(session, referral("Sam", name, received=f"{show_day(received)} 9:00"))
    [asked] = session.vault.fetch(Referral, owner=case_id)
    answers = {"decision": "could_not_contact", "decided_on": received + timedelta(days=10)}
    session.save("save", [Save(Referral, asked.id, case_id, answers)])
    return case_id


def document_screens(desk: Desk, case_id: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the documents' panels by name."""

    def shown(at: int) -> Callable[[], None]:
        def show() -> None:
            desk.go("documents", case_id)
            found = attachments.documents(desk.session, case_id)
            desk.open_panel(open_document_panel(desk, case_id, found[at].id))

        return show

    reference = banner(desk.session, case_id).row.reference
    yield "document-picture", shown(0)
    yield "document-pdf", shown(1)
    yield "document-text", shown(2)
    yield "document-new", lambda: desk.open_panel(AddDocumentPanel(desk, case_id, reference))


def keeping_screens(desk: Desk) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the supervisor's panels by name."""

    def over_retention(make: Callable[[], object]) -> Callable[[], None]:
        def show() -> None:
            desk.go("service", part="erasure")
            desk.open_panel(make())  # type: ignore[arg-type]  # each makes a panel

        return show

    def case(reference_of: int) -> str:
        return desk.session.vault.fetch(Case)[reference_of].id

    yield (
        "erase",
        over_retention(
            lambda: ErasePanel(desk, retention.retention_list(desk.session).due[0].case_id)
        ),
    )
    yield "erase-held", over_retention(lambda: ErasePanel(desk, case(0), why="clients_request"))
    yield "erase-run", over_retention(lambda: RunPanel(desk))
    yield "erase-proof", over_retention(lambda: ProofPanel(desk, erasure.erasures(desk.session)[0]))

    def rectify() -> RectifyPanel:
        made = RectifyPanel(desk, case(0))
        made.whose.set_value("case")
        made.refresh()
        return made

    yield "rectify", over_retention(rectify)
