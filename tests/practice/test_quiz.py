"""Quizzes: who is asked what, what counts as right, and what the end says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.content.documents import (
    Difficulty,
    Level,
    NumericKey,
    Option,
    Question,
    QuestionKind,
)
from studyapp.errors import Place
from studyapp.practice.grading import is_right
from studyapp.practice.responses import (
    Chosen,
    Matched,
    Number,
    Ordered,
    Response,
    from_json,
    right_response,
    to_json,
)
from studyapp.practice.selection import Standing, Wish, choose
from studyapp.practice.session import Answered, Plan, Session
from studyapp.practice.shuffle import shown_order, shuffled
from studyapp.practice.summary import summarise


def question(
    identity: str = "q1",
    kind: QuestionKind = QuestionKind.SINGLE,
    marks: str = "-x--",
    facts: tuple[str, ...] = ("timeout.max",),
    numeric: NumericKey | None = None,
) -> Question:
    options = tuple(
        Option(f"option {i}", mark == "x", "because", f"prompt {i}" * (mark == "x"))
        for i, mark in enumerate(marks)
    )
    return Question(
        id=identity,
        theme="limits",
        kind=kind,
        stem="What stops it?",
        options=options,
        why="One takeaway.",
        facts=facts,
        level=Level.APPLY,
        difficulty=Difficulty.MEDIUM,
        skills=(),
        reviewed=date(2026, 11, 21),
        place=Place("questions/limits.md", 1),
        numeric=numeric,
    )


MULTIPLE = question(kind=QuestionKind.MULTIPLE, marks="xx---")
NUMERIC = question(
    kind=QuestionKind.NUMERIC,
    marks="",
    numeric=NumericKey(Decimal("8.53"), Decimal("0.01"), "USD"),
)
ORDER = question(kind=QuestionKind.ORDER, marks="xxx-")
MATCH = question(kind=QuestionKind.MATCH, marks="xxx-")


@pytest.mark.parametrize(
    ("asked", "response", "right"),
    [
        (question(), Chosen(frozenset({1})), True),
        (question(), Chosen(frozenset({0})), False),
        (question(), Chosen(frozenset({0, 1})), False),
        (MULTIPLE, Chosen(frozenset({0, 1})), True),
        (MULTIPLE, Chosen(frozenset({0})), False),
        (MULTIPLE, Chosen(frozenset({0, 1, 2})), False),
        (NUMERIC, Number(Decimal("8.52")), True),
        (NUMERIC, Number(Decimal("8.51")), False),
        (ORDER, Ordered((0, 1, 2)), True),
        (ORDER, Ordered((1, 0, 2)), False),
        (MATCH, Matched(((0, 0), (1, 1), (2, 2))), True),
        (MATCH, Matched(((0, 1), (1, 0), (2, 2))), False),
        (question(), None, False),
    ],
)
def test_a_point_takes_the_whole_answer(
    asked: Question, response: Response | None, right: object
) -> None:
    assert is_right(asked, response) is right


@pytest.mark.parametrize("asked", [question(), MULTIPLE, NUMERIC, ORDER, MATCH])
def test_a_response_survives_the_journal(asked: Question) -> None:
    response = right_response(asked)
    assert from_json(asked.kind, to_json(response)) == response
    assert is_right(asked, response)


@pytest.mark.parametrize("junk", [None, {"a": 1}, "eight", [["x"]], 3.5])
def test_a_damaged_response_is_no_response(junk: object) -> None:
    for kind in QuestionKind:
        found = from_json(kind, junk)
        assert found is None or isinstance(found, Number) == (junk == 3.5)


@given(st.integers(0, 40), st.text())
def test_a_shuffle_is_a_permutation_that_its_seed_decides(size: int, seed: str) -> None:
    once = shuffled(range(size), seed)
    assert sorted(once) == list(range(size))
    assert shuffled(range(size), seed) == once


def test_seeds_put_the_key_everywhere() -> None:
    places = {shown_order(question(), str(seed)).index(1) for seed in range(60)}
    assert places == {0, 1, 2, 3}


def test_a_quiz_asks_missed_then_unseen_questions_of_its_topics() -> None:
    bank = [question(f"q{i}", facts=(f"fact.{i}",)) for i in range(6)]
    topics = {q.id: ["sqs" if q.id == "q5" else "limits"] for q in bank}
    standings = {"q0": Standing.KNOWN, "q1": Standing.MISSED, "q2": Standing.UNSURE}
    wish = Wish(3, "seed", frozenset({"limits"}))
    assert set(choose(wish, bank, topics, standings)) == {"q1", "q3", "q4"}


def test_two_questions_on_one_fact_are_kept_apart_while_others_are_left() -> None:
    bank = [question(f"q{i}", facts=("one",)) for i in range(5)]
    other = question("other", facts=("two",))
    for seed in range(20):
        chosen = choose(Wish(2, str(seed)), [*bank, other], {}, {})
        assert "other" in chosen
    assert len(choose(Wish(4, "s"), bank, {}, {})) == 4


def test_a_session_ends_with_its_last_question_and_names_what_to_review() -> None:
    bank = {q: question(q, facts=(f"fact.{q}",)) for q in ("a", "b", "c")}
    session = Session(Plan("id", "seed", ("a", "b", "c")))
    for name, right in (("a", True), ("b", False), ("c", True)):
        assert session.current == name
        session = session.record(Answered(name, None, right, 1000))
    assert session.is_finished
    assert session.current is None
    summary = summarise(session, bank, {"a": ["x"], "b": ["y"], "c": ["x"]})
    assert (summary.right, summary.asked) == (2, 3)
    assert [(t.topic, t.right, t.asked) for t in summary.topics] == [
        ("y", 0, 1),
        ("x", 2, 2),
    ]
    assert summary.review == ("fact.b",)
    assert summary.by_topic == "By topic:"
    both = summarise(session, bank, {"a": ["x", "y"], "b": ["y"], "c": ["x"]})
    assert both.by_topic == "By topic, where a question may be in several:"


def test_an_answer_to_another_question_is_refused() -> None:
    session = Session(Plan("id", "seed", ("a", "b")))
    with pytest.raises(ValueError, match="not the question"):
        session.record(Answered("b", None, right=True, elapsed_ms=1))
