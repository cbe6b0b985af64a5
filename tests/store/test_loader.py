from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from studyapp.content.files import read_all
from studyapp.content.library import assemble
from studyapp.store.engine import Store, open_store
from studyapp.store.journal import Journal
from studyapp.store.library import read_library
from studyapp.store.loaded import LoadReport
from studyapp.store.loader import load
from studyapp.store.revisions import Revision, same_amount

TODAY = date(2026, 11, 21)

Reload = Callable[[], LoadReport]
Edit = Callable[[str, str, str], None]
Start = Callable[[str, Sequence[object]], subprocess.Popen[str]]


def test_the_stored_library_is_the_parsed_one(loaded: Store, content: Path) -> None:
    files, _ = read_all([content])
    assert read_library(loaded) == assemble(files)[0]


@pytest.mark.usefixtures("loaded")
def test_an_unchanged_start_parses_nothing(reload: Reload) -> None:
    report = reload()
    assert report.parsed == 0
    assert report.changed == ()
    assert len(report.unchanged) == 4


@pytest.mark.usefixtures("loaded")
def test_a_file_that_was_only_touched_is_not_parsed(
    reload: Reload, content: Path
) -> None:
    os.utime(content / "limits.md", (1, 1))
    assert reload().parsed == 0


def test_progress_is_told_file_by_file(store: Store, content: Path) -> None:
    told: list[tuple[int, int]] = []
    load(store, [content], TODAY, lambda done, of: told.append((done, of)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.usefixtures("loaded")
def test_a_changed_value_is_reported_until_it_is_settled(
    reload: Reload, edit: Edit
) -> None:
    edit("limits.md", "value: 900 s", "value: 1,200 s")
    expected = (Revision("timeout.max", "900 s", "1,200 s"),)
    report = reload()
    assert report.changed == ("content/limits.md",)
    assert report.revised == expected
    assert reload().revised == expected


@pytest.mark.usefixtures("loaded")
def test_a_value_that_is_taken_back_was_never_revised(
    reload: Reload, edit: Edit
) -> None:
    edit("limits.md", "value: 900 s", "value: 1,200 s")
    reload()
    edit("limits.md", "value: 1,200 s", "value: 900 s")
    assert reload().revised == ()


@pytest.mark.usefixtures("loaded")
def test_the_same_value_in_another_unit_is_no_revision(
    reload: Reload, edit: Edit
) -> None:
    edit("limits.md", "value: 900 s\nalso: min", "value: 15 min\nalso: s")
    assert reload().revised == ()


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("900 s", "15 min", True),
        ("0 to 900 s", "0 to 15 min", True),
        ("60 s, 120 s", "60 s, 180 s", False),
        ("5 layers", "6 layers", False),
        ("Yes", "yes", True),
        ("Yes", "No", False),
        ("1,024 MB", "1 GB", True),
    ],
)
def test_values_are_compared_by_what_they_amount_to(
    old: str, new: str, *, same: bool
) -> None:
    assert same_amount(old, new) is same


@pytest.mark.usefixtures("loaded")
def test_a_changed_price_changes_the_facts_that_take_it(
    reload: Reload, edit: Edit
) -> None:
    edit("prices/duration.yaml", "0.0000166667", "0.0000177778")
    report = reload()
    assert set(report.changed) == {
        "content/prices/duration.yaml",
        "content/pricing.md",
    }
    assert report.revised[0].new == "0.0000177778 USD/GB-s"


def test_a_broken_file_is_reported_and_its_last_good_version_stays(
    loaded: Store, reload: Reload, edit: Edit
) -> None:
    before = read_library(loaded)
    edit("limits.md", "value: 900 s", "value: 900 parsecs / fortnight / 2")
    report = reload()
    assert report.broken == ("content/limits.md",)
    problem = next(p for p in report.problems if "timeout.max" not in p.message)
    assert problem.place.file == "content/limits.md"
    assert problem.place.line == 13
    assert read_library(loaded) == before
    again = reload()
    assert (again.parsed, again.broken) == (0, report.broken)
    assert again.problems == report.problems


@pytest.mark.usefixtures("loaded")
def test_a_mended_file_is_used_again(reload: Reload, edit: Edit) -> None:
    edit("limits.md", "value: 900 s", "valeu: 900 s")
    reload()
    edit("limits.md", "valeu: 900 s", "value: 901 s")
    report = reload()
    assert report.broken == ()
    assert report.revised == (Revision("timeout.max", "900 s", "901 s"),)


def test_a_file_that_is_no_longer_utf8_keeps_its_last_good_version(
    loaded: Store, reload: Reload, content: Path
) -> None:
    (content / "prices" / "duration.yaml").write_bytes(b"meter: \xff\xfe")
    report = reload()
    assert report.broken == ("content/prices/duration.yaml",)
    assert "price.duration.x86" in read_library(loaded).facts


def test_a_broken_price_table_keeps_the_prices_of_before(
    loaded: Store, reload: Reload, edit: Edit
) -> None:
    edit("prices/duration.yaml", "unit: USD/GB-s", "unit: USD/s/s")
    edit("pricing.md", "Billed by the millisecond", "Billed by each millisecond")
    report = reload()
    assert report.broken == ("content/prices/duration.yaml",)
    assert report.changed == ("content/pricing.md",)
    assert read_library(loaded).facts["price.duration.x86"].short.startswith("0.00001")


def test_a_removed_file_takes_its_rows_but_never_the_history(
    loaded: Store, reload: Reload, content: Path, journal: Journal
) -> None:
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    event = journal.append("answer", "layers.max", {"rating": 3}, noon)
    (content / "limits.md").unlink()
    report = reload()
    assert report.removed == ("content/limits.md",)
    assert "layers.max" not in read_library(loaded).facts
    assert journal.events() == (event,)


@pytest.mark.usefixtures("loaded")
def test_an_id_used_in_two_files_is_reported_with_both_places(
    reload: Reload, edit: Edit
) -> None:
    edit("pricing.md", "### edge.timeout", "### timeout.max")
    messages = [str(problem) for problem in reload().problems]
    assert any(
        "pricing.md" in message and "limits.md" in message for message in messages
    )


def test_a_second_folder_may_have_the_same_name(
    loaded: Store, content: Path, tmp_path: Path
) -> None:
    own = tmp_path / "mine" / "content"
    own.mkdir(parents=True)
    text = (content / "pricing.md").read_text(encoding="utf-8")
    start = text.index("### edge.timeout")
    mine = text[: text.index("### price")] + text[start:].replace("edge.", "own.")
    (own / "limits.md").write_text(
        mine.replace("topic: pricing", "topic: own").replace("stream.", "own.stream."),
        encoding="utf-8",
    )
    load(loaded, [content, own], TODAY)
    library = read_library(loaded)
    assert {"own.timeout", "edge.timeout", "timeout.max"} <= set(library.facts)


LOAD = """
import sys
from datetime import date
from pathlib import Path
from studyapp.store.engine import open_store
from studyapp.store.loader import load
store = open_store(Path(sys.argv[1]))
print(len(load(store, [sys.argv[2]], date(2026, 11, 21)).unchanged))
"""


def test_two_programs_load_a_new_file_at_once_and_both_finish(
    file: Path, content: Path, start: Start
) -> None:
    children = [start(LOAD, [file, content]) for _ in range(2)]
    for child in children:
        _, errors = child.communicate(timeout=60)
        assert child.returncode == 0, errors
    store = open_store(file)
    assert load(store, [content], TODAY).parsed == 0
    assert len(read_library(store).facts) == 9
    store.close()
