"""Whether a response is right: all or nothing, as AWS scores.

No partial credit, no penalty; an unanswered question counts as wrong.
"""

from __future__ import annotations

from studyapp.content.documents import Question
from studyapp.practice.responses import Number, Response, right_response


def is_right(question: Question, response: Response | None) -> bool:
    """Return whether `response` earns the point."""
    if response is None:
        return False
    right = right_response(question)
    if isinstance(right, Number) and isinstance(response, Number):
        tolerance = question.numeric.tolerance if question.numeric else 0
        return abs(response.value - right.value) <= tolerance
    return response == right
