"""A real vault with the people of one service, and somebody at its keyboard."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent

from idva_desktop.casework.supervision.review import review_items
from idva_desktop.domain.records import Case, Erasure
from idva_desktop.domain.roles import Role
from idva_desktop.ui.cases_view import CasesView
from idva_desktop.ui.garbage import WindowThreadCollector
from idva_desktop.ui.hands import LostError
from idva_desktop.ui.player import SETTLE_MS, Cast, Player
from idva_desktop.ui.program import application
from idva_desktop.ui.service_view import ServiceView
from idva_desktop.vault.device_secret import DeviceSecretStore, Use
from idva_desktop.vault.kdf import LEAST_COST
from idva_desktop.vault.vault import Vault
from tests.vault.decrypted import everything

WORKER, COLLEAGUE, SUPERVISOR, DEPUTY = "Ada Nwosu", "Ben Hale", "Sam Osei", "Dee Marsh"
PASSPHRASES = {
    WORKER: "pebble lantern orchard mitten",
    COLLEAGUE: "saddle marble thicket anchor",
    SUPERVISOR: "copper willow harbour sable",
    DEPUTY: "ribbon castle puddle thimble",
}
BOTH = frozenset({Role.CASEWORKER, Role.SUPERVISOR})
ROLES = {
    WORKER: frozenset({Role.CASEWORKER}),
    COLLEAGUE: frozenset({Role.CASEWORKER}),
    SUPERVISOR: BOTH,
    DEPUTY: BOTH,
}
_SAFE_KEY = "T"  # by text, which every client of the journeys allows
_MOST_PARTS = 20
Answers = tuple[tuple[str, str], ...]


def short_referral(
    given: str, family: str, born: str, mobile: str, *, source: str = "self", strand: str = "IDVA"
) -> Answers:
    """Return what the short path asks; by default of somebody who rings, harmed at home."""
    return (
        ("referral.received_at", "today 9:30"),
        ("referral.source", source),
        ("referral.strand", strand),
        ("referral.client_aware", "yes"),
        ("referral.kept_from", "no"),
        ("identity.given_name", given),
        ("identity.family_name", family),
        ("identity.date_of_birth", born),
        ("identity.mobile", mobile),
        ("safe_contact.channels", "text"),
    )


class AtWork(Player):
    """Somebody who works through the windows by keys alone."""

    def sit_down(self, name: str) -> None:
        """Unlock the desk and wait until it can be worked at."""
        self.unlock(name)
        self.hands.breathe(SETTLE_MS)

    def refer(self, answers: Answers) -> None:
        """Take a referral on the short path and open the new case."""
        self.hands.shortcut("Ctrl+N")
        self.hands.breathe(SETTLE_MS)
        self.fill(answers)
        before = self.shell().case_id()
        self.hands.shortcut("Ctrl+Return")
        self.hands.wait("the new case", lambda: self.shell().case_id() != before)

    def search(self, words: str) -> None:
        """Type in the search field, over everybody's cases, and wait for what is found."""
        self.hands.shortcut("Ctrl+F")
        self.hands.wait("the cases", self._cases_are_read)
        self.hands.breathe(SETTLE_MS)
        pane = self._cases().pane
        while pane.filters.mine or pane.filters.open:
            self.hands.tab_to("a filter", lambda at: at.accessibleName().endswith("filter away"))
            self.hands.press("Space")
            self.hands.shortcut("Ctrl+F")
        self.hands.press("Ctrl+A")
        self.hands.type(words)
        self.hands.breathe(600)

    def cases_shown(self) -> int:
        """Return how many cases the list says that it shows."""
        return int(self._cases().pane._count.text().split()[0])

    def _cases(self) -> CasesView:
        view = self.shell().view()
        assert isinstance(view, CasesView)
        return view

    def find(self, words: str) -> None:
        """Search for a case and open the first that is found."""
        self.hands.shortcut("Ctrl+F")
        self.hands.wait("the cases", self._cases_are_read)
        self.hands.press("Ctrl+A")
        self.hands.type(words)
        self.hands.breathe(600)
        self.hands.press("Return")
        self.hands.wait("the case", lambda: self.shell().case_id())

    def log_contact(self, result: str, note: str) -> None:
        """Log a contact with the client in a safe way: R for reached, N for no answer."""
        self.hands.shortcut("Ctrl+T")
        self.panel()
        self.hands.press("1", _SAFE_KEY, result)
        self.hands.type(note)
        self.hands.shortcut("Ctrl+Return")
        self.no_panel()

    def begin_support(self) -> None:
        """Begin support today."""
        self.tab(1)
        self.press_button("Begin support")
        self.panel()
        self.save()

    def sign_all(self) -> None:
        """Sign everything that waits, as somebody who wrote none of it."""
        self.screen("Review")
        self.picture("review")
        while self.waiting():
            before = self.waiting()
            self.hands.shortcut("Ctrl+Return")
            self.hands.wait("the signature", partial(self._fewer_wait, before))
        self.picture("signed")

    def _fewer_wait(self, before: int) -> bool:
        return self.waiting() < before

    def service_part(self, name: str) -> None:
        """Open a part of the service screen by the arrow keys."""
        self.screen("Service")
        view = self.shell().view()
        assert isinstance(view, ServiceView)
        strip = view.tabs.strip
        self.hands.tab_to("the parts", lambda at: at is strip or strip.isAncestorOf(at))
        for _ in range(_MOST_PARTS):
            if strip.current() == name:
                return
            self.hands.press("Right")
        raise LostError(f"The arrows do not lead to {name}")

    def erase_what_is_due(self, second: str) -> None:
        """Erase everything whose time is over, with a second person at the same desk."""
        self.service_part("erasure")
        self.picture("retention")
        self.press_button("Erase all that are due")
        self.panel()
        self.hands.press("Ctrl+Return")
        self.hands.breathe(SETTLE_MS)
        self.prove(second, "erasing")
        vault = self.shell().desk.session.vault
        self.hands.wait("the proof", lambda: vault.count(Erasure))
        self.hands.breathe(SETTLE_MS)
        self.picture("erased")

    def waiting(self) -> int:
        """Return how many things wait to be signed."""
        return len(review_items(self.shell().desk.session))

    def tab(self, digit: int) -> None:
        """Open a tab of the case."""
        self.hands.shortcut(f"Alt+{digit}")
        self.hands.breathe(SETTLE_MS)

    def add(self, digit: int, button: str, answers: Answers, *, doubted: bool = False) -> None:
        """Add a record on a tab; one that is asked about is confirmed by the same key."""
        self.tab(digit)
        self.press_button(button)
        self.panel()
        self.fill(answers)
        self.save(doubted=doubted)

    def save(self, *, doubted: bool = False) -> None:
        """Press Ctrl+Enter until the panel closes."""
        self.hands.shortcut("Ctrl+Return")
        if doubted:
            self.hands.breathe(SETTLE_MS)
            self.hands.shortcut("Ctrl+Return")
        self.no_panel()

    def _cases_are_read(self) -> bool:
        view = self.shell().view()
        return isinstance(view, CasesView) and view.is_ready()


