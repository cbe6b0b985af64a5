"""Drills about queues, streams and asynchronous events."""

from __future__ import annotations

from typing import Final

from studyapp.calculator import inputs
from studyapp.calculator.event_sources import (
    Queue,
    drain_seconds,
    queue_limit,
    queue_ramp,
    shard_limit,
    visibility,
)
from studyapp.calculator.panel import UNIT
from studyapp.calculator.retries import error_timeline
from studyapp.calculator.skills.draft import Draft, Form, Skill
from studyapp.chance import Dice
from studyapp.content.factbook import FactBook

_FEW: Final = ("", "1", "2", "3", "4")
_ONES: Final = "345678"
_HUNDREDS: Final = ("3", "4", "5", "6", "7", "8", "9", "10", "11")
_TENS: Final = ("10", "20", "40", "60", "80")


def hidden(dice: Dice, book: FactBook) -> Draft:
    """Ask for the recommended visibility timeout."""
    timeout = dice.pick("15s", "20s", "30s", "45s", "90s")
    window = dice.pick("5s", "10s", "25s", "35s")
    tree = visibility(
        inputs.read_duration(timeout).to("s"),
        inputs.read_duration(window).to("s"),
        book,
    )
    text = (
        f"A function with a timeout of {timeout} reads an SQS queue with a batching "
        f"window of {window}. Which visibility timeout does AWS recommend, in seconds?"
    )
    wrong = (
        "factor-forgotten",
        "window-forgotten",
        "window-multiplied",
        "bare-timeout",
    )
    return Draft(text, tree, "visibility", Form.NUMBER, wrong)


def growth(dice: Dice, book: FactBook) -> Draft:
    """Ask how long a queue's mapping takes to scale."""
    target = f"{dice.pick(*_HUNDREDS)}{dice.pick(*_TENS)}"
    tree = queue_ramp(inputs.read_count(target, UNIT), book)
    text = (
        f"A standard SQS queue suddenly holds far more messages than its function can "
        f"take. After how many full minutes does the mapping run {target} invocations "
        "at once, if nothing else limits it?"
    )
    wrong = ("ramp-from-zero", "ramp-per-second", "ramp-at-once")
    return Draft(text, tree, "ramp", Form.NUMBER, wrong)


def fifo(dice: Dice, book: FactBook) -> Draft:
    """Ask for the concurrency of a FIFO queue."""
    groups = dice.pick("12", "18", "35", "70", "150")
    maximum = dice.pick("20", "40", "60", "90")
    queue = Queue(
        inputs.read_count(maximum, UNIT), inputs.read_count(groups, "message groups")
    )
    text = (
        f"An SQS FIFO queue has messages of {groups} message groups waiting. Its "
        f"mapping has a maximum concurrency of {maximum}. How many invocations run at "
        "the same time at most?"
    )
    wrong = (
        "groups-ignored",
        "maximum-ignored",
        "pollers-only",
        "groups-times-maximum",
    )
    return Draft(text, queue_limit(queue, book), "queue_limit", Form.NUMBER, wrong)


def shards(dice: Dice, book: FactBook) -> Draft:
    """Ask for the concurrency of a stream."""
    count = dice.pick("4", "7", "12", "25", "40")
    factor = dice.pick("3", "5", "6", "8")
    tree = shard_limit(
        inputs.read_count(count, "shards"),
        inputs.read_count(factor, "concurrent batches"),
        book,
    )
    text = (
        f"A Kinesis stream has {count} shards and its mapping a parallelization factor "
        f"of {factor}. How many invocations run at the same time at most?"
    )
    wrong = ("one-per-shard", "factor-only", "shards-plus-factor", "highest-factor")
    return Draft(text, tree, "shard_limit", Form.NUMBER, wrong)


def timeline(dice: Dice, book: FactBook) -> Draft:
    """Ask when a failing asynchronous event is given up."""
    duration = f"{dice.pick(*_FEW)}{dice.pick(*_ONES)}s"
    tree = error_timeline(inputs.read_duration(duration), book).steps
    text = (
        f"A function fails after {duration} every time it gets a certain asynchronous "
        "event; its settings are the defaults. How many seconds after the first "
        "attempt began does Lambda give the event up?"
    )
    wrong = (
        "retries-as-attempts",
        "waits-forgotten",
        "same-wait",
        "runs-forgotten",
        "throttle-rule",
    )
    return Draft(text, tree, "given_up", Form.NUMBER, wrong)


def drain(dice: Dice, book: FactBook) -> Draft:
    """Ask how long a backlog takes at the default quota."""
    events = dice.pick("50k", "80k", "120k", "300k")
    each = dice.pick("2s", "3s", "5s", "8s")
    tree = drain_seconds(
        inputs.read_count(events, "events"),
        inputs.read_duration(each).to("s"),
        book.quantity("concurrency.account"),
    )
    text = (
        f"{events} asynchronous events arrive at once; each takes {each}, and the "
        "function may use the whole default quota of the account. About how many "
        "seconds does it take to work them off, scaling apart?"
    )
    wrong = ("one-at-a-time", "seconds-ignored", "drain-by-rate", "all-at-once")
    return Draft(text, tree, "drain", Form.NUMBER, wrong)


SKILLS: Final = (
    Skill("sqs.visibility", "sqs", "The visibility timeout", hidden),
    Skill("sqs.growth", "sqs", "How a queue's mapping scales", growth),
    Skill("sqs.fifo", "sqs", "Concurrency of a FIFO queue", fifo),
    Skill("stream.shards", "streams", "Concurrency of a stream", shards),
    Skill("async.timeline", "async", "When a failing event is given up", timeline),
    Skill("async.drain", "async", "Working off a backlog", drain),
)
