"""The version of a question: a hash of all that decides what an answer means.

A changed hash says that an earlier answer was to another text.
"""

from __future__ import annotations

import hashlib

from studyapp.content.documents import Question

_DIGITS = 12


def version_of(question: Question) -> str:
    """Return 12 hex digits over kind, texts, options and key."""
    numeric = question.numeric
    parts = [
        question.kind.value,
        question.exhibit,
        question.stem,
        *(f"{o.correct}\0{o.prompt}\0{o.text}" for o in question.options),
        f"{numeric.value}\0{numeric.tolerance}\0{numeric.unit}" if numeric else "",
    ]
    return hashlib.sha256("\0\0".join(parts).encode()).hexdigest()[:_DIGITS]
