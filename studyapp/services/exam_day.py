"""The exam day: which days can be planned for, and what is said of the others.

It must never work out a plan: whoever has no exam ahead need not load one.
"""

from __future__ import annotations

from datetime import date

from studyapp.errors import UsageError

YEARS_AHEAD = 2
"""A plan lives through every day to the exam: about 1 s a year. Further ahead it would
take minutes and say nothing, for everything is known by then."""


def day_ahead(day: date | None, today: date) -> date | None:
    """Return the exam day if it can be planned for, else None."""
    return day if day and today < day <= last_day(today) else None


def last_day(today: date) -> date:
    """Return the last day that an exam can be planned on."""
    is_leap_day = (today.month, today.day) == (2, 29)
    return today.replace(
        year=today.year + YEARS_AHEAD, day=28 if is_leap_day else today.day
    )


def check_exam_day(day: date, today: date) -> None:
    """Raise UsageError for an exam day that is over, or too far away to plan for."""
    if day < today:
        raise UsageError(f"the exam day {day} is over", "choose a day that is to come")
    if day > last_day(today):
        raise UsageError(
            f"the exam day {day} is more than {YEARS_AHEAD} years ahead",
            f"choose a day up to {last_day(today)}",
        )


def told_day(day: date | None, today: date) -> str:
    """Return what is to say of an exam day that is set and cannot be planned for."""
    if day is None or day_ahead(day, today):
        return ""
    named = f"Your exam day, {day:%a %d %b %Y},"
    if day == today:
        return f"{named} is today. Review what is due, then cram what is weak."
    if day > today:
        return (
            f"{named} is more than {YEARS_AHEAD} years ahead, too far to plan for. "
            "Set a nearer one."
        )
    ago = (today - day).days
    when = "yesterday" if ago == 1 else f"{ago} days ago"
    return f"{named} was {when}. Set the next one, or forget it."
