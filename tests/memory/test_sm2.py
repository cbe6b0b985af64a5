"""The published conversion of SM-2's ease and interval."""

from __future__ import annotations

import pytest

from studyapp.memory.sm2 import memory_from_sm2


@pytest.mark.parametrize(
    ("ease", "interval", "retention", "stability", "difficulty"),
    [
        (2.5, 10.0, 0.9, 10.0, 6.9140563),
        (2.5, 10.0, 0.8, 3.01572, 9.393428),
        (2.5, 10.0, 0.95, 24.841097, 1.2974405),
        (1.3, 20.0, 0.9, 20.0, 10.0),
    ],
)
def test_the_vectors_of_fsrs_rs_are_met(
    ease: float, interval: float, retention: float, stability: float, difficulty: float
) -> None:
    """`test_memory_from_sm2` in fsrs-rs, src/inference.rs, which counts in f32."""
    assert memory_from_sm2(ease, interval, retention) == pytest.approx(
        (stability, difficulty), rel=2e-6
    )


def test_no_interval_at_all_still_gives_a_memory() -> None:
    memory = memory_from_sm2(2.5, 0.0)
    assert memory.stability == pytest.approx(0.001)
    assert 1.0 <= memory.difficulty <= 10.0
