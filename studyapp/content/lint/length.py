"""Lengths that give a key away or tire the reader: rows E1, W2 and W19.

It compares characters and words of one question; what a whole bank does with lengths
is `gates`' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import mean

from studyapp.content.lint.item import Item, plain
from studyapp.errors import Problem

_ERROR_RATIO = 1.5
_WARNING_RATIO = 1.25
_NEXT_LONGEST = 15
_SPREAD = 2.5
_SENTENCE_WORDS = 5
_ASSOCIATE_WORDS = 120
_PROFESSIONAL_WORDS = 200
_HARDEST_GRADE = 16
_PROFESSIONAL = ("DOP-", "SAP-")
_VOWELS = re.compile(r"[aeiouy]+")


def check_length(item: Item) -> Iterator[Problem]:
    """Yield what is wrong with the lengths of a question."""
    if item.is_single:
        yield from _key(item)
        yield from _spread(item)
    yield from _stem(item)


def _key(item: Item) -> Iterator[Problem]:
    lengths = item.lengths
    others = [lengths[i] for i in item.distractors]
    ratio = lengths[item.key] / mean(others)
    ahead = lengths[item.key] - max(others)
    says = f"the key is {ratio:.2f} times as long as the mean distractor"
    remedy = "shorten the key, or write the distractors out in full"
    if ratio > _ERROR_RATIO and ahead >= _NEXT_LONGEST:
        yield item.problem(says, remedy)
    elif ratio > _WARNING_RATIO and ahead > 0:
        yield item.warning(says, remedy)


def _spread(item: Item) -> Iterator[Problem]:
    """Compare the longest and the shortest option where options are sentences."""
    lengths = item.lengths
    sizes = [len(option.split()) for option in item.options]
    if mean(sizes) >= _SENTENCE_WORDS and max(lengths) > _SPREAD * min(lengths):
        yield item.warning(
            f"its options have between {min(lengths)} and {max(lengths)} characters",
            "make them similar in length",
        )


def _stem(item: Item) -> Iterator[Problem]:
    count = len(item.stem.split())
    exams = [skill.exam for skill in item.question.skills]
    is_professional = exams and all(e.startswith(_PROFESSIONAL) for e in exams)
    limit = _PROFESSIONAL_WORDS if is_professional else _ASSOCIATE_WORDS
    if count > limit:
        yield item.warning(
            f"its stem has {count} words", f"say it in {limit}, without decoration"
        )
    grade = reading_grade(item.stem)
    if grade > _HARDEST_GRADE:
        yield item.warning(
            f"its stem reads like grade {grade:.0f}",
            "cut its sentences and take shorter words",
        )


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text (Kincaid et al. 1975).

    Code and numbers count as words of one syllable; 0 for a text without words.
    """
    sentences = max(1, len(re.findall(r"[.!?](?:\s|$)", text)))
    found = plain(re.sub(r"`[^`]*`", "code", text)).split()
    if not found:
        return 0.0
    syllables = sum(max(1, len(_VOWELS.findall(word.lower()))) for word in found)
    return 0.39 * len(found) / sentences + 11.8 * syllables / len(found) - 15.59
