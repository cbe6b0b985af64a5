"""The statistics as charts of plain signs, at most 80 columns, from a true zero.

Each chart has its numbers beside it and needs no colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from studyapp.cli.output import styled, width, wrapped
from studyapp.cli.stats_words import hard_cards, mix, totals
from studyapp.memory.heatmap import Heatmap, heatmap, month_names
from studyapp.memory.tally import Trials
from studyapp.memory.wording import counted
from studyapp.services.standing import TopicStanding
from studyapp.services.statistics import Statistics
from studyapp.services.statistics_words import (
    KNOWN,
    about_calibration,
    agreement,
    heading,
    percent,
    waited,
)

SIGNS = ".:+*#"
"""Days of the year by level, from none to most."""
_BAR = 20
_DAYS_SHOWN = 14
_SMALL_BAR = 10


def in_charts(told: Statistics) -> Iterator[str]:
    """Yield the lines to print."""
    yield styled(heading(told), "bold")
    yield from totals(told)
    yield from _section("Due in the coming days", due_lines(told))
    yield from _section(
        "Remembered (#) against predicted (|), last year", calibration_lines(told)
    )
    yield from _section("Answers by day", year_lines(heatmap(told.answers, told.day)))
    yield from _section("Grades given, last year", _grades(told))
    yield from _section("Knowledge by topic", topic_lines(told))
    yield from _section("Hardest cards", hard_cards(told))


def bar(share: float, size: int) -> str:
    """Return `size` cells of which `share` is drawn, at least one if any."""
    filled = 0 if share <= 0 else max(1, min(round(share * size), size))
    return "#" * filled + "." * (size - filled)


def due_lines(told: Statistics) -> Iterator[str]:
    """Yield a bar for each of the next days, and the rest in words."""
    top = max(told.forecast, default=0)
    if not top:
        return
    for ahead, due in enumerate(told.forecast[:_DAYS_SHOWN]):
        day = told.day + timedelta(days=ahead)
        name = "now" if ahead == 0 else f"{day:%a} {day.day:>2}"
        yield f"  {name:<6} {due:>5}  {'#' * _cells(due, top, 40)}".rstrip()
    rest = told.forecast[_DAYS_SHOWN:]
    yield f"  then {counted(sum(rest), 'card')} in {len(rest)} days"


def calibration_lines(told: Statistics) -> Iterator[str]:
    """Yield a bar of what was remembered by wait, with a mark at the prediction."""
    if told.calibration.rows:
        scale = f"0 %{'100 %':>{_BAR - 3}}"
        yield f"  {'after':<12} {'reviews':>7}  {scale}   came   told"
    for row in told.calibration.rows:
        shares = f"{percent(row.share):>5}  {percent(row.predicted):>5}"
        yield (
            f"  {waited(row):<12} {row.reviews:>7}  {_marked(row)}  {shares}"
            f"  {agreement(row).value}"
        )
    yield wrapped(about_calibration(told), "  ")


def year_lines(shown: Heatmap) -> Iterator[str]:
    """Yield seven rows of weeks under the names of months, and the legend."""
    starts = shown.week_starts()
    yield f"       {month_names(starts)}"
    for weekday in range(7):
        days = [start + timedelta(days=weekday) for start in starts]
        levels = [shown.level(day) for day in days]
        signs = "".join(" " if level is None else SIGNS[level] for level in levels)
        yield f"  {days[0]:%a}  {signs}".rstrip()
    pairs = zip(SIGNS, shown.ranges(), strict=True)
    yield f"  Answers: {'   '.join(f'{sign} {text}' for sign, text in pairs)}"


def topic_lines(told: Statistics) -> Iterator[str]:
    """Yield a bar of mean recall and the facts known for every topic."""
    title = width() - 50
    exam = "exam day" if told.exam_day else ""
    yield (
        f"  {'':<{title}} {'recall':<{_SMALL_BAR + 6}} {'facts known':<11} "
        f"{exam:<8}   right"
    )
    for topic in (*told.topics, told.whole):
        yield f"  {topic.title[:title]:<{title}} {_topic(topic)}".rstrip()
    yield wrapped(KNOWN, "  ")


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", styled(title, "bold"), *found)


def _cells(count: int, top: int, size: int) -> int:
    return max(1, round(count / top * size)) if count else 0


def _marked(row: Trials) -> str:
    """Return the bar of the share with `|` where the prediction lies."""
    cells = bar(row.share, _BAR)
    mark = min(round(row.predicted * _BAR), _BAR - 1)
    return f"{cells[:mark]}|{cells[mark + 1 :]}"


def _grades(told: Statistics) -> Iterator[str]:
    pairs = (("learning", told.learning), ("in review", told.reviewing))
    for name, pressed in pairs:
        if pressed.total:
            yield f"  {name:<10} {pressed.total:>6}  {mix(pressed)}"


def _topic(topic: TopicStanding) -> str:
    now = topic.now
    then = percent(topic.exam.recall) if topic.exam else ""
    right = f"{topic.right}/{topic.asked}" if topic.asked else ""
    return (
        f"{percent(now.recall):>5} {bar(now.recall, _SMALL_BAR)} "
        f"{now.known:>4} of {now.facts:<4} {then:>8} {right:>7}"
    )
