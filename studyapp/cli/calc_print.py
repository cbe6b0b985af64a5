"""What `studyapp calc` prints: results in words and plain bars, or as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from decimal import Decimal

from studyapp.calculator.arithmetic import dollars, plain
from studyapp.calculator.backwards import Answer
from studyapp.calculator.breakeven import BreakEven
from studyapp.calculator.compare import Comparison, Sensitivity
from studyapp.calculator.panel import Concurrency, throttling
from studyapp.calculator.price import Bill
from studyapp.calculator.retries import Timeline
from studyapp.calculator.shapes import step_json
from studyapp.calculator.steps import Step
from studyapp.calculator.sweep import Sweep
from studyapp.calculator.verify import Outcome
from studyapp.cli.diagnostics import OK
from studyapp.cli.output import print_json, styled, wrapped
from studyapp.content.quantity import Quantity, format_number
from studyapp.services import calculating
from studyapp.services.study import Study

_BAR = 30


def bill(args: argparse.Namespace, found: Bill, study: Study) -> int:
    """Print a month's price, line by line."""
    print(styled(f"{dollars(found.exact)} a month", "bold"))
    for line in found.lines:
        print(f"  {line.title:<36} {dollars(line.value.number):>12}")
    return explain(args, found.steps, study)


def concurrency(args: argparse.Namespace, found: Concurrency, study: Study) -> int:
    """Print a concurrency with the limits around it."""
    print(styled(f"{format_number(found.concurrency)} concurrent executions", "bold"))
    verdict = "enough on average" if found.is_enough else "not enough"
    print(f"  first limit to bind: {found.binding} ({verdict})")
    for limit in found.limits:
        print(
            f"  {limit.name}: {format_number(limit.value)} {limit.unit}, needed "
            f"{format_number(limit.needed)}, head-room {format_number(limit.headroom)}"
        )
    if found.is_throttled:
        print(wrapped(throttling(found), "  "))
    for timing in calculating.timings(found, study.library.book):
        print(f"  {timing.title}: {_time(timing.value)}")
    return explain(args, found.steps, study)


def step(args: argparse.Namespace, found: Step, study: Study) -> int:
    """Print one value with its steps."""
    if args.json:
        print_json(step_json(found))
        return OK
    print(styled(str(found.value), "bold"), f" {found.title}")
    return explain(args, found, study)


def timeline(args: argparse.Namespace, found: Timeline, study: Study) -> int:
    """Print each attempt of a failing event and when Lambda gives it up."""
    if args.json:
        attempts = [
            {"attempt": a.number, "begins": plain(a.begins), "ends": plain(a.ends)}
            for a in found.attempts
        ]
        print_json({"attempts": attempts, "given_up": plain(found.given_up)})
        return OK
    for attempt in found.attempts:
        begins, ends = plain(attempt.begins), plain(attempt.ends)
        print(f"  attempt {attempt.number}: begins at {begins} s, fails at {ends} s")
    print(f"given up at {plain(found.given_up)} s: to a destination, or dropped")
    return explain(args, found.steps, study)


def comparison(args: argparse.Namespace, found: Comparison) -> int:
    """Print two bills side by side, changed inputs first."""
    if args.json:
        print_json(_comparison_json(found))
        return OK
    for change in found.changes:
        was, now = change.before or "none", change.after or "none"
        print(f"changed: {change.label}: {was} -> {now}")
    print(f"  {'':<36} {'before':>12} {'after':>12} {'difference':>12}")
    rows = [(line.title, line.before, line.after) for line in found.lines]
    rows.append(("Total", found.before.exact, found.after.exact))
    for title, before, after in rows:
        moved = dollars(after - before)
        print(f"  {title:<36} {dollars(before):>12} {dollars(after):>12} {moved:>12}")
    if found.mover:
        print(f"  moved most by: {found.mover.title}")
    return OK


def sensitivity(args: argparse.Namespace, found: Sequence[Sensitivity]) -> int:
    """Print each input's effect as a bar from a true zero."""
    if args.json:
        print_json(
            {
                "sensitivity": [
                    {"field": s.field, "difference": plain(s.difference)} for s in found
                ]
            }
        )
        return OK
    print("each input alone a tenth higher")
    top = max((abs(s.percent) for s in found), default=Decimal(0)) or Decimal(1)
    for item in found:
        bar = "#" * round(abs(item.percent) / top * _BAR)
        print(f"  {item.label:<28} {item.percent:>+7.2f}%  {bar}".rstrip())
    return OK


