"""A quiz: set up, answered, explained, summed up, left and gone on with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studyapp.services.quizzing import begin as begin_quiz
from studyapp.tui.screens.quiz import QuizScreen
from studyapp.tui.widgets.match_picker import MatchPicker
from studyapp.tui.widgets.option_picker import OptionPicker
from studyapp.tui.widgets.pointed_list import POINTER
from studyapp.tui.widgets.result_list import ResultList
from tests.conftest import OpenStudy
from tests.exam_bank import write_bank
from tests.tui.screens.conftest import Learner, Sit
from tests.tui.screens.test_review import accept, refuse


def letters(learner: Learner, *, right: bool) -> str:
    """Return the keys of the right options, or of as many wrong ones."""
    assert isinstance(learner.screen, QuizScreen)
    shown = learner.screen._shown
    assert shown is not None
    rows = zip("123456", shown.options, strict=False)
    found = [letter for letter, option in rows if option.correct == right]
    return "".join((found + found)[: shown.choose])


async def answer(learner: Learner, *, right: bool = True) -> None:
    await learner.press(*letters(learner, right=right), "enter")


async def begin(learner: Learner, topic: str) -> None:
    """Start a quiz on the topic with this title."""
    await learner.press("z")
    rows = learner.screen.query_one(ResultList)
    while (marked := rows.marked) is None or topic not in marked.title:
        await learner.press("down")
    await learner.press("enter")


async def test_the_set_up_lists_topics_with_their_questions(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("z")
        assert "Quick 10 3 questions" in learner.text
        assert "[ ] Quotas and limits 2 questions" in learner.text
        assert "[ ] Asynchronous invocation 1 question" in learner.text
        assert learner.footer == (
            "enter Start space Mark n Typed drill esc Back / Look up ? Help"
        )


async def test_several_topics_can_be_marked(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("z", *["down"] * 8, "space", "down", "space")
        assert "[x] Quotas and limits" in learner.text
        assert "2 topics marked" in learner.lines[0]
        await learner.press("space", "enter")
        assert "question 1 of 2" in learner.lines[0]


async def test_a_single_choice_is_submitted_and_explained(sit: Sit) -> None:
    async with sit() as learner:
        await begin(learner, "Quotas")
        assert "question 1 of 2" in learner.lines[0]
        assert learner.footer.startswith("A-C Choose x Strike out enter Submit s Sure?")
        await answer(learner)
        assert "✓ Right." in learner.text
        assert "right, your answer" in learner.text
        assert "1 of 1 right" in learner.lines[0]
        assert learner.footer.startswith("enter Next o Facts")


async def test_a_wrong_answer_shows_the_key_and_brings_cards_forward(
    sit: Sit,
) -> None:
    async with sit((80, 40)) as learner:
        await begin(learner, "Quotas")
        await answer(learner, right=False)
        for words in (
            "✗ Wrong.",
            "wrong, your answer",
            "right, you did not choose it",
            "come sooner.",
        ):
            assert words in learner.text


async def test_an_answer_of_the_wrong_length_is_refused_with_one_sentence(
    sit: Sit,
) -> None:
    async with sit() as learner:
        await begin(learner, "Asynchronous")
        await learner.press("a", "enter")
        assert learner.said == ["Choose 2 options first."]
        assert learner.phase == "answering"
        await learner.press("b", "3", "enter")
        assert learner.said == ["3 chosen where 2 are asked: one is too many."]
        await learner.press("4", "enter")
        assert learner.said == ["4 chosen where 2 are asked: 2 are too many."]
        await learner.press("4")
        assert learner.screen.query_one(OptionPicker).choice == {0, 1, 2}


async def test_one_refusal_is_shown_at_a_time_and_never_over_the_options(
    sit: Sit,
) -> None:
    async with sit() as learner:
        await begin(learner, "Asynchronous")
        before = [line for line in learner.lines if line]
        await learner.press("enter", "enter", "enter")
        *above, said, footer = [line for line in learner.lines if line]
        assert [*above, footer] == before
        assert said.strip() == "Choose 2 options first."


async def test_what_was_said_is_gone_with_the_next_question(sit: Sit) -> None:
    async with sit() as learner:
        await begin(learner, "Quotas")
        await learner.press("enter")
        assert learner.said == ["Choose one option first."]
        await answer(learner)
        assert learner.said == []
        await learner.press("w")
        assert "Say in" in learner.said[0]
        await learner.press("enter")
        assert "question 2 of 2" in learner.lines[0]
        assert learner.said == []


async def test_a_multiple_choice_is_right_only_as_a_whole(sit: Sit) -> None:
    async with sit() as learner:
        await begin(learner, "Asynchronous")
        assert "[ ] A" in learner.text
        await answer(learner)
        assert "✓ Right." in learner.text


async def test_the_fact_opens_and_the_question_is_still_where_it_was(
    sit: Sit,
) -> None:
    async with sit((60, 20)) as learner:
        await begin(learner, "Quotas")
        await answer(learner)
        await learner.press("pagedown")
        before = learner.lines
        await learner.press("o")
        assert "studyapp · Fact" in learner.lines[0]
        await learner.press("escape")
        assert learner.lines == before
        await learner.press("enter")
        assert "question 2 of 2" in learner.lines[0]


async def test_several_facts_open_as_a_list(sit: Sit) -> None:
    async with sit() as learner:
        await begin(learner, "Asynchronous")
        await answer(learner)
        await learner.press("o")
        assert "studyapp · Facts" in learner.lines[0]
        assert "Retries after a function error 2 retries" in learner.text
        await learner.press("enter", "escape", "escape")
        assert "✓ Right." in learner.text


async def test_the_end_counts_by_topic_and_lists_what_to_review(sit: Sit) -> None:
    async with sit((80, 40)) as learner:
        await learner.press("z", "enter")
        for right in (True, False, True):
            await answer(learner, right=right)
            await learner.press("enter")
        assert "studyapp · Result" in learner.lines[0]
        assert "2 of 3 right (67%)" in learner.text
        assert "Review these facts; their cards come sooner." in learner.text
        await learner.press("enter")
        assert "studyapp · Fact" in learner.lines[0]
        await learner.press("escape", "z")
        assert "Quick 10" in learner.text
        await learner.press("escape")
        assert "studyapp · Today" in learner.lines[0]


async def test_a_perfect_quiz_leads_on_to_review(sit: Sit) -> None:
    async with sit() as learner:
        await begin(learner, "Asynchronous")
        await answer(learner)
        await learner.press("n")
        assert "1 of 1 right (100%)" in learner.text
        assert "Nothing missed." in learner.text
        await learner.press("r")
        assert "studyapp · Review" in learner.lines[0]


async def test_a_quiz_that_was_left_is_gone_on_with_by_enter(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("z", "enter")
        await answer(learner)
        await learner.press("enter")
        stem = learner.lines[2]
        await learner.press("escape")
        assert learner.said == ["Your quiz is kept: z goes on with it."]
        await learner.press("q")
    async with sit() as learner:
        assert f"{POINTER}z Go on with your quiz" in learner.text
        await learner.press("enter")
        assert "question 2 of 3 · 1 of 1 right" in learner.lines[0]
        assert learner.lines[2] == stem
        await learner.press("escape", "z")
        assert "Go on with your quiz question 2 of 3" in learner.text
        await learner.press("enter")
        assert learner.lines[2] == stem


async def test_a_quiz_that_was_left_is_not_replaced_unasked(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("z", "enter")
        await answer(learner)
        await learner.press("enter", "escape")
        await begin(learner, "Quotas")
        assert "A quiz is left open at question 2 of 3." in learner.text
        await learner.press("n", "escape", "z", "enter")
        assert "question 2 of 3" in learner.lines[0]
        await learner.press("escape")
        await begin(learner, "Quotas")
        await learner.press("y")
        assert "question 1 of" in learner.lines[0]


async def test_an_answer_that_cannot_be_written_can_be_given_again(
    sit: Sit, open_sample: OpenStudy
) -> None:
    async with sit() as learner:
        await begin(learner, "Quotas")
        file = learner.app.desk.study.store.path
        refuse(file)
        await answer(learner)
        assert any("There is no room" in said for said in learner.said)
        assert learner.phase == "answering"
        accept(file)
        await learner.press("enter")
        assert "✓ Right." in learner.text
    kinds = [event.kind for event in open_sample().journal.events()]
    assert kinds == ["quiz_started", "quiz_answer"]


async def test_a_topic_without_questions_is_one_sentence_and_stays(
    sit: Sit, sample: Path, tmp_path: Path
) -> None:
    root = tmp_path / "content"
    shutil.copytree(sample, root)
    (root / "questions.md").unlink()
    async with sit(root=root) as learner:
        await learner.press("t", "enter", "z")
        assert "studyapp · Quotas and limits" in learner.lines[0]
        assert "There are no questions on that yet" in learner.said[0]


async def test_the_verdict_is_in_view_after_a_long_question(
    sit: Sit, sample: Path, tmp_path: Path
) -> None:
    root = tmp_path / "content"
    shutil.copytree(sample, root)
    text = (root / "questions.md").read_text(encoding="utf-8")
    story = "It runs every night and reads a great many files. " * 40
    long = text.replace("A job runs for 20 minutes.", f"{story}\n\nA job runs.")
    (root / "questions.md").write_text(long, encoding="utf-8")
    async with sit((60, 20), root=root) as learner:
        await begin(learner, "Quotas")
        while "It runs every night" not in learner.text:
            await answer(learner)
            await learner.press("enter")
        await answer(learner)
        assert "✓ Right." in learner.text


async def test_a_mode_with_nothing_to_ask_says_so_and_stays(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("z", "down", "enter")
        assert "No question was missed last time" in learner.said[0]
        assert "Missed 0 questions" in learner.text


async def test_a_guess_is_said_and_comes_back_as_unsure(
    sit: Sit, open_sample: OpenStudy
) -> None:
    async with sit() as learner:
        await begin(learner, "Asynchronous")
        await learner.press("s", "s", "s")
        assert "question 1 of 1 · guessing" in learner.lines[0]
        assert learner.screen.query_one(OptionPicker).choice == frozenset()
        await answer(learner)
        await learner.press("enter", "z")
        assert "Unsure 1 question" in learner.text
    answered = [e for e in open_sample().journal.events() if e.kind == "quiz_answer"]
    assert answered[0].payload["confidence"] == "guessing"


STEPS = """
## study-order