def nothing_is_left(played: AtWork, *words: str) -> None:
    """Hold that the erased cases are nowhere to be found, and that the journal still proves."""
    with Vault.open(
        played.vault,
        passphrase=PASSPHRASES[SUPERVISOR],
        member_name=SUPERVISOR,
        device_code=played.cast.device_code,
        keyring_use=DeviceSecretStore(Use.PRINTED),
    ) as vault:
        assert vault.count(Case) == 0
        assert vault.count(Erasure) >= 1
        assert vault.audit().proved
        for word in words:
            assert vault.search(word) == []
        left = everything(vault)
    for word in words:
        assert word.encode() not in left


def pictures_of(journey: str) -> Path | None:
    """Return where a journey's pictures go: below ``IDVA_PICTURES``, where that is set."""
    root = os.environ.get("IDVA_PICTURES")
    if not root:
        return None
    place = Path(root) / journey
    place.mkdir(parents=True, exist_ok=True)
    return place


@contextmanager
def at_work(folder: Path, present: datetime, pictures: Path | None = None) -> Iterator[AtWork]:
    """Make the vault of a service and let people work in it."""
    application()
    vault, code = Vault.create(
        folder,
        member_name=WORKER,
        roles=ROLES[WORKER],
        passphrase=PASSPHRASES[WORKER],
        keyring_use=DeviceSecretStore(Use.PRINTED),
        cost=LEAST_COST,
        clock=lambda: present,
    )
    with vault:
        for name in (COLLEAGUE, SUPERVISOR, DEPUTY):
            vault.add_member(name=name, roles=ROLES[name], passphrase=PASSPHRASES[name])
    cast = Cast(WORKER, SUPERVISOR, DEPUTY, PASSPHRASES, code)
    player = AtWork(folder, pictures, present, cast)
    try:
        yield player
    except LostError:
        player.picture("lost")
        raise
    finally:
        player.end()
        _leave_no_collector()


def _leave_no_collector() -> None:
    """Take away what the program leaves to run for its life: the next test has the same Qt."""
    app = application()
    for collector in app.findChildren(WindowThreadCollector):
        shiboken6.delete(collector)
    gc.enable()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
