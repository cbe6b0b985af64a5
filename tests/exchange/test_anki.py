"""Anki packages out and in: schedule, history, and cards of others as topics.

`tests/data/anki` holds one deck as Anki 26.09 exported it, with and without "Support
older Anki versions": a reversed note, one of media only, one with code, one cloze.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from studyapp.errors import StorageError, UsageError
from studyapp.exchange.anki.cloze import read_cloze
from studyapp.exchange.anki.field_text import read_field
from studyapp.exchange.anki.read import AnkiCard, Template, read_package
from studyapp.exchange.anki.templates import fill
from studyapp.memory.events import EventKind
from studyapp.memory.fsrs import Rating
from studyapp.memory.state import CardState, Phase
from studyapp.services.card_export import export_anki
from studyapp.services.importing import Imported, import_anki
from studyapp.services.reviewing import Reviewing
from studyapp.services.study import Study
from studyapp.services.syncing import sync
from studyapp.store.doctor import check
from studyapp.store.states import read_states
from tests.conftest import PROJECT, Clock, OpenStudy

PACKAGES = PROJECT / "tests" / "data" / "anki"


def states(study: Study) -> dict[str, CardState]:
    return read_states(study.store, study.projection)


def studied(study: Study, clock: Clock) -> Study:
    """Answer all cards over some days, one of them wrongly, and suspend one."""
    for day in range(4):
        reviewing = Reviewing(study)
        for count in range(14):
            shown = reviewing.next()
            if shown is None:
                break
            rating = Rating.AGAIN if (count + day) % 7 == 3 else Rating.GOOD
            reviewing.answer(shown, rating, 3000 + count)
            clock.advance(seconds=7)
        clock.advance(days=3, hours=1)
    study.journal.append(EventKind.SUSPEND, "timeout.default", {}, clock())
    clock.advance(minutes=1)
    return study


@pytest.fixture
def study(open_sample: OpenStudy, clock: Clock) -> Study:
    return studied(open_sample(), clock)


def by_id(path: Path) -> dict[str, AnkiCard]:
    cards = read_package(path).cards
    return {card.note.guid.removeprefix("studyapp."): card for card in cards}


def test_a_package_holds_every_card_with_its_answers_and_its_queue(
    study: Study, tmp_path: Path
) -> None:
    written = export_anki(study, tmp_path / "out.apkg")
    cards = by_id(tmp_path / "out.apkg")
    assert set(cards) == set(study.library.cards)
    assert written.cards == len(cards)
    for card_id, state in states(study).items():
        card = cards[card_id]
        assert len(card.reviews) == state.reviews
        assert (card.queue == -1) == state.suspended
        assert card.type == list(Phase).index(state.phase)
    assert written.answers == sum(len(card.reviews) for card in cards.values())


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with zipfile.ZipFile(path) as package, closing(sqlite3.connect(":memory:")) as db:
        file = Path(package.extract("collection.anki2", path.parent))
        db.execute("ATTACH ? AS c", [str(file)])
        return db.execute(query).fetchall()


def test_due_dates_count_from_the_first_day_of_the_collection(
    study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "out.apkg"
    export_anki(study, path)
    ((crt,),) = rows(path, "SELECT crt FROM c.col")
    dues = dict(
        rows(
            path, "SELECT substr(guid, 10), due FROM c.cards JOIN c.notes n ON nid=n.id"
        )
    )
    in_review = [s for s in states(study).values() if s.phase is Phase.REVIEW]
    assert in_review
    for state in in_review:
        assert state.due_day is not None
        first = state.due_day - timedelta(days=int(str(dues[state.card_id])))
        assert f"{first}" == "2026-11-21"
    assert crt == 1795233600  # 2026-11-21 at 04:00, UTC


def test_the_same_state_gives_the_same_ids_and_one_topic_can_be_chosen(
    study: Study, tmp_path: Path
) -> None:
    query = "SELECT id, nid, did, queue, due FROM c.cards ORDER BY id"
    for name in ("one.apkg", "two.apkg"):
        (tmp_path / name[:3]).mkdir()
        export_anki(study, tmp_path / name[:3] / name)
    one, two = tmp_path / "one" / "one.apkg", tmp_path / "two" / "two.apkg"
    assert rows(one, query) == rows(two, query)
    export_anki(study, one, ["limits"])
    assert set(by_id(one)) < set(by_id(two))
    with pytest.raises(UsageError, match="there is no topic 'dragons'"):
        export_anki(study, one, ["dragons"])


def test_a_package_that_cannot_be_written_leaves_the_old_file(
    study: Study, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match="cannot be written"):
        export_anki(study, tmp_path / "taken" / "out.apkg")


def test_our_own_package_brings_the_history_to_a_new_device_once(
    study: Study, clock: Clock, tmp_path: Path, sample: Path
) -> None:
    from studyapp.services.study import open_study

    path = tmp_path / "out.apkg"
    written = export_anki(study, path)
    other = open_study(
        tmp_path / "other.sqlite3", [str(sample)], study.settings, now=clock
    )
    first = import_anki(other, path, tmp_path / "own")
    assert (first.answers, first.own) == (written.answers, written.cards)
    assert first.files == ()
    for card_id, state in states(study).items():
        assert states(other)[card_id]._replace(card_id=card_id) == state
    events = other.journal.events()
    assert import_anki(other, path, tmp_path / "own").answers == 0
    assert other.journal.events() == events
    assert check(other.store, other.projection) == ()
    other.close()


def test_a_package_that_comes_back_unchanged_adds_nothing(
    study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "out.apkg"
    export_anki(study, path)
    before = study.journal.events()
    assert import_anki(study, path, tmp_path).answers == 0
    assert study.journal.events() == before


def test_answers_given_in_anki_come_back_and_sync_counts_them_once(
    study: Study, clock: Clock, tmp_path: Path, sample: Path
) -> None:
    from studyapp.services.study import open_study

    path = tmp_path / "out.apkg"
    export_anki(study, path)
    answered_in_anki(path, "timeout.max", clock)
    other = open_study(
        tmp_path / "other.sqlite3", [str(sample)], study.settings, now=clock
    )
    for device in (study, other, study):
        sync(device, str(tmp_path / "shared"))
    before = states(study)["timeout.max"]
    assert import_anki(study, path, tmp_path).answers == 1
    assert import_anki(other, path, tmp_path).answers == 1
    for device in (study, other, study):
        sync(device, str(tmp_path / "shared"))
    after = states(study)["timeout.max"]
    assert (after.reviews, after.lapses) == (before.reviews + 1, before.lapses + 1)
    assert states(other) == states(study)
    other.close()


def answered_in_anki(path: Path, card_id: str, clock: Clock) -> None:
    """Put one Again into a package's review log, as Anki would."""
    file = path.with_name("collection.anki2")
    with zipfile.ZipFile(path) as package:
        file.write_bytes(package.read("collection.anki2"))
    with closing(sqlite3.connect(file)) as db, db:
        db.execute(
            "INSERT INTO revlog SELECT ?, c.id, -1, 1, -600, 3, 500, 2500, 1 FROM "
            "cards c JOIN notes n ON c.nid = n.id WHERE n.guid = ?",
            [int(clock().timestamp() * 1000), f"studyapp.{card_id}"],
        )
    with zipfile.ZipFile(path, "w") as package:
        package.write(file, "collection.anki2")


