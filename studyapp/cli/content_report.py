"""`studyapp content report`: how much content there is, and how sound it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from studyapp import clock
from studyapp.cli.diagnostics import OK
from studyapp.cli.output import print_json
from studyapp.content.checks import Examination
from studyapp.content.library import Library
from studyapp.content.quantity import Text


def print_report(found: Examination, *, as_json: bool) -> int:
    """Print the counts; as JSON the top level holds the sums."""
    totals = _totals(found.library)
    tables = _tables(found.library)
    if as_json:
        print_json({**totals, "problems": len(found.problems), **tables})
        return OK
    for name, count in totals.items():
        print(f"{name:<12} {count:>6,}")
    for title, table in tables.items():
        print(f"\n{title.replace('_', ' ')}")
        for name, count in table.items():
            print(f"  {name:<26} {count:>6,}")
    return OK


def _totals(library: Library) -> dict[str, int]:
    facts = library.facts.values()
    return {
        "topics": len(library.topics),
        "facts": len(library.facts),
        "quantities": sum(not isinstance(fact.value, Text) for fact in facts),
        "cards": len(library.cards),
        "questions": len(library.questions),
        "claims": sum(len(fact.claims) for fact in facts),
    }


def _tables(library: Library) -> dict[str, Mapping[str, int]]:
    facts = library.facts.values()
    questions = library.questions.values()
    today = clock.now().date()
    ages = [(today - fact.checked).days for fact in facts]
    return {
        "facts_by_topic": _counts(fact.topic for fact in facts),
        "cards_by_topic": _counts(card.topic for card in library.cards.values()),
        "cards_by_kind": _counts(card.kind.value for card in library.cards.values()),
        "questions_by_topic": _counts(
            topic for q in questions for topic in library.topics_of(q)
        ),
        "questions_by_kind": _counts(q.kind.value for q in questions),
        "questions_by_level": _counts(q.level.value for q in questions),
        "questions_by_exam": _counts(s.exam for q in questions for s in q.skills),
        "claims_by_verdict": _counts(
            claim.verdict.value for fact in facts for claim in fact.claims
        ),
        "claims_by_note": _counts(c.note for fact in facts for c in fact.claims),
        "age": {
            "oldest check in days": max(ages, default=0),
            "unconfirmed facts": sum(fact.unconfirmed for fact in facts),
            "rows of the review claimed": len(
                {c.row for fact in facts for c in fact.claims if c.row}
            ),
        },
    }


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
