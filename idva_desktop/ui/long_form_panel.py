"""A form in the side panel whose save takes a while, such as one that prints or seals a file."""

from collections.abc import Callable, Mapping

from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.form import Form, Typed
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.errand import Errand
from idva_desktop.ui.form_panel import FormPanel


class LongFormPanel(FormPanel):
    """The save runs on a thread; what is typed is kept first and stands still meanwhile.

    Args:
        desk: the desk.
        form: what is asked.
        draft: the key of its draft.
        work: given the answers, returns what is done on the thread; it reads other fields itself.
        reference: the case, beside the heading.
        action: what saving is called.
    """

    def __init__(
        self,
        desk: Desk,
        form: Form,
        draft: str,
        work: Callable[[Mapping[str, Typed]], Callable[[Session], object]],
        *,
        reference: str = "",
        action: str = "",
    ) -> None:
        super().__init__(desk, form, draft, lambda _typed: None, reference=reference, action=action)
        self._work = work
        self._errand = Errand[object](desk, self)

    def save(self) -> None:
        """Begin to save."""
        if self._errand.is_busy:
            return
        self._keeper.keep_now()
        self._stand_still(still=True)
        self._errand.run(self._work(self.answers()), self._saved, self._refused)

    def leave(self) -> None:
        """Keep the draft, unless the work under way settles it."""
        if not self._errand.is_busy:
            super().leave()

    # Inside

    def _stand_still(self, *, still: bool) -> None:
        self._foot.save_button.setEnabled(not still)
        self.setEnabled(not still)

    def _saved(self, _made: object) -> None:
        self._keeper.forget()
        self.desk.close_panel()

    def _refused(self, error: IdvaError) -> None:
        self._stand_still(still=False)
        self.refuse(error)
