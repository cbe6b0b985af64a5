"""`studyapp stats`: charts in a terminal, words elsewhere, JSON, other days."""

from __future__ import annotations

import json
from datetime import date

import pytest

from studyapp.cli.stats_charts import SIGNS, bar, in_charts
from studyapp.memory.fsrs import Rating
from studyapp.memory.heatmap import WEEKS
from studyapp.services.reviewing import Reviewing
from studyapp.services.statistics import Statistics, statistics
from tests.cli.conftest import Run
from tests.conftest import Clock, OpenStudy


@pytest.fixture
def told(open_sample: OpenStudy, clock: Clock) -> Statistics:
    """Return what a learner of two months has who forgets the first card each time."""
    study = open_sample(exam_date=date(2027, 2, 26))
    for _ in range(12):
        reviewing = Reviewing(study)
        for turn in range(6):
            shown = reviewing.next()
            if shown is None:
                break
            rating = Rating.GOOD if turn else Rating.AGAIN
            reviewing.answer(shown, rating, 5_000)
            clock.advance(minutes=11)
        clock.advance(days=5)
    return statistics(study)


def test_charts_fit_80_columns_and_need_no_colour(told: Statistics) -> None:
    lines = "\n".join(in_charts(told)).splitlines()
    assert [line for line in lines if not line.isascii() or len(line) > 80] == []
    text = "\n".join(lines)
    for title in ("Due in", "Remembered (#)", "Answers by day", "Hardest cards"):
        assert title in text
    assert "exam day" in text


def test_the_year_has_a_row_for_each_weekday_and_a_legend(told: Statistics) -> None:
    lines = list(in_charts(told))
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    rows = {
        line[2:5]: line[7:] for line in lines if line[2:5] in names and line[7:8] < ">"
    }
    year = [row for row in rows.values() if len(row) in {WEEKS, WEEKS - 1}]
    assert len(year) == len(names)
    assert set("".join(year)) <= set(SIGNS)
    drawn = sum(sign != SIGNS[0] for row in year for sign in row)
    assert drawn == sum(1 for count in told.answers.values() if count)
    assert any(line.startswith("  Answers: . none   : 1") for line in lines)


def test_a_bar_begins_at_zero_and_shows_something_for_a_little() -> None:
    assert [bar(share, 4) for share in (0, 0.01, 0.5, 1)] == [
        "....",
        "#...",
        "##..",
        "####",
    ]


def test_off_a_terminal_the_same_is_told_in_words(run: Run) -> None:
    run("review", "--plain", typed="\n3\n\n3\nq\n")
    ran = run("stats")
    assert ran.status == 0
    assert "2 answers on 1 of" in ran.out
    assert "while learning: Again 0 %, Hard 0 %, Good 100 %, Easy 0 %, of 2" in ran.out
    assert "Knowledge by topic" in ran.out
    assert not any(sign in ran.out for sign in ("##", "..", "++"))


def test_as_json_everything_has_a_name(run: Run) -> None:
    run("review", "--plain", typed="\n3\nq\n")
    found = json.loads(run("stats", "--json").out)
    assert found["when"] == "today"
    assert found["grades"]["learning"] == {"again": 0, "hard": 0, "good": 1, "easy": 0}
    assert list(found["answers_by_day"].values()) == [1]
    assert found["calibration"]["total"]["actual"] is None
    assert {topic["id"] for topic in found["topics"]} == {"limits", "async"}
    assert found["knowledge"]["facts"] >= 4


def test_another_day_is_told_without_what_came_after(run: Run) -> None:
    run("review", "--plain", typed="\n3\nq\n")
    early = json.loads(run("stats", "--on", "2020-01-01", "--json").out)
    assert (early["when"], early["new_cards"]) == ("past", early["cards"])
    assert "due" not in early


def test_of_a_day_before_the_first_answer_there_is_one_sentence(run: Run) -> None:
    never = "On Wednesday 1 January 2020 you had not answered anything yet"
    assert run("stats", "--on", "2020-01-01").out == f"{never}.\n"
    run("review", "--plain", typed="\n3\nq\n")
    told = run("stats", "--on", "2020-01-01").out
    assert told.startswith(f"{never}; your first answer was on ")
    assert told.count("\n") == 1


def test_a_day_that_cannot_be_read_says_how_to_write_it(run: Run) -> None:
    ran = run("stats", "--on", "1.11.2026")
    assert ran.status == 2
    assert "write a day such as 2026-12-04" in ran.err
