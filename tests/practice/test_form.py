"""A form of an exam: drawn by its blueprint, from one seed, no fact twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.content.documents import (
    Difficulty,
    Domain,
    Exam,
    Level,
    Option,
    Question,
    QuestionKind,
    Skill,
)
from studyapp.errors import Place
from studyapp.practice.blueprint import domain_of, domains_in, shape, shares
from studyapp.practice.form import Bank, Form, Freshness, draw

HERE = Place("exams.md", 1)
EXAM = Exam(
    "DVA-C03",
    "Developer",
    ("https://docs.aws.amazon.com/",),
    date(2026, 11, 21),
    HERE,
    minutes=130,
    scored=50,
    unscored=15,
    passing=720,
    domains=tuple(map(Domain, "abcd", (30, 26, 22, 22))),
)


def item(identity: str, *tags: str, facts: tuple[str, ...] = ()) -> Question:
    skills = tuple(Skill(*tag.split()) for tag in tags)
    return Question(
        id=identity,
        theme="limits",
        kind=QuestionKind.SINGLE,
        stem="What stops it?",
        options=(Option("this", correct=True), Option("that", correct=False)),
        why="One takeaway.",
        facts=facts or (f"fact.{identity}",),
        level=Level.APPLY,
        difficulty=Difficulty.MEDIUM,
        skills=skills,
        reviewed=date(2026, 11, 21),
        place=HERE,
    )


def rich(per_domain: int = 40) -> list[Question]:
    return [
        item(f"d{domain}-{n:02}", f"DVA-C03 {domain}.{n % 4 + 1}")
        for domain in range(1, 5)
        for n in range(per_domain)
    ]


def form(bank: list[Question], items: int = 65, seed: str = "s", **more: str) -> Form:
    return draw(EXAM, items, seed, Bank(bank, {}, **more))


def test_a_whole_form_has_the_exams_length_pace_and_weights() -> None:
    drawn = form(rich())
    assert (drawn.shape.scored, drawn.shape.unscored) == (50, 15)
    assert drawn.shape.limit_ms == 130 * 60_000
    scored = Counter(place.domain for place in drawn.places if place.is_scored)
    assert scored == {1: 15, 2: 13, 3: 11, 4: 11}
    assert drawn.note == ""


def test_every_item_of_a_shorter_form_counts() -> None:
    for items in (1, 20, 64):
        drawn = form(rich(), items)
        assert (drawn.shape.scored, drawn.shape.unscored) == (items, 0)
        assert all(place.is_scored for place in drawn.places)


@given(st.integers(1, 80), st.text(max_size=4))
@settings(max_examples=40)
def test_one_seed_draws_one_form_without_a_fact_twice(items: int, seed: str) -> None:
    bank = [
        replace(question, facts=(question.facts[0], f"pair.{n // 2}"))
        for n, question in enumerate(rich(10))
    ]
    drawn = form(bank, items, seed)
    assert drawn == form(list(reversed(bank)), items, seed)
    by_id = {question.id: question for question in bank}
    facts = [f for place in drawn.places for f in by_id[place.question].facts]
    assert len(facts) == len(set(facts))
    assert len(drawn.places) == min(items, 20)
    assert sum(place.is_scored for place in drawn.places) == drawn.shape.scored


def test_a_domain_is_spread_over_its_skills() -> None:
    bank = [item(f"many-{n}", "DVA-C03 1.1") for n in range(30)]
    bank += [item(f"few-{n}", "DVA-C03 1.2") for n in range(3)]
    drawn = {place.question for place in form(bank, 20).places if place.domain == 1}
    assert {f"few-{n}" for n in range(3)} <= drawn


def test_a_poor_bank_borrows_from_the_sister_version_and_says_so() -> None:
    bank = [q for q in rich() if not q.id.startswith("d2")]
    bank += [item(f"old-{n}", "DVA-C02 2.1.6") for n in range(30)]
    drawn = form(bank, sister="DVA-C02")
    borrowed = [p for p in drawn.places if p.question.startswith("old")]
    assert len(borrowed) == 17
    assert {place.domain for place in borrowed} == {2}
    assert drawn.note == (
        "There are too few questions for DVA-C03 here. Of 65 items 48 were written "
        "for it; 17 from DVA-C02 fill it up."
    )


def test_a_skill_that_moved_counts_where_it_is_now() -> None:
    moved = replace(EXAM, moved=(("1.2.6", "4.3"),))
    old = item("old", "DVA-C02 1.2.6", "DVA-C02 1.2.5")
    assert domains_in(moved, old, "DVA-C02") == (4, 1)
    assert domains_in(EXAM, old, "DVA-C02") == (1,)


def test_a_domain_without_questions_is_named() -> None:
    bank = [q for q in rich(30) if not q.id.startswith("d2")]
    assert form(bank).note == (
        "There are too few questions for DVA-C03 here. Fewer items than in the exam "
        "come from b."
    )


def test_a_form_is_shorter_rather_than_asking_one_fact_twice() -> None:
    bank = [item(f"q{n}", "DVA-C03 1.1", facts=("one",)) for n in range(9)]
    drawn = form([*bank, item("other", "DVA-C03 2.1")], 10)
    assert len(drawn.places) == 2
    assert "8 shorter" in drawn.note
    assert drawn.shape.limit_ms == 2 * 120_000


def test_unseen_questions_come_before_those_answered_lately() -> None:
    bank = rich()
    seen = {q.id: Freshness.RECENT for q in bank if q.id[-1] in "02468"}
    drawn = draw(EXAM, 65, "s", Bank(bank, seen))
    assert seen.keys().isdisjoint(place.question for place in drawn.places)


def test_items_outside_the_guide_are_the_first_that_do_not_count() -> None:
    bank = [*rich(15), *(item(f"free-{n}") for n in range(5))]
    drawn = form(bank)
    outside = [place for place in drawn.places if not place.domain]
    assert len(outside) == 5
    assert not any(place.is_scored for place in outside)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=6), st.integers(0, 90))
def test_shares_add_up_and_are_off_by_less_than_one(
    weights: list[int], count: int
) -> None:
    parts = shares(weights, count)
    assert sum(parts) == count
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - weight * count / sum(weights)) < 1


def test_a_skill_belongs_to_the_domain_its_number_begins_with() -> None:
    assert domain_of(EXAM, Skill("DVA-C02", "3.4.1")) == 3
    assert domain_of(EXAM, Skill("DVA-C03", "5.1")) == 0
    assert domain_of(EXAM, Skill("DVA-C03", "x")) == 0


def test_an_exam_of_unknown_shape_is_not_imitated() -> None:
    with pytest.raises(ValueError, match="not published"):
        shape(replace(EXAM, minutes=None), 20)
