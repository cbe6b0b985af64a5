"""The line of a day, read from the few cards it may hold, is that of all cards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyapp.content.documents import Card, CardKind
from studyapp.content.library import Library
from studyapp.errors import Place
from studyapp.memory.fsrs import Memory
from studyapp.memory.lineup import Limits, fills, gather, line_up
from studyapp.memory.queue import build_queue, left_on, queue_of
from studyapp.memory.state import CardState, Phase
from studyapp.memory.study_day import utc_ms
from studyapp.services.day_line import agenda, day_queue
from studyapp.services.plan_words import left_out
from studyapp.services.planning import plan_of_day
from studyapp.services.reviewing import Reviewing
from studyapp.services.statistics import statistics
from studyapp.services.study import Study, open_study
from studyapp.settings import Settings
from studyapp.store.deck import (
    done_today,
    every_card,
    narrowed,
    new_cards,
    replace_deck,
)
from studyapp.store.engine import Store
from studyapp.store.state_rows import read_every_state, replace_every_state
from tests.conftest import Clock, OpenStudy
from tests.services.test_reviewing import until_learned

DAY = date(2026, 11, 21)
NOW_MS = 1_795_262_400_000
FACTS = 6


def day(offset: int | None) -> date | None:
    return None if offset is None else DAY + timedelta(days=offset)


days = st.none() | st.integers(-3, 3).map(day)


@st.composite
def states(draw: st.DrawFn, card_id: str) -> CardState | None:
    """Return a state that a journal could give, None for a card never touched."""
    phase = draw(st.none() | st.sampled_from(Phase))
    if phase is None:
        return None
    base = CardState(
        card_id,
        suspended=draw(st.booleans()),
        buried_until=draw(days),
        forward_day=draw(days),
    )
    if phase is Phase.NEW:
        return base
    last = DAY + timedelta(days=draw(st.integers(-9, 0)))
    is_due = phase is Phase.REVIEW
    return base._replace(
        phase=phase,
        memory=Memory(draw(st.sampled_from([0.5, 2.0, 2.0, 30.0])), 5.0),
        memory_day=last,
        due_day=DAY + timedelta(days=draw(st.integers(-4, 2))) if is_due else None,
        due_ms=None if is_due else NOW_MS + draw(st.integers(-9, 9)) * 3_600_000,
        first_day=draw(st.sampled_from([last, DAY - timedelta(days=20)])),
        last_day=last,
        last_ms=1,
        reviews=1,
    )


@st.composite
def decks(draw: st.DrawFn) -> tuple[Library, dict[str, CardState]]:
    """Return a library of up to six facts, and states of some of its cards."""
    cards: dict[str, Card] = {}
    numbers = range(draw(st.integers(0, 20)))
    # The order of the topics is not that of the names.
    for number in draw(st.permutations(numbers)):
        card_id = f"card{number:03}"
        fact = f"f.{draw(st.integers(1, FACTS))}"
        kind, place = CardKind.QUESTION, Place("t.md", 1)
        cards[card_id] = Card(card_id, kind, "t", fact, "?", "!", place)
    known = {card: draw(states(card)) for card in (*cards, "of a removed file")}
    return Library(cards=cards), {c: s for c, s in known.items() if s}


@contextmanager
def opened(deck: tuple[Library, dict[str, CardState]]) -> Iterator[Store]:
    library, known = deck
    with TemporaryDirectory() as folder:
        study = open_study(Path(folder) / "s.sqlite3", [], Settings(), Clock())
        with study.store.writing() as connection:
            replace_deck(connection, library)
            replace_every_state(connection, known, dict.fromkeys(known, 1))
        yield study.store
        study.close()


@given(decks(), st.integers(0, 8), st.integers(0, 8), st.integers(0, 6))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_left_out_would_not_have_come(
    deck: tuple[Library, dict[str, CardState]], new: int, reviews: int, most: int
) -> None:
    """Exactly the same line wherever the narrowed cards say that they suffice."""
    limits = Limits(new_per_day=new, reviews_per_day=reviews)
    with opened(deck) as store, store.reading() as connection:
        whole = build_queue(
            read_every_state(connection), every_card(connection), DAY, NOW_MS, limits
        )
        for count in (most, None):
            found = narrowed(connection, DAY, count)
            left = left_on(limits, done_today(connection, DAY))
            pool = gather(found.cards, new_cards(connection))
            if found.is_whole or fills(pool, left.reviews_per_day):
                line = line_up(pool, left)
                assert queue_of(pool, line, DAY, NOW_MS, limits) == whole


def test_the_day_queue_is_that_of_all_cards(
    open_sample: OpenStudy, clock: Clock
) -> None:
    study = open_sample(new_per_day=3)
    with study.store.reading() as connection:
        whole = build_queue(
            read_every_state(connection),
            every_card(connection),
            study.today,
            utc_ms(clock()),
            study.limits,
        )
    assert day_queue(study) == whole
    assert len(whole.line) == 3


def test_equal_cards_come_in_the_order_of_their_ids_also_where_there_is_a_cut() -> None:
    """Schedules that were imported together are equal; the due days are not."""
    cards, known = {}, {}
    for number in range(40):
        card_id, kind, place = f"card{number:03}", CardKind.QUESTION, Place("t.md", 1)
        cards[card_id] = Card(card_id, kind, "t", f"f.{number}", "?", "!", place)
        known[card_id] = CardState(
            card_id,
            phase=Phase.REVIEW,
            memory=Memory(9.0, 5.0),
            memory_day=DAY - timedelta(days=50),
            due_day=DAY - timedelta(days=number),
            last_day=DAY - timedelta(days=50),
        )
    with opened((Library(cards=cards), known)) as store, store.reading() as connection:
        found = narrowed(connection, DAY, 5)
        assert len(found.cards) == len(cards)
        line = line_up(gather(found.cards), Limits(0, 5))
    assert [place.card_id for place in line] == [f"card{n:03}" for n in range(5)]


def test_of_siblings_met_today_the_first_in_the_deck_is_wanted_first() -> None:
    """Also where the order of the deck is not that of the names."""
    cards, known = {}, {}
    for card_id in ("z", "a"):
        kind, place = CardKind.QUESTION, Place("t.md", 1)
        cards[card_id] = Card(card_id, kind, "t", "one.fact", "?", "!", place)
        known[card_id] = CardState(
            card_id,
            phase=Phase.REVIEW,
            memory=Memory(9.0, 5.0),
            memory_day=DAY,
            due_day=DAY + timedelta(days=9),
            forward_day=DAY,
            last_day=DAY,
        )
    with opened((Library(cards=cards), known)) as store, store.reading() as connection:
        line = line_up(gather(narrowed(connection, DAY, 5).cards), Limits(0, 5))
    assert [place.card_id for place in line] == ["z", "a"]


def due_everywhere(study: Study) -> int:
    """Return what is due, having asked everybody who says so."""
    asked, told = agenda(study), statistics(study)
    assert told.forecast[0] == asked.due + asked.counts.learning
    whole = Reviewing(study)
    assert whole.counts == asked.counts
    assert whole.counts.due + whole.held_back.due - asked.early == asked.due
    return asked.due


@pytest.mark.parametrize(
    "how", [{"exam_date": "2026-12-05", "study_minutes": ["1"]}, {"reviews_per_day": 2}]
)
def test_everybody_says_the_same_number_is_due_and_what_today_leaves_out(
    open_sample: OpenStudy, clock: Clock, how: dict[str, object]
) -> None:
    until_learned(open_sample(new_per_day=99), clock)
    clock.advance(days=6)
    study = open_sample(**how)
    due = due_everywhere(study)
    asked = agenda(study)
    assert asked.left_out == due - (asked.counts.due - asked.early) > 0
    assert f"{asked.left_out} due cards" in left_out(asked, plan_of_day(study))
