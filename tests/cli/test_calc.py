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


def test_a_load_that_fits_on_average_says_why_some_of_it_is_throttled(
    run_whole: Run,
) -> None:
    ran = run_whole(*LOAD, "1s")
    assert "account quota (enough on average)" in ran.out
    told = "But requests come at random: at times more run than on average"
    assert told in " ".join(ran.out.split())
    few = run_whole(*LOAD, "100ms")
    assert "throttled" not in few.out


def test_the_first_step_of_scaling_takes_no_time(run_whole: Run) -> None:
    few = run_whole(*LOAD, "100ms")
    assert "time to scale: none, so many environments are there at once" in few.out
    many = run_whole(*LOAD, "10s", "--quota", "10000")
    assert "time to scale: 90 s" in many.out
    assert "2023" not in few.out + many.out


def test_thousands_are_written_alike_and_no_line_repeats_another(
    run_whole: Run,
) -> None:
    ran = run_whole(*LOAD, "1s", "--explain")
    assert "account quota: 1,000 concurrent executions, needed 1,000" in ran.out
    assert "1000 " not in ran.out
    assert "= 1,000 concurrent executions\n" not in ran.out


@pytest.mark.parametrize("kind", ["price", "compare"])
def test_a_price_of_nothing_is_asked_for_its_amounts(run_whole: Run, kind: str) -> None:
    ran = run_whole("calc", kind, "--region", "eu-west-1")
    assert (ran.status, ran.out) == (2, "")
    assert "there is nothing to price; write for example --requests 3M" in ran.err
