"""How long a calculation takes, and how much of that is arithmetic.

Run as `python tests/bench/calculator.py`. It prints medians and the ratio to a bare
loop of the same arithmetic, and asserts nothing: a clock on a shared machine is no
test.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter

from studyapp.calculator.concurrency import concurrency
from studyapp.calculator.drills import make_drill
from studyapp.calculator.fields import scenario_from
from studyapp.calculator.inputs import read_duration, read_rps
from studyapp.calculator.panel import Load
from studyapp.calculator.price import price
from studyapp.calculator.sweep import Profile, memory_sweep
from studyapp.content.files import read_all
from studyapp.content.library import assemble

FORM = {"requests": "3M", "duration": "120ms", "memory": "1536MB", "ephemeral": "2GB"}
POINTS = 100
ROUNDS = 30
GOALS = {"one price": 1.0, "a sweep of 100 points": 20.0}
"""Milliseconds."""


def bare(points: int) -> Decimal:
    """Do the arithmetic of `points` prices, without steps, facts or checks."""
    total = Decimal(0)
    for point in range(points):
        seconds = Decimal(120 + point) * Decimal("0.001")
        gigabytes = Decimal(1536) / 1024
        used = Decimal(3_000_000) * seconds * gigabytes
        stored = Decimal(3_000_000) * seconds * (Decimal(2048 - 512) / 1024)
        paid = max(Decimal(0), Decimal(3_000_000) - Decimal(1_000_000))
        total += paid * Decimal("0.0000002")
        total += max(Decimal(0), used - 400_000) * Decimal("0.0000166667")
        total += stored * Decimal("0.0000000309")
    return total


def milliseconds(run: Callable[[], object]) -> float:
    """Return the median of several runs."""
    times = []
    for _ in range(ROUNDS):
        begin = perf_counter()
        run()
        times.append((perf_counter() - begin) * 1000)
    return median(times)


def main() -> None:
    """Print one line for each calculation."""
    files, _ = read_all([Path(__file__).parents[2] / "content"])
    book = assemble(files)[0].book
    scenario = scenario_from(FORM, book)
    load = Load(read_rps("500"), read_duration("200ms"))
    loops = {
        "one price": milliseconds(lambda: bare(1)),
        "a sweep of 100 points": milliseconds(lambda: bare(POINTS)),
    }
    runs: dict[str, Callable[[], object]] = {
        "one price": lambda: price(scenario, book),
        "a sweep of 100 points": lambda: memory_sweep(
            scenario, book, Profile(), POINTS
        ),
        "one concurrency panel": lambda: concurrency(load, book),
        "one drill": lambda: make_drill("price.total", 1, book),
    }
    for name, run in runs.items():
        took = milliseconds(run)
        goal = f"  goal {GOALS[name]:g} ms" if name in GOALS else ""
        ratio = f"  {took / loops[name]:.0f} x bare loop" if name in loops else ""
        print(f"{name:24} {took:8.3f} ms{goal}{ratio}")


if __name__ == "__main__":
    main()
