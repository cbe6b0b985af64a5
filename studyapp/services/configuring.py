"""Changing settings in their file, with the learner's comments left as they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from studyapp.content.quantity import parse_quantity
from studyapp.content.units import UnitError
from studyapp.days import parse_day
from studyapp.errors import StorageError, UsageError, no_such
from studyapp.services.exam_day import check_exam_day
from studyapp.services.study_hours import breaks_of
from studyapp.settings import (
    Settings,
    Value,
    check_settings,
    parse_setting,
    read_text,
)


def change_settings(
    path: Path,
    texts: Mapping[str, str],
    today: date,
    exams: Collection[str] | None = None,
) -> Settings:
    """Write settings as they were typed, all or none; return all as they are now.

    `exams` are the codes that an exam may have; None leaves that unchecked. Raises
    UsageError, nothing written, when a name is unknown or a value does not fit;
    StorageError when the file cannot be written.
    """
    import tomlkit  # noqa: PLC0415 - 30 ms that only writing needs

    values = {
        name: parse_setting(name, _spelled(name, text, today))
        for name, text in texts.items()
    }
    for name, value in values.items():
        _check(name, value, today, exams)
    document = tomlkit.parse(read_text(path))
    for name, value in values.items():
        if value is None:
            document.pop(name, None)
        else:
            document[name] = list(value) if isinstance(value, tuple) else value
    settings = check_settings(document.unwrap(), path)
    _write(path, tomlkit.dumps(document))
    return settings


def _spelled(name: str, text: str, today: date) -> str:
    """Return a day as the file spells it, whichever way it was typed."""
    if name != "exam_date" or not text.strip():
        return text
    return parse_day(text, today).isoformat()


def _check(name: str, value: Value, today: date, exams: Collection[str] | None) -> None:
    """Raise UsageError for a value of the right form that could not be followed."""
    if isinstance(value, tuple) and name.endswith("_steps"):
        _check_steps(value)
    elif isinstance(value, tuple) and name == "breaks":
        breaks_of(value)
    elif isinstance(value, date):
        check_exam_day(value, today)
    elif name == "exam" and value and exams is not None and value not in exams:
        raise no_such("exam", str(value), exams)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"{path} cannot be written ({error.strerror})", "check its permissions"
        ) from error


def _check_steps(steps: tuple[str, ...]) -> None:
    """Raise UsageError for a wait that could not be read at the next start."""
    for step in steps:
        try:
            parse_quantity(step).to("ms")
        except UnitError as error:
            raise UsageError(
                f"the step '{step}' cannot be read ({error})",
                "write waits such as 1 min, 10 min",
            ) from error
