"""Sessions: days with room, leeches, marks, cramming, limits, and undo of it all."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from studyapp.memory.events import EventKind
from studyapp.memory.fsrs import Rating
from studyapp.memory.replay import replay
from studyapp.memory.state import CardState, Phase
from studyapp.memory.wishes import CardWish, Mode, Part, Trait, toggled
from studyapp.services import care
from studyapp.services.cramming import Cramming
from studyapp.services.customizing import cards_left, choices
from studyapp.services.leeches import leeches
from studyapp.services.progress import today
from studyapp.services.reviewing import Reviewing
from studyapp.services.selection import Selection
from studyapp.services.session import Session
from studyapp.services.sessions import open_session
from studyapp.services.shown_cards import Shown
from studyapp.services.study import Study
from studyapp.store.states import read_states
from tests.conftest import Clock, OpenStudy
from tests.services.test_reviewing import show, until_learned

MANY = 60
MADE = Selection(topics=frozenset({"made"}))


def test_suspended_cards_have_a_session_that_brings_them_back(
    open_sample: OpenStudy,
) -> None:
    study = open_sample()
    reviewing = Reviewing(study)
    shown = reviewing.next()
    assert shown
    reviewing.suspend(shown)
    wish = toggled(CardWish(), Part.TRAIT, Trait.SUSPENDED)
    assert (Part.TRAIT, "suspended") in {(c.part, c.name) for c in choices(study)}
    session = open_session(study, wish)
    away = session.next()
    assert away
    assert (away.card.id, away.suspended, session.counts.due) == (
        shown.card.id, True, 1,
    )  # fmt: skip
    session.unsuspend(away)
    assert session.next() is None
    assert not cards_left(study, wish)
    undone = session.undo()
    assert undone
    assert undone.kind == EventKind.UNSUSPEND
    assert cards_left(study, wish) == 1


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Return a folder with one topic of many cards."""
    facts = "\n".join(
        f"### made.fact{n}\n\n```yaml\nname: Made fact {n}\nvalue: {n} s\n"
        "source: https://docs.aws.amazon.com/lambda/\nchecked: 2026-11-20\n"
        "confused_with: [made.fact1]\n```\n\nText.\n"
        for n in range(1, MANY + 1)
    )
    root = tmp_path / "many"
    root.mkdir()
    head = "---\ntopic: made\ntitle: Made\nsummary: Made.\norder: 10\n---\n\nMade.\n\n"
    (root / "made.md").write_text(head + facts, encoding="utf-8")
    return root


def kept_states(study: Study) -> dict[str, CardState]:
    return read_states(study.store, study.projection)


def easy_days(study: Study) -> Counter[date]:
    """Answer every new card Easy; return how many are due on which day."""
    reviewing = Reviewing(study)
    while (shown := reviewing.next()) is not None:
        reviewing.answer(shown, Rating.EASY, elapsed_ms=1)
    states = read_states(study.store, study.projection).values()
    return Counter(state.due_day for state in states if state.due_day)


def of_one_card(open_sample: OpenStudy, root: Path, **settings: int) -> Reviewing:
    """Return a session in which one card is known, and none will be new."""
    first = Reviewing(open_sample(root, new_per_day=1))
    first.answer(show(first), Rating.EASY, elapsed_ms=1)
    return Reviewing(open_sample(root, new_per_day=0, **settings))


def lapse(session: Session, clock: Clock, times: int) -> object:
    """Forget the card as often, each time on its due day; return the last outcome."""
    outcome: object = None
    for _ in range(times):
        while (shown := session.next()) is None or shown.phase is not Phase.REVIEW:
            if shown is None:
                clock.advance(days=1)
            else:
                session.answer(shown, Rating.EASY, elapsed_ms=1)
        outcome = session.answer(shown, Rating.AGAIN, elapsed_ms=1)
    return outcome


def test_a_day_is_kept_free_and_the_others_share_its_cards(
    open_sample: OpenStudy, many: Path
) -> None:
    study = open_sample(many, new_per_day=MANY, free_days=["sat", "sun"])
    due = easy_days(study)
    assert sum(due.values()) == MANY
    weekdays = [count for day, count in due.items() if day.weekday() < 5]
    assert sum(weekdays) >= MANY - 1
    assert max(weekdays) <= 2 * min(weekdays)


def test_the_day_an_answer_promised_is_the_day_a_replay_finds(
    open_sample: OpenStudy, many: Path
) -> None:
    study = open_sample(many, new_per_day=MANY, half_days=["sun"])
    reviewing = Reviewing(study)
    for _ in range(20):
        shown = show(reviewing)
        reviewing.answer(shown, Rating.EASY, elapsed_ms=1)
        state = read_states(study.store, study.projection)[shown.card.id]
        assert state.interval == shown.due_in[Rating.EASY]
    kept = kept_states(study)
    care.rebuild(study)
    assert kept_states(study) == kept
    events = study.journal.events()
    assert replay(reversed(events), study.policy) == kept


