"""A bank large enough for an exam, and answers to it; the sample has few questions."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from studyapp.memory.events import EventKind
from studyapp.services.study import Study
from studyapp.store.journal import Entry
from tests.conftest import PROJECT

QUESTIONS = 120
_TOPICS = ("sqs", "vpc")
_FACT = """
### {topic}.fact-{number:03}

```yaml
name: Fact number {number}
value: {number} s
source: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
checked: 2026-11-20
```

It takes as long as it takes.
"""
_QUESTION = """
## bank-{number:03}

```yaml
kind: single
exams: {{{exam}: "{domain}.{task}"}}
level: apply
difficulty: {difficulty}
facts: [{fact}]
reviewed: 2026-11-21
```

Case {number}. Which of these holds?

1. [x] The first
   > It holds in each and every case.
1. [ ] The second
   > It does not hold in this case.
1. [ ] The third
   > It does not hold in this case.
1. [ ] The fourth
   > It does not hold in this case.

### Why

The first one holds in case {number}.
"""


def write_bank(root: Path, sample: Path) -> Path:
    """Write the sample, the real exams and a bank to `root`; return it.

    No two questions share a fact, so that an exam of full length can be drawn.
    """
    shutil.copytree(sample, root)
    shutil.copy(PROJECT / "content" / "exams.md", root)
    questions = (
        _QUESTION.format(
            number=number,
            exam="DVA-C02" if number % 3 else "DVA-C03",
            domain=1 + number % 4,
            task=1 + number % 2,
            difficulty=("easy", "medium", "hard")[number % 3],
            fact=_fact(number),
        )
        for number in range(QUESTIONS)
    )
    for topic in _TOPICS:
        facts = (
            _FACT.format(topic=topic, number=number)
            for number in range(QUESTIONS)
            if _fact(number).startswith(topic)
        )
        head = f"---\ntopic: {topic}\ntitle: Facts\nsummary: Facts.\n---\n"
        (root / f"{topic}.md").write_text(head + "".join(facts), encoding="utf-8")
    head = "---\ntheme: bank\ntitle: A bank\n---\n"
    (root / "bank.md").write_text(head + "".join(questions), encoding="utf-8")
    return root


def _fact(number: int) -> str:
    return f"{_TOPICS[number % 2]}.fact-{number:03}"


def bank_ids(study: Study) -> list[str]:
    """Return the ids of the bank's questions."""
    return [q for q in study.library.questions if q.startswith("bank-")]


def answer(study: Study, quiz: str, answers: Sequence[tuple[str, bool]]) -> None:
    """Write answers to the journal as a quiz does."""
    entries = [
        Entry(
            EventKind.QUIZ_ANSWER,
            question,
            {"quiz": quiz, "right": right, "elapsed_ms": 60_000},
            study.now(),
        )
        for question, right in answers
    ]
    study.journal.append_many(entries)


def answer_three_in_four(study: Study, count: int) -> None:
    """Answer so many questions for the first time, three in four of them right."""
    asked = bank_ids(study)[:count]
    answer(study, "past", [(q, i % 4 != 0) for i, q in enumerate(asked)])
