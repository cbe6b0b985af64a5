"""How sure an answer is, as a key: the same one in quizzes and in exams.

It names the steps and keeps none.
"""

from __future__ import annotations

from studyapp.practice.session import Confidence
from studyapp.tui.commands import Command, Shown

RATE = Command(
    "question.rate",
    ("s", "ctrl+s"),
    "Sure?",
    "Say how sure you are: sure, think so, guessing.",
    "rate",
    Shown.FOOTER,
)
"""No letter that an option has."""
_STEPS: tuple[Confidence | None, ...] = (None, *Confidence)


def next_sureness(sure: Confidence | None) -> Confidence | None:
    """Return what one more press of the key says."""
    return _STEPS[(_STEPS.index(sure) + 1) % len(_STEPS)]
