"""The statistics as the Progress screen shows them: numbers, bars, short Markdown.

Pure: values in, texts and bars out.
"""

from __future__ import annotations

from collections.abc import Sequence

from studyapp.memory.wording import counted
from studyapp.services.standing import TopicStanding
from studyapp.services.statistics import Statistics, When
from studyapp.services.statistics_words import (
    KNOWN,
    about_knowledge,
    about_time,
    duration,
    grades,
    heading,
    percent,
)
from studyapp.tui.pages import plain
from studyapp.tui.widgets.meter import Bar
from studyapp.tui.widgets.stat_row import Stat

_HEADS = ("right", "known", "recall", "exam")
_LONGEST = 38
"""Cells for a topic's title, so that its bar has room beside it at 80 columns."""


def status(told: Statistics) -> str:
    """Return the day for the title line, empty for today."""
    return "" if told.when is When.TODAY else told.day.isoformat()


def heading_line(told: Statistics) -> str:
    """Return what day is told of, and what that means."""
    return f"**{heading(told)}**"


def numbers(told: Statistics) -> list[Stat]:
    """Return the numbers at the top."""
    phases, month = told.phases, told.month
    return [
        Stat(str(phases.review), "in review"),
        Stat(str(phases.learning + phases.relearning), "learning"),
        Stat(str(phases.new), "new"),
        Stat(percent(month.share) if month.reviews else "-", "remembered (30 days)"),
        Stat(f"{told.right} of {told.asked}", "questions right"),
        Stat(duration(told.time.total_ms), "spent in a year"),
    ]


def grade_bars(told: Statistics) -> list[Bar]:
    """Return a bar for each grade, first of cards in steps, then of reviews."""
    pairs = (("learning", told.learning), ("review", told.reviewing))
    return [
        Bar(f"{name}, {where}", number, pressed.total, f"{number} of {pressed.total}")
        for where, pressed in pairs
        if pressed.total
        for name, number in grades(pressed)
    ]


def hardest_page(told: Statistics) -> str:
    """Return the cards that were forgotten most as a list."""
    if not told.hardest:
        return "**Hardest cards**\n\nNo card in review was forgotten yet."
    rows = "\n".join(
        f"- {plain(card.prompt)} (forgotten {card.lapses} of "
        f"{counted(card.reviews, 'answer')}, recall {percent(card.recall)})"
        for card in told.hardest
    )
    return f"**Hardest cards**\n\n{rows}"


def time_page(told: Statistics) -> str:
    """Return the time of the year."""
    return f"**Time in the last year**\n\n{about_time(told)}"


def known_page(told: Statistics) -> str:
    """Return what is known altogether, and how the bars are to be read."""
    exam = "; exam: on the exam day" if told.exam_day else ""
    return (
        f"{about_knowledge(told)} {KNOWN}\n\n"
        f"Right: questions; known: facts; recall: their mean, as the bar{exam}."
    )


def topic_bars(topics: Sequence[TopicStanding]) -> tuple[list[Bar], str]:
    """Return a bar of mean recall for each topic, and the head over their numbers."""
    rows = [_numbers(topic) for topic in topics]
    columns = [c for c in zip(_HEADS, *rows, strict=True) if any(c[1:])]
    widths = [max(map(len, column)) for column in columns]
    head, *texts = (
        " ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in zip(*columns, strict=True)
    )
    bars = [
        Bar(_short(topic.title), topic.now.recall, 1, text)
        for topic, text in zip(topics, texts, strict=True)
    ]
    return bars, head


def _numbers(topic: TopicStanding) -> tuple[str, ...]:
    now = topic.now
    return (
        f"{topic.right}/{topic.asked}" if topic.asked else "",
        f"{now.known}/{now.facts}",
        percent(now.recall),
        percent(topic.exam.recall) if topic.exam else "",
    )


def _short(title: str) -> str:
    if len(title) <= _LONGEST:
        return title
    return f"{title[: _LONGEST - 1].rstrip()}…"
