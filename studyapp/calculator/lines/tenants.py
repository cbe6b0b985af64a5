"""Tenant isolation: a charge for every environment made for a tenant.

Source: aws.amazon.com/lambda/pricing, "Tenant isolation mode".
"""

from __future__ import annotations

from studyapp.calculator.arithmetic import product
from studyapp.calculator.leaves import from_fact
from studyapp.calculator.lines import usage
from studyapp.calculator.scenario import Scenario
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook


def tenants_line(scenario: Scenario, book: FactBook) -> Step | None:
    """Return the line `tenant_isolation` in USD, None where it is not used."""
    if scenario.tenant_environments is None:
        return None
    made = given("environments", "environments made", scenario.tenant_environments)
    return computed(
        "tenant_isolation",
        "Tenant isolation",
        "USD",
        "{environments} x {memory_gb} x {price_tenant}",
        (
            made,
            usage.memory_gb(scenario.memory),
            from_fact(book, "price.tenant", "USD/GB", "price_tenant"),
        ),
        product,
    )
