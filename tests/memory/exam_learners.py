"""A learner made of formulas, who studies up to an exam with the real queue.

What the learner remembers follows FSRS-6 with weights of their own; the program
knows only the answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b

from studyapp.memory.candidates import Candidate, round_days
from studyapp.memory.course import Course, build_course_queue
from studyapp.memory.crowd import Crowd, Habits
from studyapp.memory.events import Event, EventKind
from studyapp.memory.fsrs import (
    DEFAULT_WEIGHTS,
    Memory,
    Rating,
    Weights,
    retrievability,
    step,
)
from studyapp.memory.lineup import QueueCard
from studyapp.memory.plan import Aim, make_plan
from studyapp.memory.policy import Policy
from studyapp.memory.queue import after_answer, next_card
from studyapp.memory.scheduler import answer_at
from studyapp.memory.simulation import outset_of
from studyapp.memory.state import CardState
from studyapp.memory.study_day import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE
from studyapp.memory.study_time import StudyTime

TODAY = date(2026, 11, 21)
POLICY = Policy()
HABITS = Habits()
SECONDS = 10

OTHER_WEIGHTS: Weights = (
    0.4,
    1.6,
    3.6,
    12.0,
    6.9,
    0.6,
    2.4,
    0.02,
    1.55,
    0.25,
    0.9,
    1.7,
    0.09,
    0.31,
    1.9,
    0.4,
    2.4,
    0.4,
    0.2,
    0.1,
    0.22,
)
"""Another memory than the program's default: strong at first, slower to grow."""

DISTANT_WEIGHTS: Weights = (
    1.2,
    3.5,
    8.0,
    20.0,
    5.0,
    0.5,
    1.5,
    0.05,
    1.2,
    0.3,
    1.4,
    1.2,
    0.1,
    0.2,
    1.2,
    0.5,
    1.5,
    0.3,
    0.3,
    0.1,
    0.35,
)
"""A memory that the default weights foretell badly."""

Choose = Callable[["ExamLearner", date], Candidate]


@dataclass(slots=True)
class ExamLearner:
    """Cards as the program sees them, and as they really are remembered."""

    cards: tuple[QueueCard, ...]
    exam: date
    answers_a_day: int
    weights: Weights = DEFAULT_WEIGHTS
    seed: int = 1
    states: dict[str, CardState] = field(default_factory=dict)
    log: list[tuple[str, date, Rating]] = field(default_factory=list)
    """Every answer: card, study day, rating."""
    memories: dict[str, tuple[Memory, date]] = field(default_factory=dict)
    crowd: Crowd = field(default_factory=lambda: Crowd(POLICY, HABITS))

    @property
    def time(self) -> StudyTime:
        """As many minutes a day as the answers take."""
        minutes = self.answers_a_day * SECONDS // 60
        return StudyTime((minutes,) * 7, (), SECONDS)

    @property
    def recall(self) -> float:
        """The mean true chance of recall on exam day over all cards."""
        total = sum(
            retrievability((self.exam - on).days, memory.stability, self.weights)
            for memory, on in self.memories.values()
        )
        return total / len(self.cards)

    def study(self, first: date, last: date, choose: Choose) -> None:
        """Spend every day from `first` to `last` by the rule chosen that morning."""
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            self._spend(day, self.course(day, choose(self, day)))

    def course(self, day: date, candidate: Candidate) -> Course:
        """Return a day's course under one candidate."""
        return Course(
            candidate=candidate,
            crowd=self.crowd,
            left=(self.exam - day).days,
            window=round_days(len(self.cards), self.answers_a_day),
            retention=POLICY.desired_retention,
            new_per_day=20,
            answers=self.answers_a_day,
            members=frozenset(card.card_id for card in self.cards),
        )

    def _spend(self, day: date, course: Course) -> None:
        now_ms = day.toordinal() * MS_PER_DAY
        queue = build_course_queue(self.states, self.cards, day, now_ms, course)
        for _ in range(self.answers_a_day):
            card_id = next_card(queue, now_ms)
            if card_id is None:
                if queue.next_step_ms is None:
                    return
                now_ms = max(now_ms, queue.next_step_ms)
                card_id = queue.learning[0][1]
            rating = self._rate(card_id, day)
            self.log.append((card_id, day, rating))
            state = self.states.get(card_id) or CardState(card_id)
            self.states[card_id] = answer_at(state, rating, now_ms, day, POLICY)
            queue = after_answer(queue, self.states[card_id])
            now_ms += SECONDS * MS_PER_MINUTE // 60

    def _rate(self, card_id: str, day: date) -> Rating:
        """Answer a card as the true memory does, and let the memory follow."""
        known = self.memories.get(card_id)
        answers = self.states[card_id].reviews if card_id in self.states else 0
        die = unit(self.seed, card_id, answers)
        if known is None:
            rating = _drawn(dict(zip(Rating, HABITS.first, strict=True)), die)
            memory = step(None, rating, 0, self.weights)
        else:
            before, on = known
            elapsed = (day - on).days
            rating = self._recall(before, elapsed, die)
            memory = step(before, rating, elapsed, self.weights)
        self.memories[card_id] = memory, day
        return rating

    def _recall(self, memory: Memory, elapsed: int, die: float) -> Rating:
        if elapsed < 1:
            return Rating.GOOD
        chance = retrievability(elapsed, memory.stability, self.weights)
        if die >= chance:
            return Rating.AGAIN
        shares = zip(list(Rating)[1:], HABITS.recalled, strict=True)
        return _drawn(dict(shares), die / chance)


