"""Content files for tests, as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

TOPIC = """
    ---
    topic: limits
    title: Quotas and limits
    summary: What Lambda refuses to do.
    ---

    Lambda ends a run after {{timeout.max|min}}.

    ## Time

    ### timeout.max

    ```yaml
    name: Maximum function timeout
    value: 900 s
    also: min
    aliases: [timeout, longest run]
    source: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    checked: 2026-11-20
    exams: {DVA-C02: "1.2.2", SAA-C03: ["3.2", "2.1"]}
    claims:
      note-1.txt: {says: 15 minutes, verdict: holds, row: A01}
      note-2.txt:
        - {says: 5 minutes, verdict: outdated, why: It was raised in 2018.}
        - {says: no limit, verdict: wrong, why: There is one.}
    was: [{value: 300 s, until: 2018-10-10}]
    ```

    Lambda ends an invocation that runs longer.

    Q: A job needs 30 minutes. Can one invocation run it? <!-- card: aaaaaaa -->
    A: No, the ceiling is {{timeout.max|min}}.

    C: A run ends after [{{timeout.max|min}}], not [later]. <!-- card: bbbbbbb -->
    """

BANK = """
    ---
    theme: limits
    title: Limits
    ---

    ## limits-001

    ```yaml
    kind: single
    exams: {DVA-C02: "1.2.2"}
    level: apply
    facts: [timeout.max]
    reviewed: 2026-11-20
    ```

    A job runs for 20 minutes. What stops it?

    1. [ ] The memory setting, in `MB`
       > Memory does not end a run that is merely long.
    1. [x] The timeout of {{timeout.max|min}}
       > The run is longer than the timeout may ever be.
    1. [ ] The quota [x] of 1,000 runs
       > The account's quota counts runs, not how long they take.

    ### Why

    One invocation ends after {{timeout.max|min}}.
    """

WriteContent = Callable[..., Path]
