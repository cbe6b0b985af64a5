"""What a session can be made of, each choice with the cards it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

from studyapp.content.documents import Verdict
from studyapp.memory.queue import Counts
from studyapp.memory.wishes import CardWish, Mode, Part, Trait
from studyapp.services.reviewing import Reviewing
from studyapp.services.sessions import open_session
from studyapp.services.study import Study
from studyapp.services.traits import cards_with

_TRAITS = {
    Trait.MISSED: ("Missed in a quiz", "Facts behind questions you last got wrong."),
    Trait.FLAGGED: ("Flagged", "Cards you marked with a flag."),
    Trait.LEECH: ("Leeches", "Cards you forget more often than chance allows."),
    Trait.WEAK: ("Weak", "Cards you would forget within a week."),
    Trait.NEW: ("Never seen", "Cards you have not answered yet."),
    Trait.SUSPENDED: ("Suspended", "Cards you put away; here you bring them back."),
}
_VERDICTS = {
    Verdict.WRONG: ("Myths", "Facts on which some note is wrong."),
    Verdict.OUTDATED: ("Old news", "Facts on which some note is outdated."),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, and how many cards it holds by itself."""

    part: Part
    name: str
    label: str
    about: str
    count: int | None = None
    """None for a mode, which holds no cards of its own."""


def choices(study: Study) -> tuple[Choice, ...]:
    """Return everything a session can be made of, modes first, empty ones left out."""
    narrowing = (*_traits(study), *_by_fact(study), *_topics(study))
    return (*_modes(), *(choice for choice in narrowing if choice.count))


def cards_with_each(study: Study, wishes: Iterable[CardWish]) -> tuple[int, ...]:
    """Return how many cards each of these sessions would ask."""
    return tuple(cards_left(study, wish) for wish in wishes)


def cards_left(study: Study, wish: CardWish) -> int:
    """Return how many cards the session wished for would ask."""
    counts = open_session(study, wish).counts
    return counts.due + counts.learning + counts.new


def is_empty(study: Study, wish: CardWish) -> bool:
    """Return whether a session has no card, not even beyond the day's limits."""
    session = open_session(study, wish)
    held = session.held_back if isinstance(session, Reviewing) else Counts(0, 0, 0)
    return not any((*astuple(session.counts), *astuple(held)))


def _modes() -> Iterator[Choice]:
    yield Choice(
        Part.MODE, Mode.DUE, "What is due", "The schedule's own order and limits."
    )
    yield Choice(
        Part.MODE,
        Mode.AHEAD,
        "What comes next",
        "Cards due in the coming days, before a break. The schedule stays as it is.",
    )
    yield Choice(
        Part.MODE,
        Mode.CRAM,
        "All of it, due or not",
        "Cram: each until you knew it once. The schedule stays as it is.",
    )


def _traits(study: Study) -> Iterator[Choice]:
    for trait, (label, about) in _TRAITS.items():
        count = len(cards_with(trait, study) & study.library.cards.keys())
        yield Choice(Part.TRAIT, trait, label, about, count)


def _by_fact(study: Study) -> Iterator[Choice]:
    """Yield verdicts, exams and tags: what the cards' facts carry."""
    counts: Counter[tuple[Part, str]] = Counter()
    for card in study.library.cards.values():
        fact = study.library.facts.get(card.fact)
        if fact is not None:
            verdicts = {claim.verdict.value for claim in fact.claims}
            exams = study.library.exams_of(fact)
            counts.update((Part.VERDICT, verdict) for verdict in verdicts)
            counts.update((Part.EXAM, exam) for exam in exams)
            counts.update((Part.TAG, tag) for tag in set(fact.tags))
    for verdict, (label, about) in _VERDICTS.items():
        count = counts[Part.VERDICT, verdict.value]
        yield Choice(Part.VERDICT, verdict, label, about, count)
    for (part, name), count in sorted(counts.items()):
        if part is Part.EXAM:
            yield Choice(part, name, f"Exam {name}", "What its guide asks for.", count)
        elif part is Part.TAG:
            yield Choice(part, name, f"Tag {name}", "Facts with this tag.", count)


def _topics(study: Study) -> Iterator[Choice]:
    counts = Counter(card.topic for card in study.library.cards.values())
    for topic in study.library.topics.values():
        about = study.library.book.show(topic.summary)
        yield Choice(Part.TOPIC, topic.id, topic.title, about, counts[topic.id])
