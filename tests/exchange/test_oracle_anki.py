"""Anki itself takes our packages, and what it gives back is understood.

Needs `pip install .[oracle]`; the package is under the AGPL and is never shipped.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from studyapp.memory.events import EventKind
from studyapp.memory.state import CardState, Phase
from studyapp.memory.study_day import study_day
from studyapp.services.card_export import export_anki
from studyapp.services.importing import import_anki
from studyapp.services.study import Study, open_study
from studyapp.store.states import read_states
from tests.conftest import Clock, OpenStudy
from tests.exchange.test_anki import states, studied
from tests.exchange.test_anki_placing import NO_LOG, package_of

library = pytest.importorskip("anki.collection")
Anki = Any
"""Anki's own objects: its types are known only where it is installed."""


@pytest.fixture
def study(open_sample: OpenStudy, clock: Clock) -> Study:
    """Return a study whose last answers were given just now, as Anki's clock says."""
    now = datetime.now(UTC).astimezone()
    clock.moment = now - timedelta(days=13)
    opened = studied(open_sample(), clock)
    clock.moment = now
    return opened


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Anki]:
    opened = library.Collection(str(tmp_path / "real.anki2"))
    opened.set_config("fsrs", True)
    yield opened
    opened.close()


def take(collection: Anki, path: Path) -> Anki:
    options = library.ImportAnkiPackageOptions(with_scheduling=True)
    request = library.ImportAnkiPackageRequest(package_path=str(path), options=options)
    return collection.import_anki_package(request).log


def give(collection: Anki, path: Path, *, legacy: bool = True) -> Path:
    options = library.ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
    )
    collection.export_anki_package(out_path=str(path), limit=None, options=options)
    return path


def card_of(collection: Anki, card_id: str) -> Anki:
    (number,) = collection.db.list(
        "SELECT c.id FROM cards c JOIN notes n ON c.nid = n.id WHERE n.guid = ?",
        f"studyapp.{card_id}",
    )
    return collection.get_card(number)


def test_anki_has_every_card_where_it_stands_here(
    study: Study, collection: Anki, tmp_path: Path
) -> None:
    written = export_anki(study, tmp_path / "out.apkg")
    log = take(collection, tmp_path / "out.apkg")
    assert len(log.new) == written.cards
    assert collection.db.scalar("SELECT count() FROM revlog") == written.answers
    for card_id, state in states(study).items():
        card = card_of(collection, card_id)
        assert (card.reps, card.lapses) == (state.reviews, state.lapses)
        assert card.type == list(Phase).index(state.phase)
        assert (card.queue == -1) == state.suspended
        assert_is_due(collection, card, state, study)
        assert state.memory is not None
        assert card.memory_state.stability == pytest.approx(
            state.memory.stability, abs=1e-3
        )
        assert card.memory_state.difficulty == pytest.approx(
            state.memory.difficulty, abs=1e-2
        )
    message, fine = collection.fix_integrity()
    assert fine, message


def assert_is_due(collection: Anki, card: Anki, state: CardState, study: Study) -> None:
    if state.phase is Phase.REVIEW:
        assert state.due_day is not None
        ahead = (state.due_day - study.today).days
        assert (card.due - collection.sched.today, card.ivl) == (ahead, state.interval)
    else:
        assert state.due_ms is not None
        assert card.due == state.due_ms // 1000


def test_a_second_import_updates_the_words_and_keeps_ankis_schedule(
    open_sample: OpenStudy, clock: Clock, collection: Anki, tmp_path: Path, sample: Path
) -> None:
    root = tmp_path / "words"
    shutil.copytree(sample, root)
    clock.moment = datetime.now(UTC).astimezone()
    path = tmp_path / "out.apkg"
    export_anki(open_sample(root), path)
    take(collection, path)
    collection.decks.select(collection.decks.id("studyapp"))
    card = collection.sched.getCard()
    card.start_timer()
    collection.sched.answerCard(card, 4)
    before = [card_of(collection, "aaaaaaa").due, collection.get_card(card.id).due]
    text = (root / "limits.md").read_text(encoding="utf-8")
    (root / "limits.md").write_text(
        text.replace("half an hour", "thirty minutes"), encoding="utf-8"
    )
    clock.advance(seconds=5)
    export_anki(open_sample(root), path)
    log = take(collection, path)
    assert (len(log.new), len(log.duplicate)) == (0, 0)
    assert len(log.updated) == collection.note_count()
    assert "thirty minutes" in card_of(collection, "aaaaaaa").note()["Front"]
    after = [card_of(collection, "aaaaaaa").due, collection.get_card(card.id).due]
    assert after == before
    assert collection.db.scalar("SELECT count() FROM revlog") == 1


