"""A study day from its first card to its last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studyapp.memory.changes import bury, suspend
from studyapp.memory.fsrs import Memory, Rating
from studyapp.memory.lineup import Limits, QueueCard
from studyapp.memory.policy import Policy
from studyapp.memory.queue import (
    Counts,
    Queue,
    after_answer,
    after_undo,
    build_queue,
    next_card,
)
from studyapp.memory.scheduler import answer
from studyapp.memory.state import CardState, Phase
from studyapp.memory.study_day import utc_ms

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
NOW_MS = utc_ms(NOW)
TODAY = NOW.date()
MINUTE = 60_000
POLICY = Policy()


def review(card_id: str, stability: float = 10.0) -> CardState:
    return CardState(
        card_id,
        phase=Phase.REVIEW,
        memory=Memory(stability, 5.0),
        memory_day=date(2026, 3, 1),
        interval=9,
        due_day=TODAY,
        first_day=date(2026, 2, 1),
        last_day=date(2026, 3, 1),
        reviews=3,
    )


def in_steps(card_id: str, due_in: int) -> CardState:
    return CardState(
        card_id,
        phase=Phase.LEARNING,
        memory=Memory(2.0, 5.0),
        memory_day=TODAY,
        due_ms=NOW_MS + due_in,
        first_day=TODAY,
        last_day=TODAY,
        reviews=1,
    )


def queue_of(
    states: Iterable[CardState], new: str = "", limits: Limits | None = None
) -> Queue:
    by_id = {state.card_id: state for state in states}
    cards = [
        QueueCard(card_id, card_id, "limits", order)
        for order, card_id in enumerate([*by_id, *new])
    ]
    return build_queue(by_id, cards, TODAY, NOW_MS, limits or Limits())


def test_a_step_that_is_due_comes_before_the_line() -> None:
    queue = queue_of([review("r"), in_steps("s", -MINUTE)], new="n")
    assert next_card(queue, NOW_MS) == "s"


def test_a_step_that_is_not_due_waits_for_the_line() -> None:
    queue = queue_of([review("r"), in_steps("s", MINUTE)])
    assert next_card(queue, NOW_MS) == "r"
    assert next_card(queue, NOW_MS + MINUTE) == "s"


def test_the_step_due_longest_comes_first() -> None:
    queue = queue_of([in_steps("late", -1), in_steps("later", -9 * MINUTE)])
    assert next_card(queue, NOW_MS) == "later"


def test_a_step_comes_early_when_nothing_else_is_left() -> None:
    queue = queue_of([in_steps("s", 20 * MINUTE)])
    assert next_card(queue, NOW_MS) == "s"


def test_a_step_beyond_the_learn_ahead_time_is_waited_for() -> None:
    queue = queue_of([in_steps("s", 20 * MINUTE + 1)])
    assert next_card(queue, NOW_MS) is None
    assert queue.next_step_ms == NOW_MS + 20 * MINUTE + 1


def test_a_step_more_than_a_day_ahead_is_not_for_today() -> None:
    assert queue_of([in_steps("s", 25 * 60 * MINUTE)]).counts == Counts(0, 0, 0)


def test_an_empty_queue_has_no_next_card() -> None:
    queue = queue_of([])
    assert next_card(queue, NOW_MS) is None
    assert queue.next_step_ms is None


def test_the_counts_tell_what_is_left() -> None:
    queue = queue_of([review("r"), review("q"), in_steps("s", 0)], new="n")
    assert queue.counts == Counts(new=1, learning=1, due=2)


def test_limits_count_what_was_done_earlier_today() -> None:
    done = [
        in_steps("s", 0),
        review("d")._replace(last_day=TODAY, due_day=date(2026, 4, 1)),
    ]
    queue = queue_of(
        [*done, review("r"), review("q")],
        new="mn",
        limits=Limits(new_per_day=2, reviews_per_day=2),
    )
    assert queue.counts == Counts(new=1, learning=1, due=1)


def test_an_answered_review_leaves_and_the_next_one_follows() -> None:
    states = [review("shaky", 1.0), review("firm", 99.0)]
    queue = queue_of(states)
    queue = after_answer(queue, answer(states[0], Rating.GOOD, NOW, POLICY))
    assert next_card(queue, NOW_MS) == "firm"
    assert queue.counts == Counts(new=0, learning=0, due=1)


def test_a_forgotten_review_comes_back_by_its_step() -> None:
    states = [review("shaky", 1.0), review("firm", 99.0)]
    queue = queue_of(states)
    queue = after_answer(queue, answer(states[0], Rating.AGAIN, NOW, POLICY))
    assert queue.counts == Counts(new=0, learning=1, due=1)
    assert next_card(queue, NOW_MS) == "firm"
    assert next_card(queue, NOW_MS + 10 * MINUTE) == "shaky"


def test_a_card_in_the_middle_of_the_line_can_leave() -> None:
    states = [review("a", 1.0), review("b", 2.0), review("c", 3.0)]
    queue = after_answer(queue_of(states), suspend(states[1]))
    assert queue.counts.due == 2
    queue = after_answer(queue, answer(states[0], Rating.GOOD, NOW, POLICY))
    assert next_card(queue, NOW_MS) == "c"


def test_a_buried_card_in_steps_leaves() -> None:
    state = in_steps("s", 0)
    queue = after_answer(queue_of([state]), bury(state, TODAY + timedelta(days=1)))
    assert next_card(queue, NOW_MS) is None


def test_an_undone_answer_puts_the_card_back_in_front() -> None:
    states = [review("shaky", 1.0), review("firm", 99.0)]
    before = queue_of(states, new="n")
    queue = after_answer(before, answer(states[0], Rating.AGAIN, NOW, POLICY))
    queue = after_undo(queue, states[0])
    assert next_card(queue, NOW_MS) == "shaky"
    assert queue.counts == before.counts


def test_an_undone_first_answer_makes_the_card_new_again() -> None:
    before = queue_of([], new="nm")
    queue = after_answer(before, answer(CardState("n"), Rating.GOOD, NOW, POLICY))
    assert queue.counts == Counts(new=1, learning=1, due=0)
    queue = after_undo(queue, CardState("n"))
    assert next_card(queue, NOW_MS) == "n"
    assert queue.counts == before.counts


def test_an_undone_step_puts_the_card_back_to_its_step() -> None:
    state = in_steps("s", 0)
    queue = after_answer(queue_of([state]), answer(state, Rating.EASY, NOW, POLICY))
    assert queue.counts.learning == 0
    assert next_card(after_undo(queue, state), NOW_MS) == "s"


@given(
    ratings=st.lists(st.sampled_from(Rating), max_size=60),
    reviews=st.integers(0, 12),
    new=st.integers(0, 12),
)
def test_a_queue_kept_up_answer_by_answer_counts_what_a_new_one_would(
    ratings: list[Rating], reviews: int, new: int
) -> None:
    states = {f"r{n}": review(f"r{n}", n + 1.0) for n in range(reviews)}
    names = [*states, *(f"n{n}" for n in range(new))]
    cards = [QueueCard(name, name, "t", order) for order, name in enumerate(names)]
    limits = Limits(new_per_day=6, reviews_per_day=8)
    queue = build_queue(states, cards, TODAY, NOW_MS, limits)
    moment = NOW
    for rating in ratings:
        card_id = next_card(queue, utc_ms(moment))
        if card_id is None:
            break
        state = states.get(card_id, CardState(card_id))
        states[card_id] = answer(state, rating, moment, POLICY)
        queue = after_answer(queue, states[card_id])
        moment += timedelta(seconds=8)
        rebuilt = build_queue(states, cards, TODAY, utc_ms(moment), limits)
        assert queue.counts == rebuilt.counts
        assert queue.learning == rebuilt.learning


@given(ratings=st.lists(st.sampled_from((Rating.GOOD, Rating.EASY)), max_size=5))
def test_a_day_of_good_answers_comes_to_its_end(ratings: list[Rating]) -> None:
    states = {f"r{n}": review(f"r{n}") for n in range(5)}
    names = [*states, "n1", "n2", "n3"]
    cards = [QueueCard(name, name, "t", order) for order, name in enumerate(names)]
    queue, moment = build_queue(states, cards, TODAY, NOW_MS, Limits()), NOW
    shown = 0
    while (card_id := next_card(queue, utc_ms(moment))) is not None:
        rating = ratings[shown % len(ratings)] if ratings else Rating.GOOD
        states[card_id] = answer(
            states.get(card_id, CardState(card_id)), rating, moment, POLICY
        )
        queue = after_answer(queue, states[card_id])
        shown += 1
    assert len(names) <= shown <= len(names) + 3
