"""`studyapp calc price|concurrency`: a result, its steps, the facts it rests on."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TypeVar

from studyapp.calculator.arithmetic import dollars, plain
from studyapp.calculator.panel import Concurrency
from studyapp.calculator.price import Bill
from studyapp.calculator.shapes import Amounts, bill_json, concurrency_json
from studyapp.calculator.steps import Step
from studyapp.cli.diagnostics import OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json, styled
from studyapp.content.factbook import FactBook
from studyapp.errors import UsageError
from studyapp.services.calculating import (
    LOAD_FIELDS,
    PRICE_FIELDS,
    Asked,
    Problems,
    bill_for,
    concurrency_for,
    evidence,
)

_EXAMPLE = """examples:
  studyapp calc concurrency --rps 500 --duration 200ms
  studyapp calc price --requests 3M --duration 120ms --memory 1536MB
  studyapp calc price --region eu-west-1 --arch arm64 --requests 1M/day \\
      --duration 200ms --memory 512MB --explain"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    kinds = parser.add_subparsers(
        dest="what", required=True, metavar="price|concurrency"
    )
    price = kinds.add_parser("price", help="what it costs in a month")
    _add_fields(price, [f for f in PRICE_FIELDS if f.name != "free_tier"])
    price.add_argument(
        "--free-tier",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="whether the monthly free tier is still there (default: yes)",
    )
    price.add_argument(
        "--exact", action="store_true", help="do not round the amounts of --json"
    )
    concurrency = kinds.add_parser("concurrency", help="how many run at once")
    _add_fields(concurrency, LOAD_FIELDS)
    for part in (price, concurrency):
        part.add_argument("--explain", action="store_true", help="print every step")
        part.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="print JSON"
        )
        part.add_argument("--data", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def _add_fields(parser: argparse.ArgumentParser, fields: Sequence[Asked]) -> None:
    for field in fields:
        names = [f"--{field.option}"]
        if field.name == "architecture":
            names.append("--arch")
        parser.add_argument(
            *names,
            dest=field.name,
            metavar=field.option.split("-")[-1].upper(),
            help=f"{field.label.replace('%', '%%')}, such as "
            f"{field.example.replace('%', '%%')}",
        )


def run(args: argparse.Namespace) -> int:
    """Calculate and print."""
    with opened(args) as study:
        book = study.library.book
        if args.what == "price":
            bill = _good(bill_for(_price_texts(args, study.settings.region), book))
            return _print_bill(args, bill, book)
        texts = _texts(args, LOAD_FIELDS)
        return _print_concurrency(args, _good(concurrency_for(texts, book)), book)


def _texts(args: argparse.Namespace, fields: Sequence[Asked]) -> dict[str, str]:
    values = ((field.name, getattr(args, field.name, None)) for field in fields)
    return {name: value for name, value in values if value is not None}


def _price_texts(args: argparse.Namespace, region: str) -> dict[str, str]:
    fields = [field for field in PRICE_FIELDS if field.name != "free_tier"]
    texts = {"region": region, **_texts(args, fields)}
    if args.free_tier is not None:
        texts["free_tier"] = "yes" if args.free_tier else "no"
    return texts


Result = TypeVar("Result", Bill, Concurrency)


def _good(result: Result | Problems) -> Result:
    if isinstance(result, tuple):
        first = result[0]
        option = f"--{first.field.replace('_', '-')}"
        raise UsageError(f"{option}: {first.message}", first.remedy)
    return result


def _print_bill(args: argparse.Namespace, bill: Bill, book: FactBook) -> int:
    if args.json:
        amounts = Amounts.EXACT if args.exact else Amounts.ROUNDED
        print_json(bill_json(bill, book, amounts))
        return OK
    print(styled(f"{dollars(bill.exact)} a month", "bold"))
    for line in bill.lines:
        print(f"  {line.title:<36} {dollars(line.value.number):>12}")
    _explain(args, bill.steps, book)
    return OK


def _print_concurrency(
    args: argparse.Namespace, result: Concurrency, book: FactBook
) -> int:
    if args.json:
        print_json(concurrency_json(result, book))
        return OK
    needed = f"{plain(result.concurrency)} concurrent executions"
    print(styled(needed, "bold"))
    verdict = "enough" if result.is_enough else "not enough"
    print(f"  first limit to bind: {result.binding} ({verdict})")
    for limit in result.limits:
        print(
            f"  {limit.name}: {plain(limit.value)} {limit.unit}, needed "
            f"{plain(limit.needed)}, head-room {plain(limit.headroom)}"
        )
    _explain(args, result.steps, book)
    return OK


def _explain(args: argparse.Namespace, step: Step, book: FactBook) -> None:
    if not args.explain:
        print("  (--explain shows every step)")
        return
    print()
    _print_step(step, 0)
    print("\nRests on:")
    for fact in evidence(step, book):
        print(f"  {fact.name}: {fact.value} ({fact.source}, {fact.checked})")


def _print_step(step: Step, depth: int) -> None:
    indent = "  " * depth
    print(f"{indent}{step.title}: {step.value}")
    if step.formula:
        print(f"{indent}  = {step.numbers}")
    if step.note:
        print(f"{indent}  ({step.note})")
    for child in step.children:
        _print_step(child, depth + 1)
