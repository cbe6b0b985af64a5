"""The study day: the local calendar day that begins at the rollover hour.

Owns the arithmetic between instants and study days. It must never ask which
zone the machine is in: the offset comes with the moment, as the journal kept it,
so a day once lived stays the same day after a flight or a clock change.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

ROLLOVER_HOUR = 4

MS_PER_MINUTE = 60_000
MS_PER_HOUR = 3_600_000
MS_PER_DAY = 86_400_000

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_MILLISECOND = timedelta(milliseconds=1)


def study_day(moment: datetime, rollover_hour: int = ROLLOVER_HOUR) -> date:
    """Return the study day of an aware moment by the wall clock of its own zone.

    Raises ValueError when the moment is naive.
    """
    _require_offset(moment)
    return (moment.replace(tzinfo=None) - timedelta(hours=rollover_hour)).date()


def study_ordinal(at_ms: int, offset_minutes: int, rollover_hour: int) -> int:
    """Return the ordinal of the study day of a journal instant; see `study_day_at`."""
    local_ms = at_ms + offset_minutes * MS_PER_MINUTE - rollover_hour * MS_PER_HOUR
    return _EPOCH_ORDINAL + local_ms // MS_PER_DAY


def study_day_at(
    at_ms: int, offset_minutes: int, rollover_hour: int = ROLLOVER_HOUR
) -> date:
    """Return the study day of a journal instant: UTC milliseconds and its offset."""
    return date.fromordinal(study_ordinal(at_ms, offset_minutes, rollover_hour))


def day_start(day: date, zone: tzinfo, rollover_hour: int = ROLLOVER_HOUR) -> datetime:
    """Return the first moment of a study day in a zone.

    When the clock jumps over the rollover hour, the day begins at the jump; a
    day the zone skipped altogether begins with the next one.
    """
    wall = datetime.combine(day, time(rollover_hour), tzinfo=zone)
    return wall.astimezone(UTC).astimezone(zone)


def utc_ms(moment: datetime) -> int:
    """Return an aware moment as whole UTC milliseconds since 1970.

    Raises ValueError when the moment is naive.
    """
    _require_offset(moment)
    return (moment - _EPOCH) // _MILLISECOND


def _require_offset(moment: datetime) -> None:
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} has no UTC offset")
