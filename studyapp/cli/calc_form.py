"""The options of `studyapp calc` and what they say, as texts by field."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import TypeVar

from studyapp.calculator.limits import FieldProblem
from studyapp.errors import UsageError
from studyapp.services.calculating import PRICE_FIELDS, Asked, Problems
from studyapp.services.scenarios import saved_as
from studyapp.services.study import Study

FORM = tuple(field for field in PRICE_FIELDS if field.name != "free_tier")
"""Every field of a price but the one that is a switch."""

_CIRCUMSTANCES = {"region", "architecture", "hours_per_month", "free_tier"}
"""Fields that change a price and cost nothing by themselves."""

Result = TypeVar("Result")


def add_fields(parser: argparse.ArgumentParser, fields: Sequence[Asked]) -> None:
    """Add an option for each field, with its example."""
    for field in fields:
        names = [f"--{field.option}"]
        if field.name == "architecture":
            names.append("--arch")
        example = f"{field.label}, such as {field.example}"
        parser.add_argument(
            *names,
            dest=field.name,
            metavar=field.option.split("-")[-1].upper(),
            help=example.replace("%", "%%"),
        )


def add_price(parser: argparse.ArgumentParser) -> None:
    """Add everything that describes a scenario."""
    add_fields(parser, FORM)
    parser.add_argument(
        "--free-tier",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="whether the monthly free tier is still there (default: yes)",
    )
    parser.add_argument("--load", metavar="NAME", help="start from a saved scenario")


def texts_of(args: argparse.Namespace, fields: Sequence[Asked]) -> dict[str, str]:
    """Return what was written for each field."""
    values = ((field.name, getattr(args, field.name, None)) for field in fields)
    return {name: value for name, value in values if value is not None}


def price_texts(args: argparse.Namespace, study: Study) -> dict[str, str]:
    """Return the scenario that the options describe; options win over `--load`."""
    texts = {"region": study.settings.region}
    if args.load:
        texts |= saved_as(study, args.load)
    texts |= texts_of(args, FORM)
    if args.free_tier is not None:
        texts["free_tier"] = "yes" if args.free_tier else "no"
    return texts


def amounts_of(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts again; raises UsageError where nothing in them costs money."""
    if texts.keys() <= _CIRCUMSTANCES:
        raise UsageError(
            "there is nothing to price",
            "write for example --requests 3M --duration 120ms --memory 1536MB",
        )
    return texts


def good(result: Result | Problems) -> Result:
    """Return a result; raises UsageError with the option that is wrong."""
    if isinstance(result, tuple) and result and isinstance(result[0], FieldProblem):
        first = result[0]
        option = f"--{first.field.replace('_', '-')}"
        raise UsageError(f"{option}: {first.message}", first.remedy)
    return result  # type: ignore[return-value] # problems are a tuple of FieldProblem
