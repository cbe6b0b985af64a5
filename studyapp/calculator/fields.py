"""The form of a price: every field's name, label and example, and how it is read.

The command line's options, the form on the screen, saved scenarios and published
examples all go through this one table; a wrong field never loses the others.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from studyapp.calculator import inputs, limits
from studyapp.calculator.facts import Architecture
from studyapp.calculator.limits import FieldProblem
from studyapp.calculator.scenario import (
    Field,
    FreeTier,
    PollerKind,
    Scenario,
    Snapshots,
    replace_field,
)
from studyapp.content.factbook import FactBook
from studyapp.content.quantity import Quantity
from studyapp.errors import UsageError

Reader = Callable[[str, Decimal], Field]
"""From the text and the hours of the month to the field's value."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: `name` is the scenario's, `option` the command line's."""

    name: str
    label: str
    example: str
    read: Reader

    @property
    def option(self) -> str:
        """The name with dashes, as after `--`."""
        return self.name.replace("_", "-")


def read_scenario(
    texts: Mapping[str, str], book: FactBook
) -> Scenario | tuple[FieldProblem, ...]:
    """Return the scenario that the texts describe, or what is wrong by field.

    Keys are field names, with dashes or underscores; empty texts are left out.
    """
    filled = {
        key.replace("-", "_"): text for key, text in texts.items() if text.strip()
    }
    wrong = [_unknown(name) for name in filled if name not in FIELDS]
    scenario = Scenario()
    hours = scenario.hours_per_month.number
    for name in sorted(filled.keys() & FIELDS.keys(), key=_ORDER.index):
        try:
            value = FIELDS[name].read(filled[name], hours)
        except UsageError as error:
            wrong.append(FieldProblem(name, error.message, error.remedy))
            continue
        scenario = replace_field(scenario, name, value)
        hours = scenario.hours_per_month.number
    wrong += [
        problem
        for problem in limits.problems(scenario, book)
        if problem.field not in {p.field for p in wrong}
        and (problem.field in filled or not wrong)
    ]
    return tuple(wrong) or scenario


def scenario_from(texts: Mapping[str, str], book: FactBook) -> Scenario:
    """Return the scenario; raises UsageError with the first thing that is wrong."""
    found = read_scenario(texts, book)
    if isinstance(found, Scenario):
        return found
    raise UsageError(found[0].message, found[0].remedy)


def read_architecture(text: str) -> Architecture:
    """Return the architecture from `x86_64`, `x86`, `arm64`, `arm`, `graviton`."""
    word = text.strip().lower().replace("-", "_")
    if word in {"x86_64", "x86", "amd64", "intel", "x64"}:
        return Architecture.X86
    if word in {"arm64", "arm", "graviton", "graviton2", "aarch64"}:
        return Architecture.ARM
    raise UsageError(f"'{text}' is not an architecture", "write x86_64 or arm64")


def read_free_tier(text: str) -> FreeTier:
    """Return whether the free tier applies, from `yes` or `no`."""
    word = text.strip().lower()
    if word in {"yes", "y", "true", "on", FreeTier.APPLIES.value}:
        return FreeTier.APPLIES
    if word in {"no", "n", "false", "off", FreeTier.USED_UP.value}:
        return FreeTier.USED_UP
    raise UsageError(f"'{text}' is neither yes nor no", "write yes or no")


ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


def _choice(kind: type[ChoiceT]) -> Callable[[str, Decimal], ChoiceT]:
    def read(text: str, _hours: Decimal) -> ChoiceT:
        try:
            return kind(text.strip().lower())
        except ValueError:
            names = " or ".join(member.value for member in kind)
            raise UsageError(f"'{text}' is not offered", f"write {names}") from None

    return read


def _alone(read: Callable[[str], Field]) -> Reader:
    return lambda text, _hours: read(text)


def _count(noun: str) -> Reader:
    return lambda text, _hours: inputs.read_count(text, noun)


def _per_hour(text: str, _hours: Decimal) -> Quantity:
    return Quantity(inputs.read_money(text).number, "USD/h")


def _monthly(noun: str) -> Reader:
    def read(text: str, hours: Decimal) -> Quantity:
        return Quantity(inputs.read_requests(text, hours).number, f"{noun}/month")

    return read