def test_a_card_forgotten_against_all_odds_becomes_a_leech_once(
    open_sample: OpenStudy, clock: Clock, many: Path
) -> None:
    session = of_one_card(open_sample, many, leech_lapses=0)
    study = open_sample(many, leech_lapses=0)
    assert lapse(session, clock, 3) is None
    assert leeches(study) == ()
    found = lapse(session, clock, 1)
    assert found is not None
    [leech] = leeches(study)
    assert leech == found
    assert (leech.lapses, leech.reviews) == (4, 4)
    assert leech.odds < 0.01
    assert leech.sentence.startswith("Forgotten 4 times in 4 reviews; chance would do")


def test_a_card_forgotten_often_becomes_a_leech_by_count(
    open_sample: OpenStudy, clock: Clock, many: Path
) -> None:
    session = of_one_card(open_sample, many, leech_lapses=2)
    study = open_sample(many, leech_lapses=2)
    assert lapse(session, clock, 1) is None
    assert lapse(session, clock, 1) is not None
    assert [leech.lapses for leech in leeches(study)] == [2]


ACTS: dict[EventKind, Callable[[Session, Shown], object]] = {
    EventKind.ANSWER: lambda s, card: s.answer(card, Rating.GOOD, 1),
    EventKind.FLAG: lambda s, card: s.flag(card),
    EventKind.NOTE: lambda s, card: s.note(card, "as in the talk"),
    EventKind.SUSPEND: lambda s, card: s.suspend(card),
    EventKind.BURY: lambda s, card: s.bury(card),
}


@pytest.mark.parametrize("kind", [*ACTS, EventKind.CRAM, EventKind.UNFLAG])
def test_every_act_is_taken_back_after_a_restart_to_the_byte(
    open_sample: OpenStudy, kind: EventKind
) -> None:
    first = open_sample()
    session: Session = Cramming(first) if kind is EventKind.CRAM else Reviewing(first)
    shown = show(session)
    if kind is EventKind.UNFLAG:
        shown = session.flag(shown)
    before = kept_states(first)
    act = ACTS.get(kind) or (
        ACTS[EventKind.FLAG] if kind is EventKind.UNFLAG else ACTS[EventKind.ANSWER]
    )
    act(session, shown)
    assert first.journal.events()[-1].kind == kind
    second = open_sample()
    undone = Reviewing(second).undo()
    assert undone is not None
    assert (undone.kind, undone.card_id) == (kind, shown.card.id)
    assert kept_states(second) == before


def test_a_long_session_of_all_acts_is_undone_step_by_step(
    open_sample: OpenStudy, clock: Clock
) -> None:
    study = open_sample()
    session = Reviewing(study)
    stages = [kept_states(study)]
    for act in [*ACTS.values(), *ACTS.values()]:
        shown = session.next()
        if shown is None:
            break
        clock.advance(minutes=1)
        act(session, shown)
        stages.append(kept_states(study))
    again = Reviewing(open_sample())
    for stage in reversed(stages[:-1]):
        assert again.undo() is not None
        assert kept_states(study) == stage
    assert again.undo() is None


def test_a_flag_and_a_note_stay_with_the_card(open_sample: OpenStudy) -> None:
    session = Reviewing(open_sample())
    shown = session.note(session.flag(show(session)), "see the talk")
    again = show(Reviewing(open_sample()))
    assert (again.card.id, again.flagged, again.note) == (
        shown.card.id, True, "see the talk",
    )  # fmt: skip


def test_cramming_asks_until_each_was_known_and_leaves_the_schedule(
    open_sample: OpenStudy, clock: Clock
) -> None:
    study = open_sample()
    until_learned(study, clock)
    before = kept_states(study)
    cramming = Cramming(study)
    cards = cramming.counts.due
    missed: Shown = show(cramming)
    cramming.answer(missed, Rating.AGAIN, elapsed_ms=1)
    assert (cramming.counts.due, cramming.counts.learning) == (cards - 1, 1)
    asked = []
    while (shown := cramming.next()) is not None:
        asked.append(shown.card.id)
        cramming.answer(shown, Rating.GOOD, elapsed_ms=1)
    assert missed.card.id in asked
    assert len(asked) == cards
    assert kept_states(study) == before
    care.rebuild(study)
    assert kept_states(study) == before


def test_learning_ahead_holds_what_comes_and_leaves_it_due(
    open_sample: OpenStudy, clock: Clock
) -> None:
    study = open_sample()
    until_learned(study, clock)
    due = {s.due_day for s in read_states(study.store, study.projection).values()}
    last = max(day for day in due if day)
    days = (last - study.today).days
    assert Cramming(study, ahead_days=days).counts.due == len(study.library.cards)
    assert Cramming(study, ahead_days=1).next() is None
    session = Cramming(study, ahead_days=days)
    session.answer(show(session), Rating.AGAIN, elapsed_ms=1)
    clock.advance(days=days)
    assert Reviewing(study).counts.due == len(study.library.cards)


