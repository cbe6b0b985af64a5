"""Facts for the calculator's tests: the real price tables, and facts made by hand.

Values are written out here on purpose: a change of content must not change what these
tests expect of the arithmetic.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from studyapp.content.documents import Earlier, Fact, PriceTable
from studyapp.content.factbook import FactBook
from studyapp.content.price_file import read_prices
from studyapp.content.prices import PriceTables
from studyapp.content.quantity import Quantity, Series, Value, parse_value
from studyapp.errors import Place

ROOT = Path(__file__).parents[2]

VALUES = {
    "timeout.max": "900 s",
    "memory.min": "128 MB",
    "memory.max": "10,240 MB",
    "memory.step": "1 MB",
    "memory.vcpu": "1,769 MB",
    "tmp.default": "512 MB",
    "tmp.max": "10,240 MB",
    "payload.async": "1 MB",
    "free.requests": "1,000,000 requests/month",
    "free.duration": "400,000 GB-s/month",
    "free.streaming": "100 GB/month",
    "streaming.free": "6 MB per request",
    "price.tier.x86.first": "6,000,000,000 GB-s/month",
    "price.tier.x86.second": "15,000,000,000 GB-s/month",
    "price.tier.arm.first": "7,500,000,000 GB-s/month",
    "price.tier.arm.second": "18,750,000,000 GB-s/month",
    "price.provisioned.rounding": "5 min",
    "price.async.chunk": "64 KB",
    "price.async.metered-above": "256 KB",
    "price.snapstart.minimum": "3 h",
    "price.sqs.epu": "0.00925 USD/h",
    "price.epu.minimum": "1 min",
    "price.durable.operations": "8 USD/1M operations",
    "price.durable.written": "0.25 USD/GB",
    "price.durable.retained": "0.15 USD/GB-month",
    "price.tenant": "0.000167 USD/GB",
    "price.lmi.fee": "15%",
    "price.cffunctions.request": "0.10 USD/1M invocations",
    "price.cffunctions.kvs": "0.03 USD/1M reads",
    "free.cffunctions": "2,000,000 invocations/month",
    "price.microvm.vcpu": "0.0000276944 USD/vCPU-s",
    "price.microvm.memory": "0.0000036667 USD/GB-s",
    "price.microvm.write": "0.0038 USD/GB",
    "price.microvm.read": "0.00155 USD/GB",
    "price.microvm.storage": "0.08 USD/GB-month",
    "concurrency.account": "1,000 concurrent executions",
    "concurrency.unreserved.min": "100 concurrent executions",
    "concurrency.rps.factor": "10 requests/s",
    "concurrency.scaling": "1,000 execution environments per 10 s",
    "scaling.old.burst": "3,000 concurrent executions",
    "scaling.old.rate": "500 concurrent executions per min",
    "provisioned.allocation": "6,000 execution environments per min",
    "provisioned.buffer": "10%",
    "provisioned.prepare": "1 to 2 min",
    "sqs.visibility.factor": "6 times",
    "sqs.scale.start": "5 concurrent invocations",
    "sqs.scale.rate": "300 concurrent invocations per min",
    "sqs.scale.max": "1,250 concurrent invocations",
    "sqs.concurrency.max": "2 to 1,000 concurrent invocations",
    "stream.shard.factor": "1 to 10 concurrent batches",
    "async.retries": "2 retries",
    "async.age.max": "6 h",
}


def fact(fact_id: str, value: Value, was: tuple[Earlier, ...] = ()) -> Fact:
    return Fact(
        id=fact_id,
        topic="test",
        name=fact_id.replace(".", " "),
        value=value,
        sources=("https://docs.aws.amazon.com/",),
        checked=date(2026, 11, 20),
        place=Place("test.md", 1),
        was=was,
    )


def tables() -> dict[str, PriceTable]:
    found = {}
    for path in sorted((ROOT / "content" / "prices").glob("*.yaml")):
        table = read_prices(path.read_text(encoding="utf-8"), path.name)
        assert isinstance(table, PriceTable)
        found[table.meter] = table
    return found


@pytest.fixture(scope="session")
def book() -> FactBook:
    facts = {key: fact(key, parse_value(value)) for key, value in VALUES.items()}
    waits = (Quantity(Decimal(1), "min"), Quantity(Decimal(2), "min"))
    facts["async.wait"] = fact("async.wait", Series(waits))
    facts["billing.granularity"] = fact(
        "billing.granularity",
        Quantity(Decimal(1), "ms"),
        (Earlier("100 ms", "2020-12-01"),),
    )
    return FactBook(facts, PriceTables(tables()))
