from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from studyapp.calculator.drills import (
    MISTAKES,
    SKILLS,
    Drill,
    judge_estimate,
    judge_number,
    judge_option,
    make_drill,
    shown,
    skills_of,
    spoiled,
)
from studyapp.chance import Dice
from studyapp.content.factbook import FactBook
from studyapp.errors import UsageError

SEEDS = range(10)


def drills(book: FactBook, skill_id: str) -> list[Drill]:
    return [make_drill(skill_id, seed, book) for seed in SEEDS]


def test_there_are_drills_for_at_least_fifteen_skills() -> None:
    assert len(SKILLS) >= 15
    assert len(SKILLS) * len(SEEDS) >= 200


@pytest.mark.parametrize("skill_id", SKILLS)
def test_exactly_one_option_is_right_and_all_are_distinct(
    book: FactBook, skill_id: str
) -> None:
    for drill in drills(book, skill_id):
        right = [option for option in drill.options if not option.mistake]
        assert [option.value for option in right] == [drill.answer.value.number]
        texts = {option.text for option in drill.options}
        assert len(texts) == len(drill.options) == 4


@pytest.mark.parametrize("skill_id", SKILLS)
def test_every_wrong_option_follows_from_its_named_mistake(
    book: FactBook, skill_id: str
) -> None:
    for drill in drills(book, skill_id):
        for option in drill.options:
            if option.mistake:
                wrong = spoiled(drill.draft, MISTAKES[option.mistake], book)
                assert wrong == option.value
                assert shown(drill.draft, option.value) == option.text


@pytest.mark.parametrize("skill_id", SKILLS)
def test_a_typed_answer_is_judged_like_a_chosen_one(
    book: FactBook, skill_id: str
) -> None:
    for drill in drills(book, skill_id)[:3]:
        for position, option in enumerate(drill.options):
            chosen = judge_option(drill, position, book)
            assert chosen.correct == (position == drill.key)
            typed = judge_number(drill, option.value, book)
            assert typed.correct == chosen.correct
            if not chosen.correct:
                assert chosen.mistake is not None
                assert "{{" not in chosen.explanation


@pytest.mark.parametrize("skill_id", SKILLS)
def test_a_seed_gives_the_same_drill_for_ever(book: FactBook, skill_id: str) -> None:
    first, again = make_drill(skill_id, 5, book), make_drill(skill_id, 5, book)
    assert (first.text, first.options) == (again.text, again.options)
    texts = {drill.text for drill in drills(book, skill_id)}
    assert len(texts) > 4


def test_the_dice_do_not_depend_on_the_platform() -> None:
    assert [Dice("concurrency.little/0", 7).below(1000) for _ in range(2)] == [216, 216]


def test_every_mistake_belongs_to_a_drill_and_explains_itself(book: FactBook) -> None:
    used = {key for s in SKILLS for key in make_drill(s, 1, book).draft.mistakes}
    assert used == MISTAKES.keys()
    for mistake in MISTAKES.values():
        assert mistake.title
        assert mistake.explanation.endswith(".")


def test_a_number_off_by_rounding_is_right(book: FactBook) -> None:
    drill = make_drill("price.total", 1, book)
    exact = drill.answer.value.number
    assert judge_number(drill, round(exact, 2), book).correct
    assert judge_number(drill, exact + Decimal("0.004"), book).correct
    far = judge_number(drill, exact * 7, book)
    assert not far.correct
    assert far.mistake is None


def test_an_estimate_is_scored_by_its_order_of_magnitude(book: FactBook) -> None:
    drill = make_drill("concurrency.little", 1, book)
    truth = drill.answer.value.number
    assert judge_estimate(drill, truth).points == 1
    assert judge_estimate(drill, truth * 10).points == 0
    twice, half = judge_estimate(drill, truth * 2), judge_estimate(drill, truth / 2)
    assert twice.log_error == half.log_error == Decimal("0.30103")
    with pytest.raises(UsageError, match="above zero"):
        judge_estimate(drill, Decimal(0))


def test_a_mistake_whose_fact_is_missing_is_not_offered(book: FactBook) -> None:
    rest = {k: v for k, v in book.facts.items() if not k.startswith("scaling.old")}
    lacking = replace(book, facts=rest)
    for seed in SEEDS:
        drill = make_drill("concurrency.ramp", seed, lacking)
        assert "old-burst" not in {option.mistake for option in drill.options}


def test_drills_are_found_by_topic(book: FactBook) -> None:
    assert {skill.topic for skill in skills_of("sqs")} == {"sqs"}
    assert skills_of("price.total")[0].title == "A whole bill"
    assert len(skills_of()) == len(SKILLS)
    with pytest.raises(UsageError, match="no drills on 'astrology'"):
        skills_of("astrology")
    with pytest.raises(UsageError, match="no skill"):
        make_drill("astrology", 1, book)