def sweep(args: argparse.Namespace, found: Sweep) -> int:
    """Print the price by memory, the cheapest marked."""
    if args.json:
        print_json(
            {
                "points": [
                    {
                        "memory": str(p.memory),
                        "duration": str(p.duration),
                        "cost": plain(p.cost),
                        "cheapest": p is found.cheapest,
                    }
                    for p in found.points
                ]
            }
        )
        return OK
    print("price by memory, the run following the CPU that memory brings")
    top = max(point.cost for point in found.points) or Decimal(1)
    for point in found.points:
        bar = "#" * round(point.cost / top * _BAR)
        mark = "  cheapest" if point is found.cheapest else ""
        memory, cost = str(point.memory), dollars(point.cost)
        took = f"{point.duration.number:,.0f} ms"
        print(f"  {memory:>10} {took:>12} {cost:>12}  {bar}{mark}".rstrip())
    return OK


def answer(args: argparse.Namespace, found: Answer, study: Study) -> int:
    """Print a value found backwards and what stops it from being larger."""
    if args.json:
        print_json(
            {
                "value": plain(found.value.number),
                "unit": found.value.unit,
                "binding": found.binding,
                "steps": step_json(found.steps),
            }
        )
        return OK
    print(styled(str(found.value), "bold"))
    print(f"  what stops it: {found.binding}")
    return explain(args, found.steps, study)


def break_even(args: argparse.Namespace, found: Sequence[BreakEven]) -> int:
    """Print from which use on provisioned concurrency pays, Region by Region."""
    if args.json:
        print_json(
            {
                "regions": [
                    {
                        "region": b.region,
                        "utilization": plain(b.utilization) if b.pays else None,
                        "pays": b.pays,
                    }
                    for b in found
                ]
            }
        )
        return OK
    for item in found:
        verdict = (
            f"pays from {item.utilization:.1f}% use on"
            if item.pays
            else "never pays by price alone"
        )
        print(f"  {item.region:<18} {verdict}")
    return OK


def outcomes(args: argparse.Namespace, found: Sequence[Outcome]) -> None:
    """Print how the published examples agree."""
    if args.json:
        print_json(
            {
                "examples": [
                    {"id": o.example.id, "agreement": o.agreement.value} for o in found
                ]
            }
        )
        return
    for outcome in found:
        print(f"{outcome.agreement.value}: {outcome.example.id}")
        for line in outcome.lines:
            shown = f"page {dollars(line.published)}, here {dollars(line.calculated)}"
            mark = "" if line.agrees else "  (differs)"
            print(f"    {line.key:<22} {shown}{mark}")
        for note in (outcome.example.note, outcome.reason):
            if note:
                print(f"    {note}")
    agreeing = sum(outcome.passes for outcome in found)
    print(f"{agreeing} of {len(found)} agree or are explained")


def explain(args: argparse.Namespace, step: Step, study: Study) -> int:
    """Print every step and what it rests on, if asked; mark what is stale."""
    if not args.explain:
        print("  (--explain shows every step)")
        return OK
    print()
    _print_step(step, 0)
    print("\nRests on:")
    for fact in calculating.evidence(step, study.library.book):
        stale = "  STALE" if fact.is_stale(study.today) else ""
        print(f"  {fact.name}: {fact.value} ({fact.source}, {fact.checked}){stale}")
    return OK


def _time(value: Quantity) -> str:
    if not value.number:
        return "none, so many environments are there at once"
    return str(Quantity(round(value.number, 2), value.unit))


def _print_step(step: Step, depth: int) -> None:
    indent = "  " * depth
    print(f"{indent}{step.title}: {step.value}")
    if step.working:
        print(f"{indent}  = {step.working}")
    if step.note:
        print(f"{indent}  ({step.note})")
    for child in step.children:
        _print_step(child, depth + 1)


def _comparison_json(found: Comparison) -> dict[str, object]:
    return {
        "changes": [
            {"field": c.field, "before": c.before, "after": c.after}
            for c in found.changes
        ],
        "lines": [
            {"name": line.key, "before": plain(line.before), "after": plain(line.after)}
            for line in found.lines
        ],
        "difference": plain(found.difference),
        "mover": found.mover.key if found.mover else None,
    }
