"""Mean true recall on exam day: plain, every fixed rule, and the daily choice.

    python -m tests.bench.plan [SEEDS]

Each learner studies with the real queue and scheduler and forgets by FSRS-6; in one
situation with other weights than the program assumes. It prints and asserts nothing.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, pstdev
from time import process_time

from studyapp.memory.candidates import CANDIDATES, PLAIN, Candidate
from studyapp.memory.fsrs import DEFAULT_WEIGHTS, Weights
from tests.memory.exam_learners import (
    OTHER_WEIGHTS,
    TODAY,
    Choose,
    ExamLearner,
    fixed,
    learner_of,
    ours,
)


@dataclass(frozen=True)
class Situation:
    """A deck, the days and answers left, and the weeks studied plainly before."""

    cards: int
    days: int
    answers: int
    weights: Weights = DEFAULT_WEIGHTS
    before: int = 0

    def __str__(self) -> str:
        other = ", other memory" if self.weights is OTHER_WEIGHTS else ""
        before = f", after {self.before} plain days" if self.before else ""
        return f"{self.cards}/{self.days}/{self.answers}{other}{before}"


SITUATIONS = (
    Situation(300, 30, 60),
    Situation(300, 30, 40),
    Situation(300, 14, 60),
    Situation(600, 60, 60),
    Situation(2000, 30, 120),
    Situation(300, 30, 60, OTHER_WEIGHTS),
    Situation(300, 30, 40, OTHER_WEIGHTS),
    Situation(600, 21, 60, before=21),
)


def sat(situation: Situation, choose: Choose, seed: int) -> float:
    """Return the recall on exam day of one learner."""
    learner = learner_of(
        situation.cards, situation.days, situation.answers, situation.weights, seed
    )
    begun = TODAY - timedelta(days=situation.before)
    if situation.before:
        learner.study(begun, TODAY - timedelta(days=1), fixed(PLAIN))
    learner.study(TODAY, learner.exam - timedelta(days=1), choose)
    return learner.recall


def main() -> None:
    """Print one line for each situation."""
    seeds = range(int(sys.argv[1]) if len(sys.argv) > 1 else 4)
    names = [candidate.name for candidate in CANDIDATES]
    print(f"{'cards/days/answers':<36}", *(f"{name:>9}" for name in names), end="")
    print(f"{'ours':>9}{'+-':>7}{'- best':>8}{'a morning':>11}")
    for situation in SITUATIONS:
        means = [
            fmean(sat(situation, fixed(candidate), seed) for seed in seeds)
            for candidate in CANDIDATES
        ]
        spent = 0.0
        mornings = 0

        def timed(learner: ExamLearner, day: date) -> Candidate:
            nonlocal spent, mornings
            begun = process_time()
            chosen = ours(learner, day)
            spent += process_time() - begun
            mornings += 1
            return chosen

        own = [sat(situation, timed, seed) for seed in seeds]
        print(f"{situation!s:<36}", *(f"{mean:>9.4f}" for mean in means), end="")
        print(f"{fmean(own):>9.4f}{pstdev(own):>7.4f}", end="")
        print(
            f"{fmean(own) - max(means):>+8.4f}{1000 * spent / mornings:>8.0f} ms",
            flush=True,
        )


if __name__ == "__main__":
    main()
