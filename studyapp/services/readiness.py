"""How ready the learner is for the Lambda part of an exam, and how far to trust that.

Nothing is said under 30 first attempts and only a wide band under 60; repeats never
count. It must never speak of the whole exam or of AWS's scaled score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from studyapp.errors import UsageError
from studyapp.practice.attempts import Attempt
from studyapp.practice.readiness import (
    LEAST_ATTEMPTS,
    Cuts,
    Evidence,
    Outlook,
    Part,
    area_outlook,
    evidence,
    outlook,
    pass_chance,
    point_chances,
    rounded_out,
    shares,
)
from studyapp.practice.reliability import Bin, bins
from studyapp.services.first_attempts import Repeats, read_attempts
from studyapp.services.lambda_part import LambdaPart, lambda_part
from studyapp.services.learner import Learner, form_of, learner
from studyapp.services.study import Study

FORM = 50
"""Questions of a form, where AWS has not said how many count."""
_RAW_BELOW_SCALED = 0.02
_CUT_SPREAD = 0.04
_CHANCE_STEPS = {Evidence.EARLY: 0.25, Evidence.ENOUGH: 0.05}
_SHARE_STEPS = {Evidence.EARLY: 0.05, Evidence.ENOUGH: 0.01}


@dataclass(frozen=True, slots=True)
class MarkBand:
    """The chance to reach the pass mark, rounded outwards."""

    low: float
    """If the mark is as high as it may be."""
    high: float
    """If it is as low as it may be."""
    cuts: Cuts
    """Where it may be; AWS does not publish it in points."""


@dataclass(frozen=True, slots=True)
class Band:
    """The Lambda part, foretold; shares of the points from 0 to 1."""

    expected: float
    low: float
    high: float
    """The 80 % interval, rounded outwards."""
    mark: MarkBand | None
    """None where no pass mark is known, or too few questions are."""


@dataclass(frozen=True, slots=True)
class AreaBand:
    """One area, foretold."""

    name: str
    attempts: int
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class Readiness:
    """All that can be said, and what it rests on."""

    part: LambdaPart
    attempts: int
    """First attempts; nothing else counts."""
    repeats: Repeats
    evidence: Evidence
    band: Band | None
    """None while there are too few first attempts."""
    areas: tuple[AreaBand, ...]
    """Those the exam asks about, weakest first; empty while there is no band."""
    reliability: tuple[Bin, ...]
    """Predicted and actual; empty under 100 first attempts."""

    @property
    def missing(self) -> int:
        """How many first attempts are missing before anything is said."""
        return max(0, LEAST_ATTEMPTS - self.attempts)


def readiness(study: Study, code: str = "") -> Readiness:
    """Return how ready the learner is for an exam; empty means the one that is set.

    Raises UsageError when there is no such exam or no question about it.
    """
    part = lambda_part(study, code)
    attempts = read_attempts(study)
    known = learner(study, attempts)
    form = form_of(known, part.weights)
    count = len(attempts.first)
    weight = evidence(count)
    is_silent = weight is Evidence.NONE
    return Readiness(
        part,
        count,
        attempts.repeats,
        weight,
        None if is_silent else _band(known, part, form, weight),
        () if is_silent else _areas(known, form, attempts.first),
        bins(known.told),
    )


def known_readiness(study: Study) -> Readiness | None:
    """Return the readiness for the exam that is set; None when there is none to ask."""
    try:
        return readiness(study)
    except UsageError:
        return None


def cuts_of(part: LambdaPart) -> Cuts | None:
    """Return where the pass mark may lie as a share of points.

    A passing score of 720 is taken for 66 to 74 %; the true mark differs from form
    to form and is not published. None where no passing score is known.
    """
    passing, scale = part.exam.passing, part.exam.scale
    if passing is None or scale is None:
        return None
    middle = passing / scale[1] - _RAW_BELOW_SCALED
    return Cuts(round(middle - _CUT_SPREAD, 4), round(middle + _CUT_SPREAD, 4))


def _band(
    known: Learner, part: LambdaPart, form: Sequence[Part], weight: Evidence
) -> Band:
    drawn = shares(known.ability, form)
    seen = outlook(drawn)
    low, high = rounded_out(seen.low, seen.high, _SHARE_STEPS[weight])
    return Band(seen.expected, low, high, _mark(drawn, part, weight))


def _mark(
    drawn: Sequence[float], part: LambdaPart, weight: Evidence
) -> MarkBand | None:
    cuts = cuts_of(part)
    if cuts is None or part.is_thin:
        return None
    points = point_chances(drawn, part.exam.scored or FORM)
    passing = pass_chance(points, cuts)
    bounds = rounded_out(passing.low, passing.high, _CHANCE_STEPS[weight])
    return MarkBand(*bounds, cuts)


def _areas(
    known: Learner, form: Sequence[Part], first: Sequence[Attempt]
) -> tuple[AreaBand, ...]:
    counts = Counter(known.items[attempt.question].area for attempt in first)
    asked = {part.item.area for part in form}
    bands = (
        AreaBand(name, counts[area], area_outlook(known.ability, form, area))
        for area, name in enumerate(known.areas.names)
        if area in asked
    )
    return tuple(sorted(bands, key=lambda band: band.outlook.expected))
