"""The cards of today in their order: by the schedule, or by the plan for the exam.

Reads only the cards that a line may hold. A learner without an exam ahead never loads
the plan.
"""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.memory.lineup import Kind, Limits, fills, gather, line_up
from studyapp.memory.queue import Counts, Queue, build_queue, left_on, queue_of
from studyapp.memory.study_day import utc_ms
from studyapp.services.exam_day import day_ahead
from studyapp.services.selection import EVERYTHING, Selection
from studyapp.services.study import Study
from studyapp.store.deck import done_today, due_cards, narrowed, new_cards
from studyapp.store.states import fresh, read_states

NOTHING_MORE = Counts(0, 0, 0)
_SPARE = 20
"""Cards read besides those the day has room for: some of them are siblings."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a study day asks, beside what the schedule says is due."""

    counts: Counts
    """Cards in today's line; its reviews are called due."""
    due: int
    """Cards due by the schedule, in the line or not."""
    early: int
    """Reviews in the line that are not due yet."""

    @property
    def left_out(self) -> int:
        """Cards that are due and not in the line: for other cards, or a limit."""
        return self.due - (self.counts.due - self.early)


def agenda(study: Study) -> Agenda:
    """Return what today asks of all cards."""
    queue = day_queue(study)
    with fresh(study.store, study.projection) as connection:
        due = due_cards(connection, study.today)
    reviews = (p.card_id for p in queue.line if p.kind is Kind.REVIEW)
    early = sum(card not in due for card in reviews)
    return Agenda(queue.counts, len(due), early)


def day_queue(
    study: Study,
    selection: Selection = EVERYTHING,
    limits: Limits | None = None,
    beyond: Counts = NOTHING_MORE,
) -> Queue:
    """Return today's queue of all cards or some: by the plan where there is one.

    `limits` stand in for those of the settings; `beyond` are cards the learner wants
    besides those the plan has time for.
    """
    limits = limits or study.limits
    queue = None
    if day_ahead(study.settings.exam_date, study.today):
        # 15 ms that only a learner with an exam ahead needs.
        from studyapp.services.planning import planned_queue  # noqa: PLC0415

        queue = planned_queue(study, selection, limits, beyond)
    if queue is not None:
        return queue
    if selection.is_everything:
        return due_queue(study, limits)
    return build_queue(
        read_states(study.store, study.projection),
        selection.cards(study),
        study.today,
        utc_ms(study.now()),
        limits,
    )


def due_queue(study: Study, limits: Limits) -> Queue:
    """Return today's queue by the schedule, from only the cards it may hold.

    At 100,000 cards that takes 2 ms, where a pass over all of them takes 250.
    """
    day = study.today
    with fresh(study.store, study.projection) as connection:
        left = left_on(limits, done_today(connection, day))
        enough = left.reviews_per_day + _SPARE
        for most in (enough, 2 * enough, None):
            found = narrowed(connection, day, most)
            pool = gather(found.cards, new_cards(connection))
            if found.is_whole or fills(pool, left.reviews_per_day):
                break
        return queue_of(pool, line_up(pool, left), day, utc_ms(study.now()), limits)
