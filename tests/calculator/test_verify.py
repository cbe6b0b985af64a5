from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from studyapp.calculator import facts
from studyapp.calculator.examples import Example, Standing, read_examples
from studyapp.calculator.verify import Agreement, verify, verify_one
from studyapp.content.factbook import FactBook
from studyapp.content.files import read_all
from studyapp.content.library import assemble
from studyapp.errors import Problem

CONTENT = Path(__file__).parents[2] / "content"


def published() -> tuple[Example, ...]:
    path = CONTENT / "pricing-examples.yaml"
    found = read_examples(path.read_text(encoding="utf-8"), path.name)
    return tuple(e for e in found if isinstance(e, Example))


@pytest.mark.parametrize("example", published(), ids=lambda e: e.id)
def test_every_consistent_example_agrees_within_a_cent(
    book: FactBook, example: Example
) -> None:
    outcome = verify_one(example, book)
    assert outcome.passes
    if example.standing is Standing.CONSISTENT:
        assert outcome.agreement is Agreement.AGREES
        assert all(abs(line.difference) <= Decimal("0.01") for line in outcome.lines)


def test_the_known_slip_of_the_page_is_explained(book: FactBook) -> None:
    outcomes = {o.example.id: o for o in verify(published(), book)}
    slip = outcomes["kafka-pollers"]
    assert slip.agreement is Agreement.EXPLAINED
    assert "60 million" in slip.example.note
    assert len(outcomes) == 17


def test_a_disagreement_without_an_explanation_is_one(book: FactBook) -> None:
    wrong = replace(published()[0], expected=(("total", Decimal("9.99")),), note="x")
    outcome = verify_one(wrong, book)
    assert outcome.agreement is Agreement.DIFFERS
    assert not outcome.passes


def test_an_example_whose_facts_are_missing_is_not_run(book: FactBook) -> None:
    facts = {k: v for k, v in book.facts.items() if k != "price.tenant"}
    outcomes = verify(published(), replace(book, facts=facts))
    assert [o.example.id for o in outcomes if o.agreement is Agreement.NOT_RUN] == [
        "tenants"
    ]


def test_a_broken_file_of_examples_says_where() -> None:
    found = read_examples("source: x\nchecked: never\nexamples: []\n", "e.yaml")
    assert isinstance(found[0], Problem)
    assert found[0].place.line == 2


def test_the_shipped_content_holds_every_fact_the_calculator_reads() -> None:
    files, _ = read_all([CONTENT])
    library, _ = assemble(files)
    facts.require(library.book)
    for group in facts.OPTIONAL.values():
        for fact_id, unit in group.items():
            facts.number(library.book, fact_id, unit)
    for outcome in verify(published(), library.book):
        assert outcome.passes, outcome.example.id