def test_a_foreign_package_becomes_a_topic_with_its_history(
    open_sample: OpenStudy, tmp_path: Path, sample: Path
) -> None:
    root = tmp_path / "mine"
    shutil.copytree(sample, root)
    imported = import_anki(open_sample(root), PACKAGES / "older.apkg", root)
    assert imported == Imported(
        files=(root / "anki" / "anki-music-sub.md",),
        added=6,
        answers=4,
        messages=(
            (
                "3 pictures and sounds are left out (p.png, only.png, x.mp3); "
                "the text names what it held"
            ),
            "2 cards are left out: nothing is asked or answered in words",
        ),
    )
    again = open_sample(root)
    assert again.report.problems == ()
    topic = again.library.topics["anki-music-sub"]
    assert (topic.title, topic.summary) == ("Müsic / Sub", "Cards from older.apkg.")
    cards = [c for c in again.library.cards.values() if c.topic == topic.id]
    assert len(cards) == imported.added == 4 + 2
    cloze = [card for card in cards if card.id.partition(".")[2]]
    assert cloze[0].prompt == "a **[...]** c d\\(x) [...] \\[y\\]"
    assert cloze[0].answer == "a ****b**** c d\\(x) **nested in** \\[y\\]"
    known = states(again)
    assert cloze[0].id in known
    suspended = [s for s in known.values() if s.suspended]
    assert len(suspended) == 1


def test_a_second_import_keeps_what_the_learner_has_reworded(
    open_sample: OpenStudy, tmp_path: Path, sample: Path
) -> None:
    root = tmp_path / "mine"
    shutil.copytree(sample, root)
    (file,) = import_anki(open_sample(root), PACKAGES / "older.apkg", root).files
    file.write_text(
        file.read_text(encoding="utf-8").replace("see *docs*", "my words"),
        encoding="utf-8",
    )
    text = file.read_bytes()
    study = open_sample(root)
    events = study.journal.events()
    second = import_anki(study, PACKAGES / "older.apkg", root)
    assert (second.files, second.added, second.known, second.answers) == ((), 0, 6, 0)
    assert (file.read_bytes(), study.journal.events()) == (text, events)


