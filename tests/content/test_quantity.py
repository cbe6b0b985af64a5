"""Values: what can be written, how it is shown, what it is in other units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp import paths
from studyapp.content.documents import Fact
from studyapp.content.files import read_all
from studyapp.content.quantity import (
    Quantity,
    Range,
    Series,
    Text,
    Value,
    format_number,
    parse_quantity,
    parse_value,
)
from studyapp.content.units import KNOWN_UNITS, UnitError, parse_unit, singular


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("900 s", "900 s"),
        ("10240 MB", "10,240 MB"),
        ("128 to 10,240 MB", "128 to 10,240 MB"),
        ("60 s to 12 h", "60 s to 12 h"),
        ("1 day", "1 day"),
        ("14 day", "14 days"),
        ("1 layers", "1 layer"),
        ("5 layers", "5 layers"),
        ("15 trigger per event", "15 triggers per event"),
        ("2 retry", "2 retries"),
        ("2 NAT gateway", "2 NAT gateways"),
        ("0 patches", "0 patches"),
        ("3 request/s", "3 requests/s"),
        ("1 triggers per event", "1 trigger per event"),
        ("0 retry", "0 retries"),
        ("1 days", "1 day"),
        ("1 processes and threads", "1 process and thread"),
        ("2 VPC", "2 VPCs"),
        ("100 people", "100 people"),
        ("1 GB-s/month", "1 GB-s/month"),
        ("3 vCPU", "3 vCPU"),
        ("0.2 USD/1M requests", "0.20 USD/1M requests"),
        ("0.0000166667 USD/GB-s", "0.0000166667 USD/GB-s"),
        ("15 %", "15%"),
        (
            "1,000 execution environments per 10 s",
            "1,000 execution environments per 10 s",
        ),
        ("in the execution role", "in the execution role"),
    ],
)
def test_a_value_is_shown_as_people_read_it(written: str, shown: str) -> None:
    assert str(parse_value(written)) == shown


@pytest.mark.parametrize(
    ("written", "unit", "number"),
    [
        ("900 s", "min", "15"),
        ("10,240 MB", "GB", "10"),
        ("0.0000002 USD/request", "USD/1M requests", "0.2"),
        ("1,000 execution environments per 10 s", "execution environments/s", "100"),
        ("1 GB-s", "MB-ms", "1024000"),
    ],
)
def test_an_amount_is_exact_in_another_unit(
    written: str, unit: str, number: str
) -> None:
    assert parse_quantity(written).to(unit).number == Decimal(number)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("900 sec", "write 's'"),
        ("2/3/4 of it", "not a number with a unit"),
        ("5 GB/s/s", "divides twice"),
        ("10 to 5 s", "upside down"),
        ("5 s to 10 MB", "different units"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_remedy(written: str, words: str) -> None:
    with pytest.raises(UnitError, match=words):
        parse_value(written)


def test_units_of_different_kinds_do_not_convert() -> None:
    with pytest.raises(UnitError, match="cannot be shown"):
        parse_quantity("900 s").to("MB")
    with pytest.raises(UnitError, match="is text"):
        Text("never").to("s")


def test_of_every_fact_the_unit_agrees_with_any_number() -> None:
    files, _ = read_all(map(Path, paths.bundled_roots()))
    values = [d.value for f in files for d in f.documents if isinstance(d, Fact)]
    for unit in {part.unit for value in values for part in _quantities(value)}:
        one, more = Quantity(Decimal(1), unit), Quantity(Decimal(15), unit)
        assert one.measure.dimension == more.measure.dimension
        for shown in (one, more):
            again = parse_quantity(str(shown))
            assert (str(again), again.base) == (str(shown), shown.base)
        counted = re.fullmatch(r"[\d.]+ ([A-Za-z ]+?)(?: per .*|/.*)?", str(more))
        noun = counted[1] if counted else ""
        if not noun or any(noun in {k, f"{k}s"} for k in KNOWN_UNITS):
            continue
        assert noun.endswith("s"), unit
        assert str(one).startswith(f"1 {singular(noun.split(' and ')[0])}"), unit


def _quantities(value: Value) -> Sequence[Quantity]:
    match value:
        case Quantity():
            return (value,)
        case Range(low, high):
            return (low, high)
        case Series(items):
            return items
        case _:
            return ()


def test_singular_and_plural_of_a_noun_are_one_unit() -> None:
    assert parse_unit("requests").dimension == parse_unit("request").dimension
    assert [
        singular(n) for n in ("batches", "retries", "boxes", "address", "days")
    ] == [
        "batch",
        "retry",
        "box",
        "address",
        "day",
    ]


amounts = st.decimals(min_value=0, max_value=10**12, places=6)
units = st.sampled_from([u for u in KNOWN_UNITS if u not in {"month", "year"}])


@given(amounts, units, units)
def test_there_and_back_is_the_same_amount(
    number: Decimal, first: str, second: str
) -> None:
    quantity = Quantity(number, first)
    if parse_unit(first).dimension != parse_unit(second).dimension:
        return
    back = quantity.to(second).to(first)
    assert abs(back.number - number) <= Decimal("1e-12") * max(number, Decimal(1))


@given(amounts, units)
def test_what_is_shown_can_be_read_back(number: Decimal, unit: str) -> None:
    shown = str(Quantity(number, unit))
    assert parse_quantity(shown).base == Quantity(number, unit).base


@given(amounts, amounts)
def test_a_range_is_read_back_as_it_is_shown(low: Decimal, high: Decimal) -> None:
    if low >= high:
        return
    value = Range(Quantity(low, "MB"), Quantity(high, "MB"))
    assert parse_value(str(value)) == parse_value(
        f"{format_number(low)} to {format_number(high)} MB"
    )
