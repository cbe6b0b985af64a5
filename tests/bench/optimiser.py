"""Log loss and RMSE(bins) of default and fitted weights, beside py-fsrs.

    python -m tests.bench.optimiser

Learners made of FSRS-6 formulas study by the real queue; all are scored on the same
reviews. py-fsrs predicts with its default weights and its own day rule, floor(24 h).
It prints and asserts nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import compress
from time import process_time

import fsrs

from studyapp.memory.candidates import PLAIN
from studyapp.memory.events import Event, rating_of
from studyapp.memory.fit import fit, tried
from studyapp.memory.fsrs import DEFAULT_WEIGHTS, Weights
from studyapp.memory.scoring import Prediction, Score, predictions, score
from studyapp.memory.training import Lessons, lessons_of
from tests.memory.exam_learners import (
    DISTANT_WEIGHTS,
    OTHER_WEIGHTS,
    POLICY,
    TODAY,
    fixed,
    journal_of,
    learner_of,
)


def journal(cards: int, days: int, answers: int, weights: Weights) -> list[Event]:
    """Return what a learner answered in so many days."""
    learner = learner_of(cards, days, answers, weights, seed=1)
    learner.study(TODAY, TODAY + timedelta(days=days - 1), fixed(PLAIN))
    return journal_of(learner)


def by_py_fsrs(events: list[Event], lessons: Lessons) -> list[Prediction]:
    """Return what py-fsrs foretells of the reviews that ours scores."""
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    scored = {p.order: p for p in predictions(lessons, DEFAULT_WEIGHTS)}
    cards: dict[str, fsrs.Card] = {}
    found: list[Prediction] = []
    for order, event in enumerate(events):
        moment = datetime.fromtimestamp(event.at_ms / 1000, UTC)
        card = cards.get(event.subject) or fsrs.Card(card_id=len(cards))
        if order in scored:
            chance = scheduler.get_card_retrievability(card, moment)
            mine = scored[order]
            found.append(Prediction(order, chance, mine.recalled, mine.bin))
        rating = rating_of(event)
        if rating is not None:
            cards[event.subject], _ = scheduler.review_card(
                card, fsrs.Rating(int(rating)), moment
            )
    return found


def show(label: str, found: Score, seconds: float | None = None) -> None:
    """Print one line."""
    took = "" if seconds is None else f"{seconds:>8.1f} s"
    print(f"  {label:<34}{found.log_loss:>9.4f}{found.rmse:>9.4f}{took}", flush=True)


def main() -> None:
    """Print a table for each learner."""
    cases = (
        ("distant weights", 150, 25, 40, DISTANT_WEIGHTS),
        ("distant weights", 1300, 120, 150, DISTANT_WEIGHTS),
        ("other weights", 900, 100, 120, OTHER_WEIGHTS),
        ("default weights", 900, 100, 120, DEFAULT_WEIGHTS),
    )
    for name, cards, days, answers, weights in cases:
        events = journal(cards, days, answers, weights)
        lessons = lessons_of(events, POLICY)
        print(f"{name}: {lessons.answers} answers, {lessons.reviews} scored")
        print(f"  {'':<34}{'log loss':>9}{'RMSE':>9}")
        theirs, ours = (
            by_py_fsrs(events, lessons),
            predictions(lessons, DEFAULT_WEIGHTS),
        )
        show("py-fsrs, default weights", score(theirs))
        show("default weights", score(ours))
        whole = [p.chance < 1.0 for p in theirs]
        show("py-fsrs, 24 h and more apart", score(list(compress(theirs, whole))))
        show("default weights on those", score(list(compress(ours, whole))))
        begun = process_time()
        fitted = fit(lessons, lambda _share: None)
        took = process_time() - begun
        show("fitted (in sample)", score(predictions(lessons, fitted)), took)
        show("true weights", score(predictions(lessons, weights)))
        begun = process_time()
        trial = tried(lessons, DEFAULT_WEIGHTS, lambda _share: None)
        took = process_time() - begun
        show("later answers, default weights", trial.old)
        show("later answers, fitted on earlier", trial.new, took)
        print(f"  {'adopted' if trial.passed else 'not adopted'}")


if __name__ == "__main__":
    main()