def _region(text: str, _hours: Decimal) -> str:
    return text.strip().lower()


_duration = _alone(inputs.read_duration)
_size = _alone(inputs.read_size)
_hours = _alone(inputs.read_hours)
_share = _alone(inputs.read_share)
_requests = _monthly("requests")

_TABLE: Final = (
    FormField("region", "Region", "us-east-1", _region),
    FormField("hours_per_month", "Hours per month", "730", _hours),
    FormField("architecture", "Architecture", "arm64", _alone(read_architecture)),
    FormField("requests", "Requests", "3M or 1M/day", _requests),
    FormField("duration", "Duration", "120ms", _duration),
    FormField("memory", "Memory", "1536MB", _size),
    FormField("ephemeral", "Ephemeral storage (/tmp)", "2048MB", _size),
    FormField("free_tier", "Free tier", "yes", _alone(read_free_tier)),
    FormField("payload", "Asynchronous event", "300KB", _size),
    FormField("cold_starts", "Cold starts", "1%", _share),
    FormField("init", "INIT time", "800ms", _duration),
    FormField("provisioned", "Provisioned concurrency", "100", _count("environments")),
    FormField("provisioned_hours", "Hours enabled", "8", _hours),
    FormField("provisioned_requests", "Requests on it", "500k", _requests),
    FormField("provisioned_duration", "Duration on it", "100ms", _duration),
    FormField("snapstart", "SnapStart runtime", "python", _choice(Snapshots)),
    FormField("snapstart_versions", "Cached versions", "1", _count("versions")),
    FormField("snapstart_hours", "Hours cached", "730", _hours),
    FormField("streamed_per_request", "Streamed response", "7MB", _size),
    FormField("streamed_requests", "Streamed responses", "1M", _requests),
    FormField("streaming_free", "Free streamed volume", "yes", _alone(read_free_tier)),
    FormField("pollers", "Provisioned pollers", "kafka", _choice(PollerKind)),
    FormField("poller_units", "Poller units", "2", _count("event poller units")),
    FormField("poller_hours", "Hours polling", "730", _hours),
    FormField(
        "tenant_environments", "Tenant environments", "200k", _count("environments")
    ),
    FormField("durable_executions", "Durable executions", "1M", _monthly("executions")),
    FormField("durable_operations", "Operations of each", "4", _count("operations")),
    FormField("durable_written", "Data written by each", "104KB", _size),
    FormField("durable_kept", "Data kept", "21 days", _hours),
    FormField("managed_hours", "Instance hours", "2000", _hours),
    FormField("managed_price", "On-demand price per hour", "$0.1632", _per_hour),
    FormField("managed_paid", "Price paid per hour", "$0.0457", _per_hour),
    FormField("edge_requests", "Lambda@Edge requests", "10M", _requests),
    FormField("edge_duration", "Lambda@Edge duration", "10ms", _duration),
    FormField("edge_memory", "Lambda@Edge memory", "128MB", _size),
    FormField(
        "cloudfront_requests",
        "CloudFront Functions",
        "10M",
        _monthly("invocations"),
    ),
    FormField("cloudfront_reads", "Key-value reads", "10M", _monthly("reads")),
    FormField("microvm_hours", "MicroVM hours", "5000", _hours),
    FormField("microvm_cpus", "MicroVM vCPUs", "1", _count("vCPU")),
    FormField("microvm_memory", "MicroVM memory", "2GB", _size),
    FormField("microvm_peak", "Time at the peak", "25%", _share),
    FormField("microvm_scale", "Peak over baseline", "4", _count("times")),
    FormField("microvm_written", "Snapshots written", "24,000 GB", _size),
    FormField("microvm_read", "Snapshots read", "28,000 GB", _size),
    FormField("microvm_stored", "Snapshots kept", "40 GB", _size),
)

FIELDS: Final[Mapping[str, FormField]] = {field.name: field for field in _TABLE}
"""All fields by name; the month's length is read before what depends on it."""

_ORDER: Final = tuple(FIELDS)


def _unknown(name: str) -> FieldProblem:
    close = difflib.get_close_matches(name, FIELDS, n=1)
    remedy = f"write '{close[0]}'" if close else "see the list of fields"
    return FieldProblem(name, f"'{name}' is not a field of a price", remedy)
