from __future__ import annotations

import json
from decimal import Decimal

import pytest

from studyapp.calculator import inputs
from studyapp.calculator.concurrency import concurrency
from studyapp.calculator.fields import FIELDS, read_scenario, scenario_from
from studyapp.calculator.panel import Load
from studyapp.calculator.price import price
from studyapp.calculator.scenario import NAMES, Scenario
from studyapp.calculator.shapes import Amounts, bill_json, concurrency_json
from studyapp.content.factbook import FactBook
from studyapp.errors import UsageError

FORM = {"requests": "3M", "duration": "120ms", "memory": "1536MB"}


def test_every_field_of_a_scenario_stands_in_the_form() -> None:
    assert set(FIELDS) == set(NAMES)


def test_every_example_in_the_form_can_be_read() -> None:
    hours = Decimal(730)
    for field in FIELDS.values():
        for example in field.example.split(" or "):
            assert field.read(example, hours) is not None


def test_a_wrong_field_is_named_and_the_others_are_not_lost(book: FactBook) -> None:
    found = read_scenario({**FORM, "memory": "lots", "duration": "20m"}, book)
    assert not isinstance(found, Scenario)
    assert [problem.field for problem in found] == ["memory", "duration"]
    assert "512MB" in str(found[0])


def test_options_may_be_written_with_dashes_and_left_empty(book: FactBook) -> None:
    found = scenario_from({**FORM, "free-tier": "no", "ephemeral": " "}, book)
    assert found.ephemeral is None
    assert found.free_tier == "used up"


def test_a_field_that_does_not_exist_gets_a_proposal(book: FactBook) -> None:
    with pytest.raises(UsageError, match="write 'memory'"):
        scenario_from({**FORM, "memry": "1GB"}, book)


@pytest.mark.parametrize(
    ("field", "text"),
    [("architecture", "sparc"), ("free-tier", "perhaps"), ("pollers", "pigeon")],
)
def test_a_choice_that_is_not_offered_is_refused(
    book: FactBook, field: str, text: str
) -> None:
    with pytest.raises(UsageError, match=text):
        scenario_from({**FORM, field: text}, book)


def test_the_json_of_a_bill_has_the_promised_shape(book: FactBook) -> None:
    shape = bill_json(price(scenario_from(FORM, book), book), book)
    assert shape["total"] == "2.73"
    assert shape["currency"] == "USD"
    assert shape["lines"] == {"requests": "0.40", "duration": "2.33"}
    steps = shape["steps"]
    assert isinstance(steps, dict)
    assert steps["values"] == "0.40 USD + 2.333338 USD"
    facts = shape["facts"]
    assert isinstance(facts, list)
    assert facts[0] == {
        "id": "free.requests",
        "name": "free requests",
        "value": "1,000,000 requests/month",
        "source": "https://docs.aws.amazon.com/",
        "checked": "2026-11-20",
    }
    json.dumps(shape)


def test_exact_amounts_are_left_unrounded(book: FactBook) -> None:
    bill = price(scenario_from(FORM, book), book)
    shape = bill_json(bill, book, Amounts.EXACT)
    assert shape["total"] == "2.733338"
    assert shape["lines"] == {"requests": "0.4", "duration": "2.333338"}


def test_the_json_of_a_panel_has_the_promised_shape(book: FactBook) -> None:
    load = Load(inputs.read_rps("500"), inputs.read_duration("200ms"))
    shape = concurrency_json(concurrency(load, book), book)
    assert shape["concurrency"] == "100"
    assert shape["binding"] == "account quota"
    limits = shape["limits"]
    assert isinstance(limits, list)
    first = limits[0]
    assert isinstance(first, dict)
    assert (first["name"], first["value"], first["headroom"]) == (
        "account quota",
        "1000",
        "900",
    )
    json.dumps(shape)
