"""Fitted weights in a real file: adopted, used from then on, taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from studyapp.memory.candidates import PLAIN
from studyapp.memory.events import EventKind
from studyapp.memory.fsrs import DEFAULT_WEIGHTS, Weights
from studyapp.services.optimising import (
    NotEnoughError,
    lessons,
    optimise,
    refreshed,
    revert,
)
from studyapp.services.reviewing import Reviewing
from studyapp.services.study import Study
from studyapp.store.journal import Entry
from studyapp.store.states import read_states
from tests.conftest import OpenStudy
from tests.memory.exam_learners import (
    DISTANT_WEIGHTS,
    TODAY,
    fixed,
    journal_of,
    learner_of,
)


def live(study: Study, weights: Weights) -> None:
    """Write the answers of a learner into the journal, up to the day before."""
    learner = learner_of(150, 25, 40, weights, seed=1)
    learner.study(TODAY, TODAY + timedelta(days=24), fixed(PLAIN))
    shift = timedelta(days=25)
    study.journal.append_many(
        Entry(
            event.kind,
            event.subject,
            event.payload,
            datetime.fromtimestamp(event.at_ms / 1000, UTC) - shift,
        )
        for event in journal_of(learner)
    )


def silent(_share: float) -> None:
    """Listen to nothing."""


def versions(study: Study) -> set[str]:
    states = read_states(study.store, study.projection)
    return {state.weights_version for state in states.values()}


def test_under_four_hundred_answers_nothing_is_fitted(open_sample: OpenStudy) -> None:
    with pytest.raises(NotEnoughError, match="0 answers are too few"):
        lessons(open_sample())


def test_better_weights_are_adopted_used_after_a_restart_and_taken_back(
    open_sample: OpenStudy,
) -> None:
    study = open_sample()
    live(study, DISTANT_WEIGHTS)
    fitted = optimise(study, lessons(study), silent)
    assert fitted.adopted
    again = open_sample()
    assert again.policy.weights == fitted.trial.weights
    assert versions(again) == {fitted.version}
    assert refreshed(study).policy == again.policy

    before = revert(again)
    assert before is not None
    assert before.policy.weights == DEFAULT_WEIGHTS
    assert versions(before) == {"fsrs6-default"}
    assert open_sample().policy.weights == DEFAULT_WEIGHTS
    assert revert(before) is None
    kinds = [e.kind for e in before.journal.events() if e.kind != EventKind.ANSWER]
    assert kinds == [EventKind.WEIGHTS, EventKind.UNDO]


def test_undo_in_a_review_passes_over_adopted_weights(open_sample: OpenStudy) -> None:
    study = open_sample()
    reviewing = Reviewing(study)
    shown = reviewing.next()
    assert shown is not None
    reviewing.suspend(shown)
    study.journal.append(
        EventKind.WEIGHTS, "*weights", {"weights": DEFAULT_WEIGHTS}, study.now()
    )
    undone = reviewing.undo()
    assert undone is not None
    assert undone.kind == EventKind.SUSPEND


@pytest.mark.parametrize("weights", [None, "good", [1.0, 2.0], [99.0] * 21])
def test_weights_that_cannot_be_read_leave_the_defaults(
    open_sample: OpenStudy, weights: list[float] | str | None
) -> None:
    study = open_sample()
    study.journal.append("weights", "*weights", {"weights": weights}, study.now())
    assert open_sample().policy.weights == DEFAULT_WEIGHTS