def test_answers_given_in_anki_come_back_once(
    study: Study, collection: Anki, tmp_path: Path
) -> None:
    export_anki(study, tmp_path / "out.apkg")
    take(collection, tmp_path / "out.apkg")
    before = states(study)["timeout.max"]
    card = card_of(collection, "timeout.max")
    collection.sched.unsuspend_cards([card_of(collection, "timeout.default").id])
    card.start_timer()
    collection.sched.answerCard(card, 1)
    back = give(collection, tmp_path / "back.apkg")
    assert import_anki(study, back, tmp_path / "own").answers == 1
    after = states(study)
    assert after["timeout.max"].reviews == before.reviews + 1
    assert not after["timeout.default"].suspended
    assert import_anki(study, back, tmp_path / "own").answers == 0
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize("legacy", [True, False])
def test_history_that_went_through_anki_gives_the_same_states(
    study: Study,
    collection: Anki,
    clock: Clock,
    tmp_path: Path,
    sample: Path,
    legacy: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    if not legacy:
        pytest.importorskip("zstandard")
    export_anki(study, tmp_path / "out.apkg")
    take(collection, tmp_path / "out.apkg")
    through = give(collection, tmp_path / "through.apkg", legacy=legacy)
    other = open_study(
        tmp_path / "other.sqlite3", [str(sample)], study.settings, now=clock
    )
    import_anki(other, through, tmp_path / "own")
    assert read_states(other.store, other.projection) == states(study)
    kinds = {event.kind for event in other.journal.events()}
    assert kinds == {EventKind.ANSWER, EventKind.SUSPEND}
    other.close()


@pytest.mark.parametrize(("ease", "interval"), [(2500, 10), (1800, 10), (1300, 250)])
def test_a_card_sm2_left_without_a_log_has_the_memory_anki_gives_it(
    open_sample: OpenStudy,
    collection: Anki,
    tmp_path: Path,
    sample: Path,
    ease: int,
    interval: int,
) -> None:
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"], note["Back"] = "What is it?", "This."
    collection.add_note(note, 1)
    card = note.cards()[0]
    card.type = card.queue = 2
    card.due, card.ivl, card.factor, card.reps = 5, interval, ease, 7
    collection.update_card(card)
    memory = collection._backend.get_scheduling_states(card.id).current
    memory = memory.normal.review.memory_state
    root = tmp_path / "mine"
    shutil.copytree(sample, root)
    study = open_sample(root)
    assert import_anki(study, give(collection, tmp_path / "a.apkg"), root).placed == 1
    (state,) = states(study).values()
    assert state.memory == pytest.approx((memory.stability, memory.difficulty), 1e-3)
    today = study_day(datetime.now(UTC).astimezone())
    assert state.due_day == today + timedelta(days=5)
    assert (state.interval, state.reviews) == (interval, 7)


def test_anki_has_a_placed_card_as_it_was_before_it_came_here(
    study: Study, collection: Anki, clock: Clock, tmp_path: Path, sample: Path
) -> None:
    bare = package_of(study, tmp_path / "bare.apkg", NO_LOG)
    other = open_study(
        tmp_path / "other.sqlite3", [str(sample)], study.settings, now=clock
    )
    import_anki(other, bare, tmp_path / "own")
    export_anki(other, tmp_path / "out.apkg")
    take(collection, tmp_path / "out.apkg")
    placed = {c: s for c, s in states(study).items() if s.phase is Phase.REVIEW}
    assert placed
    for card_id, state in placed.items():
        card = card_of(collection, card_id)
        assert (card.type, card.reps, card.lapses) == (2, state.reviews, state.lapses)
        assert_is_due(collection, card, state, study)
        assert (card.memory_state.stability, card.memory_state.difficulty) == (
            pytest.approx(state.memory, rel=1e-3)
        )
    other.close()
