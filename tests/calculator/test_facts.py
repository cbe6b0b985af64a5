from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from studyapp.calculator import facts
from studyapp.calculator.evidence import evidence_for, look_up, stale
from studyapp.calculator.fields import scenario_from
from studyapp.calculator.price import price
from studyapp.content.factbook import FactBook
from studyapp.content.prices import PriceTables
from studyapp.errors import MissingFactError

FORM = {"requests": "3M", "duration": "120ms", "memory": "1536MB"}


def without(book: FactBook, fact_id: str) -> FactBook:
    return replace(book, facts={k: v for k, v in book.facts.items() if k != fact_id})


def test_a_complete_book_is_accepted(book: FactBook) -> None:
    facts.require(book)


@pytest.mark.parametrize("fact_id", facts.REQUIRED)
def test_a_missing_fact_is_named_at_the_start(book: FactBook, fact_id: str) -> None:
    with pytest.raises(MissingFactError, match=fact_id):
        facts.require(without(book, fact_id))


def test_a_missing_price_table_is_named_at_the_start(book: FactBook) -> None:
    tables = {k: v for k, v in book.prices.tables.items() if k != "ephemeral-arm"}
    with pytest.raises(MissingFactError, match="ephemeral-arm"):
        facts.require(replace(book, prices=PriceTables(tables)))


def test_a_feature_misses_its_fact_only_when_it_is_used(book: FactBook) -> None:
    lacking = without(book, "price.tenant")
    facts.require(lacking)
    price(scenario_from(FORM, lacking), lacking)
    with pytest.raises(MissingFactError, match=r"price\.tenant"):
        price(scenario_from({**FORM, "tenant-environments": "5"}, lacking), lacking)


def test_every_optional_fact_converts_to_its_unit(book: FactBook) -> None:
    for group in facts.OPTIONAL.values():
        for fact_id, unit in group.items():
            assert facts.number(book, fact_id, unit) > 0
    for fact_id in facts.RANGES:
        low, high = facts.bounds(book, fact_id)
        assert low.base < high.base
    for fact_id, unit in facts.SERIES.items():
        assert facts.series(book, fact_id, unit)


def test_an_earlier_value_is_read_from_the_fact(book: FactBook) -> None:
    assert facts.earlier(book, "billing.granularity", "ms") == Decimal(100)
    with pytest.raises(MissingFactError):
        facts.earlier(book, "memory.min", "MB")


def test_every_fact_of_a_result_has_a_source_and_a_date(book: FactBook) -> None:
    bill = price(scenario_from(FORM, book), book)
    evidence = evidence_for(bill.steps, book)
    assert [e.id for e in evidence] == [
        "free.requests",
        "request@us-east-1",
        "billing.granularity",
        "free.duration",
        "duration-x86-tier1@us-east-1",
    ]
    assert all(e.source.startswith("https://") for e in evidence)
    assert evidence[1].value == "0.20 USD/1M requests"
    assert evidence[1].region == "us-east-1"


def test_a_result_is_marked_when_its_facts_are_old(book: FactBook) -> None:
    steps = price(scenario_from(FORM, book), book).steps
    assert stale(steps, book, date(2026, 11, 21)) == ()
    later = date(2026, 11, 21) + timedelta(days=365)
    assert len(stale(steps, book, later)) == len(evidence_for(steps, book))


def test_a_price_that_is_not_offered_is_named(book: FactBook) -> None:
    with pytest.raises(MissingFactError, match="streaming@ap-east-2"):
        look_up("streaming@ap-east-2", book)
