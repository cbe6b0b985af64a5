"""The days to an exam, lived through in advance with a crowd of cards.

Owns the spending of each day's answers under one candidate. It must never know
which candidate is the best one, nor draw a random number: a crowd has means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from studyapp.memory.candidates import Candidate, Start, rank_of, round_days
from studyapp.memory.crowd import Cell, Crowd, about, cell_of
from studyapp.memory.fsrs import Memory
from studyapp.memory.state import CardState

Share = tuple[Cell, int]
"""A cell and the number of the day on which it was answered, today being 0."""
_MANY = 300
_WEEK = 7
_NEAR = 5
"""Days that are taken together when they lie far back."""
_LEAST = 1e-6
"""Cards; less than that is nobody."""


@dataclass(frozen=True, slots=True)
class Outset:
    """Where a simulation begins."""

    seen: Mapping[Share, float]
    """Cards by where they stand."""
    new: float
    """Cards never seen."""
    done_today: float = 0.0
    """Answers given today already."""

    @property
    def cards(self) -> float:
        """How many cards there are."""
        return sum(self.seen.values()) + self.new


@dataclass(frozen=True, slots=True)
class Season:
    """The days to spend, and the rules that hold on all of them."""

    budgets: Sequence[float]
    """Answers of each day from today to the exam's eve."""
    retention: float
    """At which a plain review comes due."""
    new_per_day: int
    """Used where reviews come first."""


def outset_of(
    states: Iterable[CardState | None], day: date, done_today: float = 0.0
) -> Outset:
    """Return the outset of cards, None standing for one never seen.

    Cells are taken together until there are few enough to be quick.
    """
    stands: list[tuple[Memory, int]] = []
    new = 0.0
    for state in states:
        if state is None or state.memory is None or state.memory_day is None:
            new += 1.0
        else:
            elapsed = max((day - state.memory_day).days, 0)
            stands.append((state.memory, -about(elapsed)))
    seen: dict[Share, float] = {}
    for coarseness in (1, 2, 4):
        seen = {}
        for memory, on in stands:
            share = cell_of(memory, coarseness), on
            seen[share] = seen.get(share, 0.0) + 1.0
        if len(seen) <= _MANY:
            break
    return Outset(seen, new, done_today)


def expected_recall(
    crowd: Crowd, outset: Outset, season: Season, candidate: Candidate
) -> float:
    """Return the mean chance of recall on exam day, 0 to 1, over all cards."""
    if not outset.cards:
        return 0.0
    walk = _Walk(crowd, outset, season, candidate)
    for day in range(len(season.budgets)):
        walk.spend(day)
    return walk.recall() / outset.cards


class _Walk:
    """One candidate on its way through the days."""

    def __init__(
        self, crowd: Crowd, outset: Outset, season: Season, candidate: Candidate
    ) -> None:
        self._crowd = crowd
        self._seen = dict(outset.seen)
        self._new = outset.new
        self._cards = outset.cards
        self._season = season
        self._candidate = candidate
        self._done_today = outset.done_today

    def recall(self) -> float:
        """Return the cards recalled on exam day."""
        exam = len(self._season.budgets)
        recall = self._crowd.recall
        return sum(
            mass * recall(cell, exam - on) for (cell, on), mass in self._seen.items()
        )

    def spend(self, day: int) -> None:
        """Spend one day's answers."""
        if day % _WEEK == 0:
            self._gather(day)
        budget = self._season.budgets[day]
        if day == 0:
            budget -= self._done_today
        if budget <= 0:
            return
        ranked = self._ranked(day)
        start = self._candidate.start
        if start is Start.NEW:
            budget = self._meet(day, budget, self._new)
            self._review(day, ranked, budget)
        elif start is Start.REVIEWS:
            budget = self._review(day, ranked, budget)
            self._meet(day, budget, self._season.new_per_day)
        else:
            self._best(day, ranked, budget)

    def _gather(self, day: int) -> None:
        """Take together what was answered about as long ago, beyond a fortnight."""
        gathered: dict[Share, float] = {}
        for (cell, on), mass in self._seen.items():
            old = day - on > 2 * _WEEK
            share = cell, on - on % _NEAR + _NEAR // 2 if old else on
            gathered[share] = gathered.get(share, 0.0) + mass
        self._seen = gathered

    def _ranked(self, day: int) -> list[tuple[float, Share]]:
        left = len(self._season.budgets) - day
        mean = sum(self._season.budgets[day:]) / left
        rank = rank_of(
            self._candidate.spacing,
            self._crowd,
            left,
            self._season.retention,
            round_days(self._cards, mean),
        )
        ranked: list[tuple[float, Share]] = []
        for share in self._seen:
            elapsed = day - share[1]
            if elapsed > 0:
                place = rank(share[0], elapsed)
                if place is not None:
                    ranked.append((place, share))
        ranked.sort()
        return ranked

    def _best(self, day: int, ranked: list[tuple[float, Share]], budget: float) -> None:
        """Spend on the reviews worth more than a new card, on new cards, on others."""
        bar = -self._crowd.first_gain(len(self._season.budgets) - day)
        better = [item for item in ranked if item[0] <= bar]
        budget = self._review(day, better, budget)
        budget = self._meet(day, budget, self._new)
        self._review(day, ranked[len(better) :], budget)

    def _meet(self, day: int, budget: float, limit: float) -> float:
        """Show new cards; return the answers left."""
        cost = self._crowd.meeting_cost
        count = min(limit, self._new, budget / cost)
        if count <= 0:
            return budget
        self._new -= count
        self._add(self._crowd.met, day, count)
        return budget - count * cost

    def _review(
        self, day: int, ranked: list[tuple[float, Share]], budget: float
    ) -> float:
        """Ask seen cards in order; return the answers left."""
        for _, share in ranked:
            if budget <= _LEAST:
                break
            spread, cost = self._crowd.answered(share[0], day - share[1])
            mass = min(self._seen[share], budget / cost)
            budget -= mass * cost
            self._take(share, mass)
            self._add(spread, day, mass)
        return budget

    def _take(self, share: Share, mass: float) -> None:
        rest = self._seen[share] - mass
        if rest > _LEAST:
            self._seen[share] = rest
        else:
            del self._seen[share]

    def _add(self, spread: Iterable[tuple[Cell, float]], day: int, mass: float) -> None:
        seen = self._seen
        for cell, chance in spread:
            share = cell, day
            seen[share] = seen.get(share, 0.0) + chance * mass
