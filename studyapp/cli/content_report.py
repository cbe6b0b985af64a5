"""`studyapp content report`: how much content there is, and how sound it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from studyapp import clock
from studyapp.cli.diagnostics import OK
from studyapp.cli.output import print_json
from studyapp.content.checks import Examination
from studyapp.content.library import Library
from studyapp.content.lint.bank import LEAST_SINGLES, Bank
from studyapp.content.lint.blueprint import items_by_skill
from studyapp.content.quantity import Text


def print_report(found: Examination, *, as_json: bool) -> int:
    """Print the counts and the gates; as JSON the top level holds the sums."""
    totals = _totals(found.library)
    tables = {**_tables(found.library), **_problems(found)}
    if as_json:
        gates = {bank.root: _gates_as_json(bank) for bank in found.banks}
        problems = len(found.problems)
        print_json({**totals, "problems": problems, **tables, "gates": gates})
        return OK
    for name, count in totals.items():
        print(f"{name:<12} {count:>6,}")
    for title, table in tables.items():
        print(f"\n{title.replace('_', ' ')}")
        for name, count in table.items():
            print(f"  {name:<26} {count:>6,}")
    for bank in found.banks:
        _print_gates(bank)
    return OK


def _print_gates(bank: Bank) -> None:
    print(f"\ngates of {bank.root} ({bank.singles} single-answer questions)")
    if not bank.gates:
        print(f"  measured from {LEAST_SINGLES} single-answer questions on")
    for gate in bank.gates:
        mark = "ok" if gate.holds else "FAILS"
        print(f"  {mark:<5} {gate.row:<3} {gate.name:<58} {gate.shown:>6}  {gate.band}")


def _gates_as_json(bank: Bank) -> list[dict[str, str | float | bool | None]]:
    return [
        {
            "row": gate.row,
            "name": gate.name,
            "value": round(gate.value, 4),
            "low": gate.low,
            "high": gate.high,
            "holds": gate.holds,
        }
        for gate in bank.gates
    ]


def _problems(found: Examination) -> dict[str, Mapping[str, int]]:
    severities = _counts(problem.severity.value for problem in found.problems)
    return {"problems_by_severity": {"error": 0, "warning": 0} | severities}


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
        "questions_by_difficulty": _counts(q.difficulty.value for q in questions),
        "questions_by_exam": _counts(
            exam for q in questions for exam in {s.exam for s in q.skills}
        ),
        "questions_by_skill": {
            f"{exam.code} {number}": count
            for exam in library.exams.values()
            for number, count in items_by_skill(exam, questions).items()
        },
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
