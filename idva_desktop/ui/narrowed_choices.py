"""Keeps the lists of a form to what goes with the answers that narrow them.

An answer that no longer goes with the other one stays in its field, offered there alone besides
what does, and the field says so: nothing that was chosen is lost by changing one's mind.
"""

from collections.abc import Callable, Mapping

from idva_desktop.domain.form import Field, Typed, words_at_odds
from idva_desktop.domain.questions import Choice
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.options import Option


class NarrowedChoices:
    """The narrowed lists of one form.

    Args:
        fields: the form's fields by key.
        frames: what stands on the screen, by key.
        offers: every answer that a field may offer, by its key.
    """

    def __init__(
        self,
        fields: Mapping[str, Field],
        frames: Mapping[str, FieldFrame],
        offers: Callable[[str], list[Option]],
    ) -> None:
        self._frames = frames
        self._offered: dict[str, list[Option]] = {}
        self._narrowed: dict[str, tuple[Field, Choice]] = {}
        for key, field in fields.items():
            asked = field.question
            if key in frames and isinstance(asked, Choice) and asked.narrowed_by:
                self._narrowed[key] = field, asked
                self._offered[key] = offers(key)

    def widen(self) -> None:
        """Offer everything, so that whatever was kept can be shown."""
        for key in self._narrowed:
            self._offer(key, self._offered[key])

    def narrow(self) -> dict[str, str]:
        """Offer what goes with the other answers.

        Returns:
            By key, what is to be said of each answer that is kept but does not go with them.
        """
        said: dict[str, str] = {}
        for key, (field, asked) in self._narrowed.items():
            leading = self._frames.get(_leading(field, asked))
            beside: dict[str, Typed] = {asked.narrowed_by: leading.value() if leading else ""}
            present = str(self._frames[key].value() or "")
            if present and not asked.goes_with(present, beside):
                said[key] = words_at_odds(field.record, asked)
            fits = [o for o in self._offered[key] if asked.goes_with(o.code, beside)]
            kept = [o for o in self._offered[key] if o.code == present and key in said]
            self._offer(key, [*fits, *kept])
        return said

    def _offer(self, key: str, options: list[Option]) -> None:
        field = self._frames[key].field
        if isinstance(field, ChoiceField):
            field.set_options(options)


def _leading(field: Field, asked: Choice) -> str:
    return f"{field.record.kind}.{asked.narrowed_by}"
