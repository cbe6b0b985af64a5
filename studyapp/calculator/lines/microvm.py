"""Lambda MicroVMs: CPU and memory by the second, snapshots by the GB.

A peak uses a multiple of the baseline. Source: aws.amazon.com/lambda/pricing,
"Lambda MicroVMs".
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from studyapp.calculator.arithmetic import ONE, ZERO, product, total
from studyapp.calculator.leaves import from_fact
from studyapp.calculator.lines import usage
from studyapp.calculator.scenario import Scenario
from studyapp.calculator.steps import Step, computed, given
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity


def microvm_lines(scenario: Scenario, book: FactBook) -> tuple[Step, ...]:
    """Return compute, snapshot traffic and storage in USD, none where not used."""
    if scenario.microvm_hours is None:
        return ()
    return _compute(scenario, book), _traffic(scenario, book), _storage(scenario, book)


def _compute(scenario: Scenario, book: FactBook) -> Step:
    seconds = _seconds(scenario)
    cpus = given("cpus", "vCPUs", scenario.microvm_cpus or Quantity(ZERO, "vCPU"))
    memory = usage.memory_gb(scenario.microvm_memory or usage.NO_SIZE)
    price_cpu = from_fact(book, "price.microvm.vcpu", "USD/vCPU-s", "price_cpu")
    price_gb = from_fact(book, "price.microvm.memory", "USD/GB-s", "price_gb")
    return computed(
        "microvm_compute",
        "MicroVM compute",
        "USD",
        "{microvm_seconds} x ({cpus} x {price_cpu} + {memory_gb} x {price_gb})",
        (seconds, cpus, price_cpu, memory, price_gb),
        lambda n: n[0] * (n[1] * n[2] + n[3] * n[4]),
    )


def _seconds(scenario: Scenario) -> Step:
    hours = given("hours", "running hours", scenario.microvm_hours or _NO_HOURS)
    share = scenario.microvm_peak or Quantity(ZERO, "%")
    scale = scenario.microvm_scale or Quantity(ONE, "times")
    return computed(
        "microvm_seconds",
        "seconds at the baseline they amount to",
        "s",
        "{hours} x (1 + {peak} x ({scale} - 1)), in seconds",
        (
            hours,
            given("peak", "time at the peak", share),
            given("scale", "peak over baseline", scale),
        ),
        _weighted,
    )


def _weighted(numbers: Sequence[Decimal]) -> Decimal:
    hours, share, scale = numbers
    return (
        hours * usage.SECONDS_PER_HOUR * (ONE + share * usage.PERCENT * (scale - ONE))
    )


def _traffic(scenario: Scenario, book: FactBook) -> Step:
    written = given(
        "written", "snapshots written", scenario.microvm_written or _NOTHING
    )
    read = given("read", "snapshots read", scenario.microvm_read or _NOTHING)
    parts = (
        computed(
            "write_charge",
            "snapshot writes",
            "USD",
            "{written_gb} x {price_write}",
            (
                usage.in_gb("written_gb", "snapshots written in GB", written),
                from_fact(book, "price.microvm.write", "USD/GB", "price_write"),
            ),
            product,
        ),
        computed(
            "read_charge",
            "snapshot reads",
            "USD",
            "{read_gb} x {price_read}",
            (
                usage.in_gb("read_gb", "snapshots read in GB", read),
                from_fact(book, "price.microvm.read", "USD/GB", "price_read"),
            ),
            product,
        ),
    )
    return computed(
        "microvm_snapshots",
        "MicroVM snapshot reads and writes",
        "USD",
        "{write_charge} + {read_charge}",
        parts,
        total,
    )


def _storage(scenario: Scenario, book: FactBook) -> Step:
    stored = given("stored", "snapshots kept", scenario.microvm_stored or _NOTHING)
    return computed(
        "microvm_storage",
        "MicroVM snapshot storage",
        "USD",
        "{stored_gb} x {price_storage}",
        (
            usage.in_gb("stored_gb", "snapshots kept in GB", stored),
            from_fact(book, "price.microvm.storage", "USD/GB-month", "price_storage"),
        ),
        product,
    )


_NO_HOURS = Quantity(ZERO, "h")
_NOTHING = usage.NO_SIZE
