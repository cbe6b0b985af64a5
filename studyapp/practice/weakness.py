"""Which topics a learner is weakest in, by the last answer to each question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from studyapp.practice.attempts import Attempt, latest_attempts


def weakest(
    attempts: Iterable[Attempt], topics_of: Mapping[str, Sequence[str]], count: int
) -> tuple[str, ...]:
    """Return up to `count` topics, the weakest first; none without answers.

    The score of a topic is (right + 1) / (asked + 2), Laplace's rule of succession:
    one miss in one answer weighs less than five misses in six.
    """
    marks: dict[str, list[bool]] = {}
    for attempt in latest_attempts(attempts).values():
        for topic in topics_of.get(attempt.question, ()):
            marks.setdefault(topic, []).append(attempt.is_safe)
    scores = {topic: (sum(safe) + 1) / (len(safe) + 2) for topic, safe in marks.items()}
    return tuple(sorted(scores, key=lambda topic: (scores[topic], topic))[:count])
