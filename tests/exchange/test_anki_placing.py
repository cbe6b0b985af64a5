"""Cards whose schedule is in the package and whose answers are not, or not all."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from studyapp.exchange.anki.read import read_package
from studyapp.memory.events import Event, EventKind
from studyapp.memory.fsrs import Memory
from studyapp.memory.history import in_force
from studyapp.memory.reviews import reviews_of
from studyapp.memory.sm2 import memory_from_sm2
from studyapp.memory.state import CardState, Phase
from studyapp.memory.training import lessons_of
from studyapp.services.card_export import export_anki
from studyapp.services.importing import import_anki
from studyapp.services.study import Study, open_study
from studyapp.services.syncing import sync
from studyapp.store.doctor import check
from tests.conftest import Clock, OpenStudy
from tests.exchange.test_anki import PACKAGES, by_id, states, studied

NO_LOG = "DELETE FROM revlog"
NO_MEMORY = "UPDATE cards SET data = '', factor = 1800 WHERE type = 2"


@pytest.fixture
def study(open_sample: OpenStudy, clock: Clock) -> Study:
    return studied(open_sample(), clock)


@pytest.fixture
def other(study: Study, clock: Clock, tmp_path: Path, sample: Path) -> Iterator[Study]:
    """Return a second device of the learner's, with nothing in its journal."""
    path = tmp_path / "other.sqlite3"
    opened = open_study(path, [str(sample)], study.settings, now=clock)
    yield opened
    opened.close()


def changed(path: Path, *statements: str) -> Path:
    """Do something to the collection in a package."""
    file = path.with_name("collection.anki2")
    with zipfile.ZipFile(path) as package:
        file.write_bytes(package.read("collection.anki2"))
    with closing(sqlite3.connect(file)) as db, db:
        for statement in statements:
            db.execute(statement)
    with zipfile.ZipFile(path, "w") as package:
        package.write(file, "collection.anki2")
    return path


def package_of(study: Study, path: Path, *statements: str) -> Path:
    export_anki(study, path)
    return changed(path, *statements)


def in_review(study: Study) -> dict[str, CardState]:
    return {c: s for c, s in states(study).items() if s.phase is Phase.REVIEW}


def placements(study: Study) -> list[Event]:
    events = study.journal.events()
    return [event for event in events if event.kind == EventKind.PLACED]


def standing(path: Path) -> dict[str, tuple[object, ...]]:
    """Return what the rows of cards in review say, due days as they are counted."""
    began = read_package(path).began.toordinal()
    return {
        name: (began + c.due, c.interval, c.reps, c.lapses, c.data, c.queue)
        for name, c in by_id(path).items()
        if c.type == 2
    }


def rounded(state: CardState) -> CardState:
    """Return what a card's row in Anki tells of a state."""
    assert state.memory is not None
    assert state.last_ms is not None
    stability, difficulty = state.memory
    return state._replace(
        memory=Memory(round(stability, 4), round(difficulty, 3)),
        last_ms=state.last_ms // 1000 * 1000 + 999,
        first_day=state.last_day,
    )


def test_a_card_without_its_log_is_where_it_stood(
    study: Study, other: Study, tmp_path: Path
) -> None:
    path = package_of(study, tmp_path / "out.apkg", NO_LOG)
    imported = import_anki(other, path, tmp_path / "own")
    expected = {c: rounded(s) for c, s in in_review(study).items()}
    assert expected
    assert in_review(other) == expected
    assert (imported.answers, imported.placed) == (0, len(placements(other)))
    assert "cards go on by the schedule in the package" in imported.messages[0]
    assert check(other.store, other.projection) == ()


def test_a_placed_card_leaves_for_anki_as_it_came(
    study: Study, other: Study, tmp_path: Path
) -> None:
    path = package_of(study, tmp_path / "out.apkg", NO_LOG)
    import_anki(other, path, tmp_path / "own")
    (tmp_path / "back").mkdir()
    back = tmp_path / "back" / "out.apkg"
    assert export_anki(other, back).answers == 0
    came = standing(path)
    assert came
    assert came.items() <= standing(back).items()


def test_a_second_import_places_nothing_again(
    study: Study, other: Study, tmp_path: Path
) -> None:
    path = package_of(study, tmp_path / "out.apkg", NO_LOG)
    import_anki(other, path, tmp_path / "own")
    events = other.journal.events()
    assert import_anki(other, path, tmp_path / "own").placed == 0
    back = package_of(other, tmp_path / "back.apkg")
    assert import_anki(other, back, tmp_path / "own").placed == 0
    assert other.journal.events() == events


def test_answers_that_are_known_here_outweigh_a_schedule(
    study: Study, tmp_path: Path
) -> None:
    path = package_of(study, tmp_path / "out.apkg", NO_LOG)
    before = study.journal.events()
    assert import_anki(study, path, tmp_path / "own").placed == 0
    assert study.journal.events() == before


