"""An answer that was begun and not given, for when its quiz is gone on with.

The desk keeps the last one until the app is left; the journal holds answers only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studyapp.practice.responses import Response
    from studyapp.practice.session import Confidence


@dataclass(frozen=True, slots=True)
class Draft:
    """What was put together for one question of one quiz."""

    quiz: str
    question: str
    response: Response | None
    struck: frozenset[int]
    sure: Confidence | None
