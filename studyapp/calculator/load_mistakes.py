"""The mistakes people make with concurrency and scaling."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from studyapp.calculator import facts
from studyapp.calculator.arithmetic import round_up, total
from studyapp.calculator.mistakes import Mistake, child, mistake, numbers
from studyapp.calculator.scaling import time_to_scale_before
from studyapp.calculator.steps import Step, find
from studyapp.content.factbook import FactBook
from studyapp.content.units import KNOWN_UNITS

_MINUTE: Final = KNOWN_UNITS["min"][1]


def _old_burst(step: Step, _root: Step, book: FactBook) -> Decimal:
    target = find(step, "target")
    wanted = target.value if target else step.value
    return time_to_scale_before(wanted, book).value.number


def _less_minimum(step: Step, _root: Step, book: FactBook) -> Decimal:
    kept = facts.number(book, "concurrency.unreserved.min", "concurrent executions")
    return step.value.number - kept


LOAD_MISTAKES: Final[tuple[Mistake, ...]] = (
    mistake(
        "ms-as-seconds",
        "milliseconds taken for seconds",
        "Requests per second times the duration in seconds: divide by 1,000 first.",
        seconds=child(0),
        warm_seconds=child(0),
    ),
    mistake(
        "divided",
        "requests per second divided by the duration",
        "Little's law multiplies: longer runs keep more environments busy.",
        concurrency=numbers(lambda n: n[0] / n[1]),
    ),
    mistake(
        "duration-ignored",
        "requests per second taken for concurrency",
        "Concurrency counts requests in flight: a short request leaves soon.",
        concurrency=child(0),
    ),
    mistake(
        "minutes-as-seconds",
        "requests per minute taken as per second",
        "Little's law needs one unit of time: divide by 60 first.",
        rps=child(0),
    ),
    mistake(
        "rps-ceiling-forgotten",
        "the ceiling on requests per second forgotten",
        "Beside concurrency there is a ceiling on the request rate; short requests "
        "reach it first.",
        throughput=child(0),
    ),
    mistake(
        "only-rps-ceiling",
        "only the ceiling on requests per second looked at",
        "Long requests use up the concurrency before they reach that ceiling.",
        throughput=child(1),
    ),
    mistake(
        "concurrency-as-rate",
        "concurrency taken for requests per second",
        "Concurrency counts requests in flight, not requests per second.",
        throughput=lambda s, _root, _book: s.children[1].children[0].value.number,
    ),
    mistake(
        "both-ceilings",
        "the two ceilings added",
        "The lower ceiling holds; they do not add up.",
        throughput=numbers(total),
    ),
    mistake(
        "all-reservable",
        "the whole quota taken as reservable",
        "Some concurrency must stay unreserved for functions without a reservation.",
        reservable=numbers(lambda n: n[0] - total(n[2:])),
    ),
    mistake(
        "others-ignored",
        "the reservations of other functions ignored",
        "All functions of the account share one quota in a Region.",
        reservable=numbers(lambda n: n[0] - n[1]),
        unreserved=child(0),
    ),
    mistake(
        "minimum-added",
        "what must stay free added instead of subtracted",
        "The unreserved minimum lowers what can be reserved.",
        reservable=numbers(lambda n: n[0] + n[1] - total(n[2:])),
    ),
    mistake(
        "others-instead",
        "what the others have reserved taken for the answer",
        "It is what they leave that counts.",
        reservable=child(2),
        unreserved=child(1),
    ),
    mistake(
        "old-burst",
        "the burst rule from before November 2023 used",
        "There is no Regional burst any more: every function scales at one rate.",
        scale_time=_old_burst,
    ),
    mistake(
        "first-step-awaited",
        "the first step of the scaling rate waited for as well",
        "The first step is there at once: only what goes beyond it takes time.",
        to_wait_for=child(0),
    ),
    mistake(
        "rate-per-second",
        "the scaling rate taken as per second",
        "The rate is given for an interval of several seconds.",
        scale_time=numbers(lambda n: n[0] / n[1]),
    ),
    mistake(
        "rate-per-minute",
        "the scaling rate taken as per minute",
        "The rate is given for an interval much shorter than a minute.",
        scale_time=numbers(lambda n: n[0] / n[1] * _MINUTE),
    ),
    mistake(
        "start-ignored",
        "what already runs left out",
        "Only the missing part has to be added.",
        to_add=child(0),
    ),
    mistake(
        "minimum-kept-back",
        "the unreserved minimum subtracted as well",
        "It limits what may be reserved; the pool itself is all that is not reserved.",
        unreserved=_less_minimum,
    ),
    mistake(
        "buffer-forgotten",
        "the recommended buffer left out",
        "AWS recommends {{provisioned.buffer}} above the highest need.",
        provisioned_needed=lambda s, _root, _book: round_up(s.children[0].value.number),
    ),
    mistake(
        "rate-ignored",
        "the ceiling on requests per second forgotten",
        "Each provisioned environment stands for {{concurrency.rps.factor}}.",
        needed=numbers(lambda n: n[0] * n[1]),
    ),
    mistake(
        "time-ignored",
        "only the ceiling on requests per second looked at",
        "Requests times duration is the first need; the ceiling is the second.",
        needed=numbers(lambda n: n[0] / n[2]),
    ),
    mistake(
        "both-needs",
        "the two needs added",
        "The greater need covers the other.",
        needed=numbers(lambda n: n[0] * n[1] + n[0] / n[2]),
    ),
)
