"""`studyapp calc`: results that do not contradict, and inputs that are refused."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

LOAD = ("calc", "concurrency", "--rps", "1000", "--duration")


@pytest.mark.parametrize(
    "arguments",
    [
        ("calc", "price", "--requests=-5"),
        ("calc", "price", "--requests", "5", "--duration=-100ms"),
        ("calc", "price", "--requests", "5", "--memory=-128MB"),
        ("calc", "concurrency", "--rps=-5", "--duration", "200ms"),
        ("calc", "concurrency", "--rps", "5", "--duration", "200ms", "--quota=-1"),
    ],
)
def test_less_than_nothing_is_refused_in_one_sentence(
    run_whole: Run, arguments: tuple[str, ...]
) -> None:
    ran = run_whole(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "is below zero; write it as" in ran.err
