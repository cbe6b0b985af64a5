"""The learner's settings: one TOML file, every key documented and checked.

A missing file means defaults; an unknown key or a wrong value is one clear sentence.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from studyapp.errors import UsageError

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
"""Monday first, as dates count them."""
StudyMinutes = Annotated[
    str, StringConstraints(pattern=r"^((mon|tue|wed|thu|fri|sat|sun)=)?\d{1,3}$")
]
Break = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}(\.\.\d{4}-\d{2}-\d{2})?$"),
]


class Settings(BaseModel):
    """Everything that can be set; the descriptions are the documentation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    new_per_day: int = Field(
        20, ge=0, le=9999, description="New cards a study day introduces at most."
    )
    reviews_per_day: int = Field(
        200, ge=0, le=99999, description="Reviews a study day asks for at most."
    )
    desired_retention: float = Field(
        0.90,
        ge=0.70,
        le=0.99,
        description="Share of due cards you want to remember; higher means more work.",
    )
    rollover_hour: int = Field(
        4, ge=0, le=23, description="Hour of the local day at which a study day begins."
    )
    learning_steps: tuple[str, ...] = Field(
        ("1 min", "10 min"), description="Waits before a new card becomes a review."
    )
    relearning_steps: tuple[str, ...] = Field(
        ("10 min",), description="Waits before a forgotten card is a review again."
    )
    half_days: tuple[Weekday, ...] = Field(
        (), description="Weekdays that get about half the reviews, such as fri, sat."
    )
    free_days: tuple[Weekday, ...] = Field(
        (), description="Weekdays that get as few reviews as can be, such as sun."
    )
    leech_lapses: int = Field(
        8,
        ge=0,
        le=99,
        description="Lapses that make a card a leech; 0 to go by its odds alone.",
    )
    maximum_interval: int = Field(
        36500, ge=1, le=36500, description="Longest interval in days."
    )
    theme: str = Field("study-dark", description="Colour theme of the app.")
    region: str = Field(
        "us-east-1", description="Region whose prices the calculator starts with."
    )
    exam: Annotated[str, StringConstraints(strip_whitespace=True, to_upper=True)] = (
        Field("", description="Exam you prepare for, such as DVA-C03.")
    )
    exam_date: date | None = Field(
        None, description="Day of the exam, as 2027-02-26 without quotes."
    )
    exam_goal: float = Field(
        0.90,
        ge=0.50,
        le=0.99,
        description="Share of the exam's cards you want to know on exam day.",
    )
    study_minutes: tuple[StudyMinutes, ...] = Field(
        ("30",),
        description="Minutes a day you study for the exam; a weekday may have its own, "
        "as 30, sat=60.",
    )
    breaks: tuple[Break, ...] = Field(
        (), description="Days without study, as 2026-12-24 or 2026-12-24..2026-12-26."
    )
    sync_folder: str = Field(
        "",
        description="Folder through which your devices share what you did, "
        "such as one that Syncthing or Dropbox keeps alike.",
    )


def read_settings(path: Path) -> Settings:
    """Return the settings in `path`; raises UsageError naming file, key and remedy."""
    return check_settings(tomllib.loads(read_text(path)), path)


def read_text(path: Path) -> str:
    """Return a file of settings as it stands, empty where there is none.

    Raises UsageError, naming the line, when it cannot be read or is no TOML.
    """
    try:
        text = path.read_text(encoding="utf-8")
        tomllib.loads(text)
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path} cannot be read ({error})", "check its permissions"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"{path} is not valid TOML ({error})",
            "write lines such as new_per_day = 20",
        ) from error
    return text


def check_settings(data: Mapping[str, object], path: Path) -> Settings:
    """Return settings as a file gives them; raises UsageError naming key and remedy."""
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        raise UsageError(*_sentence(path, error)) from None


Value = str | int | float | date | tuple[str, ...] | None


def parse_setting(name: str, text: str) -> Value:
    """Return a setting's value from what was typed; None for an empty optional one.

    Raises UsageError when there is no such setting or the value does not fit.
    """
    field = Settings.model_fields.get(name)
    if field is None:
        near = difflib.get_close_matches(name, Settings.model_fields, n=1)
        hint = f"did you mean '{near[0]}'?" if near else "see 'studyapp config'"
        raise UsageError(f"there is no setting '{name}'", hint)
    typed: object = text
    if isinstance(field.default, tuple):
        typed = tuple(part.strip() for part in text.split(",") if part.strip())
    elif field.default is None and not text.strip():
        typed = None
    try:
        found = Settings.model_validate({name: typed}, strict=False)
    except ValidationError as error:
        message = str(error.errors()[0]["msg"]).lower()
        raise UsageError(
            f"'{name} = {text}' does not fit ({message})", field.description or ""
        ) from None
    value: Value = getattr(found, name)
    return value


def _sentence(path: Path, error: ValidationError) -> tuple[str, str]:
    first = error.errors()[0]
    key = str(first["loc"][0])
    if first["type"] == "extra_forbidden":
        near = difflib.get_close_matches(key, Settings.model_fields, n=1)
        hint = f"did you mean '{near[0]}'?" if near else "see 'studyapp config'"
        return f"{path}: unknown setting '{key}'", hint
    message = str(first["msg"]).lower()
    return f"{path}: '{key}' does not fit ({message})", "see 'studyapp config'"
