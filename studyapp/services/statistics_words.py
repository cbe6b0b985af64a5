"""The statistics in words, the same on the command line and on the screen.

Owns the sentences. It must never tell a share of few reviews without saying so.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from studyapp.memory.knowledge import KNOWN_FROM
from studyapp.memory.tally import Buttons, Trials
from studyapp.memory.wording import counted
from studyapp.services.statistics import Statistics, When

FEWEST = 20
"""Reviews; of fewer nothing is said."""
KNOWN = (
    "A fact is known when each of its cards has a chance of "
    f"{round(KNOWN_FROM * 100)} % or more; a card without a fact counts as one."
)


class Agreement(StrEnum):
    """How what was remembered agrees with what was predicted."""

    FEW = "too few to tell"
    LESS = "less than predicted"
    AS_PREDICTED = "as predicted"
    MORE = "more than predicted"

    @property
    def word(self) -> str:
        """One word for a narrow column: `few`, `less`, `alike`, `more`."""
        return {Agreement.FEW: "few", Agreement.AS_PREDICTED: "alike"}.get(
            self, self.value.partition(" ")[0]
        )


def agreement(row: Trials) -> Agreement:
    """Return whether the prediction lies in the 95 % interval of what came."""
    if row.reviews < FEWEST:
        return Agreement.FEW
    low, high = row.margin
    if row.predicted > high:
        return Agreement.LESS
    return Agreement.MORE if row.predicted < low else Agreement.AS_PREDICTED


def heading(told: Statistics) -> str:
    """Return what day is told of."""
    day = long_day(told.day)
    match told.when:
        case When.PAST:
            return f"On {day}: what you knew then"
        case When.FUTURE:
            return f"On {day}: what you would know without another answer"
        case When.TODAY:
            return f"On {day}"


def waited(row: Trials) -> str:
    """Return the days since the answer before, such as `4-7 days`."""
    if row.high is None:
        return f"{row.low}+ days"
    if row.low == row.high:
        return f"{row.low} day"
    return f"{row.low}-{row.high} days"


def held(row: Trials) -> str:
    """Return what was remembered, in words."""
    if not row.reviews:
        return "no reviews yet"
    few = ", too few to tell" if row.reviews < FEWEST else ""
    return f"{percent(row.share)} of {row.reviews}{few}"


def about_calibration(told: Statistics) -> str:
    """Return how far the predictions can be trusted, in one sentence."""
    total, loss = told.calibration.total, told.calibration.log_loss
    if loss is None:
        return "Nothing was reviewed a day or more after its last answer yet."
    how = {
        Agreement.FEW: "that is too few to tell whether the predictions hold",
        Agreement.LESS: "you remember less than is predicted",
        Agreement.AS_PREDICTED: "that is as predicted, within what chance explains",
        Agreement.MORE: "you remember more than is predicted",
    }[agreement(total)]
    return (
        f"Predicted {percent(total.predicted)}, remembered {percent(total.share)} of "
        f"{total.reviews} reviews: {how}. Log loss {loss:.3f}."
    )


def grades(pressed: Buttons) -> tuple[tuple[str, int], ...]:
    """Return each grade's name and how often it was given."""
    return (
        ("Again", pressed.again),
        ("Hard", pressed.hard),
        ("Good", pressed.good),
        ("Easy", pressed.easy),
    )


def about_time(told: Statistics) -> str:
    """Return the time of one year in one sentence."""
    spent = told.time
    if not spent.days:
        return "No time noted yet."
    a_day = duration(spent.total_ms // spent.days)
    parts = [
        f"{duration(spent.total_ms)} on {counted(spent.days, 'day')}",
        f"{a_day} on each of them",
        f"{duration(spent.week_ms)} in the last seven",
    ]
    if spent.card_answers:
        parts.append(f"{spent.cards_ms / spent.card_answers / 1000:.0f} s a card")
    return f"{', '.join(parts)}."


def about_knowledge(told: Statistics) -> str:
    """Return what is known on the day, and on the exam day."""
    now, then = told.whole.now, told.whole.exam
    text = (
        f"{now.known} of {now.facts} facts known, mean chance of recall "
        f"{percent(now.recall)}."
    )
    if then is not None and told.exam_day is not None:
        text += (
            f" On the exam day, {long_day(told.exam_day)}, without another answer: "
            f"{then.known} facts, {percent(then.recall)}."
        )
    return text


def duration(milliseconds: int) -> str:
    """Return a time as `40 s`, `12 min` or `3 h 05 min`."""
    seconds = round(milliseconds / 1000)
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02} min"


def percent(share: float) -> str:
    """Return a share as whole percent; neither nothing nor all unless it is."""
    whole = round(share * 100)
    if share > 0 and whole == 0:
        return "<1 %"
    if share < 1 and whole == 100:
        return ">99 %"
    return f"{whole} %"


def long_day(day: date) -> str:
    """Return a day as `Sunday 1 November 2026`."""
    return f"{day:%A} {day.day} {day:%B %Y}"
