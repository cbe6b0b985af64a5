"""Where keys stand in the source file: rows B3 and B4.

Forms are shuffled, but a pattern in the file shows a careless writer, and a host of
code shows the file unshuffled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby

from studyapp.content.documents import QuestionKind
from studyapp.content.lint.gate import Gate, Scale
from studyapp.content.lint.item import Item

_OPTIONS = 4
_CHI_SQUARE_3_DF = 7.81
_MOST_SHARE = 0.35
_MOST_PAIR = 0.20
_LONGEST_RUN = 6
_ENOUGH_PAIRS = 20
_REMEDY = "reorder the options of questions whose key stands where most stand"


def position_gates(items: Sequence[Item]) -> Iterator[Gate]:
    """Yield the figures on the places of keys; pairs need twenty questions."""
    singles = [item for item in items if item.is_single]
    keys = [item.key for item in singles if len(item.options) == _OPTIONS]
    counts = Counter(keys)
    yield Gate(
        "B3",
        "chi-square of key positions",
        chi_square(keys),
        high=_CHI_SQUARE_3_DF,
        scale=Scale.NUMBER,
        remedy=_REMEDY,
    )
    yield Gate(
        "B3",
        "most frequent key position",
        max(counts.values(), default=0) / max(1, len(keys)),
        high=_MOST_SHARE,
        remedy=_REMEDY,
    )
    multiples = [i for i in items if i.question.kind is QuestionKind.MULTIPLE]
    if len(multiples) >= _ENOUGH_PAIRS:
        yield Gate(
            "B3",
            "most frequent pair of keys",
            _most_frequent_pair(multiples) / len(multiples),
            high=_MOST_PAIR,
            remedy=_REMEDY,
        )
    yield Gate(
        "B4",
        "longest run of one key position",
        longest_run([item.key for item in singles]),
        high=_LONGEST_RUN,
        scale=Scale.COUNT,
        remedy="reorder the options of one question in the run",
    )


def chi_square(keys: Sequence[int]) -> float:
    """Return Pearson's statistic against four positions equally often; 3 df."""
    expected = len(keys) / _OPTIONS
    counts = Counter(keys)
    if not expected:
        return 0.0
    return sum((counts[p] - expected) ** 2 / expected for p in range(_OPTIONS))


def longest_run(keys: Sequence[int]) -> int:
    """Return how many keys in a row stand at the same place."""
    return max((len(list(run)) for _, run in groupby(keys)), default=0)


def _most_frequent_pair(items: Sequence[Item]) -> int:
    pairs = Counter(
        pair for item in items for pair in combinations(sorted(item.question.keys), 2)
    )
    return max(pairs.values(), default=0)
