"""The mistakes people make with queues, streams and retries."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from studyapp.calculator import facts
from studyapp.calculator.arithmetic import ZERO, total
from studyapp.calculator.mistakes import Mistake, child, mistake, numbers
from studyapp.calculator.steps import Step
from studyapp.content.factbook import FactBook
from studyapp.content.units import KNOWN_UNITS

_MINUTE: Final = KNOWN_UNITS["min"][1]


def _highest_factor(step: Step, _root: Step, book: FactBook) -> Decimal:
    _, high = facts.bounds(book, "stream.shard.factor")
    return step.children[0].value.number * high.number


def _oldest_event(_step: Step, _root: Step, book: FactBook) -> Decimal:
    return facts.number(book, "async.age.max", "s")


EVENT_MISTAKES: Final[tuple[Mistake, ...]] = (
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
