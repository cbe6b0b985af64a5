"""What is to be priced: one month of one workload in one Region.

Quantities here are already in the unit their field names. A scenario holds no price
and knows no formula; each part is read by one file in `calculator.lines`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum

from studyapp.calculator.facts import Architecture
from studyapp.calculator.inputs import HOURS_PER_MONTH
from studyapp.content.quantity import Quantity


class FreeTier(StrEnum):
    """Whether a month's free usage is still there to be used."""

    APPLIES = "applies"
    USED_UP = "used up"


class Snapshots(StrEnum):
    """The runtime family of a function with SnapStart; Java is not charged."""

    JAVA = "java"
    PYTHON = "python"
    DOTNET = "dotnet"


class PollerKind(StrEnum):
    """What the provisioned pollers of an event source mapping read."""

    KAFKA = "kafka"
    SQS = "sqs"


_NO_REQUESTS = Quantity(Decimal(0), "requests/month")
_NO_TIME = Quantity(Decimal(0), "ms")
_NO_MEMORY = Quantity(Decimal(0), "MB")
_MONTH = Quantity(HOURS_PER_MONTH, "h")

Field = Quantity | Architecture | FreeTier | Snapshots | PollerKind | str | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One workload; a field left as None is a feature that is not used."""

    region: str = "us-east-1"
    architecture: Architecture = Architecture.X86
    requests: Quantity = _NO_REQUESTS
    """Requests/month in all, those on provisioned concurrency among them."""
    duration: Quantity = _NO_TIME
    """Average ms of one invocation."""
    memory: Quantity = _NO_MEMORY
    """MB."""
    ephemeral: Quantity | None = None
    """MB of /tmp."""
    free_tier: FreeTier = FreeTier.APPLIES
    hours_per_month: Quantity = _MONTH
    payload: Quantity | None = None
    """MB of an asynchronous event: large ones count as several requests."""
    cold_starts: Quantity | None = None
    """% of on-demand requests that meet a new environment."""
    init: Quantity | None = None
    """ms of the INIT phase."""

    provisioned: Quantity | None = None
    """Environments kept warm."""
    provisioned_hours: Quantity | None = None
    """h of the month; all of it if None."""
    provisioned_requests: Quantity | None = None
    """Requests/month meant for them; if None, those that arrive meanwhile."""
    provisioned_duration: Quantity | None = None
    """ms of an invocation on them; `duration` if None."""

    snapstart: Snapshots | None = None
    snapstart_versions: Quantity | None = None
    snapstart_hours: Quantity | None = None
    """h that each version stays cached; the month if None."""

    streamed_per_request: Quantity | None = None
    """MB of one streamed response."""
    streamed_requests: Quantity | None = None
    """Requests/month that stream; all if None."""
    streaming_free: FreeTier | None = None
    """The month's free streamed volume; follows `free_tier` if None."""

    pollers: PollerKind | None = None
    poller_units: Quantity | None = None
    """Event poller units."""
    poller_hours: Quantity | None = None

    tenant_environments: Quantity | None = None
    """Environments made for tenants in the month."""

    durable_executions: Quantity | None = None
    durable_operations: Quantity | None = None
    """Operations of one execution."""
    durable_written: Quantity | None = None
    """MB one execution writes."""
    durable_kept: Quantity | None = None
    """h its data is kept: waiting and retention."""

    managed_hours: Quantity | None = None
    """Instance-hours; then invocations have no duration charge."""
    managed_price: Quantity | None = None
    """USD/h on demand, on which the fee is based."""
    managed_paid: Quantity | None = None
    """USD/h really paid; the on-demand price if None."""

    edge_requests: Quantity | None = None
    edge_duration: Quantity | None = None
    edge_memory: Quantity | None = None
    cloudfront_requests: Quantity | None = None
    cloudfront_reads: Quantity | None = None
    """Key-value store reads/month."""

    microvm_hours: Quantity | None = None
    """Running hours, peaks included."""
    microvm_cpus: Quantity | None = None
    microvm_memory: Quantity | None = None
    microvm_peak: Quantity | None = None
    """% of the time at the peak."""
    microvm_scale: Quantity | None = None
    """How many times the baseline a peak uses."""
    microvm_written: Quantity | None = None
    """MB of snapshots written."""
    microvm_read: Quantity | None = None
    microvm_stored: Quantity | None = None
    """MB of snapshots, averaged over the month."""

    def value(self, name: str) -> Field:
        """Return a field by its name."""
        found: Field = getattr(self, name)
        return found

    def with_number(self, name: str, number: Decimal) -> Scenario:
        """Return the scenario with another number in a quantity's field."""
        old = self.value(name)
        if not isinstance(old, Quantity):
            raise TypeError(f"'{name}' holds no quantity")
        return replace_field(self, name, Quantity(number, old.unit))


NAMES = tuple(field.name for field in fields(Scenario))
"""All fields in the order in which people read them."""


def replace_field(scenario: Scenario, name: str, value: Field) -> Scenario:
    """Return the scenario with one field replaced."""
    changed: dict[str, Field] = {name: value}
    return replace(scenario, **changed)  # type: ignore[arg-type] # one of its fields
