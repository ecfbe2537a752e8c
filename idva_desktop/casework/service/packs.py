"""Content packs: loaded from a file by a supervisor, kept in the vault, chosen for use.

What is loaded or chosen holds at once: the next form is made with it. One that stands open keeps
its own until it is closed. The wording of an assessment made before stays known while its pack
is here.
"""

from dataclasses import dataclass
from pathlib import Path

from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.content_pack import CODE_LIST, INSTRUMENT, MOST_BYTES, read_pack
from idva_desktop.domain.errors import OutputError, PackError, RefusedError
from idva_desktop.domain.instrument import Instrument, built_in, learn
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import ContentPack
from idva_desktop.domain.roles import Role
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.domain.vocab import CodeList, add_versions


@dataclass(frozen=True, slots=True)
class PackRow:
    """One pack as the list shows it.

    Attributes:
        id: the record's id; blank for what comes with the program.
        name: its name.
        version: its version, or from when a list holds.
        owner: whose words they are.
        loaded: since when it is here.
        in_use: whether assessments are made with it, or forms offer it.
        is_instrument: whether it can be chosen for use.
    """

    id: str
    name: str
    version: str
    owner: str
    loaded: str
    in_use: bool
    is_instrument: bool


def load_pack(session: Session, path: Path) -> str:
    """Read a file, check it and keep it; returns the id of the record.

    Raises:
        PackError: it is malformed; nothing was stored.
        OutputError: the file cannot be read; nothing was stored.
        RefusedError: the member is no supervisor, or this version is here already.
    """
    session.need(Role.SUPERVISOR)
    content = _read(path)
    pack = read_pack(content)
    what = INSTRUMENT if isinstance(pack, Instrument) else CODE_LIST
    name = pack.title if isinstance(pack, Instrument) else pack.name
    version = pack.version if isinstance(pack, Instrument) else pack.valid_from
    same = session.vault.fetch(ContentPack, what=what, name=name, version=version)
    if same:
        raise RefusedError("This version is loaded already. Nothing was changed.")
    answers = {
        "what": what,
        "name": name,
        "version": version,
        "loaded_on": session.today,
        "in_use": "yes" if what == CODE_LIST else "no",
        "content": content.decode("utf-8-sig"),
    }
    pack_id = new_id()
    session.save("load_pack", [Save(ContentPack, pack_id, Scope.SERVICE, answers)])
    take_up_packs(session)
    return pack_id


def pack_rows(session: Session) -> list[PackRow]:
    """Return the built-in instrument and every pack that was loaded, the newest last."""
    held = session.vault.fetch(ContentPack)
    chosen = any(each.what == INSTRUMENT and each.in_use == "yes" for each in held)
    own = built_in()
    first = PackRow("", own.title, own.version, own.owner, "", not chosen, is_instrument=True)
    return [first, *map(_row, held)]


def use_instrument(session: Session, pack_id: str) -> None:
    """Make new assessments with one instrument; blank for the built-in one.

    Raises:
        RefusedError: the member is no supervisor, or it is no instrument that is here.
    """
    session.need(Role.SUPERVISOR)
    held = [each for each in session.vault.fetch(ContentPack) if each.what == INSTRUMENT]
    if pack_id and pack_id not in {each.id for each in held}:
        raise RefusedError("This instrument is not here. Nothing was changed.")
    turned = [
        Save(ContentPack, each.id, Scope.SERVICE, {"in_use": "yes" if each.id == pack_id else "no"})
        for each in held
        if (each.in_use == "yes") != (each.id == pack_id)
    ]
    if turned:
        session.save("choose_pack", turned)
        take_up_packs(session)


def take_up_packs(session: Session) -> None:
    """Let the forms of this process use what is loaded: at unlock, and after a change.

    A pack that this version of the program cannot read is passed over: the built-in instrument and
    the shipped lists are there.
    """
    instruments: list[Instrument] = []
    lists: list[CodeList] = []
    in_use: Instrument | None = None
    for held in session.vault.fetch(ContentPack):
        try:
            pack = read_pack((held.content or "").encode())
        except PackError:
            continue
        if isinstance(pack, CodeList):
            lists.append(pack)
            continue
        instruments.append(pack)
        if held.in_use == "yes":
            in_use = pack
    learn(instruments, in_use)
    add_versions(lists)


def _row(held: ContentPack) -> PackRow:
    owner = ""
    try:
        pack = read_pack((held.content or "").encode())
        owner = pack.owner if isinstance(pack, Instrument) else ""
    except PackError:
        owner = "Cannot be read by this version of the program"
    return PackRow(
        held.id,
        held.name or "",
        held.version or "",
        owner,
        show_day(held.loaded_on) if held.loaded_on else "",
        held.in_use == "yes",
        is_instrument=held.what == INSTRUMENT,
    )


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)  # one more than allowed tells that it is too large
    except OSError:
        raise OutputError(
            "The file cannot be read. Nothing was stored; check that it is there and try again."
        ) from None
