"""Two answers given without knowledge of each other are a conflict, and no clock decides it."""

from itertools import permutations

from idva_desktop.domain.questions import Plain
from idva_desktop.journal.payload import REMOVED, Payload, SealedChange
from idva_desktop.journal.replay import RecordState, Replay

FIRST, SECOND, THIRD, FOURTH = (bytes([n]) * 16 for n in (1, 2, 3, 4))


def said(at: str, answers: dict[str, Plain | None], *replaced: bytes) -> Payload:
    replaces = dict.fromkeys(answers, replaced) if replaced else {}
    change = SealedChange("safe_contact", "r", answers, replaces)
    return Payload("save", at, at[:10], "c", "client", "", {}, (change,))


CREATED = said("2026-01-01T09:00:00Z", {"voicemail": "yes"})


def replayed(*acts: tuple[bytes, Payload]) -> RecordState:
    replay = Replay()
    for act, payload in acts:
        replay.take(act, payload)
    return replay.records["safe_contact", "r"]


def test_a_later_answer_that_saw_the_first_replaces_it() -> None:
    later = said("2026-01-02T09:00:00Z", {"voicemail": "no"}, FIRST)
    state = replayed((FIRST, CREATED), (SECOND, later))
    assert state.value("voicemail") == "no"
    assert state.conflicts() == []
    assert state.heads("voicemail") == (SECOND,)


def test_two_offline_answers_conflict_whatever_their_clocks_and_order_of_arrival() -> None:
    one = (SECOND, said("2026-01-02T09:00:00Z", {"voicemail": "no"}, FIRST))
    two = (THIRD, said("1996-01-02T09:00:00Z", {"voicemail": "ask"}, FIRST))
    for order in permutations([one, two]):
        state = replayed((FIRST, CREATED), *order)
        assert state.conflicts() == ["voicemail"]
        assert state.heads("voicemail") == (SECOND, THIRD)
        assert state.value("voicemail") == "no"


def test_an_act_that_saw_both_settles_a_conflict() -> None:
    state = replayed(
        (FIRST, CREATED),
        (SECOND, said("2026-01-02T09:00:00Z", {"voicemail": "no"}, FIRST)),
        (THIRD, said("2026-01-02T09:00:00Z", {"voicemail": "ask"}, FIRST)),
        (FOURTH, said("2026-01-03T09:00:00Z", {"voicemail": "no"}, SECOND, THIRD)),
    )
    assert state.conflicts() == []
    assert state.value("voicemail") == "no"


def test_the_same_answer_given_twice_is_no_conflict() -> None:
    state = replayed(
        (FIRST, CREATED),
        (SECOND, said("2026-01-02T09:00:00Z", {"voicemail": "no"}, FIRST)),
        (THIRD, said("2026-01-02T09:00:00Z", {"voicemail": "no"}, FIRST)),
    )
    assert state.conflicts() == []


def test_two_first_answers_to_one_blank_conflict() -> None:
    state = replayed(
        (FIRST, CREATED),
        (SECOND, said("2026-01-02T09:00:00Z", {"code_word": "tea"})),
        (THIRD, said("2026-01-02T09:00:00Z", {"code_word": "cake"})),
    )
    assert state.conflicts() == ["code_word"]


def test_removal_is_an_answer_like_any_other() -> None:
    state = replayed((FIRST, CREATED), (SECOND, said("2026-01-02T09:00:00Z", {REMOVED: 1})))
    assert state.removed
    assert state.values() == {"voicemail": "yes"}


def test_a_replay_says_what_each_answer_was_and_became() -> None:
    replay = Replay()
    replay.take(FIRST, CREATED)
    steps = replay.take(SECOND, said("2026-01-02T09:00:00Z", {"voicemail": None}, FIRST))
    assert [(step.question, step.before, step.after) for step in steps] == [
        ("voicemail", "yes", None)
    ]
