"""The shape of an exam: its length, pace, and how many items each domain gets.

It counts and divides; which questions fill the places is `form`'s business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studyapp.content.documents import Exam, Question, Skill

MS_PER_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Shape:
    """A form of some length at the proportions of the whole exam."""

    items: int
    scored: int
    limit_ms: int
    """Milliseconds for the whole form."""

    @property
    def unscored(self) -> int:
        """Items that do not count."""
        return self.items - self.scored

    @property
    def pace_ms(self) -> int:
        """Milliseconds that the exam gives to one item on average."""
        return self.limit_ms // self.items


def length(exam: Exam) -> int:
    """Return how many items the whole exam has, 0 where AWS has not said."""
    return (exam.scored or 0) + (exam.unscored or 0)


def is_published(exam: Exam) -> bool:
    """Whether enough is known of an exam to give one like it."""
    return bool(exam.scored and exam.minutes and exam.domains)


def shape(exam: Exam, items: int) -> Shape:
    """Return the shape of a form with `items` items.

    Only one of the whole length has items that do not count, as the exam has: in a
    shorter one they would help nobody.

    Raises ValueError where AWS has not published length, minutes and domains.
    """
    if not is_published(exam) or exam.minutes is None or exam.scored is None:
        raise ValueError(f"AWS has not published the shape of {exam.code}")
    whole = length(exam)
    return Shape(
        items=items,
        scored=exam.scored if items == whole else items,
        limit_ms=items * exam.minutes * MS_PER_MINUTE // whole,
    )


def shares(weights: Sequence[int], count: int) -> tuple[int, ...]:
    """Divide `count` by `weights`; the largest remainders get what is left over."""
    total = sum(weights)
    if not total:
        return tuple(0 for _ in weights)
    whole = [weight * count // total for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda i: (-(weights[i] * count % total), i)
    )
    for index in by_remainder[: count - sum(whole)]:
        whole[index] += 1
    return tuple(whole)


def domain_of(exam: Exam, skill: Skill) -> int:
    """Return the number of the domain a skill belongs to, from 1; 0 for none.

    AWS numbers a skill by domain, task and skill: 3.4.1 is in the third domain.
    """
    first = skill.number.partition(".")[0]
    number = int(first) if first.isdecimal() else 0
    return number if number <= len(exam.domains) else 0


def domains_in(exam: Exam, question: Question, code: str) -> tuple[int, ...]:
    """Return the domains of `exam` that a question's tags for exam `code` name.

    Tags of the version before are read by their new numbers where a skill moved.
    """
    moved = dict(exam.moved) if code != exam.code else {}
    found = (
        domain_of(exam, Skill(code, moved.get(skill.number, skill.number)))
        for skill in question.skills
        if skill.exam == code
    )
    return tuple(dict.fromkeys(number for number in found if number))