def test_the_newer_form_is_read_where_python_can_and_else_named_with_a_remedy(
    open_sample: OpenStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = PACKAGES / "newer.apkg"
    if find_spec("zstandard") or sys.version_info >= (3, 14):
        newer = read_package(path).cards
        older = read_package(PACKAGES / "older.apkg").cards
        assert [card.note for card in newer] == [card.note for card in older]
        assert [card.reviews for card in newer] == [card.reviews for card in older]
    for name in ("zstandard", "compression.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UsageError, match="newer, compressed form") as refused:
        import_anki(open_sample(), path, tmp_path)
    assert "'Support older Anki versions' ticked" in refused.value.remedy


def damaged(path: Path) -> None:
    path.write_bytes((PACKAGES / "older.apkg").read_bytes()[:9000])


def no_zip(path: Path) -> None:
    path.write_text("hello", encoding="utf-8")


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("readme.txt", "hello")


def no_database(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("collection.anki2", "hello" * 500)


def other_database(path: Path) -> None:
    file = path.with_name("other.db")
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE col (crt, models, decks, conf)")
        db.execute("INSERT INTO col VALUES (1, '{\"1\": 7}', '{}', '{}')")
    with zipfile.ZipFile(path, "w") as package:
        package.write(file, "collection.anki2")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda _path: None, "there is no file"),
        (Path.mkdir, "is not an Anki package or is damaged"),
        (damaged, "is not an Anki package or is damaged"),
        (no_zip, "is not an Anki package or is damaged"),
        (other_zip, "holds no collection of Anki"),
        (no_database, "cannot be read"),
        (other_database, "cannot be read"),
    ],
)
def test_a_file_that_is_no_package_is_one_sentence_and_changes_nothing(
    open_sample: OpenStudy,
    tmp_path: Path,
    make: Callable[[Path], None],
    sentence: str,
) -> None:
    study = open_sample()
    path = tmp_path / "bad.apkg"
    make(path)
    before = study.journal.events()
    with pytest.raises(UsageError, match=sentence) as refused:
        import_anki(study, path, tmp_path / "own")
    assert "bad.apkg" in refused.value.message
    assert refused.value.remedy
    assert study.journal.events() == before
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("a<br>b<div>c</div>", "a\nb\nc"),
        ("<b>bold </b>and <i>it</i>", "**bold** and *it*"),
        ("5 &lt; 6 &amp;lt; <p>x &nbsp; y</p>", "5 < 6 \\&lt;\nx y"),
        ("2 * 3 ~ [4] `x`", "2 \\* 3 \\~ \\[4\\] \\`x\\`"),
        ("<code>a_b*</code> snake_case", "`a_b*` snake_case"),
        ("<style>p{}</style><script>x()</script>kept", "kept"),
        ("<pre>if x[0]:\n  go</pre>", "`if x[0]:`\n`\xa0\xa0go`"),
        ("<b>never closed", "never closed"),
        ("a [sound:x.mp3]", "a (left out: x.mp3)"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert read_field(html).markdown == markdown


@pytest.mark.parametrize(
    ("html", "markdown", "numbers"),
    [
        ("{{c1::a}} {{c2::b::hint}}", "[a] [b]", (1, 2)),
        ("{{c2::a {{c1::b}}}} [c]", "[a b] \\[c\\]", (2,)),
        ("{{c1::}}(x) a::b }}", "[...]\\(x) a::b }}", (1,)),
        ("{{c1::open", "[open]", (1,)),
        ("<code>x[0]</code> {{c1::y[1]}}", "x\\[0\\] [y\\[1\\]]", (1,)),
        ("{{c1::a}} {{c2::b}} {{c1::c}}", "[1::a] [2::b] [1::c]", (1, 2, 1)),
        ("none", "none", ()),
    ],
)
def test_cloze_deletions_become_holes(
    html: str, markdown: str, numbers: tuple[int, ...]
) -> None:
    cloze = read_cloze(html)
    assert (cloze.markdown, cloze.numbers) == (markdown, numbers)


def test_a_template_is_filled_as_anki_fills_it() -> None:
    template = Template(
        "{{#Hint}}({{Hint}}) {{/Hint}}{{^Hint}}none {{/Hint}}{{type:Front}}{{Gone}}",
        "{{FrontSide}}<hr id=answer>{{text:Back}}",
    )
    fields = {"Front": "f", "Back": "b", "Hint": " "}
    assert fill(template, fields) == ("none f", "b")
    assert fill(template, fields | {"Hint": "h"}) == ("(h) f", "b")
