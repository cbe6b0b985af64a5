"""Every mock exam is a forecast: told before the first answer, scored after the last.

The forecast is stored in the event that starts the exam and is never computed again:
a forecast made up afterwards proves nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.memory.events import Event, EventKind, Payload
from studyapp.practice.readiness import (
    LEAST_ATTEMPTS,
    point_chances,
    point_interval,
    shares,
)
from studyapp.services.exam_history import exams
from studyapp.services.first_attempts import read_attempts
from studyapp.services.learner import form_of, learner
from studyapp.services.study import Study

MODEL = "rasch-1"
"""Changes with the model, so that forecasts of two models are told apart."""
_LEAST_NEW = 10
_ITEMS, _EXPECTED = "forecast_items", "forecast_expected"
_LOW, _HIGH, _MODEL = "forecast_low", "forecast_high", "forecast_model"


@dataclass(frozen=True, slots=True)
class ScoredForecast:
    """What was foretold of one mock exam, and what came; in points."""

    exam: str
    """The id of the mock exam."""
    at_ms: int
    """When it began, in UTC milliseconds."""
    items: int
    """Questions that were new to the learner; the others are not counted."""
    expected: float
    low: int
    high: int
    """The 80 % interval."""
    right: int

    @property
    def held(self) -> bool:
        """Whether the points lay in the interval."""
        return self.low <= self.right <= self.high


def forecast(study: Study, questions: Iterable[str]) -> Payload:
    """Return what the start of a mock exam stores beside its own values.

    Empty when fewer than 30 first attempts are known, or fewer than 10 of the
    questions are new to the learner: there is nothing to foretell then.
    """
    attempts = read_attempts(study)
    known = learner(study, attempts)
    seen = {attempt.question for attempt in attempts.first}
    new = [q for q in questions if q in known.items and q not in seen]
    if len(attempts.first) < LEAST_ATTEMPTS or len(new) < _LEAST_NEW:
        return {}
    drawn = shares(known.ability, form_of(known, dict.fromkeys(new, 1.0)))
    low, high = point_interval(point_chances(drawn, len(new)))
    return {
        _ITEMS: len(new),
        _EXPECTED: round(sum(drawn) / len(drawn) * len(new), 2),
        _LOW: low,
        _HIGH: high,
        _MODEL: MODEL,
    }


def scored_forecasts(study: Study) -> tuple[ScoredForecast, ...]:
    """Return the forecasts of the mock exams that were submitted, oldest first.

    A forecast counts only if all it spoke of was answered for the first time then:
    a question withdrawn, or met elsewhere meanwhile, makes it void.
    """
    submitted = {sat.session.plan.id for sat in exams(study)}
    first = read_attempts(study).first
    asked = Counter(attempt.session for attempt in first)
    right = Counter(attempt.session for attempt in first if attempt.right)
    told = (
        _scored(event, right[event.subject])
        for event in study.journal.told(EventKind.EXAM_STARTED)
        if event.subject in submitted
    )
    return tuple(one for one in told if one and one.items == asked[one.exam])


def _scored(event: Event, right: int) -> ScoredForecast | None:
    """Return the forecast in an event; None where there is none that can be read."""
    items, expected = event.payload.get(_ITEMS), event.payload.get(_EXPECTED)
    low, high = event.payload.get(_LOW), event.payload.get(_HIGH)
    if (
        isinstance(items, int)
        and isinstance(expected, int | float)
        and isinstance(low, int)
        and isinstance(high, int)
    ):
        return ScoredForecast(
            event.subject, event.at_ms, items, float(expected), low, high, right
        )
    return None