def journal_of(learner: ExamLearner) -> list[Event]:
    """Return the learner's answers as events, ten seconds apart from nine o'clock."""
    events: list[Event] = []
    epoch = date(1970, 1, 1).toordinal()
    today: Counter[date] = Counter()
    for number, (card, day, rating) in enumerate(learner.log):
        begin_ms = (day.toordinal() - epoch) * MS_PER_DAY + 9 * MS_PER_HOUR
        events.append(
            Event(
                device="device",
                sequence=number + 1,
                at_ms=begin_ms + today[day] * SECONDS * 1000,
                offset_minutes=0,
                kind=EventKind.ANSWER,
                subject=card,
                payload={"rating": int(rating), "elapsed_ms": SECONDS * 1000},
                model="fsrs6",
            )
        )
        today[day] += 1
    return events


def ours(learner: ExamLearner, day: date) -> Candidate:
    """Choose as the program does: by simulation, every morning anew."""
    states = (learner.states.get(card.card_id) for card in learner.cards)
    aim = Aim(learner.exam, 0.9, POLICY.desired_retention, 20)
    outset = outset_of(states, day)
    return make_plan(learner.crowd, outset, learner.time, day, aim).chosen


def fixed(candidate: Candidate) -> Choose:
    """Choose the same candidate every day."""
    return lambda _learner, _day: candidate


def learner_of(
    cards: int, days: int, answers: int, weights: Weights, seed: int
) -> ExamLearner:
    """Return a learner who has seen nothing yet."""
    deck = tuple(QueueCard(f"c{n}", f"f{n}", "topic", n) for n in range(cards))
    exam = TODAY + timedelta(days=days)
    return ExamLearner(deck, exam, answers, weights, seed)


def unit(*parts: object) -> float:
    """Return a number in [0, 1) that these parts always give."""
    digest = blake2b("/".join(map(str, parts)).encode(), digest_size=8).digest()
    return float(int.from_bytes(digest, "big") >> 11) * 2.0**-53


def _drawn(shares: Mapping[Rating, float], die: float) -> Rating:
    ratings: Sequence[Rating] = list(shares)
    for rating in ratings[:-1]:
        die -= shares[rating]
        if die < 0.0:
            return rating
    return ratings[-1]
