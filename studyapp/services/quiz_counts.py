"""How many questions a wish for a quiz has to draw from, before it begins.

It looks at the journal once, draws nothing and writes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from studyapp.content.documents import Question, QuestionKind, Skill
from studyapp.practice.selection import MODE_STANDINGS, Standing, Wish, eligible
from studyapp.practice.wishes import QuizWish
from studyapp.services.quiz_history import standings, topics_of
from studyapp.services.study import Study


@dataclass(frozen=True, slots=True)
class QuizCounts:
    """The bank as the learner stands with it at one moment."""

    questions: tuple[Question, ...]
    topics_of: Mapping[str, tuple[str, ...]]
    standings: Mapping[str, Standing]

    def of(self, wish: QuizWish) -> int:
        """Return how many questions fit; skills are written with their exam."""
        wanted = Wish(
            count=wish.count,
            seed="",
            topics=frozenset(wish.topics),
            standings=wish.standings
            or MODE_STANDINGS.get(wish.mode, frozenset(Standing)),
            skills=frozenset(_skill(text) for text in wish.skills),
            kinds=wish.kinds,
        )
        found = eligible(wanted, self.questions, self.topics_of, self.standings)
        return len(found)

    def by_topic(self) -> Counter[str]:
        """Return how many questions of any kind each topic has."""
        ids = (question.id for question in self.questions)
        return Counter(topic for name in ids for topic in self.topics_of.get(name, ()))

    def by_standing(self) -> Counter[Standing]:
        """Return how many questions of any kind stand how."""
        return Counter(
            self.standings.get(question.id, Standing.UNSEEN)
            for question in self.questions
        )

    def by_kind(self) -> Counter[QuestionKind]:
        """Return how many questions there are of each kind."""
        return Counter(question.kind for question in self.questions)

    def by_skill(self, exam: str) -> dict[str, int]:
        """Return how many questions each skill of an exam has, in their order."""
        counts = Counter(
            skill.number
            for question in self.questions
            for skill in question.skills
            if skill.exam == exam
        )
        return {number: counts[number] for number in sorted(counts, key=_parts)}

    def exams(self) -> tuple[str, ...]:
        """Return the codes that questions are tagged with, the most used first."""
        counts = Counter(s.exam for q in self.questions for s in q.skills)
        return tuple(sorted(counts, key=lambda code: (-counts[code], code)))


def quiz_counts(study: Study) -> QuizCounts:
    """Return the counts of this moment."""
    questions = tuple(study.library.questions.values())
    return QuizCounts(questions, topics_of(study), standings(study))


def _skill(text: str) -> Skill:
    exam, _, number = text.partition(" ")
    return Skill(exam, number)


def _parts(number: str) -> tuple[tuple[int, str], ...]:
    parts = number.split(".")
    return tuple((int(part) if part.isdecimal() else 0, part) for part in parts)
