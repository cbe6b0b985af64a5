"""The panel that answers "which limit binds?": a load, its limits, the answer.

Values only: `calculator.concurrency` fills them in.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from studyapp.calculator.arithmetic import ZERO
from studyapp.calculator.lines.usage import PERCENT
from studyapp.calculator.steps import Step
from studyapp.content.quantity import Quantity

UNIT: Final = "concurrent executions"
RATE: Final = "requests/s"
_TOLD: Final = Decimal("0.0005")
"""The least share of requests that is told; less is 0.0%."""


class Effect(StrEnum):
    """What happens to load beyond a limit."""

    THROTTLES = "throttles"
    SPILLS = "spills over to on-demand environments"
    WAITS = "waits in the queue or stream"


@dataclass(frozen=True, slots=True)
class Load:
    """Steady load on one function, and the settings that bound it."""

    rps: Quantity
    """requests/s."""
    duration: Quantity
    """ms."""
    quota: Quantity | None = None
    """Account quota of the Region; the fact's default if None."""
    reserved: Quantity | None = None
    reserved_elsewhere: Quantity | None = None
    """What other functions have reserved in all."""
    provisioned: Quantity | None = None
    source_limit: Step | None = None
    """What an event source allows: see `calculator.event_sources`."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit, what the load needs of it, and what remains."""

    name: str
    step: Step
    need: Step
    effect: Effect = Effect.THROTTLES

    @property
    def value(self) -> Decimal:
        """The limit in its unit."""
        return self.step.value.number

    @property
    def needed(self) -> Decimal:
        """What the load needs, in the same unit."""
        return self.need.value.number

    @property
    def unit(self) -> str:
        """Concurrent executions, or requests/s."""
        return self.step.value.unit

    @property
    def headroom(self) -> Decimal:
        """What remains; negative where the limit is exceeded."""
        return self.value - self.needed

    @property
    def use(self) -> Decimal:
        """The needed part of the limit; 1 is all of it."""
        if self.value:
            return self.needed / self.value
        return Decimal("Infinity") if self.needed else ZERO


@dataclass(frozen=True, slots=True)
class Concurrency:
    """The answer: concurrency, limits in order of use, and the steps to them."""

    load: Load
    limits: tuple[Limit, ...]
    """The binding limit first."""
    steps: Step

    @property
    def concurrency(self) -> Decimal:
        """Average concurrent executions."""
        return self.steps.value.number

    @property
    def binding(self) -> str:
        """The name of the limit that is reached first."""
        return self.limits[0].name

    @property
    def throttled(self) -> Decimal:
        """The share of requests throttled, from 0 to 1."""
        return self._child("throttled") * PERCENT

    @property
    def is_throttled(self) -> bool:
        """Whether a share of requests worth telling is throttled."""
        return self.throttled >= _TOLD

    @property
    def spill_over(self) -> Decimal:
        """Concurrency beyond the provisioned; zero where none is provisioned."""
        return self._child("spill_over")

    @property
    def is_enough(self) -> bool:
        """Whether no limit is exceeded on average."""
        return all(
            limit.headroom >= ZERO
            for limit in self.limits
            if limit.effect is not Effect.SPILLS
        )

    def _child(self, key: str) -> Decimal:
        found = (s.value.number for s in self.steps.children if s.key == key)
        return next(found, ZERO)


def throttling(found: Concurrency) -> str:
    """Return which share of requests is throttled, and why if the average fits."""
    share = f"{found.throttled:.1%} of the requests are throttled"
    if not found.is_enough:
        return f"{share}."
    return (
        f"But requests come at random: at times more run than on average, and {share}."
    )
