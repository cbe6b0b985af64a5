"""The rules a learner's schedule follows; a value, read from settings elsewhere.

Owns the rules' defaults and their check. It must never read a setting itself.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from hashlib import blake2b

from studyapp.memory.fsrs import (
    DEFAULT_WEIGHTS,
    LONGEST_INTERVAL,
    Weights,
    validate_weights,
)
from studyapp.memory.state import SHAPE
from studyapp.memory.study_day import MS_PER_MINUTE, ROLLOVER_HOUR


class Fuzz(StrEnum):
    """Whether review days are spread a little."""

    SEEDED = "seeded"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Policy:
    """What turns an answer into a due date. Raises ValueError listing every fault."""

    desired_retention: float = 0.90
    """Chance of recall at which a review comes due."""
    learning_steps: tuple[int, ...] = (MS_PER_MINUTE, 10 * MS_PER_MINUTE)
    """Milliseconds between the first answers of a new card."""
    relearning_steps: tuple[int, ...] = (10 * MS_PER_MINUTE,)
    """Milliseconds between the answers after a lapse; none means no relearning."""
    maximum_interval: int = LONGEST_INTERVAL
    """Days."""
    weights: Weights = DEFAULT_WEIGHTS
    weights_version: str = "fsrs6-default"
    """Names the weights; every state computed with them carries it."""
    rollover_hour: int = ROLLOVER_HOUR
    """Local hour at which a study day begins."""
    fuzz: Fuzz = Fuzz.SEEDED

    def __post_init__(self) -> None:
        problems = list(self._problems())
        try:
            validate_weights(self.weights)
        except ValueError as error:
            problems.append(str(error))
        if problems:
            raise ValueError("; ".join(problems))

    @property
    def fingerprint(self) -> str:
        """16 hex digits that change with any rule: the key of cached states."""
        rules = "\n".join(
            f"{rule.name}={getattr(self, rule.name)}" for rule in fields(self)
        )
        rules = f"shape={SHAPE}\n{rules}"
        return blake2b(rules.encode(), digest_size=8).hexdigest()

    def _problems(self) -> list[str]:
        steps = (*self.learning_steps, *self.relearning_steps)
        checks = (
            (
                0.0 < self.desired_retention < 1.0,
                f"desired retention {self.desired_retention} is not between 0 and 1",
            ),
            (all(step > 0 for step in steps), "every step must be above 0 ms"),
            (
                1 <= self.maximum_interval <= LONGEST_INTERVAL,
                f"maximum interval {self.maximum_interval} is not in 1 to 36500 days",
            ),
            (
                0 <= self.rollover_hour <= 23,
                f"rollover hour {self.rollover_hour} is not in 0 to 23",
            ),
        )
        return [problem for holds, problem in checks if not holds]
