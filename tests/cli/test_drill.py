"""Drills line by line: their numbers are written as everywhere else."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("topic", "seed", "answer"),
    [("pricing", "2", "3,900,000 GB-s/month"), ("concurrency", "3", "24 concurrent")],
)
def test_the_answer_to_a_drill_is_written_as_its_working_writes_it(
    run_whole: Run, topic: str, seed: str, answer: str
) -> None:
    drill = ("drill", topic, "--numeric", "--plain", "--count", "1", "--seed", seed)
    ran = run_whole(*drill, typed="7\n")
    assert f"The answer: {answer}" in ran.out
    assert f"= {answer.split(maxsplit=1)[0]}" in ran.out
