"""The mistakes people make with concurrency, queues, streams and retries."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from studyapp.calculator import facts
from studyapp.calculator.arithmetic import ZERO, total
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


def _highest_factor(step: Step, _root: Step, book: FactBook) -> Decimal:
    _, high = facts.bounds(book, "stream.shard.factor")
    return step.children[0].value.number * high.number


def _oldest_event(_step: Step, _root: Step, book: FactBook) -> Decimal:
    return facts.number(book, "async.age.max", "s")


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
        "factor-forgotten",
        "visibility timeout set to the function's timeout",
        "That is the least that is accepted; retries after throttling need more.",
        held=child(1),
    ),
    mistake(
        "window-forgotten",
        "the batching window left out",
        "A message is hidden while its batch is still being gathered.",
        visibility=child(0),
    ),
    mistake(
        "window-multiplied",
        "the batching window multiplied as well",
        "The factor belongs to the function's timeout; the window is added once.",
        visibility=lambda s, _root, _book: (
            s.children[0].value.number
            + s.children[1].value.number * s.children[0].children[0].value.number
        ),
    ),
    mistake(
        "bare-timeout",
        "the function's timeout alone taken",
        "Both the factor and the batching window belong to the recommendation.",
        visibility=lambda s, _root, _book: s.children[0].children[1].value.number,
    ),
    mistake(
        "ramp-from-zero",
        "the queue's ramp begun at zero",
        "A mapping begins with some invocations at once.",
        to_add=child(0),
        ramp=numbers(lambda n: n[0] / n[1]),
    ),
    mistake(
        "ramp-per-second",
        "the queue's growth taken as per second",
        "A mapping grows once a minute.",
        ramp=numbers(lambda n: n[0] / n[1] / _MINUTE),
    ),
    mistake(
        "ramp-at-once",
        "a queue taken to scale at the function's own rate",
        "A mapping adds invocations more slowly than the function could.",
        ramp=lambda s, _root, book: (
            s.children[0].value.number
            / facts.number(book, "concurrency.scaling", "execution environments/s")
            / _MINUTE
        ),
    ),
    mistake(
        "groups-ignored",
        "the message groups ignored",
        "A FIFO queue has at most one batch of each group in work at a time.",
        queue_limit=child(1),
    ),
    mistake(
        "maximum-ignored",
        "the maximum concurrency ignored",
        "The mapping's maximum concurrency holds for FIFO queues too.",
        queue_limit=child(2),
    ),
    mistake(
        "pollers-only",
        "only the general ceiling of a mapping looked at",
        "The smallest of all ceilings holds.",
        queue_limit=child(0),
    ),
    mistake(
        "groups-times-maximum",
        "message groups multiplied by the maximum concurrency",
        "The smaller of the two holds; they are no factors.",
        queue_limit=numbers(lambda n: n[1] * n[2]),
    ),
    mistake(
        "one-per-shard",
        "one invocation for each shard, whatever the factor",
        "One is only the default; the parallelization factor multiplies it.",
        shard_limit=child(0),
    ),
    mistake(
        "factor-only",
        "the factor taken for the whole stream",
        "The parallelization factor is per shard.",
        shard_limit=child(1),
    ),
    mistake(
        "shards-plus-factor",
        "shards and factor added",
        "Each shard is read as many times in parallel as the factor says.",
        shard_limit=numbers(total),
    ),
    mistake(
        "highest-factor",
        "the highest factor assumed",
        "The factor is a setting; only what is configured counts.",
        shard_limit=_highest_factor,
    ),
    mistake(
        "retries-as-attempts",
        "the retries taken for all attempts",
        "The first attempt is not a retry: there is one more run.",
        given_up=numbers(lambda n: (n[0] - 1) * n[1] + total(n[2:])),
    ),
    mistake(
        "waits-forgotten",
        "the waits between attempts left out",
        "Lambda waits before each retry.",
        given_up=numbers(lambda n: n[0] * n[1]),
    ),
    mistake(
        "same-wait",
        "the first wait used before every retry",
        "The second wait is longer than the first.",
        given_up=numbers(lambda n: n[0] * n[1] + n[2] * len(n[2:])),
    ),
    mistake(
        "runs-forgotten",
        "the time of the runs left out",
        "Each wait begins when the attempt before it has failed.",
        given_up=numbers(lambda n: total(n[2:])),
    ),
    mistake(
        "throttle-rule",
        "the rule for throttled events used",
        "Throttles are retried until the event is too old; errors only a few times.",
        given_up=_oldest_event,
    ),
    mistake(
        "one-at-a-time",
        "the backlog worked off one by one",
        "As many events run at once as there is concurrency.",
        drain=numbers(lambda n: n[0] * n[1]),
    ),
    mistake(
        "seconds-ignored",
        "the time of each event left out",
        "Every event keeps its environment busy for its whole duration.",
        drain=numbers(lambda n: n[0] / n[2] if n[2] else ZERO),
    ),
    mistake(
        "drain-by-rate",
        "the ceiling on requests per second used",
        "Events of this length use up the concurrency long before that ceiling.",
        drain=lambda s, _root, book: (
            s.children[0].value.number
            / s.children[2].value.number
            / facts.number(book, "concurrency.rps.factor", "requests/s")
        ),
    ),
    mistake(
        "all-at-once",
        "everything taken to run at once",
        "Events beyond the concurrency wait for their turn.",
        drain=child(1),
    ),
)
