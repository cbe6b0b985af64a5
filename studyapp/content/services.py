"""Short names of AWS services with their full ones: one YAML file.

Real exams show the same list behind a Help button. It must never hold a fact: limits
and prices stand in topics.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from studyapp.content.schema import Block, validate
from studyapp.content.yaml_block import read_yaml
from studyapp.errors import Place, Problem

FILE_NAME = "services.yaml"
_VENDORS = ("AWS ", "Amazon ")


@dataclass(frozen=True, slots=True)
class Service:
    """An AWS service; `retired` is a day, month or year, empty while it lives."""

    short: str
    full: str
    retired: str = ""

    @property
    def names(self) -> frozenset[str]:
        """Every name under which a text may speak of it, without the vendor."""
        short_of_full = self.full.partition(" (")[0]
        return frozenset(_without_vendor(n) for n in (self.short, short_of_full))


@dataclass(frozen=True, slots=True)
class Services:
    """All services by their short name, in alphabetical order."""

    by_short: Mapping[str, Service]
    by_name: Mapping[str, Service]
    """By every name under which a text may speak of them."""

    @classmethod
    def of(cls, services: Iterable[Service]) -> Services:
        """Return the services by all their names."""
        known = tuple(services)
        by_name = {name: service for service in known for name in service.names}
        return cls({service.short: service for service in known}, by_name)

    def __bool__(self) -> bool:
        return bool(self.by_short)

    def all(self) -> tuple[Service, ...]:
        """Return the services in alphabetical order."""
        return tuple(sorted(self.by_short.values(), key=lambda s: s.short.casefold()))

    @property
    def retired(self) -> tuple[Service, ...]:
        """The services on which nobody should build any more."""
        return tuple(s for s in self.by_short.values() if s.retired)

    def named(self, name: str) -> Service | None:
        """Return the service of a name, with or without `AWS` or `Amazon`."""
        return self.by_name.get(_without_vendor(name))


class _ServiceBlock(Block):
    full: str = Field(min_length=1)
    retired: str = Field(default="", pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$")


def _as_block(value: object) -> object:
    return {"full": value} if isinstance(value, str) else value


class _ServicesFile(Block):
    services: dict[str, Annotated[_ServiceBlock, BeforeValidator(_as_block)]]


def read_services(text: str, file: str) -> Services | tuple[Problem, ...]:
    """Return the services in `text`, or everything wrong with it."""
    block = read_yaml(text, file, 1)
    if isinstance(block, Problem):
        return (block,)
    fields = validate(_ServicesFile, block)
    if isinstance(fields, tuple):
        return fields
    return Services.of(
        Service(short, entry.full, entry.retired)
        for short, entry in fields.services.items()
    )


def load_services(
    roots: Iterable[Path],
) -> tuple[Services, tuple[Problem, ...]]:
    """Return the services of all content folders; a later folder adds to the first."""
    known: dict[str, Service] = {}
    problems: list[Problem] = []
    for root in roots:
        path = root / FILE_NAME
        if not path.is_file():
            continue
        found = _read(path, f"{root.name}/{FILE_NAME}")
        if isinstance(found, Services):
            known |= found.by_short
        else:
            problems.extend(found)
    return Services.of(known.values()), tuple(problems)


def _read(path: Path, name: str) -> Services | tuple[Problem, ...]:
    try:
        return read_services(path.read_text(encoding="utf-8"), name)
    except (OSError, UnicodeDecodeError):
        remedy = "save it as UTF-8 text that you may read"
        return (Problem(Place(name, 1), "the file cannot be read", remedy),)


def _without_vendor(name: str) -> str:
    for vendor in _VENDORS:
        name = name.removeprefix(vendor)
    return name
