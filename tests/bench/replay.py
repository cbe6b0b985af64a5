"""How long a replay of the whole journal takes, and whether it is the right one.

Run as `python tests/bench/replay.py [EVENTS]`, a million by default. It prints the
CPU microseconds an event costs, and fails when the states differ from those of applying
the events one by one; the clock is reported and asserts nothing.
"""

from __future__ import annotations

import gc
import sys
from random import Random
from time import process_time

from studyapp.memory.events import Event, EventKind
from studyapp.memory.history import in_force
from studyapp.memory.policy import Policy
from studyapp.memory.replay import apply, replay
from studyapp.memory.state import CardState
from studyapp.memory.study_day import MS_PER_DAY

GOAL_US = 5.0
START_MS = 1_772_366_400_000
DEVICES = ("laptop", "phone")
ANSWERS_A_CARD = 20
UNDO_SHARE = 0.01
OTHER_SHARE = 0.02
RATINGS = (1, 2, 3, 3, 3, 3, 3, 3, 4, 4)
OTHERS = (EventKind.BURY, EventKind.FLAG, EventKind.SUSPEND, EventKind.UNSUSPEND)


def journal(count: int) -> list[Event]:
    """Return events of two devices in total order, as a file holds them."""
    draw = Random(20261121)
    cards = [f"card-{number:06d}" for number in range(max(count // ANSWERS_A_CARD, 1))]
    sequences = dict.fromkeys(DEVICES, 0)
    step_ms = 3 * 365 * MS_PER_DAY // count
    events: list[Event] = []
    for number in range(count):
        device = draw.choice(DEVICES)
        sequences[device] += 1
        chance = draw.random()
        subject = draw.choice(cards)
        kind: str = EventKind.ANSWER.value
        payload: dict[str, str | int] = {
            "elapsed_ms": draw.randrange(1000, 60_000),
            "rating": draw.choice(RATINGS),
        }
        if chance < UNDO_SHARE and events:
            target = events[-1]
            kind, subject = EventKind.UNDO.value, target.subject
            payload = {"device": target.device, "sequence": target.sequence}
        elif chance < UNDO_SHARE + OTHER_SHARE:
            kind, payload = draw.choice(OTHERS).value, {}
        at_ms = START_MS + number * step_ms
        events.append(
            Event(device, sequences[device], at_ms, 60, kind, subject, payload, "fsrs6")
        )
    return events


def one_by_one(events: list[Event], policy: Policy) -> dict[str, CardState]:
    """Return the states after applying each event that counts to its card."""
    states: dict[str, CardState] = {}
    for event in in_force(events):
        state = states.get(event.subject) or CardState(event.subject)
        states[event.subject] = apply(state, event, policy)
    return states


def main(count: int) -> int:
    """Print the cost of an event, and compare the states."""
    policy = Policy()
    events = journal(count)
    gc.freeze()  # the events are the benchmark's own, not the replay's
    begin = process_time()
    states = replay(events, policy)
    seconds = process_time() - begin
    cost = seconds / count * 1e6
    print(f"{count:,} events, {len(states):,} cards: {seconds:.2f} s")
    print(f"{cost:.2f} us an event (goal {GOAL_US:g})")
    apart = one_by_one(events, policy)
    same = states == apart
    print("replay and event after event:", "the same states" if same else "DIFFERENT")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
