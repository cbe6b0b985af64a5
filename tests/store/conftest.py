"""A small library on the disk, a store beside it, and programs to run against both."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

import studyapp
from studyapp.memory.policy import Policy
from studyapp.memory.projection import Projection
from studyapp.store.engine import Store, open_store
from studyapp.store.journal import Journal
from studyapp.store.loaded import LoadReport
from studyapp.store.loader import load

LIMITS = """---
topic: limits
title: Quotas and limits
summary: What Lambda refuses to do.
---

Text that quotes {{timeout.max}}.

### timeout.max

```yaml
name: Maximum function timeout
value: 900 s
also: min
aliases: [timeout, max timeout, longest run]
source: https://example.com/limits
checked: 2026-11-20
claims:
  a.txt: {says: 15 minutes, verdict: holds}
  b.txt: {says: 5 minutes, verdict: outdated, why: raised in 2018}
was:
  - {value: 300 s, until: "2018-10-10"}
```

Lambda ends an invocation that runs longer. Longer work goes to Fargate.

Q: Can one invocation run for 30 minutes? <!-- card: aaaaa1 -->
A: No, {{timeout.max}} is the ceiling.

### timeout.default

```yaml
name: Default function timeout
value: 3 s
aliases: [default timeout]
source: https://example.com/limits
checked: 2026-11-20
```

Short on purpose; the ceiling is {{timeout.max|min}}.

### tmp.max

```yaml
name: Maximum size of /tmp
value: 10,240 MB
also: GB
aliases: [/tmp, tmp size, ephemeral storage, scratch space]
source: https://example.com/limits
checked: 2026-11-20
```

Disk space of one execution environment.

### payload.sync

```yaml
name: Payload of a synchronous invocation
value: 6 MB
aliases: [sync payload, request size]
source: https://example.com/limits
checked: 2026-11-20
```

The event and the answer each.

### memory.vcpu

```yaml
name: Memory that buys one full vCPU
value: 1,769 MB
aliases: [one vcpu, full cpu]
source: https://example.com/limits
checked: 2026-11-20
```

### layers.max

```yaml
name: Layers for one function
value: 5 layers
aliases: [number of layers]
source: https://example.com/limits
checked: 2026-11-20
```
"""

MONEY = """---
topic: pricing
title: Pricing
summary: What Lambda costs.
---

### price.duration.x86

```yaml
name: Price of duration on x86_64
value: {meter: duration, region: us-east-1}
aliases: [gb-second price, price per gb-s]
source: https://example.com/prices
checked: 2026-11-20
```

Billed by the millisecond.

### edge.timeout

```yaml
name: Timeout of Lambda@Edge viewer events
value: 5 s
aliases: [edge timeout]
source: https://example.com/edge
checked: 2026-11-20
```

### stream.batch.dynamodb

```yaml
name: Default batch size of a DynamoDB stream
value: 100 records
aliases: [dynamodb batch size]
source: https://example.com/streams
checked: 2026-11-20
```
"""

PRICES = """meter: duration
name: Duration, x86_64
unit: USD/GB-s
source: https://example.com/prices
checked: 2026-11-20
prices:
  us-east-1: 0.0000166667
"""

QUESTIONS = """---
theme: limits
title: Limits
---

## limits-001

```yaml
kind: single
level: recall
difficulty: easy
facts: [timeout.max]
reviewed: 2026-11-20
```

A nightly job takes long. How long may one invocation run at most?

1. [ ] 30 days
   > No invocation comes anywhere near as long as that.
2. [ ] {{timeout.default}}
   > That is only what a function gets when nothing else is set.
3. [x] {{timeout.max}}
   > The hard ceiling is the same for every function and account.

### Why
No function runs longer than {{timeout.max}}, whatever its settings.
"""

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    root = tmp_path / "content"
    (root / "prices").mkdir(parents=True)
    (root / "limits.md").write_text(LIMITS, encoding="utf-8")
    (root / "pricing.md").write_text(MONEY, encoding="utf-8")
    (root / "prices" / "duration.yaml").write_text(PRICES, encoding="utf-8")
    (root / "questions.md").write_text(QUESTIONS, encoding="utf-8")
    return root


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "study.sqlite3"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    opened = open_store(file)
    yield opened
    opened.close()


@pytest.fixture
def journal(store: Store) -> Journal:
    return Journal(store)


@pytest.fixture
def reload(store: Store, content: Path) -> Callable[[], LoadReport]:
    return partial(load, store, [content], TODAY)


@pytest.fixture
def edit(content: Path) -> Callable[[str, str, str], None]:
    """Replace a text in a content file that must hold it."""

    def replace(name: str, old: str, new: str) -> None:
        path = content / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace


@pytest.fixture
def loaded(reload: Callable[[], LoadReport], store: Store) -> Store:
    reload()
    return store


@pytest.fixture
def projection() -> Projection:
    return Projection(Policy())


@pytest.fixture
def start() -> Callable[[str, Sequence[object]], subprocess.Popen[str]]:
    """Start a program of its own in this interpreter, with `studyapp` on its path."""
    home = str(Path(studyapp.__file__).parents[1])

    def run(code: str, arguments: Sequence[object]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": home},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return run
