"""The cards of an exam: one rule for the plan, sessions, lists and choices."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studyapp.memory.wishes import CardWish, Mode, Part
from studyapp.services.customizing import cards_left, choices
from studyapp.services.planning import exam_cards
from studyapp.services.reviewing import Reviewing
from studyapp.services.selection import named
from studyapp.services.sessions import selection_of
from tests.conftest import PROJECT, OpenStudy

_FACT = """### made.{name}

```yaml
name: {name}
value: 3 s
source: https://docs.aws.amazon.com/lambda/
checked: 2026-11-20
{tags}
```

Text.
"""
_TAGS = {
    "old": 'exams: {DVA-C02: "1.2"}',
    "new": 'exams: {DVA-C03: "1.2"}',
    "both": 'exams: {DVA-C02: "1.2", DVA-C03: "1.2"}',
    "other": 'exams: {SAA-C03: "3.2"}',
    "none": "",
}
OF_SUCCESSOR = {"made.old", "made.new", "made.both"}


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    """Return content with a fact for each way to be tagged, and the exams."""
    root = tmp_path / "tagged"
    root.mkdir()
    shutil.copy(PROJECT / "content" / "exams.md", root)
    head = "---\ntopic: made\ntitle: Made\nsummary: Made.\norder: 10\n---\n\nMade.\n\n"
    facts = (_FACT.format(name=name, tags=tags) for name, tags in _TAGS.items())
    (root / "made.md").write_text(head + "\n".join(facts), encoding="utf-8")
    return root


def test_a_fact_of_one_version_belongs_to_the_next_one_too(
    open_sample: OpenStudy, tagged: Path
) -> None:
    study = open_sample(tagged, exam="DVA-C03")
    assert set(exam_cards(study)) == OF_SUCCESSOR


def test_a_fact_of_the_next_version_is_not_asked_for_the_one_before(
    open_sample: OpenStudy, tagged: Path
) -> None:
    study = open_sample(tagged, exam="DVA-C02")
    assert set(exam_cards(study)) == {"made.old", "made.both"}


def test_plan_session_and_choice_count_the_same_cards_for_an_exam(
    open_sample: OpenStudy, tagged: Path
) -> None:
    study = open_sample(tagged, exam="DVA-C03")
    wish = CardWish(mode=Mode.CRAM, exam="dva-c03")
    [choice] = [
        choice
        for choice in choices(study)
        if (choice.part, choice.name) == (Part.EXAM, "DVA-C03")
    ]
    listed = {card.card_id for card in selection_of(wish).cards(study)}
    assert listed == set(exam_cards(study))
    assert cards_left(study, wish) == choice.count == len(OF_SUCCESSOR)


def test_chosen_cards_are_taught_although_the_exam_does_not_ask_for_them(
    open_sample: OpenStudy, tagged: Path
) -> None:
    study = open_sample(tagged, exam="DVA-C03", exam_date="2026-12-05")
    planned, chosen = Reviewing(study), Reviewing(study, named(topics=["made"]))
    assert planned.counts.new == len(OF_SUCCESSOR)
    assert chosen.counts.new == len(_TAGS)
