"""The question that is answered by another record, found as one types."""

import re
from dataclasses import dataclass
from datetime import datetime

from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.questions import Question

_ID = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup(Question):
    """Another record, found as one types, such as a service of the directory; held as its id.

    ``to`` is its kind and ``shows`` names the questions by which it is found and told, the first
    one as its name. Of what a case holds, only records of the same case are found.
    """

    to: str
    shows: tuple[str, ...]

    def parse(self, text: str, now: datetime) -> str:
        """Return the id; words that were typed and not chosen from are no answer."""
        del now
        if not _ID.fullmatch(text):
            raise AnswerError(f"{self.label}: choose one of those found")
        return text
