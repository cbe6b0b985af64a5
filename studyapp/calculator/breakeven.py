"""From which utilization provisioned concurrency is cheaper, Region by Region.

Warm environments cost p all the time and w while they run, on-demand ones d while
they run: p + u w = u d, so u = p / (d - w). Where u is above 100 % it never pays.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from studyapp.calculator import facts
from studyapp.calculator.arithmetic import ZERO
from studyapp.calculator.facts import Architecture
from studyapp.calculator.leaves import from_price
from studyapp.calculator.lines.usage import PERCENT
from studyapp.calculator.steps import Step, computed
from studyapp.content.factbook import FactBook


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The answer for one Region and architecture."""

    region: str
    architecture: Architecture
    steps: Step
    """The utilization in percent; zero where the duration is not even cheaper."""

    @property
    def utilization(self) -> Decimal:
        """Percent of the enabled time that must be used."""
        return self.steps.value.number

    @property
    def pays(self) -> bool:
        """Whether any possible utilization makes it cheaper than on demand."""
        return ZERO < self.utilization * PERCENT < 1


def break_even(region: str, architecture: Architecture, book: FactBook) -> BreakEven:
    """Return the break-even in a Region; raises MissingFactError without prices."""

    def at(meter: str, key: str) -> Step:
        return from_price(book, meter, region, key)

    saving = computed(
        "saving",
        "what a running GB-second saves",
        "USD/GB-s",
        "{price_tier_1} - {price_provisioned_duration}",
        (
            at(facts.duration_meter(architecture, 1), "price_tier_1"),
            at(
                facts.meter("provisioned-duration", architecture),
                "price_provisioned_duration",
            ),
        ),
        lambda n: n[0] - n[1],
    )
    fee = at(facts.meter("provisioned", architecture), "price_provisioned")
    steps = computed(
        "utilization",
        "break-even utilization",
        "%",
        "{price_provisioned} / {saving}",
        (fee, saving),
        lambda n: n[0] / n[1] / PERCENT if n[1] > ZERO else ZERO,
    )
    return BreakEven(region, architecture, steps)


def break_even_by_region(
    architecture: Architecture, book: FactBook
) -> tuple[BreakEven, ...]:
    """Return all Regions, those where it pays soonest first, then the others."""
    table = book.prices.tables.get(facts.meter("provisioned", architecture))
    regions = (region for region, _ in table.prices) if table else ()
    found = [break_even(region, architecture, book) for region in regions]
    return tuple(sorted(found, key=lambda b: (not b.pays, b.utilization, b.region)))
