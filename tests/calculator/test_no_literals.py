"""No price, quota or limit stands in the calculator's source.

Every number in it is named here with its reason; a new one has to be argued for.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from studyapp.content.files import read_all
from studyapp.content.library import assemble
from studyapp.content.quantity import Quantity

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "studyapp" / "calculator"

COUNTING = {"0", "1", "2", "-1", "Infinity"}
"""Positions, halves, doublings, and what lies beyond all numbers."""

ALLOWED: dict[str, dict[str, str]] = {
    "arithmetic.py": {"0.01": "a cent", "1e-12": "noise of repeating decimals"},
    "backwards.py": {"64": "when a search gives up"},
    "compare.py": {"1e1": "percent by which an input grows"},
    "drills.py": {
        "3": "wrong options",
        "50": "when drawing gives up",
        "0.002": "rounding in the head",
        "6": "digits of an estimate's error",
    },
    "erlang.py": {"1e-9": "digits of a probability"},
    "evidence.py": {"180": "days until a source is old"},
    "facts.py": {"4": "one beyond the tiers"},
    "inputs.py": {
        "730": "hours of a month, a convention",
        "1e3": "k",
        "1e6": "M",
        "1e9": "billion",
        "100": "percent",
        "3": "length of 'rps'",
    },
    "leaves.py": {"1024": "size of a cache"},
    "durable.py": {"1e6": "KB in the pricing page's own GB"},
    "microvm.py": {"3": "position", "4": "position"},
    "usage.py": {"0.01": "one percent", "3": "position"},
    "price_mistakes.py": {"1e3": "the wrong GB of a mistake"},
    "panel.py": {"0.0005": "the least share that is not shown as 0.0%"},
    "sweep.py": {"1e2": "all, in percent"},
}


def numbers(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and type(node.value) in {int, float}:
            yield str(node.value).removesuffix(".0")
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Decimal":
            for argument in node.args:
                if isinstance(argument, ast.Constant):
                    yield str(argument.value)


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.name)
)
def test_every_number_in_the_source_has_a_reason(path: Path) -> None:
    known = COUNTING | ALLOWED.get(path.name, {}).keys()
    assert set(numbers(path)) <= known


def test_no_price_is_written_out_in_the_source() -> None:
    files, _ = read_all([ROOT / "content"])
    library, _ = assemble(files)
    prices = {
        f"{value.number:f}"
        for fact in library.facts.values()
        if isinstance(value := fact.value, Quantity)
        and value.unit.startswith("USD")
        and value.number % 1
    }
    prices |= {f"{p:f}" for t in library.prices.values() for _, p in t.prices}
    text = "\n".join(p.read_text(encoding="utf-8") for p in SOURCE.rglob("*.py"))
    assert [p for p in sorted(prices) if len(p) > 4 and p in text] == []
