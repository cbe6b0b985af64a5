"""What the source notes say, and whether it holds: claims with their facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studyapp.content.documents import Claim, Fact, Verdict
from studyapp.errors import no_such
from studyapp.services.study import Study

MYTHS = frozenset({Verdict.WRONG, Verdict.OUTDATED})
"""The verdicts behind "Myths and old news"."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim, the fact it belongs to, and why it is judged so, if that is said."""

    claim: Claim
    fact: Fact
    why: str

    @property
    def instead(self) -> str:
        """What is true in place of what the note says."""
        return self.why or f"{self.fact.name}: {self.fact.long}."

    @property
    def note(self) -> str:
        """The note's number, such as `note 003`."""
        return note_name(self.claim.note)


def note_name(file: str) -> str:
    """Return the short name of a source note: `note 003`."""
    return f"note {file.split('_', maxsplit=1)[0].removesuffix('.txt')}"


def require_note(study: Study, name: str) -> None:
    """Raise UsageError when no claim is from a note with this number."""
    names = {note_name(item.claim.note).split()[-1] for item in _all(study)}
    if not any(known.endswith(name) for known in names):
        raise no_such("note", name, sorted(names))


def judged(study: Study, verdicts: frozenset[Verdict] = MYTHS) -> tuple[Judged, ...]:
    """Return the claims with one of `verdicts`, by topic in reading order."""
    return tuple(
        item for item in _all(study) if not verdicts or item.claim.verdict in verdicts
    )


def judged_on(study: Study, fact: Fact) -> tuple[Judged, ...]:
    """Return every claim on a fact."""
    show = study.library.book.show
    return tuple(Judged(claim, fact, show(claim.why)) for claim in fact.claims)


def _all(study: Study) -> Iterator[Judged]:
    library = study.library
    for topic in library.topics:
        for fact in library.facts.values():
            if fact.topic == topic:
                yield from judged_on(study, fact)
