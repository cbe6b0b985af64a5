"""What a session remembers of the file is what the file says, whoever has written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyapp.errors import StorageError
from studyapp.memory.events import Event, EventKind
from studyapp.memory.fsrs import Rating
from studyapp.services.hand import AT_ONCE, ElsewhereError, Hand
from studyapp.services.reviewing import Reviewing
from studyapp.services.study import Study, open_study
from studyapp.settings import Settings
from studyapp.store.identity import renew_device
from studyapp.store.merge import merge
from tests.conftest import SAMPLE, Clock, OpenStudy

ACTS = (
    EventKind.ANSWER,
    EventKind.CRAM,
    EventKind.SUSPEND,
    EventKind.UNSUSPEND,
    EventKind.BURY,
    EventKind.FLAG,
    EventKind.NOTE,
)
turns = st.lists(
    st.tuples(
        st.sampled_from(["act", "act", "act", "undo", "hold", "other", "merge"]),
        st.integers(0, 99),
        st.sampled_from(ACTS),
        st.integers(1, 4),
        st.sampled_from([0, 0, 1, 700, 90_000, -5]),
        st.booleans(),
    ),
    max_size=15,
)


def payload(kind: EventKind, rating: int) -> dict[str, str | int]:
    if kind is EventKind.NOTE:
        return {"text": f"note {rating}"}
    if kind in {EventKind.ANSWER, EventKind.CRAM}:
        return {"rating": rating, "elapsed_ms": 10, "due_in": rating}
    return {}


def some_siblings(study: Study) -> list[str]:
    """Return two cards of one fact and two of others: few, so that acts meet."""
    cards = study.library.cards.values()
    count = Counter(card.sibling_key for card in cards)
    twins = [card.id for card in cards if count[card.sibling_key] > 1]
    return [*twins[:2], *(card.id for card in cards if count[card.sibling_key] == 1)][
        :4
    ]


def from_elsewhere(
    study: Study, number: int, card: str, kind: EventKind, rating: int
) -> None:
    at_ms = int(study.now().timestamp() * 1000) - 60_000 * (rating - 2)
    event = Event("phone", number, at_ms, 0, kind, card, payload(kind, rating), "fsrs6")
    merge(study.store, study.projection, [event])


@given(turns)
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
def test_a_hand_says_of_every_card_what_a_new_hand_reads(
    sample_file: Path, history: list[tuple[str, int, EventKind, int, int, bool]]
) -> None:
    clock = Clock()
    with TemporaryDirectory() as folder:
        file = Path(copy(sample_file, folder))
        study, other = (
            open_study(file, [str(SAMPLE)], Settings(), clock) for _ in range(2)
        )
        cards = some_siblings(study)
        hand, apart = Hand(study), Hand(other)
        for number, turn in enumerate(history, 1):
            what, index, kind, rating, seconds, is_looked_at = turn
            clock.advance(seconds=seconds)
            card = cards[index % len(cards)]
            if what == "act":
                hand.act(kind, card, payload(kind, rating))
            elif what == "undo":
                hand.undo()
            elif what == "hold":
                hand.hold(card, cards[:AT_ONCE])
            elif what == "other":
                apart.act(kind, card, payload(kind, rating))
            else:
                from_elsewhere(other, number, card, kind, rating)
            if not is_looked_at:
                continue
            told, read = Hand(study), Hand(study)
            # An act has looked a moment ago; by the second look all is known.
            hand.look()
            hand.look()
            for each in cards:
                assert hand.hold(each).state == read.hold(each).state
                assert hand.hold(each).kin == read.hold(each).kin
            told.hold(card)
            today = study.today.toordinal()
            days = range(today, today + 90)
            assert [hand.load.get(d, 0) for d in days] == [
                told.load.get(d, 0) for d in days
            ]
        study.close()
        other.close()


@pytest.fixture
def study(open_sample: OpenStudy) -> Study:
    return open_sample()


def test_an_answer_is_refused_when_another_program_was_faster(
    open_sample: OpenStudy, clock: Clock
) -> None:
    ours, other = Reviewing(open_sample()), Reviewing(open_sample())
    shown, same = ours.next(), other.next()
    assert shown is not None
    assert same is not None
    assert shown.card.id == same.card.id
    other.answer(same, Rating.GOOD, 1000)
    clock.advance(seconds=1)
    with pytest.raises(ElsewhereError):
        ours.answer(shown, Rating.AGAIN, 1000)
    following = ours.next()
    assert following is not None
    assert following.card.id != shown.card.id


def test_what_another_program_does_to_other_cards_does_not_stand_in_the_way(
    open_sample: OpenStudy,
) -> None:
    first = open_sample()
    ours = Reviewing(first)
    shown = ours.next()
    assert shown is not None
    away = next(c for c in first.library.cards if c != shown.card.id)
    Hand(open_sample()).act(EventKind.SUSPEND, away, {})
    ours.answer(shown, Rating.GOOD, 1000)
    assert [e.kind for e in first.journal.events()] == ["suspend", "answer"]


def test_a_change_of_day_is_noticed(study: Study, clock: Clock) -> None:
    hand = Hand(study)
    easy, second = list(study.library.cards)[:2]
    hand.act(EventKind.ANSWER, easy, {"rating": 4, "elapsed_ms": 1})
    state = hand.hold(easy).state
    assert state.due_day is not None
    days = (state.due_day - study.today).days
    clock.advance(days=1)
    hand.look()
    hand.hold(second)
    assert hand.load == {state.due_day.toordinal(): 1}
    clock.advance(days=days)
    hand.look()
    hand.hold(second)
    assert hand.load == {}


def test_a_look_tells_once_that_another_program_has_written(
    open_sample: OpenStudy,
) -> None:
    study = open_sample()
    ours, other = Hand(study), Hand(open_sample())
    first, second, third = list(study.library.cards)[:3]
    ours.hold(first)
    assert not ours.look()
    for act in (lambda: ours.act(EventKind.FLAG, first, {}), ours.undo, ours.look):
        other.act(EventKind.NOTE, second, {"text": "seen"})
        is_look = act() is True
        assert ours.look() is not is_look
        assert not ours.look()
        ours.hold(first)
    other.act(EventKind.FLAG, second, {})
    ours.hold(third)
    assert [ours.look(), ours.look()] == [True, False]


def test_an_undo_takes_back_what_another_program_did_last(
    open_sample: OpenStudy, clock: Clock
) -> None:
    study = open_sample()
    ours, other = Hand(study), Hand(open_sample())
    first, second = list(study.library.cards)[:2]
    ours.act(EventKind.FLAG, first, {})
    clock.advance(seconds=1)
    other.act(EventKind.FLAG, second, {})
    for expected in (second, first):
        clock.advance(seconds=1)
        undone = ours.undo()
        assert undone is not None
        event, state = undone
        assert event.subject == expected
        assert not state.flagged
    assert ours.undo() is None


def test_undoing_a_siblings_answer_frees_its_day(study: Study, clock: Clock) -> None:
    hand = Hand(study)
    one, other = some_siblings(study)[:2]
    for card in (one, other):
        hand.act(EventKind.ANSWER, card, {"rating": 4, "elapsed_ms": 1})
        clock.advance(seconds=1)
    assert hand.hold(other).kin.days
    hand.undo()
    hand.undo()
    assert hand.hold(other).kin.days == frozenset()


def test_an_answer_before_one_of_another_device_is_put_in_its_place(
    study: Study, clock: Clock
) -> None:
    card = next(iter(study.library.cards))
    clock.advance(seconds=90)
    from_elsewhere(study, 1, card, EventKind.ANSWER, rating=4)
    clock.advance(seconds=-3600)
    state = Hand(study).act(EventKind.ANSWER, card, {"rating": 1, "elapsed_ms": 1})
    assert state == study.projection.replay(study.journal.events())[card]
    assert state.reviews == 2


def test_a_file_that_became_another_device_is_not_written_as_the_old_one(
    study: Study, clock: Clock
) -> None:
    hand = Hand(study)
    first, second = list(study.library.cards)[:2]
    hand.act(EventKind.FLAG, first, {})
    renewed = renew_device(study.store.path, None, clock())
    with pytest.raises(StorageError, match="another device"):
        study.journal.append(EventKind.FLAG, second, {}, clock())
    assert {e.device for e in study.journal.events()} == {renewed.old}
    assert hand.hold(first).state.flagged
