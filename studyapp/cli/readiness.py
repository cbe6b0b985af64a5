"""`studyapp readiness`: how the Lambda part of an exam would go, with its limits."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from studyapp.cli.diagnostics import OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json, styled, wrapped
from studyapp.practice.reliability import Bin, calibration_error
from studyapp.services.forecasting import ScoredForecast, scored_forecasts
from studyapp.services.readiness import AreaBand, Band, Readiness, readiness
from studyapp.services.readiness_words import (
    cells,
    limits,
    no_reliability,
    percent,
    span,
    title,
    verdict,
)

_EXAMPLE = """examples:
  studyapp readiness
  studyapp readiness --exam DVA-C03 --json"""
_BAR = 50


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "--exam", metavar="CODE", default="", help="exam, such as DVA-C03"
    )
    parser.epilog = _EXAMPLE
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the band, its limits, and how earlier forecasts went."""
    with opened(args) as study:
        known, scored = readiness(study, args.exam), scored_forecasts(study)
    if args.json:
        print_json({**as_json(known), "forecasts": [_forecast(f) for f in scored]})
        return OK
    print(styled(title(known), "bold"))
    print(wrapped(verdict(known)))
    if known.band:
        print("\n".join(_bars(known.band)))
    print()
    print(wrapped(" ".join(limits(known))))
    _print_lines("By area, weakest first", _areas(known.areas))
    _print_lines("Predicted, and how often you were right", _table(known))
    _print_lines("Mock exams, predicted and scored", _forecasts(scored))
    return OK


def as_json(known: Readiness) -> dict[str, object]:
    """Return the readiness as JSON holds it; shares from 0 to 1."""
    return {
        "exam": known.part.exam.code,
        "scope": "lambda part",
        "questions": len(known.part.weights),
        "first_attempts": known.attempts,
        "missing": known.missing,
        "repeats": known.repeats.asked,
        "repeats_right": known.repeats.right,
        "evidence": known.evidence.value,
        "verdict": verdict(known),
        "limits": list(limits(known)),
        "band": _band(known.band) if known.band else None,
        "areas": [
            {
                "name": area.name,
                "first_attempts": area.attempts,
                "expected": round(area.outlook.expected, 4),
                "low": round(area.outlook.low, 4),
                "high": round(area.outlook.high, 4),
            }
            for area in known.areas
        ],
        "reliability": [
            {
                "predicted": round(row.predicted, 4),
                "actual": round(row.actual, 4),
                "answers": row.answers,
            }
            for row in known.reliability
        ],
    }


def _band(band: Band) -> dict[str, object]:
    mark = band.mark
    return {
        "expected": round(band.expected, 4),
        "low": band.low,
        "high": band.high,
        "interval": 0.8,
        "pass_low": mark.low if mark else None,
        "pass_high": mark.high if mark else None,
        "mark_low": mark.cuts.low if mark else None,
        "mark_high": mark.cuts.high if mark else None,
    }


def _forecast(scored: ScoredForecast) -> dict[str, object]:
    return {
        "exam": scored.exam,
        "day": _day(scored),
        "questions": scored.items,
        "expected": scored.expected,
        "low": scored.low,
        "high": scored.high,
        "right": scored.right,
        "held": scored.held,
    }


def _bars(band: Band) -> Iterator[str]:
    yield f"  {'':<11} {'0 %':<{_BAR // 2 - 2}}50 %{'100 %':>{_BAR // 2 - 2}}"
    yield _bar("your points", band.low, band.high, "=")
    if band.mark:
        yield _bar("pass mark", band.mark.cuts.low, band.mark.cuts.high, "#")


def _bar(label: str, low: float, high: float, sign: str) -> str:
    first, last = cells(low, high, _BAR)
    line = "." * first + sign * (last - first) + "." * (_BAR - last)
    return f"  {label:<11} {line} {span(low, high)}"


def _areas(areas: Sequence[AreaBand]) -> Iterator[str]:
    for area in areas:
        band = span(area.outlook.low, area.outlook.high)
        yield f"  {area.name:<26} {band:>9}  {area.attempts:>3} answers"


def _table(known: Readiness) -> Iterator[str]:
    if not known.reliability:
        if known.band:
            yield wrapped(no_reliability(known), "  ")
        return
    yield from (f"  {_row(row)}" for row in known.reliability)
    yield f"  mean gap {calibration_error(known.reliability) * 100:.0f} points"


def _row(row: Bin) -> str:
    told = f"{percent(row.predicted):>5} ({span(row.low, row.high)})"
    return f"predicted {told:<18} right {percent(row.actual):>5} of {row.answers}"


def _forecasts(scored: Sequence[ScoredForecast]) -> Iterator[str]:
    for one in scored:
        came = "as predicted" if one.held else "not as predicted"
        yield (
            f"  {_day(one)}  {one.low}-{one.high} of {one.items} predicted, "
            f"{one.right} right: {came}"
        )
    if scored:
        held = sum(one.held for one in scored)
        yield f"  {held} of {len(scored)} as predicted; about four in five should be"


def _day(scored: ScoredForecast) -> str:
    return datetime.fromtimestamp(scored.at_ms / 1000, UTC).date().isoformat()


def _print_lines(heading: str, lines: Iterator[str]) -> None:
    found = list(lines)
    if found:
        print(f"\n{heading}", *found, sep="\n")
