"""Is the readiness honest? Simulated learners, fixed seeds.

    python -m tests.bench.readiness [LEARNERS] [SEED]

ECE of the chance told before each answer; how often the 80 % interval holds the true
share of points; Brier score of the chance to pass a form of 50 questions, with the
raw share of right answers and with the truth for comparison.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from studyapp.practice.ability import chance, learned, prior
from studyapp.practice.readiness import (
    Cuts,
    outlook,
    pass_chance,
    point_chances,
    shares,
)
from tests.bench.learners import AREA_WEIGHTS, FORM, Learner, World

WINDOWS = ((0, 50), (50, 150), (150, 300))
CHECKPOINTS = (60, 120, 300)
CUTS = Cuts(0.66, 0.74)
KNOWN_CUT = Cuts(0.70, 0.70)
BINS = 10
WORLDS = (
    World("tags 0.5"),
    World("no tags", tag_correlation=0.0),
    World("tags 0.8", tag_correlation=0.8),
    World("uneven areas", area_spread=1.0),
    World("harder bank", bank_shift=1.0),
    World("easier bank", bank_shift=-1.0),
    World("fast learners", gain=2.0),
    World("nobody learns", gain=0.0),
    World("one pace", pace_spread=0.0),
)


@dataclass
class Forecast:
    """What was said at one checkpoint, and what came."""

    held: bool
    width: float
    error: float
    raw_error: float
    model: float
    model_known_cut: float
    raw: float
    oracle: float
    oracle_known_cut: float


@dataclass
class Results:
    """All that one world showed."""

    told: list[list[tuple[float, bool]]] = field(
        default_factory=lambda: [[] for _ in WINDOWS]
    )
    forecasts: dict[int, list[Forecast]] = field(
        default_factory=lambda: {n: [] for n in CHECKPOINTS}
    )

    def ece(self, window: int) -> float:
        """Return the expected calibration error of one window."""
        return calibration_error(self.told[window])

    def log_loss(self, window: int) -> float:
        """Return the mean log loss of one window."""
        told = self.told[window]
        return -sum(math.log(p if right else 1 - p) for p, right in told) / len(told)

    def coverage(self, attempts: int) -> float:
        """Return how often the 80 % interval held the truth."""
        found = self.forecasts[attempts]
        return sum(f.held for f in found) / len(found)

    def brier(self, attempts: int) -> float:
        """Return the Brier score of the chance to pass, the mark unknown."""
        return brier([(f.model, f.oracle) for f in self.forecasts[attempts]])


def calibration_error(told: Sequence[tuple[float, bool]]) -> float:
    """Return the mean gap of told and true shares over bins of equal width."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for p, right in told:
        bins[min(BINS - 1, int(p * BINS))].append((p, right))
    return sum(abs(sum(p - right for p, right in b)) for b in bins) / len(told)


def brier(told: Sequence[tuple[float, float]]) -> float:
    """Return the mean Brier score of chances told, over all forms that could be set.

    Each goes with the true chance: the points of a form are binomial here, so no
    form need be sat, and the score has no noise from the forms.
    """
    return sum(q * (1 - p) ** 2 + (1 - q) * p**2 for p, q in told) / len(told)


def simulate(world: World, learners: int, seed: int) -> Results:
    """Return what the model said of so many learners, and what came."""
    dice = Random(f"{world.name}:{seed}")
    results = Results()
    for _ in range(learners):
        _follow(Learner(world, dice), world, dice, results)
    return results


def _follow(learner: Learner, world: World, dice: Random, results: Results) -> None:
    ability, right = prior(len(AREA_WEIGHTS)), 0
    for number in range(CHECKPOINTS[-1]):
        answer = learner.answer()
        told = chance(ability, answer.item)
        window = next(i for i, (a, b) in enumerate(WINDOWS) if a <= number < b)
        results.told[window].append((told, answer.right))
        ability = learned(ability, answer.item, right=answer.right)
        right += answer.right
        if number + 1 in CHECKPOINTS:
            drawn = shares(ability, world.form)
            forecast = _forecast(learner, drawn, right, number + 1, dice)
            results.forecasts[number + 1].append(forecast)


def _forecast(
    learner: Learner, drawn: Sequence[float], right: int, asked: int, dice: Random
) -> Forecast:
    seen = outlook(drawn)
    chances = point_chances(drawn, FORM)
    truth = learner.share
    true_chances = point_chances([truth], FORM)
    raw = [dice.betavariate(1 + right, 1 + asked - right) for _ in range(200)]
    return Forecast(
        held=seen.low <= truth <= seen.high,
        width=seen.high - seen.low,
        error=abs(seen.expected - truth),
        raw_error=abs(right / asked - truth),
        model=pass_chance(chances, CUTS).mean,
        model_known_cut=pass_chance(chances, KNOWN_CUT).mean,
        raw=pass_chance(point_chances(raw, FORM), CUTS).mean,
        oracle=pass_chance(true_chances, CUTS).mean,
        oracle_known_cut=pass_chance(true_chances, KNOWN_CUT).mean,
    )


def show(world: World, results: Results) -> None:
    """Print the figures of one world."""
    ece = " / ".join(f"{results.ece(i):.3f}" for i in range(len(WINDOWS)))
    loss = " / ".join(f"{results.log_loss(i):.3f}" for i in range(len(WINDOWS)))
    print(f"{world.name}: ECE {ece}, log loss {loss}")
    for attempts, found in results.forecasts.items():
        size = len(found)
        known = brier([(f.model_known_cut, f.oracle_known_cut) for f in found])
        print(
            f"  after {attempts:>3}:"
            f" 80 % interval holds {results.coverage(attempts):.0%}"
            f", width {sum(f.width for f in found) / size:.3f}"
            f"; error of the share {sum(f.error for f in found) / size:.3f}"
            f" (raw {sum(f.raw_error for f in found) / size:.3f})"
            f"; pass Brier {results.brier(attempts):.3f}"
            f" (raw {brier([(f.raw, f.oracle) for f in found]):.3f}"
            f", truth known {brier([(f.oracle, f.oracle) for f in found]):.3f})"
            f"; mark 0.70 known {known:.3f}"
        )


def main(learners: int, seed: int) -> int:
    """Simulate every world; return 1 when the first one misses a goal."""
    missed = False
    for world in WORLDS:
        results = simulate(world, learners, seed)
        show(world, results)
        missed |= world is WORLDS[0] and not reaches_goals(results)
    return int(missed)


def reaches_goals(results: Results) -> bool:
    """Whether calibration, coverage and Brier scores are what was promised."""
    return (
        max(results.ece(1), results.ece(2)) <= 0.02
        and all(0.75 <= results.coverage(n) <= 0.92 for n in CHECKPOINTS)
        and results.brier(120) <= 0.13
        and results.brier(300) <= 0.09
    )


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(given + [600, 1][len(given) :])))
