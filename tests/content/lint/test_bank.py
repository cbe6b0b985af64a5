"""Gates over a bank: a sound one passes, one that is spoilt in one way fails there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from studyapp.content.documents import (
    Domain,
    Exam,
    GuideSkill,
    Level,
    QuestionKind,
    Skill,
)
from studyapp.content.library import Library
from studyapp.content.lint import bank as banks
from studyapp.content.lint import cues
from studyapp.content.lint.bank import LEAST_SINGLES, Bank
from studyapp.content.lint.blueprint import blueprint_gates, items_by_skill
from studyapp.content.lint.gate import Gate, Scale
from studyapp.content.lint.item import Item
from studyapp.content.lint.mix import largest_form, mix_gates
from studyapp.content.lint.position import longest_run, position_gates
from studyapp.errors import Place
from tests.content.lint.items import STEM, bank, make_item, of_kind

SOUND = bank(120)


def measured(items: Sequence[Item]) -> Bank:
    library = Library(questions={item.question.id: item.question for item in items})
    (only,) = banks.measure(library)
    return only


def failing(gates: Sequence[Gate]) -> set[str]:
    return {gate.row for gate in gates if not gate.holds}


def test_a_bank_whose_shape_says_nothing_passes_all_gates_on_shape() -> None:
    found = measured(SOUND)
    assert found.singles == 120
    assert failing(found.gates) <= {"B21"}


def test_a_small_bank_has_no_gates() -> None:
    assert measured(SOUND[: LEAST_SINGLES - 1]).gates == ()


def lengthened(item: Item) -> Item:
    key = item.key
    options = [
        f"{text} and then some more words" if i == key else text
        for i, text in enumerate(item.options)
    ]
    return make_item(item.question.id, item.stem, options, frozenset({key}))


def at_first_place(item: Item) -> Item:
    others = [item.options[i] for i in item.distractors]
    options = [item.options[item.key], *others]
    return make_item(item.question.id, item.stem, options, frozenset({0}))


def repeating_the_stem(item: Item) -> Item:
    word = "".join(chr(ord("a") + int(d)) for d in item.question.id[6:]) * 3 + "matter"
    options = [
        f"{text} {word}" if i == item.key else f"{text} another"
        for i, text in enumerate(item.options)
    ]
    return make_item(
        item.question.id, f"Of {word}. {STEM}", options, frozenset({item.key})
    )


def converging(item: Item) -> Item:
    words = item.options[item.key].split()
    options = [
        text if i == item.key else f"{words[i % len(words)]} {text}"
        for i, text in enumerate(item.options)
    ]
    return make_item(item.question.id, item.stem, options, frozenset({item.key}))


def absolute_distractors(item: Item) -> Item:
    options = [
        text if i == item.key else f"{text} always"
        for i, text in enumerate(item.options)
    ]
    return make_item(item.question.id, item.stem, options, frozenset({item.key}))


@pytest.mark.parametrize(
    ("spoil", "rows"),
    [
        (lengthened, {"B1", "B2"}),
        (at_first_place, {"B2", "B3", "B4"}),
        (repeating_the_stem, {"W7"}),
        (converging, {"W8"}),
        (absolute_distractors, {"W5"}),
    ],
)
def test_a_bank_spoilt_in_one_way_fails_there(
    spoil: Callable[[Item], Item], rows: set[str]
) -> None:
    assert rows <= failing(measured([spoil(item) for item in SOUND]).gates)


def test_keys_that_are_never_longest_are_over_corrected() -> None:
    shortened = [
        make_item(
            item.question.id,
            item.stem,
            ["short" if i == item.key else o for i, o in enumerate(item.options)],
            frozenset({item.key}),
        )
        for item in SOUND
    ]
    assert "B1" in failing(measured(shortened).gates)


def test_ties_count_as_their_share() -> None:
    tied = make_item(options=["same", "size", "here", "long er"], keys=frozenset({1}))
    even = make_item(options=["same", "size", "here", "also"], keys=frozenset({1}))
    assert cues.hits([tied], cues.by_length) == 0
    assert cues.hits([even], cues.by_length) == 0.25


@pytest.mark.parametrize(
    ("keys", "run"), [([], 0), ([1], 1), ([1, 1, 2, 2, 2, 1], 3), ([0, 1, 2, 3], 1)]
)
def test_the_longest_run_is_counted(keys: list[int], run: int) -> None:
    assert longest_run(keys) == run


def test_one_pair_of_keys_too_often_fails() -> None:
    pairs = [
        make_item(f"pair-{n}", keys=frozenset({0, 1 + (n % 3 == 0) * 2}))
        for n in range(30)
    ]
    names = {g.name for g in position_gates(pairs) if not g.holds}
    assert "most frequent pair of keys" in names


def exam(*skills: str) -> Exam:
    return Exam(
        code="DVA-C02",
        name="Developer",
        sources=(),
        checked=date(2026, 11, 20),
        place=Place("content/exams.md", 36),
        scored=50,
        unscored=15,
        domains=(Domain("One", 60), Domain("Two", 40)),
        lambda_skills=tuple(GuideSkill(number, "t") for number in skills),
    )


def tagged(*numbers: str) -> list[Item]:
    return [
        replace(
            (item := make_item(f"tag-{n}")),
            question=replace(item.question, skills=(Skill("DVA-C02", number),)),
        )
        for n, number in enumerate(numbers)
    ]


def blueprint(items: list[Item], *skills: str) -> list[Gate]:
    return list(blueprint_gates(exam(*skills), [i.question for i in items]))


def test_every_lambda_skill_needs_six_questions() -> None:
    enough = tagged(*["1.1"] * 9, *["2.1"] * 6)
    short = tagged(*["1.1"] * 9, *["2.1"] * 5)
    assert failing(blueprint(enough, "1.1", "2.1")) == set()
    (gate,) = (g for g in blueprint(short, "1.1", "2.1") if not g.holds)
    problem = gate.problem("questions")
    assert str(problem.place) == "content/exams.md:36"
    assert problem.remedy == "write or tag questions for 2.1"


def test_no_skill_may_have_three_times_its_share() -> None:
    # Domain 2 has 40 %, half of it for each skill: 20 %.
    items = tagged(*["1.1"] * 10, *["2.1"] * 50, *["2.2"] * 6)
    names = [g.name for g in blueprint(items, "1.1", "2.1", "2.2") if not g.holds]
    assert names == ["most items over a skill's share in DVA-C02 (2.1)"]


def test_an_exam_that_a_bank_never_names_is_not_asked_of_it() -> None:
    assert blueprint([], "1.1") == []


def test_skills_are_counted_lambda_first_and_then_by_number() -> None:
    items = tagged("1.10", "1.2", "1.2", "2.1")
    counts = items_by_skill(exam("2.1", "3.1"), [i.question for i in items])
    assert list(counts.items()) == [("2.1", 1), ("3.1", 0), ("1.2", 2), ("1.10", 1)]


def mix(items: Sequence[Item]) -> set[str]:
    return {g.name for g in mix_gates(items, [exam()]) if not g.holds}


def sound_mix() -> list[Item]:
    hundred = bank(100)
    best = "Which change lowers the bill MOST?"
    for n in range(15):
        item = hundred[n]
        hundred[n] = replace(item, stem=f"{STEM} {best}")
        multiple = hundred[20 + n]
        hundred[20 + n] = of_kind(multiple, QuestionKind.MULTIPLE)
    return hundred


def test_a_sound_mix_passes() -> None:
    assert mix(sound_mix()) == set()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda i: of_kind(i, QuestionKind.SINGLE), "multiple response"),
        (lambda i: of_kind(i, QuestionKind.MULTIPLE), "multiple response"),
        (
            lambda i: replace(i, question=replace(i.question, level=Level.RECALL)),
            "recall",
        ),
        (lambda i: replace(i, stem="Which?"), "scenarios of 25 words or more"),
        (lambda i: replace(i, stem=f"{STEM} Which?"), "superlative lead-ins"),
        (
            lambda i: replace(i, question=replace(i.question, facts=("one",))),
            "questions of one form without a shared fact",
        ),
    ],
)
def test_a_mix_out_of_its_band_fails(change: Callable[[Item], Item], name: str) -> None:
    assert name in mix([change(item) for item in sound_mix()])


def test_a_form_never_holds_two_questions_on_one_fact() -> None:
    def on(identity: str, *facts: str) -> Item:
        item = make_item(identity)
        return replace(item, question=replace(item.question, facts=facts))

    items = [on("a", "x", "y"), on("b", "x"), on("c", "y"), on("d", "z")]
    assert sorted(largest_form(items)) == ["b", "c", "d"]


@pytest.mark.parametrize(
    ("low", "high", "holds"),
    [(0.2, 0.3, True), (0.25, None, True), (None, 0.25, True), (0.26, None, False)],
)
def test_a_band_includes_its_ends(
    low: float | None, high: float | None, *, holds: bool
) -> None:
    assert Gate("B0", "share", 0.25, low, high).holds is holds


def test_a_failing_gate_says_figure_and_band() -> None:
    gate = Gate("B0", "runs", 9, high=6, scale=Scale.COUNT, remedy="mend it")
    assert str(gate.problem("questions")) == (
        "questions:1: error: the bank fails B0: runs is 9, not at most 6; mend it"
    )
