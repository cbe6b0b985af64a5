"""`studyapp calc`: results, their steps, and the questions around them.

One function for each kind of calculation; what they print is in `calc_print`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NamedTuple

from studyapp.calculator.shapes import Amounts, bill_json, concurrency_json
from studyapp.cli import calc_print
from studyapp.cli.calc_form import (
    add_fields,
    add_price,
    amounts_of,
    good,
    price_texts,
    texts_of,
)
from studyapp.cli.common import add_common_to_part
from studyapp.cli.diagnostics import NOT_FOUND, OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json
from studyapp.errors import UsageError
from studyapp.services import calculating, scenarios, solving
from studyapp.services.study import Study

_EXAMPLE = """examples:
  studyapp calc concurrency --rps 500 --duration 200ms
  studyapp calc price --requests 3M --duration 120ms --memory 1536MB
  studyapp calc price --region eu-west-1 --arch arm64 --requests 1M/day \\
      --duration 200ms --memory 512MB --explain --save nightly
  studyapp calc price --load nightly --sweep
  studyapp calc compare --load nightly --with memory=1GB --with arch=arm64
  studyapp calc solve memory --load nightly --budget 20
  studyapp calc verify"""

Kind = Callable[[argparse.Namespace, Study], int]


class _About(NamedTuple):
    """What a kind of calculation is for, and how it is called."""

    help: str
    example: str


_KINDS = {
    "price": _About(
        "what it costs in a month",
        "price --requests 3M --duration 120ms --memory 1536MB",
    ),
    "concurrency": _About(
        "how many run at once", "concurrency --rps 500 --duration 200ms"
    ),
    "compare": _About(
        "two scenarios side by side",
        "compare --requests 3M --duration 120ms --memory 1536MB --with arch=arm64",
    ),
    "solve": _About(
        "from the result to the input",
        "solve memory --requests 3M --duration 120ms --budget 20",
    ),
    "visibility": _About(
        "an SQS queue's visibility timeout", "visibility --timeout 30s --window 10s"
    ),
    "retries": _About("when a failing event is tried again", "retries --duration 5s"),
    "verify": _About("the published examples of AWS", "verify"),
    "scenarios": _About("the saved scenarios", "scenarios --forget nightly"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    kinds = parser.add_subparsers(dest="what", required=True, metavar="KIND")
    parts = {
        name: kinds.add_parser(
            name,
            help=about.help,
            description=f"{about.help[0].upper()}{about.help[1:]}.",
            epilog=f"example:\n  studyapp calc {about.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        for name, about in _KINDS.items()
    }
    _add_price(parts["price"])
    add_fields(parts["concurrency"], calculating.LOAD_FIELDS)
    _add_compare(parts["compare"])
    _add_solve(parts["solve"])
    _add_events(parts["visibility"], parts["retries"])
    parts["scenarios"].add_argument("--forget", metavar="NAME", help="remove one")
    for part in parts.values():
        part.add_argument("--explain", action="store_true", help="print every step")
        add_common_to_part(part)
    parser.set_defaults(run=run)


def _add_price(parser: argparse.ArgumentParser) -> None:
    add_price(parser)
    parser.add_argument(
        "--exact", action="store_true", help="do not round the amounts of --json"
    )
    parser.add_argument("--save", metavar="NAME", help="keep the scenario by name")
    parser.add_argument(
        "--sensitivity", action="store_true", help="each input a tenth higher"
    )
    parser.add_argument("--sweep", action="store_true", help="the price by memory")


def _add_compare(parser: argparse.ArgumentParser) -> None:
    add_price(parser)
    parser.add_argument(
        "--with",
        dest="changes",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="what is different in the second one",
    )
    parser.add_argument("--and", dest="other", metavar="NAME", help="a saved second")


def _add_events(
    window: argparse.ArgumentParser, retries: argparse.ArgumentParser
) -> None:
    window.add_argument("--timeout", required=True, help="the function's, such as 30s")
    window.add_argument("--window", default="", help="batching window, such as 10s")
    retries.add_argument("--duration", required=True, help="of a run, such as 5s")
    retries.add_argument("--retries", help="the function's setting, such as 1")


def _add_solve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("goal", choices=tuple(solving.GOALS), help="what to find")
    add_price(parser)
    parser.add_argument("--budget", metavar="USD", help="dollars a month, such as 50")
    parser.add_argument("--rps", metavar="RPS", help="requests per second")
    parser.add_argument("--quota", metavar="N", help="account quota")
    parser.add_argument("--reserved", metavar="N", help="reserved concurrency")


def run(args: argparse.Namespace) -> int:
    """Calculate and print."""
    kinds: dict[str, Kind] = {
        "price": _price,
        "concurrency": _concurrency,
        "compare": _compare,
        "solve": _solve,
        "verify": _verify,
        "visibility": _visibility,
        "retries": _retries,
        "scenarios": _scenarios,
    }
    with opened(args) as study:
        return kinds[args.what](args, study)


def _price(args: argparse.Namespace, study: Study) -> int:
    book = study.library.book
    texts = amounts_of(price_texts(args, study))
    bill = good(calculating.bill_for(texts, book))
    if args.save:
        scenarios.save(study, args.save, texts)
    if args.sensitivity:
        return calc_print.sensitivity(args, good(solving.sensitivity_of(texts, book)))
    if args.sweep:
        return calc_print.sweep(args, good(solving.sweep_of(texts, book)))
    if args.json:
        amounts = Amounts.EXACT if args.exact else Amounts.ROUNDED
        print_json(bill_json(bill, book, amounts))
        return OK
    return calc_print.bill(args, bill, study)


def _concurrency(args: argparse.Namespace, study: Study) -> int:
    book = study.library.book
    texts = texts_of(args, calculating.LOAD_FIELDS)
    result = good(calculating.concurrency_for(texts, book))
    if args.json:
        print_json(concurrency_json(result, book))
        return OK
    return calc_print.concurrency(args, result, study)


def _compare(args: argparse.Namespace, study: Study) -> int:
    before = amounts_of(price_texts(args, study))
    after = dict(before)
    if args.other:
        after = scenarios.saved_as(study, args.other)
    for change in args.changes:
        field, sign, value = change.partition("=")
        if not sign:
            raise UsageError(f"--with {change} changes nothing", "write memory=1GB")
        name = {"arch": "architecture"}.get(field, field.replace("-", "_"))
        after[name] = value
    found = good(solving.comparison_of(before, after, study.library.book))
    return calc_print.comparison(args, found)


def _solve(args: argparse.Namespace, study: Study) -> int:
    book = study.library.book
    if args.goal == solving.BREAK_EVEN:
        return calc_print.break_even(
            args, solving.break_even_of(args.architecture, book)
        )
    asked = solving.Goal(
        price_texts(args, study), args.budget, args.rps, args.quota, args.reserved
    )
    return calc_print.answer(args, solving.solve(args.goal, asked, book), study)


def _verify(args: argparse.Namespace, study: Study) -> int:
    outcomes = solving.verify_examples(study.library.book)
    calc_print.outcomes(args, outcomes)
    return OK if all(outcome.passes for outcome in outcomes) else NOT_FOUND


def _visibility(args: argparse.Namespace, study: Study) -> int:
    step = calculating.visibility_for(args.timeout, args.window, study.library.book)
    return calc_print.step(args, step, study)


def _retries(args: argparse.Namespace, study: Study) -> int:
    found = calculating.retries_for(args.duration, args.retries, study.library.book)
    return calc_print.timeline(args, found, study)


def _scenarios(args: argparse.Namespace, study: Study) -> int:
    if args.forget:
        scenarios.forget(study, args.forget)
    found = scenarios.all_saved(study)
    if args.json:
        print_json({"scenarios": found})
    for name, texts in () if args.json else found.items():
        print(f"{name}: {', '.join(f'{k} {v}' for k, v in texts.items())}")
    if not found and not args.json:
        print("no scenario is saved; add --save NAME to 'studyapp calc price'")
    return OK
