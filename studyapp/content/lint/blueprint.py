"""Questions per skill against the exam guides: row B20.

A guide weighs domains, not skills: a skill's share is its domain's weight divided
evenly among the skills of the domain that name Lambda. Only the domains on which the
bank has questions count, since a bank on Lambda is a part of the exam.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from studyapp.content.documents import Exam, Question
from studyapp.content.lint.gate import Gate, Scale

LEAST_ITEMS = 6
_MOST_TIMES_SHARE = 3.0


def items_by_skill(exam: Exam, questions: Iterable[Question]) -> Mapping[str, int]:
    """Return how many questions are tagged with each skill of an exam.

    Every skill that names Lambda is there, with 0 if it has none; the others follow
    where they are used.
    """
    counts = Counter(
        skill.number
        for question in questions
        for skill in question.skills
        if skill.exam == exam.code
    )
    found = {skill.number: counts[skill.number] for skill in exam.lambda_skills}
    rest = sorted(set(counts) - set(found), key=_as_numbers)
    return found | {number: counts[number] for number in rest}


def blueprint_gates(exam: Exam, questions: Iterable[Question]) -> Iterator[Gate]:
    """Yield the figures of one exam.

    There are none where the guide names no Lambda skill, or the bank not the exam.
    """
    counts = items_by_skill(exam, questions)
    wanted = [skill.number for skill in exam.lambda_skills]
    if not wanted or not any(counts.values()):
        return
    rarest = min(wanted, key=lambda number: counts[number])
    short = [number for number in wanted if counts[number] < LEAST_ITEMS]
    yield Gate(
        "B20",
        f"fewest items of a Lambda skill in {exam.code} ({rarest})",
        counts[rarest],
        low=LEAST_ITEMS,
        scale=Scale.COUNT,
        remedy=f"write or tag questions for {', '.join(short)}",
        place=exam.place,
    )
    total = sum(counts.values())
    if exam.domains:
        domains = {number.partition(".")[0] for number in counts}
        covered = sum(_weight(exam, domain) for domain in domains)
        crowding = {
            number: count / total / (share / covered)
            for number, count in counts.items()
            if (share := _share(exam, number))
        }
        fullest = max(crowding, key=lambda number: crowding[number])
        yield Gate(
            "B20",
            f"most items over a skill's share in {exam.code} ({fullest})",
            crowding[fullest],
            high=_MOST_TIMES_SHARE,
            scale=Scale.NUMBER,
            remedy="write questions for the other skills",
            place=exam.place,
        )


def _share(exam: Exam, number: str) -> float:
    """Return the part of the whole exam that one skill should have, from 0 to 1."""
    domain = number.partition(".")[0]
    siblings = sum(
        skill.number.partition(".")[0] == domain for skill in exam.lambda_skills
    )
    return _weight(exam, domain) / max(1, siblings)


def _weight(exam: Exam, domain: str) -> float:
    """Return a domain's weight from 0 to 1; 0 for one that the guide lacks."""
    position = int(domain) - 1 if domain.isdigit() else -1
    if not 0 <= position < len(exam.domains):
        return 0.0
    return exam.domains[position].weight / 100


def _as_numbers(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdigit())
