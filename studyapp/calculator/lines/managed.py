"""Lambda Managed Instances: the EC2 instances, and a fee on their on-demand price.

Invocations on them have no duration charge. Source: aws.amazon.com/lambda/pricing,
"Lambda Managed Instances".
"""

from __future__ import annotations

from studyapp.calculator.arithmetic import ZERO, product
from studyapp.calculator.leaves import from_fact
from studyapp.calculator.lines.usage import PERCENT
from studyapp.calculator.scenario import Scenario
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity

_NO_PRICE = Quantity(ZERO, "USD/h")


def managed_lines(scenario: Scenario, book: FactBook) -> tuple[Step, ...]:
    """Return the instances and the fee in USD, none where none are used."""
    if scenario.managed_hours is None:
        return ()
    listed = scenario.managed_price or _NO_PRICE
    hours = given("instance_hours", "instance hours", scenario.managed_hours)
    paid = given("price_paid", "price paid", scenario.managed_paid or listed)
    instances = computed(
        "instances",
        "EC2 instances",
        "USD",
        "{instance_hours} x {price_paid}",
        (hours, paid),
        product,
    )
    fee = computed(
        "management_fee",
        "Management fee",
        "USD",
        "{instance_hours} x {price_listed} x {fee}",
        (
            hours,
            given("price_listed", "on-demand price", listed),
            from_fact(book, "price.lmi.fee", "%", "fee"),
        ),
        lambda n: product(n) * PERCENT,
        note="The fee follows the on-demand price, whatever discount is paid.",
    )
    return instances, fee
