"""Reviewing: answers are kept, taken back, and asked again when values change."""

from __future__ import annotations

import shutil
from pathlib import Path

from studyapp.content.answers import Match
from studyapp.memory.fsrs import Rating
from studyapp.memory.state import Phase
from studyapp.services import care
from studyapp.services.reviewing import Reviewing
from studyapp.services.session import Session
from studyapp.services.shown_cards import Shown
from studyapp.services.study import Study
from studyapp.store.states import read_states
from tests.conftest import Clock, OpenStudy


def show(reviewing: Session) -> Shown:
    shown = reviewing.next()
    assert shown is not None
    return shown


def grade(reviewing: Reviewing, rating: Rating = Rating.GOOD) -> Shown:
    shown = show(reviewing)
    reviewing.answer(shown, rating, elapsed_ms=2000)
    return shown


def until_learned(study: Study, clock: Clock) -> None:
    """Answer every card until each is in review."""
    reviewing = Reviewing(study)
    while (shown := reviewing.next()) is not None or reviewing.next_step:
        if shown is None:
            clock.advance(minutes=10)
        else:
            reviewing.answer(shown, Rating.GOOD, elapsed_ms=1000)


def test_the_first_card_is_new_and_shows_four_intervals(open_sample: OpenStudy) -> None:
    shown = show(Reviewing(open_sample()))
    assert shown.prompt == "Maximum function timeout"
    assert shown.answer == "900 s (15 min)"
    assert shown.phase is Phase.NEW
    assert shown.typed
    assert [shown.intervals[r] for r in list(Rating)[:3]] == [
        "1 min",
        "5.5 min",
        "10 min",
    ]


def test_an_answer_is_on_disk_before_the_next_card_is_drawn(
    open_sample: OpenStudy,
) -> None:
    study = open_sample()
    shown = grade(Reviewing(study))
    other = open_sample()
    assert [e.subject for e in other.journal.events()] == [shown.card.id]
    assert shown.card.id in read_states(other.store, other.projection)


def test_a_typed_answer_proposes_a_grade(open_sample: OpenStudy) -> None:
    reviewing = Reviewing(open_sample())
    shown = show(reviewing)
    assert reviewing.compare(shown, "15m").match is Match.RIGHT
    assert reviewing.compare(shown, "15 s").match is Match.WRONG


def test_undo_brings_the_card_back_as_it_was_and_survives_a_restart(
    open_sample: OpenStudy,
) -> None:
    first = Reviewing(open_sample())
    graded = [grade(first).card.id for _ in range(3)]
    again = Reviewing(open_sample())
    undone = again.undo()
    assert undone is not None
    assert undone.card_id == graded[2]
    shown = show(again)
    assert shown.card.id == graded[2]
    assert shown.phase is Phase.NEW
    assert [again.undo(), again.undo()][1] is not None
    assert again.undo() is None
    assert show(again).card.id == graded[0]


def test_the_counts_follow_another_program_when_the_next_card_is_drawn(
    open_sample: OpenStudy,
) -> None:
    here, there = Reviewing(open_sample()), Reviewing(open_sample())
    before = here.counts
    first = grade(here, Rating.EASY)
    show(here)
    assert there.undo() is not None
    show(here)
    assert here.counts == before
    grade(there, Rating.EASY)
    assert show(here).card.id != first.card.id
    assert here.counts.new == before.new - 1


def test_the_counts_follow_another_program_also_after_nothing_was_left(
    open_sample: OpenStudy,
) -> None:
    here = Reviewing(open_sample(new_per_day=1))
    grade(here, Rating.EASY)
    assert here.next() is None
    assert Reviewing(open_sample(new_per_day=1)).undo() is not None
    assert show(here).phase is Phase.NEW
    assert here.counts.new == 1


def test_undone_events_stay_in_the_journal(open_sample: OpenStudy) -> None:
    study = open_sample()
    reviewing = Reviewing(study)
    grade(reviewing)
    reviewing.undo()
    assert [e.kind for e in study.journal.events()] == ["answer", "undo"]
    assert read_states(study.store, study.projection) == {}


def test_new_cards_stop_at_the_daily_limit(open_sample: OpenStudy) -> None:
    study = open_sample(new_per_day=2)
    reviewing = Reviewing(study)
    assert reviewing.counts.new == 2
    for _ in range(2):
        grade(reviewing, Rating.EASY)
    assert reviewing.next() is None
    assert Reviewing(open_sample(new_per_day=2)).next() is None


