"""Published price examples, as they stand in content.

Inputs are texts in the fields of the form. Text from outside ends here: what does not
fit is a problem with its line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from studyapp.content.schema import Block, validate
from studyapp.content.yaml_block import read_yaml
from studyapp.errors import Problem


class Standing(StrEnum):
    """Whether a published example can be taken at its word."""

    CONSISTENT = "consistent"
    PAGE_ERROR = "page error"
    """The page contradicts its own inputs."""
    OLD_RATE = "old rate"
    """It was right at a price of its time."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example: inputs by field, and what the page prints, by line."""

    id: str
    name: str
    source: str
    checked: date
    inputs: tuple[tuple[str, str], ...]
    expected: tuple[tuple[str, Decimal], ...]
    """USD by the key of the line; `total` is the sum."""
    standing: Standing
    note: str = ""
    """The slip of the page, explained."""


class ExampleBlock(Block):
    """One example as YAML writes it."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    name: str = Field(min_length=1)
    inputs: dict[str, str]
    expected: dict[str, Decimal]
    standing: Standing = Standing.CONSISTENT
    note: str = ""


class ExampleFile(Block):
    """The whole file."""

    source: str = Field(min_length=1)
    checked: date
    examples: tuple[ExampleBlock, ...]


def read_examples(text: str, file: str) -> tuple[Example, ...] | tuple[Problem, ...]:
    """Return the examples in a YAML text, or everything wrong with it."""
    block = read_yaml(text, file, 1)
    if isinstance(block, Problem):
        return (block,)
    found = validate(ExampleFile, block)
    if isinstance(found, tuple):
        return found
    return tuple(
        Example(
            id=example.id,
            name=example.name,
            source=found.source,
            checked=found.checked,
            inputs=tuple(example.inputs.items()),
            expected=tuple(example.expected.items()),
            standing=example.standing,
            note=example.note,
        )
        for example in found.examples
    )
