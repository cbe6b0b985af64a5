"""The readiness in words, the same on the command line and on the screen.

Every sentence that tells a chance has the sentence that tells its limits beside it.
"""

from __future__ import annotations

from studyapp.practice.readiness import Evidence
from studyapp.practice.reliability import LEAST_ANSWERS
from studyapp.services.readiness import Band, Readiness

SCOPE = "This is the Lambda part, not the whole exam."
ASSUMES = "It assumes these questions are as hard as the exam's."
_VERY_LIKELY, _EVEN = 0.8, 0.5


def title(known: Readiness) -> str:
    """Return what it is about."""
    return f"Readiness for the Lambda part of {known.part.exam.code}"


def verdict(known: Readiness) -> str:
    """Return what can be said, in one sentence."""
    band = known.band
    if band is None:
        answers = "answer" if known.missing == 1 else "answers"
        return (
            f"{known.missing} more first {answers} to exam questions are needed "
            f"before anything can be said; {known.attempts} counted so far."
        )
    if band.mark is None:
        points = span(band.low, band.high)
        return f"You would get {points} of the points; a chance cannot be told."
    chance = span(band.mark.low, band.mark.high)
    if known.evidence is Evidence.EARLY:
        return f"Early days: {_likelihood(band)}, chance {chance}."
    return f"{_likelihood(band).capitalize()}, chance {chance}."


def limits(known: Readiness) -> tuple[str, ...]:
    """Return what it rests on, what it leaves out and what it assumes."""
    if known.band is None:
        return (_rests_on(known), SCOPE) if known.repeats.asked else (SCOPE,)
    said = [_rests_on(known), SCOPE, ASSUMES, *_about_the_exam(known)]
    if known.band.mark:
        cuts = known.band.mark.cuts
        said.append(
            "AWS does not publish the pass mark in points; "
            f"{span(cuts.low, cuts.high)} is taken for it."
        )
    if known.evidence is Evidence.EARLY:
        said.append("The band narrows with 60 first answers.")
    return tuple(said)


def no_reliability(known: Readiness) -> str:
    """Return when predictions are first compared with what came."""
    missing = LEAST_ANSWERS - known.attempts
    return f"How well this predicts is shown in {missing} more first answers."


def span(low: float, high: float) -> str:
    """Return two shares as a range in per cent."""
    first, last = round(low * 100), round(high * 100)
    return f"{first} %" if first == last else f"{first}-{last} %"


def percent(share: float) -> str:
    """Return a share in per cent."""
    return f"{round(share * 100)} %"


def cells(low: float, high: float, width: int) -> tuple[int, int]:
    """Return where a range of shares begins and ends on a line, one cell at least."""
    first = min(width - 1, int(low * width))
    return first, min(width, max(first + 1, round(high * width)))


def _likelihood(band: Band) -> str:
    mark = band.mark
    if mark is None or mark.low < _EVEN < mark.high:
        return "it could go either way at the pass mark"
    if mark.low >= _EVEN:
        degree = "very likely" if mark.low >= _VERY_LIKELY else "likely"
        return f"you are {degree} to reach the pass mark"
    degree = "very unlikely" if mark.high <= 1 - _VERY_LIKELY else "unlikely"
    return f"you are {degree} to reach the pass mark yet"


def _rests_on(known: Readiness) -> str:
    repeats = known.repeats
    first = f"It rests on {known.attempts} first answers"
    if not repeats.asked:
        return f"{first}."
    return f"{first}; {repeats.asked} repeats ({repeats.right} right) do not count."


def _about_the_exam(known: Readiness) -> list[str]:
    part = known.part
    few = (
        f"Only {len(part.weights)} of the questions here are about "
        f"{part.exam.code}: too few for the chance to reach its pass mark."
    )
    return [few] if part.is_thin else []