def test_the_days_limit_can_be_stretched_and_is_itself_again_tomorrow(
    open_sample: OpenStudy, clock: Clock, many: Path
) -> None:
    study = open_sample(many, new_per_day=3)
    reviewing = Reviewing(study)
    for _ in range(3):
        reviewing.answer(show(reviewing), Rating.EASY, elapsed_ms=1)
    assert reviewing.next() is None
    assert reviewing.held_back.new == MANY - 3
    assert reviewing.more().new == 10
    assert reviewing.counts.new == 10
    for _ in range(10):
        reviewing.answer(show(reviewing), Rating.EASY, elapsed_ms=1)
    assert reviewing.next() is None
    later = Reviewing(open_sample(many, new_per_day=3))
    assert later.next() is None
    later.more()
    assert later.counts.new == 10
    clock.advance(days=1)
    assert show(later).phase is Phase.NEW
    assert later.counts.new == 3


def test_a_chosen_topic_is_taught_within_the_plans_time(
    open_sample: OpenStudy, many: Path
) -> None:
    """Not within the settings' limit of new cards, which the plan stands in for."""
    study = open_sample(many, new_per_day=3, exam_date="2026-11-25")
    everything, topic = Reviewing(study), Reviewing(study, MADE)
    assert everything.counts.new > 3
    assert topic.counts == everything.counts
    topic.answer(show(topic), Rating.EASY, elapsed_ms=1)
    later = Reviewing(study, MADE)
    assert later.counts == Reviewing(study).counts
    assert later.counts.new >= topic.counts.new


def test_a_helping_beyond_the_plan_is_as_large_as_it_is_said_to_be(
    open_sample: OpenStudy, many: Path
) -> None:
    study = open_sample(many, exam_date="2026-11-25", study_minutes=["1"])
    reviewing = Reviewing(study)
    before, held = reviewing.counts.new, reviewing.held_back.new
    assert before + held == MANY
    assert reviewing.more().new == 10
    assert reviewing.counts.new == before + 10


def test_cards_are_chosen_by_what_the_learner_did(open_sample: OpenStudy) -> None:
    study = open_sample()
    session = Reviewing(study)
    first = session.flag(show(session))
    session.answer(first, Rating.AGAIN, elapsed_ms=1)

    def cards(*traits: Trait) -> set[str]:
        chosen = Selection(traits=frozenset(traits)).cards(study)
        return {card.card_id for card in chosen}

    assert cards(Trait.FLAGGED) == cards(Trait.WEAK) == {first.card.id}
    assert cards(Trait.FLAGGED, Trait.WEAK) == {first.card.id}
    assert cards(Trait.NEW) == study.library.cards.keys() - {first.card.id}
    assert cards(Trait.FLAGGED, Trait.NEW) == cards(Trait.LEECH) == set()


def test_a_session_is_put_together_from_choices_that_tell_their_cards(
    open_sample: OpenStudy,
) -> None:
    study = open_sample()
    found = choices(study)
    names = {(choice.part, choice.name): choice.count for choice in found}
    assert names[Part.TOPIC, "async"] == 2
    assert names[Part.VERDICT, "outdated"] == 2
    assert (Part.TRAIT, Trait.FLAGGED) not in names
    wish = toggled(toggled(CardWish(), Part.MODE, Mode.CRAM), Part.TOPIC, "async")
    assert cards_left(study, wish) == 2
    both = toggled(wish, Part.TOPIC, "limits")
    assert cards_left(study, both) > 2
    assert toggled(
        toggled(both, Part.TOPIC, "limits"), Part.TOPIC, "async"
    ) == CardWish(Mode.CRAM)


def test_an_answer_that_another_program_wrote_without_a_day_is_placed_by_fuzz(
    open_sample: OpenStudy, clock: Clock
) -> None:
    study = open_sample()
    card = next(iter(study.library.cards))
    study.journal.append(EventKind.ANSWER, card, {"rating": 4}, clock())
    state = read_states(study.store, study.projection)[card]
    assert state.due_day == study.today + timedelta(days=state.interval)


@pytest.mark.parametrize("in_memory", [True, False])
def test_content_that_another_program_loads_breaks_no_open_session(
    open_sample: OpenStudy, sample: Path, tmp_path: Path, *, in_memory: bool
) -> None:
    root = tmp_path / "content"
    shutil.copytree(sample, root)
    ours = open_sample(root, new_per_day=50)
    assert not in_memory or len(ours.library.cards) > 1
    session = Reviewing(ours)
    text = (root / "async.md").read_text(encoding="utf-8")
    (root / "async.md").unlink()
    (root / "more.md").write_text(_renamed(text), encoding="utf-8")
    open_sample(root, new_per_day=50)
    known = {card.card_id for card in ours.queue_cards()}
    for opened in (session, Reviewing(ours)):
        seen = set()
        while shown := opened.next():
            seen.add(shown.card.id)
            opened.suspend(shown)
        assert seen <= known | set(ours.library.cards)
    assert today(ours).counts.new == 0
    assert Selection(topics=frozenset({"more"})).cards(ours)


def _renamed(text: str) -> str:
    renamed = text.replace("topic: async", "topic: more").replace(
        "### async", "### more"
    )
    return re.sub(r"card: (\w)", r"card: z\1", renamed)
