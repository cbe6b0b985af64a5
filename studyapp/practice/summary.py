"""What a finished quiz says: the score, by topic, and what to review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studyapp.content.documents import Question
from studyapp.practice.session import Session


@dataclass(frozen=True, slots=True)
class TopicScore:
    """Right answers among the questions of one topic."""

    topic: str
    right: int
    asked: int

    @property
    def share(self) -> float:
        """Right answers as a share, 0 to 1."""
        return self.right / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class Summary:
    """The result of a quiz; weakest topics come first."""

    right: int
    asked: int
    topics: tuple[TopicScore, ...]
    missed: tuple[str, ...]
    review: tuple[str, ...]
    """Facts behind the missed questions, each once."""

    @property
    def share(self) -> float:
        """Right answers as a share, 0 to 1."""
        return self.right / self.asked if self.asked else 0.0

    @property
    def by_topic(self) -> str:
        """What stands above the scores by topic."""
        asked = sum(row.asked for row in self.topics)
        several = ", where a question may be in several" if asked > self.asked else ""
        return f"By topic{several}:"


def summarise(
    session: Session,
    questions: Mapping[str, Question],
    topics_of: Mapping[str, Sequence[str]],
) -> Summary:
    """Return the summary of what has been answered so far."""
    scores: dict[str, list[bool]] = {}
    missed: list[str] = []
    for answer in session.answered:
        for topic in topics_of.get(answer.question, ()):
            scores.setdefault(topic, []).append(answer.right)
        if not answer.right:
            missed.append(answer.question)
    rows = (TopicScore(t, sum(s), len(s)) for t, s in scores.items())
    facts = (f for q in missed if q in questions for f in questions[q].facts)
    return Summary(
        right=session.right,
        asked=len(session.answered),
        topics=tuple(sorted(rows, key=lambda row: (row.share, row.topic))),
        missed=tuple(missed),
        review=tuple(dict.fromkeys(facts)),
    )
