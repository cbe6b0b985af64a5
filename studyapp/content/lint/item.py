"""A question as a learner sees it, and the words that the lint counts in it.

Owns how texts are cut into sentences and words, so that every rule cuts alike. It
never judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.content.documents import Question, QuestionKind
from studyapp.content.factbook import FactBook
from studyapp.errors import Problem, Severity

EXAM_KINDS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})
"""The kinds that the exams use; the others are for study."""

_CODE_MARKS = re.compile(r"[`*]")
_CODE = re.compile(r"`[^`]*`")
_CHOOSE = re.compile(r"\s*\(Choose [A-Z]+\.\)\s*$")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9`\"(])")
_WORD = re.compile(r"[a-z][a-z0-9'-]*[a-z0-9]|[a-z]")
_STOP = frozenset(
    """a an and are as at be because been before but by can could did do does each
    for from had has have how if in into is it its may more most must no not now of
    off on one only or other out over own same so some still such than that the their
    them then there these they this those through to too two under until up use used
    uses was were what when where which while who whose why will with would""".split()  # noqa: SIM905 - a line for each would hide them
)


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its values in place of references."""

    question: Question
    stem: str
    options: tuple[str, ...]
    rationales: tuple[str, ...]

    @property
    def key(self) -> int:
        """The position of the right option of a single-answer question, from 0."""
        return min(self.question.keys)

    @property
    def is_single(self) -> bool:
        """Whether exactly one option is to be chosen."""
        return self.question.kind is QuestionKind.SINGLE

    @property
    def distractors(self) -> tuple[int, ...]:
        """The positions of the wrong options."""
        return tuple(i for i in range(len(self.options)) if i not in self.question.keys)

    @property
    def lengths(self) -> tuple[int, ...]:
        """The characters of each option as they are shown, code marks left out."""
        return tuple(len(plain(option)) for option in self.options)

    @property
    def lead_in(self) -> str:
        """The last sentence of the stem, without the count to choose."""
        return _SENTENCE.split(_CHOOSE.sub("", self.stem).strip())[-1].strip()

    def problem(
        self, message: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Return a problem at the place of the question."""
        text = f"the question '{self.question.id}': {message}"
        return Problem(self.question.place, text, remedy, severity)

    def warning(self, message: str, remedy: str) -> Problem:
        """Return a warning at the place of the question."""
        return self.problem(message, remedy, Severity.WARNING)


def show(question: Question, book: FactBook) -> Item:
    """Return the question as a learner sees it."""
    return Item(
        question,
        book.show(question.stem),
        tuple(book.show(option.text) for option in question.options),
        tuple(book.show(option.rationale) for option in question.options),
    )


def plain(text: str) -> str:
    """Return a text without code and emphasis marks."""
    return _CODE_MARKS.sub("", text)


def without_code(text: str) -> str:
    """Return a text without what stands between code marks: names are not words."""
    return _CODE.sub(" ", text)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case."""
    return tuple(_WORD.findall(text.lower()))


def content_words(text: str) -> frozenset[str]:
    """Return the words that carry meaning, each once."""
    return frozenset(words(text)) - _STOP


def jaccard(one: Iterable[str], other: Iterable[str]) -> float:
    """Return the words in common as a share of all words, 0 for two empty texts."""
    left, right = frozenset(one), frozenset(other)
    union = left | right
    return len(left & right) / len(union) if union else 0.0
