"""Fields that look for a record in the vault."""

from idva_desktop.casework import lookups
from idva_desktop.casework.session import Session
from idva_desktop.domain.lookup import Lookup
from idva_desktop.ui.form_view import LookupMaker
from idva_desktop.ui.widgets.lookup_field import Found, LookupField


def lookup_in(session: Session, owner: str) -> LookupMaker:
    """Return what makes the field of a question that looks for a record.

    Args:
        session: who looks.
        owner: the case whose records are looked through, where a case holds them.
    """

    def make(asked: Lookup) -> LookupField:
        def find(words: str) -> list[Found]:
            found = lookups.matches(session, asked, owner, words)
            return [Found(each.id, each.words, each.detail) for each in found]

        def name_of(value: str) -> str:
            return lookups.name_of(session, asked, owner, value)

        return LookupField(asked.label, find, name_of)

    return make
