"""Names that a learner types, held against those the library has.

Every wrong name is the same sentence, with the nearest name that is right.
"""

from __future__ import annotations

from collections.abc import Iterable

from studyapp.content.library import Library
from studyapp.errors import no_such

_SEE_TOPICS = "see 'studyapp read' for the topics"


def require_topics(library: Library, names: Iterable[str]) -> frozenset[str]:
    """Return the names as a set; raises UsageError for the first that is no topic."""
    wanted = tuple(names)
    for name in wanted:
        if name not in library.topics:
            raise no_such("topic", name, library.topics, _SEE_TOPICS)
    return frozenset(wanted)


def require_exam(library: Library, name: str) -> str:
    """Return an exam's code, as it is written; raises UsageError when it is none.

    No name at all is let through: it asks for nothing.
    """
    code = name.upper()
    if code and code not in library.exams:
        raise no_such("exam", name, library.exams)
    return code


def require_tag(library: Library, name: str) -> str:
    """Return a tag; raises UsageError when no fact has it."""
    if name:
        known = sorted({tag for fact in library.facts.values() for tag in fact.tags})
        if name not in known:
            raise no_such("tag", name, known)
    return name
