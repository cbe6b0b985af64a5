"""What a question rests on: rows E15, E16, E17 and E18.

Decided here: that names of services exist and live, that reasons say something, that
the key has facts, that each distractor's reason speaks of the situation, the option or
the facts, and that nothing has changed or grown old since the review. Whether a reason
is *true* of its option, and whether a service is within the scope of one exam, is left
to readers: AWS publishes the scope as examples, not as a complete list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from studyapp.content.documents import Fact
from studyapp.content.lint.item import EXAM_KINDS, Item, content_words, plain
from studyapp.content.quantity import Text
from studyapp.content.quizdown_file import IMPORTED
from studyapp.content.references import referenced
from studyapp.content.services import Service, Services
from studyapp.errors import Problem

REVIEW_DAYS = 180
_STEM_LETTERS = 4
_LEAST_REASON = 3
_NAME = re.compile(r"\b(?:AWS|Amazon)((?: (?:[A-Z][\w@-]*|for|of|and|\d+))+)")
_NOT_SERVICES = frozenset(
    """Account Accounts Cloud Free Managed Partner Region Regions
    Services""".split()  # noqa: SIM905 - a line for each would hide them
)
_EMPTY_REASON = frozenset(
    """answer answers case choice correct false given here incorrect invalid meet meets
    option options question requirement requirements right scenario simply statement
    true valid wrong""".split()  # noqa: SIM905 - a line for each would hide them
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the reasons of questions may lean on."""

    facts: dict[str, Fact]
    services: Services
    today: date


def check_evidence(item: Item, evidence: Evidence) -> Iterator[Problem]:
    """Yield what is wrong with the evidence of a question."""
    yield from _services(item, evidence)
    if IMPORTED in item.question.tags:
        return
    if not item.question.facts:
        yield item.problem(
            "its key rests on no fact", "name the facts that force it in 'facts:'"
        )
    if item.question.kind in EXAM_KINDS:
        yield from _rationales(item)
        yield from _distractors(item, evidence)
    yield from _dates(item, evidence)


def _services(item: Item, evidence: Evidence) -> Iterator[Problem]:
    if not evidence.services:
        return
    for text in (item.stem, *item.options):
        for match in _NAME.finditer(plain(text)):
            parts = match[1].split()
            if parts[0] in _NOT_SERVICES or _begins_with(parts, evidence.services):
                continue
            name = re.sub(r"(?: (?:for|of|and))+$", "", match[0])
            yield item.problem(
                f"'{name}' is no service of the glossary",
                "use the service's name, or add it to services.yaml",
            )
        for service in _retired(text, evidence.services):
            yield item.problem(
                f"it names {service.short}, which AWS has ended ({service.retired})",
                "ask about a service that lives",
            )


def _begins_with(parts: list[str], services: Services) -> bool:
    ends = range(len(parts), 0, -1)
    return any(services.named(" ".join(parts[:end])) for end in ends)


def _retired(text: str, services: Services) -> Iterator[Service]:
    for service in services.retired:
        if re.search(rf"\b{re.escape(service.short)}\b", text):
            yield service


def _rationales(item: Item) -> Iterator[Problem]:
    seen: set[str] = set()
    for option, reason in zip(item.options, item.rationales, strict=True):
        if len(content_words(reason) - _EMPTY_REASON) < _LEAST_REASON:
            yield item.problem(
                f"the reason of '{plain(option)[:40]}' says only that it is wrong",
                "say which fact or constraint decides, and when it would be right",
            )
        folded = " ".join(reason.casefold().split())
        if folded in seen:
            yield item.problem(
                f"the reason of '{plain(option)[:40]}' stands under another option too",
                "say what is special about this one",
            )
        seen.add(folded)


def _distractors(item: Item, evidence: Evidence) -> Iterator[Problem]:
    """Report a distractor whose reason speaks of nothing that the item holds."""
    common = _stems(item.stem) | _fact_stems(item, evidence)
    for position in item.distractors:
        reason = item.question.options[position].rationale
        ground = common | _stems(item.options[position])
        if not referenced(reason) and ground.isdisjoint(_stems(reason)):
            yield item.problem(
                f"the reason of '{plain(item.options[position])[:40]}' names no fact "
                "and no constraint",
                "say which fact or which words of the stem rule it out",
            )


def _fact_stems(item: Item, evidence: Evidence) -> frozenset[str]:
    held = (evidence.facts[f] for f in item.question.facts if f in evidence.facts)
    found: frozenset[str] = frozenset()
    for fact in held:
        value = fact.value.text if isinstance(fact.value, Text) else ""
        found |= _stems(f"{fact.name} {value} {fact.text}")
    return found


def _stems(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words, so that plurals meet singulars."""
    return frozenset(
        word[:_STEM_LETTERS] for word in content_words(text) if len(word) > 2
    )


def _dates(item: Item, evidence: Evidence) -> Iterator[Problem]:
    question = item.question
    age = (evidence.today - question.reviewed).days
    if age > REVIEW_DAYS:
        yield item.warning(
            f"it was reviewed {age} days ago",
            "read it against its facts again and write today's date",
        )
    shown = (r for option in question.options for r in referenced(option.text))
    for identity in dict.fromkeys(
        (*question.facts, *referenced(question.stem), *shown)
    ):
        fact = evidence.facts.get(identity)
        if fact and any(_first_day(w.until) > question.reviewed for w in fact.was):
            yield item.problem(
                f"its fact '{identity}' has changed since {question.reviewed}",
                "mend the question and write today's date as 'reviewed'",
            )


def _first_day(until: str) -> date:
    """Return the first day of a day, month or year: a change known to be later."""
    parts = [int(part) for part in until.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return date(year, month, day)
