"""All rows of the lint, over one question and over a whole bank.

Owns which rule sees what. A bank is what stands below one folder; one with fewer than
a hundred single-answer questions is too small for its shares to mean anything, so it
gets the rules on single questions only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from studyapp.content.library import Library
from studyapp.content.lint import attack, cues
from studyapp.content.lint.blueprint import blueprint_gates
from studyapp.content.lint.evidence import Evidence, check_evidence
from studyapp.content.lint.gate import Gate, Scale
from studyapp.content.lint.item import Item, show
from studyapp.content.lint.length import check_length
from studyapp.content.lint.mix import cross_cues, mix_gates
from studyapp.content.lint.position import position_gates
from studyapp.content.lint.shape import check_shape, near_duplicates
from studyapp.content.lint.wording import check_wording, has_absolute
from studyapp.content.quizdown_file import IMPORTED
from studyapp.content.services import Services
from studyapp.errors import Problem, Severity

LEAST_SINGLES = 100
_CHANCE = 0.25
_LEAST_LONGEST = 0.18
_MOST_LONGEST = 0.30
_Z_ONE_SIDED_95 = 1.645


@dataclass(frozen=True, slots=True)
class Bank:
    """The questions below one folder, and their figures; none for a small bank."""

    root: str
    singles: int
    gates: tuple[Gate, ...] = ()

    @property
    def problems(self) -> Iterator[Problem]:
        """A problem for every gate that does not hold."""
        return (gate.problem(self.root) for gate in self.gates if not gate.holds)


def check_questions(
    library: Library, services: Services, today: date
) -> Iterator[Problem]:
    """Yield everything wrong with single questions, and between two of them.

    A question that was written for another program is warned of and never refused.
    """
    evidence = Evidence(dict(library.facts), services, today)
    items = _items(library)
    for item in items:
        found = _check(item, services, evidence)
        if IMPORTED in item.question.tags:
            found = (replace(p, severity=Severity.WARNING) for p in found)
        yield from found
    yield from near_duplicates(items)
    yield from cross_cues(items)


def _check(item: Item, services: Services, evidence: Evidence) -> Iterator[Problem]:
    yield from check_length(item)
    yield from check_wording(item)
    yield from check_shape(item, services)
    yield from check_evidence(item, evidence)


def measure(library: Library) -> tuple[Bank, ...]:
    """Return every bank with the figures of its gates."""
    by_root: dict[str, list[Item]] = {}
    for item in _items(library):
        root = item.question.place.file.partition("/")[0]
        by_root.setdefault(root, []).append(item)
    return tuple(_measure(root, items, library) for root, items in by_root.items())


def _items(library: Library) -> list[Item]:
    book = library.book
    return [show(question, book) for question in library.questions.values()]


def _measure(root: str, items: Sequence[Item], library: Library) -> Bank:
    singles = [item for item in items if item.is_single]
    if len(singles) < LEAST_SINGLES:
        return Bank(root, len(singles))
    exams = library.exams.values()
    questions = [item.question for item in items]
    gates = (
        *_length_gates(singles),
        *_attack_gates(singles),
        *position_gates(items),
        *_cue_gates(singles),
        *(g for exam in exams for g in blueprint_gates(exam, questions)),
        *mix_gates(items, exams),
    )
    return Bank(root, len(singles), gates)


def _length_gates(singles: Sequence[Item]) -> Iterator[Gate]:
    """Yield B1: chance is a quarter; a low share shows over-correction."""
    sampling = math.sqrt(_CHANCE * (1 - _CHANCE) / len(singles))
    yield Gate(
        "B1",
        "key is the longest option",
        cues.hits(singles, cues.by_length),
        _LEAST_LONGEST,
        min(_MOST_LONGEST, _CHANCE + _Z_ONE_SIDED_95 * sampling),
        remedy="shorten long keys, or write distractors out in full",
    )


def _attack_gates(singles: Sequence[Item]) -> Iterator[Gate]:
    """Yield B2 twice: whether the order of options helps is a fault of its own."""
    for name, found in (
        ("blind attack", attack.attack(singles)),
        ("blind attack with position", attack.attack_with_position(singles)),
    ):
        yield Gate("B2", f"{name}, accuracy", found.accuracy, high=0.35)
        yield Gate("B2", f"{name}, upper 95% limit", found.upper, high=0.40)
        yield Gate(
            "B2", f"{name}, log loss", found.log_loss, low=1.35, scale=Scale.NUMBER
        )


def _cue_gates(singles: Sequence[Item]) -> Iterator[Gate]:
    overlap = cues.hits(singles, cues.by_overlap)
    convergence = cues.hits(singles, cues.by_convergence)
    clang = len(cues.clang(singles)) / len(singles)
    yield Gate(
        "W5", "absolutes in distractors over keys", _absolutes(singles), high=0.05
    )
    yield Gate("W7", "rare stem word in the key alone", clang, high=0.15)
    yield Gate("W7", "option with most stem words is key", overlap, high=0.32)
    yield Gate("W8", "option most like the others is key", convergence, high=0.35)


def _absolutes(singles: Sequence[Item]) -> float:
    """Return how much more often distractors than keys hold an absolute word."""
    keys = [has_absolute(item.options[item.key]) for item in singles]
    others = [has_absolute(i.options[d]) for i in singles for d in i.distractors]
    return sum(others) / max(1, len(others)) - sum(keys) / len(keys)
