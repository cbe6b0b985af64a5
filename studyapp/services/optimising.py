"""Fitting the memory model to the learner: tried on later answers, adopted or not.

The fit itself touches no file: it may run in a worker while the learner goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from studyapp.errors import StudyError
from studyapp.memory.events import EventKind, Payload
from studyapp.memory.fit import LEAST_ANSWERS, Progress, Trial, tried, weights_name
from studyapp.memory.fsrs import DEFAULT_WEIGHTS
from studyapp.memory.history import in_force
from studyapp.memory.projection import Projection
from studyapp.memory.training import Lessons, lessons_of
from studyapp.services.study import Study
from studyapp.services.weights import SUBJECT, adopted_weights, with_weights


class NotEnoughError(StudyError):
    """There are too few answers to learn from."""

    def __init__(self, answers: int, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.answers = answers


@dataclass(frozen=True, slots=True)
class Fitted:
    """What came of a fit."""

    answers: int
    trial: Trial
    version: str
    adopted: bool


def lessons(study: Study) -> Lessons:
    """Return what the journal teaches; NotEnoughError below 400 answers."""
    found = lessons_of(in_force(study.journal.events()), study.policy)
    if found.answers < LEAST_ANSWERS:
        missing = LEAST_ANSWERS - found.answers
        raise NotEnoughError(
            found.answers,
            f"{found.answers} answers are too few to fit the schedule to you",
            f"review {missing} more",
        )
    return found


def optimise(study: Study, found: Lessons, progress: Progress) -> Fitted:
    """Fit weights to the answers and adopt them if they foretell later ones better."""
    return adopt(study, found, try_weights(study, found, progress))


def try_weights(study: Study, found: Lessons, progress: Progress) -> Trial:
    """Return fitted weights and how they did on later answers; touches no file.

    10,000 answers take about 4 s. What `progress` raises ends it.
    """
    try:
        return tried(found, study.policy.weights, progress)
    except ValueError as error:
        raise NotEnoughError(
            found.answers,
            "no card was reviewed on a later day yet",
            "come back tomorrow",
        ) from error


def adopt(study: Study, found: Lessons, trial: Trial) -> Fitted:
    """Write the weights into the journal if they passed their trial."""
    version = weights_name(trial.weights)
    adopted = trial.passed and version != study.policy.weights_version
    if adopted:
        payload: Payload = {
            "weights": trial.weights,
            "version": version,
            "answers": found.answers,
            "before": trial.old.log_loss,
            "after": trial.new.log_loss,
        }
        study.journal.append(EventKind.WEIGHTS, SUBJECT, payload, study.now())
    return Fitted(found.answers, trial, version, adopted)


def revert(study: Study) -> Study | None:
    """Take the weights in use back; return the study with those before them.

    None when the defaults are in use.
    """
    adopted = adopted_weights(study.journal)
    if adopted is None:
        return None
    event = adopted.event
    names: dict[str, str | int] = {"device": event.device, "sequence": event.sequence}
    study.journal.append(EventKind.UNDO, SUBJECT, names, study.now())
    return refreshed(study)


def refreshed(study: Study) -> Study:
    """Return the study as it is under the weights now in use."""
    usual = replace(
        study.policy,
        weights=DEFAULT_WEIGHTS,
        weights_version=weights_name(DEFAULT_WEIGHTS),
    )
    policy = with_weights(usual, adopted_weights(study.journal))
    return replace(study, policy=policy, projection=Projection(policy))
