"""Bots that guess without reading for sense: rows B1, W7 and W8 over a bank.

Each returns the share of single-answer questions that one simple habit gets right; a
tie among options counts as its share. Chance is 25 % with four options.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from statistics import mean

from studyapp.content.lint.item import Item, content_words, jaccard

_RARE_LETTERS = 6
_RARE_SHARE = 0.02

Score = Callable[[Item], Sequence[float]]
"""One number for each option; the bot takes the highest."""


def hits(items: Sequence[Item], score: Score) -> float:
    """Return how often the option with the highest score is the key, from 0 to 1."""
    if not items:
        return 0.0
    return mean(_hit(item, score(item)) for item in items)


def _hit(item: Item, scores: Sequence[float]) -> float:
    best = max(scores)
    winners = [i for i, value in enumerate(scores) if value == best]
    return 1 / len(winners) if item.key in winners else 0.0


def by_length(item: Item) -> Sequence[float]:
    """Score the characters of each option."""
    return item.lengths


def by_overlap(item: Item) -> Sequence[float]:
    """Score the words that each option shares with the stem."""
    stem = content_words(item.stem)
    return [float(len(stem & content_words(option))) for option in item.options]


def by_convergence(item: Item) -> Sequence[float]:
    """Score how much each option resembles the others."""
    sets = [content_words(option) for option in item.options]
    return [
        mean(jaccard(own, other) for j, other in enumerate(sets) if j != i)
        for i, own in enumerate(sets)
    ]


def clang(items: Sequence[Item]) -> frozenset[str]:
    """Return the ids of questions whose key alone repeats a rare word of the stem.

    Rare is a word of six letters or more that stands in at most 2 % of the stems.
    """
    stems = [content_words(item.stem) for item in items]
    count = Counter(word for stem in stems for word in stem)
    most = max(1, round(_RARE_SHARE * len(items)))
    found: set[str] = set()
    for item, stem in zip(items, stems, strict=True):
        rare = {w for w in stem if len(w) >= _RARE_LETTERS and count[w] <= most}
        others = (content_words(item.options[i]) for i in item.distractors)
        rare -= frozenset().union(*others)
        if rare & content_words(item.options[item.key]):
            found.add(item.question.id)
    return frozenset(found)
