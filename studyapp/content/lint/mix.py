"""What a bank is made of: rows B21 and B22, and the share of negative study stems.

Forms are drawn so that no two questions share a key fact; here it is held that the
bank allows the longest form of any exam, and that no stem tells another's key.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from studyapp.content.documents import Exam, Level, QuestionKind
from studyapp.content.lint.gate import Gate, Scale
from studyapp.content.lint.item import EXAM_KINDS, Item, plain
from studyapp.content.lint.wording import is_negative
from studyapp.errors import Problem

SCENARIO_WORDS = 25
_TELLING_WORDS = 4
_SUPERLATIVE = re.compile(
    r"\b(?:MOST|LEAST|BEST|FEWEST|LOWEST|HIGHEST|LARGEST|SMALLEST|FASTEST|SHORTEST)\b"
)


def mix_gates(items: Sequence[Item], exams: Iterable[Exam]) -> Iterator[Gate]:
    """Yield the figures on the make-up of a bank."""
    own = [item for item in items if item.question.kind in EXAM_KINDS]
    multiple = [i for i in own if i.question.kind is QuestionKind.MULTIPLE]
    recall = [i for i in own if i.question.level is Level.RECALL]
    scenarios = [i for i in own if len(i.stem.split()) >= SCENARIO_WORDS]
    superlative = [i for i in own if _SUPERLATIVE.search(i.lead_in)]
    study = [item for item in items if item.question.kind not in EXAM_KINDS]
    negative = [item for item in study if is_negative(item)]
    yield Gate("B21", "multiple response", _share(multiple, own), 0.10, 0.20)
    yield Gate("B21", "recall", _share(recall, own), high=0.25)
    yield Gate("B21", "scenarios of 25 words or more", _share(scenarios, own), 0.70)
    yield Gate("B21", "superlative lead-ins", _share(superlative, own), 0.10, 0.25)
    yield Gate(
        "E4", "negative stems of study kinds", _share(negative, study), high=0.02
    )
    longest = max(
        ((e.scored or 0) + (e.unscored or 0) for e in exams if e.scored), default=0
    )
    if longest:
        yield Gate(
            "B22",
            "questions of one form without a shared fact",
            len(largest_form(own)),
            low=longest,
            scale=Scale.COUNT,
            remedy="write questions on facts that no question rests on yet",
        )


def _share(part: Sequence[Item], whole: Sequence[Item]) -> float:
    return len(part) / len(whole) if whole else 0.0


def largest_form(items: Sequence[Item]) -> tuple[str, ...]:
    """Return ids of questions that share no fact, chosen greedily.

    Questions on the least used facts come first, which is close to the most possible.
    """
    use = Counter(fact for item in items for fact in item.question.facts)

    def crowding(item: Item) -> tuple[int, str]:
        return sum(use[fact] for fact in item.question.facts), item.question.id

    taken: set[str] = set()
    chosen: list[str] = []
    for item in sorted(items, key=crowding):
        if taken.isdisjoint(item.question.facts):
            taken.update(item.question.facts)
            chosen.append(item.question.id)
    return tuple(chosen)


def cross_cues(items: Sequence[Item]) -> Iterator[Problem]:
    """Yield each question whose stem holds the key of another on the same fact."""
    by_fact: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for fact in item.question.facts:
            by_fact[fact].append(item)
    told: set[tuple[str, str]] = set()
    for sharing in by_fact.values():
        for teller in sharing:
            for other in sharing:
                pair = (teller.question.id, other.question.id)
                if teller is not other and pair not in told and _tells(teller, other):
                    told.add(pair)
                    yield teller.problem(
                        f"its stem tells the key of '{other.question.id}'",
                        "say it in other words, or drop one of the two",
                    )


def _tells(teller: Item, other: Item) -> bool:
    if other.question.kind not in EXAM_KINDS:
        return False
    stem = f" {' '.join(_tokens(teller.stem))} "
    keys = (_tokens(other.options[key]) for key in other.question.keys)
    return any(
        len(key) >= _TELLING_WORDS and f" {' '.join(key)} " in stem for key in keys
    )


def _tokens(text: str) -> list[str]:
    """Return words and numbers, in lower case."""
    return re.findall(r"\w+", plain(text).lower())