def test_a_card_in_steps_comes_back_within_minutes(
    open_sample: OpenStudy, clock: Clock
) -> None:
    reviewing = Reviewing(open_sample(new_per_day=1))
    first = grade(reviewing)
    wait = reviewing.next_step
    assert wait is not None
    assert wait.total_seconds() == 600
    clock.advance(minutes=10)
    shown = show(reviewing)
    assert shown.card.id == first.card.id
    assert shown.phase is Phase.LEARNING


def test_a_suspended_card_is_not_asked_and_a_buried_one_tomorrow(
    open_sample: OpenStudy, clock: Clock
) -> None:
    reviewing = Reviewing(open_sample())
    suspended, buried = show(reviewing), None
    reviewing.suspend(suspended)
    buried = show(reviewing)
    reviewing.bury(buried)
    seen = set()
    while (shown := reviewing.next()) is not None:
        seen.add(shown.card.id)
        reviewing.answer(shown, Rating.EASY, elapsed_ms=1)
    assert not seen & {suspended.card.id, buried.card.id}
    clock.advance(days=1)
    assert show(Reviewing(open_sample())).card.id == buried.card.id


def test_a_session_goes_on_across_the_rollover(
    open_sample: OpenStudy, clock: Clock
) -> None:
    reviewing = Reviewing(open_sample(new_per_day=1))
    grade(reviewing, Rating.EASY)
    assert reviewing.next() is None
    clock.advance(days=1)
    assert show(reviewing).phase is Phase.NEW


def test_a_changed_value_sends_its_cards_to_relearning_and_says_so(
    open_sample: OpenStudy, clock: Clock, sample: Path, tmp_path: Path
) -> None:
    root = tmp_path / "content"
    shutil.copytree(sample, root)
    until_learned(open_sample(root), clock)
    text = (root / "limits.md").read_text(encoding="utf-8")
    changed = text.replace("value: 900 s", "value: 1,200 s")
    (root / "limits.md").write_text(changed, encoding="utf-8")
    study = open_sample(root)
    states = read_states(study.store, study.projection)
    relearning = {i for i, s in states.items() if s.phase is Phase.RELEARNING}
    assert relearning == {"timeout.max", "aaaaaaa"}
    shown = show(Reviewing(study))
    assert shown.revised == "900 s -> 1,200 s"
    before = len(study.journal.events())
    assert len(open_sample(root).journal.events()) == before


def test_rewording_a_card_keeps_its_progress(
    open_sample: OpenStudy, clock: Clock, sample: Path, tmp_path: Path
) -> None:
    root = tmp_path / "content"
    shutil.copytree(sample, root)
    until_learned(open_sample(root), clock)
    text = (root / "limits.md").read_text(encoding="utf-8")
    changed = text.replace("A job needs half an hour.", "A batch needs half an hour.")
    (root / "limits.md").write_text(changed, encoding="utf-8")
    study = open_sample(root)
    assert study.report.changed == ("content/limits.md",)
    states = read_states(study.store, study.projection)
    assert states["aaaaaaa"].phase is Phase.REVIEW


def test_content_that_disappears_keeps_its_history(
    open_sample: OpenStudy, clock: Clock, sample: Path, tmp_path: Path
) -> None:
    root = tmp_path / "content"
    shutil.copytree(sample, root)
    until_learned(open_sample(root), clock)
    gone = (root / "limits.md").read_text(encoding="utf-8")
    (root / "limits.md").unlink()
    study = open_sample(root)
    assert "timeout.max" not in study.library.facts
    Reviewing(study)
    (root / "limits.md").write_text(gone, encoding="utf-8")
    states = read_states(open_sample(root).store, study.projection)
    assert states["timeout.max"].phase is Phase.REVIEW


def test_the_same_journal_replayed_gives_identical_states(
    open_sample: OpenStudy, clock: Clock
) -> None:
    study = open_sample()
    until_learned(study, clock)
    kept = read_states(study.store, study.projection)
    care.rebuild(study)
    rebuilt = read_states(study.store, study.projection)
    assert kept == rebuilt
    assert care.findings(study) == ()
