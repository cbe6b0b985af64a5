from __future__ import annotations

from decimal import Decimal

from studyapp.calculator.arithmetic import (
    cents,
    dollars,
    plain,
    product,
    round_up,
    surplus,
)
from studyapp.calculator.steps import (
    Step,
    altered,
    computed,
    facts_used,
    find,
    given,
    walk,
)
from studyapp.content.quantity import Quantity


def tree() -> Step:
    count = given("count", "requests", Quantity(Decimal(5), "requests"))
    free = given("free", "free", Quantity(Decimal(2), "requests"), ("free.x",))
    paid = computed(
        "paid", "paid", "requests", "{count} - {free}", (count, free), surplus
    )
    price = given("price", "price", Quantity(Decimal("0.5"), "USD"), ("p@r", "free.x"))
    return computed("line", "Line", "USD", "{paid} x {price}", (paid, price), product)


def test_a_step_says_its_formula_in_words_and_in_numbers() -> None:
    assert tree().words == "paid x price"
    assert tree().numbers == "3 requests x 0.50 USD"


def test_steps_are_walked_from_the_root_and_found_by_key() -> None:
    assert [step.key for step in walk(tree())] == [
        "line",
        "paid",
        "count",
        "free",
        "price",
    ]
    assert find(tree(), "absent") is None


def test_facts_are_named_once_in_reading_order() -> None:
    assert facts_used(tree()) == ("free.x", "p@r")


def test_an_altered_step_changes_everything_above_it_and_nothing_else() -> None:
    wrong = altered(tree(), {"paid": lambda step: step.children[0].value.number})
    assert wrong.value.number == Decimal("2.5")
    assert wrong.children[1] is not None
    assert tree().value.number == Decimal("1.5")


def test_without_a_change_the_very_same_tree_comes_back() -> None:
    original = tree()
    assert altered(original, {"absent": lambda _: Decimal(9)}) is original


def test_amounts_are_rounded_half_up_to_cents() -> None:
    assert cents(Decimal("0.005")) == Decimal("0.01")
    assert cents(Decimal("2.675")) == Decimal("2.68")


def test_less_than_half_a_cent_is_shown_as_such() -> None:
    assert dollars(Decimal("0.0049")) == "<$0.01"
    assert dollars(Decimal("0.005")) == "$0.01"
    assert dollars(Decimal(0)) == "$0.00"
    assert dollars(Decimal("-1234.5")) == "-$1,234.50"


def test_numbers_are_written_without_exponent() -> None:
    assert plain(Decimal("2E-7")) == "0.0000002"
    assert plain(Decimal("1E+3")) == "1000"
    assert plain(Decimal("2.50")) == "2.5"


def test_a_repeating_decimal_is_not_rounded_up_one_step_too_far() -> None:
    ten_minutes = Decimal(10) / Decimal(60)
    assert round_up(ten_minutes * 60, Decimal(5)) == 10
    assert round_up(Decimal("0.1") * 3 * 10) == 3
