"""The check and the fingerprint of a policy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studyapp.memory.fsrs import DEFAULT_WEIGHTS
from studyapp.memory.policy import Fuzz, Policy


def test_every_fault_of_a_policy_is_named_at_once() -> None:
    with pytest.raises(ValueError, match=r"retention 1.*step.*interval 0.*hour 24.*21"):
        Policy(
            desired_retention=1.0,
            learning_steps=(0,),
            maximum_interval=0,
            rollover_hour=24,
            weights=DEFAULT_WEIGHTS[:20],
        )


def test_the_default_policy_keeps_its_fingerprint_between_runs() -> None:
    """A literal: caches of states are found by it after a restart."""
    assert Policy().fingerprint == "4c17a3ebfc0eee3d"


@pytest.mark.parametrize(
    "other",
    [
        replace(Policy(), desired_retention=0.91),
        replace(Policy(), learning_steps=(60_000,)),
        replace(Policy(), relearning_steps=()),
        replace(Policy(), maximum_interval=365),
        replace(Policy(), weights=(*DEFAULT_WEIGHTS[:20], 0.2)),
        replace(Policy(), weights_version="fitted-1"),
        replace(Policy(), rollover_hour=0),
        replace(Policy(), fuzz=Fuzz.NONE),
    ],
)
def test_any_other_rule_changes_the_fingerprint(other: Policy) -> None:
    assert other.fingerprint != Policy().fingerprint
