"""A small content folder with an exam of ten items, written anew for each test."""

from __future__ import annotations

from pathlib import Path

QUESTIONS = 24
SCORED, UNSCORED, MINUTES = 8, 2, 20

_EXAMS = f"""---
exams: all
title: Exam versions
---

## DVA-C03

```yaml
name: AWS Certified Developer - Associate
source: https://docs.aws.amazon.com/
checked: 2026-11-21
first_day: unknown
minutes: {MINUTES}
scored: {SCORED}
unscored: {UNSCORED}
passing: 720
scale: [100, 1000]
domains:
  Development: 50
  Security: 25
  Deployment: 25
```

## SAP-C03

```yaml
name: AWS Certified Solutions Architect - Professional
source: https://docs.aws.amazon.com/
checked: 2026-11-21
minutes: unknown
```
"""
_FACT = """
### fact.{n}

```yaml
name: Fact number {n}
value: {n} s
source: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
checked: 2026-11-20
```

It is as long as it is set.
"""
_SINGLE = """
## item-{n:02}

```yaml
kind: single
exams: {{DVA-C03: "{skill}"}}
level: apply
facts: [fact.{n}]
reviewed: 2026-11-20
{more}
```

A team of {n} people waits for a function. What does it see?

1. [ ] Something else, which takes longer
   > It would take longer only with another setting.
1. [x] {{{{fact.{n}}}}} of waiting, as it was set
   > This is what the setting asks the function to do.
1. [ ] Nothing, since the function is gone
   > A function that waits is still there to be seen.
1. [ ] An error of the caller, shown at once
   > A caller that waits has not made any error yet.

### Why

It waits as long as it is told.
"""
_MULTIPLE = """
## item-{n:02}

```yaml
kind: multiple
choose: 2
exams: {{DVA-C03: "{skill}"}}
level: apply
facts: [fact.{n}]
reviewed: 2026-11-20
```

A team of {n} people waits for a function. What do they see? (Choose TWO.)

- [x] The wait of {{{{fact.{n}}}}} as it was set
  > This is what the setting asks the function to do.
- [x] A function that is still there
  > A function that waits is still there to be seen.
- [ ] An error of the caller, shown at once
  > A caller that waits has not made any error yet.
- [ ] Another function that takes its place
  > One function never takes the place of another one.
- [ ] A bill for the days before the wait
  > Days before the wait have been paid for already.

### Why

It waits as long as it is told.
"""


def write_bank(root: Path) -> Path:
    """Write facts, questions and exams below `root`, and return it."""
    root.mkdir(parents=True, exist_ok=True)
    numbers = range(1, QUESTIONS + 1)
    facts = "".join(_FACT.format(n=n) for n in numbers)
    head = "---\ntopic: waiting\ntitle: Waiting\nsummary: How long it takes.\n---\n"
    (root / "waiting.md").write_text(head + facts, encoding="utf-8")
    items = "".join(map(_question, numbers))
    front = "---\ntheme: waiting\ntitle: Waiting\n---\n"
    (root / "questions.md").write_text(front + items, encoding="utf-8")
    (root / "exams.md").write_text(_EXAMS, encoding="utf-8")
    return root


def _question(n: int) -> str:
    skill = f"{1 + n % 3}.{1 + n % 2}"
    if n % 5 == 0:
        return _MULTIPLE.format(n=n, skill=skill)
    return _SINGLE.format(n=n, skill=skill, more="keep_order: true" * (n % 7 == 0))
