"""The statistics as sentences, for a screen reader, a pipe and a narrow window.

Nothing here has to be seen: no bar, no grid, no column that carries a meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from studyapp.cli.output import wrapped
from studyapp.memory.heatmap import Month, heatmap, months
from studyapp.memory.tally import Buttons
from studyapp.memory.wording import counted
from studyapp.services.standing import TopicStanding
from studyapp.services.statistics import Statistics
from studyapp.services.statistics_words import (
    KNOWN,
    about_calibration,
    about_knowledge,
    about_time,
    agreement,
    grades,
    heading,
    held,
    percent,
    waited,
)

_DAYS_NAMED = 7


def in_words(told: Statistics) -> Iterator[str]:
    """Yield the lines to print."""
    yield heading(told)
    yield from totals(told)
    yield from _section("Due in the coming days", _due(told))
    yield from _section("Remembered against predicted, last year", _calibration(told))
    yield from _section("Answers by month, last year", _months(told))
    yield from _section("Grades given, last year", _grades(told))
    yield from _section("Knowledge by topic", _topics(told))
    yield from _section("Hardest cards", hard_cards(told))


def totals(told: Statistics) -> Iterator[str]:
    """Yield the numbers that stand at the top."""
    phases = told.phases
    yield (
        f"Cards: {told.cards} in all, {phases.new} new, "
        f"{phases.learning + phases.relearning} learning, {phases.review} in review"
    )
    yield f"Remembered in the last 30 days: {held(told.month)}"
    yield f"Questions: {told.right} of {told.asked} right"
    yield wrapped(f"Time in the last year: {about_time(told)}")
    yield wrapped(f"Knowledge: {about_knowledge(told)}")


def hard_cards(told: Statistics) -> Iterator[str]:
    """Yield the cards that were forgotten most."""
    for card in told.hardest:
        yield wrapped(
            f"forgotten {card.lapses} of {counted(card.reviews, 'answer')}, "
            f"recall {percent(card.recall)}: {card.prompt}",
            "  ",
        )


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", title, *found)


def _due(told: Statistics) -> Iterator[str]:
    if not any(told.forecast):
        return
    for ahead, due in enumerate(told.forecast[:_DAYS_NAMED]):
        day = told.day + timedelta(days=ahead)
        name = (
            "due by then or in steps" if ahead == 0 else f"{day:%A} {day.day} {day:%B}"
        )
        yield f"  {name}: {counted(due, 'card')}"
    rest = sum(told.forecast[_DAYS_NAMED:])
    days = len(told.forecast) - _DAYS_NAMED
    yield f"  the {days} days after: {counted(rest, 'card')}"


def _calibration(told: Statistics) -> Iterator[str]:
    yield wrapped(about_calibration(told), "  ")
    for row in told.calibration.rows:
        yield wrapped(
            f"after {waited(row)}: predicted {percent(row.predicted)}, remembered "
            f"{percent(row.share)} of {row.reviews}, {agreement(row).value}",
            "  ",
        )


def _months(told: Statistics) -> Iterator[str]:
    shown = heatmap(told.answers, told.day)
    for month in months(shown):
        if month.busiest is not None:
            most = shown.counts[month.busiest]
            day = f"{month.busiest:%A} {month.busiest.day}"
            yield f"  {_named(month)}, most on {day}: {most}"


def _named(month: Month) -> str:
    return (
        f"{month.first:%B %Y}: {counted(month.answers, 'answer')} on "
        f"{month.active} of {counted(month.days, 'day')}"
    )


def _grades(told: Statistics) -> Iterator[str]:
    pairs = (("while learning", told.learning), ("in review", told.reviewing))
    for name, pressed in pairs:
        if pressed.total:
            yield f"  {name}: {mix(pressed)}, of {pressed.total}"


def mix(pressed: Buttons) -> str:
    """Return the grades with their shares."""
    return ", ".join(
        f"{name} {percent(number / pressed.total)}" for name, number in grades(pressed)
    )


def _topics(told: Statistics) -> Iterator[str]:
    yield wrapped(KNOWN, "  ")
    for topic in told.topics:
        yield wrapped(f"{topic.title}: {', '.join(_parts(topic))}", "  ")


def _parts(topic: TopicStanding) -> Iterator[str]:
    yield f"recall {percent(topic.now.recall)}"
    yield f"{topic.now.known} of {counted(topic.now.facts, 'fact')} known"
    if topic.exam is not None:
        yield f"on the exam day {percent(topic.exam.recall)}, {topic.exam.known} known"
    if topic.asked:
        yield f"questions {topic.right} of {topic.asked} right"
