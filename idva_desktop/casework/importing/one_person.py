"""Refuses a row that names one person as the client and as the alleged perpetrator of a case.

A form refuses it too. In a workbook it is a slip of the copying hand, and kept it would wall the
client's own worker from the client, or tell the one of the other.
"""

from idva_desktop.casework.importing.rows import CaseIds
from idva_desktop.casework.known_people import person_of
from idva_desktop.casework.session import Session
from idva_desktop.domain.likeness import Person, is_one_person
from idva_desktop.domain.record import answers_of
from idva_desktop.domain.records import Identity, Perpetrator
from idva_desktop.exchange.rows import ReadRow, Refusal

REASON = "impossible value: this is the client of the case"
_NAMED_BY = ("family_name", "given_name", "number", "other_names")


class OnePerson:
    """Looks at each row that names an alleged perpetrator; remembers the clients of this workbook.

    Args:
        session: whose vault holds the earlier clients.
    """

    def __init__(self, session: Session) -> None:
        self._door = session.vault.beyond_walls()
        self._clients: dict[str, Person] = {}

    def refusal(self, row: ReadRow, ids: CaseIds | None) -> Refusal | None:
        """Return why a row stays out, or ``None`` where nothing stands against it.

        Args:
            row: the row.
            ids: the case that it belongs to, if that is there.
        """
        client = self._client(row, ids)
        accused = row.answers.get(Perpetrator)
        if client is None or not accused or not is_one_person(client, person_of(accused)):
            return None
        columns = (row.sheet.column_of(Perpetrator, name) for name in _NAMED_BY)
        column = next((column for column in columns if column), row.sheet.case)
        return Refusal(row.sheet.name, row.number, column, REASON)

    def _client(self, row: ReadRow, ids: CaseIds | None) -> Person | None:
        said = row.answers.get(Identity)
        if said and ids is None:
            found = self._clients[row.case] = person_of(said)
            return found
        if row.case in self._clients:
            return self._clients[row.case]
        held = self._door.fetch(Identity, owner=ids.client) if ids is not None else []
        return person_of(answers_of(held[0])) if held else None
