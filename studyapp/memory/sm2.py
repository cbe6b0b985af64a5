"""What FSRS believes of a card that SM-2 scheduled: the one published conversion.

Owns the formula and nothing else. It must never guess at a history.
Source: `memory_state_from_sm2` of fsrs-rs, src/inference.rs,
https://github.com/open-spaced-repetition/fsrs-rs; Anki uses it for cards whose review
log is cut short.
"""

from __future__ import annotations

from math import exp, expm1

from studyapp.memory.fsrs import (
    DEFAULT_WEIGHTS,
    EASIEST,
    HARDEST,
    STABILITY_FLOOR,
    Memory,
    Weights,
    exact_interval,
)

RETENTION = 0.9
"""Recall that SM-2 is taken to have kept; Anki's default "historical retention"."""


def memory_from_sm2(
    ease: float,
    interval: float,
    retention: float = RETENTION,
    weights: Weights = DEFAULT_WEIGHTS,
) -> Memory:
    """Return the memory of a card with SM-2's ease factor (2.5) and interval in days.

    The stability lets recall fall to `retention` in one interval. The difficulty is
    the one at which Good would stretch that stability by the ease factor:
    11 - (ease - 1) / (e^w8 S^-w9 (e^(w10 (1 - R)) - 1)).
    """
    stability = max(interval, STABILITY_FLOOR) / exact_interval(1, retention, weights)
    growth = exp(weights[8]) * stability ** -weights[9]
    growth *= expm1(weights[10] * (1.0 - retention))
    difficulty = 11.0 - (ease - 1.0) / growth
    return Memory(stability, min(max(difficulty, EASIEST), HARDEST))
