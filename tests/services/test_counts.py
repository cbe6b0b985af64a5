"""Counts: equal things are counted equally wherever a learner meets the number."""

from __future__ import annotations

import shutil
from pathlib import Path

from studyapp.content.documents import QuestionKind
from studyapp.practice.wishes import QuizWish
from studyapp.services.examining import questions_for
from studyapp.services.exporting import (
    QuestionChoice,
    QuestionFormat,
    export_questions,
)
from studyapp.services.quiz_counts import quiz_counts
from studyapp.services.reading import Reading
from studyapp.services.statistics import statistics
from tests.conftest import PROJECT, OpenStudy
from tests.exam_bank import QUESTIONS, write_bank

_ORDER = """
## in-order

```yaml
kind: order
level: recall
facts: [fact.1]
reviewed: 2026-11-20
```

A team waits for a function. Which of these steps happen, and in which order?

1. [x] The wait begins
   > A wait has to begin before it lasts.
1. [x] The wait lasts
   > It lasts as long as it is set.
1. [x] The wait comes to its end
   > A wait that is set comes to an end.
1. [ ] The wait is forgotten
   > A wait that was set is never forgotten.

### Why

So it goes.
"""
_OWN = """---
topic: own
title: Own
summary: Own cards.
order: 99
---

## Cards

Q: What is mine? <!-- card: own00001 -->
A: This.

Q: What is yours? <!-- card: own00002 -->
A: That.
"""


def test_an_exam_and_the_questions_handed_out_for_it_are_as_many(
    open_sample: OpenStudy, tmp_path: Path
) -> None:
    """Questions of the version before or after an exam are asked in it as well."""
    root = write_bank(tmp_path / "bank")
    shutil.copy(PROJECT / "content" / "exams.md", root)
    bank = root / "questions.md"
    text = bank.read_text(encoding="utf-8")
    bank.write_text(text.replace("{DVA-C03:", "{DVA-C02:", 3), encoding="utf-8")
    study = open_sample(root)
    for code in ("DVA-C02", "DVA-C03"):
        exam = study.library.exams[code]
        out = export_questions(
            study.library, QuestionChoice(exam=code), QuestionFormat.GIFT
        )
        assert questions_for(study, exam) == out.count == QUESTIONS


def test_a_topic_has_as_many_questions_as_a_quiz_on_it_draws_from(
    open_sample: OpenStudy, tmp_path: Path
) -> None:
    root = write_bank(tmp_path / "bank")
    with (root / "questions.md").open("a", encoding="utf-8") as bank:
        bank.write(_ORDER)
    study = open_sample(root)
    kinds = {question.kind for question in study.library.questions.values()}
    assert QuestionKind.ORDER in kinds
    [row] = Reading(study).topics()
    counts = quiz_counts(study)
    assert row.questions == counts.of(QuizWish(topics=("waiting",))) == QUESTIONS
    assert row.study_questions == 1


def test_a_topic_of_cards_without_facts_can_be_known_by_its_cards(
    open_sample: OpenStudy, sample: Path, tmp_path: Path
) -> None:
    root = tmp_path / "content"
    shutil.copytree(sample, root)
    (root / "own.md").write_text(_OWN, encoding="utf-8")
    study = open_sample(root)
    rows = Reading(study).topics()
    own = next(row for row in rows if row.topic.id == "own")
    assert (own.facts, own.things) == (0, 2)
    told = statistics(study)
    assert sum(row.things for row in rows) == told.whole.now.facts