```yaml
kind: order
level: recall
facts: [timeout.max]
reviewed: 2026-11-20
```

In which order does it happen?

1. [x] It starts
   > Nothing can come before a start of that kind.
1. [x] It runs
   > A run comes after the start and before the end.
1. [x] It ends
   > An end comes when there is nothing left to run.
1. [ ] It sings
   > Nothing that was described here ever sings a song.

### Why

First things first.

## study-match

```yaml
kind: match
level: recall
facts: [timeout.default]
reviewed: 2026-11-20
```

What belongs together?

| Left | Right |
|---|---|
| One | `1` |
| Two | `2` |
| Three | `3` |
| | `4` |

### Why

Numbers have names.
"""


@pytest.fixture
def study_kinds(sample: Path, tmp_path: Path) -> Path:
    """Return the sample with questions of the kinds that are only for study."""
    root = tmp_path / "content"
    shutil.copytree(sample, root)
    with (root / "questions.md").open("a", encoding="utf-8") as file:
        file.write(STEPS)
    return root


async def test_study_kinds_are_answered_by_keys(
    sit: Sit, study_kinds: Path, open_sample: OpenStudy
) -> None:
    begin_quiz(open_sample(study_kinds), ("study-order", "study-match"), "seed")
    async with sit(root=study_kinds) as learner:
        await learner.press("enter", "space", "enter")
        assert learner.said == ["Put 3 steps in order first."]
        await learner.press(
            "backspace", *places(learner, "It starts", "It runs", "It ends")
        )
        assert "[1]" in learner.text
        assert "[2]" in learner.text
        await learner.press("enter")
        assert "✓ Right." in learner.text
        assert "place 2, as you said" in learner.text
        await learner.press("enter", "enter")
        assert "Give each of the 3 rows a partner first." in learner.said
        assert learner.text.count("no partner yet") == 3
        assert learner.footer.startswith("A-D Partner ↑ ↓ Row")
        await learner.press("1")
        assert learner.text.count("no partner yet") == 3
        one, other, third = places(learner, "1", "4", "3")
        await learner.press(one, "down", third, other, "enter")
        assert "✗ Wrong." in learner.text
        assert "One → " in learner.text
        assert "wrong, your answer" in learner.text
    given = [
        event.payload["response"]
        for event in open_sample(study_kinds).journal.events()
        if event.kind == "quiz_answer"
    ]
    assert given == [[0, 1, 2], ["0:0", "1:3", "2:2"]]


async def test_an_answer_that_was_begun_is_there_again_when_its_quiz_is_gone_on_with(
    sit: Sit, study_kinds: Path, open_sample: OpenStudy
) -> None:
    begin_quiz(open_sample(study_kinds), ("study-order", "study-match"), "seed")
    async with sit(root=study_kinds) as learner:
        await learner.press("enter")
        await learner.press("s", *places(learner, "It starts", "It runs"))
        before = unpointed(learner)
        await learner.press("escape", "enter")
        assert unpointed(learner) == before
        assert "question 1 of 2 · sure" in learner.lines[0]
        await learner.press(*places(learner, "It ends"), "enter")
        assert "✓ Right." in learner.text
        await learner.press("enter")
        assert "sure" not in learner.lines[0]
        await learner.press(*places(learner, "1", "4"))
        pairs = learner.screen.query_one(MatchPicker).pairs
        await learner.press("escape", "z", "enter")
        picker = learner.screen.query_one(MatchPicker)
        assert picker.pairs == pairs
        assert picker.pairs.keys() == {0, 1}
        assert picker.highlighted == 2


async def test_options_struck_out_and_chosen_are_there_again_too(sit: Sit) -> None:
    async with sit() as learner:
        await begin(learner, "Asynchronous")
        await learner.press("x", "b")
        before = unpointed(learner)
        await learner.press("/", "escape", "escape", "z", "enter")
        assert unpointed(learner) == before
        assert "struck out" in learner.text


def unpointed(learner: Learner) -> list[str]:
    """Return the lines of the screen, wherever the pointer is."""
    return [line.replace("\u203a", " ") for line in learner.lines]


def places(learner: Learner, *texts: str) -> list[str]:
    """Return the letters of options by their words."""
    assert isinstance(learner.screen, QuizScreen)
    assert learner.screen._shown is not None
    shown = [o.text.strip("`") for o in learner.screen._shown.options]
    return ["ABCDEFGH"[shown.index(text)] for text in texts]


async def test_a_custom_quiz_asks_what_is_marked(sit: Sit) -> None:
    async with sit((80, 40)) as learner:
        await learner.press("z", *["down"] * 6, "enter")
        assert "Start 3 of 3 questions" in learner.text
        await learner.press(*["down"] * 3, "space")
        assert "[ ] Status: unseen" in learner.text
        assert "Start 0 of 0 questions" in learner.text
        await learner.press("s")
        assert learner.said == ["No question fits; mark more."]
        await learner.press("space", "-", "s")
        assert "question 1 of 3" in learner.lines[0]


async def test_a_skill_starts_a_quiz(sit: Sit, tmp_path: Path) -> None:
    async with sit(root=write_bank(tmp_path / "bank")) as learner:
        await learner.press("z", *["down"] * 5, "enter")
        assert "Domain 1: Development" in learner.text
        assert "DVA-C03" in learner.lines[0]
        await learner.press("down", "enter")
        assert "question 1 of" in learner.lines[0]


async def test_arrows_mark_the_row_of_a_match_and_letters_give_it_a_partner(
    sit: Sit, study_kinds: Path, open_sample: OpenStudy
) -> None:
    begin_quiz(open_sample(study_kinds), ("study-match",), "seed")
    async with sit(root=study_kinds) as learner:
        await learner.press("enter", "a")
        picker = learner.screen.query_one(MatchPicker)
        assert picker.pairs == {0: 0}
        assert picker.highlighted == 1
        await learner.press("space")
        assert picker.pairs == {0: 0, 1: 1}
        await learner.press("space")
        assert picker.pairs == {0: 0, 1: 2}
        await learner.press("down", "space", "space", "space")
        assert picker.pairs == {0: 0, 1: 2, 2: 1}
        await learner.press("up", "backspace", "up", "b")
        assert picker.pairs == {0: 1}
