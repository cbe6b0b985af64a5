"""Review: typed and untyped cards, grades, undo, putting away, the end, failures."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import nullcontext
from pathlib import Path

import pytest

from studyapp import paths
from studyapp.memory.events import EventKind, Payload
from studyapp.memory.fsrs import Rating
from studyapp.memory.wishes import CardWish, Mode
from studyapp.services.reviewing import Reviewing
from studyapp.store.states import read_states
from studyapp.tui.app import Opening
from studyapp.tui.widgets.pointed_list import POINTER
from tests.conftest import Clock, OpenStudy
from tests.tui.screens.conftest import Learner, Sit


async def reach(learner: Learner, phase: str) -> None:
    """Grade cards Easy until one is shown in `phase`."""
    for _ in range(7):
        if learner.phase == phase:
            return
        await learner.press("enter", "4")


async def test_a_right_typed_answer_is_praised_and_enter_grades_it_good(
    sit: Sit, open_sample: OpenStudy
) -> None:
    async with sit() as learner:
        await learner.press("r")
        assert "New card · Quotas and limits" in learner.text
        assert "Maximum function timeout" in learner.text
        assert learner.footer == "enter Check esc Back f1 Help"
        await learner.type("15m")
        await learner.press("enter")
        assert "✓ You typed 15 min: right. Enter grades it Good." in learner.text
        assert "900 s (15 min)" in learner.text
        assert f"{POINTER}3 Good" in learner.text
        assert learner.footer.startswith("1-4 Grade enter Accept o Fact")
        await learner.press("enter")
        assert "Maximum function timeout" not in learner.text
    event = open_sample().journal.events()[-1]
    assert event.payload["rating"] == 3
    assert event.payload["typed"] == "15m"


async def test_a_wrong_typed_answer_proposes_again_and_any_grade_may_be_given(
    sit: Sit, open_sample: OpenStudy
) -> None:
    async with sit() as learner:
        await learner.press("r")
        await learner.type("15 s")
        await learner.press("enter")
        assert "✗ You typed 15 s: wrong. Enter grades it Again." in learner.text
        await learner.press("2")
    assert open_sample().journal.events()[-1].payload["rating"] == 2


async def test_what_cannot_be_read_is_said_and_may_be_typed_again(
    sit: Sit, open_sample: OpenStudy
) -> None:
    async with sit() as learner:
        await learner.press("r")
        await learner.type("15")
        await learner.press("enter")
        assert "15 of what? Type it with its unit." in learner.text
        assert learner.phase == "typing"
        await learner.press("backspace", "backspace", *"soon", "enter")
        assert '"soon" cannot be read' in learner.text
        assert "900 s" not in learner.text
        await learner.press(*["backspace"] * 4, *"fifteen", "space", *"min", "enter")
        assert "cannot be read" not in learner.text
        assert "✓ You typed 15 min: right. Enter grades it Good." in learner.text
        await learner.press("enter")
    assert open_sample().journal.events()[-1].payload["typed"] == "fifteen min"


async def test_an_empty_answer_shows_the_value_and_proposes_nothing(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("r", "enter")
        assert "900 s (15 min)" in learner.text
        assert "You typed" not in learner.text
        assert "enter" not in learner.footer
        await learner.press("enter")
        assert "900 s (15 min)" in learner.text


async def test_the_answer_stands_with_its_source_and_what_notes_get_wrong(
    sit: Sit,
) -> None:
    async with sit() as learner:
        await learner.press("r", "enter")
        said = 'A note says "5 minutes": outdated. It was raised in 2018.'
        assert said in learner.text
        assert "checked 2026-11-20" in learner.text


async def test_an_untyped_card_is_turned_by_space_and_graded_by_a_number(
    sit: Sit, open_sample: OpenStudy
) -> None:
    async with sit() as learner:
        await learner.press("r")
        await reach(learner, "front")
        assert learner.footer.startswith("space Answer u Undo")
        before = learner.lines[0]
        await learner.press("3")
        assert learner.lines[0] == before
        await learner.press("space")
        assert learner.footer.startswith("1-4 Grade")
        answered = len(open_sample().journal.events())
        await learner.press("1")
    assert len(open_sample().journal.events()) == answered + 1


async def test_a_grade_can_be_clicked(sit: Sit, open_sample: OpenStudy) -> None:
    async with sit() as learner:
        await learner.press("r", "enter")
        row = next(i for i, line in enumerate(learner.lines) if "1 Again" in line)
        column = learner.lines[row].index("4 Easy")
        await learner.pilot.click(offset=(column + 2, row))
        await learner.settle()
    assert open_sample().journal.events()[-1].payload["rating"] == 4


async def test_undo_brings_the_card_back(sit: Sit, open_sample: OpenStudy) -> None:
    async with sit() as learner:
        await learner.press("r", "enter", "3")
        assert "Maximum function timeout" not in learner.text
        await learner.press("ctrl+z")
        assert "New card · Quotas and limits" in learner.text
        assert "Maximum function timeout" in learner.text
        assert learner.said == ["Your last grade is taken back."]
    kinds = [event.kind for event in open_sample().journal.events()]
    assert kinds == ["answer", "undo"]


async def test_undo_is_offered_once_there_is_something_to_take_back(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("r", "enter")
        assert "Undo" not in learner.footer
        await learner.press("f")
        assert "u Undo" in learner.footer
        await learner.press("u")
        assert "Undo" not in learner.footer
        await learner.press("enter", "3")
        assert "Undo" in learner.footer


async def test_the_help_tells_what_works_now_from_what_would_be_typed(
    sit: Sit,
) -> None:
    async with sit((80, 60)) as learner:
        await learner.press("r", "f1")
        now, _, later = learner.text.partition("Not while you type")
        for words in ("Compare what you typed", "f1 Show every key that works"):
            assert words in now
        for words in ("Mark the card", "Look up a limit", "Grade this card Good"):
            assert words in later
        await learner.press("escape", "enter", "?")
        now, _, later = learner.text.partition("At other moments")
        for words in ("Mark the card", "Look up a limit", "Grade this card Good"):
            assert words in now
        assert "Show the answer." in later


async def test_the_footer_leads_to_what_else_can_be_done_with_a_card(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("r", "enter", "f")
        assert learner.footer == (
            "1-4 Grade u Undo o Fact b s f n e Card esc Back / Look up ? Help"
        )


async def test_undo_works_after_the_app_was_left(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("r", "enter", "3", "escape", "q")
    async with sit() as learner:
        await learner.press("r", "ctrl+z")
        assert "Maximum function timeout" in learner.text
        assert "Undo" not in learner.footer
        assert learner.said == ["Your last grade is taken back."]
        await learner.press("ctrl+z")
        assert learner.said == []
        assert learner.phase == "typing"
        await learner.press("enter")
        assert "900 s" in learner.text


async def test_undoing_an_answer_to_a_drill_says_that_it_was_no_card(sit: Sit) -> None:
    async with sit() as learner:
        study = learner.app.desk.study
        drilled: Payload = {"rating": 3, "elapsed_ms": 1000}
        study.journal.append(EventKind.ANSWER, "drill.price", drilled, study.now())
        await learner.press("r", "ctrl+z")
        assert learner.said == [
            "Your last grade is taken back. It was given elsewhere, as in a drill."
        ]
        assert "Maximum function timeout" in learner.text


@pytest.mark.parametrize(
    ("key", "kind", "said"),
    [("s", "suspend", "Not asked again."), ("b", "bury", "Put off until tomorrow.")],
)
async def test_a_card_can_be_put_away_and_brought_back(
    sit: Sit, open_sample: OpenStudy, key: str, kind: str, said: str
) -> None:
    async with sit() as learner:
        await learner.press("r", "enter", key)
        assert learner.said == [f"{said} Undo brings it back."]
        assert open_sample().journal.events()[-1].kind == kind
        assert "Maximum function timeout" not in learner.text
        await learner.press("ctrl+z")
        assert "Maximum function timeout" in learner.text


async def test_the_end_says_when_a_card_comes_back_and_enter_looks_again(
    sit: Sit, clock: Clock
) -> None:
    async with sit(new_per_day=1, learning_steps=("45 min", "1 h")) as learner:
        await learner.press("r", "enter", "1")
        assert "Nothing is due at this moment" in learner.text
        assert "A card comes back in 45 min." in learner.text
        assert learner.footer.startswith("space Look again")
        await learner.press("space")
        assert "Nothing is due at this moment" in learner.text
        clock.advance(minutes=45)
        await learner.press("enter")
        assert "Learning · Quotas and limits" in learner.text


async def test_the_end_of_the_day_is_said_and_can_be_undone(sit: Sit) -> None:
    async with sit(new_per_day=1) as learner:
        await learner.press("r", "enter", "4")
        assert "Done for today" in learner.text
        await learner.press("u")
        assert "Maximum function timeout" in learner.text
        await learner.press("escape")
        assert "studyapp · Today" in learner.lines[0]


async def test_the_fact_behind_a_card_opens_and_the_card_is_still_there(
    sit: Sit,
) -> None:
    async with sit() as learner:
        await learner.press("r")
        await learner.type("15m")
        await learner.press("enter", "o")
        assert "studyapp · Fact" in learner.lines[0]
        await learner.press("escape")
        assert "✓ You typed 15 min: right." in learner.text
        assert learner.phase == "back"
        await learner.press("3")
        assert "Maximum function timeout" not in learner.text


async def test_an_answer_that_cannot_be_written_can_be_graded_again(
    sit: Sit, open_sample: OpenStudy
) -> None:
    async with sit() as learner:
        await learner.press("r", "enter")
        file = learner.app.desk.study.store.path
        refuse(file)
        await learner.press("3")
        assert any("There is no room" in said for said in learner.said)
        assert learner.phase == "back"
        assert "900 s (15 min)" in learner.text
        accept(file)
        await learner.press("3")
        assert "Maximum function timeout" not in learner.text
    assert len(open_sample().journal.events()) == 1


async def test_a_failed_undo_leaves_the_card_as_it_was(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("r", "enter", "3")
        phase, file = learner.phase, learner.app.desk.study.store.path
        refuse(file)
        await learner.press("ctrl+z")
        assert learner.phase == phase
        assert any("There is no room" in said for said in learner.said)


async def test_a_review_of_one_topic_asks_its_cards_alone(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("t", "down", "enter", "r")
        assert "New card · Asynchronous invocation" in learner.text


async def test_what_is_on_the_screen_is_what_is_in_the_file(
    sit: Sit, open_sample: OpenStudy
) -> None:
    async with sit() as learner:
        await learner.press("r", "enter", "3", "enter", "1")
        shown = learner.lines[0]
    study = open_sample()
    counts = Reviewing(study).counts
    assert f"{counts.due} due · {counts.learning} learning · {counts.new} new" in shown
    assert len(read_states(study.store, study.projection)) == 2


def refuse(file: Path) -> None:
    """Make the real file refuse every new event, as a full disk would."""
    with sqlite3.connect(file) as connection:
        connection.execute(
            "CREATE TRIGGER no_room BEFORE INSERT ON event "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )


def accept(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TRIGGER no_room")


async def test_a_flag_and_a_note_show_on_the_card_and_are_undone(sit: Sit) -> None:
    async with sit() as learner:
        await learner.press("r", "enter", "f")
        assert "Quotas and limits · flagged" in learner.text
        assert learner.said == ["Flagged."]
        await learner.press("n")
        assert "studyapp · Note" in learner.lines[0]
        await learner.type("as in [x] the talk")
        await learner.press("enter")
        assert "Your note: as in [x] the talk" in learner.text
        assert "1-4 Grade" in learner.footer
        await learner.press("u")
        assert learner.said == ["The note is as it was before."]
        await learner.press("enter")
        assert "Your note" not in learner.text
        assert learner.said == []
        await learner.press("u")
        assert "flagged" not in learner.text


async def test_the_days_limit_is_stretched_by_a_key(sit: Sit) -> None:
    async with sit(new_per_day=1) as learner:
        await learner.press("r", "enter", "4")
        assert "Today's limits hold back" in learner.text
        assert "m More today" in learner.footer
        await learner.press("m")
        assert learner.phase != "done"
        assert "new" in learner.lines[0]


async def test_a_card_that_became_a_leech_offers_remedies(
    sit: Sit, open_sample: OpenStudy, clock: Clock
) -> None:
    study = open_sample(new_per_day=1)
    session = Reviewing(study)
    shown = session.next()
    assert shown is not None
    session.answer(shown, Rating.EASY, elapsed_ms=1)
    clock.advance(days=30)
    async with sit(new_per_day=0, leech_lapses=1) as learner:
        await learner.press("r", "enter", "1")
        assert "This card does not stick" in learner.lines[0]
        assert "Forgotten 1 times" not in learner.text
        assert "Forgotten once" in learner.text
        await learner.press("enter")
        assert "studyapp · Fact" in learner.lines[0]
        await learner.press("escape", "j", "j", "enter")
        assert "Not asked again. Undo brings it back." in learner.said
    states = read_states(study.store, study.projection)
    assert states[shown.card.id].suspended


async def test_an_edit_hands_the_terminal_over_and_comes_back_to_the_card(
    sit: Sit, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(sample, tmp_path / "content"))
    editor = tmp_path / "ed-it"
    editor.write_text(
        "#!/bin/sh\nsed -i 's/name: Maximum function/name: Very longest/' \"$1\"\n",
        encoding="utf-8",
    )
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    async with sit(root=root) as learner:
        monkeypatch.setattr(learner.app, "suspend", nullcontext)
        await learner.press("r", "enter", "e")
        assert "Very longest timeout" in learner.text
        assert learner.phase == "typing"


async def test_where_the_terminal_cannot_be_handed_over_the_source_is_named(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "true")
    async with sit() as learner:
        await learner.press("r", "enter", "e")
        assert "limits.md" in learner.said[-1]
        assert learner.phase == "back"


async def test_a_leech_that_came_with_the_program_takes_a_note_and_is_come_back_to(
    sit: Sit, open_sample: OpenStudy, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "is_installed", lambda _path: True)
    study = open_sample(new_per_day=1)
    shown = Reviewing(study).next()
    assert shown is not None
    Reviewing(study).answer(shown, Rating.EASY, elapsed_ms=1)
    clock.advance(days=30)
    async with sit(new_per_day=0, leech_lapses=1) as learner:
        await learner.press("r", "enter", "1")
        assert "This card does not stick" in learner.lines[0]
        assert "Edit the card" not in learner.text
        await learner.press("j", "enter")
        await learner.type("the long one")
        await learner.press("enter")
        assert "This card does not stick" in learner.lines[0]
        assert learner.said == ["Noted. Undo takes it back."]
        await learner.press("enter")
        assert "the long one" in learner.text
    states = read_states(study.store, study.projection)
    notes = {card: state.note for card, state in states.items() if state.note}
    assert notes == {shown.card.id: "the long one"}


async def test_a_note_that_is_there_is_written_on_not_over(
    sit: Sit, open_sample: OpenStudy
) -> None:
    async with sit() as learner:
        await learner.press("r", "enter", "n")
        await learner.type("one")
        await learner.press("enter", "n")
        await learner.type(" two")
        await learner.press("enter")
        assert "Your note: one two" in learner.text
    assert open_sample().journal.events()[-1].payload["text"] == "one two"


async def test_an_editor_that_fails_is_named_and_the_card_stays(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "ed-it"
    editor.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    async with sit() as learner:
        monkeypatch.setattr(learner.app, "suspend", nullcontext)
        await learner.press("r", "enter", "e")
        assert learner.said == ["The editor ed-it failed with exit status 3."]
        assert "Maximum function timeout" in learner.text


async def test_a_card_that_an_edit_took_away_is_missed_aloud(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "mine"
    root.mkdir()
    head = "---\ntopic: mine\ntitle: Mine\nsummary: Mine.\n---\n\n"
    card = "Q: One? <!-- card: abcd23 -->\nA: 1.\n"
    (root / "mine.md").write_text(f"{head}{card}", encoding="utf-8")
    editor = tmp_path / "ed-it"
    editor.write_text("#!/bin/sh\nsed -i 's/abcd23/bcde34/' \"${1%:*}\"\n")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    async with sit(root=root, new_per_day=1) as learner:
        monkeypatch.setattr(learner.app, "suspend", nullcontext)
        await learner.press("r", "enter", "1", "e")
        assert learner.said == ["mine/mine.md does not hold this card any more."]
        assert "That card cannot be asked" in learner.text


async def test_a_card_answered_in_another_window_is_passed_over(
    sit: Sit, open_sample: OpenStudy
) -> None:
    async with sit() as learner:
        await learner.press("r", "enter")
        study = open_sample()
        other = Reviewing(study)
        shown = other.next()
        assert shown is not None
        other.answer(shown, Rating.GOOD, elapsed_ms=1)
        await learner.press("3")
        assert learner.said == ["Answered elsewhere meanwhile; passed over."]
        assert "Maximum function timeout" not in learner.text
        assert [event.kind for event in study.journal.events()] == ["answer"]
        await learner.press("enter", "3")
        assert len(study.journal.events()) == 2


async def test_a_session_of_no_cards_says_that_nothing_matches(sit: Sit) -> None:
    wish = CardWish(mode=Mode.AHEAD, days=2)
    async with sit(opening=Opening("review", wish=wish)) as learner:
        assert "Nothing matches None of it comes in 2 days." in learner.text
        assert "You knew" not in learner.text
