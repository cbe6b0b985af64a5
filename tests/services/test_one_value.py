"""A value changed in one place changes everywhere, on the bundled content."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from studyapp.calculator.price import Bill
from studyapp.services.calculating import bill_for, concurrency_for
from studyapp.services.quizzing import start
from studyapp.services.reading import Reading
from studyapp.services.reviewing import Reviewing
from studyapp.services.selection import Selection
from studyapp.services.study import Study, open_study
from studyapp.settings import Settings
from studyapp.store import search
from tests.conftest import PROJECT, Clock

LONG_RUN = {"requests": "1M", "duration": "1000 s", "memory": "128MB"}

Change = Callable[[str, str, str], Study]


@pytest.fixture
def change(tmp_path: Path, clock: Clock) -> Change:
    """Return a function that edits one file of a copy and opens a study on it."""
    content = tmp_path / "content"
    shutil.copytree(PROJECT / "content", content)
    shutil.copytree(PROJECT / "questions", tmp_path / "questions")

    def edit(file: str, old: str, new: str) -> Study:
        path = content / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        roots = [str(content), str(tmp_path / "questions")]
        settings = Settings.model_validate({"new_per_day": 9999})
        return open_study(tmp_path / "study.sqlite3", roots, settings, now=clock)

    return edit


def test_a_new_maximum_timeout_is_everywhere_at_once(change: Change) -> None:
    study = change("limits.md", "value: 900 s", "value: 1,200 s")
    assert study.report.problems == ()

    best = search.search(str(study.store.path), "timeout ", 1)[0]
    assert (best.number, best.long) == ("1200", "1,200 s (20 min)")

    reviewing = Reviewing(study, Selection(topics=frozenset({"limits"})))
    shown = reviewing.next()
    assert shown is not None
    assert (shown.card.id, shown.answer) == ("timeout.max", "1,200 s (20 min)")

    page = Reading(study).topic("limits")
    assert page is not None
    assert "20 min at most" in "".join(p.text for p in page.parts)

    assert isinstance(bill_for(LONG_RUN, study.library.book), Bill)
    study.close()


def test_the_calculator_refuses_what_the_timeout_of_today_refuses(
    change: Change,
) -> None:
    study = change("limits.md", "order: 10", "order: 11")
    problems = bill_for(LONG_RUN, study.library.book)
    assert not isinstance(problems, Bill)
    assert "900 s" in str(problems[0])
    study.close()


def test_a_new_account_quota_moves_the_limit_that_binds(change: Change) -> None:
    load = {"rps": "600", "duration": "1 s"}
    study = change(
        "concurrency.md",
        "value: 1,000 concurrent executions",
        "value: 500 concurrent executions",
    )
    result = concurrency_for(load, study.library.book)
    assert not isinstance(result, tuple)
    assert not result.is_enough
    assert int(result.limits[0].value) == 500
    study.close()


def test_a_key_that_quotes_a_value_quotes_the_new_one(change: Change) -> None:
    study = change("limits.md", "value: 900 s", "value: 1,200 s")
    quizzing = start(study, 200)
    texts = []
    while (shown := quizzing.current) is not None:
        texts += [shown.stem, *(o.text + o.rationale for o in shown.options)]
        quizzing.submit(None, elapsed_ms=1)
    assert any("20 min" in text for text in texts)
    assert not any("{{" in text for text in texts)
    study.close()