@pytest.mark.parametrize("memory", [NO_MEMORY, "SELECT 1"])
def test_two_devices_place_a_card_alike_and_sync_has_it_once(
    study: Study, other: Study, clock: Clock, tmp_path: Path, sample: Path, memory: str
) -> None:
    path = package_of(study, tmp_path / "out.apkg", NO_LOG, memory)
    third = open_study(
        tmp_path / "third.sqlite3", [str(sample)], study.settings, now=clock
    )
    for device in (other, third):
        import_anki(device, path, tmp_path / "own")
    assert other.journal.events() == third.journal.events()
    # The first device has the answers themselves, so no placement counts there.
    for device in (other, third, study, other, third):
        sync(device, str(tmp_path / "shared"))
    assert states(other) == states(third) == states(study)
    third.close()


def test_a_log_that_is_cut_short_gives_its_answers_and_the_schedule(
    study: Study, other: Study, tmp_path: Path
) -> None:
    first = "DELETE FROM revlog WHERE type = 0"
    path = package_of(study, tmp_path / "out.apkg", first)
    rest = {c: card for c, card in by_id(path).items() if card.type == 2}
    import_anki(other, path, tmp_path / "own")
    assert any(card.reviews for card in rest.values())
    for card_id, state in in_review(study).items():
        placed = states(other)[card_id]
        assert placed.memory == rounded(state).memory
        assert (placed.due_day, placed.interval) == (state.due_day, state.interval)
        assert (placed.reviews, placed.lapses) == (state.reviews, state.lapses)
    answers = [e for e in other.journal.events() if e.kind == EventKind.ANSWER]
    assert len(answers) == sum(len(card.reviews) for card in by_id(path).values())


@pytest.mark.parametrize(
    "data", ["''", "'{}'", "'[3]'", '\'{"s": -1, "d": 5}\'', "'{\"s\": 5'"]
)
def test_a_card_without_a_memory_of_fsrs_is_converted_from_sm2(
    study: Study, other: Study, tmp_path: Path, data: str
) -> None:
    as_sm2 = f"UPDATE cards SET data = {data}, factor = 1800 WHERE type = 2"
    path = package_of(study, tmp_path / "out.apkg", NO_LOG, as_sm2)
    import_anki(other, path, tmp_path / "own")
    for card_id, state in in_review(study).items():
        placed = states(other)[card_id]
        assert placed.memory == pytest.approx(
            memory_from_sm2(1.8, state.interval), abs=1e-3
        )
        assert (placed.due_day, placed.interval) == (state.due_day, state.interval)
        assert placed.last_day == state.last_day


def test_a_card_in_a_filtered_deck_keeps_the_day_of_its_own(
    study: Study, other: Study, tmp_path: Path
) -> None:
    away = "UPDATE cards SET odid = did, odue = due, due = -100000 WHERE type = 2"
    path = package_of(study, tmp_path / "out.apkg", NO_LOG, away)
    import_anki(other, path, tmp_path / "own")
    days = {card_id: state.due_day for card_id, state in in_review(study).items()}
    assert {c: s.due_day for c, s in in_review(other).items()} == days


def test_a_day_that_no_calendar_has_leaves_the_card_new(
    study: Study, other: Study, tmp_path: Path
) -> None:
    far = "UPDATE cards SET due = 999999999"
    path = package_of(study, tmp_path / "out.apkg", NO_LOG, far)
    assert import_anki(other, path, tmp_path / "own").placed == 0


def test_a_card_being_relearnt_is_in_review_on_the_day_its_step_is_due(
    study: Study, other: Study, tmp_path: Path
) -> None:
    moment = "2026-12-04 09:30"
    step = f"UPDATE cards SET type = 3, due = unixepoch('{moment}') WHERE type = 2"
    path = package_of(study, tmp_path / "out.apkg", NO_LOG, step)
    import_anki(other, path, tmp_path / "own")
    assert in_review(study)
    for card_id in in_review(study):
        assert states(other)[card_id].due_day == date(2026, 12, 4)


def test_no_figure_counts_a_placement_as_an_answer(
    study: Study, other: Study, tmp_path: Path
) -> None:
    path = package_of(study, tmp_path / "out.apkg", NO_LOG)
    import_anki(other, path, tmp_path / "own")
    events = in_force(other.journal.events())
    assert placements(other)
    assert reviews_of(events, other.policy) == []
    assert lessons_of(events, other.policy).answers == 0


def test_a_foreign_deck_is_placed_too(
    open_sample: OpenStudy, tmp_path: Path, sample: Path
) -> None:
    root = tmp_path / "mine"
    shutil.copytree(sample, root)
    path = tmp_path / "older.apkg"
    shutil.copy(PACKAGES / "older.apkg", path)
    file = path.with_name("collection.anki21")
    with zipfile.ZipFile(path) as package:
        file.write_bytes(package.read("collection.anki21"))
    with closing(sqlite3.connect(file)) as db, db:
        db.execute(NO_LOG)
    with zipfile.ZipFile(path, "w") as package:
        package.write(file, "collection.anki21")
    study = open_sample(root)
    imported = import_anki(study, path, root)
    # The fourth of the cards that were answered is in review.
    assert (imported.answers, imported.unscheduled) == (0, 3)
    assert {e.kind for e in study.journal.events()} <= {"placed", "suspend"}
    deck = read_package(path)
    (card,) = (card for card in deck.cards if card.type == 2)
    (placed,) = in_review(study).values()
    assert placed.due_day == deck.began + timedelta(card.due)
    assert placed.memory == Memory(8.2956, 1.0)
