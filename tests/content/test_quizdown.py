"""Quizzes written for other programs: read with defaults, warned of, never refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studyapp import paths
from studyapp.content.checks import examine
from studyapp.content.documents import Question, QuestionKind
from studyapp.content.quizdown_file import IMPORTED, looks_like_quizdown, read_quizdown

QUIZ = """---
primary_color: orange
shuffle_questions: false
---

Words that belong to no question.

### Select your superpowers!

- [x] Enormous strength
- [x] Levitation
- [ ] A long nap

### What is the capital of Germany?

---
shuffle_answers: false
---

It has a big gate.

> Not the largest airport.

1. [ ] Bonn
   > It was once.
1. [x] Berlin

### Put the days in order!

1. Monday
2. Tuesday
3. Wednesday
"""


def read(text: str = QUIZ) -> dict[str, Question]:
    questions, problems = read_quizdown(text, "own/my Quiz.md")
    assert problems == []
    return {question.id: question for question in questions}


def test_a_heading_is_a_question_and_names_it() -> None:
    assert list(read()) == [
        "my-quiz.select-your-superpowers",
        "my-quiz.what-is-the-capital-of-germany",
        "my-quiz.put-the-days-in-order",
    ]


def test_the_marks_tell_the_kind() -> None:
    kinds = [question.kind for question in read().values()]
    assert kinds == [QuestionKind.MULTIPLE, QuestionKind.SINGLE, QuestionKind.ORDER]
    assert next(iter(read().values())).stem.endswith("(Choose TWO.)")


def test_quotes_are_reasons_below_an_answer_and_a_hint_above() -> None:
    question = read()["my-quiz.what-is-the-capital-of-germany"]
    assert question.stem == "What is the capital of Germany?\n\nIt has a big gate."
    assert [o.text for o in question.options] == ["Bonn", "Berlin"]
    assert [o.rationale for o in question.options] == ["It was once.", ""]
    assert question.why == "Not the largest airport."
    assert question.keep_order
    assert question.place.line == 14


def test_what_the_file_cannot_say_gets_a_default() -> None:
    question = read()["my-quiz.put-the-days-in-order"]
    assert (question.facts, question.skills, question.reviewed) == ((), (), date.min)
    assert question.tags == (IMPORTED,)
    assert [option.correct for option in question.options] == [True, True, True]


def test_a_heading_without_latin_letters_still_gets_an_id() -> None:
    (identity,) = read("# 犬の声\n\n- [x] ワン\n- [ ] ニャー\n")
    assert identity.startswith("my-quiz.")
    assert len(identity) == len("my-quiz.") + 10


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("## One?\n\n- [ ] a\n- [ ] b\n", "has no right answer"),
        ("## One?\n\n- [x] a\n", "has one answer only"),
    ],
)
def test_what_cannot_be_asked_is_a_problem(text: str, message: str) -> None:
    questions, problems = read_quizdown(text, "own/quiz.md")
    assert questions == ()
    assert [message in p.message for p in problems] == [True]
    assert problems[0].place.line == 3


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        (QUIZ, True),
        ("# To do\n\n- [ ] nothing done yet\n", False),
        ("# Notes\n\nAn [x] in a sentence.\n", False),
    ],
)
def test_only_marked_answers_make_a_quiz(text: str, *, looks: bool) -> None:
    assert looks_like_quizdown(text) is looks


def test_a_folder_of_ones_own_takes_a_quiz_with_warnings_at_most(
    tmp_path: Path,
) -> None:
    (tmp_path / "quiz.md").write_text(QUIZ, encoding="utf-8")
    found = examine([tmp_path], date(2026, 11, 21))
    assert len(found.library.questions) == 3
    assert found.errors == ()


def test_the_bank_of_the_app_takes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roots = (str(tmp_path), str(tmp_path))
    monkeypatch.setattr(paths, "bundled_roots", lambda: roots)
    (tmp_path / "quiz.md").write_text(QUIZ, encoding="utf-8")
    found = examine([tmp_path], date(2026, 11, 21))
    assert found.library.questions == {}
    assert "has no front matter" in found.errors[0].message
